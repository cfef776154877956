"""The made-up program that most of these tests look at."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from sheets_sync.demo import Rows, Slip, make_program, plant_mess


@pytest.fixture(scope="session")
def topics() -> tuple[str, ...]:
    """Return a closed list of topics."""
    return (
        "Paperwork",
        "Handovers",
        "Night shifts",
        "Staffing",
        "Speaking up",
        "Equipment",
        "Careers",
        "Pay",
    )


@pytest.fixture(scope="session")
def make(topics: tuple[str, ...]) -> Callable[..., Rows]:
    """Return what makes a program on Monday, 2 March 2026."""
    items = [
        {"item_id": "pulse", "asked_of": "mentee", "phases": "pre; post", "kind": "agree_1_5"},
        {"item_id": "valued", "asked_of": "mentor", "phases": None, "kind": None},
        {"item_id": "going_well", "asked_of": "both", "phases": "mid", "kind": "agree_1_5"},
        {"item_id": "call_me", "asked_of": "both", "phases": "pre; mid", "kind": "call_me"},
        {"item_id": "noticed", "asked_of": "organization", "phases": "pre; post", "kind": "agree_1_5"},
    ]
    criteria = ("communication", "candor")
    return partial(make_program, topics=topics, criteria=criteria, survey_items=items, today=date(2026, 3, 2))


@pytest.fixture(scope="session")
def program(make: Callable[..., Rows]) -> Rows:
    """Return the clean demo program."""
    return make()


@pytest.fixture(scope="session")
def mess(program: Rows) -> tuple[Rows, tuple[Slip, ...]]:
    """Return the demo program with its mess, and the slips."""
    return plant_mess(program)
