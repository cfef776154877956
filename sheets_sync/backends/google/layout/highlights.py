"""Conditional formats: the colours of words in Google's own terms, added where they are missing.

A rule has no id, so that a rule of ours is known by its condition; none names a place, so that it
follows its column, but for the one of a cell that waits for what stands in another column.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.attention import AMBER, COLOURED_WORDS, WAITING, Wait
from sheets_sync.backends.google.layout.looks import colour
from sheets_sync.backends.google.layout.requests import column_span
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import Tab
from sheets_sync.backends.google.reading.areas import FAR
from sheets_sync.spreadsheet.a1 import column_letters

_PLACE = re.compile(r"\$?[A-Z]+\$?[0-9]+")


@dataclass(frozen=True)
class Highlight:
    """What gives the cells of a column a colour."""

    column: str
    shade: str
    word: str = ""
    wait: Wait | None = None

    def condition(self, tab: Tab, row: int) -> Json:
        """Return the condition for cells from `row` on."""
        if self.wait:
            return _condition("CUSTOM_FORMULA", _formula(tab, self.wait, row))
        kind = "TEXT_STARTS_WITH" if self.word.endswith("*") else "TEXT_EQ"
        return _condition(kind, self.word.rstrip("*"))


def missing_highlights(tab: Tab) -> Iterator[Addition]:
    """Yield the rules that are not there, behind those that people made."""
    tops = {wanted: _coloured_to(tab, wanted) for wanted in _wanted(tab)}
    bare = [wanted for wanted, top in tops.items() if top < tab.sheet.height]
    behind = len(_existing(tab))
    if bare:
        requests = [_rule(tab, wanted, tops[wanted], behind + at) for at, wanted in enumerate(bare)]
        named = ", ".join(dict.fromkeys(wanted.column for wanted in bare))
        yield addition(f"Coloured what needs to be seen in {tab.layout.name}: {named}.", Stage.LOOK, requests)


def _wanted(tab: Tab) -> Iterator[Highlight]:
    for (name, column), shades in COLOURED_WORDS.items():
        if name == tab.layout.name and column in tab.places:
            for shade, words in shades.items():
                yield from (Highlight(column, shade, word) for word in words)
    for wait in WAITING:
        if wait.tab == tab.layout.name and {wait.column, wait.beside} <= tab.places.keys():
            yield Highlight(wait.column, AMBER, wait=wait)


def _formula(tab: Tab, wait: Wait, row: int) -> str:
    """Return a formula without functions and separators, which are other ones in other languages."""
    own, beside = (f"${column_letters(tab.places[c] + 1)}{row + 1}" for c in (wait.column, wait.beside))
    return f'=(({own}="")*({beside}="{wait.word}"))>0'


def _coloured_to(tab: Tab, wanted: Highlight) -> int:
    """Return the first row that no such rule colours; people may have made the grid larger."""
    place, shape = tab.places[wanted.column], _shape(wanted.condition(tab, tab.first_row))
    ends = (
        area.get("endRowIndex", FAR)
        for rule in _existing(tab)
        if _shape(rule.get("booleanRule", {}).get("condition", {})) == shape
        for area in rule["ranges"]
        if area.get("startColumnIndex", 0) <= place < area.get("endColumnIndex", FAR)
    )
    return max(ends, default=tab.first_row)


def _shape(condition: Json) -> tuple[str, ...]:
    """Return what tells conditions apart, wherever the cells stand that they look at."""
    values = (value.get("userEnteredValue", "") for value in condition.get("values", []))
    return condition.get("type", ""), *(_PLACE.sub("#", value) for value in values)


def _rule(tab: Tab, wanted: Highlight, top: int, index: int) -> Json:
    rule = {
        "ranges": [column_span(tab.sheet_id, tab.places[wanted.column], top)],
        "booleanRule": {
            "condition": wanted.condition(tab, top),
            "format": {"backgroundColorStyle": colour(wanted.shade)},
        },
    }
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


def _condition(kind: str, value: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value}]}


def _existing(tab: Tab) -> list[Json]:
    return list(tab.sheet.json.get("conditionalFormats", []))
