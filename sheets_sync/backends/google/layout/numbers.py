"""The numbers by which Google knows what we add: chosen by us, so that nothing is added twice."""

from collections.abc import Iterable
from zlib import crc32

_MOST = 2**31 - 1


class Numbers:
    """The numbers in use for one kind of thing, and a free one for each name."""

    def __init__(self, taken: Iterable[int] = ()) -> None:
        self._taken = set(taken)

    def give(self, name: str) -> int:
        """Return the number of the thing called `name`, or the next one where that is in use."""
        number = number_of(name)
        while number in self._taken:
            number = number % _MOST + 1
        self._taken.add(number)
        return number


def number_of(name: str) -> int:
    """Return a number from 1 to 2,147,483,647, the same for the same name on every machine.

    >>> number_of("applicants"), number_of("matches")
    (2142227164, 103159227)
    """
    return crc32(name.encode()) % _MOST + 1
