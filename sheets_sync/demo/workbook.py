"""The made-up program with everything else that a new workbook starts with."""

from collections.abc import Mapping, Sequence

from sheets_sync.demo.slips import Row, Rows
from sheets_sync.mentoring.starter import settings_rows, starter_rows
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Plain


def with_starter(program: Rows, program_id: str) -> Rows:
    """Return the rows of a whole workbook: the starter's, the program's, and every setting there is."""
    starter = {tab: list(rows) for tab, rows in starter_rows().items()}
    return {**starter, **program, "settings": _settings(program["settings"], program_id)}


def _settings(filled: Sequence[Mapping[str, Plain]], program_id: str) -> list[Row]:
    values = {row["setting"]: row["value"] for row in filled}
    rows = settings_rows(load_schemas()["settings"].definitions, program_id)
    return [{**row, "value": values.get(row["setting"], row["value"])} for row in rows]
