"""The newest copies of a workbook, each from just before a run changed it."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync.backends.xlsx.saving.replacing import settle_folder, write_beside

KEPT = 10


def keep_backup(folder: Path, name: str, data: bytes, like: os.stat_result, now: datetime) -> Path:
    """Write the bytes of the workbook called `name` into `folder` under the moment in UTC; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    last = max((number for found, number, _ in _backups(folder, name) if found == stamp), default=0)
    number = f".{last + 1}" if last else ""  # a second one of the same second
    backup = folder / f"{stamp}Z{number}-{name}"
    write_beside(backup, data, like).replace(backup)
    settle_folder(folder)
    return backup


def drop_old_backups(folder: Path, name: str) -> None:
    """Delete all but the newest copies of the workbook called `name`."""
    for _, _, path in sorted(_backups(folder, name), reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)


def moments_kept(folder: Path, name: str) -> tuple[datetime, ...]:
    """Return when each copy of the workbook called `name` was made, in UTC, the newest first."""
    if not folder.is_dir():
        return ()
    stamps = (stamp for stamp, _, _ in sorted(_backups(folder, name), reverse=True))
    return tuple(datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC) for stamp in stamps)


def _backups(folder: Path, name: str) -> list[tuple[str, int, Path]]:
    """Return the moment, the number within its second and the path of each copy."""
    stamped = re.compile(rf"(\d{{8}}T\d{{6}})Z(?:\.(\d+))?-{re.escape(name)}")
    found = ((stamped.fullmatch(path.name), path) for path in folder.iterdir())
    return [(match[1], int(match[2] or 1), path) for match, path in found if match]
