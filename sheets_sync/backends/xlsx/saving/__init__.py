"""The old or the new workbook, never a torn one: locks, backups, and the replacing itself."""
