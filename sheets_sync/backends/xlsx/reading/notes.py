"""The notes that cells carry, from the part that holds a tab's comments."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sheets_sync.backends.xlsx.reading.texts import decoded
from sheets_sync.backends.xlsx.reading.workbook import Sheet, Workbook, relationships, tree
from sheets_sync.spreadsheet.a1 import column_number
from sheets_sync.spreadsheet.snapshot import CellRef


def notes_of(workbook: Workbook, sheet: Sheet) -> Mapping[CellRef, str]:
    """Return the text of each note in a tab, by its cell."""
    package = workbook.package
    parts = [found.target for found in relationships(package, sheet.part) if found.kind == "comments"]
    found = dict(
        note for part in parts if part in package for note in _notes(tree(package, part), sheet.name)
    )
    return MappingProxyType(found)


def _notes(root: Element, tab: str) -> Iterator[tuple[CellRef, str]]:
    for comment in root.iterfind("{*}commentList/{*}comment"):
        place = comment.get("ref", "")
        letters = place.rstrip("0123456789")
        row = int(place[len(letters) :])
        runs = [*comment.iterfind("{*}text/{*}t"), *comment.iterfind("{*}text/{*}r/{*}t")]
        yield CellRef(tab, row, column_number(letters)), decoded("".join(run.text or "" for run in runs))
