"""Areas of a tab, and A1 notation as Google reads and writes it."""

import re
from dataclasses import dataclass
from typing import Any

from .errors import Invalid

CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?([1-9][0-9]*)?", re.ASCII)
PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*", re.ASCII)


@dataclass(frozen=True)
class Area:
    """A rectangle of cells: 0-based, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self.right - self.left

    def overlaps(self, other: "Area") -> bool:
        """Tell whether the two share a cell."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def contains(self, other: "Area") -> bool:
        """Tell whether every cell of the other is in this one."""
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right


@dataclass(frozen=True)
class Reference:
    """A parsed A1 reference; None where the text leaves a side open."""

    title: str | None
    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None
    name: str | None = None  # a bare word: a tab or a named range

    def is_single_cell(self) -> bool:
        """Tell whether the text named one cell, as in `A1`."""
        return self.top is not None and (self.bottom, self.right) == (self.top + 1, (self.left or 0) + 1)


def column_number(letters: str) -> int:
    """Return the 0-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def quoted(title: str) -> str:
    """Return the tab's title as it stands before the `!` (recorded: quotes unless a plain word)."""
    if PLAIN_TITLE.fullmatch(title) and not LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def a1(title: str, area: Area) -> str:
    """Return the area in canonical A1 notation.

    >>> a1("two words", Area(0, 10, 0, 1))
    "'two words'!A1:A10"
    """
    first = f"{column_letters(area.left)}{area.top + 1}"
    last = f"{column_letters(area.right - 1)}{area.bottom}"
    cells = first if first == last else f"{first}:{last}"
    return f"{quoted(title)}!{cells}"


def parse_a1(text: str) -> Reference:
    """Return what the text refers to, or raise Invalid.

    >>> parse_a1("Sheet1!A3:3")
    Reference(title='Sheet1', top=2, bottom=3, left=0, right=None, name=None)
    """
    title, cells = _split(text)
    if cells is None:
        return Reference(title)
    corners = cells.split(":")
    matches = [CELL.fullmatch(corner) for corner in corners]
    if len(corners) > 2 or not all(corners) or not all(matches):
        if title is None and len(corners) == 1 and cells:
            return Reference(None, name=cells)
        raise Invalid(f"Unable to parse range: {text}")
    first, last = matches[0], matches[-1]
    if len(corners) == 1 and not (first and first[1] and first[2]):
        return Reference(None, name=cells)
    return _reference(title, first, last)


def _reference(title: str | None, first: Any, last: Any) -> Reference:
    rows = sorted(int(corner[2]) for corner in (first, last) if corner[2])
    columns = sorted(column_number(corner[1]) for corner in (first, last) if corner[1])
    closed_rows = bool(first[2] and last[2])
    closed_columns = bool(first[1] and last[1])
    return Reference(
        title,
        top=rows[0] - 1 if rows else None,
        bottom=rows[-1] if closed_rows else None,
        left=columns[0] if columns else None,
        right=columns[-1] + 1 if closed_columns else None,
    )


def _split(text: str) -> tuple[str | None, str | None]:
    """Return title and cells; cells is None where the text is a quoted title alone."""
    if text.startswith("'"):
        closed = re.fullmatch(r"'((?:[^']|'')+)'(?:!(.*))?", text, re.DOTALL)
        if not closed:
            raise Invalid(f"Unable to parse range: {text}")
        return closed[1].replace("''", "'"), closed[2]
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)
