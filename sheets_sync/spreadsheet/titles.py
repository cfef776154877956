"""What a tab may be called: each kind of spreadsheet refuses some titles that the other takes."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class Titles:
    """What a kind of spreadsheet takes as the title of a tab."""

    longest: int  # in UTF-16 units
    refused: str = ""  # characters
    reserved: frozenset[str] = frozenset()  # in small letters

    def fitting(self, title: str, taken: Collection[str]) -> str:
        """Return the title, or the nearest that can stand beside those `taken`.

        >>> WORKBOOK_TITLES.fitting("Approval 2027/28", ["approval 2027-28"])
        'Approval 2027-28 (2)'
        """
        others = {other.casefold() for other in taken}
        candidates = (one for one in self._candidates(title) if one.casefold() not in others | self.reserved)
        return next(candidates)

    def _candidates(self, title: str) -> Iterator[str]:
        plain = self._plain(title)
        yield _cut(plain, self.longest)
        for number in count(2):
            ending = f" ({number})"
            yield _cut(plain, self.longest - len(ending)) + ending

    def _plain(self, title: str) -> str:
        """Return the title without what is refused; unchanged where nothing is."""
        if not self.refused:
            return title
        shown = re.sub(f"[{re.escape(self.refused)}]", "-", title)
        return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", " ", shown).strip("'") or "Tab"


WORKBOOK_TITLES = Titles(31, "[]:*?/\\", frozenset({"history"}))
GOOGLE_TITLES = Titles(100)


def _cut(text: str, units: int) -> str:
    """Return as many of the first characters as fit, without a ' or a blank at the new end."""
    if _units(text) <= units:
        return text
    while _units(text) > units:
        text = text[:-1]
    return text.rstrip("' ")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
