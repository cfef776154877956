"""Workbooks drawn by hand as XML, for what no library would write."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# style 0 general, 1 date, 2 date and time, 3 time of day, 4 elapsed hours, 5 a custom date, 6 quoted letters
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="[h]:mm"/>
<numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yyyy;@"/>
<numFmt numFmtId="166" formatCode="0.0&quot; days&quot;"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/>
<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def sheet(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a worksheet part around some rows."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str],
    strings: Sequence[str] = (),
    settings: str = "",
    others: Mapping[str, str | bytes] | None = None,
    strict: bool = False,
) -> dict[str, str | bytes]:
    """Return the parts of a workbook with these sheets; `strings` are the insides of shared strings."""
    main, office = (STRICT_MAIN, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    numbers = range(1, len(sheets) + 1)
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{settings}<sheets>{tabs}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId90" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId91" Type="{office}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{"".join(f"<si>{one}</si>" for one in strings)}</sst>',
    }
    content |= {f"xl/worksheets/sheet{n}.xml": part for n, part in zip(numbers, sheets.values(), strict=True)}
    return content | dict(others or {})


def zipped(path: Path, content: Mapping[str, str | bytes]) -> Path:
    """Write parts as a zip at `path` and return it."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return path


def workbook(path: Path, rows: str, strings: Sequence[str] = (), **sheet_parts: str) -> Path:
    """Write a workbook with one tab called `people` that holds these rows."""
    return zipped(path, parts({"people": sheet(rows, **sheet_parts)}, strings))


def row(number: int, *cells: str) -> str:
    """Return a row of cells, each given as its attributes and content: `s="1"><v>3</v>`."""
    drawn = (f'<c r="{chr(65 + at)}{number}" {cell}</c>' for at, cell in enumerate(cells) if cell)
    return f'<row r="{number}">{"".join(drawn)}</row>'


def text(value: str) -> str:
    """Return a cell for `row` that holds text inline."""
    return f't="inlineStr"><is><t>{value}</t></is>'


HEADERS = row(1, text("person_id"), text("name"), text("start"))
