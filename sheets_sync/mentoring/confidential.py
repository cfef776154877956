"""What a program must keep from those who may see only its first spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sheets_sync.mentoring.intake import NEW_ROW
from sheets_sync.mentoring.matching import without_score
from sheets_sync.spreadsheet.headers import bind_columns
from sheets_sync.spreadsheet.identities import key_text
from sheets_sync.spreadsheet.schema import CONFIDENTIAL, load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, Row, Snapshot, Tab
from sheets_sync.spreadsheet.text import loosely

WITHHELD = "(confidential)"  # what the log says in place of a value that fewer people see
_VALUES = ("before", "after")
_TABS = frozenset(map(loosely, CONFIDENTIAL))


def kept_apart(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with confidential forms marked, and confidential values left out elsewhere."""
    log, matches, forms = snapshot.get("log"), snapshot.get("matches"), confidential_forms(snapshot)
    tabs = (_withheld(tab, snapshot) if tab is log else tab for tab in snapshot)
    tabs = (_without_scores(tab) if tab is matches else tab for tab in tabs)
    return Snapshot(tuple(replace(tab, confidential=True) if tab in forms else tab for tab in tabs))


def confidential_forms(snapshot: Snapshot) -> tuple[Tab, ...]:
    """Return the tabs whose form responses become answers or scores."""
    found = (snapshot.get(name) for name in sorted(_names_of_forms(snapshot)))
    return tuple(tab for tab in found if tab)


def telling_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the rows of the log that tell a value of a confidential tab."""
    log = snapshot.get("log")
    places = _places(log, "log")
    values = [places[name] for name in _VALUES if name in places]
    for row in log.rows if log else ():
        told = {key_text(row.values[at]) for at in values} - {"", WITHHELD}
        scores = any(without_score(text) != text for text in told)
        if told and (scores or _is_confidential(row, places)):
            yield row


def _names_of_forms(snapshot: Snapshot) -> frozenset[str]:
    forms = snapshot.get("forms")
    places = _places(forms, "forms")
    if forms is None or not {"form_tab", "into_tab"} <= places.keys():
        return frozenset()
    fed = (row for row in forms.rows if loosely(key_text(row.values[places["into_tab"]])) in _TABS)
    return frozenset(key_text(row.values[places["form_tab"]]) for row in fed) - load_schemas().keys()


def _withheld(log: Tab, snapshot: Snapshot) -> Tab:
    places = _places(log, "log")
    values = {places[name] for name in _VALUES if name in places}
    telling = {row.number for row in telling_rows(snapshot)}

    def kept(row: Row, at: int, cell: Cell) -> Cell:
        if at not in values or row.number not in telling:
            return cell
        return WITHHELD if _is_confidential(row, places) else _without_score(cell)

    return _changed(log, kept)


def _without_scores(matches: Tab) -> Tab:
    place = _places(matches, "matches").get("why")
    return _changed(matches, lambda _, at, cell: _without_score(cell) if at == place else cell)


def _without_score(cell: Cell) -> Cell:
    return without_score(cell) if isinstance(cell, str) else cell


def _changed(tab: Tab, change: Callable[[Row, int, Cell], Cell]) -> Tab:
    """Return the tab with other values in its cells, each told by row and 0-based place."""
    rows = (
        replace(row, values=tuple(change(row, at, cell) for at, cell in enumerate(row.values)))
        for row in tab.rows
    )
    return replace(tab, rows=tuple(rows))


def _is_confidential(row: Row, places: dict[str, int]) -> bool:
    """Is it about a cell of a confidential tab? A new row tells its response's time only, and must."""
    if "tab" not in places or ("column" in places and key_text(row.values[places["column"]]) == NEW_ROW):
        return False
    return key_text(row.values[places["tab"]]) in CONFIDENTIAL


def _places(tab: Tab | None, name: str) -> dict[str, int]:
    """Return where the columns stand, 0-based."""
    return bind_columns(tab, load_schemas()[name])[0] if tab else {}
