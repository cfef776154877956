"""The drop-downs and messages of cells, as an .xlsx keeps them: data validations and named lists."""

from collections.abc import Iterable, Iterator

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.spreadsheet.a1 import column_letters, tab_name
from sheets_sync.spreadsheet.look import CellLayout, Choices, Format, Limits, TabLayout

LAST_ROW = 1_048_576  # of every sheet: a drop-down reaches the rows that people will add
_LISTED_ROWS = 10_000  # how far down a list is looked for in another tab
_LONGEST_LIST = 255  # Excel calls a file damaged whose list, title or message is longer
_LONGEST_MESSAGE = 225
_DATES_FROM = "DATE(2000,1,1)"  # a formula: a plain number means another day where dates count from 1904
_TICKS = Choices(("TRUE", "FALSE"), strict=True)


def validation_of(cells: CellLayout) -> DataValidation | None:
    """Return what the cells take, offer and say, or None where that is anything."""
    choices = _TICKS if cells.format is Format.TICK and not cells.tool_owned else cells.choices
    if choices:
        found = _choice(choices)
    elif cells.limits:
        found = _number(cells.limits)
    elif cells.format in (Format.DATE, Format.DATE_TIME) and not cells.tool_owned:
        found = _date(cells.format)
    else:
        found = DataValidation() if cells.hint else None
    if found is not None and cells.hint:
        found.showInputMessage, found.prompt = True, _short(cells.hint)
    return found


def _choice(choices: Choices) -> DataValidation:
    listed = ",".join(choices.words)
    if choices.source:
        formula = list_name(*choices.source)
    elif any("," in word for word in choices.words) or len(listed) > _LONGEST_LIST:
        # A list inside a validation is split at every comma: offered as words to type instead.
        return DataValidation(showInputMessage=True, prompt=_short("One of: " + " / ".join(choices.words)))
    else:
        formula = f'"{listed}"'
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=not choices.several,
        errorStyle="stop" if choices.strict else "warning",
        errorTitle="Not in the list",
        error=_short(_advice(choices)),
    )


def _advice(choices: Choices) -> str:
    if choices.source:
        return f"It does not stand in the tab {choices.source[0]}. Keep it all the same?"
    return "Please choose one of: " + ", ".join(choices.words)


def _number(limits: Limits) -> DataValidation:
    kind = "whole number" if limits.whole else "number"
    return DataValidation(
        type="whole" if limits.whole else "decimal",
        operator="between",
        formula1=f"{limits.low:.10g}",
        formula2=f"{limits.high:.10g}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Another number, please",
        error=f"Please type a {kind} from {limits.low:,} to {limits.high:,}.",
    )


def _date(shown_as: Format) -> DataValidation:
    example = "2027-03-31" if shown_as is Format.DATE else "2027-03-31 14:30"
    return DataValidation(
        type="date",
        operator="greaterThanOrEqual",
        formula1=_DATES_FROM,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a date",
        error=f"Please type a date, such as {example}.",
    )


def list_name(tab: str, column: str) -> str:
    """Return the workbook's name for the list in a tab's column.

    Excel moves a drop-down that points straight at another tab into an extension that other programs
    drop; one that goes through a name stays where everybody finds it.
    """
    return f"{tab}_{column}"


def sources_of(layouts: Iterable[TabLayout]) -> Iterator[tuple[str, str]]:
    """Yield each tab and column that a drop-down anywhere takes its words from."""
    found = (column.cells.choices for layout in layouts for column in layout.columns)
    yield from dict.fromkeys(choices.source for choices in found if choices and choices.source)


def list_of(tab: str, column: str, number: int) -> DefinedName:
    """Return the named list of what stands in column `number`, down to the last cell that is filled."""
    letters = column_letters(number)
    cells = f"{tab_name(tab)}!${letters}$2:${letters}${_LISTED_ROWS}"
    last = f'SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))'
    return DefinedName(
        list_name(tab, column),
        attr_text=f"{tab_name(tab)}!${letters}$2:INDEX({tab_name(tab)}!${letters}:${letters},MAX(2,{last}))",
    )


def rows_below(number: int, first: int = 2) -> str:
    """Return the address of a column's cells from row `first` to the last there can be."""
    letters = column_letters(number)
    return f"{letters}{first}:{letters}{LAST_ROW}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1].rsplit(" ", 1)[0] + "…"
