"""What people do to the live sheet, by hand: each act can be drawn, told, and done at any moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from sheets_emulator import Person
from sheets_emulator.changing import without_value
from sheets_emulator.ranges import column_letters
from sheets_emulator.spreadsheet import Sheet, blank_rows

from at_work.marks import Cell, marked
from at_work.program import COLLEAGUE
from at_work.tabs import RENAMED, header, headers, sheet_of, tools_columns

COPIES = ("duplicate_row", "copy_tab")
COLUMNS = {
    "applicants": ("status", "greeting", "suggested_selection", "full_name", "status_reason", "my notes"),
    "matches": ("mentor_id", "status", "mentee_id", "mentor_name", "both", "mentee_name", "decision"),
    "topics": ("topic", "wanted_by", "description", "offered_by"),
    "meetings": ("names", "status", "due_on", "location", "held_on"),
    "start_here": ("Reverse mentoring: start here", "my notes"),
    "problems": ("code", "my notes", "severity", "where"),
}
DISPENSABLE = {
    "applicants": ("my notes", "call notes", "greeting"),
    "matches": ("my notes",),
    "topics": ("description",),
    "problems": ("my notes",),
}
OURS = {"applicants": ("status_reason", "source"), "matches": ("why", "score"), "topics": ("wanted_by",)}
WORDS = {  # what people choose from, one after the other
    "selection": ("accept", "waitlist", "decline", ""),
    "withdrawn_on": ("", "2027-02-01"),
    "manager_approval": ("yes", "", "no"),
    "good_standing": ("yes", ""),
    "decision": ("approve", "reject", ""),
}


@dataclass(frozen=True)
class Act:
    """Something done to one tab; tabs and columns are called what they were called in the beginning."""

    verb: str
    tab: str
    details: tuple[Any, ...] = ()

    def __call__(self, person: Person) -> None:
        """Do it; KeyError or ApiError where it cannot be done just then."""
        DONE[self.verb](person, sheet_of(person.spreadsheet, self.tab), *self.details)

    def __repr__(self) -> str:
        return f"Act{(self.verb, self.tab, self.details)}"

    @property
    def copies(self) -> bool:
        """Is there more of something afterwards?"""
        return self.verb in COPIES


# --- typing ------------------------------------------------------------------------------------------


def _enter(person: Person, sheet: Sheet, at: int, cells: dict[str, Cell]) -> None:
    """Enter cells of one row, by the names of their columns; they are people's own unless the tool's are."""
    names = {name: key for key, name in headers(sheet).items()}
    tools, columns = tools_columns(sheet), [column.key for column in sheet.columns]
    with person.store.change(person.spreadsheet_id, person.email, by_hand=True) as change:
        there = change.spreadsheet.sheet(sheet.sheet_id)
        there.rows.extend(blank_rows(at - len(there.rows)))
        for name, cell in cells.items():
            new = {**without_value(there.cell(at - 1, columns.index(names[name]))), **cell}
            there.put(at - 1, columns.index(names[name]), new if names[name] in tools else marked(new))


def _type(person: Person, sheet: Sheet, at: int, name: str, value: str) -> None:
    """Type a value into a row."""
    _enter(person, sheet, at, {name: _cell(value)})


def _cell(value: str) -> Cell:
    kind = "formulaValue" if value.startswith("=") else "stringValue"
    return {"userEnteredValue": {kind: value}} if value else {}


def _refer(person: Person, sheet: Sheet, at: int, name: str, to: str) -> None:
    """Type a formula about another cell of the row."""
    column = person.column(sheet.title, header(sheet, to))
    _type(person, sheet, at, name, f'={column_letters(column)}{at}&"!"')


def _choose(person: Person, sheet: Sheet, at: int, count: int, name: str) -> None:
    """Choose the next word in some cells below each other."""
    words = WORDS[name]
    keys = {known: key for key, known in headers(sheet).items()}
    for row in range(at, at + count):
        said = sheet.rows[row - 1].cells.get(keys[name], {}).get("userEnteredValue", {})
        now = next(iter(said.values()), "")
        _type(person, sheet, row, name, words[(words.index(now) + 1 if now in words else 0) % len(words)])


def _apply(person: Person, sheet: Sheet, number: int) -> None:
    """Type in somebody who applied."""
    typed = {
        "person_id": f"N{number}",
        "full_name": f"New {number}",
        "email": f"new{number}@example.org",
        "role": "mentor",
        "topics": "safety",
        "my notes": f"new note {number}",
        "selection": "waitlist",
    }
    _enter(person, sheet, _below(sheet), {name: _cell(value) for name, value in typed.items()})


def _respond(person: Person, sheet: Sheet, number: int) -> None:
    """Let a form's response arrive."""
    answers = {"E-mail": f"n{number}@example.org", "Your name": f"Pat N{number}", "Topics": "pay"}
    moment = {
        "userEnteredValue": {"numberValue": 46400 + number},
        "userEnteredFormat": {"numberFormat": {"type": "DATE_TIME"}},
    }
    cells = {name: _cell(value) for name, value in answers.items()}
    _enter(person, sheet, _below(sheet), {"Timestamp": moment, **cells})


def _below(sheet: Sheet) -> int:
    return max((row + 1 for row, _ in sheet.filled()), default=1) + 1


# --- tabs and columns --------------------------------------------------------------------------------


def _rename_column(person: Person, sheet: Sheet, name: str) -> None:
    new = name if header(sheet, name).endswith(RENAMED) else name + RENAMED
    _enter(person, sheet, 1, {name: _cell(new)})


def _rename_tab(person: Person, sheet: Sheet) -> None:
    old = sheet.title
    person.rename_tab(old, old.removesuffix(RENAMED) if old.endswith(RENAMED) else old + RENAMED)


def _delete_tab(person: Person, sheet: Sheet) -> None:
    """Delete a tab, as somebody who will not undo it."""
    replace(person, email=COLLEAGUE).delete_tab(sheet.title)


def _hide_tab(person: Person, sheet: Sheet) -> None:
    hidden = {"sheetId": sheet.sheet_id, "hidden": not sheet.properties.get("hidden", False)}
    person.do({"updateSheetProperties": {"properties": hidden, "fields": "hidden"}})


DONE: dict[str, Callable[..., None]] = {
    "insert_rows": lambda p, s, at: p.insert_rows(s.title, at, 2),
    "delete_rows": lambda p, s, at: p.delete_rows(s.title, at),
    "move_rows": lambda p, s, at, before: p.move_rows(s.title, at, before),
    "duplicate_row": lambda p, s, at: p.duplicate_row(s.title, at),
    "cut_and_paste_rows": lambda p, s, at, to: p.cut_and_paste_rows(s.title, at, to),
    "sort_rows": lambda p, s, by, descending: p.sort_rows(s.title, header(s, by), descending),
    "insert_columns": lambda p, s, before: p.insert_columns(s.title, header(s, before)),
    "move_column": lambda p, s, name, before: p.move_column(s.title, header(s, name), header(s, before)),
    "delete_column": lambda p, s, name: p.delete_column(s.title, header(s, name)),
    "rename_column": _rename_column,
    "rename_tab": _rename_tab,
    "copy_tab": lambda p, s: p.copy_tab(s.title),
    "hide_tab": _hide_tab,
    "delete_tab": _delete_tab,
    "undo": lambda p, s: p.undo(),
    "type": _type,
    "refer": _refer,
    "choose": _choose,
    "apply": _apply,
    "respond": _respond,
}


# --- drawing -----------------------------------------------------------------------------------------

rows = st.integers(2, 13)
numbers = st.integers(1, 3)


def _act(
    verb: str, tab: st.SearchStrategy[str] | str, *details: st.SearchStrategy[Any]
) -> st.SearchStrategy[Act]:
    tab = st.just(tab) if isinstance(tab, str) else tab
    return st.builds(Act, st.just(verb), tab, st.tuples(*details))


def _columns_of(tab: str) -> st.SearchStrategy[Act]:
    """Draw what takes a value on its way into another column of a tab."""
    columns = st.sampled_from(COLUMNS[tab])
    found = [_act("insert_columns", tab, columns), _act("move_column", tab, columns, columns)]
    if tab in DISPENSABLE:
        found.append(_act("delete_column", tab, st.sampled_from(DISPENSABLE[tab])))
    return st.one_of(found)


def _moves_in(tab: str) -> st.SearchStrategy[Act]:
    """Draw what moves the rows and columns of a tab, or calls a column something else."""
    columns = st.sampled_from(COLUMNS[tab])
    found = [_columns_of(tab), _act("insert_rows", tab, rows), _act("move_rows", tab, rows, rows)]
    if tab != "start_here":
        found += [_act("sort_rows", tab, columns, st.booleans()), _act("rename_column", tab, columns)]
    return st.one_of(found)


def _of_records(tab: str) -> st.SearchStrategy[Act]:
    """Draw what adds and takes away rows of a tab, and what people write into them."""
    texts = st.builds("typed {}".format, st.integers(1, 99))
    own = st.sampled_from(DISPENSABLE[tab])
    grey = st.sampled_from(OURS[tab])
    return st.one_of(
        _act("delete_rows", tab, rows),
        _act("duplicate_row", tab, rows),
        _act("cut_and_paste_rows", tab, rows, rows),
        _act("type", tab, rows, own, texts),
        _act("type", tab, rows, grey, texts),
        _act("refer", tab, rows, own, st.sampled_from(COLUMNS[tab])),
    )


BUSY = ("applicants", "applicants", "matches", "topics")  # tabs in which most is written
drags = st.sampled_from(BUSY).flatmap(_columns_of)
moves = st.sampled_from((*BUSY, *COLUMNS)).flatmap(_moves_in)
records = st.sampled_from(BUSY).flatmap(_of_records)
tabs = st.one_of(
    _act("rename_tab", st.sampled_from(("applicants", "matches", "problems", "log"))),
    _act("copy_tab", st.sampled_from(("applicants", "matches"))),
    _act("hide_tab", st.sampled_from(("applicants", "problems", "log"))),
)
losses = st.one_of(
    _act("delete_tab", st.sampled_from(("problems", "log", "outbox"))),
    _act("delete_column", "applicants", st.sampled_from(OURS["applicants"])),
)
others = st.one_of(
    _act("apply", "applicants", numbers),
    _act("respond", "Applications", numbers),
    _act("undo", "applicants"),
    tabs,
    losses,
)
acts = st.one_of(drags, drags, moves, records, others)
choices = st.one_of(
    *(
        _act("choose", "applicants", rows, st.integers(1, 3), st.just(name))
        for name in ("selection", "withdrawn_on", "manager_approval", "good_standing")
    ),
    _act("choose", "matches", st.integers(2, 5), st.integers(1, 2), st.just("decision")),
)
