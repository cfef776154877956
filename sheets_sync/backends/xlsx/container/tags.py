"""Where elements lie in the bytes of an XML part, and start tags with other attributes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import quoteattr

_START_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=/>]+)(\s*=\s*)("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Element:
    """One element, and where it lies in the bytes of its part."""

    tag: str  # its name as written, prefix and all
    attributes: Mapping[str, str]
    start: int
    inside: int  # behind its start tag
    close: int  # before its end tag; `inside` where it has none
    end: int

    @property
    def name(self) -> str:
        """Its name without the prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Its prefix with the colon, or nothing."""
        return self.tag[: -len(self.name)]

    @property
    def is_empty_tag(self) -> bool:
        """Is it written `<like-this/>`?"""
        return self.inside == self.end


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes to put in place of others."""

    start: int
    end: int
    content: bytes


def elements(data: bytes, *names: str) -> list[Element]:
    """Return the elements of these names in the order in which they end."""
    found: list[Element] = []
    open_: list[tuple[int, Mapping[str, str]]] = []
    parser = ParserCreate()
    wanted = _Wanted(names)

    def start(tag: str, attributes: dict[str, str]) -> None:
        if wanted[tag]:
            open_.append((parser.CurrentByteIndex, attributes))

    def end(tag: str) -> None:
        if wanted[tag]:
            found.append(_element(data, tag, *open_.pop(), parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return found


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return the bytes with some replaced; all others are as they were."""
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < at:
            raise ValueError("two splices meet")
        pieces += [data[at : splice.start], splice.content]
        at = splice.end
    return b"".join([*pieces, data[at:]])


def with_attributes(start_tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """Return a start tag with some attributes set or, where the new value is None, taken away.

    >>> with_attributes(b'<row r="2" spans="1:8"/>', {"spans": None, "ht": "15"})
    b'<row r="2" ht="15"/>'
    """
    head = re.match(rb"<[^\s/>]+", start_tag)
    assert head is not None
    kept = [found for found in _ATTRIBUTE.finditer(start_tag) if found[2].decode() not in changes]
    new = [f" {name}={quoteattr(value)}".encode() for name, value in changes.items() if value is not None]
    closing = b"/>" if start_tag.endswith(b"/>") else b">"
    return b"".join([head[0], *(found[0] for found in kept), *new, closing])


def attributes_of(start_tag: bytes) -> dict[str, str]:
    """Return the attributes of a start tag, as they are written between their quotes."""
    return {found[2].decode(): found[4][1:-1].decode() for found in _ATTRIBUTE.finditer(start_tag)}


def start_tag(data: bytes, element: Element) -> bytes:
    """Return the start tag of an element as it is written."""
    return data[element.start : element.inside]


class _Wanted(dict[str, bool]):
    """Whether a tag has one of some names, whatever its prefix."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)

    def __missing__(self, tag: str) -> bool:
        self[tag] = tag.rpartition(":")[2] in self._names
        return self[tag]


def _element(data: bytes, tag: str, start: int, attributes: Mapping[str, str], end_tag: int) -> Element:
    found = _START_TAG.match(data, start)
    if found is None:
        raise ValueError(f"no start tag where {tag} begins")
    inside = found.end()
    if data[inside - 2 : inside] == b"/>":
        return Element(tag, attributes, start, inside, inside, inside)
    return Element(tag, attributes, start, inside, end_tag, data.index(b">", end_tag) + 1)
