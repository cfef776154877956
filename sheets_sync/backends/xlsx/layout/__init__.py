"""A new workbook from its layouts, and an existing one repaired."""
