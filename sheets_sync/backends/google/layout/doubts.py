"""Tabs with our names but not our headers: they may be somebody's own, so nothing is added to them."""

from collections.abc import Sequence

from sheets_sync.backends.google.layout.sheet import Sheet
from sheets_sync.backends.google.reading.memory import TAB
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.text import key_of


def refuse_unless_ours(layout: TabLayout, sheet: Sheet) -> None:
    """Raise a Refusal where the tab cannot be the one of the layout, or has lost its headers."""
    if not sheet.is_grid:
        raise _refusal(f"The tab {layout.name} is a chart, not a table. Rename it")
    is_marked = layout.name in sheet.tags(TAB)
    if layout.is_page:
        if not is_marked and not _lines_known(layout, sheet):
            raise _refusal(f"The tab {layout.name} holds something else than our page. Rename it")
    elif is_marked:
        _refuse_lost_headers(layout, sheet)
    elif 2 * _headers_known(layout, sheet) < len(layout.columns):
        raise _refusal(
            f"Row 1 of the tab {layout.name} is not its headers. Put them there, or rename the tab"
        )


def refuse_taken_name(layout: TabLayout, sheets: Sequence[Sheet]) -> None:
    """Raise a Refusal where the name of a tab to be added was given to another tab of ours."""
    if any(key_of(sheet.title) == layout.name for sheet in sheets):
        raise _refusal(f"Another tab of the program is called {layout.name} now. Give it its own name back")


def _refuse_lost_headers(layout: TabLayout, sheet: Sheet) -> None:
    """Raise a Refusal where a tab of ours has values, but row 1 is blank or is no longer its headers.

    Headers that people have all put into other words still have their notes.
    """
    if not any(True for _ in sheet.filled()):
        return
    top = [sheet.cell(0, place) for place in range(sheet.width)]
    if not any(cell.get("userEnteredValue") for cell in top):
        raise _refusal(f"Row 1 of the tab {layout.name} is blank. Undo that, so that its headers stand there")
    if not _headers_known(layout, sheet) and not any(cell.get("note") for cell in top):
        raise _refusal(f"Row 1 of the tab {layout.name} is no longer its headers. Put them back there")


def _headers_known(layout: TabLayout, sheet: Sheet) -> int:
    texts = {sheet.text(0, place) for place in range(sheet.width)}
    return sum(not texts.isdisjoint(column.spellings) for column in layout.columns)


def _lines_known(layout: TabLayout, sheet: Sheet) -> bool:
    texts = {sheet.text(row, 0) for row in range(sheet.height)}
    return any(key_of(str(row.values[0])) in texts for row in layout.rows)


def _refusal(sentence: str) -> Refusal:
    return Refusal(Exit.FIX_NEEDED, f"{sentence}, then run init again. Nothing was changed.")
