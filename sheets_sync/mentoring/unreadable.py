"""What is said where tabs cannot be read: which these are, and what to do about them."""

from collections.abc import Iterator

from sheets_sync.mentoring.page import UNGUARDED
from sheets_sync.mentoring.reading import ELSEWHERE, MISSING, ReadProgram

_ADDED_BY_INIT = {MISSING: "a tab", UNGUARDED: "a line"}


def why_stopped(read: ReadProgram, command: str) -> str:
    """Return the sentences with which a run stops: what it could not read, and who says more."""
    trouble = "These cannot be read" if _has_file(read) else "These tabs cannot be read"
    return " ".join((f"{trouble}: {_names(read)}.", _who_says_more(read, command), *_remedies(read)))


def next_step(read: ReadProgram) -> str:
    """Return what start_here says: where it stands what to do, or what to do, if not even that is read."""
    table = read.tables["problems"]
    stops = (one for one in table.problems if one.verdict == "tab" and table.positions)
    there = (f"{one.cell}: {one.message} {one.fix}" for one in stops)
    return f"The tool cannot read {_names(read)}. {next(there, 'The problems tab says what to do.')}"


def _names(read: ReadProgram) -> str:
    found = (read.tables[name].tab for name in read.unreadable)
    return ", ".join(f"the {tab.called}" if tab.is_file else tab.name for tab in found)


def _has_file(read: ReadProgram) -> bool:
    return any(read.tables[name].tab.is_file for name in read.unreadable)


def _who_says_more(read: ReadProgram, command: str) -> str:
    if command == "validate":
        return "Mend them first; nothing else can be decided until then."
    if read.tables["problems"].positions:
        return "The problems tab and sheets-sync validate say why."
    return "sheets-sync validate says why."


def _remedies(read: ReadProgram) -> Iterator[str]:
    fixes = {one.code: one.fix for one in read.problems}
    if added := " or ".join(what for code, what in _ADDED_BY_INIT.items() if code in fixes):
        yield f"sheets-sync init adds {added} that is missing."
    if ELSEWHERE in fixes:
        yield fixes[ELSEWHERE]
