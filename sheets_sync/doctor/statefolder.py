"""The folder of locks and backups: can it be written to, and does a run on this machine hold its lock?"""

from pathlib import Path

from sheets_sync.backends.xlsx.container.files import may_write
from sheets_sync.run import LOCK, alone
from sheets_sync.spreadsheet.checkup import Check, broken, fine, look
from sheets_sync.spreadsheet.refusals import Exit, Refusal

NAME = "state folder"


def state_folder_check(state: Path) -> Check:
    """Return how it stands with the folder."""
    if not state.parent.is_dir():
        action = f"make the folder {state.parent}, or name another as state_dir"
        return look(NAME, f"{state.parent} is not there, so nothing keeps a second run out", action)
    if state.exists() and not state.is_dir():
        return broken(NAME, f"{state} is a file", "move it away, or name another folder as state_dir")
    if not may_write(state if state.exists() else state.parent):
        return broken(
            NAME, f"{state} cannot be written to", "give whoever runs this the right to write there"
        )
    return fine(NAME, f"{state} {'can be written to' if state.exists() else 'is made by the first run'}")


def run_at_work(state: Path) -> Refusal | None:
    """Return the refusal that a run would meet now because another one holds the lock."""
    if not (state / LOCK).exists():
        return None  # and none is made: a look changes nothing
    try:
        with alone(state, patience=0):
            return None
    except Refusal as refusal:
        return refusal if refusal.exit_code is Exit.BUSY else None
