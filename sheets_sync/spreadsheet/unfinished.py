"""Tabs whose rows are not all there, because what was filling them was cut off."""

from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.spreadsheet.text import listed


def cut_off(snapshot: Snapshot) -> Refusal | None:
    """Return why nothing may be concluded from a spreadsheet that was not filled to its end, if so."""
    names = [tab.name for tab in snapshot if tab.unfinished]
    if not names:
        return None
    sentence = (
        f"Rows are missing in {listed(names)}, because what filled the spreadsheet was cut off or is still "
        "at work; if that was a copy, empty the spreadsheet and copy again; "
        "if it was sheets-sync init, run that again: it goes on."
    )
    return Refusal(Exit.FIX_NEEDED, sentence)
