"""Interviews: scores of people who are there, by interviewers who may judge them."""

from collections.abc import Iterator

from sheets_sync.mentoring.checks.people import unknown_topics
from sheets_sync.mentoring.eligibility import unscored
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import Person
from sheets_sync.mentoring.situation import Situation
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.text import key_of


def check_interviews(program: Program) -> Iterator[Problem]:
    """Yield scores of strangers, gaps in scores, and confirmed topics nobody knows."""
    roles = {person.person_id: person.role for person in program.people}
    columns = program.tables["rubric_scores"].schema.columns
    for score in program.scores:
        # a row that is set aside may have lost its role; its own problem says so
        if roles.get(score.applicant_id, "nobody") not in ("mentor", ""):
            yield score.record.problem("MU201", "applicant_id")
        missing = unscored(score, columns)
        if missing:
            yield score.record.problem("MU216", missing[0], columns=", ".join(missing))
        yield from unknown_topics(program, score.record, "topics_confirmed")


def check_interviewers(situation: Situation) -> Iterator[Problem]:
    """Yield interviewers nobody knows or who are the manager, and interviews in the future."""
    helpers = {key_of(helper.email) for helper in situation.program.helpers}
    for person in situation.program.people:
        if person.interviewer_email and key_of(person.interviewer_email) not in helpers:
            yield person.record.problem("MU213", "interviewer_email")
    for score in situation.program.scores:
        if key_of(score.interviewer_email) not in helpers:
            yield score.record.problem("MU213", "interviewer_email")
        if score.interviewed_on and score.interviewed_on > situation.today:
            yield score.record.problem("MU212", "interviewed_on")
        applicant = situation.person(score.applicant_id)
        if applicant and key_of(score.interviewer_email) in _managers_addresses(applicant, situation.program):
            yield score.record.problem("MU211", "interviewer_email")


def _managers_addresses(person: Person, program: Program) -> set[str]:
    employee = program.employees.get(person.person_id)
    manager = program.employees.get((employee.manager_id if employee else "") or person.manager_id)
    return {
        key_of(address) for address in (person.manager_email, manager.email if manager else "") if address
    }
