"""The words that answers of managers and pairs are read by: closed lists, no guessing."""

from collections.abc import Iterable, Mapping

from sheets_sync.spreadsheet.cells import NO, YES, as_text
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import loosely

HELD, NEW_DATE, NOT_YET, CALL = "held", "new date", "not yet", "please call me"
OFFERED_TO_MANAGERS = ("Yes", "No")  # what the forms should offer, as the page on forms says too
OFFERED_TO_PAIRS = ("Yes", "New date", "Not yet", "Please call me")


def _spelled(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {_key(spelling): word for word, spellings in words.items() for spelling in spellings}


def _key(text: str) -> str:
    return loosely(text).rstrip(".!") or text  # a dash means no, and is nothing without its dash


APPROVES = _spelled(
    {
        "yes": (*YES, "approve", "approved", "I approve", "Yes, I approve", "I agree", "Yes, I agree"),
        "no": (*NO, "decline", "declined", "not approved", "I do not approve", "No, I do not approve"),
    }
)
REPORTS = _spelled(
    {
        HELD: (*YES, "held", "it was held", "we met", "Yes, we met", "we have met", "it happened", "done"),
        NEW_DATE: (
            "new date", "a new date", "we have a new date", "No, new date", "No, we have a new date",
            "moved", "postponed", "rescheduled",
        ),
        NOT_YET: (*NO, "not yet", "No, not yet", "not held", "we have not met", "we have not met yet"),
        CALL: ("please call me", "call me", "please call", "I would like a call", "please contact me"),
    }
)  # fmt: skip


def one_word(answers: Iterable[Plain], words: Mapping[str, str]) -> str | None:
    """Return the word that all answers mean, or None where they mean none or several."""
    found = {words.get(_key(as_text(answer))) for answer in answers}
    return found.pop() if len(found) == 1 else None


def words_of(answer: Plain, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words that an answer means, several where boxes were ticked; none if it means nothing.

    >>> words_of("Yes, we met", REPORTS), words_of("Held, please call me", REPORTS)
    (('held',), ('held', 'please call me'))
    """
    text = as_text(answer)
    whole = words.get(_key(text))
    if whole:
        return (whole,)
    parts = [words.get(_key(part)) for part in text.split(",")]
    found = tuple(part for part in parts if part)
    return found if len(found) == len(parts) else ()
