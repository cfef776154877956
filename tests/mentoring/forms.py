"""Small pictures of forms: their responses, the forms tab, and an org chart with addresses."""

from collections.abc import Iterable
from dataclasses import replace

from pictures import column, plan, spreadsheet, tab, told

from sheets_sync.spreadsheet.snapshot import Cell, Row, Snapshot, Tab

FORMS = """
    forms
    form_tab   | question           | into_tab   | column
    Form       | Your e-mail        | applicants | email
    Form       | First name         | applicants | full_name
    Form       | Last name          | applicants | full_name
    Form       | First choice       | applicants | topics
    Form       | Second choice      | applicants | topics
    Form       | "=mentor"          | applicants | role
"""
CHART = """
    org_chart
    person_id | full_name | email           | manager_id
    E1        | Chief One | one@example.org |
    E4        | Head Four | four@example.org | E1
    E5        | Ann Five  | Ann@example.org | E4
    E6        | Bo Six    | bo@example.org  | E4
"""
QUESTIONS = "Timestamp | Your e-mail | First name | Last name | First choice | Second choice"
ANN = "2027-02-20 09:15:01.250 | ann@example.org | Ann | Five | safety | pay"
BO = "2027-02-21 10:20:30.500 | bo@example.org | Bo | Six | staffing |"


def form(*responses: str, name: str = "Form", questions: str = QUESTIONS) -> Tab:
    """Return a form-response tab."""
    return tab("\n".join((name, questions, *responses)))


def program(*responses: str, forms: str | Tab = FORMS, questions: str = QUESTIONS) -> Snapshot:
    """Return a program with an org chart and a form that feeds applicants."""
    return spreadsheet(CHART, forms, form(*responses, questions=questions))


def with_tab(snapshot: Snapshot, one: Tab) -> Snapshot:
    """Return the spreadsheet with another tab of this name."""
    return Snapshot(tuple(one if other.name == one.name else other for other in snapshot))


def with_rows(snapshot: Snapshot, name: str, rows: Iterable[Row]) -> Snapshot:
    """Return the spreadsheet with other rows in one tab, numbered anew."""
    one = snapshot.get(name.casefold())
    assert one is not None
    numbered = tuple(replace(row, number=n) for n, row in enumerate(rows, start=2))
    return with_tab(snapshot, replace(one, rows=numbered))


def rows(snapshot: Snapshot, name: str) -> tuple[Row, ...]:
    """Return the rows of a tab."""
    one = snapshot.get(name.casefold())
    assert one is not None
    return one.rows


def names(snapshot: Snapshot) -> list[Cell]:
    """Return the names in applicants, row by row."""
    return [name for (name,) in column(snapshot, "applicants", "full_name")]


def codes(snapshot: Snapshot, command: str = "validate") -> list[str]:
    """Return the problems of the forms and of their tabs, as `where CODE`."""
    return [one for one in told(plan(snapshot, command).problems) if one.startswith(("Form", "forms"))]
