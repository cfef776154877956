"""The terminal: the lines that a command prints, and the sentence and exit code with which it ends."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from sheets_sync.stopping import stoppable


def say(text: str, *, err: bool = False) -> None:
    """Print one line; colour only where the terminal and NO_COLOR allow it.

    Where nobody can read the result any more, the command ends; what went to stderr the exit code tells.
    """
    try:
        click.echo(text, err=err, color=_colour_wanted())
    except OSError as error:
        _let_go(sys.stderr if err else sys.stdout)
        if not err:
            _end_unread(error)


def _let_go(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere at the end, without a word."""
    import os

    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _end_unread(error: OSError) -> NoReturn:
    from sheets_sync.spreadsheet.refusals import Exit, Refusal

    if isinstance(error, BrokenPipeError):
        sys.exit(Exit.UNREAD)
    sentence = f"The standard output cannot be written ({error.strerror}); make room there and run again."
    raise Refusal(Exit.FIX_NEEDED, sentence)


def _colour_wanted() -> bool | None:
    import os

    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def tell(text: str) -> None:
    """Print a line of progress where it does not get into the result."""
    say(text, err=True)


def say_all(lines: Iterable[str]) -> None:
    """Print each line."""
    for line in lines:
        say(line)


class _Said:
    """A command whose own words, --help and --version, are printed as all others are."""

    def make_context(self, *typed: Any, **options: Any) -> click.Context:
        """Read what was typed; where nobody can read the help, the command ends."""
        try:
            return super().make_context(*typed, **options)  # type: ignore[misc, no-any-return]
        except OSError as error:
            _let_go(sys.stdout)
            _end_unread(error)


class Command(_Said, click.Command):
    """One command."""


class Commands(_Said, click.Group):
    """The commands in the order in which people meet them; a refusal is one sentence, never a traceback."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands as they were added."""
        return list(self.commands)

    def make_context(self, *typed: Any, **options: Any) -> click.Context:
        """Read what was typed; turn a refusal into its sentence and exit code."""
        with _ending_in_a_sentence(debug=False):
            return super().make_context(*typed, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn a refusal into its sentence and exit code."""
        with stoppable(), _ending_in_a_sentence(debug=ctx.params.get("debug", False)):
            return super().invoke(ctx)


@contextmanager
def _ending_in_a_sentence(*, debug: bool) -> Iterator[None]:
    from sheets_sync.spreadsheet.refusals import Exit, Refusal

    try:
        yield
    except Refusal as refusal:
        say(str(refusal), err=True)
        sys.exit(refusal.exit_code)
    except (click.exceptions.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        say("Stopped; the spreadsheet is as it was before or after this run, nothing between.", err=True)
        sys.exit(Exit.STOPPED)
    except OSError as error:
        say(
            f"{_what_failed(error)} could not be read or written ({error.strerror}); "
            "check disk and permissions.",
            err=True,
        )
        sys.exit(Exit.FIX_NEEDED)
    except Exception as error:
        say(_traceback(error) if debug else _bug(error), err=True)
        sys.exit(Exit.OUR_BUG)


def _what_failed(error: OSError) -> str:
    return error.filename if isinstance(error.filename, str) else "Something"


def _traceback(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error)).rstrip()


def _bug(error: Exception) -> str:
    """Return kind and place of an unexpected error; its message may hold people's text."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
    return f"This is a bug in sheets-sync ({where}). Run again with --debug to see more."
