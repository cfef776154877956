"""The made-up program as a whole: every tab that a taskforce would have filled by now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sheets_sync.demo.applications import make_applications
from sheets_sync.demo.calendar import Calendar, calendar_at, cohort, event_rows, setting_rows
from sheets_sync.demo.cast import Cast, choose_cast, helper_rows
from sheets_sync.demo.hospital import make_hospital, org_chart_rows
from sheets_sync.demo.mess import plant_mess
from sheets_sync.demo.participants import applicant_rows, score_rows, survey_rows
from sheets_sync.demo.slips import Rows
from sheets_sync.spreadsheet.snapshot import Plain

_LARGE_ENOUGH_FOR_A_PAST = 6  # executives


def make_program(
    *,
    topics: Sequence[str],
    criteria: Sequence[str],
    survey_items: Sequence[Mapping[str, Plain]],
    today: date,
    employees: int = 400,
    mentors: int = 30,
    mentees: int = 12,
    seed: int = 1,
    mess: bool = False,
    stage: str = "matching",
) -> Rows:
    """Return the rows of every filled tab by its name; a column left out of a row is blank.

    `topics`, `criteria` and `survey_items` are what the tabs of these names hold. The stage is
    `applications` (still coming in) or `matching`. The same arguments give the same rows. ValueError
    where the hospital is too small for its program, or for the mess.
    """
    calendar = calendar_at(stage, today)
    cast = choose_cast(make_hospital(employees, seed), mentors, mentees, seed)
    applications = make_applications(cast, calendar, stage, topics, seed)
    rows = {
        "applicants": list(applicant_rows(applications, cast, calendar, seed)),
        "rubric_scores": list(score_rows(applications, criteria, seed)),
        "surveys": list(survey_rows(applications, calendar, survey_items, seed)),
        "org_chart": list(org_chart_rows(cast.hospital)),
        "events": list(event_rows(calendar)),
        "helpers": list(helper_rows(cast)),
        "past_pairs": list(_past_pairs(cast, calendar)),
        "settings": list(setting_rows(calendar)),
    }
    return plant_mess(rows)[0] if mess else rows


def _past_pairs(cast: Cast, calendar: Calendar) -> Iterator[dict[str, Plain]]:
    """Yield last year's pairs: most of those mentors have left, one has applied again."""
    gone = [who for who in cast.hospital.employees if who.employment == "left"]
    pairs = list(zip(gone, cast.alumni, strict=False))
    if len(cast.mentees) >= _LARGE_ENOUGH_FOR_A_PAST:
        pairs.append((cast.mentors[0], cast.mentees[1]))
    for mentor, mentee in pairs:
        yield {
            "mentor_id": mentor.person_id,
            "mentee_id": mentee.person_id,
            "cohort": cohort(calendar, years_ago=1),
            "outcome": "completed",
        }
