"""Whole files read in one go, and what is said when a file cannot be used."""

import errno
import hashlib
import os
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NewType
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from sheets_sync.backends.xlsx.container.checks import MAX_FILE, TOO_BIG, package_of
from sheets_sync.backends.xlsx.container.package import DAMAGED, Unreadable
from sheets_sync.spreadsheet.refusals import Exit, Refusal

Fingerprint = NewType("Fingerprint", str)

_LIKE_AN_ID = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-z])(?=[^/]*[A-Z])[\w-]{16,}(?:/|\Z)", re.ASCII)
NOT_WELL_FORMED = (ExpatError, ParseError, zlib.error, struct.error)
_NOT_AS_IT_SHOULD_BE = (*NOT_WELL_FORMED, LookupError, ValueError, OverflowError)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def fingerprint(data: bytes) -> Fingerprint:
    """Return what tells one state of a file from any other."""
    return Fingerprint(hashlib.sha256(data).hexdigest())


def bytes_of(path: Path) -> bytes:
    """Return the whole file; Refusal if there is none or it is too large for a workbook."""
    with read_or_told(path.name):
        try:
            found = path.stat()
        except FileNotFoundError:
            new = ", or run sheets-sync init, which builds a new one" if _is_workbook(path) else ""
            sentence = f"There is no workbook {_named(path)}; check its name and folder{new}."
            raise Refusal(Exit.FIX_NEEDED, sentence) from None
        if stat.S_ISDIR(found.st_mode):
            called = path.resolve().name or path  # "." has no name of its own
            raise Refusal(Exit.FIX_NEEDED, f"{called} is a folder; name the .xlsx file inside it.")
        if not stat.S_ISREG(found.st_mode):
            raise Refusal(Exit.FIX_NEEDED, f"{path.name} is no ordinary file; name an .xlsx file.")
        if found.st_size > MAX_FILE:
            raise Refusal(Exit.FIX_NEEDED, f"{path.name} {TOO_BIG}.")
        return read_all(path)


def refuse_no_workbook(path: Path) -> None:
    """Raise a Refusal where no workbook lies; what stands in one is not looked at."""
    with judged(path.name):
        package_of(bytes_of(path))
    refuse_other_name(path)


def refuse_other_name(path: Path) -> None:
    """Raise a Refusal for a workbook by another name; Excel opens none whose name and content differ."""
    if not _is_workbook(path):
        sentence = f"{path.name} is an .xlsx workbook by another name; let its name end in .xlsx."
        raise Refusal(Exit.FIX_NEEDED, sentence)


def _is_workbook(path: Path) -> bool:
    """Is the file called as workbooks are?"""
    return path.suffix.lower() == ".xlsx"


def _named(path: Path) -> str:
    """Return a path as it was typed; where that looks like a Google spreadsheet's id, its beginning."""
    return f"{str(path)[:6]}…" if _LIKE_AN_ID.match(str(path)) else str(path)


@contextmanager
def judged(name: str, broken: tuple[type[Exception], ...] = _NOT_AS_IT_SHOULD_BE) -> Iterator[None]:
    """Turn whatever is wrong inside a workbook, as `broken` or Unreadable, into a Refusal that names it."""
    try:
        yield
    except Unreadable as reason:
        raise Refusal(Exit.FIX_NEEDED, f"{name} {reason}.") from None
    except broken:
        raise Refusal(Exit.FIX_NEEDED, f"{name} {DAMAGED}.") from None


@contextmanager
def read_or_told(name: str) -> Iterator[None]:
    """Turn what the operating system has against reading into a Refusal that names the workbook."""
    try:
        yield
    except OSError as error:
        raise Refusal(Exit.FIX_NEEDED, f"{name} cannot be read: {_reason(error)}.") from None


@contextmanager
def saved_or_told(name: str) -> Iterator[None]:
    """Turn what the operating system has against saving into a Refusal that names the workbook."""
    try:
        yield
    except OSError as error:
        raise Refusal(Exit.FIX_NEEDED, f"{name} cannot be saved: {_reason(error)}.") from None


@contextmanager
def settled_or_told(name: str) -> Iterator[None]:
    """Turn an error of the disk after the workbook took its place into a Refusal that says so."""
    try:
        yield
    except OSError:
        sentence = f"{name} is saved, but the disk reports an error; check the disk before the next run."
        raise Refusal(Exit.FIX_NEEDED, sentence) from None


def may_write(path: Path) -> bool:
    """May this user change the file, or what lies in the folder?"""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def read_all(path: Path) -> bytes:
    """Return the whole file; OSError if it cannot be read."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        blocks = []
        while block := os.read(opened, 1 << 20):
            blocks.append(block)
        return b"".join(blocks)
    finally:
        os.close(opened)


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full; make room and run again"
    if error.errno in _FORBIDDEN:
        return f"this user may not write or read there; change the permissions of {_shut(error)}"
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or 'the disk reports an error'}{where}; check the disk and run again"


def _shut(error: OSError) -> str:
    """Return what the operating system keeps this user from: a file that is there, or else its folder."""
    if not isinstance(error.filename, str):
        return "the folder"
    path = Path(error.filename).absolute()
    return str(path if os.access(path, os.F_OK) else path.parent)
