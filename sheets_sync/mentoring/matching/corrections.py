"""Whom a single correction of the org chart would match."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sheets_sync.mentoring.matching.contest import Contest
from sheets_sync.mentoring.matching.pairs import CANNOT_TELL, FREE, Pairs, bars_of, ids_of
from sheets_sync.mentoring.matching.solver import Allowed, best_set
from sheets_sync.mentoring.orgchart import Fault, OrgChart

_People = tuple[list[int], list[int]]  # the numbers of mentors (rows) and mentees (columns)


def who_a_correction_matches(pairs: Pairs, mentors: Contest, mentees: Contest) -> dict[str, Fault]:
    """Return the ids of unmatched people, each with the first fault whose correction matches them."""
    chart = pairs.pool.chain.chart
    if chart.unnamed_roots:  # the top must be named first
        return {}
    kept_by = _by_fault(chart, pairs)
    sound = kept_by.pop(None, ([], []))
    matched_by: dict[str, Fault] = {}
    for fault, kept in sorted((fault, kept) for fault, kept in kept_by.items() if fault):
        allowed = _allowed_without(fault, kept, sound, chart, pairs)
        if (allowed > pairs.allowed).any():
            for person_id in _matched_by(kept, allowed, mentors, mentees):
                matched_by.setdefault(person_id, fault)
    return matched_by


def _by_fault(chart: OrgChart, pairs: Pairs) -> dict[Fault | None, _People]:
    """Return whom each fault alone keeps from the top; under None those whose lines all reach it."""
    kept_by: dict[Fault | None, _People] = {}
    for role, ids in enumerate(ids_of(pairs.pool)):
        for number, person in enumerate(ids):
            fault = chart.only_fault(person)
            if fault or chart.reaches_a_root(person):
                kept_by.setdefault(fault, ([], []))[role].append(number)
    return kept_by


def _allowed_without(fault: Fault, kept: _People, sound: _People, chart: OrgChart, pairs: Pairs) -> Allowed:
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
    opened[np.ix_(kept[0], sound[1] + kept[1])] = True
    opened[np.ix_(sound[0], kept[1])] = True
    opened[[person == top for person in mentors]] = False  # the top is above whoever now reaches it
    opened[:, [person == top for person in mentees]] = False
    opened &= (pairs.bars == CANNOT_TELL) & ~too_few
    return opened | pairs.allowed


def _matched_by(kept: _People, allowed: Allowed, mentors: Contest, mentees: Contest) -> Iterator[str]:
    """Yield the ids of the unmatched people who would be matched with these pairs allowed."""
    if len(kept[0]) + len(kept[1]) == 1 and mentors.objective != "nobody_left_behind":
        contest, table = (mentors, allowed) if kept[0] else (mentees, allowed.T)
        yield from _matched_alone(contest, (kept[0] or kept[1])[0], table)
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
        if last is not None and contest.needs_column(last, scores, allowed)[0]:
            yield contest.side.others[last].person_id
