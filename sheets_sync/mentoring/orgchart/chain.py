"""The chain of command between a mentor and a mentee, and the lines that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sheets_sync.mentoring.orgchart.chart import CIRCLE, OrgChart
from sheets_sync.mentoring.orgchart.lines import levels_above, path_to, shortest_circle, walk_up
from sheets_sync.mentoring.orgchart.states import ChainState, chain_states

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST_DRAWN = 20  # a spreadsheet cell ends at 32,767 characters; a line may have 50,000 people


@dataclass(frozen=True)
class Chain:
    """Whether two people may be matched, and the lines that prove it."""

    state: ChainState
    proof: str

    def __str__(self) -> str:
        return f"{self.state}: {self.proof}"


@dataclass(frozen=True)
class ChainOfCommand:
    """An org chart with the program's settings for who is too close to mentor whom.

    >>> chart = OrgChart.of({"E1": (), "E2": ("E1",), "E3": ("E2",), "E4": ("E1",)})
    >>> str(ChainOfCommand(chart).between("E3", "E2"))
    'conflict: E3 → E2 (1 level)'
    >>> str(ChainOfCommand(chart).between("E3", "E4"))
    'clear: E3 → E2 → E1 ← E4'
    """

    chart: OrgChart
    top_executive_distance: int | None = None  # levels below a root from which a mentor is allowed
    forbid_same_manager: bool = False

    def between(self, mentor: str, mentee: str) -> Chain:
        """Return the verdict for one pair, with the shortest lines that show it."""
        return replace(self, chart=self.chart.above((mentor, mentee)))._verdict(mentor, mentee)

    def states(self, mentors: Sequence[str], mentees: Sequence[str]) -> "NDArray[np.int8]":
        """Return every pair's state at once: an index into STATES by mentor and mentee."""
        return chain_states(
            self.chart, mentors, mentees, self.top_executive_distance, self.forbid_same_manager
        )

    def _verdict(self, mentor: str, mentee: str) -> Chain:
        if proof := self._conflict(mentor, mentee):
            return Chain("conflict", proof)
        broken = [person for person in (mentor, mentee) if not self.chart.reaches_a_root(person)]
        if broken:
            return Chain("cannot tell", "; ".join(map(self._broken_line, broken)))
        if path := self._path(mentor, mentee):
            return Chain("allowed", _with_levels(path))
        return Chain("clear", self._meeting(mentor, mentee))

    def _conflict(self, mentor: str, mentee: str) -> str:
        if mentor == mentee:
            return f"{mentor} (the same person)"
        above_mentor = self._path(mentor, mentee)
        if above_mentor and not self._is_far_below_a_root(above_mentor):
            return _with_levels(above_mentor)
        if above_mentee := self._path(mentee, mentor):
            return _with_levels(above_mentee)
        shared = set(self.chart.managers_of(mentor)) & set(self.chart.managers_of(mentee))
        if self.forbid_same_manager and shared:
            return f"{mentor} → {min(shared)} ← {mentee} (the same manager)"
        return ""

    def _is_far_below_a_root(self, path: tuple[str, ...]) -> bool:
        distance = self.top_executive_distance
        return path[-1] in self.chart.roots and distance is not None and len(path) > distance

    def _path(self, lower: str, upper: str) -> tuple[str, ...]:
        led_by = walk_up(lower, self.chart.managers_of)
        return path_to(upper, led_by) if upper in led_by else ()

    def _broken_line(self, person: str) -> str:
        led_by = walk_up(person, self.chart.lines_of)
        end = next(other for other in (person, *led_by) if self.chart.fault_at(other))
        fault = self.chart.fault_at(end)
        assert fault is not None
        circle = shortest_circle(end, self.chart.lines_of) if fault.kind == CIRCLE else ()
        return f"{_drawn(path_to(end, led_by))} ({': '.join(filter(None, (fault.kind, _drawn(circle))))})"

    def _meeting(self, mentor: str, mentee: str) -> str:
        above_mentor = walk_up(mentor, self.chart.managers_of)
        above_mentee = walk_up(mentee, self.chart.managers_of)
        if common := above_mentor.keys() & above_mentee.keys():
            left, right = levels_above(mentor, above_mentor), levels_above(mentee, above_mentee)
            nearest = min(common, key=lambda person: (left[person] + right[person], person))
            return _drawn(path_to(nearest, above_mentor), path_to(nearest, above_mentee))
        return "; ".join(_drawn(self._to_nearest_root(person)) for person in (mentor, mentee))

    def _to_nearest_root(self, person: str) -> tuple[str, ...]:
        led_by = walk_up(person, self.chart.managers_of)
        return path_to(next(other for other in (person, *led_by) if other in self.chart.roots), led_by)


def _with_levels(path: tuple[str, ...]) -> str:
    levels = len(path) - 1
    return f"{_drawn(path)} ({levels} level{'s' if levels > 1 else ''})"


def _drawn(path: tuple[str, ...], other: tuple[str, ...] = ()) -> str:
    """Draw one line upwards, and the `other` line down again from where it ends."""
    downwards = _shortened(other)[-2::-1]
    return " ← ".join((" → ".join(_shortened(path)), *downwards))


def _shortened(path: tuple[str, ...]) -> tuple[str, ...]:
    if len(path) <= _LONGEST_DRAWN:
        return path
    half = _LONGEST_DRAWN // 2
    return (*path[:half], f"({len(path) - 2 * half} more)", *path[-half:])
