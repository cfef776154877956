"""What stands in the tabs about those who applied: applications, interviews, survey answers."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from sheets_sync.demo.applications import Application
from sheets_sync.demo.calendar import Calendar
from sheets_sync.demo.cast import Cast
from sheets_sync.demo.package_data import read_list
from sheets_sync.demo.posts import Level
from sheets_sync.spreadsheet.snapshot import Plain

# The grades an interviewer draws from who then recommends so.
_GRADES = {"yes": (3, 4, 4, 5, 5), "unsure": (2, 3, 3, 4), "no": (1, 1, 2, 2)}
_ANSWERS = {"mentor": (2, 3, 3, 4, 4, 5), "mentee": (1, 2, 3, 3, 4, 4)}
_PREFERENCES = ("in_person", "virtual", "either", "either", None)
_WITHDRAWN = -12  # days after the announcement
_SURVEYED = (-13, -2)
_EVERY_FIFTH = 5  # accepted person has not answered the survey


def applicant_rows(
    applications: Sequence[Application], cast: Cast, calendar: Calendar, seed: int
) -> Iterator[dict[str, Plain]]:
    """Yield one row of the applicants tab for each application."""
    rng = Random(f"{seed} words")
    assistants = _assistants(cast)
    for application in applications:
        row = _applicant(application, rng) | _progress(application, calendar)
        if application.role == "mentor":
            yield row | _for_mentors(application, cast, rng)
        else:
            yield row | {"assistant_email": rng.choice(assistants) if assistants else None}


def _assistants(cast: Cast) -> list[str]:
    """Return the addresses of those executive assistants who are not mentors themselves."""
    mentors = {mentor.person_id for mentor in cast.mentors}
    assistants = [who for who in cast.hospital.at(Level.STAFF) if who.post.title == "Executive assistant"]
    return [who.email for who in assistants if who.person_id not in mentors]


def _applicant(application: Application, rng: Random) -> dict[str, Plain]:
    words, employee = read_list("words"), application.employee
    return {
        "person_id": employee.person_id,
        "full_name": employee.full_name,
        "email": employee.email,
        "role": application.role,
        "applied_on": application.applied_on,
        "department": employee.post.department,
        "site": employee.post.site,
        "motivation": rng.choice(words["motivations"][application.role]),
        "topics": "; ".join(application.topics),
        "meeting_preference": rng.choice(_PREFERENCES),
        "best_times": rng.choice(words["best_times"]) or None,
    }


def _for_mentors(application: Application, cast: Cast, rng: Random) -> dict[str, Plain]:
    manager = cast.hospital.by_id[str(application.employee.manager_id)]
    return {
        "manager_id": manager.person_id,
        "manager_email": manager.email,
        "direct_reports": rng.choice((0, 0, 0, None)),
        "manager_approval": application.story.manager,
        "good_standing": application.story.standing,
        "interviewer_email": application.interviewers[0].email if application.interviewers else None,
        "interview_on": application.interview_on,
    }


def _progress(application: Application, calendar: Calendar) -> dict[str, Plain]:
    withdrawn_on = calendar.after_announcement(_WITHDRAWN) if application.story.withdrawn else None
    return {"selection": application.story.selection, "withdrawn_on": withdrawn_on}


def score_rows(
    applications: Sequence[Application], criteria: Sequence[str], seed: int
) -> Iterator[dict[str, Plain]]:
    """Yield one row of rubric scores for each interview that was held and scored."""
    rng = Random(f"{seed} interviews")
    comments = read_list("words")["interview_comments"]
    for application in applications:
        for interviewer, verdict in zip(application.interviewers, application.story.verdicts, strict=False):
            yield {
                "applicant_id": application.employee.person_id,
                "interviewer_email": interviewer.email,
                "interviewed_on": application.interview_on,
                **{criterion: rng.choice(_GRADES[verdict]) for criterion in criteria},
                "topics_confirmed": _confirmed(application.topics, rng),
                "recommendation": verdict,
                "comments": rng.choice(comments) or None,
            }


def _confirmed(topics: Sequence[str], rng: Random) -> str | None:
    """Return all topics but the last in one interview of three; the others leave the cell blank."""
    return "; ".join(topics[:-1]) if rng.randrange(3) == 0 else None


def survey_rows(
    applications: Sequence[Application],
    calendar: Calendar,
    survey_items: Sequence[Mapping[str, Plain]],
    seed: int,
) -> Iterator[dict[str, Plain]]:
    """Yield the answers to the survey before the match, where it has opened: four of five answered."""
    rng = Random(f"{seed} surveys")
    taking_part = [one for one in applications if one.story.selection == "accept" and not one.story.withdrawn]
    answered = [one for number, one in enumerate(taking_part, start=1) if number % _EVERY_FIFTH]
    if calendar.day("pre_survey_opens_on") > calendar.today:
        answered = []
    for number, application in enumerate(answered, start=1):
        yield {
            "response_id": f"R{number:03}",
            "person_id": application.employee.person_id,
            "phase": "pre",
            "submitted_on": calendar.after_announcement(rng.randint(*_SURVEYED)),
            **{
                str(item["item_id"]): rng.choice(_ANSWERS[application.role])
                for item in survey_items
                if _is_asked(item, application.role)
            },
        }


def _is_asked(item: Mapping[str, Plain], role: str) -> bool:
    return (
        item["asked_of"] in (role, "both")
        and item.get("kind") in (None, "", "agree_1_5")
        and "pre" in str(item.get("phases") or "pre")
    )
