"""The org chart: circles, gaps and unknown managers, each at the cell that shows it."""

from collections.abc import Iterator

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.situation import Situation, named_tops
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef

SHOWN = 10  # names in one message


def check_chart(situation: Situation) -> Iterator[Problem]:
    """Yield what keeps chains of command from being told, and executives nobody can mentor."""
    yield from _the_top(situation)
    yield from _circles(situation)
    yield from _gaps(situation)
    for person in situation.program.people:
        at_top = person.person_id in situation.chart.roots
        if at_top and person.is_mentee and not situation.program.settings["top_executive_distance"]:
            yield person.record.problem("MU307", "person_id")


def _the_top(situation: Situation) -> Iterator[Problem]:
    program, chart = situation.program, situation.chart
    top = program.settings.cell("top_of_organization")
    unnamed = chart.unnamed_roots
    if unnamed:
        more = f" and {len(unnamed) - SHOWN} more" if len(unnamed) > SHOWN else ""
        yield problem("MU301", top, people=", ".join(unnamed[:SHOWN]) + more)
    elif chart.managers and not chart.roots and not named_tops(program):
        yield problem("MU308", top)
    for person_id in sorted(named_tops(program) - chart.managers.keys()):
        yield problem("MU610", top, person_id=person_id)


def _circles(situation: Situation) -> Iterator[Problem]:
    for circle in situation.chart.cycles():
        shown = circle if len(circle) <= SHOWN else (*circle[:SHOWN], "…")
        for person_id in circle:
            code = "MU306" if len(circle) == 1 else "MU302"
            cell = _manager_cell(situation.program, person_id)
            yield problem(code, cell, person_id=person_id, path=" → ".join((*shown, circle[0])))


def _gaps(situation: Situation) -> Iterator[Problem]:
    program, chart = situation.program, situation.chart
    for person_id, manager_id in chart.unknown_managers():
        yield problem("MU303", _naming_cell(program, person_id, manager_id), person_id=person_id)
    code = "MU305" if named_tops(program) else "MU304"
    for person_id in chart.without_manager():
        yield problem(code, _manager_cell(program, person_id), person_id=person_id)


def _manager_cell(program: Program, person_id: str) -> CellRef:
    employee = program.employees.get(person_id)
    if employee:
        return employee.record.cell("manager_id")
    return next(p.record.cell("manager_id") for p in program.people if p.person_id == person_id)


def _naming_cell(program: Program, person_id: str, manager_id: str) -> CellRef:
    employee = program.employees.get(person_id)
    if employee and manager_id in employee.dotted_manager_ids:
        return employee.record.cell("dotted_manager_ids")
    if employee and employee.manager_id == manager_id:
        return employee.record.cell("manager_id")
    applicant = (p.record.cell("manager_id") for p in program.people if p.person_id == person_id)
    return next(applicant, _manager_cell(program, person_id))
