"""The zip that a workbook is: its parts, checked before anything is parsed, and put together again."""
