"""The program that people work in: every column of the tool's stands between filled ones of theirs."""

from dataclasses import replace
from datetime import date

from live import Live, put
from pictures import spreadsheet, start_here
from sheets_emulator import Emulator
from sheets_emulator.spreadsheet import MARK, Sheet, Spreadsheet, blank_rows
from sheets_emulator.store import new_id

from sheets_sync.setup import layouts
from sheets_sync.spreadsheet.snapshot import Tab

ORG_CHART = """
    org_chart
    person_id | full_name   | email             | manager_id
    E1        | Chief One   | chief@example.org |
    E2        | Vice Two    | two@example.org   | E1
    E3        | Vice Three  | three@example.org | E1
    E4        | Head Four   | head@example.org  | E1
    E11       | Ann Eleven  | ann@example.org   | E4
    E12       | Bo Twelve   | bo@example.org    | E4
    E13       | Cy Thirteen | cy@example.org    | E4
    E14       | Di Fourteen | di@example.org    | E4
    E15       | Ed Fifteen  | ed@example.org    | E4
    E16       | Flo Sixteen | flo@example.org   | E4
    E17       | Gil Sevente | gil@example.org   | E4
    E18       | Hal Eightee | hal@example.org   | E4
    E21       | Pat N1      | n1@example.org    | E4
    E22       | Pat N2      | n2@example.org    | E4
    E23       | Pat N3      | n3@example.org    | E4
"""
APPLICANTS = """
    applicants
    person_id | status | greeting               | suggested_selection | full_name   | status_reason | my notes | source | call notes  | manager_said | email             | selection | withdrawn_on | manager_approval | good_standing | role   | manager_id | topics
    E11       |        | =E2&"!" → Ann Eleven!  |                     | Ann Eleven  |               | note 1   |        | called Ann  |              | ann@example.org   | accept    |              | yes              | yes           | mentor | E4         | safety; pay
    E12       |        | =E3&"!" → Bo Twelve!   |                     | Bo Twelve   |               | note 2   |        | called Bo   |              | bo@example.org    | accept    | 2027-02-01   | yes              | yes           | mentor | E4         | safety
    E13       |        | =E4&"!" → Cy Thirteen! |                     | Cy Thirteen |               | note 3   |        | called Cy   |              | cy@example.org    | waitlist  |              | yes              | yes           | mentor | E4         | staffing
    E14       |        | =E5&"!" → Di Fourteen! |                     | Di Fourteen |               | note 4   |        | called Di   |              | di@example.org    | decline   |              | yes              | yes           | mentor | E4         | pay
    E15       |        | =E6&"!" → Ed Fifteen!  |                     | Ed Fifteen  |               | note 5   |        | called Ed   |              | ed@example.org    | accept    |              |                  | yes           | mentor | E4         | safety
    E16       |        | =E7&"!" → Flo Sixteen! |                     | Flo Sixteen |               | note 6   |        | called Flo  |              | flo@example.org   | accept    |              | yes              |               | mentor | E4         | pay
    E17       |        | =E8&"!" → Gil Sevente! |                     | Gil Sevente |               | note 7   |        | called Gil  |              | gil@example.org   |           |              | yes              | yes           | mentor | E4         | safety
    E18       |        | =E9&"!" → Hal Eightee! |                     | Hal Eightee |               | note 8   |        | called Hal  |              | hal@example.org   | accept    |              | no               | yes           | mentor | E4         | staffing
    E2        |        | =E10&"!" → Vice Two!   |                     | Vice Two    |               | note 9   |        | called two  |              | two@example.org   | accept    |              |                  |               | mentee | E1         | safety; pay
    E3        |        | =E11&"!" → Vice Three! |                     | Vice Three  |               | note 10  |        | called vice |              | three@example.org | accept    |              |                  |               | mentee | E1         | safety; staffing
"""  # noqa: E501
MATCHES = """
    matches
    mentor_id | status | mentee_id | mentor_name | both              | mentee_name | decision | status_reason | my notes | score | announced_on | keep_this_pair
    E11       |        | E2        |             | =C2&"!" → E2!     |             | approve  |               | first    |       |              | FALSE
    E12       |        | E3        |             | =C3&"!" → E3!     |             | reject   |               | second   |       |              | FALSE
    E13       |        | E3        |             | =C4&"!" → E3!     |             |          |               | third    |       |              | TRUE
"""  # noqa: E501
TOPICS = """
    topics
    topic    | wanted_by | description        | offered_by | also_known_as
    safety   |           | Safety at work     |            | safe
    staffing |           | Who works when     |            | nurse staffing
    pay      |           | Wages and benefits |            | wages
"""
PROBLEMS = """
    problems
    code | my notes | severity | where
         | look 1   |          |
         | look 2   |          |
         | look 3   |          |
         | look 4   |          |
"""
FORMS = """
    forms
    form_tab     | question  | into_tab   | column
    Applications | E-mail    | applicants | email
    Applications | Your name | applicants | full_name
    Applications | Topics    | applicants | topics
    Applications | "=mentor" | applicants | role
"""
APPLICATIONS = """
    Applications
    Timestamp | E-mail | Your name | Topics
"""
SETTINGS = {
    "log_runs_kept": 3,
    "matches_announced_on": date(2027, 2, 1),
    "pre_survey_closes_on": date(2027, 1, 20),
}
PICTURES = (ORG_CHART, APPLICANTS, MATCHES, TOPICS, PROBLEMS, FORMS, APPLICATIONS)
COLLEAGUE = "ina@example.org"  # works in the sheet beside its owner
SPARE_ROWS = 6  # blank ones below each tab: reading them takes its time
RESPONSES = {f"n{n}@example.org": (f"E2{n}", f"Pat N{n}") for n in (1, 2, 3)}  # who may apply by form


def pictures() -> tuple[str | Tab, ...]:
    """Return the tabs that people have filled, notes of theirs beside the page included."""
    page = start_here()
    headers = (*page.headers, "my notes")
    rows = (replace(row, headers=headers, values=(*row.values, f"see {row.number}")) for row in page.rows)
    return *PICTURES, replace(page, headers=headers, rows=tuple(rows))


def begin(emulator: Emulator) -> Live:
    """Return the program in a live sheet after init and its first night; what only takes time is left out."""
    live = put(emulator, spreadsheet(*pictures(), **SETTINGS))
    emulator.person(live.spreadsheet_id, COLLEAGUE)
    make_ready(live)
    _empty(live, "templates")
    live.run()
    _empty(live, "log")
    return live


def _empty(live: Live, tab: str) -> None:
    sheet = live.emulator.spreadsheet(live.spreadsheet_id).tab(tab)
    sheet.rows[1:] = blank_rows(SPARE_ROWS)


def make_ready(live: Live) -> None:
    """Run init, and take off the looks, which nothing here is about."""
    store = live.store()
    with store.client:
        store.build(layouts)
    for sheet in live.emulator.spreadsheet(live.spreadsheet_id).sheets:
        _undress(sheet)


def _undress(sheet: Sheet) -> None:
    for at, row in enumerate(sheet.rows):
        kept = {key: cell for key, cell in row.cells.items() if "userEnteredValue" in cell or MARK in cell}
        sheet.rows[at] = replace(row, cells=kept, properties={})
    last = max((row + 1 for row, _ in sheet.filled()), default=1)
    del sheet.rows[last + SPARE_ROWS :]
    for things in sheet.attached.values():
        things.clear()


def copied(live: Live) -> Live:
    """Return the same program once more, in a spreadsheet of its own."""
    now: Spreadsheet = live.emulator.spreadsheet(live.spreadsheet_id).copy()
    made = live.emulator.store.add(replace(now, spreadsheet_id=new_id()))
    return Live(live.emulator, made.spreadsheet_id)
