"""Run the emulator on its own: `python -m sheets_emulator --port 8765 --credentials FILE`."""

import argparse
import re
import shlex
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from .accounts import SERVICE_ACCOUNT
from .emulator import Emulator
from .quota import Quota

SPREADSHEET_ID = "1-an-empty-spreadsheet-to-try-sheets-sync-on"  # in the form that Google's have
OTHERS = ("2-an-empty-spreadsheet-to-try-sheets-sync-on", "3-an-empty-spreadsheet-to-try-sheets-sync-on")
POLL = 0.1  # seconds
REQUESTS_KEPT = 100  # nobody looks at them here, and it may serve for days
HIGHEST_PORT = 65_535
ID_FORM = re.compile(r"[A-Za-z0-9_-]{20,}")


def main(arguments: list[str] | None = None) -> int:
    """Serve three empty spreadsheets on 127.0.0.1 until interrupted; nothing is kept."""
    options = _parser().parse_args(arguments)
    signals: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _: signals.append(number))
    with ExitStack() as running:
        try:
            emulator = running.enter_context(Emulator(options.port, None if options.no_quota else Quota()))
        except OSError:
            return _refuse(f"Port {options.port} is taken; choose another one with --port.")
        try:
            emulator.write_credentials(options.credentials)
        except OSError as error:
            return _refuse(f"{options.credentials} cannot be written: {error.strerror}.")
        ids = tuple(dict.fromkeys((options.spreadsheet_id, *OTHERS)))
        for number, spreadsheet_id in enumerate(ids, 1):
            emulator.create(f"program {number}", spreadsheet_id=spreadsheet_id)
        sys.stdout.write(_welcome(emulator, ids, options.credentials))
        sys.stdout.flush()
        while not signals:  # one that comes just before a wait without end would never end it
            time.sleep(POLL)
            del emulator.requests[:-REQUESTS_KEPT]
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/sheets-emulator", description=main.__doc__)
    parser.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--credentials", type=Path, required=True, metavar="FILE", help="service-account file to write"
    )
    parser.add_argument(
        "--spreadsheet-id",
        type=_id,
        default=SPREADSHEET_ID,
        metavar="ID",
        help="id of the first empty spreadsheet (default: %(default)s)",
    )
    parser.add_argument("--no-quota", action="store_true", help="do not limit requests to 60 a minute")
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 (any free one) to {HIGHEST_PORT}")
    return int(text)


def _id(text: str) -> str:
    if not ID_FORM.fullmatch(text):
        raise argparse.ArgumentTypeError("an id has 20 or more letters, digits, - and _")
    return text


def _welcome(emulator: Emulator, ids: Sequence[str], credentials: Path) -> str:
    """Return what to type in another terminal; as a whole it is shell that can be pasted."""
    return (
        "# A local Google Sheets is running; nothing is kept when you stop it with Ctrl-C.\n"
        "# Paste this into another terminal:\n"
        f"export SHEETS_EMULATOR_HOST={emulator.url}\n"
        f"export GOOGLE_APPLICATION_CREDENTIALS={shlex.quote(str(credentials.resolve()))}\n"
        f"# Empty spreadsheets to try, shared with {SERVICE_ACCOUNT}:\n"
        + "".join(f"# {one}\n" for one in ids)
    )


if __name__ == "__main__":
    raise SystemExit(main())
