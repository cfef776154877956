"""What gives a cell back what stood in it before a value of ours came to stand there."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.chips import chips, person, spelled_out
from sheets_sync.backends.google.writing.references import Went, followed
from sheets_sync.backends.google.writing.writes import LINK, NOTE, NUMBER_FORMAT, VALUE, Write
from sheets_sync.spreadsheet.text import key_of
from sheets_sync.spreadsheet.whereabouts import Whereabouts

RICH_TEXT, CHIPS = "textFormatRuns", "chipRuns"
RUNS = (RICH_TEXT, CHIPS)  # a new value erases them
AsNow = Callable[[str], str]  # says how a formula that was read before must read now


def as_now(tab: str, tabs: Iterable[Whereabouts]) -> AsNow:
    """Return how a formula of the tab so named before must read, wherever in `tabs` it refers to."""

    def read(formula: str) -> str:
        went = {key_of(one.before.name): Went(one.now.name, one.rows, one.columns) for one in tabs}
        return followed(formula, tab, went)

    return read


def following(write: Write, as_now: AsNow) -> Write:
    """Return the write with the formula that it gives back, if any, as it must read now."""
    formula = write.data.get(VALUE, {}).get("formulaValue")
    return write if formula is None else replace(write, data={**write.data, VALUE: _formula(as_now(formula))})


def restored(write: Write, before: Json, as_now: AsNow) -> Write:
    """Return the write that takes another one back, with a formula as it must read now."""
    data = _look(before, write.fields)
    if VALUE in write.fields:
        data |= _content(before, as_now)
    fields = dict.fromkeys((*write.fields, *(name for name in RUNS if name in data)))
    return replace(write, data=data, fields=tuple(fields))


def _content(before: Json, as_now: AsNow) -> Json:
    """Return what was typed: a formula as it reads now, a text with its looks and people."""
    value = before.get(VALUE)
    if not value:
        return {}
    if formula := value.get("formulaValue"):
        return {VALUE: _formula(as_now(formula))}
    found = chips(before)
    if not all(map(person, found)):  # chips of files cannot be written without access to Drive
        return {VALUE: {"stringValue": spelled_out(before)}}
    runs = {RICH_TEXT: before.get(RICH_TEXT), CHIPS: found}
    return {VALUE: value, **{name: run for name, run in runs.items() if run}}


def _formula(text: str) -> Json:
    return {"formulaValue": text}


def _look(before: Json, fields: tuple[str, ...]) -> Json:
    """Return the note, the number format and the link, where a write may change them."""
    note = {NOTE: before[NOTE]} if NOTE in fields and before.get(NOTE) else {}
    entered = before.get("userEnteredFormat", {})
    number_format, link = entered.get("numberFormat"), entered.get("textFormat", {}).get("link")
    shown: Json = {"numberFormat": number_format} if NUMBER_FORMAT in fields and number_format else {}
    if LINK in fields and link:
        shown["textFormat"] = {"link": link}
    return note | ({"userEnteredFormat": shown} if shown else {})
