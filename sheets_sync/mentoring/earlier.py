"""Problems of earlier runs that this one cannot judge, because a tab cannot be read."""

import re
from collections.abc import Iterator
from functools import cache

from sheets_sync.mentoring.reading import ReadProgram
from sheets_sync.mentoring.settings import setting_columns
from sheets_sync.spreadsheet.a1 import column_number, tab_name
from sheets_sync.spreadsheet.problems import SEVERITIES, Problem, code_of_rule
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import CellRef
from sheets_sync.spreadsheet.tables import Record

# What a tab's headers, keys and settings tell by themselves; the rules of its cells are in the schemas.
_OF_ONE_TAB = (
    "MU001", "MU002", "MU003", "MU004", "MU005", "MU006", "MU007", "MU008", "MU009", "MU014",
    "MU019", "MU020", "MU028", "MU029", "MU043", "MU044", "MU045", "MU049", "MU601", "MU603", "MU604",
    "MU605", "MU630", "MU631",
)  # fmt: skip
_PLACE = re.compile(r"(.+)!([A-Z]+)(\d+)\Z")


def not_judged(read: ReadProgram) -> Iterator[Problem]:
    """Yield what the problems tab says that only a run which reads every tab could take away."""
    found = {(one.code, one.person_id, one.message) for one in read.problems}
    unreadable = {tab_name(read.tables[name].tab.name) for name in read.unreadable}
    for one in filter(None, map(_problem, read.tables["problems"].records)):
        judged = tab_name(one.cell.tab) not in unreadable and one.code in told_by_one_tab()
        if not judged and (one.code, one.person_id, one.message) not in found:
            yield one


@cache
def told_by_one_tab() -> frozenset[str]:
    """Return the codes of what a tab tells by itself, whatever stands in the others."""
    schemas = load_schemas().values()
    columns = (column for s in schemas for column in (*s.columns, *setting_columns(s).values()))
    worded = {words["code"] for column in columns for words in column.rule.get("x-problems", {}).values()}
    return frozenset((*code_of_rule().values(), *worded, *_OF_ONE_TAB))


def _problem(record: Record) -> Problem | None:
    """Return the problem that a row of the problems tab tells, None where somebody typed over it."""
    names = ("code", "severity", "person_id", "message", "how_to_fix")
    code, severity, person_id, message, fix = (str(record.get(name) or "") for name in names)
    place = _PLACE.match(str(record.get("where") or ""))
    if not place or severity not in SEVERITIES:
        return None
    tab = place[1].removeprefix("'").removesuffix("'").replace("''", "'")
    return Problem(
        code, severity, CellRef(tab, int(place[3]), column_number(place[2])), message, fix, "use", person_id
    )
