"""A1 notation: how people and spreadsheets name a cell."""

import re

_PLAIN_TAB_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")


def column_letters(number: int) -> str:
    """Return the letters of the 1-based column `number`.

    >>> [column_letters(n) for n in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 1-based number of the column called `letters`.

    >>> [column_number(letters) for letters in ("A", "Z", "AA", "aaa")]
    [1, 26, 27, 703]
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """Return the name of the cell at 1-based `row` and `column`.

    >>> cell_name(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


def tab_name(name: str) -> str:
    """Return the tab's name as it stands before the `!`, quoted where needed.

    >>> tab_name("matches"), tab_name("Ana's list")
    ('matches', "'Ana''s list'")
    """
    if _PLAIN_TAB_NAME.match(name):
        return name
    return "'" + name.replace("'", "''") + "'"
