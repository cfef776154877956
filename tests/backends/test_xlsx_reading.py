"""What a workbook holds, whoever wrote it."""

from collections.abc import Callable
from datetime import date, datetime, time
from math import inf, isnan
from pathlib import Path

import openpyxl
import pytest
from backends.handmade import HEADERS, STRICT_MAIN, parts, row, sheet, text, workbook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.backends.xlsx import read
from sheets_sync.backends.xlsx.reading.plain import feed
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.snapshot import EPOCH_1904, CellError, CellRef, Formula, Tab

Values = list[tuple[object, ...]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "program.xlsx"


def tab_of(path: Path) -> Tab:
    [tab] = read(path)[0]
    return tab


def values(path: Path) -> Values:
    return [found.values for found in tab_of(path).rows]


def value_of(book: Path, cell: str, **around: str) -> object:
    """Return what is read of one cell below a header, beside another."""
    [[value, _]] = values(workbook(book, row(1, text("value")) + row(2, cell, text("x")), **around))
    return value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("><v>123</v>", 123),
        ("><v>-7</v>", -7),
        ("><v>4.0</v>", 4),
        ("><v>4.5</v>", 4.5),
        ("><v>1E3</v>", 1000),
        ("><v> 12 </v>", 12),
        ("><v>12345678901234567</v>", 12345678901234567.0),
        ("><v>1e400</v>", inf),
        ('t="b"><v>1</v>', True),
        ('t="b"><v>0</v>', False),
        ('t="e"><v>#REF!</v>', CellError("#REF!")),
        ('t="str"><v>made by a formula once</v>', "made by a formula once"),
        (text("00123"), "00123"),
        (text("=1+1"), "=1+1"),
        (text("R&amp;D &#233;"), "R&D é"),
        (text("two_x000D_lines_x005F_x0041_"), "two\rlines_x0041_"),
        (text("_xD83D__xDE00_ _xD800_"), "😀 \ufffd"),
        ('t="inlineStr"><is><r><t>in </t></r><r><rPr><b/></rPr><t>runs</t></r></is>', "in runs"),
        ('t="d"><v>2025-04-03</v>', date(2025, 4, 3)),
        ('t="d"><v>2025-04-03T02:30:00</v>', datetime(2025, 4, 3, 2, 30)),
        ('t="d"><v>nonsense</v>', "nonsense"),
        ("><v>nonsense</v>", "nonsense"),
    ],
)
def test_a_cell_is_read_by_its_type(book, cell, value):
    found = value_of(book, cell)
    assert (type(found), found) == (type(value), value)


def test_a_number_that_is_none_is_left_for_the_rules_to_refuse(book):
    assert isnan(value_of(book, "><v>NaN</v>"))


@pytest.mark.parametrize(
    ("style", "number", "value"),
    [
        (1, "45750", date(2025, 4, 3)),
        (1, "45750.0", date(2025, 4, 3)),
        (1, "45750.5", datetime(2025, 4, 3, 12)),
        (1, "45750.1041666667", datetime(2025, 4, 3, 2, 30)),
        (1, "45749.99999999999", date(2025, 4, 3)),
        (5, "45750", date(2025, 4, 3)),
        (1, "1", date(1900, 1, 1)),
        (1, "59", date(1900, 2, 28)),
        (1, "60", 60),
        (1, "61", date(1900, 3, 1)),
        (1, "-1", -1),
        (1, "2958465", date(9999, 12, 31)),
        (1, "2958466", 2958466),
        (3, "0.25", time(6)),
        (3, "0.999999999", time(23, 59, 59, 999000)),
        (4, "1.5", 1.5),
        (6, "45750", 45750),
        (99, "45750", 45750),
    ],
)
def test_a_number_is_a_date_where_it_is_shown_as_one(book, style, number, value):
    found = value_of(book, f's="{style}"><v>{number}</v>')
    assert (type(found), found) == (type(value), value)


def test_dates_count_from_1904_where_the_workbook_says_so(book):
    rows = row(1, text("start")) + row(2, 's="1"><v>45750</v>') + row(3, 's="1"><v>0</v>')
    zipped(book, parts({"people": sheet(rows)}, settings='<workbookPr date1904="1"/>'))
    assert values(book) == [(date(2029, 4, 4),), (date(1904, 1, 1),)]
    assert tab_of(book).epoch == EPOCH_1904


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("><f>A1*2</f><v>84</v>", Formula("=A1*2", 84)),
        ("><f>A1*2</f>", Formula("=A1*2", None)),
        ("><f>A1*2</f><v></v>", Formula("=A1*2", None)),
        ('t="str"><f>IF(1,"","")</f><v></v>', Formula('=IF(1,"","")', "")),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', Formula("=1/0", CellError("#DIV/0!"))),
        ('s="1"><f>TODAY()</f><v>45750</v>', Formula("=TODAY()", date(2025, 4, 3))),
    ],
)
def test_a_formula_comes_with_the_value_it_showed(book, cell, value):
    assert values(workbook(book, row(1, text("a"), text("b")) + row(2, "><v>1</v>", cell))) == [(1, value)]


def test_what_libreoffice_writes_for_a_tick_is_a_tick(book):
    ticks = ('t="b"><f aca="false">TRUE()</f><v>1</v>', 't="b"><f aca="false">FALSE()</f><v>0</v>')
    assert values(workbook(book, row(1, text("a"), text("b")) + row(2, *ticks))) == [(True, False)]


def test_the_cells_that_share_a_formula_have_values_of_their_own(book):
    rows = row(1, text("a"))
    rows += row(2, '><f t="shared" ref="A2:A3" si="0">B2*2</f><v>2</v>')
    rows += row(3, '><f t="shared" si="0"/><v>4</v>')
    assert values(workbook(book, rows)) == [(Formula("=B2*2", 2),), (Formula("=B2*2", 4),)]


def test_all_cells_that_an_array_formula_fills_are_formulas(book):
    rows = row(1, text("a"), text("b"))
    rows += row(2, '><f t="array" ref="A2:A3">B2:B3</f><v>2</v>', "><v>5</v>") + row(
        3, "><v>4</v>", "><v>6</v>"
    )
    rows += row(4, "><v>7</v>")
    assert values(workbook(book, rows)) == [
        (Formula("=B2:B3", 2), 5),
        (Formula("=B2:B3", 4), 6),
        (7, None),
    ]


def test_shared_strings_come_in_runs_without_how_to_pronounce_them(book):
    strings = [
        '<t xml:space="preserve"> a b </t>',
        "<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>",
        "<t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh>",
        "<t/>",
        "<t>R&amp;D</t>",
    ]
    rows = HEADERS.replace("start", "x") + row(2, *(f't="s"><v>{n}</v>' for n in (1, 2, 4)))
    rows += row(3, *(f't="s"><v>{n}</v>' for n in (3, 0)))
    assert values(workbook(book, rows, strings)) == [("rich text", "課", "R&D"), (None, " a b ", None)]


def test_rows_and_cells_without_places_follow_one_another(book):
    rows = (
        "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>"
    )
    tab = tab_of(workbook(book, rows))
    assert [(found.number, found.values) for found in tab.rows] == [(2, (1, 2))]


def test_the_strict_kind_of_workbook_is_read_too(book):
    rows = HEADERS + row(2, text("E1"))
    zipped(book, parts({"people": sheet(rows, main=STRICT_MAIN)}, strict=True))
    assert values(book) == [("E1", None, None)]


def test_elements_with_prefixes_are_read_too(book):
    rows = HEADERS + row(2, text("E1"), 't="s"><v>0</v>')
    prefixed = sheet(rows).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    content = parts({"people": prefixed}, ["<t>Ada</t>"])
    strings = str(content["xl/sharedStrings.xml"]).replace("<", "<y:").replace("<y:/", "</y:")
    content["xl/sharedStrings.xml"] = strings.replace("xmlns=", "xmlns:y=")
    assert values(zipped(book, content)) == [("E1", "Ada", None)]


def test_comments_and_literal_sections_between_rows_do_no_harm(book):
    rows = HEADERS + '<!-- <row r="2"><c r="A2"><v>1</v></c></row> -->'
    rows += row(2, 't="str"><v><![CDATA[</row><&]]></v>') + row(3, text("E1"))
    assert values(workbook(book, rows)) == [("</row><&", None, None), ("E1", None, None)]


def test_headers_are_texts_and_trailing_blank_ones_are_none(book):
    formula = 't="str"><f>"ma"&amp;"de"</f><v>made</v>'
    headers = row(1, text("person_id"), "", "><v>2025</v>", formula, text(" "))
    assert tab_of(workbook(book, headers + row(2, text("E1")))).headers == ("person_id", "", "2025", "made")


def test_values_beyond_the_last_header_are_kept_under_blank_headers(book):
    tab = tab_of(
        workbook(book, row(1, text("a")) + row(2, text("E1")) + row(3, text("E2"), "", text("lost?")))
    )
    assert tab.headers == ("a", "", "")
    assert [found.values for found in tab.rows] == [("E1", None, None), ("E2", None, "lost?")]


@pytest.mark.parametrize("blank", ['s="1">', text("  "), text(""), 't="s"><v>0</v>'])
def test_a_row_of_nothing_but_blanks_is_no_row(book, blank):
    rows = HEADERS + row(2, text("E1")) + row(3, blank, blank) + row(4, text("E2"))
    tab = tab_of(workbook(book, rows, ["<t> </t>"]))
    assert [found.number for found in tab.rows] == [2, 4]


def test_a_row_whose_formulas_show_nothing_is_no_row_but_one_without_values_is(book):
    rows = HEADERS + row(2, 't="str"><f>""</f><v></v>') + row(3, "><f>A2</f>")
    assert [found.number for found in tab_of(workbook(book, rows)).rows] == [3]


def test_hidden_rows_and_columns_are_told_where_they_hold_anything(book):
    rows = HEADERS + row(2, text("E1")) + row(3, text("E2")).replace("<row", '<row hidden="1"')
    rows += '<row r="9" hidden="1"/>' + row(4, text("E3")).replace('r="4">', 'r="10" hidden="true">').replace(
        "A4", "A10"
    )
    tab = tab_of(workbook(book, rows, before='<cols><col min="3" max="16384" hidden="1"/></cols>'))
    assert tab.hidden_rows == {3, 10}
    assert tab.hidden_columns == {3}


def test_hidden_tabs_are_read_and_chart_sheets_are_not(book):
    content = parts({"people": sheet(HEADERS), "topics": sheet(HEADERS), "chart": sheet("")})
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        '"topics"', '"topics" state="veryHidden"'
    )
    links = str(content["xl/_rels/workbook.xml.rels"])
    chart = links.replace('/worksheet" Target="worksheets/sheet3', '/chartsheet" Target="worksheets/sheet3')
    content["xl/_rels/workbook.xml.rels"] = chart
    snapshot, _ = read(zipped(book, content))
    assert [(tab.name, tab.hidden) for tab in snapshot] == [("people", False), ("topics", True)]


def test_a_stale_dimension_is_not_believed(book):
    rows = HEADERS + row(2, text("E1"))
    assert len(values(workbook(book, rows, before='<dimension ref="A1:XFD1048576"/>'))) == 1
    assert len(values(workbook(book, rows, before='<dimension ref="A1"/>'))) == 1


def test_the_empty_last_rows_that_libreoffice_writes_are_no_rows(book):
    assert len(values(workbook(book, HEADERS + row(2, text("E1")) + '<row r="1048576" ht="12.8"/>'))) == 1


def test_notes_are_read_with_their_cells(book):
    made = openpyxl.Workbook()
    made.active.title = "people"
    made.active["B2"] = "Ada"
    made.active["B2"].comment = openpyxl.comments.Comment("call her first", "Bo")
    made.save(book)
    assert tab_of(book).notes == {CellRef("people", 2, 2): "call her first"}


def test_what_openpyxl_wrote_is_read_as_it_was_meant(book):
    made = openpyxl.Workbook()
    made.active.append(["id", "n", "when", "moment", "at", "yes", "text"])
    written = ("00123", 4.25, date(2025, 4, 3), datetime(2025, 4, 3, 2, 30), time(6, 15), True, "=x\n& <b>")
    made.active.append(written)
    made.active["G2"].data_type = "s"
    made.save(book)
    assert values(book) == [written]


# The short cut past the parser must not be noticed.

CELLS = st.sampled_from(
    [
        "",
        "><v>7</v>",
        't="n"><v>8.5</v>',
        's="1" t="n"><v>45750</v>',
        's="1"><v>45751</v>',
        's="0" t="s"><v>1</v>',
        't="s"><v>2</v>',
        't="b"><v>1</v>',
        't="e"><v>#N/A</v>',
        text("plain"),
        text(" R&amp;D &lt;3"),
        text("&#65; numeric"),
        text("_x0041_"),
        text("CR\r\nLF"),
        's="2">',
        "><f>A1</f><v>3</v>",
        "><f>A1&amp;&quot;x&quot;</f><v></v>",
        't="str"><f>A1</f><v></v>',
        't="str"><f aca="false">A1</f><v>a&lt;b</v>',
        's="1"><f>A1</f><v>45750</v>',
        't="b"><f aca="false">TRUE()</f><v>1</v>',
        't="e"><f>1/0</f><v>#DIV/0!</v>',
        '><f t="shared" si="0">A1</f><v>3</v>',
        "><f>A1</f>",
        'foo="1"><v>4</v>',
        "><v>5</v><extLst/>",
    ]
)
HEADS = st.sampled_from(
    ["", ' spans="1:3"', ' hidden="1"', ' hidden="false"', ' ht="15" customHeight="1"', " "]
)


@given(st.lists(st.tuples(HEADS, st.lists(CELLS, max_size=4)), max_size=8))
@settings(max_examples=300, deadline=None)
def test_plain_rows_read_the_same_with_and_without_the_parser(tmp_path_factory, drawn):
    rows = HEADERS
    for number, (head, cells) in enumerate(drawn, start=2):
        rows += row(number, *cells).replace(f'r="{number}"', f'r="{number}"{head}', 1)
    folder = tmp_path_factory.mktemp("either")
    strings = ["<t>a</t>", "<t xml:space='preserve'>b&amp;</t>", "<r><t>c</t></r>"]
    quick = tab_of(workbook(folder / "quick.xlsx", rows, strings))
    slow = tab_of(workbook(folder / "slow.xlsx", f"<!-- no short cut -->{rows}", strings))
    assert quick == slow


def test_all_is_fed_to_the_parser_but_what_was_taken():
    fed: list[bytes] = []

    class Parser:
        def Parse(self, data: bytes, final: bool) -> None:  # noqa: N802
            fed.append(data)

    def take(content: str, at: int) -> int:
        while content.startswith("<a>1</a>", at):
            at += 8
        return at

    blocks = [b"<x><a>1</a><a>1</a><a>", b"2</a><a>1</a><a>3</a", b"></x>"]
    feed(Parser(), blocks, "a", take)
    assert b"".join(fed) == b"<x><a>1</a><a>2</a><a>3</a></x>"


def test_rows_out_of_order_are_refused(book):
    with pytest.raises(Refusal, match="damaged"):
        read(workbook(book, HEADERS + row(3, text("a")) + row(2, text("b"))))


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace('r="A2"', 'r="A7"'),
        lambda xml: xml.replace('r="A2"', 'r="ZZZZ2"'),
        lambda xml: xml.replace('r="2"', 'r="two"'),
        lambda xml: xml.replace('t="s"><v>0', 't="s"><v>9'),
        lambda xml: xml.replace('t="s"><v>0', 't="s"><v>-1'),
        lambda xml: xml.replace("</sheetData>", ""),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(book: Path, change: Callable[[str], str]):
    content = parts({"people": change(sheet(HEADERS + row(2, 't="s"><v>0</v>', "><v>1</v>")))}, ["<t>a</t>"])
    with pytest.raises(Refusal, match="damaged"):
        read(zipped(book, content))
