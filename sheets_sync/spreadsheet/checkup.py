"""What the doctor looks at, one thing at a time: how it is, in a sentence, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sheets_sync.spreadsheet.refusals import Exit, Refusal


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    LOOK = "look"  # it works, but a person should know
    BROKEN = "broken"
    SKIPPED = "skipped"  # it could not be looked at


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    sentence: str
    action: str = ""
    exit_code: Exit = Exit.OK  # what a run that meets this ends with


@dataclass(frozen=True)
class Section:
    """Things that belong together: those of the account, of one spreadsheet, of the program."""

    title: str
    checks: tuple[Check, ...]


def fine(name: str, sentence: str) -> Check:
    """Return that nothing is wrong with `name`."""
    return Check(name, State.OK, sentence)


def look(name: str, sentence: str, action: str) -> Check:
    """Return that a person should look at `name`, though runs go on."""
    return Check(name, State.LOOK, sentence, action)


def broken(name: str, sentence: str, action: str, exit_code: Exit = Exit.FIX_NEEDED) -> Check:
    """Return that a person must mend `name` before the next run, or that run ends with `exit_code`."""
    return Check(name, State.BROKEN, sentence, action, exit_code)


def refused(name: str, refusal: Refusal) -> Check:
    """Return that `name` is broken, in the words with which a run would refuse to go on."""
    return Check(name, State.BROKEN, refusal.trouble, refusal.remedy, refusal.exit_code)


def skipped(name: str, because: str) -> Check:
    """Return that `name` was not looked at, because what is called `because` broke before."""
    return Check(name, State.SKIPPED, f"not looked at, because of the trouble with {because}")


def is_broken(check: Check) -> bool:
    """Must a person mend this, or wait, before the next run?"""
    return check.state is State.BROKEN


def first_broken(checks: Iterable[Check]) -> str | None:
    """Return the name of the first thing that is broken, None where nothing is."""
    return next((check.name for check in checks if is_broken(check)), None)


def exit_code_of(checks: Iterable[Check]) -> Exit:
    """Return 0 where nothing is broken, else whether a person must mend something, or time will.

    >>> exit_code_of([fine("token", "Google gives one"), look("locale", "", "")])
    <Exit.OK: 0>
    """
    codes = [check.exit_code for check in checks if is_broken(check)]
    return Exit.FIX_NEEDED if Exit.FIX_NEEDED in codes else next(iter(codes), Exit.OK)
