"""What formulas show, put into a workbook that openpyxl wrote without it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from sheets_sync.spreadsheet.serials import serial
from sheets_sync.spreadsheet.snapshot import EPOCH_1900, CellError, Plain

Results = dict[tuple[str, str], Plain | CellError]  # by tab and address
FORMULA = re.compile(
    r'<c r="(?P<at>[A-Z]+\d+)"(?P<style>(?: s="\d+")?)><f>(?P<formula>[^<]*)</f><v ?/?>(?:</v>)?'
)


def with_results(path: Path, tabs: Sequence[str], results: Results) -> None:
    """Rewrite the workbook with the value of each formula beside it."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for number, tab in enumerate(tabs, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        shown = {at: value for (of, at), value in results.items() if of == tab}
        parts[name] = _with_results(parts[name].decode(), shown).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)


def _with_results(part: str, shown: Mapping[str, Plain | CellError]) -> str:
    def result(found: re.Match[str]) -> str:
        kind, text = _stored(shown.get(found["at"]))
        attributes = f'{found["style"]} t="{kind}"' if kind else found["style"]
        return f'<c r="{found["at"]}"{attributes}><f>{found["formula"]}</f><v>{escape(text)}</v>'

    return FORMULA.sub(result, part)


def _stored(value: Plain | CellError) -> tuple[str, str]:
    """Return the type and the text of a cell that shows this value."""
    if isinstance(value, CellError):
        return "e", value.text
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, date | datetime):
        return "", str(serial(value, EPOCH_1900))
    return ("str", value or "") if value is None or isinstance(value, str) else ("", str(value))
