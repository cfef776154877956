"""Changes put into a live spreadsheet beside people: found again, written in one go, checked, put right."""
