"""A file written beside another and then put in its place, so that a crash leaves the old or the new one."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

_SUFFIX = ".sheets-sync.tmp"
_NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_LEFT_BEHIND = timedelta(days=1)


def write_beside(target: Path, data: bytes, like: os.stat_result) -> Path:
    """Write a file of `like`'s owner and mode into the folder of `target`, down to the disk; return where."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_SUFFIX}")
    opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            _write(opened, data)
            os.fsync(opened)
        finally:
            os.close(opened)
        _give_away(temporary, like)
        temporary.chmod(stat.S_IMODE(like.st_mode))
    except BaseException:
        drop(temporary)
        raise
    return temporary


def settle_folder(folder: Path) -> None:
    """Bring a folder's entries down to the disk, where the system can do that for folders."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(opened)


def drop(path: Path) -> None:
    """Delete a file of ours if it is there and can be."""
    with suppress(OSError):
        path.unlink()


def drop_left_behind(target: Path, now: datetime) -> None:
    """Delete what earlier runs left beside `target` when they were killed, once it is a day old."""
    with suppress(OSError):
        for path in target.parent.iterdir():
            ours = path.name.startswith(f".{target.name}.") and path.name.endswith(_SUFFIX)
            if ours and path.stat().st_mtime < (now - _LEFT_BEHIND).timestamp():
                drop(path)


def _give_away(path: Path, like: os.stat_result) -> None:
    """Hand the file to the other's owner, where we may: a run by root must not lock people out."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(path, like.st_uid, like.st_gid)


def _write(opened: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(opened, left) :]
