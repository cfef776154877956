"""The layout of every tab, as its schema and the rows of other tabs ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets_sync.spreadsheet.look import (
    CellLayout,
    Choices,
    ColumnLayout,
    Format,
    Limits,
    LineKind,
    PageLine,
    StartingRow,
    TabLayout,
)
from sheets_sync.spreadsheet.schema import Column, TabSchema
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import key_of

Rows = Mapping[str, Sequence[Mapping[str, Plain]]]  # by tab; each row by column

TOOL_OWNED_HINT = "The tool fills this in. What you type here is overwritten at its next run."
SEVERAL_HINT = "Several are fine, separated by ; The list offers them one at a time."
TICK_HINT = "TRUE is a tick. FALSE or blank is none."
_FORMATS = {
    "id": Format.TEXT,
    "list": Format.TEXT,
    "date": Format.DATE,
    "date-time": Format.DATE_TIME,
    "boolean": Format.TICK,
}
_WRAPS_FROM = 30  # characters: a column this wide holds sentences
_IN_VIEW = 42  # characters: the first two columns stay in view while they leave room for others
_WIDE = 10  # columns


def layout_of(
    schemas: Mapping[str, TabSchema], rows: Rows, page: Sequence[PageLine] = ()
) -> tuple[TabLayout, ...]:
    """Return the layout of every tab; `rows` fill new tabs, and name the columns that come from rows."""
    return tuple(
        _page(schema, page) if schema.is_page else _table(schema, schemas, rows)
        for schema in schemas.values()
    )


def _table(schema: TabSchema, schemas: Mapping[str, TabSchema], rows: Rows) -> TabLayout:
    spelled = schema.spelled_out(rows)
    columns = tuple(_explained(_column(column, schema), column, row, schemas) for column, row in spelled)
    headers = tuple(column.header for column in columns)
    return TabLayout(
        name=schema.name,
        filled_by=schema.filled_by,
        columns=columns,
        rows=tuple(_row(row, headers, schema) for row in rows.get(schema.name, ())),
        hidden=schema.hidden_until_used,
        frozen_columns=_frozen_columns(columns),
    )


def _page(schema: TabSchema, page: Sequence[PageLine]) -> TabLayout:
    return TabLayout(
        name=schema.name,
        filled_by=schema.filled_by,
        columns=tuple(_column(column, schema) for column in schema.columns),
        rows=tuple(_line(line) for line in page),
        is_page=True,
    )


def _line(line: PageLine) -> StartingRow:
    return StartingRow(
        values=(line.item, line.value, line.explanation),
        needed=line.kind in (LineKind.FIGURE, LineKind.BOX),
        kind=line.kind,
        value_cell=CellLayout(Format.TICK, hint=TICK_HINT) if line.kind is LineKind.BOX else None,
    )


def _row(row: Mapping[str, Plain], headers: tuple[str, ...], schema: TabSchema) -> StartingRow:
    definition = schema.definitions.get(str(row.get(schema.key[0])))
    return StartingRow(
        values=tuple(row.get(header) for header in headers),
        needed=definition is not None,
        value_cell=_cells(Column("value", definition), schema, is_key=True) if definition else None,
    )


def _explained(
    laid_out: ColumnLayout, column: Column, row: Mapping[str, Plain], schemas: Mapping[str, TabSchema]
) -> ColumnLayout:
    """Return the column with what the row that it comes from says, if it comes from one."""
    if column.columns_from is None:
        return laid_out
    wording = row.get(schemas[column.columns_from[0]].columns[1].name)  # what it says beside its name
    return replace(laid_out, note=f"{wording}\n{column.description}" if wording else column.description)


def _column(column: Column, schema: TabSchema) -> ColumnLayout:
    needed = column.required and not column.tool_owned
    spellings = {key_of(header) for header, name in schema.headers.items() if name == column.name}
    return ColumnLayout(
        header=column.name,
        spellings=frozenset(spellings | {key_of(column.name)}),
        note=f"{column.description} Needed in every row." if needed else column.description,
        width=max(column.width, len(column.name) + 3),
        cells=_cells(column, schema, is_key=column.name in schema.key),
    )


def _cells(column: Column, schema: TabSchema, *, is_key: bool) -> CellLayout:
    cells = CellLayout(
        format=_format(column, is_key=is_key),
        tool_owned=column.tool_owned,
        wrap=column.kind in ("text", "list") and column.width >= _WRAPS_FROM,
    )
    if column.tool_owned:
        hint = "" if schema.filled_by == "tool" else TOOL_OWNED_HINT
        return replace(cells, words=column.options, hint=hint)
    return replace(cells, choices=_choices(column), limits=_limits(column), hint=_hint(column))


def _format(column: Column, *, is_key: bool) -> Format:
    if is_key and column.kind == "text":
        return Format.TEXT
    return _FORMATS.get(column.kind, Format.GENERAL)


def _choices(column: Column) -> Choices | None:
    several = column.kind == "list"
    words = tuple(column.rule["items"].get("enum", ())) if several else column.options
    if words or column.options_from:
        return Choices(words, column.options_from, strict=bool(words) and not several, several=several)
    return None


def _limits(column: Column) -> Limits | None:
    if column.kind not in ("integer", "number"):
        return None
    return Limits(column.rule["minimum"], column.rule["maximum"], whole=column.kind == "integer")


def _hint(column: Column) -> str:
    if column.kind == "boolean":
        return TICK_HINT
    return SEVERAL_HINT if column.kind == "list" and _choices(column) else ""


def _frozen_columns(columns: tuple[ColumnLayout, ...]) -> int:
    wide = len(columns) > _WIDE and sum(column.width for column in columns[:2]) <= _IN_VIEW
    return 2 if wide else 0
