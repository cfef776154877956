"""The org chart: who reports to whom, who stands at the top, and which lines end before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.mentoring.orgchart.lines import groups_managers_first

UNKNOWN, BLANK, CIRCLE = "not in the org chart", "no manager given", "a circle"
_SOMEBODY_NEW = "\0"  # no id that anybody could type


@dataclass(frozen=True, order=True)
class Fault:
    """Where a line ends before it reaches a root: the person whose row needs correcting."""

    person: str
    kind: str  # UNKNOWN, BLANK or CIRCLE
    circle: tuple[str, ...] = ()  # its members, in order of ids


@dataclass(frozen=True)
class OrgChart:
    """Everybody's managers over solid and dotted lines, and the people above everybody."""

    managers: Mapping[str, tuple[str, ...]]
    roots: frozenset[str]
    unnamed_roots: tuple[str, ...] = ()  # several without a manager and none named: nobody is a root

    @classmethod
    def of(cls, managers: Mapping[str, tuple[str, ...]], tops: frozenset[str] = frozenset()) -> "OrgChart":
        """Return the chart; its root is in `tops`, or else the only person without a manager.

        >>> OrgChart.of({"E1": (), "E2": ("E1",)}).roots
        frozenset({'E1'})
        >>> OrgChart.of({"E1": (), "E2": ()}).unnamed_roots
        ('E1', 'E2')
        """
        known = dict(managers)
        if tops:
            return cls(known, tops & known.keys())
        top = sorted(person for person, named in known.items() if not named)
        return cls(known, frozenset(top), ()) if len(top) == 1 else cls(known, frozenset(), tuple(top))

    def managers_of(self, person: str) -> tuple[str, ...]:
        """Return whom the person names as managers; nobody for someone unknown."""
        return self.managers.get(person, ())

    def lines_of(self, person: str) -> tuple[str, ...]:
        """Return whom the person's lines lead to: a root's lines end with the root."""
        return () if person in self.roots else self.managers.get(person, ())

    def reports(self, person: str) -> tuple[str, ...]:
        """Return who names the person as manager or dotted manager, in order of ids."""
        return tuple(sorted(self._reports.get(person, ())))

    def unknown_managers(self) -> tuple[tuple[str, str], ...]:
        """Return each person with each manager of theirs who is not in the chart."""
        pairs = {(person, manager) for person, named in self.managers.items() for manager in named}
        return tuple(sorted(pair for pair in pairs if pair[1] not in self.managers))

    def without_manager(self) -> tuple[str, ...]:
        """Return who has no manager although they are not a root."""
        blank = (person for person, named in self.managers.items() if not named)
        return tuple(sorted(person for person in blank if person not in self.roots))

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the members of each circle; a line that reaches a root goes no further."""
        return self._circles

    def fault_at(self, person: str) -> Fault | None:
        """Return what is wrong with the person's own place in the chart, if anything."""
        if person in self._circle_of:
            circle = self._circle_of[person]
            return Fault(circle[0], CIRCLE, circle)
        if person not in self.managers:
            return Fault(person, UNKNOWN)
        return None if self.managers[person] or person in self.roots else Fault(person, BLANK)

    def reaches_a_root(self, person: str) -> bool:
        """Answer whether every line upwards from the person ends with a root."""
        return person in self.managers and not self._faults[person]

    def only_fault(self, person: str) -> Fault | None:
        """Return the one fault that keeps the person's lines from a root, if it is one."""
        faults = self._faults.get(person) or {self.fault_at(person)}
        return next(iter(faults)) if len(faults) == 1 else None

    def above(self, people: Iterable[str]) -> "OrgChart":
        """Return the part of the chart that holds `people`, everybody above them, and the roots."""
        part: dict[str, tuple[str, ...]] = {}
        waiting = [*people, *self.roots]
        while waiting:
            person = waiting.pop()
            if person in self.managers and person not in part:
                part[person] = self.managers[person]
                waiting.extend(part[person])
        return OrgChart(part, self.roots, self.unnamed_roots)

    def corrected(self, fault: Fault) -> "OrgChart":
        """Return the chart without `fault`: they report to somebody new just below the top."""
        kept = (manager for manager in self.managers_of(fault.person) if manager not in fault.circle)
        top = tuple(sorted(self.roots)[:1])
        managers = {**self.managers, fault.person: (*kept, _SOMEBODY_NEW), _SOMEBODY_NEW: top}
        return OrgChart(managers, self.roots or frozenset((_SOMEBODY_NEW,)))

    @cached_property
    def _reports(self) -> dict[str, set[str]]:
        reports: dict[str, set[str]] = {}
        for person, named in self.managers.items():
            for manager in named:
                if manager != person:
                    reports.setdefault(manager, set()).add(person)
        return reports

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple(groups_managers_first(self.managers, self.lines_of))

    @cached_property
    def _circles(self) -> tuple[tuple[str, ...], ...]:
        groups = (group for group in self._groups if len(group) > 1 or group[0] in self.lines_of(group[0]))
        return tuple(sorted(tuple(sorted(group)) for group in groups))

    @cached_property
    def _circle_of(self) -> dict[str, tuple[str, ...]]:
        return {person: circle for circle in self._circles for person in circle}

    @cached_property
    def _faults(self) -> dict[str, frozenset[Fault]]:
        """The faults on each person's lines: none, the only one, or two of several."""
        faults: dict[str, frozenset[Fault]] = {}
        for group in self._groups:
            found = self._own_faults(group)
            for manager in {manager for person in group for manager in self.lines_of(person)}:
                found |= faults.get(manager, frozenset())  # none yet for a member of the same circle
            several = frozenset(sorted(found)[:2]) if len(found) > 1 else found
            faults.update(dict.fromkeys(group, several))
        return faults

    def _own_faults(self, group: tuple[str, ...]) -> frozenset[Fault]:
        fault = self.fault_at(group[0])
        if fault is None:
            return frozenset()
        if not self._is_tangled(fault.circle):
            return frozenset((fault,))
        # no single correction opens every circle in a tangle: it counts as two faults
        return frozenset(Fault(person, CIRCLE, fault.circle) for person in fault.circle[:2])

    def _is_tangled(self, circle: tuple[str, ...]) -> bool:
        members = set(circle)
        return sum(len(members.intersection(self.lines_of(person))) for person in circle) > len(circle)
