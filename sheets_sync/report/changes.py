"""What a run changes, line by line."""

from collections.abc import Iterator
from datetime import date

from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import counted

# Columns whose values are words of the tool's own; the others may hold people's text.
_OPEN_COLUMNS = ("status", "suggested_selection", "announced_on", "proposed_on", "due_on", "source")


def plan_as_text(changes: ChangeSet) -> Iterator[str]:
    """Yield a line for each changed row (~), new row (+) and rewritten tab, and the totals last."""
    rows: dict[tuple[str, int], list[CellEdit]] = {}
    for edit in changes.edits:
        rows.setdefault((edit.cell.tab, edit.cell.row), []).append(edit)
    for (tab, number), edits in rows.items():
        yield f"~ {tab} row {number}  {_row_key(edits[0])}: {', '.join(map(_change, edits))}"
    for row in changes.new_rows:
        if row.tab != "log":
            yield f"+ {row.tab}  {row.called}".rstrip()
    yield from (f"~ {replaced.tab}: {counted(len(replaced.rows), 'row')}" for replaced in changes.replaced)
    yield change_totals(changes)


def _row_key(edit: CellEdit) -> str:
    return " ".join(part for part in edit.key if "@" not in part)  # no addresses in cron's mail


def _change(edit: CellEdit) -> str:
    if edit.column not in _OPEN_COLUMNS:
        return edit.column
    return f"{edit.column} {_shown_before(edit)} → {as_text(edit.after) or '(blank)'}"


def _shown_before(edit: CellEdit) -> str:
    """Return what stood there, if it is the tool's own word or a day; what people typed stays in the log."""
    if edit.before in (None, ""):
        return "(blank)"
    named_so = (schema for schema in load_schemas().values() if edit.column in schema.by_name)
    words = {word for schema in named_so for word in schema.column(edit.column).options}
    is_ours = isinstance(edit.before, date) or edit.before in words
    return as_text(edit.before) if is_ours and isinstance(edit.before, Plain) else "(something else)"


def change_totals(changes: ChangeSet) -> str:
    """Return how much the plan changes, in one line."""
    new_rows = sum(row.tab != "log" for row in changes.new_rows)
    logged = len(changes.new_rows) - new_rows
    parts = [
        counted(len(changes.edits), "changed cell"),
        counted(new_rows, "new row"),
        *([f"{counted(logged, 'line')} in the log"] if logged else []),
        *([counted(len(changes.notes), "note")] if changes.notes else []),
    ]
    return ", ".join(parts) if changes else "Nothing to change."


def waiting_as_text(count: int) -> str:
    """Return what a run says when people moved rows or edited cells while it wrote."""
    return (
        f"{counted(count, 'change')} must wait for the next run: people were at work on those rows just now."
    )
