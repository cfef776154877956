"""Smart chips: people and files that somebody put into a cell by typing an @."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

_PLACEHOLDER = "@"  # stands in the text for each chip


def chips(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the runs of a CellData that are chips; the others are text between them."""
    return [run for run in data.get("chipRuns", ()) if run.get("chip")]


def person(run: Mapping[str, Any]) -> str:
    """Return the e-mail address of the person that a chip stands for, "" where it is no person's."""
    address: str = run["chip"].get("personProperties", {}).get("email", "")
    return address


def only_person(data: Mapping[str, Any]) -> str:
    """Return the e-mail address of the one person whose chip fills a cell, "" where there is more or less.

    >>> chip = {"chip": {"personProperties": {"email": "ann@example.org"}}}
    >>> only_person({"userEnteredValue": {"stringValue": "@"}, "chipRuns": [chip]})
    'ann@example.org'
    """
    found = chips(data)
    return person(found[0]) if len(found) == 1 and not _beside(data).strip() else ""


def _beside(data: Mapping[str, Any]) -> str:
    """Return the text of a cell that is no chip."""
    text: str = data.get("userEnteredValue", {}).get("stringValue", "")
    runs = data["chipRuns"]
    starts = [run.get("startIndex", 0) for run in runs]
    spans = zip(runs, pairwise([*starts, len(text)]), strict=True)
    return text[: starts[0]] + "".join(text[at:end] for run, (at, end) in spans if not run.get("chip"))


def spelled_out(data: Mapping[str, Any]) -> str:
    """Return the text of a cell with the address of each chip where the chip was."""
    text = _units(data["userEnteredValue"]["stringValue"])
    for run in reversed(chips(data)):
        at = 2 * run.get("startIndex", 0)  # counted in UTF-16
        address = person(run) or run["chip"].get("richLinkProperties", {}).get("uri", "")
        if address and text[at : at + 2] == _units(_PLACEHOLDER):
            text = text[:at] + _units(address) + text[at + 2 :]
    return text.decode("utf-16-le", "surrogatepass")


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
