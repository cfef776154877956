"""Where the rows of a worksheet part lie in its bytes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.backends.xlsx.container.package import DAMAGED, UNUSUAL, Unreadable
from sheets_sync.backends.xlsx.container.tags import Element, attributes_of, elements
from sheets_sync.backends.xlsx.reading.plain import is_unusual

_AROUND = ("sheetData", "col", "dimension")
_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])")
_ATTRIBUTES = rb"""(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*"""

Span = tuple[int, int]


@dataclass(frozen=True)
class Located:
    """The rows of a part by number, from the top down, and the elements around them that matter."""

    sheet_data: Element
    rows: Mapping[int, Span]
    columns: tuple[Element, ...]  # what is said of whole columns
    dimension: Element | None


def located(data: bytes) -> Located:
    """Return where the rows lie: by a search if the part is plain, else by what the parser says."""
    opening = _SHEET_DATA.search(data)
    close = data.rfind(b"</" + opening[0][1:]) if opening else -1
    if opening is None or close < 0 or is_unusual(data):
        found = elements(data, "row", *_AROUND)
        sheet_data = _sheet_data(found)
        rows = [row for row in found if row.name == "row" and sheet_data.start < row.start < sheet_data.close]
        numbered = ((row.attributes.get("r"), (row.start, row.end)) for row in rows)
        return _located(found, sheet_data, numbered)
    inside = data.index(b">", opening.end()) + 1
    found = elements(data[:inside] + data[close:], *_AROUND)  # the part without its rows
    sheet_data = _moved(_sheet_data(found), close - inside)
    return _located(found, sheet_data, _searched(data, opening[1], inside, close))


def _located(
    found: list[Element], sheet_data: Element, numbered: Iterable[tuple[str | None, Span]]
) -> Located:
    rows: dict[int, Span] = {}
    last = 0
    for said, span in numbered:
        number = int(said) if said else last + 1
        if number <= last:
            raise Unreadable(DAMAGED)
        rows[number], last = span, number
    before = [element for element in found if element.end <= sheet_data.start]
    columns = tuple(element for element in before if element.name == "col")
    return Located(sheet_data, rows, columns, next((e for e in before if e.name == "dimension"), None))


def _searched(data: bytes, prefix: bytes, inside: int, close: int) -> Iterator[tuple[str | None, Span]]:
    """Yield each row's number, if it is said, and where it lies; right only where every `<` begins a tag."""
    opening = re.compile(rb'<%srow(?:\s+r="(\d+)")?%s\s*(/?)>' % (prefix, _ATTRIBUTES))
    closing = b"</%srow" % prefix
    for match in opening.finditer(data, inside, close):
        said = match[1].decode() if match[1] else attributes_of(match[0]).get("r")
        end = match.end() if match[2] else data.index(b">", data.index(closing, match.end())) + 1
        yield said, (match.start(), end)


def _sheet_data(found: list[Element]) -> Element:
    sheet_data = next((element for element in found if element.name == "sheetData"), None)
    if sheet_data is None:
        raise Unreadable(UNUSUAL)
    return sheet_data


def _moved(element: Element, by: int) -> Element:
    return Element(
        element.tag, element.attributes, element.start, element.inside, element.close + by, element.end + by
    )
