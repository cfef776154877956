"""Values as Google keeps them: typed, so that a text is never taken for a formula."""

from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.reading.cells import cell_data
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef, Plain

_LONGEST_TEXT = 50_000


def entered(value: Plain, place: CellRef) -> Json:
    """Return what is entered for a value, {} for a blank; Refusal where no cell can hold it.

    >>> entered("=1+1", CellRef("people", 2, 1))
    {'stringValue': '=1+1'}
    """
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        sentence = (
            f"{place} cannot be written, since a cell holds at most {_LONGEST_TEXT:,} characters; "
            "shorten the text and run this again."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)
    typed: Json = cell_data(value).get("userEnteredValue", {})
    return typed
