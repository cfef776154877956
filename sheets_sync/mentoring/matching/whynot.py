"""Why somebody is unmatched: how many fell to which rule, who took the rest, and what would help."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from sheets_sync.mentoring.matching.changes import Change, OneMore, TopicAdded
from sheets_sync.mentoring.matching.pairs import CANNOT_TELL, CONFLICT, NEVER, TOO_FEW_TOPICS
from sheets_sync.mentoring.matching.pool import Role
from sheets_sync.mentoring.matching.reasons import joined, shown
from sheets_sync.mentoring.matching.sides import Side
from sheets_sync.mentoring.orgchart import Fault
from sheets_sync.mentoring.orgchart.chart import BLANK, UNKNOWN
from sheets_sync.spreadsheet.text import isolated

Never = Mapping[tuple[str, str], str]  # ids of mentor and mentee, to why they are never proposed

_COUNTERPART: dict[Role, str] = {"mentor": "executive", "mentee": "mentor"}
_NEWCOMER: dict[Role, tuple[str, str]] = {
    "mentor": ("mentor", "can speak about"),
    "mentee": ("executive", "wants to learn about"),
}
_RULES = {
    CONFLICT: "in their chain of command",
    CANNOT_TELL: "with a chain of command that cannot be told",
    TOO_FEW_TOPICS: "with too few shared topics",
}
_NEVER = {  # where it reads better than what the pool says
    "past pair": "matched in an earlier year",
    "rejected": "rejected by the taskforce",
    "ended earlier": "in a match that ended",
}
_NAMED = 3  # of those who were taken by others


def why_not(side: Side, person: int, never: Never) -> str:
    """Return why the person is unmatched: what became of everybody they could have met."""
    return f"{_fates(side, person, never)}."


def would_match(change: Change | None) -> str:
    """Return the change as a sentence.

    >>> would_match(TopicAdded("Safety"))
    'One change would match them: the topic Safety added to their list.'
    """
    if change is None:
        return "No single change would match them."
    return f"One change would match them: {_in_words(change)}."


def _in_words(change: Change) -> str:
    if isinstance(change, TopicAdded):
        return f"the topic {isolated(change.topic)} added to their list"
    if isinstance(change, OneMore):
        word, does = _NEWCOMER[change.role]
        topics = joined([isolated(topic) for topic in change.topics])
        return f"one more {word} outside their chain of command who {does} {topics}"
    return f"{_correction(change.fault)}, if the chain then proves clear"


def _correction(fault: Fault) -> str:
    if fault.kind == UNKNOWN:
        return f"{fault.person} added to the org chart with a manager"
    if fault.kind == BLANK:
        return f"a manager for {fault.person} in the org chart"
    return f"the manager of {fault.person} corrected in the org chart, where lines run in a circle"


def _fates(side: Side, person: int, never: Never) -> str:
    word = _COUNTERPART[side.role]
    if not side.others:
        return f"There is no {word} in the pool"
    fates = [f"{count} {fate}" for fate, count in _barred(side, person, never).items()]
    if taken := side.possible(person):
        fates.append(f"{len(taken)} matched with somebody else ({_taken(side, person)})")
    plural = "" if len(side.others) == 1 else "s"
    return f"{len(side.others)} {word}{plural}: {', '.join(fates)}"


def _barred(side: Side, person: int, never: Never) -> dict[str, int]:
    """Return how many of the others each rule bars."""
    bars = side.bars[person]
    barred = Counter(_label(side, person, int(other), never) for other in np.flatnonzero(bars == NEVER))
    counts = {words: int((bars == bar).sum()) for bar, words in _RULES.items()}
    return {**dict(sorted(barred.items())), **{words: count for words, count in counts.items() if count}}


def _label(side: Side, person: int, other: int, never: Never) -> str:
    label = never[side.as_pair(side.people[person].person_id, side.others[other].person_id)]
    return _NEVER.get(label, label)


def _taken(side: Side, person: int) -> str:
    """Return whom the person would have fitted best, each with who has been given them."""
    possible = side.possible(person)
    named = []
    for other in possible[:_NAMED]:
        winner = side.partner_of_other[other]
        scores = shown(int(side.scores[winner, other])), shown(int(side.scores[person, other]))
        named.append(f"{side.others[other]} with {side.people[winner]}, {scores[0]} against {scores[1]}")
    return ("among them " if len(possible) > _NAMED else "") + "; ".join(named)
