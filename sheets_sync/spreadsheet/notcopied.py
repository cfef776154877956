"""What a copy has not, or not as it was: a sentence for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.spreadsheet.copied import Kind, losses
from sheets_sync.spreadsheet.notes import OURS
from sheets_sync.spreadsheet.snapshot import Snapshot, Tab
from sheets_sync.spreadsheet.text import counted, key_of

_LOSSES = {
    "formula": "Formulas that became the values they showed: {}.",
    "error": "Cells with an error, such as #REF!, that became text: {}.",
    "date": "Dates too early for a workbook that became text: {}.",
    "number": "Numbers too large for any cell that became text: {}.",
}


def told_of_tabs(found: Mapping[str, Tab | None]) -> Iterator[str]:
    """Yield which tabs of ours are new, and which have their own names again."""
    missing = [name for name, tab in found.items() if tab is None]
    if missing:
        yield f"Not there, so made as init would make them: {', '.join(missing)}."
    for name, tab in found.items():
        if tab and key_of(tab.name) != name:
            yield f"The tab {tab.name} is called {name} again."


def told_of_titles(tabs: Sequence[Tab], titles: Sequence[str], snapshot: Snapshot) -> Iterator[str]:
    """Yield which of people's own tabs have another title in the copy."""
    forms = snapshot.get("forms")
    named = {key_of(str(cell)) for row in forms.rows for cell in row.values} if forms else set()
    for tab, title in zip(tabs, titles, strict=True):
        if tab.name != title:
            also = " Write that into forms, too." if key_of(tab.name) in named else ""
            yield f"The tab {tab.name} has to be called {title} there.{also}"


def told_of_cells(snapshot: Snapshot, kind: Kind) -> Iterator[str]:
    """Yield how many values became others, and what hangs on cells and is left behind."""
    lost = Counter(
        loss for tab in snapshot for row in tab.rows for cell in row.values for loss in losses(cell, kind)
    )
    for loss, sentence in _LOSSES.items():
        if count := lost[loss]:
            yield sentence.format(count)
    hidden = sum(len(tab.hidden_rows) + len(tab.hidden_columns) for tab in snapshot)
    if hidden:
        yield f"Hidden rows and columns ({hidden}) can be seen in the copy."
    notes = sum(
        not text.startswith(OURS) and cell.row > 1 for tab in snapshot for cell, text in tab.notes.items()
    )
    counted_notes = f"{counted(notes, 'note')}, " if notes else ""
    yield f"Not copied of yours: {counted_notes}comments, colours, drop-downs, charts, filters and rights."
