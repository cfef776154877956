"""The gates a mentor must pass, what the interviews say, and who is in the pool."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import Person, RubricScore
from sheets_sync.spreadsheet.schema import Column

DISAGREE = 2  # interviewers this far apart should talk


@dataclass(frozen=True)
class Gate:
    """One condition a mentor must meet: passed, failed, or not answered yet (None)."""

    name: str  # approval, standing or reports
    passed: bool | None
    sentence: str  # what it says where it is not passed


@dataclass(frozen=True)
class Interviews:
    """All interviews of one mentor, and the criteria they were scored by."""

    scores: tuple[RubricScore, ...]
    means: tuple[Fraction, ...]  # one for each interview that scored anything, 1 to 5

    @property
    def mean(self) -> Fraction | None:
        """Return the mean over interviewers of the weighted rubric, 1 to 5."""
        return sum(self.means, Fraction()) / len(self.means) if self.means else None

    def suggestion(self, least: float) -> str:
        """Return accept, waitlist, decline or look_again; "" before any interview."""
        if self.mean is None:
            return ""
        recommendations = {score.recommendation for score in self.scores}
        if "no" in recommendations or max(self.means) - min(self.means) >= DISAGREE:
            return "look_again"
        if self.mean < Fraction(str(least)):
            return "decline"
        return "waitlist" if "unsure" in recommendations else "accept"


@dataclass(frozen=True)
class Eligibility:
    """Who may mentor, and why not, from what people typed and what the org chart says."""

    program: Program
    reports: Mapping[str, int]  # how many people name each person as a manager in the org chart
    today: date

    @cached_property
    def interviews(self) -> dict[str, Interviews]:
        """Return the interviews of every mentor who had one."""
        by_mentor: dict[str, list[RubricScore]] = defaultdict(list)
        for score in self.program.scores:
            by_mentor[score.applicant_id].append(score)
        return {mentor: self._interviews(tuple(scores)) for mentor, scores in by_mentor.items()}

    def _interviews(self, scores: tuple[RubricScore, ...]) -> Interviews:
        means = (weighted_mean(score, self._weights) for score in scores)
        return Interviews(scores, tuple(mean for mean in means if mean is not None))

    @cached_property
    def _weights(self) -> dict[str, Fraction]:
        weights = {}
        for record in self.program.tables["rubric"].usable:
            weight = record.get("weight")
            weights[record.get("criterion")] = Fraction(1) if weight is None else Fraction(str(weight))
        return weights

    def rubric_mean(self, person: Person) -> Fraction | None:
        """Return the mean rubric score of a mentor, 1 to 5; None before any interview."""
        found = self.interviews.get(person.person_id)
        return found.mean if found else None

    def score_of(self, score: RubricScore) -> Fraction | None:
        """Return the weighted mean of one interview, 1 to 5."""
        return weighted_mean(score, self._weights)

    def topics(self, person: Person) -> tuple[str, ...]:
        """Return the topics that count: the confirmed ones, in the order of the mentor's own list."""
        found = self.interviews.get(person.person_id)
        confirmed = {t: None for score in (found.scores if found else ()) for t in score.topics_confirmed}
        known = self.program.known_topics(tuple(confirmed))
        if not known:
            return person.topics
        own = tuple(topic for topic in person.topics if topic in known)
        return (*own, *(topic for topic in known if topic not in own))[:5]

    def gates(self, person: Person) -> tuple[Gate, ...]:
        """Return a mentor's gates; a mentee has none."""
        if not person.is_mentor:
            return ()
        return (self._approval(person), self._standing(person), self._no_reports(person))

    def _approval(self, person: Person) -> Gate:
        answer = person.approved_by_manager
        words = "the manager said no" if answer is False else "the manager has not answered yet"
        return Gate("approval", answer, words)

    def _standing(self, person: Person) -> Gate:
        answer = person.good_standing
        words = "good standing is not confirmed" if answer is False else "HR has not answered yet"
        return Gate("standing", answer, words)

    def _no_reports(self, person: Person) -> Gate:
        in_chart = self.reports.get(person.person_id, 0)
        if in_chart:
            words = f"{_people_report(in_chart)} to them in the org chart"
        else:
            words = f"{_people_report(person.direct_reports or 0)} to them, as typed here"
        return Gate("reports", not in_chart and not person.direct_reports, words)

    def failed(self, person: Person) -> tuple[Gate, ...]:
        """Return the gates that are answered with no."""
        return tuple(gate for gate in self.gates(person) if gate.passed is False)

    def open(self, person: Person) -> tuple[Gate, ...]:
        """Return the gates nobody has answered yet."""
        return tuple(gate for gate in self.gates(person) if gate.passed is None)

    def why_not_in_pool(self, person: Person) -> str:
        """Return why this person may not be matched; "" where they may."""
        if person.record.set_aside:
            return "their row has an error"
        if person.withdrawn_on and person.withdrawn_on <= self.today:
            return "they have withdrawn"
        if self.employment(person) == "left":
            return "they have left the organization"
        unmet = (*self.failed(person), *self.open(person))
        if unmet:
            return unmet[0].sentence
        return "" if person.selection == "accept" else "they are not accepted"

    def employment(self, person: Person) -> str:
        """Return active, leave or left; active where the org chart does not say."""
        employee = self.program.employees.get(person.person_id)
        return (employee.employment if employee else "") or "active"


def weighted_mean(score: RubricScore, weights: Mapping[str, Fraction]) -> Fraction | None:
    """Return the mean of one interview's criteria by their weights; None where none is scored."""
    scored = {name: score.record.get(name) for name in weights if score.record.get(name) is not None}
    total = sum((weights[name] for name in scored), Fraction())
    if not total:
        return None
    return sum((weights[name] * value for name, value in scored.items()), Fraction()) / total


def unscored(score: RubricScore, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the criteria an interviewer left blank."""
    return tuple(c.name for c in columns if c.columns_from and score.record.get(c.name) is None)


def _people_report(count: int) -> str:
    return "1 person reports" if count == 1 else f"{count} people report"
