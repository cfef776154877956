"""Formula cells, and what LibreOffice makes of ticks."""

from sheets_sync.backends.xlsx.reading.values import Value
from sheets_sync.spreadsheet.snapshot import Cell, Formula

_TICKS = {"=TRUE()": True, "=FALSE()": False}


def formula_cell(text: str, value: Value, kind: str, alone: bool = True) -> Cell:
    """Return a formula with the value it showed; what LibreOffice writes for a tick alone is a tick.

    >>> formula_cell("=A2*2", 84, "n"), formula_cell("=TRUE()", True, "b")
    (Formula(text='=A2*2', value=84), True)
    """
    if alone and text in _TICKS:
        return _TICKS[text]
    return Formula(text, "" if value is None and kind == "str" else value)
