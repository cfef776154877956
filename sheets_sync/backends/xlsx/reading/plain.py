"""A short cut past the XML parser for elements that are written in the plainest way."""

from collections.abc import Callable, Iterable
from xml.parsers.expat import XMLParserType
from xml.sax.saxutils import unescape

PLAIN = r"[^<&\x00-\x08\x0b-\x1f]*"  # as a regular expression
PLAIN_TEXT = f"{PLAIN}(?:&(?:amp|lt|gt|quot|apos);{PLAIN})*"

_NAMED = {"&quot;": '"', "&apos;": "'"}
_PATIENCE = 20  # after so many elements in a row that were not plain, the parser gets a whole block

Take = Callable[[str, int], int]


def feed(parser: XMLParserType, blocks: Iterable[bytes], tag: str, take: Take) -> None:
    """Give `parser` the whole document but for the elements called `tag` that `take` reads by itself.

    `take` reads as many of them as it can from some place in a text on, and returns where it stopped.
    Without comments, literal sections and instructions, every `<` begins a tag, so that the end of an
    element is found by searching for it.
    """
    blocks = iter(blocks)
    end = f"</{tag}>"
    rest = b""
    for block in blocks:
        rest += block
        cut = rest.rfind(end.encode()) + len(end)
        if cut < len(end) or is_unusual(rest):
            break
        _feed_text(parser, rest[:cut].decode(), end, take)
        rest = rest[cut:]
    parser.Parse(rest + b"".join(blocks), True)


def resolved(text: str) -> str:
    """Return plain text with its named entities resolved.

    >>> resolved("R&amp;D &lt;3")
    'R&D <3'
    """
    return unescape(text, _NAMED) if "&" in text else text


def _feed_text(parser: XMLParserType, text: str, end: str, take: Take) -> None:
    at, in_vain = 0, 0
    while (stop := take(text, at)) < len(text):
        in_vain = 0 if stop > at else in_vain + 1
        at = len(text) if in_vain > _PATIENCE else text.index(end, stop) + len(end)
        parser.Parse(text[stop:at].encode(), False)


def is_unusual(block: bytes) -> bool:
    """Are there comments, literal sections or instructions, besides the XML declaration at the start?"""
    return (b"!" in block and b"<!" in block) or (block.find(b"?", 4) >= 0 and block.find(b"<?", 4) >= 0)
