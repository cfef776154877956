"""Which of some lines are which of others: by names that are there once, and by those they lie between."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise


def aligned(olds: int, news: int, sure: Mapping[int, int]) -> dict[int, int]:
    """Return which of the old lines is which of the new: the sure ones, and as many as lay between two.

    >>> aligned(3, 4, {0: 1, 2: 3})
    {0: 1, 2: 3, 1: 2}
    """
    found, taken = dict(sure), set(sure.values())
    for old, new in _gaps(sure, olds, news):
        if len(old) == len(new) > 0 and taken.isdisjoint(new):
            found |= dict(zip(old, new, strict=True))
    return found


def _gaps(sure: Mapping[int, int], olds: int, news: int) -> Iterator[tuple[range, range]]:
    """Yield what lies between each two that stand next to each other among the sure ones of old."""
    ends = [(-1, -1), *sorted(sure.items()), (olds, news)]
    for (old, new), (next_old, next_new) in pairwise(ends):
        yield range(old + 1, next_old), range(new + 1, next_new)


def named_alike(old: Mapping[int, Hashable], new: Mapping[int, Hashable]) -> dict[int, int]:
    """Return where each name that is there once before and once now has gone."""
    old_once = once(old)
    new_once = once(new)
    return {at: new_once[name] for name, at in old_once.items() if name in new_once}


def once(names: Mapping[int, Hashable]) -> dict[Hashable, int]:
    """Return where each name stands that is there just once."""
    counts = Counter(name for name in names.values() if name is not None)
    return {name: at for at, name in names.items() if name is not None and counts[name] == 1}
