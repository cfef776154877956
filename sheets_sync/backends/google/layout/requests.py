"""The requests of a batchUpdate that a layout needs, as JSON."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sheets_sync.backends.google.layout.sheet import Json


def span(
    sheet_id: int, top: int = 0, bottom: int | None = None, left: int = 0, right: int | None = None
) -> Json:
    """Return a GridRange; a side that is None reaches as far as the grid ever will."""
    rows: Json = {"startRowIndex": top} if top or bottom is not None else {}
    columns: Json = {"startColumnIndex": left} if left or right is not None else {}
    ends = {"endRowIndex": bottom, "endColumnIndex": right}
    return {"sheetId": sheet_id, **rows, **columns, **{side: end for side, end in ends.items() if end}}


def column_span(sheet_id: int, column: int, top: int = 0, bottom: int | None = None) -> Json:
    """Return the cells of one column from row `top` on."""
    return span(sheet_id, top, bottom, column, column + 1)


def update_cells(sheet_id: int, row: int, column: int, rows: Sequence[Sequence[Json]], fields: str) -> Json:
    """Write cells from one on, in the `fields` of them; a text is never parsed."""
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": list(r)} for r in rows], "fields": fields}}


def repeat_cell(where: Json, cell: Json, fields: str) -> Json:
    """Give every cell of a range the same."""
    return {"repeatCell": {"range": where, "cell": cell, "fields": fields}}


def set_rule(where: Json, rule: Json | None) -> Json:
    """Say what the cells of a range take; None: anything."""
    return {"setDataValidation": {"range": where, **({"rule": rule} if rule else {})}}


def append(sheet_id: int, dimension: str, count: int) -> Json:
    """Make the grid larger at its end."""
    return {"appendDimension": {"sheetId": sheet_id, "dimension": dimension, "length": count}}


def insert(sheet_id: int, dimension: str, at: int, count: int) -> Json:
    """Insert lines before the one at a place, which they look as and which must be there."""
    line = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": line, "inheritFromBefore": False}}


def resize(sheet_id: int, dimension: str, at: int, pixels: int) -> Json:
    """Make one column that wide, or one row that high."""
    line = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    return {
        "updateDimensionProperties": {
            "range": line,
            "properties": {"pixelSize": pixels},
            "fields": "pixelSize",
        }
    }


def tag(number: int, key: str, value: str, location: Mapping[str, object]) -> Json:
    """Hang metadata on a tab or a column, where every program sees it and no person does."""
    data = {
        "metadataId": number,
        "metadataKey": key,
        "metadataValue": value,
        "location": dict(location),
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": data}}


def keep_tag(number: int, value: str, location: Mapping[str, object]) -> Json:
    """Change nothing; refused, since an update must match something, where the metadata hangs elsewhere."""
    lookup = {
        "metadataId": number,
        "metadataLocation": dict(location),
        "locationMatchingStrategy": "EXACT_LOCATION",
    }
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [{"developerMetadataLookup": lookup}],
            "developerMetadata": {"metadataValue": value},
            "fields": "metadataValue",
        }
    }


def move_tag(number: int, location: Mapping[str, object]) -> Json:
    """Hang metadata somewhere else."""
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [{"developerMetadataLookup": {"metadataId": number}}],
            "developerMetadata": {"location": dict(location)},
            "fields": "location",
        }
    }


def remove_tag(number: int) -> Json:
    """Take metadata off."""
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": number}}}}


def on_tab(sheet_id: int) -> Json:
    """Return a tab as the place of metadata."""
    return {"sheetId": sheet_id}


def on_column(sheet_id: int, column: int) -> Json:
    """Return a column as the place of metadata."""
    line = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
    return {"dimensionRange": line}


def runs(rows: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of numbers that follow each other.

    >>> list(runs([1, 2, 3, 7]))
    [(1, 4), (7, 8)]
    """
    known = set(rows)
    starts = (row for row in rows if row - 1 not in known)
    ends = (row + 1 for row in rows if row + 1 not in known)
    yield from zip(starts, ends, strict=True)
