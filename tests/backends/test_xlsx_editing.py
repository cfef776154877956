"""Cells changed in place: what is asked for, and nothing else."""

import shutil
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from backends.handmade import HEADERS, STRICT_MAIN, parts, row, sheet, text, workbook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.backends.xlsx import apply, read
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet, NewRow, Note, ReplaceTab
from sheets_sync.spreadsheet.snapshot import CellRef, Formula, Plain, Tab

DECORATED = Path(__file__).parent.parent / "data" / "decorated.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
NOW = datetime(2025, 4, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "program.xlsx"


@pytest.fixture
def decorated(book: Path) -> Path:
    shutil.copy(DECORATED, book)
    return book


def edit(row_number: int, column: int, after: Plain, tab: str = "people") -> CellEdit:
    return CellEdit(CellRef(tab, row_number, column), ("E1",), "status", None, after)


def change(
    path: Path,
    *edits: CellEdit,
    new: tuple[NewRow, ...] = (),
    replaced: tuple[ReplaceTab, ...] = (),
    shown: tuple[str, ...] = (),
) -> None:
    """Apply the changes to the workbook as it stands."""
    changes = ChangeSet(edits=edits, new_rows=new, replaced=replaced, shown=shown)
    apply(path, changes, read(path)[1], path.parent / "backups", NOW)


def tab_of(path: Path, name: str = "people") -> Tab:
    tab = read(path)[0].get(name)
    assert tab is not None
    return tab


def values(path: Path, name: str = "people") -> dict[int, tuple[object, ...]]:
    return {found.number: found.values for found in tab_of(path, name).rows}


def part(path: Path, name: str = SHEET) -> str:
    with ZipFile(path) as package:
        return package.read(name).decode()


def packed_parts(path: Path) -> dict[str, bytes]:
    """Return each part with its header and packed bytes, as they lie in the file."""
    whole = path.read_bytes()
    with ZipFile(path) as package:
        starts = [info.header_offset for info in package.infolist()] + [package.start_dir]
        return {
            info.filename: whole[start:end]
            for info, (start, end) in zip(package.infolist(), pairwise(starts), strict=True)
        }


# Where a cell goes


def test_a_cell_is_replaced_and_all_other_bytes_stay(book):
    workbook(book, HEADERS + row(2, text("E1"), 's="5"><v>1</v>', text("x")) + row(3, text("E2")))
    before = part(book)
    change(book, edit(2, 2, "new"))
    new = '<c r="B2" s="5" t="inlineStr"><is><t xml:space="preserve">new</t></is></c>'
    assert part(book) == before.replace('<c r="B2" s="5"><v>1</v></c>', new)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (row(2, text("a"), "", text("c")), ("a", "new", "c")),
        (row(2, "", "", text("c")), (None, "new", "c")),
        (row(2, text("a")), ("a", "new", None)),
        ('<row r="2"/>', (None, "new", None)),
        ('<row r="2" ht="20"></row>', (None, "new", None)),
        ('<row r="2"><c r="A2" s="1"/><c r="B2" s="1"/></row>', (None, "new", None)),
        ('<row r="2"><c r="A2"><v>1</v></c ><c r="B2" s="1" ></c></row >', (1, "new", None)),
        ("", (None, "new", None)),
        ("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>", (1, "new", 3)),
        ("<row r='2'><c r='C2'><v>3</v></c></row>", (None, "new", 3)),
        ('<!-- before --><row r="2"><!-- <c r="B2"/> --><c r="C2"><v>3</v></c></row>', (None, "new", 3)),
    ],
)
def test_a_cell_finds_its_place_however_the_row_is_written(book, rows, expected):
    workbook(book, HEADERS + rows + row(7, text("last")))
    change(book, edit(2, 2, "new"))
    assert values(book) == {2: expected, 7: ("last", None, None)}


def test_missing_rows_are_put_in_in_order(book):
    workbook(book, HEADERS + row(4, text("d")) + row(6, text("f")))
    change(book, edit(3, 1, "c"), edit(5, 1, "e"), edit(7, 1, "g"), edit(2, 1, "b"))
    assert [found[0] for found in values(book).values()] == ["b", "c", "d", "e", "f", "g"]


@pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>"])
def test_an_empty_sheet_takes_rows(book, empty):
    zipped(book, parts({"people": sheet("").replace("<sheetData></sheetData>", empty)}))
    change(book, edit(1, 1, "a header"), edit(2, 1, "b"))
    assert values(book) == {2: ("b",)}


def test_the_dimension_grows_and_spans_of_touched_rows_go(book):
    rows = HEADERS + "".join(row(n, "><v>1</v>").replace(">", ' spans="1:1">', 1) for n in (2, 3))
    workbook(book, rows, before='<dimension ref="A1:C2"/>')
    change(book, edit(2, 4, "wide"))
    assert '<dimension ref="A1:D2"/>' in part(book)
    assert part(book).count("spans") == 1


def test_a_sheet_with_prefixes_gets_cells_with_prefixes(book):
    drawn = (
        sheet(HEADERS + row(2, text("E1")))
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("xmlns=", "xmlns:x=")
    )
    zipped(book, parts({"people": drawn}))
    change(book, edit(2, 2, "new"), edit(3, 1, "E2"))
    assert values(book) == {2: ("E1", "new", None), 3: ("E2", None, None)}


def test_a_strict_workbook_and_one_with_a_byte_order_mark_are_changed_too(book):
    strict = "\ufeff" + sheet(HEADERS + row(2, text("é")), main=STRICT_MAIN)
    zipped(book, parts({"people": strict}, strict=True))
    change(book, edit(2, 2, "ü"))
    assert values(book) == {2: ("é", "ü", None)}


# What a cell holds


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "@SUM(A1)",
        '<b> & "quotes" \' ]]>',
        " spaces ",
        "two\nlines\ttab",
        "return\r\x0b\x00",
        "_x0041_ _x005F_",
        "José 😀 ❤️ \ufffe",
        "00123",
        "x" * 32_767,
        True,
        False,
        0,
        -3,
        4.25,
        1e300,
        date(2025, 4, 3),
        date(1900, 1, 1),
        date(1900, 3, 1),
        datetime(2025, 4, 3, 2, 30, 15),
        time(6, 15),
    ],
)
def test_a_value_is_read_back_as_it_was_written(book, value):
    workbook(book, HEADERS + row(2, text("E1"), text("old")))
    change(book, edit(2, 2, value))
    found = values(book)[2][1]
    assert (type(found), found) == (type(value), value)


def test_openpyxl_reads_text_as_text_and_dates_as_dates(book):
    workbook(book, HEADERS + row(2, text("E1")))
    change(book, edit(2, 1, "=HYPERLINK(1)"), edit(2, 2, "a\nb"), edit(2, 3, date(2025, 4, 3)))
    cells = openpyxl.load_workbook(book)["people"][2]
    assert [cell.value for cell in cells] == ["=HYPERLINK(1)", "a\nb", datetime(2025, 4, 3)]
    assert cells[0].data_type == "s"


@pytest.mark.parametrize("epoch", ["1", "0"])
def test_dates_count_from_the_day_the_workbook_says(book, epoch):
    zipped(book, parts({"people": sheet(HEADERS)}, settings=f'<workbookPr date1904="{epoch}"/>'))
    change(book, edit(2, 1, date(2025, 4, 3)))
    assert values(book)[2][0] == date(2025, 4, 3)
    assert ("<v>44288</v>" if epoch == "1" else "<v>45750</v>") in part(book)


@pytest.mark.parametrize("empty", [None, ""])
def test_nothing_empties_the_cell_but_keeps_its_style(book, empty):
    workbook(book, HEADERS + row(2, text("E1"), 's="5"><v>1</v>'))
    change(book, edit(2, 2, empty))
    assert '<c r="B2" s="5"/>' in part(book)
    assert values(book) == {2: ("E1", None, None)}


@pytest.mark.parametrize("value", ["x" * 32_768, float("nan"), float("inf"), date(1899, 1, 1)])
def test_what_no_cell_can_hold_is_a_mistake_of_ours(book, value):
    workbook(book, HEADERS)
    before = book.read_bytes()
    with pytest.raises(ValueError, match=r"cell|workbook"):
        change(book, edit(2, 1, value))
    assert book.read_bytes() == before


FORMULAS = {
    "a formula": row(2, text("E1"), "><f>A2</f><v>1</v>"),
    "a shared one": row(2, text("E1"), '><f t="shared" si="0"/><v>1</v>'),
    "part of an array": row(2, text("E1"), "><v>1</v>").replace(
        "><v>", '><f t="array" ref="B2:B3">A2:A3</f><v>'
    )
    + row(3, text("E2"), "><v>2</v>"),
    "one that shows nothing": row(2, "", 't="str"><f>""</f><v></v>'),
}


@pytest.mark.parametrize("rows", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_never_overwritten(book, rows):
    workbook(book, HEADERS + rows)
    before = book.read_bytes()
    with pytest.raises(ValueError, match="formula"):
        change(book, edit(3 if "array" in rows else 2, 2, "mine"))
    assert book.read_bytes() == before


def test_what_libreoffice_made_of_a_tick_may_be_overwritten(book):
    workbook(book, HEADERS + row(2, text("E1"), 't="b"><f aca="false">TRUE()</f><v>1</v>'))
    change(book, edit(2, 2, False))
    assert values(book) == {2: ("E1", False, None)}
    assert "<f" not in part(book)


# How a cell looks


def style_of(path: Path, cell: str) -> str | None:
    """Return the style that a cell names."""
    drawn = part(path).split(f'<c r="{cell}"')[1].split(">")[0]
    return drawn.split('s="')[1].split('"')[0] if 's="' in drawn else None


def test_a_new_cell_takes_the_style_of_its_column(book):
    workbook(book, HEADERS, before='<cols><col min="2" max="3" style="5" width="9"/></cols>')
    change(book, edit(2, 2, "x"), edit(2, 1, "y"))
    assert (style_of(book, "B2"), style_of(book, "A2")) == ("5", None)


def test_a_new_cell_takes_the_style_of_the_cell_above_but_not_of_the_header(book):
    header = row(1, 's="6" ' + text("a"), 's="6" ' + text("b"))
    workbook(book, header + row(2, 's="4"><v>1</v>'))
    change(book, edit(2, 2, "below the header"), edit(3, 1, "below a cell"), edit(4, 1, "below that"))
    assert (style_of(book, "B2"), style_of(book, "A3"), style_of(book, "A4")) == (None, "4", "4")


@pytest.mark.parametrize(
    ("rows", "before", "style"),
    [
        (row(2, text("E1"), 's="5"><v>1</v>'), "", "5"),
        (row(2, text("E1"), 's="0">'), '<cols><col min="2" max="2" style="2"/></cols>', "2"),
        (row(2, text("E1"), 's="0">').replace("2", "3") + row(2, text("E0"), 's="5"><v>45750</v>'), "", "5"),
        (row(2, text("E1"), 's="4"><v>1</v>'), "", "7"),
        (row(2, text("E1")), "", "7"),
    ],
    ids=["its own", "its column's", "that of a date above", "a new one like its own", "a new one"],
)
def test_a_date_takes_a_style_that_shows_dates(book, rows, before, style):
    number = 3 if 'r="3"' in rows else 2
    ordered = "".join(sorted(rows.replace("</row>", "</row>\n").splitlines()))
    workbook(book, HEADERS + ordered, before=before)
    change(book, edit(number, 2, date(2025, 4, 3)))
    assert style_of(book, f"B{number}") == style
    assert values(book)[number][1] == date(2025, 4, 3)


def test_a_style_for_dates_is_added_once_and_keeps_the_rest_of_the_look(book):
    drawn = openpyxl.Workbook()
    drawn.active.title = "people"
    drawn.active.append(["a", "b"])
    drawn.active.append(["x", "y"])
    drawn.active["A2"].font = openpyxl.styles.Font(bold=True)
    drawn.save(book)
    change(
        book, edit(2, 1, date(2025, 4, 3)), edit(3, 1, date(2025, 4, 4)), edit(2, 2, datetime(2025, 4, 3, 9))
    )
    cells = openpyxl.load_workbook(book)["people"]
    assert cells["A2"].font.bold
    assert cells["A2"].is_date
    assert [cells[name].number_format for name in ("A2", "A3", "B2")] == [
        "mm-dd-yy",
        "mm-dd-yy",
        "m/d/yy h:mm",
    ]


# Rows and whole tabs


def test_new_rows_go_below_the_last_one_with_anything_in_it(book):
    workbook(book, HEADERS + row(2, text("E1")) + row(3, 's="5">') + row(4, text("  ")))
    rows = (
        NewRow("people", {"start": date(2025, 4, 3), "person_id": "E2"}),
        NewRow("people", {"person_id": "E3"}),
    )
    change(book, new=rows)
    assert values(book) == {
        2: ("E1", None, None),
        3: ("E2", None, date(2025, 4, 3)),
        4: ("E3", None, None),
    }


def test_new_rows_leave_formulas_alone_that_wait_below(book):
    waiting = "".join(row(n, "", 't="str"><f>""</f><v></v>') for n in (3, 4))
    workbook(book, HEADERS + row(2, text("E1")) + waiting)
    change(book, new=(NewRow("people", {"person_id": "E2"}),))
    assert values(book)[3] == ("E2", Formula('=""', ""), None)
    change(book, new=(NewRow("people", {"name": "Ada"}),))
    assert values(book)[5] == (None, "Ada", None)


def test_a_new_row_under_an_unknown_header_is_a_mistake_of_ours(book):
    workbook(book, HEADERS)
    with pytest.raises(ValueError, match="not in"):
        change(book, new=(NewRow("people", {"nowhere": 1}),))


@pytest.mark.parametrize("changes", [{"shown": ("nowhere",)}, {"new": (NewRow("nowhere", {}),)}])
def test_a_tab_that_is_not_there_is_a_mistake_of_ours(book, changes):
    workbook(book, HEADERS)
    with pytest.raises(ValueError, match="nowhere"):
        change(book, **changes)


def test_a_replaced_tab_holds_the_new_rows_alone_in_the_old_styles(book):
    workbook(book, HEADERS + "".join(row(n, 's="5"><v>1</v>', text("b"), "><f>A2</f>") for n in range(2, 6)))
    new = ReplaceTab("people", ("name", "person_id"), (("Ada", "E1"), ("Bo", None)))
    change(book, replaced=(new,))
    assert values(book) == {2: ("E1", "Ada", None), 3: (None, "Bo", None)}
    assert [style_of(book, cell) for cell in ("A2", "A3", "A5")] == ["5", "5", "5"]


def test_a_replaced_tab_may_grow_and_gets_a_missing_header_back(book):
    workbook(book, row(1, text("a")) + row(2, text("old")))
    change(book, replaced=(ReplaceTab("people", ("a", "b"), tuple((n, -n) for n in range(30))),))
    assert tab_of(book).headers == ("a", "b")
    assert values(book)[31] == (29, -29)


def test_a_replaced_tab_with_formulas_loses_their_calculation_chain(book):
    content = parts({"people": sheet(HEADERS + row(2, "><f>1</f><v>1</v>")), "topics": sheet(HEADERS)})
    links, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    link = '<Relationship Id="rId99" Type="http://x/relationships/calcChain" Target="calcChain.xml"/>'
    override = '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'
    content[links] = str(content[links]).replace("</Relationships>", f"{link}</Relationships>")
    content[types] = str(content[types]).replace("</Types>", f"{override}</Types>")
    zipped(book, content | {"xl/calcChain.xml": '<calcChain><c r="A2" i="1"/></calcChain>'})
    change(book, edit(2, 1, "x", "topics"))
    assert "xl/calcChain.xml" in packed_parts(book)
    change(book, replaced=(ReplaceTab("people", ("person_id",), (("E1",),)),))
    assert "xl/calcChain.xml" not in packed_parts(book)
    assert "calcChain" not in part(book, links) + part(book, types)
    openpyxl.load_workbook(book)


# Around the cells


def test_hidden_tabs_are_shown(decorated):
    change(decorated, shown=("problems",))
    assert [tab.hidden for tab in read(decorated)[0]] == [False] * 4
    assert openpyxl.load_workbook(decorated)["problems"].sheet_state == "visible"


def test_formulas_are_computed_on_opening_where_there_are_any(decorated, tmp_path):
    change(decorated, edit(2, 6, 9, "matches"))
    assert part(decorated, "xl/workbook.xml").count('fullCalcOnLoad="1"') == 1
    change(decorated, edit(2, 6, 10, "matches"))
    assert part(decorated, "xl/workbook.xml").count("fullCalcOnLoad") == 1
    assert values(decorated, "matches")[2][6] == Formula("=F2*2", 6)
    plain = workbook(tmp_path / "plain.xlsx", HEADERS)
    change(plain, edit(2, 1, "x"))
    assert "calcPr" not in part(plain, "xl/workbook.xml")


def test_a_workbook_without_calculation_settings_gets_them_behind_its_names(book):
    content = parts({"people": sheet(HEADERS + row(2, "><f>1</f><v>1</v>"))})
    named = "</sheets><definedNames><definedName name='a'>1</definedName></definedNames><extLst/>"
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace("</sheets>", named)
    zipped(book, content)
    change(book, edit(3, 1, "x"))
    assert '</definedNames><calcPr fullCalcOnLoad="1"/><extLst/>' in part(book, "xl/workbook.xml")


def test_all_other_parts_stay_as_they_are_down_to_the_packed_bytes(decorated):
    before = packed_parts(decorated)
    change(
        decorated,
        edit(3, 4, "ended", "matches"),
        edit(3, 5, date(2026, 1, 2), "matches"),
        new=(NewRow("matches", {"match_id": "M4", "due_on": date(2026, 1, 3)}),),
        replaced=(ReplaceTab("problems", ("cell", "message"), (("matches!A1", "new"),)),),
    )
    after = packed_parts(decorated)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET, "xl/worksheets/sheet3.xml", "xl/workbook.xml"}


def test_a_decorated_workbook_keeps_its_decorations(decorated):
    change(
        decorated,
        edit(2, 4, "active", "matches"),
        new=(NewRow("matches", {"match_id": "M4", "due_on": date(2026, 1, 3)}),),
        replaced=(ReplaceTab("problems", ("cell", "message"), (("matches!A1", "new"),)),),
    )
    assert values(decorated, "matches")[7] == ("M4", None, None, None, date(2026, 1, 3), None, None)
    assert values(decorated, "problems") == {2: ("matches!A1", "new")}
    tab = openpyxl.load_workbook(decorated)["matches"]
    assert (len(tab._charts), tab.data_validations.count, len(tab.conditional_formatting)) == (1, 1, 1)
    assert tab["B2"].comment.text == "asked twice"
    assert tab["E7"].number_format == tab["E2"].number_format
    for tail in ("</sheetData>",):
        assert part(decorated).split(tail)[1] == ZipFile(DECORATED).read(SHEET).decode().split(tail)[1]


def test_an_empty_change_set_and_notes_alone_write_nothing(decorated):
    before = decorated.read_bytes()
    note = Note(CellRef("matches", 2, 2), "no notes in workbooks")
    for changes in (ChangeSet(), ChangeSet(notes=(note,)), ChangeSet(shown=("topics",))):
        apply(decorated, changes, read(decorated)[1], decorated.parent / "backups", NOW)
    assert decorated.read_bytes() == before
    assert not (decorated.parent / "backups").exists()


# Any cells in any sheet

CELLS = st.sampled_from(["", "><v>1</v>", text("a"), 's="5"><v>45750</v>', 's="4">', "><f>A1</f><v>1</v>"])
AFTER = st.sampled_from([None, "new", "=x", 7, True, date(2025, 4, 3), time(9), datetime(2025, 4, 3, 9)])


@given(
    st.lists(st.tuples(st.booleans(), st.lists(CELLS, max_size=4)), max_size=6),
    st.dictionaries(st.tuples(st.integers(2, 9), st.integers(1, 5)), AFTER, min_size=1, max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_any_edits_change_their_cells_and_no_others(tmp_path_factory, drawn, edits):
    rows = "".join(row(at, *cells) for at, (there, cells) in enumerate(drawn, start=2) if there)
    folder = tmp_path_factory.mktemp("any")
    path = workbook(folder / "program.xlsx", HEADERS + rows)
    before = {(n, at): found for n, row_ in values(path).items() for at, found in enumerate(row_, 1)}
    formulas = {place for place, found in before.items() if isinstance(found, Formula)}
    edits = {place: after for place, after in edits.items() if place not in formulas}
    change(path, *(edit(*place, after) for place, after in edits.items()))
    after = {(n, at): found for n, row_ in values(path).items() for at, found in enumerate(row_, 1)}
    kept = {place: found for place, found in (before | edits).items() if found is not None}
    assert {place: found for place, found in after.items() if found is not None} == kept
    openpyxl.load_workbook(path)
