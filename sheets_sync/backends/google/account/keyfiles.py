"""A credentials file as it lies on disk: readable, JSON, and out of other people's and of git's reach."""

import json
import os
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Any

from sheets_sync.spreadsheet.refusals import Exit, Refusal

LARGEST = 100_000  # bytes; a real one has some 3,000
SECRETS = {"private_key", "refresh_token", "client_secret"}
KEY_BEGINS = "-----BEGIN"
GIT_SECONDS = 10
Json = dict[str, Any]


def read_key_file(path: Path) -> Json:
    """Return what a credentials file holds; a Refusal where it cannot be read or others could."""
    found = _parsed(path, _text(path))
    if _has_secrets(found):
        _refuse_readable_by_others(path)
        _refuse_open_to_git(path)
    return found


def refusal(path: Path, trouble: str) -> Refusal:
    """Return the refusal of a credentials file, in one sentence that begins with its name."""
    return Refusal(Exit.FIX_NEEDED, f"{path} {trouble}.")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        trouble = "is not there: check the path of the Google credentials, or download a key for the account"
        raise refusal(path, trouble) from None
    except OSError as error:
        raise refusal(path, f"cannot be read ({error.strerror}): check the credentials' path") from None
    if len(content) > LARGEST:
        raise refusal(path, "is too long for Google credentials: name the JSON file of a key")
    return content.decode("utf-8-sig", errors="replace")


def _parsed(path: Path, text: str) -> Json:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        trouble = (
            "is not a Google credentials file: make a key for a service account, of type JSON, and name it"
        )
        raise refusal(path, trouble)
    return found


def is_key(text: object) -> bool:
    """Is this a private key, and not the words that stand in its place in an example?"""
    return KEY_BEGINS in str(text)


def _has_secrets(found: Json) -> bool:
    return any(
        _has_secrets(value) if isinstance(value, dict) else _is_secret(name, value)
        for name, value in found.items()
    )


def _is_secret(name: str, value: object) -> bool:
    return name in SECRETS and (name != "private_key" or is_key(value))


def _refuse_readable_by_others(path: Path) -> None:
    if os.name != "posix":
        return
    found = path.stat()
    if found.st_uid == os.getuid() and found.st_mode & (stat.S_IRGRP | stat.S_IROTH):
        remedy = f"close it with chmod 600 {shlex.quote(str(path))} and run this again"
        raise refusal(path, f"holds a key that other people on this machine can read: {remedy}")


def _refuse_open_to_git(path: Path) -> None:
    real = path.resolve()
    if _git(real, "--literal-pathspecs", "ls-files", "--error-unmatch") == 0:
        trouble = (
            "is tracked by git, so its key is in the history: take it out with git rm --cached, "
            "delete the key in the cloud console and make a new one"
        )
        raise refusal(path, trouble)
    if _git(real, "check-ignore", "--quiet") == 1:
        remedy = f"add {real.name} to its .gitignore, or move it elsewhere"
        raise refusal(path, f"lies in a git work tree where its key could be committed: {remedy}")


def _git(path: Path, *command: str) -> int:
    """Return git's exit code about a file: 0 yes, 1 no, another where git or a work tree is missing."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", "-C", str(path.parent), *command, "--", str(path)],
            env=clean, stdin=subprocess.DEVNULL, capture_output=True, timeout=GIT_SECONDS, check=False,
        ).returncode  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return -1
