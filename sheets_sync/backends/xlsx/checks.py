"""What is refused before any XML is parsed: wrong files, macros, bombs, document types, too many rows."""

import re
from collections.abc import Iterable

from sheets_sync.backends.xlsx.package import UNUSUAL, Package, Unreadable, open_package

MAX_FILE = 100 << 20
MAX_UNPACKED = 256 << 20  # of XML; 100,000 rows of 15 cells take a quarter of it
MAX_ROWS = 200_000
MAX_TAGS = 40_000_000  # bounds the time a parser needs, whatever the tags are
_SMALL = 8 << 20  # a part up to this size may shrink as well as it likes
_MAX_RATIO = 200

TOO_BIG = "unpacks to more than an ordinary workbook would; check where it comes from"
TOO_MANY_ROWS = f"has a tab of more than {MAX_ROWS:,} rows; delete the empty rows below the data"

_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)""")


def checked(data: bytes) -> Package:
    """Return the parts of a workbook; Unreadable if it is not one that can be read safely."""
    _refuse_other_files(data)
    package = open_package(data)
    _refuse_other_zips(package)
    _refuse_bombs(package)
    left = MAX_TAGS
    for name in package.parts:
        if name.endswith(_XML):
            left = _scanned(package.blocks(name), left)
    return package


def _refuse_other_files(data: bytes) -> None:
    if data.startswith(b"PK\3\4"):
        return
    if not data:
        raise Unreadable("is empty (0 bytes); restore it from a backup")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_ole_reason(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Unreadable("is no Excel workbook but a web page or other text; download it again as .xlsx")
    raise Unreadable("is no Excel workbook; save it as .xlsx")


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password; remove the password and save it again"
    return "is a workbook of the old kind (.xls); open it and save it as .xlsx"


def _refuse_other_zips(package: Package) -> None:
    names = package.parts
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        raise Unreadable("is a zip file but no Excel workbook; save it as .xlsx")
    types = package.read("[Content_Types].xml", _SMALL)
    if b"sheet.binary" in types:
        raise Unreadable("is a binary workbook (.xlsb); save it as .xlsx")
    if b"macroEnabled.main" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("holds macros (.xlsm); save it as .xlsx without macros")


def _refuse_bombs(package: Package) -> None:
    """Refuse by what the directory says; `Package.blocks` refuses whatever turns out otherwise."""
    parts = package.parts.items()
    xml = sum(part.unpacked for name, part in parts if name.endswith(_XML))
    bomb = any(part.unpacked > max(_SMALL, part.packed * _MAX_RATIO) for _, part in parts)
    if bomb or xml > MAX_UNPACKED:
        raise Unreadable(TOO_BIG)


def _scanned(blocks: Iterable[bytes], tags_left: int) -> int:
    """Look through one XML part as bytes and return how many more tags are allowed."""
    rows, tail, is_sheet = 0, b"", None
    for block in blocks:
        if is_sheet is None:
            _refuse_encodings(block)
            is_sheet = b"worksheet" in block[:4096]
        if b"<!DOCTYPE" in (window := tail + block) or b"<!ENTITY" in window:
            raise Unreadable("declares a document type inside, which no ordinary workbook does")
        tail = block[-9:]
        tags_left -= block.count(b"<")
        rows += block.count(b"<row ") + block.count(b":row ") if is_sheet else 0
        if rows > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        if tags_left < 0:
            raise Unreadable(TOO_BIG)
    return tags_left


def _refuse_encodings(beginning: bytes) -> None:
    declared = _DECLARED.match(beginning[:200])
    utf16 = beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in beginning[:4]
    if utf16 or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        raise Unreadable(UNUSUAL)
