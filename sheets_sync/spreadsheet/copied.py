"""Values on their way into another kind of spreadsheet: what each becomes there, and what has no room."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Cell, CellError, CellRef, Formula, Plain, Snapshot, Tab
from sheets_sync.spreadsheet.titles import GOOGLE_TITLES, WORKBOOK_TITLES, Titles

_LOADING = CellError("Loading...")


@dataclass(frozen=True)
class Kind:
    """A kind of spreadsheet, and what its cells and tabs can hold."""

    name: str
    longest: int  # text in a cell, in UTF-16 units
    earliest: date
    titles: Titles


WORKBOOK = Kind("an .xlsx", 32_767, date(1900, 1, 1), WORKBOOK_TITLES)
GOOGLE = Kind("a Google spreadsheet", 50_000, date.min, GOOGLE_TITLES)


def copied(cell: Cell, kind: Kind) -> Plain:
    """Return what a cell becomes: the value that a formula shows, text for what the kind cannot hold.

    >>> copied(Formula("=A2*2", 84), WORKBOOK), copied(date(1850, 3, 1), WORKBOOK)
    (84, '1850-03-01')
    """
    shown = _shown(cell)
    if isinstance(shown, CellError):
        return shown.text
    return as_text(shown) if _has_no_place(shown, kind) else shown


def losses(cell: Cell, kind: Kind) -> Iterator[str]:
    """Yield what a cell loses on the way, in the singular; nothing for most."""
    if isinstance(cell, Formula):
        yield "formula"
    shown = _shown(cell)
    if isinstance(shown, CellError):
        yield "error"
    elif _has_no_place(shown, kind):
        yield "number" if isinstance(shown, float) else "date"


def refuse_unless_copyable(snapshot: Snapshot, kind: Kind) -> None:
    """Raise a Refusal where a text is too long for the kind, or a formula has no result yet."""
    if long := [place for tab in snapshot for place in _too_long(tab, kind)]:
        sentence = (
            f"longer than a cell of {kind.name} can be ({kind.longest:,} characters). Shorten that text"
        )
        raise _refusal(long, sentence)
    if open_ones := [place for tab in snapshot for place in _without_result(tab)]:
        sentence = "a formula without a stored result. Open the spreadsheet, let it compute, and save it"
        raise _refusal(open_ones, sentence)


def _refusal(places: list[CellRef], sentence: str) -> Refusal:
    others = f" (as well as {len(places) - 1} more)" if places[1:] else ""
    return Refusal(
        Exit.FIX_NEEDED, f"{places[0]}{others} is {sentence}, then copy again. Nothing was written."
    )


def _cells(tab: Tab) -> Iterator[tuple[CellRef, Cell]]:
    yield from ((CellRef(tab.name, 1, at), header) for at, header in enumerate(tab.headers, 1))
    for row in tab.rows:
        yield from ((CellRef(tab.name, row.number, at), cell) for at, cell in enumerate(row.values, 1))


def _too_long(tab: Tab, kind: Kind) -> Iterator[CellRef]:
    for place, cell in _cells(tab):
        shown = _shown(cell)
        if isinstance(shown, str) and 2 * len(shown) > kind.longest and _units(shown) > kind.longest:
            yield place


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _without_result(tab: Tab) -> Iterator[CellRef]:
    """Yield the formulas that nobody computed; a blank in what an array formula fills is a result."""
    formulas = [(place, cell) for place, cell in _cells(tab) if isinstance(cell, Formula)]
    computed = {cell.text for _, cell in formulas if cell.value not in (None, _LOADING)}
    yield from (place for place, cell in formulas if cell.text not in computed)


def _shown(cell: Cell) -> Plain | CellError:
    return cell.value if isinstance(cell, Formula) else cell


def _has_no_place(value: Plain, kind: Kind) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day < kind.earliest
