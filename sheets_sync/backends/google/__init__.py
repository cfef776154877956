"""A Google spreadsheet: read in one request, changed beside people who edit it."""
