"""A live spreadsheet as a snapshot: its cells, its tabs, and what it remembers for the tool."""
