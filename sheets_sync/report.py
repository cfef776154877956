"""A plan in words: as text for people, JSON, CSV, or annotations for a code host; strings only."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sheets_sync.mentoring.matching import Possibility, ProposedMatch, explain_person
from sheets_sync.mentoring.proposing import match_rules
from sheets_sync.plan import NOT_ALL_CHECKED, Plan
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.problems import Explanation, Problem, with_gaps
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import isolated, key_of

ENVELOPE_VERSION = 1
# A spreadsheet program takes text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Columns whose values are words of the tool's own; the others may hold people's text.
_OPEN_COLUMNS = ("status", "suggested_selection", "announced_on", "proposed_on", "due_on", "source")


# --- problems ------------------------------------------------------------------------------------


def problems_as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield two lines for each problem, and the totals last."""
    width = max((len(str(one.cell)) for one in problems), default=0)
    for one in problems:
        yield f"{one.cell!s:<{width}}  {one.code} {one.severity:<7}  {one.message}"
        yield f"{'':<{width}}  fix: {one.fix}"
    yield totals(problems)


def totals(problems: Iterable[Problem]) -> str:
    """Return how many problems of each severity there are, in one line."""
    counts = Counter(one.severity for one in problems)
    return f"{_n(counts['error'], 'error')}, {_n(counts['warning'], 'warning')}, {_n(counts['info'], 'note')}"


def problems_as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a JSON object with a version, one entry a problem."""
    counts = Counter(one.severity for one in problems)
    envelope = {
        "version": ENVELOPE_VERSION,
        "command": "validate",
        "totals": {word: counts[word] for word in ("error", "warning", "info")},
        "problems": [_as_dict(one) for one in problems],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _as_dict(one: Problem) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "where": str(one.cell),
        "tab": one.cell.tab,
        "row": one.cell.row,
        "column": one.cell.column,
        "person_id": one.person_id,
        "message": one.message,
        "how_to_fix": one.fix,
    }


def problems_as_annotations(problems: Iterable[Problem]) -> str:
    """Return a workflow command for each problem, as GitHub shows beside a run."""
    return "\n".join(map(_annotation, problems))


def _annotation(one: Problem) -> str:
    kind = {"error": "error", "warning": "warning", "info": "notice"}[one.severity]
    title = _escaped(f"{one.code} {one.cell}").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={title}::{_escaped(f'{one.message} {one.fix}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problems_as_csv(problems: Iterable[Problem]) -> str:
    """Return the problems as CSV; text that a spreadsheet would compute gets a ' in front."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(("where", "code", "severity", "person_id", "message", "how_to_fix"))
    for one in problems:
        row = (str(one.cell), one.code, one.severity, one.person_id, one.message, one.fix)
        writer.writerow([never_a_formula(value) for value in row])
    return sheet.getvalue().rstrip("\n")


PROBLEM_FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "json": problems_as_json,
    "github": problems_as_annotations,
    "csv": problems_as_csv,
}


def never_a_formula(text: str) -> str:
    """Return the text so that no spreadsheet program computes it.

    >>> never_a_formula("=1+1"), never_a_formula("E1042")
    ("'=1+1", 'E1042')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


# --- changes -------------------------------------------------------------------------------------


def plan_as_text(changes: ChangeSet) -> Iterator[str]:
    """Yield a line for each changed row (~), new row (+) and rewritten tab, and the totals last."""
    rows: dict[tuple[str, int], list[CellEdit]] = {}
    for edit in changes.edits:
        rows.setdefault((edit.cell.tab, edit.cell.row), []).append(edit)
    for (tab, number), edits in rows.items():
        yield f"~ {tab} row {number}  {_row_key(edits[0])}: {', '.join(map(_change, edits))}"
    for row in changes.new_rows:
        if row.tab != "log":
            yield f"+ {row.tab}  {row.called}".rstrip()
    yield from (f"~ {replaced.tab}: {_n(len(replaced.rows), 'row')}" for replaced in changes.replaced)
    yield change_totals(changes)


def _row_key(edit: CellEdit) -> str:
    return " ".join(part for part in edit.key if "@" not in part)  # no addresses in cron's mail


def _change(edit: CellEdit) -> str:
    if edit.column not in _OPEN_COLUMNS:
        return edit.column
    return f"{edit.column} {_shown_before(edit)} → {as_text(edit.after) or '(blank)'}"


def _shown_before(edit: CellEdit) -> str:
    """Return what stood there, if it is the tool's own word or a day; what people typed stays in the log."""
    if edit.before in (None, ""):
        return "(blank)"
    schema = load_schemas().get(key_of(edit.cell.tab))
    words = schema.column(edit.column).options if schema and edit.column in schema.by_name else ()
    is_ours = isinstance(edit.before, date) or edit.before in words
    return as_text(edit.before) if is_ours and isinstance(edit.before, Plain) else "(something else)"


def change_totals(changes: ChangeSet) -> str:
    """Return how much the plan changes, in one line."""
    new_rows = sum(row.tab != "log" for row in changes.new_rows)
    logged = len(changes.new_rows) - new_rows
    parts = [
        _n(len(changes.edits), "changed cell"),
        _n(new_rows, "new row"),
        *([f"{_n(logged, 'line')} in the log"] if logged else []),
        *([_n(len(changes.notes), "note")] if changes.notes else []),
    ]
    return ", ".join(parts) if changes else "Nothing to change."


def waiting_as_text(count: int) -> str:
    """Return what a run says when people moved rows or edited cells while it wrote."""
    return f"{_n(count, 'change')} must wait for the next run: people were at work on those rows just now."


# --- matches -------------------------------------------------------------------------------------


def sync_as_text(plan: Plan) -> Iterator[str]:
    """Yield what a sync changes, and how many problems it found."""
    yield from plan_as_text(plan.changes)
    yield f"Problems: {totals(plan.problems)}{f'; {NOT_ALL_CHECKED}' if plan.stopped else ''}"


def match_as_text(plan: Plan) -> Iterator[str]:
    """Yield the proposed pairs as a table, everybody left over with the reason, and the changes."""
    if plan.proposals is not None:
        yield from _pairs(plan)
        yield ""
    yield from plan_as_text(plan.changes)


def _pairs(plan: Plan) -> Iterator[str]:
    proposals, columns = plan.proposals, plan.columns
    assert proposals is not None and columns is not None
    matches = sorted(proposals.matches, key=lambda m: (-m.score, m.mentor_id))
    rows = [(f"{m.score / 10:.1f}", *_people(m), m.why) for m in matches]
    if rows:
        yield from table_as_text(("score", "mentor", "executive", "why"), rows)
        yield ""
    yield f"{_n(len(rows), 'pair')} proposed, {_n(len(proposals.unmatched), 'person')} not matched."
    for one in proposals.unmatched:
        role = "mentor" if one.role == "mentor" else "executive"
        yield f"  {one.person_id} ({role}): {columns.why_unmatched(one.person_id)}"


def _people(match: ProposedMatch) -> tuple[str, str]:
    mentor, mentee = isolated(match.mentor_name), isolated(match.mentee_name)
    return f"{match.mentor_id} {mentor}", f"{match.mentee_id} {mentee}"


def why_as_text(plan: Plan, person_id: str) -> Iterator[str]:
    """Yield a person's candidates and what became of each, or why they have none."""
    if plan.columns is None or plan.pool is None or plan.proposals is None:
        return
    program = plan.columns.situation.program
    wanted = key_of(person_id)
    found = [p for p in program.people if wanted in (key_of(p.person_id), key_of(p.full_name))]
    if not found:
        raise Refusal(
            Exit.USAGE, "There is nobody of this id or name in applicants; check how it is written there."
        )
    person_id = found[0].person_id
    status = plan.columns.person_statuses[found[0].record.row.number]
    yield f"{person_id} {isolated(found[0].full_name)}: {status.word}"
    if person_id not in {c.person_id for c in (*plan.pool.mentors, *plan.pool.mentees)}:
        yield f"Not in the pool. {status.reason}"
        return
    if person_id in plan.columns.unmatched:
        yield plan.columns.why_unmatched(person_id)
    rules = match_rules(plan.columns.situation, plan.objective)
    candidates = explain_person(plan.pool, rules, plan.proposals, person_id)
    rows = [
        (f"{c.score / 10:.1f}", f"{c.person_id} {isolated(c.full_name)}", *_became(c)) for c in candidates
    ]
    if rows:
        yield from table_as_text(
            ("score", "candidate", "shared topics", "what became of it", "chain of command"), rows
        )


def _became(possibility: Possibility) -> tuple[str, str, str]:
    topics = "; ".join(possibility.shared_topics) or "none"
    return topics, possibility.outcome, possibility.chain_of_command


def table_as_text(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table with columns as wide as their longest value; the last one runs on."""
    widths = [max(len(row[n]) for row in (headers, *rows)) for n in range(len(headers) - 1)]
    for row in (headers, *rows):
        cells = (f"{cell:<{width}}" for cell, width in zip(row[:-1], widths, strict=True))
        yield "  ".join((*cells, row[-1])).rstrip()


# --- codes ---------------------------------------------------------------------------------------


def explanation_as_text(one: Explanation) -> Iterator[str]:
    """Yield what a problem code means, why it matters, and what to do."""
    yield f"{one.code} ({one.severity})"
    yield f"  What: {with_gaps(one.message)}"
    yield f"  Why:  {one.why}"
    yield f"  Fix:  {with_gaps(one.fix)}"


def _n(count: int, noun: str) -> str:
    plural = {"person": "people"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"
