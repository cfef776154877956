"""One write in the making: the copy it works on, who writes, and what they may not touch."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from .entering import Entered
from .errors import Invalid
from .formulas import Place
from .ranges import Area
from .runs import RUNS
from .spreadsheet import Cell, Json, Sheet, Spreadsheet
from .undocumented import AS_DESCRIBED, Undocumented
from .validating import obeys

PROTECTED = (  # facts §3: protected ranges
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
FAR = 1 << 40
VALUE_FIELDS = ("userEnteredValue", *RUNS)


def _random_id() -> int:
    return random.randrange(10_000_000, 2_147_483_647)


@dataclass
class Change:
    """A write on its way; the spreadsheet is a copy that is dropped if anything is refused."""

    spreadsheet: Spreadsheet
    caller: str
    undocumented: Undocumented = AS_DESCRIBED
    by_hand: bool = False  # a person does it, not a program
    requests: tuple[Json, ...] = ()  # those of a batch, for whoever takes it back
    random_id: Callable[[], int] = field(default=_random_id)

    def fresh_id(self, wanted: int | None, taken: set[int]) -> int:
        """Return the id the caller chose, or a random free one; a taken one is refused."""
        if wanted in taken:
            raise Invalid(f"An object with id {wanted} already exists.")
        while wanted is None or wanted in taken:
            wanted = self.random_id()
        return wanted

    def touch(self, sheet: Sheet, area: Area) -> None:
        """Raise Invalid when the area has cells that are protected from the caller."""
        for protection in self._against_caller(sheet):
            if area.overlaps(_protected_area(protection)) and not _is_open(protection, area):
                raise Invalid(PROTECTED)

    def touch_gap(self, sheet: Sheet, dimension: str, at: int) -> None:
        """Raise Invalid when a line would be inserted within a protected range."""
        for protection in self._against_caller(sheet):
            area = _protected_area(protection)
            start, end = (area.top, area.bottom) if dimension == "ROWS" else (area.left, area.right)
            if (start < at or start == 0) and at < end:
                raise Invalid(PROTECTED)

    def _against_caller(self, sheet: Sheet) -> list[Json]:
        every = sheet.attached["protectedRanges"]
        return [protection for protection in every if not self.may_edit(protection)]

    def may_edit(self, protection: Json) -> bool:
        """Tell whether the caller may edit there: its editors and the owner always may (facts §3)."""
        users = protection.get("editors", {}).get("users", [])
        return (
            bool(protection.get("warningOnly"))
            or self.caller in users
            or self.caller == self.spreadsheet.owner
        )

    def enter(self, sheet: Sheet, row: int, column: int, entered: Entered) -> None:
        """Put a value into a cell and keep the rest of it; a number format comes with a typed value."""
        cell = without_value(sheet.cell(row, column))
        if entered.value:
            cell["userEnteredValue"] = entered.value
        if entered.number_format:
            old = cell.get("userEnteredFormat", {})
            cell["userEnteredFormat"] = {**old, "numberFormat": entered.number_format}
        self.put(sheet, row, column, cell)

    def put(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        """Replace one cell; whether its rules bind a program's new value is a question (undocumented)."""
        cell = self.ruled(cell)
        is_new = cell.get("userEnteredValue") != sheet.cell(row, column).get("userEnteredValue")
        if is_new and self.undocumented.strict_rules_bind_programs and not self.by_hand:
            self._refuse_disobedience(sheet, row, column, cell)
        sheet.put(row, column, cell)

    def ruled(self, cell: Cell) -> Cell:
        """Return the cell with what its rule writes into it while it is blank (undocumented)."""
        return _with_false(cell) if self.undocumented.checkboxes_start_as_false else cell

    def _refuse_disobedience(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        if not obeys(Place(self.spreadsheet, sheet), cell):
            address = sheet.address(Area(row, row + 1, column, column + 1)).rpartition("!")[2]
            raise Invalid(f"The data you entered in cell {address} violates the data validation rules.")


def without_value(cell: Cell) -> Cell:
    """Return the cell without value, and without the runs that a new value erases (discovery)."""
    return {name: item for name, item in cell.items() if name not in VALUE_FIELDS}


def _with_false(cell: Cell) -> Cell:
    """Return a blank checkbox as one that is not ticked."""
    kind = cell.get("dataValidation", {}).get("condition", {}).get("type")
    blank = kind == "BOOLEAN" and "userEnteredValue" not in cell
    return {**cell, "userEnteredValue": {"boolValue": False}} if blank else cell


def _protected_area(protection: Json) -> Area:
    """Return the protected cells; sides left open reach beyond the grid."""
    span = protection.get("range", {})
    return Area(
        span.get("startRowIndex", 0),
        span.get("endRowIndex", FAR),
        span.get("startColumnIndex", 0),
        span.get("endColumnIndex", FAR),
    )


def _is_open(protection: Json, area: Area) -> bool:
    """Tell whether the area lies in one of the ranges left unprotected in a protected tab."""
    opened = protection.get("unprotectedRanges", [])
    return any(_protected_area({"range": span}).contains(area) for span in opened)
