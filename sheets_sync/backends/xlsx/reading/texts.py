"""Text as XML parts hold it: escaped characters, shared strings, runs of rich text."""

import re
from collections.abc import Iterable
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import escape

from sheets_sync.backends.xlsx.container.package import DAMAGED, Unreadable
from sheets_sync.backends.xlsx.reading.plain import PLAIN_TEXT, feed, resolved

LONGEST = 32_767  # what one cell can hold, in UTF-16 units as Excel counts
MAX_DEPTH = 100

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_PLAIN = re.compile(f'<si><t(?: xml:space="preserve")?>({PLAIN_TEXT})</t></si>')


def decoded(text: str) -> str:
    """Return text with its `_xHHHH_` escapes resolved.

    >>> decoded("a_x000D_b _x005F_x0041_")
    'a\\rb _x0041_'
    """
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def encoded(text: str) -> str:
    """Return text as it stands between two tags; ValueError if no cell can hold it.

    >>> encoded("a\\rb _x0041_ <&>")
    'a_x000D_b _x005F_x0041_ &lt;&amp;&gt;'
    """
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise ValueError(f"a cell holds at most {LONGEST:,} characters")
    return escape(_TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def shared_strings(blocks: Iterable[bytes]) -> list[str]:
    """Return the texts that cells refer to by their index."""
    strings = _SharedStrings()
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = strings.start
    parser.EndElementHandler = strings.end
    parser.CharacterDataHandler = strings.add
    feed(parser, blocks, "si", strings.take)
    return strings.found


class Runs:
    """Gathers the text inside elements of some names, but not how to pronounce it."""

    def __init__(self, *tags: str) -> None:
        self._runs: dict[str, list[str]] = {tag: [] for tag in tags}
        self._inside: list[str] = []

    def start(self, tag: str) -> None:
        """Note that an element begins."""
        if len(self._inside) > MAX_DEPTH:
            raise Unreadable(DAMAGED)
        self._inside.append(tag)

    def end(self) -> str:
        """Note that the innermost element ends, and return its name."""
        return self._inside.pop()

    def add(self, text: str) -> None:
        """Keep what stands directly inside one of the elements."""
        runs = self._runs.get(self._inside[-1])
        if runs is not None and "rPh" not in self._inside:
            runs.append(text)

    def taken(self, tag: str) -> str:
        """Return the text gathered from elements of this name, and begin anew."""
        text = "".join(self._runs[tag])
        self._runs[tag].clear()
        return text


class _SharedStrings:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._runs = Runs("t")
        self.add = self._runs.add

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._runs.start(name.rpartition("}")[2])

    def end(self, _name: str) -> None:
        if self._runs.end() == "si":
            self.found.append(decoded(self._runs.taken("t")))

    def take(self, text: str, at: int) -> int:
        """Read each `<si><t>…</t></si>` from `at` on; return where the first other thing begins."""
        found: list[str] = []
        if not _PLAIN.match(text, at):
            return at
        for match in _PLAIN.finditer(text, at):
            if match.start() > at:
                break
            found.append(match[1])
            at = match.end()
        joined = "".join(found)
        special = "&" in joined or "_x" in joined
        self.found += [decoded(resolved(one)) for one in found] if special else found
        return at
