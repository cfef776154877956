"""Every formula of a spreadsheet, in cells and in rules, rewritten when what it refers to moves."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from .references import Reference, rewritten, translated
from .spreadsheet import Cell, Row, Sheet, Spreadsheet

Follow = Callable[[Reference, Sheet], Reference | None]  # a reference, and the tab it stands in


def follow_everywhere(spreadsheet: Spreadsheet, follow: Follow) -> None:
    """Rewrite all formulas; the result that a test gave a formula stays with it (facts §3: ranges follow)."""
    for sheet in spreadsheet.sheets:
        _follow_in_sheet(spreadsheet, sheet, follow)


def _follow_in_sheet(spreadsheet: Spreadsheet, sheet: Sheet, follow: Follow) -> None:
    known: dict[str, str] = {}

    def rewrite(formula: str) -> str:
        if formula not in known:
            known[formula] = rewritten(formula, lambda found: follow(found, sheet))
            if formula in spreadsheet.results:
                spreadsheet.results.setdefault(known[formula], spreadsheet.results[formula])
        return known[formula]

    for kind in ("conditionalFormats", "filterViews"):
        sheet.attached[kind] = [in_rules(thing, rewrite) for thing in sheet.attached[kind]]
    for at, row in enumerate(sheet.rows):
        if changed := _changed_cells(row, rewrite):
            sheet.rows[at] = replace(row, cells={**row.cells, **changed})


def _changed_cells(row: Row, rewrite: Callable[[str], str]) -> dict[int, Cell]:
    changed = {key: in_cell(cell, rewrite) for key, cell in _with_formulas(row)}
    return {key: cell for key, cell in changed.items() if cell != row.cells[key]}


def _with_formulas(row: Row) -> Iterable[tuple[int, Cell]]:
    for key, cell in row.cells.items():
        if "formulaValue" in cell.get("userEnteredValue", ()) or _has_formula(cell.get("dataValidation")):
            yield key, cell


def _has_formula(rule: Any) -> bool:
    values = rule["condition"].get("values", ()) if rule and "condition" in rule else ()
    return any(str(value.get("userEnteredValue", "")).startswith("=") for value in values)


def carried(cell: Cell, down: int, right: int) -> Cell:
    """Return the cell as it is that far below and to the right: its relative references go along."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if not formula:
        return cell
    return {**cell, "userEnteredValue": {"formulaValue": translated(formula, down, right)}}


def in_cell(cell: Cell, rewrite: Callable[[str], str]) -> Cell:
    """Return the cell with its formula, and those in its validation rule, rewritten."""
    new = dict(cell)
    if formula := cell.get("userEnteredValue", {}).get("formulaValue"):
        new["userEnteredValue"] = {"formulaValue": rewrite(formula)}
    if "dataValidation" in cell:
        new["dataValidation"] = in_rules(cell["dataValidation"], rewrite)
    return new


def in_rules(value: Any, rewrite: Callable[[str], str]) -> Any:
    """Return a rule with the formulas among its conditions' values rewritten."""
    if isinstance(value, list):
        return [in_rules(item, rewrite) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _condition_value(key, item, rewrite) for key, item in value.items()}


def _condition_value(key: str, item: Any, rewrite: Callable[[str], str]) -> Any:
    if key == "userEnteredValue" and isinstance(item, str) and item.startswith("="):
        return rewrite(item)
    return in_rules(item, rewrite)


def with_renamed_tab(spreadsheet: Spreadsheet, old: str, new: str) -> None:
    """Let formulas name a tab by its new title."""

    def follow(found: Reference, sheet: Sheet) -> Reference:
        return replace(found, title=new) if _names(found, old) else found

    follow_everywhere(spreadsheet, follow)


def without_tab(spreadsheet: Spreadsheet, title: str) -> None:
    """Let formulas that name a tab show #REF!."""
    follow_everywhere(spreadsheet, lambda found, sheet: None if _names(found, title) else found)


def _names(found: Reference, title: str) -> bool:
    return found.title is not None and found.title.lower() == title.lower()


def refers_to(found: Reference, sheet: Sheet, target: Sheet) -> bool:
    """Tell whether a reference that stands in one tab means cells of another, or of its own."""
    return sheet is target if found.title is None else _names(found, target.title)
