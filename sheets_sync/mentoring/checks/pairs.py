"""Matches: two people who are there, in the right roles, and far enough from each other."""

from collections.abc import Iterator, Mapping

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import RUNNING, Match
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import Status, why_blocked
from sheets_sync.spreadsheet.problems import Problem, problem


def check_pairs(program: Program) -> Iterator[Problem]:
    """Yield matches of strangers, of wrong roles, of one person with themselves, or ended too early."""
    roles = {person.person_id: person.role for person in program.people}
    for match in program.matches:
        if match.typed_over:
            yield match.record.problem("MU317", "mentor_id", name=match.name)
            continue
        if match.mentor_id == match.mentee_id:
            yield match.record.problem("MU314", "mentee_id")
            continue
        for column, person_id, role in (
            ("mentor_id", match.mentor_id, "mentor"),
            ("mentee_id", match.mentee_id, "mentee"),
        ):
            # a row that is set aside may have lost its role; its own problem says so
            if roles.get(person_id, "nobody") not in (role, ""):
                yield match.record.problem("MU313", column, column=column)
        if bool(match.ended_on) != bool(match.end_reason):
            yield match.record.problem("MU319", "end_reason" if match.ended_on else "ended_on")
        if match.announced_on and match.ended_on and match.ended_on < match.announced_on:
            yield match.record.problem("MU321", "ended_on")
        if match.announced_on and match.decision != "approve":
            yield match.record.problem("MU318", "decision")


def check_chains(situation: Situation, matches: Mapping[int, Status]) -> Iterator[Problem]:
    """Yield pairs whose chain of command forbids them, blocked pairs, and people in two pairs."""
    for match in situation.matches:
        if match.record.positions and not match.set_aside:
            word = matches[match.row].word
            if word in RUNNING:
                yield from _running(match, situation)
            elif word == "blocked":
                yield _blocked(match, situation, matches[match.row])
            if word in (*RUNNING, "approved", "blocked"):
                yield from _doubled(match, situation, matches)


def _running(match: Match, situation: Situation) -> Iterator[Problem]:
    chain = situation.chain_of(match)
    if chain.state == "conflict":
        yield match.record.problem("MU320", "chain_of_command", proof=chain.proof)
    elif chain.state == "cannot tell" and not match.allow_anyway_because:
        yield match.record.problem("MU311", "chain_of_command", proof=chain.proof)


def _blocked(match: Match, situation: Situation, status: Status) -> Problem:
    chain = situation.chain_of(match)
    if chain.state == "conflict":
        return match.record.problem("MU310", "chain_of_command", proof=chain.proof)
    if "cannot be told" in status.reason:
        return match.record.problem("MU311", "chain_of_command", proof=chain.proof)
    why = why_blocked(match, situation, lambda person: person.person_id)
    return match.record.problem("MU312", "mentor_id", why=why)


def _doubled(match: Match, situation: Situation, matches: Mapping[int, Status]) -> Iterator[Problem]:
    binding = (*RUNNING, "approved")
    for column, person_id in (("mentor_id", match.mentor_id), ("mentee_id", match.mentee_id)):
        others = [m for m in situation.matches_of(person_id) if m.row != match.row]
        rows = [str(m.row) for m in others if (m.decision == "approve" and not m.ended_on) or m.announced_on]
        rows = [row for row in rows if matches[int(row)].word in (*binding, "blocked")]
        if rows and (match.decision == "approve" or match.announced_on):
            cell = match.record.cell(column)
            yield problem("MU316", cell, person_id=person_id, rows=", ".join(rows))
