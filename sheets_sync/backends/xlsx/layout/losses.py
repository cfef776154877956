"""What openpyxl's loading and saving would lose of a workbook, so that it is only done where that is nothing.

Everything it is known to keep is listed here; whatever else turns up counts as lost, known or not.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.parsers.expat import ParserCreate

from sheets_sync.backends.xlsx.container.checks import checked
from sheets_sync.backends.xlsx.container.files import bytes_of, judged
from sheets_sync.backends.xlsx.reading.workbook import Sheet, Workbook, open_workbook

_KEPT_PARTS = re.compile(
    r"""\[content_types\]\.xml | _rels/\.rels | docprops/(app|core|custom)\.xml
    | xl/(workbook|styles|sharedstrings)\.xml | xl/_rels/workbook\.xml\.rels | xl/theme/theme\d*\.xml
    | xl/worksheets/[^/]+\.xml | xl/worksheets/_rels/[^/]+\.rels | xl/tables/[^/]+\.xml
    | xl/(comments/)?comments?\d*\.xml | xl/drawings/[^/]+\.(vml|xml)""",
    re.VERBOSE,
)
# Made anew by every program, of this computer's printer, or empty without a part that is looked at.
_TRIFLING_PARTS = re.compile(
    r"xl/calcchain\.xml|xl/printersettings/.*|docprops/thumbnail\..*|xl/persons/.*|.*/"
)
_PARTS = {
    "xl/media/": "pictures",
    "xl/charts/": "charts",
    "xl/chartsheets/": "chart sheets",
    "xl/diagrams/": "diagrams",
    "xl/pivot": "pivot tables",
    "xl/slicer": "slicers",
    "xl/timeline": "timelines",
    "xl/threadedcomments/": "comments with answers",
    "xl/vba": "macros",
    "xl/activex/": "form controls",
    "xl/ctrlprops/": "form controls",
    "xl/externallinks/": "links to other workbooks",
    "xl/embeddings/": "embedded files",
    "xl/connections": "connections to data",
    "xl/querytables/": "connections to data",
    "xl/featurepropertybag/": "checkboxes inside cells",
    "xl/richdata/": "pictures or data types inside cells",
    "xl/metadata": "formulas that fill several cells",
    "customxml/": "custom XML",
    "docmetadata/": "a sensitivity label",
    "_xmlsignatures/": "a signature",
}

_KEPT_IN_SHEETS = frozenset(
    re.findall(
        r"\w+",
        """worksheet sheetPr tabColor outlinePr pageSetUpPr dimension sheetViews sheetView pane selection
        sheetFormatPr cols col sheetData row c v is t f sheetProtection autoFilter filterColumn filters filter
        customFilters customFilter dateGroupItem top10 dynamicFilter colorFilter iconFilter sortState
        sortCondition mergeCells mergeCell conditionalFormatting cfRule formula colorScale dataBar iconSet
        cfvo color dataValidations dataValidation formula1 formula2 hyperlinks hyperlink printOptions
        pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter
        rowBreaks colBreaks brk drawing legacyDrawing tableParts tablePart ignoredErrors ignoredError
        phoneticPr""",
    )
)
_ONLY_TICKS = ("TRUE()", "FALSE()")  # what LibreOffice makes of TRUE and FALSE
_IN_SHEETS = {
    "r": "text in several fonts or colours",
    "rPh": "signs for pronunciation",
    "extLst": "features of newer programs, such as sparklines",
    "AlternateContent": "form controls",
    "controls": "form controls",
    "oleObjects": "embedded files",
    "picture": "a picture behind the cells",
    "legacyDrawingHF": "pictures in the page header",
    "protectedRanges": "ranges that some people may edit",
    "scenarios": "scenarios",
    "customSheetViews": "views of your own",
    "dataConsolidate": "consolidated data",
}
_KEPT_IN_WORKBOOK = frozenset(
    re.findall(
        r"\w+",
        """fileVersion workbookPr workbookProtection bookViews sheets definedNames calcPr
        AlternateContent revisionPtr extLst fileRecoveryPr""",
    )
)
_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What hangs on cells in a drawing, or is drawn like a note but is none.
_DRAWN = re.compile(rb"<\w*:?\w+Anchor\b|ObjectType=\"(?!Note\")")


def what_would_be_lost(path: Path) -> list[str]:
    """Return what loading and saving the workbook would lose, in people's words; [] if nothing."""
    data = bytes_of(path)
    with judged(path.name):
        return losses(open_workbook(checked(data)))


def losses(book: Workbook) -> list[str]:
    """Return what loading and saving this workbook would lose, each once."""
    return list(dict.fromkeys(_losses(book)))


def _losses(book: Workbook) -> Iterator[str]:
    yield from _lost_parts(book)
    if not book.root.tag.startswith(f"{{{_TRANSITIONAL}}}"):
        yield "its strict form (saved as Strict Open XML)"
    yield from (
        f"settings of the workbook ({_local(child)})"
        for child in book.root
        if _local(child) not in _KEPT_IN_WORKBOOK
    )
    for sheet in book.sheets:
        yield from (f"{lost} in the tab {sheet.name}" for lost in _lost_in(book, sheet))
    yield from _lost_beside(book)


def _lost_parts(book: Workbook) -> Iterator[str]:
    for name in book.package.parts:
        if not _KEPT_PARTS.fullmatch(name) and not _TRIFLING_PARTS.fullmatch(name):
            yield next((word for start, word in _PARTS.items() if name.startswith(start)), f"the part {name}")


def _lost_in(book: Workbook, sheet: Sheet) -> Iterator[str]:
    for name, attributes, text in _tags(book, sheet.part):
        space, _, local = name.rpartition("}")
        if local not in _KEPT_IN_SHEETS or space != _TRANSITIONAL:
            yield _IN_SHEETS.get(local, f"something unknown ({local})")
        elif local == "f" and text not in _ONLY_TICKS:
            yield "results of formulas"
        elif local == "c" and ("cm" in attributes or "vm" in attributes):
            yield "data types, or formulas that fill several cells,"


def _lost_beside(book: Workbook) -> Iterator[str]:
    """Yield what would be lost of the parts that the tabs share or refer to."""
    strings, styles = book.related("sharedStrings"), book.related("styles")
    if strings and _has(book, strings, ("r", "rPh")):
        yield _IN_SHEETS["r"]
    if styles and _has(book, styles, ("tableStyle",)):
        yield "table styles of your own"
    for part in book.package.parts:
        if part.startswith("xl/drawings/") and _DRAWN.search(book.package.read(part)):
            yield "pictures, charts or shapes"
        if part.startswith("xl/tables/") and _has(book, part, ("extLst",)):
            yield "descriptions of tables"


def _has(book: Workbook, part: str, wanted: tuple[str, ...]) -> bool:
    return any(name.rpartition("}")[2] in wanted for name, _, _ in _tags(book, part))


def _tags(book: Workbook, part: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield every tag of a part with its attributes, or, where it is a formula, its text."""
    found: list[tuple[str, dict[str, str], str]] = []
    texts: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        texts.clear()
        if not name.endswith("}f"):
            found.append((name, attributes, ""))

    def end(name: str) -> None:
        if name.endswith("}f"):
            found.append((name, {}, "".join(texts)))

    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = texts.append
    for block in book.package.blocks(part):
        parser.Parse(block, False)
        yield from found
        found.clear()
    parser.Parse(b"", True)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
