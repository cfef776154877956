"""Slips about who reports to whom, and a pair that takes no notice of it."""

from collections import Counter

from sheets_sync.demo.slips import Row, Slip, Victims, slip_at

_FREE = slice(11, None)  # accepted mentors whom no slip in a cell or row falls on


def match_by_hand(victims: Victims) -> Slip:
    """Approve a pair of an executive and a mentor who answers to them."""
    bosses = _bosses(victims)
    mentor, mentee = next(
        (mentor, mentee)
        for mentee in victims.executives[1:]
        for mentor in victims.accepted[_FREE]
        if mentee["person_id"] in _above(mentor, bosses)
    )
    match: Row = {
        "mentor_id": mentor["person_id"],
        "mentee_id": mentee["person_id"],
        "decision": "approve",
        "decided_by": victims.rows["helpers"][0]["full_name"],
    }
    victims.rows["matches"] = [match]
    return slip_at("matches", match, "", "A pair was typed by hand, and the mentor answers to the executive.")


def manager_circle(victims: Victims) -> Slip:
    """Let a manager's manager report to that manager, above a mentor and as few others as possible."""
    bosses = _bosses(victims)
    matched = victims.rows["matches"][0]["mentor_id"]
    mentors = [mentor for mentor in victims.accepted[_FREE] if mentor["person_id"] != matched]
    heads = {_head(mentor, bosses): _manager(mentor, bosses) for mentor in reversed(mentors)}
    near = _pool_near(victims, bosses)
    head = min(heads, key=lambda head: near[head])
    row = victims.in_org_chart(head)
    row["manager_id"] = heads[head]
    what = "The manager and this person were mixed up, so each reports to the other: a circle."
    return slip_at("org_chart", row, "manager_id", what)


def unknown_manager(victims: Victims) -> Slip:
    """Mistype the manager of the executive under whom the fewest of the pool work."""
    bosses = _bosses(victims)
    near = _pool_near(victims, bosses)
    executives = [one for one in victims.executives[1:] if one["person_id"] not in _above(one, bosses)]
    ids = [str(executive["person_id"]) for executive in executives]  # whoever is in no circle
    mentee = victims.in_org_chart(min(ids, key=lambda person: near[person]))
    mentee["manager_id"] = f"{mentee['manager_id']}{str(mentee['manager_id'])[-1]}"
    what = "The last digit of the manager's id was typed twice: nobody has such an id."
    return slip_at("org_chart", mentee, "manager_id", what)


def reports_to_a_mentor(victims: Victims) -> Slip:
    """Give a mentor, who must have none, a direct report: a colleague of the same team, if possible."""
    mentor = victims.accepted[9]
    taken = {row["person_id"] for row in victims.rows["applicants"]} | set().union(*_bosses(victims).values())
    free = [row for row in victims.rows["org_chart"] if row["person_id"] not in taken]
    colleague = min(free, key=lambda row: row["manager_id"] != mentor["manager_id"])
    colleague["manager_id"] = mentor["person_id"]
    what = f"This person now reports to {mentor['person_id']}, a mentor, and mentors have no direct reports."
    return slip_at("org_chart", colleague, "manager_id", what)


def _bosses(victims: Victims) -> dict[str, list[str]]:
    """Return everybody's managers, the direct one first."""
    return {
        str(row["person_id"]): [
            boss
            for cell in (row["manager_id"], row["dotted_manager_ids"])
            if cell
            for boss in str(cell).split("; ")
        ]
        for row in victims.rows["org_chart"]
    }


def _above(applicant: Row, bosses: dict[str, list[str]]) -> set[str]:
    """Return everybody the applicant answers to, over any line."""
    found: set[str] = set()
    waiting = [str(applicant["person_id"])]
    while waiting:
        new = [boss for boss in bosses.get(waiting.pop(), []) if boss not in found]
        found.update(new)
        waiting += new
    return found


def _manager(applicant: Row, bosses: dict[str, list[str]]) -> str:
    return bosses[str(applicant["person_id"])][0]


def _head(applicant: Row, bosses: dict[str, list[str]]) -> str:
    return bosses[_manager(applicant, bosses)][0]


def _pool_near(victims: Victims, bosses: dict[str, list[str]]) -> Counter[str]:
    """Return for everybody how many of the pool are this person or answer to them."""
    pool = [*victims.accepted, *victims.executives]
    return Counter(who for one in pool for who in _above(one, bosses) | {str(one["person_id"])})
