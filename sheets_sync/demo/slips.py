"""What a slip is: one thing that somebody typed the way people do."""

from dataclasses import dataclass

from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Plain

Row = dict[str, Plain]  # by column; a column left out is blank
Rows = dict[str, list[Row]]  # by tab


@dataclass(frozen=True)
class Slip:
    """One planted slip, where it stands, and in plain words what happened."""

    tab: str
    key: tuple[str, ...]  # of its row, as typed; empty for a blank row
    column: str  # empty where the whole row is meant
    what: str


@dataclass(frozen=True)
class Victims:
    """A program that is about to get its mess, and the applicants who will feel it."""

    rows: Rows
    accepted: list[Row]  # mentors in the pool
    waiting: list[Row]  # other mentors; who still waits for their manager or HR is spared
    executives: list[Row]

    def in_org_chart(self, person_id: str) -> Row:
        """Return the person's row of the org chart."""
        return next(row for row in self.rows["org_chart"] if row["person_id"] == person_id)


def choose_victims(rows: Rows) -> Victims:
    """Return the program with its applicants sorted by what a slip would do to them."""
    mentors = [row for row in rows["applicants"] if row["role"] == "mentor" and not row["withdrawn_on"]]
    return Victims(
        rows,
        accepted=[row for row in mentors if row["selection"] == "accept"],
        waiting=[row for row in mentors if row["selection"] != "accept" and _has_all_answers(row)],
        executives=[row for row in rows["applicants"] if row["role"] == "mentee"],
    )


def _has_all_answers(row: Row) -> bool:
    return bool(row["manager_approval"] and row["good_standing"])


def slip_at(tab: str, row: Row, column: str, what: str) -> Slip:
    """Return the slip that stands in this row, under the key it has now."""
    key = tuple(str(row[name]) for name in load_schemas()[tab].key)
    return Slip(tab, key, column, what)
