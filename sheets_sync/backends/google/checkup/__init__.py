"""How a live spreadsheet is, for the doctor: reachable, editable, and open to what a run writes."""
