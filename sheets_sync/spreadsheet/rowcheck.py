"""One row checked by its tab's JSON Schema: which rule each bad cell breaks, in our words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry

from sheets_sync.spreadsheet.cells import Conventions, Reading, read_cell, typed
from sheets_sync.spreadsheet.formats import FAULTS
from sheets_sync.spreadsheet.problems import Problem, code_of_rule, hint, problem
from sheets_sync.spreadsheet.schema import Column
from sheets_sync.spreadsheet.snapshot import Cell, CellRef
from sheets_sync.spreadsheet.text import invisible_character, near_miss


class FormatFault(ValueError):
    """A format's refusal; its text is the name of the rule that was broken."""


@dataclass(frozen=True)
class CheckedRow:
    """The typed values of one row, blanks left out, and what is wrong with the others."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


class RowCheck:
    """Checks rows by the columns' rules; the same verdicts as jsonschema alone."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.columns = {column.name: column for column in columns}
        schema = _schema_of(columns)
        # The first tells in microseconds that a row is clean; the second says what is wrong with it.
        self._fast = jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, formats={name: _accepts(fault) for name, fault in FAULTS.items()}
        )
        self._slow = Draft202012Validator(schema, registry=Registry(), format_checker=_format_checker())

    def check(
        self, cells: Mapping[str, Cell], cell_of: Callable[[str], CellRef], conventions: Conventions
    ) -> CheckedRow:
        """Return the typed values of `cells`, by column, and a problem for each bad one."""
        instance: dict[str, Any] = {}
        odd: dict[str, Reading] = {}
        for name, cell in cells.items():
            reading = read_cell(cell, self.columns[name], conventions)
            if reading.value is not None:
                instance[name] = reading.value
            if reading.refused or reading.remarks:
                odd[name] = reading
        if not odd and self._fast.is_valid(instance):
            return CheckedRow(self._typed(instance), ())
        return self._explained(instance, odd, cell_of)

    def _typed(self, instance: Mapping[str, Any]) -> dict[str, Any]:
        return {name: typed(value, self.columns[name]) for name, value in instance.items()}

    def _explained(
        self, instance: Mapping[str, Any], odd: Mapping[str, Reading], cell_of: Callable[[str], CellRef]
    ) -> CheckedRow:
        refused = {name for name, reading in odd.items() if reading.refused}
        broken = list(self._broken_rules(instance, refused))
        bad = refused | {name for name, _ in broken}
        unread = [(name, odd[name].refused) for name in odd if name in refused]
        used = [(name, remark) for name in odd if name not in bad for remark in odd[name].remarks]
        told = (*unread, *used, *broken)
        problems = (self._problem(name, rule, cell_of(name), instance) for name, rule in told)
        good = {name: value for name, value in instance.items() if name not in bad}
        return CheckedRow(self._typed(good), tuple(problems))

    def _broken_rules(self, instance: Mapping[str, Any], refused: set[str]) -> Iterator[tuple[str, str]]:
        """Yield each column whose value breaks its schema, once, and the rule it breaks."""
        told = set(refused)
        for error in self._slow.iter_errors(instance):
            for name in _columns_of(error):
                if name not in told and name in self.columns:
                    told.add(name)
                    yield name, _rule_of(error)

    def _problem(self, name: str, rule: str, cell: CellRef, instance: Mapping[str, Any]) -> Problem:
        column = self.columns[name]
        code, message = _wording(column, rule)
        found = problem(code, cell, message=message, **_facts(column, instance.get(name)))
        cell_only = column.sets_aside_cell_only and found.verdict == "row"
        return replace(found, verdict="cell") if cell_only else found


def _schema_of(columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {column.name: dict(column.rule) for column in columns},
        "required": [column.name for column in columns if column.required],
    }


def _accepts(fault: Callable[[str], str | None]) -> Callable[[str], bool]:
    return lambda text: fault(text) is None


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, fault in FAULTS.items():
        checker.checks(name, raises=FormatFault)(_raising(fault))
    return checker


def _raising(fault: Callable[[str], str | None]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, str) and (found := fault(value)):
            raise FormatFault(found)
        return True

    return check


def _columns_of(error: ValidationError) -> list[str]:
    if error.validator == "required":
        required: Any = error.validator_value
        instance: Any = error.instance
        return [name for name in required if name not in instance]
    return [str(error.absolute_path[0])] if error.absolute_path else []


def _rule_of(error: ValidationError) -> str:
    if error.validator == "format" and isinstance(error.cause, FormatFault):
        return f"format:{error.cause}"
    return str(error.validator)


def _wording(column: Column, rule: str) -> tuple[str, str]:
    """Return the code of a broken rule and the words that stand beside the rule, if any."""
    keyword = rule.partition(":")[0]
    own = column.rule.get("x-problems", {}).get(keyword)
    if own:
        return own["code"], own.get("message", "")
    general = code_of_rule()
    names = (rule if ":" in rule else f"{keyword}:{column.kind}", keyword)
    return next(general[name] for name in names if name in general), ""


def _facts(column: Column, value: Any) -> dict[str, Any]:
    words = column.options
    return {
        "column": column.name,
        "words": ", ".join(words),
        "hint": hint(near_miss(value, words)) if words and isinstance(value, str) else "",
        "scale": f"{column.rule.get('minimum', '…')} to {column.rule.get('maximum', '…')}",
        "most": column.rule.get("maxItems", ""),
        "length": len(value) if isinstance(value, str) else "",
        "need": column.description,
        **_invisible("; ".join(value) if isinstance(value, list) else str(value)),
    }


def _invisible(text: str) -> dict[str, object]:
    found = invisible_character(text) if text else None
    return {"character": found[0], "position": found[1]} if found else {}
