"""A workbook changed in place: the file is the old one or the new one at every moment, never torn."""

import errno
import os
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from sheets_sync.backends.collector import without_collector
from sheets_sync.backends.xlsx.container.checks import checked
from sheets_sync.backends.xlsx.container.files import (
    NOT_WELL_FORMED,
    Fingerprint,
    bytes_of,
    fingerprint,
    judged,
    may_write,
    read_all,
    saved_or_told,
    settled_or_told,
)
from sheets_sync.backends.xlsx.editing.edits import edited
from sheets_sync.backends.xlsx.editing.proof import prove
from sheets_sync.backends.xlsx.reading.workbook import open_workbook
from sheets_sync.backends.xlsx.saving.backups import drop_old_backups, keep_backup
from sheets_sync.backends.xlsx.saving.locks import refuse_if_open
from sheets_sync.backends.xlsx.saving.replacing import drop, drop_left_behind, settle_folder, write_beside
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.refusals import Exit, Refusal


def apply(path: Path, changes: ChangeSet, read_as: Fingerprint, backups: Path, now: datetime) -> None:
    """Change the workbook in place, after a copy of it went to `backups`; Refusal if that cannot be now."""
    if not changes:
        return
    refuse_if_open(path)
    data = bytes_of(path)
    if fingerprint(data) != read_as:
        raise _changed(path)
    with without_collector():
        new = _edited(path.name, data, changes)
    if new != data:
        replace_workbook(path, data, new, backups, now)


def replace_workbook(path: Path, old: bytes, new: bytes, backups: Path, now: datetime) -> None:
    """Put `new` in the place of a workbook that holds `old`, of which a copy goes to `backups`."""
    with saved_or_told(path.name), ExitStack() as cleaning:
        target = path.resolve()
        like = _if_writable(target)
        drop_left_behind(target, now)
        temporary = write_beside(target, new, like)
        cleaning.callback(drop, temporary)
        if read_all(temporary) != new:
            raise OSError(errno.EIO, "the disk holds something else than was written")
        with ExitStack() as undoing:
            undoing.callback(drop, keep_backup(backups, target.name, old, like, now))
            if read_all(target) != old:
                raise _changed(path)
            refuse_if_open(path)
            undoing.pop_all()  # from here on the copy may be the only old one
        temporary.replace(target)
    with settled_or_told(path.name):
        settle_folder(target.parent)
    with suppress(OSError):
        drop_old_backups(backups, target.name)


def _edited(name: str, data: bytes, changes: ChangeSet) -> bytes:
    with judged(name):
        workbook = open_workbook(checked(data))
    with judged(name, NOT_WELL_FORMED):  # a change set that makes no sense is no fault of the file
        result = edited(workbook, changes)
    if result.data != data:
        prove(result)
    return result.data


def _if_writable(target: Path) -> os.stat_result:
    if not may_write(target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return target.stat()


def _changed(path: Path) -> Refusal:
    sentence = f"{path.name} was changed while the run was at work, so nothing was written; run again."
    return Refusal(Exit.REFUSED_FOR_SAFETY, sentence)
