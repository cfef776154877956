"""Whom a single correction of the org chart would match."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from sheets_sync.mentoring.matching.contest import Contest
from sheets_sync.mentoring.matching.pairs import CANNOT_TELL, FREE, Pairs, bars_of, ids_of
from sheets_sync.mentoring.matching.solver import Allowed, best_set
from sheets_sync.mentoring.orgchart import Fault, OrgChart


@dataclass
class _Kept:
    """The mentors (rows) and mentees (columns) whom the same fault keeps from the top."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


def who_a_correction_matches(pairs: Pairs, mentors: Contest, mentees: Contest) -> dict[str, Fault]:
    """Return the ids of unmatched people, each with the first fault whose correction matches them."""
    mentor_ids, mentee_ids = ids_of(pairs.pool)
    chart = pairs.pool.chain.chart.above((*mentor_ids, *mentee_ids))
    if chart.unnamed_roots:  # the top must be named first
        return {}
    sound, kept_by = _by_fault(chart, pairs)
    matched_by: dict[str, Fault] = {}
    for fault, kept in sorted(kept_by.items()):
        allowed = _allowed_without(fault, kept, sound, chart, pairs)
        if (allowed > pairs.allowed).any():
            for person_id in _matched_by(kept, allowed, mentors, mentees):
                matched_by.setdefault(person_id, fault)
    return matched_by


def _by_fault(chart: OrgChart, pairs: Pairs) -> tuple[_Kept, dict[Fault, _Kept]]:
    """Return the people whose lines reach the top, and those whom a single fault keeps from it."""
    sound, kept_by = _Kept(), dict[Fault, _Kept]()
    mentors, mentees = ids_of(pairs.pool)
    for ids, name in ((mentors, "rows"), (mentees, "columns")):
        for number, person in enumerate(ids):
            fault = chart.only_fault(person)
            if fault:
                getattr(kept_by.setdefault(fault, _Kept()), name).append(number)
            elif chart.reaches_a_root(person):
                getattr(sound, name).append(number)
    return sound, kept_by


def _allowed_without(fault: Fault, kept: _Kept, sound: _Kept, chart: OrgChart, pairs: Pairs) -> Allowed:
    """Return the pairs that could be proposed if `fault` were corrected."""
    pool, too_few = pairs.pool, pairs.shared < pairs.rules.min_shared_topics
    mentors, mentees = ids_of(pool)
    top = min(chart.roots, default="")
    far_enough_may_do = pool.chain.top_executive_distance is not None and top in mentees
    if fault.circle or far_enough_may_do:
        corrected = replace(pool.chain, chart=chart.corrected(fault))
        allowed: Allowed = bars_of(pool, corrected, too_few) == FREE
        return allowed
    opened = np.zeros_like(too_few)
    opened[np.ix_(kept.rows, sound.columns + kept.columns)] = True
    opened[np.ix_(sound.rows, kept.columns)] = True
    opened[[person == top for person in mentors]] = False  # the top is above whoever now reaches it
    opened[:, [person == top for person in mentees]] = False
    opened &= (pairs.bars == CANNOT_TELL) & ~too_few
    return opened | pairs.allowed


def _matched_by(kept: _Kept, allowed: Allowed, mentors: Contest, mentees: Contest) -> Iterator[str]:
    """Yield the ids of the unmatched people who would be matched with these pairs allowed."""
    alone = len(kept.rows) + len(kept.columns) == 1
    if alone and mentors.objective != "nobody_left_behind":
        if kept.rows:
            yield from _matched_alone(mentors, kept.rows[0], allowed)
        else:
            yield from _matched_alone(mentees, kept.columns[0], allowed.T)
        return
    side = mentors.side
    for i, j in best_set(side.scores, allowed, mentors.objective):
        if i not in side.partner:
            yield side.people[i].person_id
        if j not in side.partner_of_other:
            yield side.others[j].person_id


def _matched_alone(contest: Contest, person: int, allowed: Allowed) -> Iterator[str]:
    """Yield the person, who had nobody to meet, and who else is matched thanks to them."""
    scores, allowed = contest.side.scores[[person]], allowed[[person]]
    if contest.is_won_with(person, scores, allowed)[0]:
        yield contest.side.people[person].person_id
        last = contest.worth_of_others.last_column(contest.weigh(scores, allowed)[0])
        if last is not None and contest.needs_column(last, scores, allowed)[0][0]:
            yield contest.side.others[last].person_id
