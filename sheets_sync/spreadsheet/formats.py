"""The formats that schemas name (id, email, date …): what each refuses, and why."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from zoneinfo import available_timezones

from sheets_sync.spreadsheet.dates import EARLIEST, LATEST, read_date, read_moment
from sheets_sync.spreadsheet.text import invisible_character, scripts

_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}\Z"
)
_LIKE_A_NAME = re.compile(r"[^\W\d_][\w.'’-]*( [^\W\d_][\w.'’-]*){0,4}\Z")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")
_LONGEST_EMAIL = 254  # RFC 5321: a path of 256 with its angle brackets
# Cyrillic and Greek letters that look like Latin ones.
_LOOK_ALIKES = frozenset("АВЕКМНОРСТУХаеорсухіјѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")


def fault_of_id(text: str) -> str | None:
    """Return the rule an id breaks, or None.

    >>> fault_of_id("E1042"), fault_of_id("E1\\u200b2"), fault_of_id("\\u041512")
    (None, 'invisible', 'mixed-scripts')
    """
    if text.isascii() and text.isprintable():
        return None
    if invisible_character(text):
        return "invisible"
    alphabets = scripts(text)
    if len(alphabets) > 1 or (alphabets != {"LATIN"} and _LOOK_ALIKES & set(text)):
        return "mixed-scripts"
    return None


def fault_of_email(text: str) -> str | None:
    """Return the rule an e-mail address breaks, or None.

    >>> fault_of_email("ann@example.org"), fault_of_email("Ann Lee <ann@example.org>")
    (None, 'email-with-more')
    """
    if len(text) > _LONGEST_EMAIL:
        return "email-too-long"
    if _PLAIN_EMAIL.match(text) and text.index("@") <= 64:
        return None
    if not text.isprintable() and any(ord(c) < 32 or ord(c) in (0x7F, 0x85, 0x2028, 0x2029) for c in text):
        return "line-break"
    if invisible_character(text):
        return "invisible"
    if "<" in text or text.casefold().startswith("mailto:"):
        return "email-with-more"
    if "@" not in text:
        return "email-is-a-name" if _LIKE_A_NAME.match(text) else "email"
    return None if _validator_accepts(text) else "email"


def _validator_accepts(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    if len(scripts(text)) > 1:  # jаne@ with a Cyrillic а is somebody else's address
        return False
    if any(not c.isascii() and not c.isalnum() for c in text):  # “jane@ was pasted with its quotation mark
        return False
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def fault_of_date(text: str) -> str | None:
    """Return the rule an ISO date breaks, or None.

    >>> fault_of_date("2027-04-03"), fault_of_date("tomorrow"), fault_of_date("2205-01-01")
    (None, 'date', 'far-date')
    """
    try:
        day = date.fromisoformat(text) if _ISO_DAY.match(text) else None
    except ValueError:
        day = None
    if day is not None:
        return None if EARLIEST <= day.year <= LATEST else "far-date"
    found = read_date(text)
    return found if isinstance(found, str) else "date"


def fault_of_moment(text: str) -> str | None:
    """Return the rule an ISO date and time breaks, or None."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = read_moment(text, UTC)
        return found if isinstance(found, str) and found != "date" else "date-time"
    return None if EARLIEST <= moment.year <= LATEST else "far-date"


def fault_of_time_zone(text: str) -> str | None:
    """Return "time-zone" for a name that is not a time zone's, or None."""
    return None if text in available_timezones() else "time-zone"


def fault_of_link(text: str) -> str | None:
    """Return "link" for what is not a web address, or None."""
    return None if _LINK.match(text) and text.isprintable() else "link"


FAULTS: Mapping[str, Callable[[str], str | None]] = {
    "id": fault_of_id,
    "email": fault_of_email,
    "date": fault_of_date,
    "date-time": fault_of_moment,
    "time-zone": fault_of_time_zone,
    "link": fault_of_link,
}
