"""Every problem code has an example that fails, drawn by hand, and an explanation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from pictures import APPLICANTS, plan, problems, run, settings_tab, spreadsheet, tab, told
from scenes import (
    ANNOUNCED,
    APPROVED,
    PAIR,
    after_a_good_run_with,
    applicant,
    lines_gone,
    many,
    meetings,
    renamed,
    typed,
    without,
)

from sheets_sync.mentoring.proposing import WEIGHTS
from sheets_sync.spreadsheet.problems import explanations
from sheets_sync.spreadsheet.snapshot import Snapshot, Tab

UNDER_EACH_OTHER = "org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E3\nE6 | E1"
SCORE = (
    "rubric_scores\n"
    "applicant_id | interviewer_email | interviewed_on | communication | candor | recommendation\n"
)
ANSWER = "surveys\nresponse_id | person_id | phase | submitted_on | pulse | valued\n"
ITEMS = "survey_items\nitem_id | wording | asked_of\npulse | I know. | mentee\nvalued | I feel. | both"


def drawn(*pictures: str | Tab, **settings: object) -> Callable[[], Snapshot]:
    """Return what draws a spreadsheet with these tabs."""
    return lambda: spreadsheet(*pictures, **settings)


def cells(**values: str) -> Callable[[], Snapshot]:
    """Return what draws a lone applicant with these cells."""
    return drawn(applicant(**values))


def just(picture: str) -> Callable[[], Snapshot]:
    """Return what draws a spreadsheet with one tab exactly as drawn, headers and all."""

    def draw() -> Snapshot:
        one = tab(picture)
        return Snapshot(tuple(one if other.name == one.name else other for other in spreadsheet(APPLICANTS)))

    return draw


def hidden_row() -> Snapshot:
    """Return a program whose second applicant is hidden."""
    return spreadsheet(replace(tab(APPLICANTS), hidden_rows=frozenset({3})))


def copied_tab() -> Snapshot:
    """Return a program with a copy of a tab."""
    whole = spreadsheet(APPLICANTS)
    return Snapshot((*whole, replace(tab(APPLICANTS), name="Copy of applicants")))


def renamed_column() -> Snapshot:
    """Return a program whose column role is called part, in a spreadsheet that remembers it."""
    whole = spreadsheet(APPLICANTS.replace("| role ", "| part "))
    tabs = (replace(t, made_columns={"role": 3}) if t.name == "applicants" else t for t in whole)
    return Snapshot(tuple(without_header(t, "role") if t.name == "applicants" else t for t in tabs))


def retyped_column() -> Snapshot:
    """Return a program whose helpers' names stand under helps_as, in a spreadsheet that remembers it."""
    one = tab("helpers\nemail | helps_as | helps_as\nina@example.org | Ina View | interviewer")
    made = replace(one, made_columns={"email": 0, "full_name": 1, "helps_as": 2})
    return Snapshot(tuple(made if t.name == "helpers" else t for t in spreadsheet(APPLICANTS)))


def without_header(one: Tab, header: str) -> Tab:
    """Return the tab without one of its columns."""
    at = one.headers.index(header)
    headers = (*one.headers[:at], *one.headers[at + 1 :])
    cut = ((*row.values[:at], *row.values[at + 1 :]) for row in one.rows)
    rows = (replace(row, headers=headers, values=values) for row, values in zip(one.rows, cut, strict=True))
    return replace(one, headers=headers, rows=tuple(rows))


def renamed_tab() -> Snapshot:
    """Return a program whose applicants stand in the tab Applications, which the spreadsheet remembers."""
    return renamed(spreadsheet(APPLICANTS), "applicants", "Applications")


def setting_row(name: str, value: str) -> Callable[[], Snapshot]:
    """Return what draws the settings with one more row."""

    def draw() -> Snapshot:
        one = settings_tab()
        last = one.rows[-1]
        more = replace(last, number=last.number + 1, values=(name, value, None, None))
        return spreadsheet(APPLICANTS, replace(one, rows=(*one.rows, more)))

    return draw


def setting_gone() -> Snapshot:
    """Return settings without their last row."""
    one = settings_tab()
    return spreadsheet(APPLICANTS, replace(one, rows=one.rows[:-1]))


def changed_status() -> Snapshot:
    """Return a program in which a person typed over a status this morning."""
    return run(typed(run(spreadsheet(APPLICANTS)), "applicants", 2, "status", "on_hold"))


def forgotten_rows() -> Snapshot:
    """Return a program in whose start_here a person cleared how many rows there were."""
    return typed(run(spreadsheet(APPLICANTS)), "start_here", 35, "", None)


def test_the_remedy_for_a_date_of_two_readings_takes_none_of_them():
    [found] = [
        one for one in plan(cells(applied_on="03/04/2027")(), "validate").problems if one.code == "MU022"
    ]
    assert "2027" not in found.fix


def mapped(column: str, into: str = "applicants", question: str = "Name") -> str:
    """Return forms that map an e-mail address and one more question."""
    return f"{MAPPING}Form | Address | applicants | email\nForm | {question} | {into} | {column}"


MAPPING = "forms\nform_tab | question | into_tab | column\n"
APPLICATION = "Form\nTimestamp | Address | Name\n2027-02-20 09:15:01 | ann@example.org | Ann"
APPROVAL = f"{MAPPING}Form | Whom? | applicants | person_id\nForm | Yes? | applicants | manager_said"
REPORT = "".join(
    f"Form | {question} | meetings | {column}\n"
    for question, column in (("Who?", "match_id"), ("Which?", "number"), ("Happened?", "reported"))
)


def approved(whom: str, answer: str) -> Callable[[], Snapshot]:
    """Return what draws a manager's answer."""
    return drawn(
        APPLICANTS, APPROVAL, f"Form\nTimestamp | Whom? | Yes?\n2027-02-20 09:15 | {whom} | {answer}"
    )


def reported(number: int, answer: str) -> Callable[[], Snapshot]:
    """Return what draws a pair's report of a meeting."""
    asked = f"Form\nTimestamp | Who? | Which? | Happened?\n2027-02-20 09:15 | E5 | {number} | {answer}"
    return drawn(APPLICANTS, ANNOUNCED, meetings(), f"{MAPPING}{REPORT}", asked)


def without_times() -> Snapshot:
    """Return a program whose form lost its first column after a response was taken over."""
    whole = drawn(mapped("full_name"), APPLICATION)()
    taken = run(typed(whole, "form", 2, "Timestamp", datetime(2027, 2, 20, 9, 15, 1)))
    answers = tab(APPLICATION.replace("Timestamp | ", "").replace("2027-02-20 09:15:01 | ", ""))
    return Snapshot(tuple(answers if one.name == answers.name else one for one in taken))


def without_confidential() -> Snapshot:
    """Return a program with neither of the two tabs that may lie in a second spreadsheet."""
    return without(without(spreadsheet(APPLICANTS), "surveys"), "rubric_scores")


TEMPLATE = "templates\ntemplate | subject | body | enabled\n"
EXAMPLES: dict[str, tuple[Callable[[], Snapshot], str]] = {
    # 0xx: the sheet's structure and its cells
    "MU001": (lambda: without(spreadsheet(APPLICANTS), "topics"), "topics!A1"),
    "MU002": (just("helpers\nemail | helps_as\nina@example.org | interviewer"), "helpers!A1"),
    "MU003": (just("helpers\nemail | full_name | Email | helps_as"), "helpers!C1"),
    "MU004": (drawn("topics\ntopic | also_known_as | \nsafety | | left over"), "topics!C1"),
    "MU005": (copied_tab, "'Copy of applicants'!A1"),
    "MU006": (hidden_row, "applicants!A3"),
    "MU007": (just(f"{SCORE.replace('candor | ', '')}"), "rubric_scores!A1"),
    "MU008": (just("topics\ntopic\nsafety"), "topics!A1"),
    "MU009": (just("helpers\nour helpers | |\nemail | full_name | helps_as"), "helpers!A1"),
    "MU010": (cells(role=""), "applicants!D2"),
    "MU011": (cells(site="#REF!"), "applicants!F2"),
    "MU012": (cells(site="=B2"), "applicants!F2"),
    "MU013": (cells(site="=B2 → North"), "applicants!F2"),
    "MU014": (cells(status="=B2 → ready"), "applicants!F2"),
    "MU015": (cells(motivation="x" * 40_000), "applicants!F2"),
    "MU016": (changed_status, "applicants!AB2"),
    "MU017": (renamed_column, "applicants!D1"),
    "MU018": (renamed_tab, "Applications!A1"),
    "MU019": (retyped_column, "helpers!B1"),
    "MU020": (without_confidential, "surveys!A1"),
    "MU021": (cells(applied_on="tomorrow"), "applicants!F2"),
    "MU022": (cells(applied_on="03/04/2027"), "applicants!F2"),
    "MU023": (cells(applied_on="31/04/2027"), "applicants!F2"),
    "MU024": (cells(applied_on='"0027-04-03"'), "applicants!F2"),
    "MU025": (cells(applied_on="2027-04-03 14:30"), "applicants!F2"),
    "MU026": (
        drawn("events\nevent_id | kind | starts_at | ends_at\nm | closing | noon | 2027-03-10 19:00"),
        "events!C2",
    ),
    "MU027": (drawn(applicant(applied_on="2019-01-01"), applications_open_on="2027-01-01"), "applicants!F2"),
    "MU028": (lambda: lines_gone(spreadsheet(APPLICANTS), "Rows at the last good run"), "start_here!A1"),
    "MU029": (forgotten_rows, "start_here!B35"),
    "MU030": (drawn("rubric\ncriterion | weight\ncandor | heavy"), "rubric!B2"),
    "MU031": (cells(direct_reports="4.5"), "applicants!F2"),
    "MU032": (cells(direct_reports="-1"), "applicants!F2"),
    "MU033": (cells(direct_reports='"0"'), "applicants!F2"),
    "MU036": (cells(good_standing="maybe"), "applicants!F2"),
    "MU037": (cells(role="boss"), "applicants!D2"),
    "MU038": (cells(topics="a; b; c; d; e; f"), "applicants!E2"),
    "MU039": (cells(topics="safety; and/or"), "applicants!E2"),
    "MU040": (cells(person_id="E\u200b5"), "applicants!A2"),
    "MU041": (cells(person_id="\u04155"), "applicants!A2"),
    "MU042": (cells(person_id="5"), "applicants!A2"),
    "MU043": (
        drawn(f'{applicant(person_id="5")}\n"005" | Bo | bo@example.org | mentor | safety'),
        "applicants!A2",
    ),
    "MU044": (drawn(f"{applicant()}\nE5 | Bo | bo@example.org | mentor | safety"), "applicants!A2"),
    "MU045": (drawn(f"{applicant(status='')}\n | | | | | active"), "applicants!F3"),
    "MU046": (drawn(APPLICANTS, meeting_form_link="the form"), "settings!B2"),
    "MU048": (cells(person_id="2027-04-03"), "applicants!A2"),
    "MU049": (lambda: lines_gone(spreadsheet(APPLICANTS), "accept_big_change"), "start_here!A1"),
    # 1xx: people
    "MU101": (cells(person_id=""), "applicants!A2"),
    "MU102": (cells(full_name=""), "applicants!B2"),
    "MU103": (cells(email=""), "applicants!C2"),
    "MU104": (cells(topics=""), "applicants!E2"),
    "MU110": (cells(email="ann@example"), "applicants!C2"),
    "MU111": (cells(email="Ann <ann@example.org>"), "applicants!C2"),
    "MU112": (drawn(f"{applicant()}\nE6 | Bo | ann@example.org | mentor | safety"), "applicants!C2"),
    "MU113": (cells(email="Ann Five"), "applicants!C2"),
    "MU114": (cells(email='"ann@example.org\\nBcc: bo@example.org"'), "applicants!C2"),
    "MU115": (cells(email=f"{'a' * 250}@example.org"), "applicants!C2"),
    "MU116": (drawn("org_chart\nperson_id | email | manager_id\nE1 | nowhere@ |"), "org_chart!B2"),
    "MU121": (cells(person_id="E99"), "applicants!A2"),
    "MU122": (cells(manager_id="E1"), "applicants!F2"),
    "MU124": (cells(topics="safety; kites"), "applicants!E2"),
    "MU125": (cells(topics="kites"), "applicants!E2"),
    # 2xx: eligibility and interviews
    "MU201": (
        drawn(APPLICANTS, f"{SCORE}E3 | ina@example.org | 2027-02-01 | 4 | 4 | yes"),
        "rubric_scores!A2",
    ),
    "MU202": (cells(selection="accept", good_standing="no"), "applicants!F2"),
    "MU203": (cells(person_id="E4", direct_reports="0"), "applicants!F2"),
    "MU204": (cells(direct_reports="3"), "applicants!F2"),
    "MU205": (cells(manager_approval="yes", manager_said="no"), "applicants!F2"),
    "MU206": (
        drawn(APPLICANTS.replace("| yes              | yes", "| yes | no"), ANNOUNCED),
        "applicants!I2",
    ),
    "MU210": (drawn(APPLICANTS, f"{SCORE}E5 | | 2027-02-01 | 4 | 4 | yes"), "rubric_scores!B2"),
    "MU211": (
        drawn(
            f"{applicant(manager_email='ina@example.org')}",
            f"{SCORE}E5 | ina@example.org | 2027-02-01 | 4 | 4 | yes",
        ),
        "rubric_scores!B2",
    ),
    "MU212": (
        drawn(APPLICANTS, f"{SCORE}E5 | ina@example.org | 2027-09-01 | 4 | 4 | yes"),
        "rubric_scores!C2",
    ),
    "MU213": (cells(interviewer_email="eve@example.org"), "applicants!F2"),
    "MU216": (drawn(APPLICANTS, f"{SCORE}E5 | ina@example.org | 2027-02-01 | 4 | | yes"), "rubric_scores!E2"),
    # 3xx: chain of command and matching
    "MU301": (drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 |"), "settings!B2"),
    "MU302": (drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 | E4\nE4 | E2"), "org_chart!B3"),
    "MU303": (drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 | E99"), "org_chart!B3"),
    "MU304": (drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 |"), "org_chart!B2"),
    "MU305": (
        drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 |", top_of_organization="E1"),
        "org_chart!B3",
    ),
    "MU306": (drawn("org_chart\nperson_id | manager_id\nE1 |\nE2 | E2"), "org_chart!B3"),
    "MU307": (cells(person_id="E1", role="mentee"), "applicants!A2"),
    "MU308": (drawn("org_chart\nperson_id | manager_id\nE1 | E2\nE2 | E1"), "settings!B2"),
    "MU310": (drawn(APPLICANTS, APPROVED, UNDER_EACH_OTHER), "matches!K2"),
    "MU311": (drawn(APPLICANTS, APPROVED, UNDER_EACH_OTHER.replace("E5 | E3", "E5 | E9")), "matches!K2"),
    "MU312": (drawn(APPLICANTS.replace("safety; staffing", "pay"), APPROVED), "matches!A2"),
    "MU313": (drawn(APPLICANTS, "matches\nmentor_id | mentee_id\nE9 | E3"), "matches!A2"),
    "MU314": (drawn(APPLICANTS, "matches\nmentor_id | mentee_id\nE5 | E5"), "matches!B2"),
    "MU316": (drawn(APPLICANTS, f"{APPROVED.rstrip()}\nE6 | E3 | approve | tool | | E6/E3"), "matches!B2"),
    "MU317": (
        drawn(
            APPLICANTS,
            ANNOUNCED.replace("E5        | E3", "E6        | E3"),
            "meetings\nmatch_id | number | due_on\nE5/E3 | 1 | 2027-04-09",
        ),
        "matches!A2",
    ),
    "MU318": (
        drawn(
            APPLICANTS,
            "matches\nmentor_id | mentee_id | decision | announced_on | status\n"
            "E5 | E3 | reject | 2027-02-01 | announced",
        ),
        "matches!C2",
    ),
    "MU319": (drawn(APPLICANTS, "matches\nmentor_id | mentee_id | end_reason\nE5 | E3 | left"), "matches!P2"),
    "MU320": (drawn(APPLICANTS, ANNOUNCED, UNDER_EACH_OTHER), "matches!K2"),
    "MU321": (
        drawn(
            APPLICANTS,
            "matches\nmentor_id | mentee_id | decision | announced_on | match_id | ended_on | end_reason\n"
            "E5 | E3 | approve | 2027-01-20 | E5/E3 | 2026-02-05 | not_a_fit",
        ),
        "matches!F2",
    ),
    # 4xx: meetings
    "MU401": (drawn(APPLICANTS, meetings()), "meetings!A2"),
    "MU402": (
        drawn(APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number | skip_reason\nE5/E3 | 2 | busy"),
        "meetings!C2",
    ),
    "MU403": (
        drawn(
            APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number | location_kind\nE5/E3 | 1 | executive_office"
        ),
        "meetings!C2",
    ),
    "MU404": (
        drawn(
            APPLICANTS,
            ANNOUNCED,
            "meetings\nmatch_id | number | held_on | reported\nE5/E3 | 1 | 2027-02-20 | held 2027-02-21",
        ),
        "meetings!C2",
    ),
    "MU405": (
        drawn(APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number | held_on\nE5/E3 | 1 | 2027-09-01"),
        "meetings!C2",
    ),
    "MU406": (drawn(APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number\nE5/E3 | 7"), "meetings!B2"),
    "MU407": (drawn("agendas\nnumber | title | due_days | mandatory\n1 | Hello | 30 |"), "agendas!D2"),
    "MU408": (reported(9, "yes"), "Form!B2"),
    "MU409": (
        drawn(APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number | held_on\nE5/E3 | 1 | 2026-02-20"),
        "meetings!C2",
    ),
    "MU410": (
        drawn(APPLICANTS, ANNOUNCED, "meetings\nmatch_id | number | meeting_id\nE5/E9 | 1 | E5/E3#1"),
        "meetings!A2",
    ),
    # 5xx: surveys
    "MU501": (drawn(APPLICANTS, f"{ANSWER}R1 | E3 | pre | 2027-02-01 | 6 | 4"), "surveys!E2"),
    "MU502": (drawn(APPLICANTS, f"{ANSWER}R1 | E99 | pre | 2027-02-01 | 4 | 4"), "surveys!B2"),
    "MU503": (drawn(APPLICANTS, f"{ANSWER}R1 | E3 | post | 2027-02-01 | 4 | 4"), "surveys!C2"),
    "MU504": (
        drawn(APPLICANTS, f"{ANSWER}R1 | E3 | pre | 2027-02-01 | 4 | 4\nR2 | E3 | pre | 2027-02-02 | 4 | 4"),
        "surveys!C2",
    ),
    "MU505": (
        drawn(APPLICANTS, ANSWER + "\n".join(f"R{n} | E3 | pre | 2027-02-01 | 7 | 6" for n in range(5))),
        "surveys!E1",
    ),
    "MU506": (drawn(APPLICANTS, f"{ANSWER}R1 | E5 | pre | 2027-02-01 | 4 | 4"), "surveys!E2"),
    "MU507": (drawn(APPLICANTS, f"{ANSWER}R1 | E3 | pre | 2027-09-01 | 4 | 4"), "surveys!D2"),
    # 6xx: what describes the program
    "MU601": (setting_row("tiemzone", "UTC"), "settings!A47"),
    "MU602": (drawn(APPLICANTS, timezone="Chicago"), "settings!B2"),
    "MU603": (setting_gone, "settings!A1"),
    "MU604": (drawn(matches_announced_on="2027-03-01", pre_survey_closes_on="2027-03-05"), "settings!B2"),
    "MU605": (drawn(applications_open_on="2027-03-01", applications_close_on="2027-02-01"), "settings!B2"),
    "MU606": (drawn(f"{TEMPLATE}survey_pre | Hello | Dear {{{{ shoe_size }}}} |"), "templates!C2"),
    "MU607": (drawn(f"{TEMPLATE}survey_first | Hello | Dear all |"), "templates!A2"),
    "MU608": (drawn(f'{TEMPLATE}survey_pre | "Hello\\nBcc: eve@example.org" | Dear all |'), "templates!B2"),
    "MU610": (drawn(APPLICANTS, top_of_organization="E1; E99"), "settings!B2"),
    "MU611": (drawn("events\nevent_id | kind | starts_at | ends_at"), "events!A1"),
    "MU612": (
        drawn(
            "events\nevent_id | kind | starts_at | ends_at\nm | closing | 2027-03-10 17:00 | 2027-03-10 16:00"
        ),
        "events!D2",
    ),
    "MU613": (drawn(APPLICANTS, meetings_needed=9), "settings!B2"),
    "MU614": (
        drawn("forms\nform_tab | question | into_tab | column\nForm | Name? | applicants | nickname"),
        "forms!D2",
    ),
    "MU615": (drawn("topics\ntopic | also_known_as\nsafety | safe\npay | safe"), "topics!B3"),
    "MU617": (drawn('topics\ntopic\n"safety, pay"'), "topics!A2"),
    "MU618": (drawn("rubric\ncriterion | weight\nfront line | 1"), "rubric!A2"),
    "MU627": (drawn("rubric\ncriterion | weight\ncandor | 1\nComments | 1"), "rubric!A3"),
    "MU630": (drawn(APPLICANTS, **dict.fromkeys(WEIGHTS, 0)), "settings!B30"),
    "MU631": (drawn(APPLICANTS, replace(settings_tab(), rows=())), "settings!A1"),
    "MU619": (drawn(mapped("full_name", question="Shoe size"), APPLICATION), "forms!B3"),
    "MU620": (drawn(mapped("status"), APPLICATION), "forms!D3"),
    "MU621": (drawn(mapped("comment", "surveys"), APPLICATION), "forms!D3"),
    "MU622": (drawn(APPLICANTS, mapped("full_name"), APPLICATION), "Form!B2"),
    "MU623": (approved("E9", "yes"), "Form!B2"),
    "MU624": (approved("E5", "perhaps"), "Form!C2"),
    "MU625": (reported(1, "new date"), "Form!D2"),
    "MU626": (without_times, "Form!A1"),
}


@pytest.mark.parametrize("code", [code for code in EXAMPLES if code not in ("MU901",)])
def test_every_code_has_an_example_that_fails_at_its_cell(code: str):
    draw, where = EXAMPLES[code]
    found = plan(draw(), "sync" if code == "MU016" else "validate").problems
    cells_found = [str(one.cell) for one in found if one.code == code]
    if where.startswith("settings!B"):
        assert [cell for cell in cells_found if cell.startswith("settings!B")] == cells_found[:1] != []
    else:
        assert where in cells_found, told(found)


def test_meetings_of_a_pair_with_an_error_are_not_judged_by_an_announcement_that_is_only_guessed():
    due = "meetings\nmatch_id | number | due_on | reported\nE5/E3 | 1 | 2027-02-20 | held 2027-02-20 (E5)"
    nobody = APPLICANTS.replace("E5 ", "E55")
    after = run(spreadsheet(nobody, PAIR.format(announced=""), due))
    assert not plan(after).changes


def test_a_meeting_reported_for_a_day_before_the_announcement_counts_and_is_told():
    held = "meetings\nmatch_id | number | reported\nE5/E3 | 1 | held 2026-02-20 (E5)"
    found = plan(spreadsheet(APPLICANTS, ANNOUNCED, held))
    assert "meetings!C2 MU409" in told(found.problems)
    assert ("status", "held") in [(edit.column, edit.after) for edit in found.changes.edits]


@pytest.mark.parametrize("written_over", [None, " ", "soon"])
def test_a_meeting_is_judged_by_the_announcement_that_the_run_puts_back(written_over: str | None):
    due = "meetings\nmatch_id | number | due_on | held_on\nE5/E3 | 1 | 2027-03-20 | 2027-02-17"
    lost = typed(spreadsheet(APPLICANTS, ANNOUNCED, due), "matches", 2, "announced_on", written_over)
    found = plan(lost)
    assert ("announced_on", date(2027, 2, 18)) in [(e.column, e.after) for e in found.changes.edits]
    assert "meetings!D2 MU409" in told(found.problems)


@pytest.mark.parametrize("day", ["2027-02-01", "2027-02-20"])
def test_a_meeting_from_the_day_of_the_announcement_on_is_fine(day: str):
    held = f"meetings\nmatch_id | number | held_on\nE5/E3 | 1 | {day}"
    assert not [one for one in problems(APPLICANTS, ANNOUNCED, held) if one.startswith("meetings")]


def test_a_tripped_breaker_has_its_code():
    tripped = plan(after_a_good_run_with(20, many(13)), today=date(2027, 3, 2))
    assert told(tripped.problems)[0] == "start_here!A1 MU901"


def test_every_code_has_an_example():
    assert set(explanations()) == {*EXAMPLES, "MU901"}


@pytest.mark.parametrize("code", explanations())
def test_every_code_is_explained_without_technical_words(code: str):
    one = explanations()[code]
    assert one.message.endswith(".") or "{" in one.message
    assert one.fix.endswith(".") and one.why.endswith(".")
    assert not {"NoneType", "JSON", "schema", "exception"} & set(f"{one.message} {one.fix} {one.why}".split())


def test_no_problem_repeats_what_people_typed():
    canary = "Zyzzyva"
    row = {
        name: f"{canary}-{name}"
        for name in (
            "email",
            "role",
            "applied_on",
            "topics",
            "manager_approval",
            "selection",
            "motivation",
            "site",
        )
    }
    found = plan(spreadsheet(applicant(**row)), "validate").problems
    assert found and not [one for one in found if canary in one.message + one.fix]
