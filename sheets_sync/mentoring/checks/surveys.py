"""Survey answers: from people who are there, once in each phase, on the scale they were asked on."""

from collections import defaultdict
from collections.abc import Iterator

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import SurveyAnswer
from sheets_sync.mentoring.situation import Situation
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef
from sheets_sync.spreadsheet.tables import Table

MANY = 0.2  # of all answers; so many above 5 are no typing mistakes
FEWEST = 5  # answers above 5 before anything is concluded


def check_surveys(program: Program) -> Iterator[Problem]:
    """Yield answers of strangers, doubled ones, post without pre, and a wrong scale."""
    roles = {person.person_id: person.role for person in program.people}
    before = {answer.person_id for answer in program.answers if answer.phase == "pre"}
    for answer in program.answers:
        if answer.person_id not in roles:
            yield answer.record.problem("MU502", "person_id")
        elif answer.phase == "post" and answer.person_id not in before:
            yield answer.record.problem("MU503", "phase")
        yield from _not_asked(answer, roles.get(answer.person_id, ""), program)
    yield from _doubled(program)
    yield from _another_scale(program.tables["surveys"])


def _not_asked(answer: SurveyAnswer, role: str, program: Program) -> Iterator[Problem]:
    for item in program.tables["survey_items"].usable:
        column = item.get("item_id")
        if role and item.get("asked_of") not in (role, "both") and answer.record.get(column) is not None:
            yield answer.record.problem("MU506", column)


def _doubled(program: Program) -> Iterator[Problem]:
    same: dict[tuple[str, str], list[SurveyAnswer]] = defaultdict(list)
    for answer in program.answers:
        same[answer.person_id, answer.phase].append(answer)
    for answers in same.values():
        if len(answers) > 1:
            rows = ", ".join(str(answer.record.row.number) for answer in answers)
            for answer in answers:
                yield answer.record.problem("MU504", "phase", rows=rows)


def _another_scale(table: Table) -> Iterator[Problem]:
    """Yield MU505 where so many answers lie above 5 that another scale was used."""
    off = [found for found in table.problems if found.code == "MU501"]
    items = [column.name for column in table.schema.columns if column.columns_from]
    answered = sum(record.get(item) is not None for record in table.records for item in items)
    if len(off) >= FEWEST and len(off) > MANY * (answered + len(off)):
        yield problem("MU505", CellRef(table.tab.name, 1, off[0].cell.column))


def check_dates(situation: Situation) -> Iterator[Problem]:
    """Yield answers given in the future."""
    for answer in situation.program.answers:
        if answer.submitted_on and answer.submitted_on > situation.today:
            yield answer.record.problem("MU507", "submitted_on")
