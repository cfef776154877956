"""What people do to the live sheet, by hand: each act can be drawn, told, and done at any moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sheets_emulator import Person
from sheets_emulator.changing import without_value
from sheets_emulator.ranges import column_letters
from sheets_emulator.spreadsheet import Sheet, blank_rows

from at_work.marks import Cell, marked
from at_work.program import COLLEAGUE
from at_work.tabs import RENAMED, header, key_of_column, sheet_of, tools_columns

COPIES = ("duplicate_row", "copy_tab")
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
    tools, columns = tools_columns(sheet), [column.key for column in sheet.columns]
    keys = {name: key_of_column(sheet, name) for name in cells}
    with person.store.change(person.spreadsheet_id, person.email, by_hand=True) as change:
        there = change.spreadsheet.sheet(sheet.sheet_id)
        there.rows.extend(blank_rows(at - len(there.rows)))
        for name, cell in cells.items():
            column = columns.index(keys[name])
            new = {**without_value(there.cell(at - 1, column)), **cell}
            there.put(at - 1, column, new if keys[name] in tools else marked(new))


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
    key = key_of_column(sheet, name)
    for row in range(at, min(at + count, len(sheet.rows) + 1)):
        said = sheet.rows[row - 1].cells.get(key, {}).get("userEnteredValue", {})
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
    """Rename a tab, or give it back its name, as somebody who will not undo it."""
    new = sheet.title.removesuffix(RENAMED) if sheet.title.endswith(RENAMED) else sheet.title + RENAMED
    replace(person, email=COLLEAGUE).rename_tab(sheet.title, new)


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
