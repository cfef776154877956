"""The notes that bad cells carry, where the spreadsheet can show them: ours come and go, people's stay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sheets_sync.spreadsheet.changes import Note
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.schema import TAB_ORDER
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot, Tab

OURS = "sheets-sync MU"  # how a note of ours begins
_MOST = 3  # problems of one cell that its note tells


def notes(problems: Iterable[Problem], snapshot: Snapshot) -> tuple[Note, ...]:
    """Return the notes to set and to take away, so that each bad cell says what is wrong with it."""
    tabs = {tab.name: tab for tab in _ours(snapshot) if tab.takes_notes}
    wanted = _texts(one for one in problems if one.cell.tab in tabs)
    there = {cell: text for tab in tabs.values() for cell, text in tab.notes.items()}
    gone = (cell for cell, text in there.items() if text.startswith(OURS) and cell not in wanted)
    found = [
        *(Note(cell, text) for cell, text in wanted.items() if _may_stand(cell, text, there, tabs)),
        *(Note(cell, None) for cell in gone),
    ]
    return tuple(sorted(found, key=lambda note: note.cell))


def _ours(snapshot: Snapshot) -> Iterator[Tab]:
    """Yield the program's own tabs: what a form fills, or people copied, is left as it is."""
    yield from (tab for tab in map(snapshot.without_files.get, TAB_ORDER) if tab)


def _texts(problems: Iterable[Problem]) -> dict[CellRef, str]:
    of_cell: dict[CellRef, list[Problem]] = defaultdict(list)
    for one in problems:
        of_cell[one.cell].append(one)
    return {cell: "\n\n".join(_lines(found)) for cell, found in of_cell.items()}


def _lines(found: list[Problem]) -> Iterator[str]:
    for one in sorted(found, key=lambda one: one.order)[:_MOST]:
        yield f"sheets-sync {one.code}: {one.message}\n{one.fix}"


def _may_stand(cell: CellRef, text: str, there: dict[CellRef, str], tabs: dict[str, Tab]) -> bool:
    """Is the note new, and no person's note in its way?"""
    known = there.get(cell, "")
    return known != text and (not known or known.startswith(OURS)) and not _is_page(tabs[cell.tab])


def _is_page(tab: Tab) -> bool:
    return tab.name == "start_here" or tab.made_as == "start_here"
