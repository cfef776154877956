"""What a spreadsheet is: tabs, rows, cells, their schemas, their problems and their changes."""
