"""A CSV file read as if it were a tab: every value stays the text it is."""

import csv
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Row, Tab


def read_tab(path: Path, name: str, made_as: str, origin: str) -> Tab:
    """Return the file as a tab called `name` in place of `made_as`; a Refusal where it is no CSV in UTF-8.

    `origin` says what to mend where the path is wrong.
    """
    if path.is_dir():
        called = path.resolve().name or path  # "." has no name of its own
        raise Refusal(Exit.FIX_NEEDED, f"{called} is a folder, not a file; mend {origin}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            start = file.read(4096)
            file.seek(0)
            return _as_tab(csv.reader(file, delimiter=_delimiter(start), strict=True), name, made_as)
    except FileNotFoundError:
        raise Refusal(Exit.FIX_NEEDED, f"There is no file {path}; mend {origin}.") from None
    except OSError as error:
        raise Refusal(
            Exit.FIX_NEEDED, f"{path} cannot be read ({error.strerror}); check its permissions."
        ) from None
    except UnicodeDecodeError:
        sentence = f"{path} is not in UTF-8; save it again as “CSV UTF-8”."
        raise Refusal(Exit.FIX_NEEDED, sentence) from None
    except csv.Error as error:
        raise Refusal(
            Exit.FIX_NEEDED, f"{path} is not a readable CSV file ({error}); save it again as “CSV UTF-8”."
        ) from None


def _delimiter(start: str) -> str:
    headers = start.splitlines()[0] if start else ""
    return max(",;\t", key=headers.count)


def _as_tab(lines: Iterator[list[str]], name: str, made_as: str) -> Tab:
    headers = tuple(next(lines, []))
    rows = []
    for number, line in enumerate(lines, start=2):
        if any(value.strip() for value in line):
            values = [value or None for value in line[: len(headers)]]
            rows.append(Row(name, number, headers, (*values, *[None] * (len(headers) - len(values)))))
    return Tab(name, headers, tuple(rows), made_as=made_as, is_file=True)
