"""The workbook around its tabs: their names and parts, the date system, shared strings and styles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sheets_sync.backends.xlsx.container.package import DAMAGED, UNUSUAL, Package, Unreadable
from sheets_sync.backends.xlsx.container.prologs import utf8
from sheets_sync.backends.xlsx.reading.formats import Shown, shown_as
from sheets_sync.backends.xlsx.reading.texts import shared_strings
from sheets_sync.backends.xlsx.reading.values import Values
from sheets_sync.spreadsheet.snapshot import EPOCH_1900, EPOCH_1904

_LARGEST = 32 << 20  # of the parts that are read into a tree
_MOST_TAGS = 1_000_000
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part that another refers to, under an id."""

    id: str
    kind: str  # the last word of its type: worksheet, styles, …
    target: str  # the part's name in the zip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: the name on its tab and its part."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True)
class Workbook:
    """A package seen as a workbook."""

    package: Package
    part: str

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """The parts that the workbook refers to."""
        return tuple(relationships(self.package, self.part))

    @cached_property
    def root(self) -> Element:
        """The workbook part as a tree."""
        return tree(self.package, self.part)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets in the order of their tabs, hidden ones too, without chart sheets."""
        parts = {found.id: found.target for found in self.relationships if found.kind == "worksheet"}
        found = [sheet for sheet in self.root.iterfind("{*}sheets/{*}sheet") if _id(sheet) in parts]
        names = [sheet.get("name", "") for sheet in found]
        if len(set(names)) < len(names):
            raise Unreadable(DAMAGED)
        hidden = [sheet.get("state", "visible") != "visible" for sheet in found]
        return tuple(map(Sheet, names, [parts[_id(sheet)] for sheet in found], hidden))

    @cached_property
    def epoch(self) -> date:
        """Day zero of the dates that are stored as numbers."""
        settings = self.root.find("{*}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in _TRUE
        return EPOCH_1904 if since_1904 else EPOCH_1900

    @cached_property
    def values(self) -> Values:
        """What reads the workbook's cells."""
        part = self.related("sharedStrings")
        strings = shared_strings(utf8(self.package, part)) if part else []
        return Values(strings, self.shown, self.epoch)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """What each cell style makes of a number."""
        part = self.related("styles")
        return tuple(_shown(tree(self.package, part))) if part else ()

    def related(self, kind: str) -> str | None:
        """Return the name of the one part of this kind, if there is one."""
        targets = (found.target for found in self.relationships if found.kind == kind)
        return next((target for target in targets if target in self.package), None)


def open_workbook(package: Package) -> Workbook:
    """Return the workbook inside a package; Unreadable if there is none."""
    main = [found.target for found in relationships(package, "") if found.kind == "officeDocument"]
    if len(main) != 1 or main[0] not in package:
        raise Unreadable("is a zip file but no Excel workbook; save it as .xlsx")
    workbook = Workbook(package, main[0])
    if not workbook.root.tag.endswith("}workbook"):
        raise Unreadable("is an Office file but no Excel workbook; save it as .xlsx")
    return workbook


def relationships(package: Package, part: str) -> Iterator[Relationship]:
    """Yield what a part refers to inside the zip; the empty name is the zip itself."""
    name = join(dirname(part), "_rels", f"{basename(part)}.rels")
    if name not in package:
        return
    for found in tree(package, name).iterfind("{*}Relationship"):
        if found.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), unquote(found.get("Target", "")))).lstrip("/")
            yield Relationship(found.get("Id", ""), found.get("Type", "").rpartition("/")[2], target)


def tree(package: Package, part: str) -> Element:
    """Return one of the smaller parts as a tree; Unreadable if it is not small."""
    if package.unpacked(part) > _LARGEST:
        raise Unreadable(UNUSUAL)
    content = b"".join(utf8(package, part))
    if content.count(b"<") > _MOST_TAGS:
        raise Unreadable(UNUSUAL)
    return ElementTree.fromstring(content)


def _id(sheet: Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _shown(styles: Element) -> Iterator[Shown]:
    codes = {
        int(found.get("numFmtId", "0")): found.get("formatCode")
        for found in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number_format = int(style.get("numFmtId", "0"))
        yield shown_as(number_format, codes.get(number_format))
