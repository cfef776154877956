"""The forms tab understood: which question of which form feeds which column."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.mentoring.intake.answers import plain
from sheets_sync.mentoring.program import Program
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.headers import ROUGHLY
from sheets_sync.spreadsheet.problems import Problem, hint
from sheets_sync.spreadsheet.schema import Column, load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellError, CellRef, Formula, Plain, Row, Snapshot, Tab
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of, near_miss

SAID = "manager_said"  # the one column of applicants that a form fills in rows that are there
REPORT = ("match_id", "number", "reported")  # what a form can say of a meeting
# What must be fed before any response is taken over; any one of the names between bars will do.
NEEDED = {
    "applicants": ("person_id|email",),
    "surveys": ("person_id", "phase"),
    "rubric_scores": ("applicant_id", "interviewer_email"),
    "meetings": REPORT,
}
_CONSTANT = re.compile(r"=\s*([\w.\-]+(?: [\w.\-]+)*)\s*\Z")


@dataclass(frozen=True)
class Feed:
    """One row of the forms tab: a constant, or the places where a question stands in its tab."""

    constant: str = ""
    places: tuple[int, ...] = ()  # 0-based; several where sections of a form ask the same question


@dataclass(frozen=True)
class Form:
    """A form-response tab, and what its answers feed in one tab of the program."""

    tab: Tab
    into: str
    target: Table
    feeds: Mapping[str, tuple[Feed, ...]]  # by column, in the order of the forms tab

    @property
    def fills(self) -> bool:
        """Does a response fill a row that is there, rather than make one?"""
        return self.into == "meetings" or SAID in self.feeds

    def answers(self, row: Row, column: str) -> list[Plain]:
        """Return what a response says for `column`, constants included, blanks left out."""
        found: list[Plain] = []
        for feed in self.feeds.get(column, ()):
            answers = map(plain, (row.values[place] for place in feed.places))
            found += [feed.constant] if feed.constant else [one for one in answers if one is not None]
        return found

    def is_answered(self, row: Row) -> bool:
        """Was any question answered that feeds a column?"""
        feeds = (feed for feeds in self.feeds.values() for feed in feeds)
        return any(plain(row.values[place]) is not None for feed in feeds for place in feed.places)

    def cell(self, row: Row, column: str) -> CellRef:
        """Return the cell in which a response answers for `column`; its first cell where none does."""
        places = [place for feed in self.feeds.get(column, ()) for place in feed.places]
        answered = (place for place in places if plain(row.values[place]) is not None)
        return CellRef(self.tab.name, row.number, next(answered, (places or [0])[0]) + 1)


def read_forms(program: Program, snapshot: Snapshot) -> tuple[tuple[Form, ...], tuple[Problem, ...]]:
    """Return the forms whose rows are all right, and what is wrong with the others."""
    table = program.tables["forms"]
    on_hold = {_tab_of(record) for record in table.records if record.set_aside}
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in table.usable:
        groups[_tab_of(record), record.get("into_tab")].append(record)
    forms: list[Form] = []
    problems: list[Problem] = []
    for (name, into), records in groups.items():
        tab, target = _form_tab(name, snapshot), program.tables[into]
        found = [*_faults(records, tab, target)] or [*_gaps(records, target)]
        problems += found
        if tab and not found and name not in on_hold:  # half a mapping would take responses over half
            forms.append(Form(tab, into, target, _feeds(records, tab, target)))
    return tuple(forms), tuple(problems)


def _tab_of(record: Record) -> str:
    return key_of(str(record.get("form_tab") or ""))


def _form_tab(name: str, snapshot: Snapshot) -> Tab | None:
    return None if name in load_schemas() else snapshot.get(name)


def _column(record: Record, target: Table) -> Column | None:
    name = target.schema.headers.get(key_of(record.get("column")), "")
    return target.schema.column(name) if name in target.positions else None


def _near_column(record: Record, target: Table) -> str | None:
    return near_miss(str(record.get("column") or ""), target.positions, ROUGHLY)


def _constant(record: Record) -> str:
    question: str = record.get("question")
    return question[1:].strip() if question.startswith("=") else ""


def _places(record: Record, tab: Tab) -> tuple[int, ...]:
    question = key_of(record.get("question"))
    return tuple(place for place, header in enumerate(tab.headers) if key_of(header) == question)


def _feeds(records: Iterable[Record], tab: Tab, target: Table) -> dict[str, tuple[Feed, ...]]:
    feeds: dict[str, tuple[Feed, ...]] = {}
    for record in records:
        column = _column(record, target)
        if column is not None:
            constant = _constant(record)
            feed = Feed(constant) if constant else Feed(places=_places(record, tab))
            feeds[column.name] = (*feeds.get(column.name, ()), feed)
    return feeds


# --- what is wrong with a form's rows ------------------------------------------------------------


def _faults(records: Sequence[Record], tab: Tab | None, target: Table) -> Iterator[Problem]:
    """Yield the rows that name a tab, a question or a column that is not there, or not for forms."""
    if tab is None:
        yield records[0].problem("MU619", "form_tab", what="tab")
    for record in records:
        column = _column(record, target)
        if column is None:
            yield record.problem("MU614", "column", what="a column", hint=hint(_near_column(record, target)))
        elif not _may_be_fed(column, target, records):
            yield record.problem("MU620", "column")
        if tab is not None and not _constant(record) and not _places(record, tab):
            yield record.problem("MU619", "question", what="question")


def _may_be_fed(column: Column, target: Table, records: Iterable[Record]) -> bool:
    if target.schema.name == "meetings":
        return column.name in REPORT
    fed = {key_of(record.get("column")) for record in records}
    return fed <= {SAID, "person_id", "email"} if column.name == SAID else not column.tool_owned


def _gaps(records: Sequence[Record], target: Table) -> Iterator[Problem]:
    """Yield MU621 where nothing says whom or what a response is about."""
    columns = (_column(record, target) for record in records)
    fed = {column.name for column in columns if column}
    missing = [names for names in NEEDED[target.schema.name] if not fed & set(names.split("|"))]
    if missing:
        columns_missing = " and ".join(names.replace("|", " or ") for names in missing)
        yield records[0].problem("MU621", "column", columns=columns_missing)


# --- constants -----------------------------------------------------------------------------------


def with_constants(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with constants such as =mentor as text, where they were taken for formulas."""
    forms = snapshot.get("forms")
    if forms is None:
        return snapshot
    rows = tuple(replace(row, values=tuple(map(_as_constant, row.values))) for row in forms.rows)
    return replace(snapshot, tabs=tuple(replace(t, rows=rows) if t is forms else t for t in snapshot))


def _as_constant(cell: Cell) -> Cell:
    if not isinstance(cell, Formula) or not (found := _CONSTANT.match(cell.text)):
        return cell
    fails = cell.value is None or isinstance(cell.value, CellError)
    computes = not fails and key_of(as_text(plain(cell.value))) != key_of(found[1])
    return cell if computes else f"={found[1]}"
