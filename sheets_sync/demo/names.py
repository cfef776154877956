"""What people are called, and the work address that follows from it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from sheets_sync.demo.package_data import read_list

# Letters that Unicode does not take apart into a Latin letter and an accent.
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss"})
_NOT_IN_ADDRESSES = re.compile(r"[^a-z-]")
_TOO_FEW_FOR_OWN_SCRIPT = 20


@dataclass(frozen=True)
class Name:
    """A full name as its owner writes it, and in Latin letters for the address."""

    written: str
    given: str
    family: str


def make_names(count: int, rng: Random) -> list[Name]:
    """Return `count` names, all different while the lists last; the last two are in their own script."""
    own_script = _own_script() if count >= _TOO_FEW_FOR_OWN_SCRIPT else []
    return [*_latin(count - len(own_script), rng), *own_script]


def addresses(names: Iterable[Name]) -> Iterator[str]:
    """Yield an address for each name, with a number where somebody has it already.

    >>> list(addresses([Name("José O’Brien", "José", "O’Brien"), Name("Jose OBrien", "Jose", "OBrien")]))
    ['jose.obrien@example.org', 'jose.obrien2@example.org']
    """
    seen: Counter[str] = Counter()
    for name in names:
        local_part = f"{_in_address(name.given)}.{_in_address(name.family)}"
        seen[local_part] += 1
        number = seen[local_part] if seen[local_part] > 1 else ""
        yield f"{local_part}{number}@example.org"


def _latin(count: int, rng: Random) -> Iterator[Name]:
    given, family = read_list("names")["given"], read_list("names")["family"]
    every = len(given) * len(family)
    drawn = rng.sample(range(every), min(count, every))
    for number in range(count):
        first, last = divmod(drawn[number % every], len(family))
        yield Name(f"{given[first]} {family[last]}", given[first], family[last])


def _own_script() -> list[Name]:
    return [Name(written, *latin.split(" ")) for written, latin in read_list("names")["own_script"]]


def _in_address(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return _NOT_IN_ADDRESSES.sub("", apart)
