"""Reasons a person can check by hand: why this pair, and who would be next."""

import re
from collections.abc import Sequence

from sheets_sync.mentoring.matching.pool import Candidate
from sheets_sync.mentoring.matching.scores import can_meet, exact_rubric
from sheets_sync.mentoring.matching.sides import Side
from sheets_sync.mentoring.matching.topics import rank_points, shared_topics
from sheets_sync.spreadsheet.text import isolated

WITHHELD_SCORE = "interview score confidential"
_SCORE = re.compile(r"interview \d(?:\.\d+)? of 5")
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th")


def shown(score: int) -> str:
    """Return a score as it is shown.

    >>> shown(734)
    '73.4'
    """
    return f"{score // 10}.{score % 10}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return the words as a list in a sentence.

    >>> joined(["Pay", "Safety", "Rest"])
    'Pay, Safety and Rest'
    """
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def why(mentor: Candidate, mentee: Candidate) -> str:
    """Return the components of the score as one sentence.

    >>> ada = Candidate("E1", "Ada", ("Pay", "Safety"), "North", "Surgery", "virtual", 4.25)
    >>> why(ada, Candidate("E2", "Bo", ("Safety", "Rest"), "North", "Finance"))
    "They share Safety (executive's 1st, mentor's 2nd), 5 of the executive's 9 rank points and 4 of \
the mentor's 9; interview 4.25 of 5; same site; different departments; meeting preference not known."
    """
    parts = (
        _topics(mentor, mentee),
        _interview(mentor),
        _compared(mentor.site, mentee.site, "same site", "different sites", "site"),
        _compared(
            mentor.department, mentee.department, "same department", "different departments", "department"
        ),
        _meeting(mentor, mentee),
    )
    return "; ".join(parts) + "."


def without_score(text: str) -> str:
    """Return a reason as everybody may see it where interviews are confidential.

    >>> without_score("They share no topic; interview 4.25 of 5; same site.")
    'They share no topic; interview score confidential; same site.'
    """
    return _SCORE.sub(WITHHELD_SCORE, text)


def next_best(mentees: Side, mentee: int) -> str:
    """Return the best other mentor for a mentee: one who is unmatched, else one proposed elsewhere."""
    others = [mentor for mentor in mentees.possible(mentee) if mentor != mentees.partner.get(mentee)]
    if not others:
        return "no other mentor is possible"
    taken = mentees.partner_of_other
    best = next((mentor for mentor in others if mentor not in taken), others[0])
    place = f"proposed for {mentees.people[taken[best]]}" if best in taken else "not matched"
    return f"{mentees.others[best]} {shown(int(mentees.scores[mentee, best]))} ({place})"


def _topics(mentor: Candidate, mentee: Candidate) -> str:
    shared = shared_topics(mentor, mentee)
    if not shared:
        return "They share no topic"
    ranks = [f"{isolated(topic)} ({_rank(mentee, topic)}, {_rank(mentor, topic)})" for topic in shared[1:]]
    first = (
        f"{isolated(shared[0])} (executive's {_rank(mentee, shared[0])}, mentor's {_rank(mentor, shared[0])})"
    )
    return (
        f"They share {joined([first, *ranks])}, {_points(mentee, shared, 'executive')}"
        f" rank points and {_points(mentor, shared, 'mentor')}"
    )


def _rank(person: Candidate, topic: str) -> str:
    return _ORDINALS[person.topics.index(topic)]


def _points(person: Candidate, shared: Sequence[str], name: str) -> str:
    points = rank_points(person.topics)
    return f"{sum(points[topic] for topic in shared)} of the {name}'s {sum(points.values())}"


def _interview(mentor: Candidate) -> str:
    if mentor.rubric is None:
        return "no interview score"
    return WITHHELD_SCORE if mentor.score_withheld else f"interview {_mean(mentor)} of 5"


def _mean(mentor: Candidate) -> str:
    return f"{float(exact_rubric(mentor.rubric or 0)):.2f}".rstrip("0").rstrip(".")


def _compared(left: str | None, right: str | None, same: str, different: str, name: str) -> str:
    if not left or not right:
        return f"{name} not known"
    return same if left == right else different


def _meeting(mentor: Candidate, mentee: Candidate) -> str:
    if not mentor.meeting_preference or not mentee.meeting_preference:
        return "meeting preference not known"
    return "a way to meet suits both" if can_meet(mentor, mentee) else "no way to meet suits both"
