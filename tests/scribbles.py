"""Whatever people may do to any row of any tab, drawn by chance."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import strategies as st

from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Row, Snapshot

typed_values = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", "yes", "no", "accept", "approve", "reject", "mentor", "E1", "=1+1", "#N/A", "03/04/2027"]
    ),
    st.text(max_size=12),
    st.integers(-3, 10_000_000),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    st.just(CellError("#REF!")),
    st.builds(Formula, st.just("=A1"), st.one_of(st.none(), st.text(max_size=5), st.integers())),
)


class Edited:
    """A spreadsheet after people's edits; no dataclass, since its fields would fill pages of a report."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __repr__(self) -> str:
        return f"<a spreadsheet of {len(self.snapshot.tabs)} tabs>"


@st.composite
def edits(draw: st.DrawFn, before: Edited) -> Edited:
    """Draw one edit: a value typed, a row doubled, two rows swapped, a row cleared."""
    with_rows = [t for t in before.snapshot if t.rows and t.name != "start_here"]
    one = with_rows[draw(st.integers(0, len(with_rows) - 1))]
    rows = list(one.rows)
    at = draw(st.integers(0, len(rows) - 1))
    match draw(st.sampled_from(["type", "type", "type", "double", "swap", "clear"])):
        case "type":
            column = draw(st.integers(0, len(one.headers) - 1))
            rows[at] = with_value(rows[at], column, draw(typed_values))
        case "double":
            rows.append(replace(rows[at], number=one.last_row + 1))
        case "swap":
            other = draw(st.integers(0, len(rows) - 1))
            rows[at], rows[other] = (
                replace(rows[at], values=rows[other].values),
                replace(rows[other], values=rows[at].values),
            )
        case "clear":
            rows[at] = replace(rows[at], values=(None,) * len(one.headers))
    tabs = (replace(t, rows=tuple(rows)) if t is one else t for t in before.snapshot)
    return Edited(Snapshot(tuple(tabs)))


def with_value(row: Row, column: int, value: Cell) -> Row:
    """Return the row with another value in one 0-based column."""
    return replace(row, values=(*row.values[:column], value, *row.values[column + 1 :]))
