"""Text as people type it: white space, invisible characters, look-alikes, near misses."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_SPACES = re.compile(r"\s+")
# Text goes on across these without showing them; nobody types them on purpose in an id or an address.
_INVISIBLE = {"Cf", "Cc", "Co", "Cn", "Cs"}
# A spreadsheet program takes text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LISTED = 3  # names in one sentence
_NEAR = 90  # of 100: nearer than this is worth a suggestion


def key_of(text: str) -> str:
    """Return the form in which keys are compared: two spellings of one id are equal.

    >>> key_of(" E12\\u00a0") == key_of("e12")
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _SPACES.sub(" ", text).strip().casefold()


def loosely(text: str) -> str:
    """Return the form in which words of a closed list are compared.

    >>> loosely("In-person ") == loosely("in_person")
    True
    """
    return key_of(text).replace("-", "").replace("_", "").replace(" ", "")


def tidy(text: str) -> str:
    """Return the text composed (NFC), without white space around it.

    >>> tidy(" Jose\\u0301 ")
    'José'
    """
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def invisible_character(text: str) -> tuple[str, int] | None:
    """Return the first character nobody can see, as U+200B, and its 1-based position."""
    if text.isascii() and text.isprintable():
        return None
    for position, character in enumerate(text, start=1):
        if unicodedata.category(character) in _INVISIBLE and not character.isspace():
            return f"U+{ord(character):04X}", position
    return None


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of the letters in `text`, such as LATIN and CYRILLIC."""
    if text.isascii():
        return frozenset({"LATIN"}) if any(c.isalpha() for c in text) else frozenset()
    return frozenset(unicodedata.name(c, "UNKNOWN").split()[0] for c in text if c.isalpha())


def near_miss(text: str, words: Iterable[str], likeness: int = _NEAR) -> str | None:
    """Return the one word that `text` almost is (from 0 to 100 alike), or None."""
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        text,
        list(words),
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        score_cutoff=likeness,
    )
    return best[0] if best else None


def isolated(text: str) -> str:
    """Return text so that right-to-left letters in it do not turn the line around it.

    >>> isolated("Ann")
    'Ann'
    """
    turned = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
    return f"\u2068{text}\u2069" if turned else text


def listed(names: Sequence[str]) -> str:
    """Return the first names as they stand in a sentence.

    >>> listed(["log", "matches!E2:E", "topics", "rubric", "forms"])
    'log, matches!E2:E, topics and 2 more'
    """
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def never_a_formula(text: str) -> str:
    """Return the text so that no spreadsheet program computes it.

    >>> never_a_formula("=1+1"), never_a_formula("E1042")
    ("'=1+1", 'E1042')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def counted(count: int, noun: str) -> str:
    """Return the count with its noun.

    >>> counted(1, "row"), counted(0, "row"), counted(2, "person")
    ('1 row', '0 rows', '2 people')
    """
    plural = {"person": "people"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"
