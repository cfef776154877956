"""The parts around the worksheets: tabs shown, formulas computed on opening, the calculation chain gone."""

from collections.abc import Collection, Iterator

from sheets_sync.backends.xlsx.container.package import DAMAGED, Unreadable
from sheets_sync.backends.xlsx.container.tags import (
    Element,
    Splice,
    elements,
    spliced,
    start_tag,
    with_attributes,
)
from sheets_sync.backends.xlsx.reading.workbook import Workbook

_BEFORE_CALCULATION = (
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)  # in the schema's order


def with_tabs_shown(data: bytes, names: Collection[str]) -> bytes:
    """Return the workbook part with no tab of these names hidden; ValueError if there is no such tab."""
    sheets = {
        element.attributes.get("name", ""): element
        for element in elements(data, "sheet")
        if "sheetId" in element.attributes
    }
    if missing := set(names) - set(sheets):
        raise ValueError(f"no tab is called {sorted(missing)[0]}")
    hidden = (sheets[name] for name in names if sheets[name].attributes.get("state", "visible") != "visible")
    return spliced(data, [_retagged(data, sheet, {"state": None}) for sheet in hidden])


def with_recalculation(data: bytes) -> bytes:
    """Return the workbook part so that spreadsheet programs compute every formula when they open it."""
    found = elements(data, "calcPr", *_BEFORE_CALCULATION)
    calculation = next((element for element in found if element.name == "calcPr"), None)
    if calculation is None:
        last = max((element.end for element in found), default=None)
        if last is None:
            raise Unreadable(DAMAGED)
        new = f'<{found[0].prefix}calcPr fullCalcOnLoad="1"/>'.encode()
        return spliced(data, [Splice(last, last, new)])
    if calculation.attributes.get("fullCalcOnLoad") in ("1", "true"):
        return data
    return spliced(data, [_retagged(data, calculation, {"fullCalcOnLoad": "1"})])


def without_calculation_chain(workbook: Workbook) -> tuple[str | None, dict[str, bytes]]:
    """Return the name of the chain's part, if there is one, and the parts that mention it without it.

    It lists every formula; where one is gone that it still lists, Excel calls the workbook damaged.
    """
    chain, package = workbook.related("calcChain"), workbook.package
    if chain is None:
        return None, {}
    mentions = {"[Content_Types].xml": "Override", _relationships_of(workbook.part): "Relationship"}
    return chain, {
        name: _without(package.read(name), list(_mentions(package.read(name), tag, chain)))
        for name, tag in mentions.items()
    }


def needs_recalculation(workbook: Workbook) -> bool:
    """Tell whether any worksheet of the workbook holds a formula, whose value may no longer be right."""
    return any(_has_formula_tag(workbook, sheet.part) for sheet in workbook.sheets)


def _has_formula_tag(workbook: Workbook, part: str) -> bool:
    tail, tags = b"", None
    for block in workbook.package.blocks(part):
        if tags is None:
            tags = (b":f>", b":f ", b":f/") if b":worksheet" in block[:4096] else (b"<f>", b"<f ", b"<f/")
        if any(tag in tail + block[:4] or tag in block for tag in tags):
            return True
        tail = block[-4:]
    return False


def _retagged(data: bytes, element: Element, changes: dict[str, str | None]) -> Splice:
    return Splice(element.start, element.inside, with_attributes(start_tag(data, element), changes))


def _mentions(data: bytes, tag: str, part: str) -> Iterator[Element]:
    for element in elements(data, tag):
        name = element.attributes.get("PartName", "").lstrip("/").lower()
        if name == part.lower() or element.attributes.get("Type", "").endswith("/calcChain"):
            yield element


def _without(data: bytes, gone: list[Element]) -> bytes:
    return spliced(data, [Splice(element.start, element.end, b"") for element in gone])


def _relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
