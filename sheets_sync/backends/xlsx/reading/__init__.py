"""From a workbook's parts to a snapshot: every cell with its place and kind."""
