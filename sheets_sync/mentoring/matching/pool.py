"""Who may be matched, by which rules, and what the matching answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from sheets_sync.mentoring.orgchart import ChainOfCommand
from sheets_sync.spreadsheet.text import isolated

Objective = Literal["most_pairs", "best_fit", "nobody_left_behind"]
Role = Literal["mentor", "mentee"]
Weight = int | Fraction | Decimal


class Weights(NamedTuple):
    """How much each component of the score counts."""

    mentee_topics: Weight = 4
    mentor_topics: Weight = 2
    rubric: Weight = 2
    site: Weight = 1
    department: Weight = 1
    preference: Weight = 1


DEFAULT_WEIGHTS = Weights()
LONGEST_LIST = 5  # topics a person may rank


@dataclass(frozen=True)
class Candidate:
    """A mentor or a mentee of the pool; what is blank counts half in the score."""

    person_id: str
    full_name: str
    topics: tuple[str, ...]  # most important first, as the topics tab spells them; the first 5 count
    site: str | None = None
    department: str | None = None
    meeting_preference: str | None = None  # in_person, virtual or either
    rubric: Fraction | float | None = None  # a mentor's mean over interviewers, 1 to 5
    score_withheld: bool = False  # may the rubric's mean not be told?

    def __post_init__(self) -> None:
        object.__setattr__(self, "topics", tuple(dict.fromkeys(self.topics))[:LONGEST_LIST])

    def __str__(self) -> str:
        return f"{self.person_id} {isolated(self.full_name)}"


@dataclass(frozen=True)
class MatchRules:
    """The settings that decide which set of pairs is the best."""

    weights: Weights = DEFAULT_WEIGHTS
    objective: Objective = "most_pairs"
    min_shared_topics: int = 1


@dataclass(frozen=True)
class Pool:
    """Everybody who is ready to match, and the pairs that are never proposed."""

    mentors: tuple[Candidate, ...]
    mentees: tuple[Candidate, ...]
    chain: ChainOfCommand
    never: Mapping[tuple[str, str], str]  # ids of mentor and mentee, to "past pair", "rejected", …

    def in_key_order(self) -> "Pool":
        """Return the same pool in the order of ids, so that the order of rows decides nothing."""
        mentors, mentees = (sorted(side, key=lambda c: c.person_id) for side in (self.mentors, self.mentees))
        return Pool(tuple(mentors), tuple(mentees), self.chain, self.never)


@dataclass(frozen=True)
class ProposedMatch:
    """One pair of the best set, as the tool's columns of the matches tab show it."""

    mentor_id: str
    mentee_id: str
    mentor_name: str
    mentee_name: str
    shared_topics: tuple[str, ...]  # in the order of the mentee's list
    score: int  # tenths of 0–100
    chain_of_command: str
    why: str
    next_best: str


@dataclass(frozen=True)
class Unmatched:
    """Somebody the best set leaves out, and the reason."""

    person_id: str
    role: Role
    fates: str  # what became of each candidate
    remedy: str  # the smallest single change that would match them

    @property
    def reason(self) -> str:
        """Return why they are left out, and what would help."""
        return f"{self.fates} {self.remedy}"


@dataclass(frozen=True)
class Proposals:
    """The best set of pairs, and everybody it leaves out, both in the order of ids."""

    matches: tuple[ProposedMatch, ...]
    unmatched: tuple[Unmatched, ...]
