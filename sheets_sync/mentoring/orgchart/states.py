"""The chain of command's verdicts for many mentors and mentees at once."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from sheets_sync.mentoring.orgchart.chart import OrgChart
from sheets_sync.mentoring.orgchart.lines import groups_managers_first

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ChainState = Literal["clear", "allowed", "cannot tell", "conflict"]
STATES: tuple[ChainState, ...] = ("clear", "allowed", "cannot tell", "conflict")
CLEAR, ALLOWED, CANNOT_TELL, CONFLICT = range(4)

People = Sequence[str]
Bits = int  # a set of participants, one bit each: any depth of chart costs one pass over its lines


def chain_states(
    chart: OrgChart,
    mentors: People,
    mentees: People,
    top_executive_distance: int | None,
    forbid_same_manager: bool,
) -> "NDArray[np.int8]":
    """Return the index into STATES of each pair, by mentor and mentee."""
    import numpy as np

    chart = chart.above((*mentors, *mentees))
    below_mentee = _matrix(_above(chart, mentors, mentees), len(mentees))
    waived = below_mentee & _far_below_a_root(chart, mentors, mentees, top_executive_distance)
    conflict = below_mentee & ~waived
    conflict |= _matrix(_above(chart, mentees, mentors), len(mentors)).T
    conflict |= _matrix(_named_by([(mentor,) for mentor in mentors], [(m,) for m in mentees]), len(mentees))
    if forbid_same_manager:
        named = [[chart.managers_of(person) for person in people] for people in (mentors, mentees)]
        conflict |= _matrix(_named_by(*named), len(mentees))
    broken = np.logical_or.outer(_broken(chart, mentors), _broken(chart, mentees))
    states = np.where(waived, np.int8(ALLOWED), np.int8(CLEAR))
    states[broken] = CANNOT_TELL
    states[conflict] = CONFLICT
    return states


def _above(chart: OrgChart, lower: People, upper: People) -> list[Bits]:
    """Return for each of `lower` which of `upper` stand above them at any depth."""
    bits = _bits((person,) for person in upper)
    above: dict[str, Bits] = {}
    for group in groups_managers_first(lower, chart.managers_of):
        managers = {manager for person in group for manager in chart.managers_of(person)}
        found = 0
        for manager in managers:
            found |= above.get(manager, 0) | bits.get(manager, 0)
        above.update(dict.fromkeys(group, found))
    return [above[person] for person in lower]


def _named_by(left: Iterable[Iterable[str]], right: Iterable[Iterable[str]]) -> list[Bits]:
    """Return for each list on the left which lists on the right name one of the same people."""
    bits = _bits(right)
    rows = []
    for names in left:
        found = 0
        for name in names:
            found |= bits.get(name, 0)
        rows.append(found)
    return rows


def _bits(lists: Iterable[Iterable[str]]) -> dict[str, Bits]:
    bits: dict[str, Bits] = {}
    for number, names in enumerate(lists):
        for name in names:
            bits[name] = bits.get(name, 0) | 1 << number
    return bits


def _far_below_a_root(
    chart: OrgChart, mentors: People, mentees: People, distance: int | None
) -> "NDArray[np.bool_]":
    import numpy as np

    far = np.zeros((len(mentors), len(mentees)), dtype=bool)
    for column, mentee in enumerate(mentees):
        if mentee in chart.roots and distance is not None:
            near = _at_most_levels_below(chart, mentee, distance - 1)
            far[:, column] = [mentor not in near for mentor in mentors]
    return far


def _at_most_levels_below(chart: OrgChart, person: str, levels: int) -> set[str]:
    near, edge = {person}, {person}
    for _ in range(levels):
        edge = {report for manager in edge for report in chart.reports(manager)} - near
        if not edge:
            break
        near |= edge
    return near


def _broken(chart: OrgChart, people: People) -> "NDArray[np.bool_]":
    import numpy as np

    return np.array([not chart.reaches_a_root(person) for person in people], dtype=bool)


def _matrix(rows: list[Bits], columns: int) -> "NDArray[np.bool_]":
    import numpy as np

    width = columns // 8 + 1
    packed = np.frombuffer(b"".join(row.to_bytes(width, "little") for row in rows), dtype=np.uint8)
    bits = np.unpackbits(packed.reshape(len(rows), width), axis=1, count=columns, bitorder="little")
    return bits.view(bool)
