"""One cell as it stands in a sheet part."""

import math
from datetime import date, datetime, time

from sheets_sync.backends.xlsx.reading.texts import encoded
from sheets_sync.spreadsheet.serials import serial
from sheets_sync.spreadsheet.snapshot import Plain


def cell_xml(prefix: str, name: str, style: str | None, value: Plain, epoch: date) -> str:
    """Return a cell with a value that no program will read as a formula; ValueError if none can hold it.

    >>> cell_xml("", "B7", "3", "=1+1", date(1899, 12, 30))
    '<c r="B7" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    """
    kind, content = _content(prefix, value, epoch)
    place = f'r="{name}"' + (f' s="{style}"' if style is not None else "")
    if not content:
        return f"<{prefix}c {place}/>"
    return f"<{prefix}c {place}{kind}>{content}</{prefix}c>"


def _content(prefix: str, value: Plain, epoch: date) -> tuple[str, str]:
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        text = f'<{prefix}t xml:space="preserve">{encoded(value)}</{prefix}t>'
        return ' t="inlineStr"', f"<{prefix}is>{text}</{prefix}is>"
    if isinstance(value, bool):
        return ' t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
    number = serial(value, epoch) if isinstance(value, date | datetime | time) else value
    if not math.isfinite(number):
        raise ValueError("a cell cannot hold a number that is not finite")
    return "", f"<{prefix}v>{number!r}</{prefix}v>"
