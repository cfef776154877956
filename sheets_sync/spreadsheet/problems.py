"""Problems: what is wrong, at which cell, and what its owner can do about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sheets_sync.spreadsheet.schema import schema_folder
from sheets_sync.spreadsheet.snapshot import CellRef

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Explanation:
    """What one problem code means: its sentence, its remedy and its reason."""

    code: str
    severity: str  # error, warning or info
    verdict: str  # what is set aside: tab, row, cell; or use: nothing is
    message: str  # may hold {facts} that each problem fills in
    fix: str
    why: str


@dataclass(frozen=True)
class Problem:
    """One thing that a person should mend, and where it stands."""

    code: str
    severity: str
    cell: CellRef
    message: str
    fix: str
    verdict: str = "use"
    person_id: str = ""

    @property
    def order(self) -> tuple[int | str, ...]:
        """Return what problems are sorted by: the most serious first, then by place; no two are alike."""
        place = (SEVERITIES.index(self.severity), self.cell.tab, self.cell.row, self.cell.column)
        return (*place, self.code, self.message, self.person_id, self.fix, self.verdict)


def problem(code: str, cell: CellRef, /, *, message: str = "", person_id: str = "", **facts: Any) -> Problem:
    """Return the problem `code` at `cell`, its wording filled in with `facts`."""
    known = explanations()[code]
    return Problem(
        code=code,
        severity=known.severity,
        cell=cell,
        message=(message or known.message).format(**facts),
        fix=known.fix.format(**facts),
        verdict=known.verdict,
        person_id=person_id,
    )


def hint(suggestion: str | None) -> str:
    """Return the sentence that offers a near miss, or nothing.

    >>> hint("night shifts")
    ' Did you mean “night shifts”?'
    """
    return f" Did you mean “{suggestion}”?" if suggestion else ""


def with_gaps(words: str) -> str:
    """Return a code's words with … for the facts that each problem fills in.

    >>> with_gaps("The tab {tab} is missing.{hint}"), with_gaps("Keep {most}.")
    ('The tab … is missing.', 'Keep …')
    """
    return words.format_map(_Gaps()).strip().replace("….", "…")


class _Gaps(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "" if name == "hint" else "…"


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return every problem code with its explanation, in the order of the codes."""
    return {code: Explanation(code, **words) for code, words in sorted(_catalogue()["codes"].items())}


@cache
def code_of_rule() -> Mapping[str, str]:
    """Return the problem code of each rule that cells are checked by."""
    return dict(_catalogue()["rules"])


@cache
def _catalogue() -> dict[str, Any]:
    catalogue: dict[str, Any] = json.loads((schema_folder() / "problems.json").read_text("utf-8"))
    return catalogue
