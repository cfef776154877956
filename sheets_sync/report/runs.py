"""What the commands say: a sync's changes, the proposed pairs, one person's candidates."""

from collections.abc import Iterator, Sequence

from sheets_sync.mentoring.matching import Possibility, ProposedMatch, explain_person
from sheets_sync.mentoring.proposing import match_rules
from sheets_sync.plan import NOT_ALL_CHECKED, Plan
from sheets_sync.report.changes import plan_as_text
from sheets_sync.report.problems import totals
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.text import counted, isolated, key_of


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
    yield f"{counted(len(rows), 'pair')} proposed, {counted(len(proposals.unmatched), 'person')} not matched."
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
