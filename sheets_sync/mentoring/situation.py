"""Where the program stands on one day: its records and what follows from them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sheets_sync.mentoring.eligibility import Eligibility
from sheets_sync.mentoring.orgchart import Chain, ChainOfCommand, OrgChart
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import Agenda, Match, Meeting, Person


@dataclass(frozen=True)
class Situation:
    """The program on one day, with its matches and meetings as this run makes them."""

    program: Program
    today: date
    matches: tuple[Match, ...]
    meetings: tuple[Meeting, ...]
    chain: ChainOfCommand
    eligibility: Eligibility

    @classmethod
    def of(cls, program: Program, today: date) -> "Situation":
        """Return where the program stands today, as it was read."""
        settings = program.settings
        chart = OrgChart.of(managers_of(program), named_tops(program))
        chain = ChainOfCommand(chart, settings["top_executive_distance"], settings.yes("forbid_same_manager"))
        eligibility = Eligibility(program, direct_reports(program), today)
        return cls(program, today, program.matches, program.meetings, chain, eligibility)

    @property
    def chart(self) -> OrgChart:
        """Return who reports to whom: the org chart, filled up from applicants."""
        return self.chain.chart

    @cached_property
    def agendas(self) -> dict[int, Agenda]:
        """Return the agendas by the number of the meeting."""
        return {agenda.number: agenda for agenda in self.program.agendas}

    @cached_property
    def _matches_of(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = defaultdict(list)
        for match in self.matches:
            for person_id in dict.fromkeys(match.pair):
                found[person_id].append(match)
        return found

    def matches_of(self, person_id: str) -> list[Match]:
        """Return every match a person stands in, in the order of the rows."""
        return self._matches_of.get(person_id, [])

    @cached_property
    def _meetings_of(self) -> dict[str, list[Meeting]]:
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.meetings:
            found[meeting.match_id].append(meeting)
        return found

    def meetings_of(self, match: Match) -> list[Meeting]:
        """Return the meetings of a match."""
        return self._meetings_of.get(match.name, [])

    @cached_property
    def _chains(self) -> dict[tuple[str, str], Chain]:
        return {}

    def chain_of(self, match: Match) -> Chain:
        """Return the chain of command between the two of a match."""
        if match.pair not in self._chains:
            self._chains[match.pair] = self.chain.between(*match.pair)
        return self._chains[match.pair]

    @property
    def program_is_over(self) -> bool:
        """Has the program's last day passed?"""
        last = self.program.settings.day("program_ends_on")
        return last is not None and last < self.today

    def person(self, person_id: str) -> Person | None:
        """Return the applicant with this id whose row is used, or None."""
        return self.program.person.get(person_id)


def managers_of(program: Program) -> dict[str, tuple[str, ...]]:
    """Return everybody's managers, solid line first: the org chart wins, applicants fill its gaps."""
    managers = {
        employee.person_id: tuple(
            dict.fromkeys(filter(None, (employee.manager_id, *employee.dotted_manager_ids)))
        )
        for employee in program.employees.values()
    }
    tops = named_tops(program)
    for person in program.people:
        if (
            person.manager_id
            and person.person_id not in tops
            and not _has_solid_line(program, person.person_id)
        ):
            dotted = managers.get(person.person_id, ())
            managers[person.person_id] = tuple(dict.fromkeys((person.manager_id, *dotted)))
        elif not program.employees:  # without an org chart, whoever names no manager may be at the top
            managers.setdefault(person.person_id, ())
    return managers


def _has_solid_line(program: Program, person_id: str) -> bool:
    employee = program.employees.get(person_id)
    return employee is not None and (bool(employee.manager_id) or _is_only_top(program, person_id))


def _is_only_top(program: Program, person_id: str) -> bool:
    return _without_manager(program) == {person_id}


def _without_manager(program: Program) -> set[str]:
    return {e.person_id for e in program.employees.values() if not e.manager_id and not e.dotted_manager_ids}


def named_tops(program: Program) -> frozenset[str]:
    """Return those the settings name as the top of the organization."""
    return frozenset(program.spell(person_id) for person_id in program.settings["top_of_organization"])


def direct_reports(program: Program) -> Counter[str]:
    """Return how many people in the org chart name each person as a manager."""
    return Counter(
        manager
        for employee in program.employees.values()
        if employee.employment != "left"
        for manager in {employee.manager_id, *employee.dotted_manager_ids}
        if manager and manager != employee.person_id
    )
