"""The days of a made-up program, all counted from the day the matches are announced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sheets_sync.spreadsheet.snapshot import Plain

# Where today stands in the story: so many days before the matches are announced.
DAYS_TO_GO = {"applications": 45, "matching": 0}

_DAYS = {
    "applications_open_on": -70,
    "applications_close_on": -42,
    "selection_results_on": -16,
    "pre_survey_opens_on": -14,
    "pre_survey_closes_on": -1,
    "matches_announced_on": 0,
    "post_survey_opens_on": 330,
    "post_survey_closes_on": 350,
    "program_ends_on": 360,
}
_DAY_ZERO = 23
_CLOSING = 345
# event, kind, days after the announcement, hour it starts, minutes it lasts, place
_EVENTS = (
    ("mentor-orientation-day", "mentor_orientation", 15, 10, 90, "Main Campus, classroom 2"),
    ("mentor-orientation-evening", "mentor_orientation", 16, 18, 90, "Main Campus, classroom 2"),
    ("mentee-orientation", "mentee_orientation", 17, 8, 60, "North Pavilion, conference room B"),
    ("meet-and-greet", "meet_and_greet", _DAY_ZERO, 16, 120, "Riverside Clinic, winter garden"),
    ("closing", "closing", _CLOSING, 16, 120, "Main Campus, atrium"),
)


@dataclass(frozen=True)
class Calendar:
    """One program's days, and which of them is today."""

    today: date
    announced_on: date

    def day(self, setting: str) -> date:
        """Return the date that the settings tab holds under this name."""
        return self.after_announcement(_DAYS[setting])

    def after_announcement(self, days: int) -> date:
        """Return the day so many days after the announcement; negative is before."""
        return self.announced_on + timedelta(days)

    def working_day(self, days: int) -> date:
        """Return the same, or the Monday after where that is a weekend."""
        day = self.after_announcement(days)
        return day + timedelta(max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def calendar_at(stage: str, today: date) -> Calendar:
    """Return the days of a program that stands at this stage today; ValueError for an unknown stage."""
    if stage not in DAYS_TO_GO:
        raise ValueError(f"The stage is one of {', '.join(DAYS_TO_GO)}, not {stage!r}.")
    return Calendar(today, today + timedelta(DAYS_TO_GO[stage]))


def setting_rows(calendar: Calendar) -> Iterator[dict[str, Plain]]:
    """Yield the settings a taskforce has filled in by now: the dates, the addresses, the links."""
    values: dict[str, Plain] = {
        "program_name": "Mentoring Up at Three Herons",
        "cohort": cohort(calendar),
        "timezone": "America/Chicago",
        "contact_email": "mentoring-up@example.org",
        "taskforce_email": "mentoring-taskforce@example.org",
        "hr_email": "hr-partners@example.org",
        "confidential_contact": "Ombuds office, 555-0142, ombuds@example.org",
        **{setting: calendar.day(setting) for setting in _DAYS},
        **{f"survey_link_{phase}": f"https://forms.example.org/{phase}" for phase in ("pre", "mid", "post")},
        "manager_form_link": "https://forms.example.org/manager",
        "meeting_form_link": "https://forms.example.org/meeting",
        "mail_mode": "outbox",
    }
    for setting, value in values.items():
        yield {"setting": setting, "value": value}


def cohort(calendar: Calendar, years_ago: int = 0) -> str:
    """Return the name of this cohort, or of one some years ago: its year."""
    return str(calendar.announced_on.year - years_ago)


def event_rows(calendar: Calendar) -> Iterator[dict[str, Plain]]:
    """Yield the orientations, the meet-and-greet and the closing, all on working days."""
    for event_id, kind, days, hour, minutes, place in _EVENTS:
        starts_at = datetime.combine(calendar.working_day(days), time(hour))
        yield {
            "event_id": event_id,
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=minutes),
            "place": place,
            "link": None,
        }
