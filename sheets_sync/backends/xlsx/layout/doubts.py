"""Tabs with our names but not our headers: they may be somebody's own, so nothing is added to them."""

from sheets_sync.backends.xlsx.layout.oldtab import OldTab
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.text import key_of


def refuse_unless_ours(tab: OldTab) -> None:
    """Raise a Refusal where a tab holds something, but not what a tab of this name holds."""
    name, columns = tab.layout.name, tab.layout.columns
    if not tab.last_row:
        return
    if tab.layout.is_page:
        lines = {key_of(str(row.values[0])) for row in tab.layout.rows}
        if lines.isdisjoint(tab.rows_by_name()):
            raise _refusal(f"The tab {name} holds something else than our page. Rename it")
    elif 2 * len(tab.places) < len(columns):
        raise _refusal(f"Row 1 of the tab {name} is not its headers. Put them there, or rename the tab")


def _refusal(sentence: str) -> Refusal:
    return Refusal(Exit.FIX_NEEDED, f"{sentence}, then run init again. Nothing was changed.")
