"""One change set written into a place, and what is different afterwards."""

from typing import Any

from places import Drawn, Place, drawn

from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.snapshot import Cell, CellRef, Formula, Plain, Tab

# A tab in which people work: their formula, their note, their colours, a column of their own.
MATCHES = drawn(
    """
    matches
    mentor_id | mentee_id | status   | decision | our notes  | doubled
    E5        | E3        | proposed |          | ask Ann    | =A1*2 → 12
    E6        | E4        | proposed | approve  |            | =A2*2 → 14
    E7        | E2        |          | reject   | 2027-03-01 |
    """,
    notes={"B3": "she said yes", "C2": "a person's"},
    bold=("A2", "D3"),
)
TOPICS = Drawn("topics", (("topic", "wanted_by"), ("safety", 3)), notes={"A2": "x"}, hidden=True)
PROBLEMS = drawn(
    """
    problems
    code  | severity | where         | message   | who looks at it
    MU110 | error    | applicants!C3 | No email. | Ann
    MU201 | warning  | applicants!B4 | No name.  | Bo
    MU203 | error    | applicants!B5 | Reports.  | =1+1 → 2
    """
)


def edit(row: int, column: int, after: Plain, tab: str = "matches", before: Cell = None) -> CellEdit:
    """Return an edit of the cell in matches, or in another tab."""
    return CellEdit(CellRef(tab, row, column), ("key",), "status", before, after)


def apply(place: Place, changes: ChangeSet) -> int:
    """Read the place and write the changes; return how many wait."""
    with place.opened() as store:
        _, read_as = store.read(to_write=True)
        return store.apply(changes, read_as)


def changed(place: Place, changes: ChangeSet) -> set[str]:
    """Write the changes; return the addresses of the cells that differ, everything else being the same."""
    cells, frame = place.cells(), place.frame()
    assert apply(place, changes) == 0
    assert place.frame() == frame
    return difference(cells, place.cells())


def difference(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return the addresses at which two states are not the same."""
    return {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}


def tab_of(place: Place, name: str) -> Tab:
    """Return one tab of a place."""
    tab = place.read().get(name)
    assert tab is not None
    return tab


def rows(place: Place, name: str = "matches") -> dict[int, tuple[Cell, ...]]:
    """Return the values of each row, a formula's text for a formula."""
    return {
        row.number: tuple(value.text if isinstance(value, Formula) else value for value in row.values)
        for row in tab_of(place, name).rows
    }
