"""What managers answered in their form: it fills manager_said, the newest answer wins."""

from collections.abc import Iterable, Mapping

from sheets_sync.mentoring.intake.answers import plain
from sheets_sync.mentoring.intake.directory import Directory
from sheets_sync.mentoring.intake.forms import SAID
from sheets_sync.mentoring.intake.responses import Response
from sheets_sync.mentoring.intake.words import APPROVES, OFFERED_TO_MANAGERS, one_word
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of

Filled = dict[int, dict[str, Plain]]  # values by column, by row number


def approvals(
    responses: Iterable[Response], applicants: Table, directory: Directory
) -> tuple[Filled, tuple[Problem, ...]]:
    """Return what managers said of each applicant, by row, and the answers that are left out."""
    answered = [one for one in responses if one.form.into == "applicants" and one.form.fills]
    rows = _rows_by_name(applicants)
    filled: Filled = {}
    problems: list[Problem] = []
    for response in sorted(answered, key=lambda one: one.order):
        answers = response.answers(SAID)
        if not answers:
            continue
        theirs = _rows_of(response, rows, directory)
        word = one_word(answers, APPROVES)
        if not theirs:
            problems.append(problem("MU623", response.who_cell))
        elif word is None:
            problems.append(_not_understood(response, directory))
        else:
            filled |= {row: {SAID: word} for row in theirs}
    return filled, tuple(problems)


def _not_understood(response: Response, directory: Directory) -> Problem:
    person_id = directory.known(response.answers("person_id"))
    words = ", ".join(OFFERED_TO_MANAGERS)
    return problem("MU624", response.cell(SAID), person_id=person_id, column=SAID, words=words)


def _rows_by_name(applicants: Table) -> dict[tuple[str, str], list[int]]:
    rows: dict[tuple[str, str], list[int]] = {}
    for record in applicants.records:
        for column in ("person_id", "email"):
            if text := _text(record, column):
                rows.setdefault((column, text), []).append(record.row.number)
    return rows


def _text(record: Record, column: str) -> str:
    return key_of(as_text(plain(record.raw(column)))) if column in record.positions else ""


def _rows_of(
    response: Response, rows: Mapping[tuple[str, str], list[int]], directory: Directory
) -> list[int]:
    """Return the rows of the applicant a manager answered for: by id, else by address."""
    asked, addresses = response.answers("person_id"), response.answers("email")
    person_id = directory.person_id(asked) or directory.charted(addresses)
    names = [("person_id", person_id), *(("email", as_text(one)) for one in (*asked, *addresses))]
    found = (rows[column, key_of(text)] for column, text in names if (column, key_of(text)) in rows)
    return next(found, [])
