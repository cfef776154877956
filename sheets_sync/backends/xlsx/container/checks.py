"""What is refused before any XML is parsed: wrong files, macros, bombs, document types, too many rows."""

from sheets_sync.backends.xlsx.container.package import Package, Unreadable, open_package
from sheets_sync.backends.xlsx.container.prologs import refuse_document_type

MAX_FILE = 100 << 20
MAX_UNPACKED = 256 << 20  # of XML; 100,000 rows of 15 cells take a quarter of it
MAX_ROWS = 200_000
MAX_TAGS = 24_000_000  # of one part; bounds the time a parser needs, whatever the tags are
_LARGE = 16 << 20  # from here on, rows and tags are counted before they are parsed
_SMALL = 8 << 20  # a part up to this size may shrink as well as it likes
_MAX_RATIO = 200

TOO_BIG = "unpacks to more than an ordinary workbook would; check where it comes from"
TOO_MANY_ROWS = f"has a tab of more than {MAX_ROWS:,} rows; delete the empty rows below the data"

_XML = (".xml", ".rels", ".vml")


def checked(data: bytes) -> Package:
    """Return the parts of a workbook; Unreadable if it is not one that can be read safely."""
    package = package_of(data)
    for name in package.parts:
        if name.endswith(_XML):
            refuse_document_type(package, name)
            _refuse_many_rows(package, name)
    return package


def package_of(data: bytes) -> Package:
    """Return the parts of a workbook, none of them looked into; Unreadable if it is another file."""
    _refuse_other_files(data)
    package = open_package(data)
    _refuse_bombs(package)
    _refuse_other_zips(package)
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
    types = package.read("[Content_Types].xml")
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


def _refuse_many_rows(package: Package, name: str) -> None:
    """Count the rows and tags of a large part by their bytes; a parser would count for minutes."""
    if package.parts[name].unpacked <= _LARGE:
        return
    rows = tags = 0
    row_tag = None
    for block in package.blocks(name):
        row_tag = row_tag or _row_tag(block)
        rows += block.count(row_tag)
        tags += block.count(b"<")
        if rows > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        if tags > MAX_TAGS:
            raise Unreadable(TOO_BIG)


def _row_tag(beginning: bytes) -> bytes:
    """Return how a worksheet writes its row tags."""
    return b":row " if b":worksheet" in beginning[:4096] else b"<row "
