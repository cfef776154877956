"""The references of a formula, followed to where the rows, columns and tabs that they mean have gone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from sheets_sync.spreadsheet.a1 import column_letters, column_number
from sheets_sync.spreadsheet.text import key_of

_CORNER = r"(?=[$A-Za-z1-9])(\$?)([A-Za-z]{0,3})(\$?)([1-9]\d{0,6})?"
_REFERENCE = re.compile(  # C2, $C$2:D, 'Ana''s list'!C:C; also the C2: before INDEX( and the :C2 behind it
    rf"(:?)((?:'(?:[^']|'')+'|[^\s'!:]+)!)?{_CORNER}(?::{_CORNER})?(?=\Z|:)", re.ASCII
)
Corner = Sequence[str]  # $, column, $, row; "" for what is not there
Lines = Mapping[int, int]  # rows or columns: where each was that is known, and where it is now; 1-based


@dataclass(frozen=True)
class Went:
    """Where a tab, its rows and its columns are now."""

    name: str
    rows: Lines
    columns: Lines


def followed(formula: str, tab: str, went: Mapping[str, Went]) -> str:
    """Return a formula of the tab so named as it must read now; `went` by the keys of the tabs' old names.

    What cannot be told stays as it is: lines that are not known, tabs not given, text that is no formula.
    """
    found, at = "", 0
    for start, end in _operands(formula):
        found += formula[at:start] + _operand(formula[start:end], tab, went)
        at = end
    return found + formula[at:]


def _operands(formula: str) -> list[tuple[int, int]]:
    """Return where the tokens stand that may refer to cells; functions may, for there is C2:INDEX(…)."""
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError  # slow to import, rarely needed

    found, at = [], 0
    flat = re.sub(r"\s", " ", formula)  # a line break would come out before what it ends
    try:
        for token in Tokenizer(flat).items:
            start = flat.index(token.value, at)  # several spaces come out as one
            at = start + len(token.value)
            if token.subtype == Token.RANGE or token.type == Token.FUNC:
                found.append((start, at))
    except (TokenizerError, IndexError, ValueError):  # such as brackets that do not match
        return []
    return found


def _operand(text: str, tab: str, went: Mapping[str, Went]) -> str:
    match = _REFERENCE.match(text)
    if match is None:
        return text
    colon, named, *sides = match.groups("")
    first, last = sides[:4], sides[4:]
    moves = went.get(key_of(_name(named) if named else tab))
    is_cell = first[1] and first[3]  # and no mere name or number
    if moves is None or not (is_cell or any(last)):
        return text
    now = colon + _named(named, moves) + _placed(first, last, moves) + text[match.end() :]
    return text if now.upper() == text.upper() else now


def _name(named: str) -> str:
    """Return the name of the tab that stands before the `!`."""
    return named[1:-2].replace("''", "'") if named.startswith("'") else named[:-1]


def _named(named: str, moves: Went) -> str:
    if not named or key_of(_name(named)) == key_of(moves.name):
        return named
    return "'" + moves.name.replace("'", "''") + "'!"


def _placed(first: Corner, last: Corner, moves: Went) -> str:
    """Return one corner, or two and the colon between them, where they are now."""
    end = last if any(last) else first
    left, right = _now(moves.columns, column_number(first[1]), column_number(end[1]))
    top, bottom = _now(moves.rows, int(first[3] or 0), int(end[3] or 0))
    start = f"{first[0]}{column_letters(left)}{first[2]}{top or ''}"
    return f"{start}:{last[0]}{column_letters(right)}{last[2]}{bottom or ''}" if any(last) else start


def _now(lines: Lines, first: int, last: int) -> tuple[int, int]:
    """Return where a range begins and ends now, 0 for an open side; as before, where it was shuffled."""
    low, high = (end and _line(lines, end) for end in (first, last))
    if low is None or high is None:
        return first, last
    among = (to for at, to in lines.items() if first <= at <= (last or inf))
    return (low, high) if all(low <= to <= (high or inf) for to in among) else (first, last)


def _line(lines: Lines, at: int) -> int | None:
    """Return where a line is now; a blank one lies between the same two as before, or beyond all."""
    if at in lines:
        return lines[at]
    before = max((line for line in lines if line < at), default=None)
    behind = min((line for line in lines if line > at), default=None)
    if before is None:
        return None
    if behind is None:
        return at + max(lines.values()) - max(lines)
    shift = lines[before] - before
    return at + shift if lines[behind] - behind == shift else None
