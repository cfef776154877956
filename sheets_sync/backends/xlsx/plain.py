"""A short cut past the XML parser for elements that are written in the plainest way."""

from collections.abc import Callable, Iterable
from xml.parsers.expat import XMLParserType
from xml.sax.saxutils import unescape

_NEVER_IN_XML = bytes({*range(32)} - {9, 10, 13})
_ENTITIES = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
_NAMED = {"&quot;": '"', "&apos;": "'"}


def feed(
    parser: XMLParserType, blocks: Iterable[bytes], tag: str, take: Callable[[str], bool]
) -> None:
    """Give `parser` the whole document but for the elements called `tag` that `take` reads by itself.

    `take` is shown each element without its end tag. Without comments, literal sections and instructions,
    every `<` begins a tag, so that the end tag is found by searching for it.
    """
    blocks = iter(blocks)
    end = f"</{tag}>".encode()
    rest = b""
    for block in blocks:
        rest += block
        cut = rest.rfind(end) + len(end)
        if cut < len(end) or _is_unusual(rest):
            break
        _feed_elements(parser, rest[:cut].decode(), end.decode(), take)
        rest = rest[cut:]
    parser.Parse(rest + b"".join(blocks), True)


def _is_unusual(block: bytes) -> bool:
    return b"<!" in block or block.find(b"<?", 4) >= 0 or len(block.translate(None, _NEVER_IN_XML)) < len(block)


def _feed_elements(parser: XMLParserType, text: str, end: str, take: Callable[[str], bool]) -> None:
    elements = text.split(end)
    elements.pop()  # what follows the last end tag: nothing
    for element in elements:
        if "\r" in element or not take(element):
            parser.Parse((element + end).encode(), False)


def plain_text(text: str) -> str | None:
    """Return the text with its named entities resolved, or None where that takes a parser."""
    if "<" in text:
        return None
    if "&" not in text:
        return text
    if text.count("&") > sum(text.count(entity) for entity in _ENTITIES):
        return None
    return unescape(text, _NAMED)
