"""References in the text of a formula, and how they follow what happens to rows, columns, cells and tabs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .ranges import column_letters, column_number, quoted

Span = tuple[int, int]  # start, end (excluded)
FAR = 1 << 40
LOST = "#REF!"
CORNER = r"(\$?)([A-Za-z]{1,3})?(\$?)([1-9]\d*)?"
REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?<![\w.$'])((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?"
    rf"(?:{CORNER}:{CORNER}|(\$?)([A-Za-z]{{1,3}})(\$?)([1-9]\d*))(?![\w.(])"
)


@dataclass(frozen=True)
class End:
    """One row or column of a corner, 0-based; fixed when it stands behind a `$`, None when left open."""

    at: int | None
    fixed: bool


@dataclass(frozen=True)
class Reference:
    """A cell or a range in a formula."""

    title: str | None  # of another tab; None: of the formula's own
    top: End
    left: End
    bottom: End | None = None  # None: a single cell
    right: End | None = None

    def rows(self) -> Span:
        """Return the rows that it covers."""
        return _span(self.top, self.bottom)

    def columns(self) -> Span:
        """Return the columns that it covers."""
        return _span(self.left, self.right)

    def placed(self, rows: Span, columns: Span) -> "Reference":
        """Return the reference to other rows and columns; sides left open stay open."""
        top, bottom = _ends(self.top, self.bottom, rows)
        left, right = _ends(self.left, self.right, columns)
        return replace(self, top=top, bottom=bottom, left=left, right=right)

    def text(self) -> str:
        """Return the reference as it stands in a formula."""
        tab = f"{quoted(self.title)}!" if self.title is not None else ""
        first = _corner(self.left, self.top)
        if self.bottom is None or self.right is None:
            return tab + first
        return f"{tab}{first}:{_corner(self.right, self.bottom)}"


def rewritten(formula: str, follow: Callable[[Reference], Reference | None]) -> str:
    """Return the formula with each reference as `follow` gives it back; #REF! for None.

    >>> rewritten("=A2&B$1", lambda found: found.placed((4, 5), found.columns()))
    '=A5&B$5'
    """

    def told(match: re.Match[str]) -> str:
        found = _parsed(match)
        if found is None:
            return match[0]
        after = follow(found)
        return LOST if after is None else match[0] if after == found else after.text()

    return REFERENCE.sub(told, formula)


def translated(formula: str, down: int, right: int) -> str:
    """Return the formula as it reads after being copied so far; what stands behind a `$` stays (discovery).

    >>> translated("=A2&$A$1", 3, 0)
    '=A5&$A$1'
    """
    return rewritten(formula, lambda found: _translated(found, down, right)) if down or right else formula


def _translated(found: Reference, down: int, right: int) -> Reference | None:
    rows, columns = (found.top, found.bottom), (found.left, found.right)
    top, bottom = (_moved(end, down) for end in rows)
    left, side = (_moved(end, right) for end in columns)
    ends = [end for end in (top, bottom, left, side) if end is not None]
    if top is None or left is None or any(end.at is not None and end.at < 0 for end in ends):
        return None
    return replace(found, top=top, left=left, bottom=bottom, right=side)


def _moved(end: End | None, by: int) -> End | None:
    return end if end is None or end.fixed or end.at is None else replace(end, at=end.at + by)


def _parsed(match: re.Match[str]) -> Reference | None:
    """Return the reference, or None for a quoted text and for a colon between nothing."""
    groups = match.groups()
    if match[0].startswith('"') or match[0].strip("$") == ":":
        return None
    title = groups[0][:-1] if groups[0] else None
    if title and title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    if groups[10]:
        return Reference(title, _row(groups[11:13]), _column(groups[9:11]))
    first, last = groups[1:5], groups[5:9]
    return Reference(title, _row(first[2:]), _column(first[:2]), _row(last[2:]), _column(last[:2]))


def _row(groups: tuple[str, ...]) -> End:
    return End(int(groups[1]) - 1 if groups[1] else None, bool(groups[0]))


def _column(groups: tuple[str, ...]) -> End:
    return End(column_number(groups[1]) if groups[1] else None, bool(groups[0]))


def _span(first: End, last: End | None) -> Span:
    start = first.at or 0
    if last is None:
        return start, start + 1
    return start, FAR if last.at is None else last.at + 1


def _ends(first: End, last: End | None, span: Span) -> tuple[End, End | None]:
    start = first if first.at is None else replace(first, at=span[0])
    return start, last if last is None or last.at is None else replace(last, at=span[1] - 1)


def _corner(column: End, row: End) -> str:
    letters = "" if column.at is None else "$" * column.fixed + column_letters(column.at)
    return letters + ("" if row.at is None else "$" * row.fixed + str(row.at + 1))
