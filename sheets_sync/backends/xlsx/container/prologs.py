"""What stands before the first element of an XML part: the encoding, and no document type."""

import re
from collections.abc import Iterator

from sheets_sync.backends.xlsx.container.package import UNUSUAL, Package, Unreadable

_LONGEST = 1 << 16
_PLAIN = re.compile(
    rb"""(?:\xef\xbb\xbf)?"""
    rb"""(?:<\?xml\s(?:(?!encoding)[^>?])*(?:encoding\s*=\s*(?:"(?i:utf-?8)"|'(?i:utf-?8)')[^>?]*)?\?>)?"""
    rb"""(?:\s|<!--(?:(?!-->).)*-->)*<[A-Za-z_]""",
    re.DOTALL,
)
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def utf8(package: Package, name: str) -> Iterator[bytes]:
    """Yield the blocks of a part; Unreadable if it is not plain XML in UTF-8."""
    for at, block in enumerate(package.blocks(name)):
        if at == 0 and not _is_plain(block):
            raise Unreadable(UNUSUAL)
        yield block


def refuse_document_type(package: Package, name: str) -> None:
    """Refuse a part that declares a document type, which can stand nowhere but before the first element."""
    beginning = next(package.blocks(name), b"")
    if not _is_plain(beginning) and any(found in beginning for found in _DOCUMENT_TYPES):
        raise Unreadable(
            "declares a document type inside, as no ordinary workbook does; check where it comes from"
        )


def _is_plain(beginning: bytes) -> bool:
    return _PLAIN.match(beginning[:_LONGEST]) is not None
