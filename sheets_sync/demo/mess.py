"""The mess of real life: twenty-two slips, planted where the story of the demo needs them."""

from sheets_sync.demo.slips import Rows, Slip, choose_victims
from sheets_sync.demo.slips_in_cells import RETYPED, retype
from sheets_sync.demo.slips_in_lines import (
    manager_circle,
    match_by_hand,
    reports_to_a_mentor,
    unknown_manager,
)
from sheets_sync.demo.slips_in_rows import (
    answer_off_the_scale,
    applied_twice,
    blank_row,
    same_address,
    score_for_a_stranger,
)

_FEWEST_ACCEPTED, _FEWEST_WAITING, _FEWEST_EXECUTIVES = 16, 4, 6
# Whoever asks who stands above whom comes before whoever breaks a line; rows are added last.
_PLANTERS = (
    match_by_hand, manager_circle, unknown_manager, reports_to_a_mentor,
    same_address, answer_off_the_scale, score_for_a_stranger, applied_twice, blank_row,
)  # fmt: skip


def plant_mess(rows: Rows) -> tuple[Rows, tuple[Slip, ...]]:
    """Return a copy of a clean program with its mess, and the list of what was done to it.

    ValueError where the program has too few people for every slip to fall on somebody else.
    """
    victims = choose_victims({tab: [dict(row) for row in tab_rows] for tab, tab_rows in rows.items()})
    if (
        len(victims.accepted) < _FEWEST_ACCEPTED
        or len(victims.waiting) < _FEWEST_WAITING
        or len(victims.executives) < _FEWEST_EXECUTIVES
    ):
        raise ValueError("The mess needs the stage of matching, with about 30 mentors and 12 executives.")
    slips = [plant(victims) for plant in _PLANTERS] + [retype(slip, victims) for slip in RETYPED]
    return victims.rows, tuple(slips)
