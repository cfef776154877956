"""Looks at a local workbook for the doctor: is it there, open somewhere, safe to replace, backed up?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_sync.backends.xlsx.container.files import may_write
from sheets_sync.backends.xlsx.reading.snapshots import read
from sheets_sync.backends.xlsx.saving.backups import moments_kept
from sheets_sync.backends.xlsx.saving.locks import refuse_if_open
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot


@dataclass(frozen=True)
class Examined:
    """How a workbook was found."""

    path: Path
    failure: Refusal | None = None  # why it cannot be read
    snapshot: Snapshot | None = None
    opened: Refusal | None = None  # a program has it open
    shut: tuple[Path, ...] = ()  # the file and its folder, where nobody may write there
    backups: Path = Path()
    kept: tuple[datetime, ...] = ()  # when each backup was made, in UTC, the newest first


def examine(path: Path, backups: Path) -> Examined:
    """Return how the workbook is, and the copies of it in the folder `backups`."""
    kept = moments_kept(backups, path.resolve().name)
    try:
        snapshot, _ = read(path)
    except Refusal as refusal:
        return Examined(path, failure=refusal, backups=backups, kept=kept)
    target = path.resolve()
    shut = tuple(one for one in (target, target.parent) if not may_write(one))
    return Examined(path, None, snapshot, _opened(path), shut, backups, kept)


def _opened(path: Path) -> Refusal | None:
    try:
        refuse_if_open(path)
    except Refusal as refusal:
        return refusal
    return None
