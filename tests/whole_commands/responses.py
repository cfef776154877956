"""Forms that people answered: their tabs, and what the program's forms tab says of them."""

from datetime import date, datetime

from places import Drawn, Place

from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula

MAPPING: tuple[tuple[str, Cell, str, str], ...] = (
    ("Applications", "E-mail address", "applicants", "email"),
    ("Applications", "First name", "applicants", "full_name"),
    ("Applications", "Last name", "applicants", "full_name"),
    ("Applications", Formula("=mentor", CellError("#NAME?")), "applicants", "role"),
    ("Applications", "What could you tell an executive about?", "applicants", "topics"),
    ("Applications", "Why?", "applicants", "motivation"),
    ("Approvals", "Whom do you approve?", "applicants", "person_id"),
    ("Approvals", "Do you approve?", "applicants", "manager_said"),
    ("Survey before", "E-mail address", "surveys", "person_id"),
    ("Survey before", Formula("=pre", CellError("#NAME?")), "surveys", "phase"),
    ("Survey before", "Would you like a call?", "surveys", "comment"),
    ("Interviews", "Whom did you see?", "rubric_scores", "applicant_id"),
    ("Interviews", "E-mail address", "rubric_scores", "interviewer_email"),
    ("Interviews", "Communication", "rubric_scores", "communication"),
    ("Interviews", "Candor", "rubric_scores", "candor"),
    ("Interviews", "Should they mentor?", "rubric_scores", "recommendation"),
    ("How it went", "E-mail address", "meetings", "match_id"),
    ("How it went", "Which meeting?", "meetings", "number"),
    ("How it went", "Did it happen?", "meetings", "reported"),
    ("How it went", "On which day?", "meetings", "reported"),
)
TOPICS = "Speaking up, Safety at work"
AT = datetime(2027, 2, 20, 9, 15, 1, 250_000)
BO: tuple[Cell, ...] = (AT, "Bo@example.org", "Bo", "Six", TOPICS, "=HYPERLINK(1)")
APPLICATIONS = Drawn(
    "Applications",
    (
        ("Timestamp", "E-mail address", "First name", "Last name", MAPPING[4][1], "Why?"),
        BO,
    ),
)
APPROVALS = Drawn(
    "Approvals",
    (
        ("Timestamp", "Whom do you approve?", "Do you approve?"),
        (datetime(2027, 2, 22, 8), "bo@example.org", "Yes"),
    ),
)
SURVEY = Drawn(
    "Survey before",
    (
        ("Timestamp", "E-mail address", "Would you like a call?"),
        (datetime(2027, 2, 23, 18, 0, 3), "vic@example.org", "Please."),
    ),
)
INTERVIEWS = Drawn(
    "Interviews",
    (
        (
            "Timestamp",
            "Whom did you see?",
            "E-mail address",
            "Communication",
            "Candor",
            "Should they mentor?",
        ),
        (datetime(2027, 2, 24, 11, 30), "bo@example.org", "ina@example.org", 4, 5, "Yes"),
    ),
)
MEETINGS = Drawn(
    "How it went",
    (
        ("Timestamp", "E-mail address", "Which meeting?", "Did it happen?", "On which day?"),
        (datetime(2027, 3, 1, 16), "ann@example.org", "Meeting 1", "Yes, we met", date(2027, 2, 28)),
    ),
)
FORM_TABS = (APPLICATIONS, APPROVALS, SURVEY, INTERVIEWS, MEETINGS)


def link_forms(place: Place) -> None:
    """Say in the forms tab which question feeds which column."""
    headers = ("form_tab", "question", "into_tab", "column")
    place.add_rows("forms", *(dict(zip(headers, row, strict=True)) for row in MAPPING))


def respond(place: Place, tab: str, *answers: Cell) -> None:
    """Add one response below the others, as the form does."""
    drawn = {one.name: one for one in FORM_TABS}[tab]
    headers = [str(header) for header in drawn.lines[0]]
    place.add_rows(tab, dict(zip(headers, answers, strict=True)))
