"""What the emulator does beyond the recordings says where it is known from."""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sheets_emulator import drive_api, faults, sheets_api
from sheets_emulator.batch import KINDS
from sheets_emulator.service import match
from sheets_emulator.traffic import Request

RECORDINGS = Path(__file__).parent.parent / "recordings"
# A section of the facts, Google's own description, a recording, a public thread, or an open question.
CITED = re.compile(r"facts §\d|discovery|recorded|[\w.-]+#\d+|pains \d|Undocumented")


def recorded() -> Iterator[Any]:
    """Yield every recorded request."""
    for path in RECORDINGS.glob("*.json"):
        yield from json.loads(path.read_text(encoding="utf-8"))


def recorded_kinds() -> set[str]:
    """Return the kinds of request in the recorded batches."""
    bodies = [request["body"] for request in recorded() if isinstance(request["body"], dict)]
    return {kind for body in bodies for wanted in body.get("requests") or [] for kind in wanted}


def recorded_calls() -> set[str]:
    """Return the operations of the recorded requests."""
    matched = [match(Request(found["method"], found["path"].split("?")[0])) for found in recorded()]
    return {found[1].name for found in matched if found}


def cites(function: Callable[..., object]) -> bool:
    """Tell whether a function, or its module as a whole, says where it is known from."""
    module = inspect.getmodule(function)
    return bool(CITED.search(f"{function.__doc__} {module.__doc__ if module else ''}"))


BEYOND = {kind: function for kind, function in KINDS.items() if kind not in recorded_kinds()}
CALLS = {**sheets_api.OPERATIONS, **sheets_api.MASKED, **drive_api.OPERATIONS}
CALLS = {name: function for name, function in CALLS.items() if name not in recorded_calls()}
FAULTS = {name: found for name, found in vars(faults).items() if inspect.isfunction(found) and name[0] != "_"}
FAULTS = {name: found for name, found in FAULTS.items() if found.__module__ == faults.__name__}


@pytest.mark.parametrize("kind", sorted(BEYOND))
def test_a_request_beyond_the_recordings_cites_its_source(kind: str):
    assert cites(BEYOND[kind])


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_call_beyond_the_recordings_cites_its_source(name: str):
    assert cites(CALLS[name])


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_cites_its_source(name: str):
    assert cites(FAULTS[name])


def test_most_kinds_that_are_emulated_were_never_recorded():
    assert (len(recorded_kinds()), len(BEYOND)) == (15, len(KINDS) - 15)
