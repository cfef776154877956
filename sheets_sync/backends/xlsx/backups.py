"""The newest copies of a workbook, each from just before a run changed it."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync.backends.xlsx.replacing import settle_folder, write_beside

KEPT = 10


def keep_backup(folder: Path, name: str, data: bytes, like: os.stat_result, now: datetime) -> Path:
    """Write the bytes of the workbook called `name` into `folder` under the moment in UTC; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    backup = next(path for path in _names(folder, name, now) if not path.exists())
    write_beside(backup, data, like).replace(backup)
    settle_folder(folder)
    return backup


def drop_old_backups(folder: Path, name: str) -> None:
    """Delete all but the newest copies of the workbook called `name`."""
    stamped = re.compile(rf"(\d{{8}}T\d{{6}})Z(?:\.(\d+))?-{re.escape(name)}")
    found = [(match, path) for path in folder.iterdir() if (match := stamped.fullmatch(path.name))]
    newest_first = sorted(found, key=lambda item: (item[0][1], int(item[0][2] or 1)), reverse=True)
    for _, path in newest_first[KEPT:]:
        path.unlink(missing_ok=True)


def _names(folder: Path, name: str, now: datetime) -> Iterator[Path]:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield folder / f"{stamp}-{name}"
    yield from (folder / f"{stamp}.{number}-{name}" for number in range(2, 10_000))
