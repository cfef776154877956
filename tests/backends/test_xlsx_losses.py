"""What openpyxl's load and save would lose is found before it is done; what it keeps is really kept."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from sheets_sync.backends.xlsx.layout.losses import what_would_be_lost

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = Workbook()
    book.active.title = "people"
    book.active.append(["person_id", "name"])
    book.save(tmp_path / "p.xlsx")
    return tmp_path / "p.xlsx"


def with_parts(path: Path, changed: Mapping[str, str]) -> Path:
    with ZipFile(path) as parts:
        contents: dict[str, str | bytes] = {name: parts.read(name) for name in parts.namelist()}
    with ZipFile(path, "w") as parts:
        for name, content in {**contents, **changed}.items():
            parts.writestr(name, content)
    return path


def part(path: Path, name: str) -> str:
    with ZipFile(path) as parts:
        return parts.read(name).decode()


def with_sheet(path: Path, old: str, new: str) -> Path:
    content = part(path, SHEET)
    assert old in content
    return with_parts(path, {SHEET: content.replace(old, new)})


def test_a_plain_workbook_loses_nothing(path):
    assert what_would_be_lost(path) == []


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("xl/media/image1.png", "pictures"),
        ("xl/charts/chart1.xml", "charts"),
        ("xl/pivotTables/pivotTable1.xml", "pivot tables"),
        ("xl/slicers/slicer1.xml", "slicers"),
        ("xl/threadedComments/threadedComment1.xml", "comments with answers"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", "embedded files"),
        ("xl/featurePropertyBag/featurePropertyBag.xml", "checkboxes inside cells"),
        ("xl/ctrlProps/ctrlProp1.xml", "form controls"),
        ("customXml/item1.xml", "custom XML"),
        ("docMetadata/LabelInfo.xml", "a sensitivity label"),
        ("xl/brandNew/thing1.xml", "the part xl/brandnew/thing1.xml"),
    ],
)
def test_a_part_that_is_not_kept_is_named(path, name, lost):
    assert what_would_be_lost(with_parts(path, {name: "<x/>"})) == [lost]


@pytest.mark.parametrize("name", ["xl/calcChain.xml", "xl/printerSettings/printerSettings1.bin"])
def test_what_every_program_makes_anew_is_no_loss(path, name):
    assert what_would_be_lost(with_parts(path, {name: "<x/>"})) == []


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ('<c r="A2"><f>B1+1</f><v>5</v></c>', "results of formulas"),
        ('<c r="A2" t="inlineStr"><is><r><t>bold</t></r></is></c>', "text in several fonts or colours"),
        ('<c r="A2" vm="1"><v>5</v></c>', "data types, or formulas that fill several cells,"),
        ('<c r="A2"><new/></c>', "something unknown (new)"),
    ],
)
def test_what_a_cell_would_lose_is_named_with_its_tab(path, content, lost):
    with_sheet(path, "</sheetData>", f'<row r="2">{content}</row></sheetData>')
    assert what_would_be_lost(path) == [f"{lost} in the tab people"]


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ('<extLst><ext uri="x"/></extLst>', "features of newer programs, such as sparklines"),
        ("<protectedRanges/>", "ranges that some people may edit"),
        ('<mc:AlternateContent xmlns:mc="urn:mc"/>', "form controls"),
    ],
)
def test_what_a_tab_would_lose_is_named(path, content, lost):
    with_sheet(path, "</worksheet>", f"{content}</worksheet>")
    assert f"{lost} in the tab people" in what_would_be_lost(path)


def test_a_tick_that_libreoffice_made_a_formula_is_no_loss(path):
    with_sheet(path, "</sheetData>", '<row r="2"><c r="A2"><f>TRUE()</f><v>1</v></c></row></sheetData>')
    assert what_would_be_lost(path) == []


def test_a_drawing_counts_only_if_something_is_drawn(path):
    empty = '<xdr:wsDr xmlns:xdr="urn:xdr"></xdr:wsDr>'
    assert what_would_be_lost(with_parts(path, {"xl/drawings/drawing1.xml": empty})) == []
    drawn = empty.replace("></", "><xdr:twoCellAnchor/></")
    assert what_would_be_lost(with_parts(path, {"xl/drawings/drawing1.xml": drawn})) == [
        "pictures, charts or shapes"
    ]


def test_a_button_drawn_like_a_note_counts(path):
    button = '<xml><x:ClientData xmlns:x="urn:x" ObjectType="Button"/></xml>'
    found = what_would_be_lost(with_parts(path, {"xl/drawings/vmlDrawing1.vml": button}))
    assert found == ["pictures, charts or shapes"]


def test_the_strict_form_of_a_workbook_counts(path):
    strict = part(path, "xl/workbook.xml").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "its strict form (saved as Strict Open XML)" in what_would_be_lost(
        with_parts(path, {"xl/workbook.xml": strict})
    )


KEPT = """<sheetPr><tabColor rgb="FF00FF00"/><outlinePr/><pageSetUpPr fitToPage="1"/></sheetPr>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>
<selection sqref="A1"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
<cols><col min="1" max="2" width="20" customWidth="1"/></cols>
<sheetData><row r="1" ht="30" customHeight="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>
<c r="B1"><v>1</v></c></row></sheetData>
<sheetProtection sheet="1"/>
<autoFilter ref="A1:B9"><filterColumn colId="0"><filters><filter val="x"/>
<dateGroupItem year="2027" dateTimeGrouping="year"/></filters></filterColumn>
<filterColumn colId="1"><customFilters><customFilter operator="greaterThan" val="1"/></customFilters>
</filterColumn><filterColumn colId="2"><top10 val="3"/></filterColumn>
<filterColumn colId="3"><dynamicFilter type="today"/></filterColumn>
<filterColumn colId="4"><iconFilter iconSet="3Arrows" iconId="1"/></filterColumn>
<sortState ref="A2:B9"><sortCondition ref="A2:A9"/></sortState></autoFilter>
<mergeCells><mergeCell ref="D1:E1"/></mergeCells>
<conditionalFormatting sqref="A2:A9"><cfRule type="expression" priority="1"><formula>A2=1</formula></cfRule>
<cfRule type="colorScale" priority="2"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFF0000"/>
<color rgb="FF00FF00"/></colorScale></cfRule>
<cfRule type="dataBar" priority="3"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FFFF0000"/>
</dataBar></cfRule>
<cfRule type="iconSet" priority="4"><iconSet iconSet="3Arrows"><cfvo type="percent" val="0"/>
<cfvo type="percent" val="33"/><cfvo type="percent" val="67"/></iconSet></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="whole" sqref="B2:B9"><formula1>1</formula1>
<formula2>5</formula2></dataValidation></dataValidations>
<hyperlinks><hyperlink ref="A1" location="people!B1"/></hyperlinks>
<printOptions gridLines="1"/><pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>
<pageSetup orientation="landscape"/>
<headerFooter><oddHeader>&amp;Lleft</oddHeader><oddFooter>&amp;Rright</oddFooter></headerFooter>
<rowBreaks count="1" manualBreakCount="1"><brk id="5" man="1" max="16383"/></rowBreaks>
<colBreaks count="1" manualBreakCount="1"><brk id="3" man="1" max="1048575"/></colBreaks>"""


def test_what_counts_as_kept_survives_loading_and_saving(path):
    with_parts(path, {SHEET: f'<worksheet xmlns="{MAIN}">{KEPT}</worksheet>'})
    assert what_would_be_lost(path) == []
    saved = BytesIO()
    load_workbook(path).save(saved)
    with ZipFile(saved) as parts:
        after = parts.read(SHEET).decode()
    tags = set(re.findall(r"<(\w+)", KEPT)) - {"is", "t"}  # texts move to the shared strings
    assert {tag for tag in tags if f"<{tag}" not in after} == set()
