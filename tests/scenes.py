"""Scenes that tests of several subjects begin with: a pair, its meetings, a lone applicant, a bad night."""

from dataclasses import replace

from pictures import applied, plan, run, spreadsheet

from sheets_sync.spreadsheet.changes import CellEdit
from sheets_sync.spreadsheet.snapshot import Cell, Snapshot

PAIR = """
    matches
    mentor_id | mentee_id | decision | source | announced_on | match_id
    E5        | E3        | approve  | tool   | {announced}  | E5/E3
"""
ANNOUNCED = PAIR.format(announced="2027-02-01")
APPROVED = PAIR.format(announced="")
CLEAN = {
    "person_id": "E5",
    "full_name": "Ann Five",
    "email": "ann@example.org",
    "role": "mentor",
    "topics": "safety",
}


def meetings(*held: int) -> str:
    """Return the four meetings of the pair, some of them held."""
    rows = [f"E5/E3 | {n} | {'2027-02-20' if n in held else ''}" for n in (1, 2, 3, 4)]
    return "\n".join(("meetings", "match_id | number | held_on", *rows))


def applicant(**cells: str) -> str:
    """Return applicants with one row, some of its cells replaced."""
    row = CLEAN | cells
    return f"applicants\n{' | '.join(row)}\n{' | '.join(row.values())}"


def typed(snapshot: Snapshot, tab_name: str, row: int, header: str, value: Cell) -> Snapshot:
    """Return the spreadsheet after a person typed one value."""
    one = snapshot.get(tab_name)
    assert one is not None
    cell = next(r for r in one.rows if r.number == row).cell(header)
    return applied(
        snapshot, replace(plan(snapshot, "validate").changes, edits=(CellEdit(cell, (), "", None, value),))
    )


def renamed(snapshot: Snapshot, name: str, title: str) -> Snapshot:
    """Return the spreadsheet after a person gave the tab `name` another title; it remembers the old one."""
    one = snapshot.get(name)
    assert one is not None
    rows = tuple(replace(row, tab=title) for row in one.rows)
    new = replace(one, name=title, made_as=name, rows=rows)
    return Snapshot(tuple(new if other is one else other for other in snapshot))


def without(snapshot: Snapshot, name: str) -> Snapshot:
    """Return the spreadsheet without one tab."""
    return Snapshot(tuple(one for one in snapshot if one.name != name))


def lines_gone(snapshot: Snapshot, *items: str) -> Snapshot:
    """Return the spreadsheet after a person deleted lines of start_here."""
    page = snapshot.get("start_here")
    assert page is not None
    left = replace(page, rows=tuple(row for row in page.rows if row.values[0] not in items))
    return Snapshot(tuple(left if one is page else one for one in snapshot))


def many(count: int, broken: int = 0) -> str:
    """Return applicants with `count` rows, the first `broken` of them without a real address."""
    rows = [
        f"M{n} | Name {n} | {'nowhere' if n < broken else f'm{n}@example.org'} | mentor | safety"
        for n in range(count)
    ]
    return "\n".join(("applicants", "person_id | full_name | email | role | topics", *rows))


def after_a_good_run_with(count: int, now: str, broken: int = 0) -> Snapshot:
    """Return a program that had `count` applicants at the last good run, and has those of `now`."""
    before = run(spreadsheet(many(count, broken)))
    drawn = next(one for one in spreadsheet(now) if one.name == "applicants")
    return Snapshot(tuple(drawn if one.name == "applicants" else one for one in before))
