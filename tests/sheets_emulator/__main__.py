"""Run the emulator on its own: `python -m sheets_emulator --port 8765 --credentials FILE`."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from .accounts import SERVICE_ACCOUNT
from .emulator import Emulator
from .quota import Quota


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted, with one empty spreadsheet to begin with."""
    options = _parser().parse_args(arguments)
    done = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: done.set())
    with Emulator(port=options.port, quota=None if options.no_quota else Quota()) as emulator:
        emulator.write_credentials(options.credentials)
        spreadsheet_id = emulator.create("program")
        sys.stderr.write(_welcome(emulator, spreadsheet_id, options.credentials))
        done.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/sheets-emulator", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--credentials", type=Path, required=True, metavar="FILE", help="service-account file to write"
    )
    parser.add_argument("--no-quota", action="store_true", help="do not limit requests to 60 a minute")
    return parser


def _welcome(emulator: Emulator, spreadsheet_id: str, credentials: Path) -> str:
    return (
        f"An empty spreadsheet, shared with {SERVICE_ACCOUNT}: {spreadsheet_id}\n"
        f"SHEETS_EMULATOR_HOST={emulator.url}\n"
        f"GOOGLE_APPLICATION_CREDENTIALS={credentials.resolve()}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
