"""Problems in words: as text for people, JSON, CSV, or annotations for a code host; and what a code means."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.spreadsheet.problems import Explanation, Problem, with_gaps
from sheets_sync.spreadsheet.text import counted, never_a_formula

ENVELOPE_VERSION = 1


def problems_as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield two lines for each problem, and the totals last."""
    width = max((len(str(one.cell)) for one in problems), default=0)
    for one in problems:
        yield f"{one.cell!s:<{width}}  {one.code} {one.severity:<7}  {one.message}"
        yield f"{'':<{width}}  fix: {one.fix}"
    yield totals(problems)


def totals(problems: Iterable[Problem]) -> str:
    """Return how many problems of each severity there are, in one line."""
    counts = Counter(one.severity for one in problems)
    words = {"error": "error", "warning": "warning", "info": "note"}
    return ", ".join(counted(counts[severity], word) for severity, word in words.items())


def problems_as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a JSON object with a version, one entry a problem."""
    counts = Counter(one.severity for one in problems)
    envelope = {
        "version": ENVELOPE_VERSION,
        "command": "validate",
        "totals": {word: counts[word] for word in ("error", "warning", "info")},
        "problems": [_as_dict(one) for one in problems],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _as_dict(one: Problem) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "where": str(one.cell),
        "tab": one.cell.tab,
        "row": one.cell.row,
        "column": one.cell.column,
        "person_id": one.person_id,
        "message": one.message,
        "how_to_fix": one.fix,
    }


def problems_as_annotations(problems: Iterable[Problem]) -> str:
    """Return a workflow command for each problem, as GitHub shows beside a run."""
    return "\n".join(map(_annotation, problems))


def _annotation(one: Problem) -> str:
    kind = {"error": "error", "warning": "warning", "info": "notice"}[one.severity]
    title = _escaped(f"{one.code} {one.cell}").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={title}::{_escaped(f'{one.message} {one.fix}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problems_as_csv(problems: Iterable[Problem]) -> str:
    """Return the problems as CSV; text that a spreadsheet would compute gets a ' in front."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(("where", "code", "severity", "person_id", "message", "how_to_fix"))
    for one in problems:
        row = (str(one.cell), one.code, one.severity, one.person_id, one.message, one.fix)
        writer.writerow([never_a_formula(value) for value in row])
    return sheet.getvalue().rstrip("\n")


PROBLEM_FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "json": problems_as_json,
    "github": problems_as_annotations,
    "csv": problems_as_csv,
}


def explanation_as_text(one: Explanation) -> Iterator[str]:
    """Yield what a problem code means, why it matters, and what to do."""
    yield f"{one.code} ({one.severity})"
    yield f"  What: {with_gaps(one.message)}"
    yield f"  Why:  {one.why}"
    yield f"  Fix:  {with_gaps(one.fix)}"
