"""The command line as tests call it."""

from click.testing import CliRunner, Result

from sheets_sync.cli import main

TODAY = ("--today", "2027-03-01")


def sheets_sync(*arguments: object) -> Result:
    """Return what one command printed, and its exit code."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments: object) -> Result:
    """Run a command that must succeed."""
    result = sheets_sync(*arguments)
    assert result.exit_code == 0, result.output
    return result
