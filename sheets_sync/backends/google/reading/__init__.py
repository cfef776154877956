"""A live spreadsheet as a snapshot, what it remembers for the tool, and values in Google's own JSON."""
