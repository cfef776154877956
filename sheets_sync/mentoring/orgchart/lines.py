"""Lines from people to their managers: walked upwards, and searched for circles."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

Lines = Callable[[str], tuple[str, ...]]  # a person's managers, over solid and dotted lines


def walk_up(start: str, lines: Lines) -> dict[str, str]:
    """Return everybody above `start`, nearest first, each with who leads there.

    >>> walk_up("E3", {"E3": ("E2", "E9"), "E2": ("E1",), "E9": ("E1",), "E1": ()}.__getitem__)
    {'E2': 'E3', 'E9': 'E3', 'E1': 'E2'}
    """
    led_by: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        person = waiting.popleft()
        for manager in sorted(lines(person)):  # in order of ids, so that equal paths have one winner
            if manager not in led_by and manager != start:
                led_by[manager] = person
                waiting.append(manager)
    return led_by


def path_to(end: str, led_by: dict[str, str]) -> tuple[str, ...]:
    """Return the shortest path from where the walk started up to `end`.

    >>> path_to("E1", {"E2": "E3", "E1": "E2"})
    ('E3', 'E2', 'E1')
    """
    path = [end]
    while path[-1] in led_by:
        path.append(led_by[path[-1]])
    return tuple(reversed(path))


def levels_above(start: str, led_by: dict[str, str]) -> dict[str, int]:
    """Return how many levels above `start` each person of its walk stands.

    >>> levels_above("E3", {"E2": "E3", "E1": "E2"})
    {'E3': 0, 'E2': 1, 'E1': 2}
    """
    levels = {start: 0}
    for person, below in led_by.items():
        levels[person] = levels[below] + 1
    return levels


def shortest_circle(person: str, lines: Lines) -> tuple[str, ...]:
    """Return the shortest way from a member of a circle back to themselves.

    >>> shortest_circle("E2", {"E1": ("E2",), "E2": ("E1",)}.__getitem__)
    ('E2', 'E1', 'E2')
    """
    led_by = walk_up(person, lines)
    last = next(other for other in (person, *led_by) if person in lines(other))
    return (*path_to(last, led_by), person)


def groups_managers_first(people: Iterable[str], lines: Lines) -> Iterator[tuple[str, ...]]:
    """Yield people and all above them, each circle as one group, managers before reports.

    These are the strongly connected components by R. Tarjan (1972), without recursion,
    because a line may be longer than Python's stack is deep.

    >>> chart = {"E4": ("E3",), "E3": ("E2",), "E2": ("E3", "E1"), "E1": ()}
    >>> [sorted(group) for group in groups_managers_first(chart, chart.__getitem__)]
    [['E1'], ['E2', 'E3'], ['E4']]
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}  # the lowest number that can be reached; none once the group is known
    open_people: list[str] = []
    for start in people:
        trail = [] if start in number else [("", iter((start,)))]  # as if nobody reported to `start`
        while trail:
            person, managers = trail[-1]
            for manager in managers:
                if manager not in number:
                    number[manager] = lowest[manager] = len(number)
                    open_people.append(manager)
                    trail.append((manager, iter(lines(manager))))
                    break
                if manager in lowest:
                    lowest[person] = min(lowest[person], lowest[manager])
            else:
                trail.pop()
                if person and number[person] == lowest.get(person):
                    group = _take_group(open_people, person)
                    yield group
                    for member in group:
                        del lowest[member]
                elif trail and person in lowest:
                    below = trail[-1][0]
                    lowest[below] = min(lowest[below], lowest[person])


def _take_group(open_people: list[str], first: str) -> tuple[str, ...]:
    start = len(open_people) - 1
    while open_people[start] != first:
        start -= 1
    group = tuple(open_people[start:])
    del open_people[start:]
    return group
