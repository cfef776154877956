"""What is refused before it is parsed: in one sentence, at once, and in little memory."""

import tracemalloc
import zlib
from pathlib import Path
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from backends.handmade import HEADERS, parts, row, sheet, text, workbook, zipped

from sheets_sync.backends.xlsx import read
from sheets_sync.backends.xlsx.container.package import open_package
from sheets_sync.spreadsheet.refusals import Exit, Refusal

SECRET = "canary.ada@example.org"
PEOPLE = {"people": sheet(HEADERS + row(2, text("E1"), text(SECRET)))}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "program.xlsx"


def refused(path: Path) -> str:
    """Return the sentence with which the file is refused."""
    with pytest.raises(Refusal) as refusal:
        read(path)
    assert refusal.value.exit_code == Exit.FIX_NEEDED
    sentence = str(refusal.value)
    assert SECRET not in sentence
    assert sentence.endswith(".") and refusal.value.remedy
    assert "\n" not in sentence
    return sentence


def test_no_file_is_refused(book):
    assert "There is no workbook" in refused(book)


def test_a_folder_is_refused(tmp_path):
    assert "is a folder" in refused(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(book):
    os = pytest.importorskip("os")
    os.mkfifo(book)
    assert "no ordinary file" in refused(book)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"\xef\xbb\xbf\n<html>", "web page"),
        (Random(1).randbytes(10_000), "no Excel workbook"),
        (b"person_id,name\n", "no Excel workbook"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"PK\x03\x04" + b"PK\x05\x06" + bytes(18), "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_first_bytes(book, content, sentence):
    book.write_bytes(content)
    assert sentence in refused(book)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_half_a_file_is_refused(book, share):
    whole = zipped(book, parts(PEOPLE)).read_bytes()
    book.write_bytes(whole[: int(len(whole) * share)])
    assert "damaged" in refused(book)


def test_another_zip_is_refused(book):
    assert "no Excel workbook" in refused(zipped(book, {"readme.txt": "hello"}))


def test_a_text_document_is_refused(book):
    content = parts(PEOPLE) | {"xl/workbook.xml": "<w:document xmlns:w='urn:words'/>"}
    assert "no Excel workbook" in refused(zipped(book, content))


@pytest.mark.parametrize("kind", ["macros", "project", "binary"])
def test_macros_and_binary_workbooks_are_refused(book, kind):
    content = parts(PEOPLE)
    types = str(content["[Content_Types].xml"])
    if kind == "macros":
        content["[Content_Types].xml"] = types.replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
    elif kind == "project":
        content["xl/vbaProject.bin"] = b"macros"
    else:
        content["[Content_Types].xml"] = types.replace("sheet.main+xml", "sheet.binary.macroEnabled.main")
    assert ("binary" if kind == "binary" else "macros") in refused(zipped(book, content))


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "name",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "_rels/.rels",
        "docProps/app.xml",
    ],
)
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>', "<!-- - -->\n", "<?p?>", "\ufeff"])
def test_a_document_type_is_refused_in_any_part(book, name, before):
    content = parts(PEOPLE) | {"docProps/app.xml": "<Properties/>"}
    content[name] = before + DOCTYPE + str(content[name])
    assert "document type" in refused(zipped(book, content))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_document_type_in_other_letters_is_refused_too(book, encoding):
    content = parts(PEOPLE) | {"customXml/item1.xml": (DOCTYPE + "<x/>").encode(encoding)}
    assert "document type" in refused(zipped(book, content))


def test_a_part_of_another_program_may_have_another_encoding(book):
    zipped(
        book,
        parts(PEOPLE)
        | {"customXml/item1.xml": '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16")},
    )
    read(book)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1", "cp037"])
def test_a_sheet_in_another_encoding_is_refused(book, encoding):
    drawn = f'<?xml version="1.0" encoding="{encoding}"?>' + PEOPLE["people"]
    content = parts(PEOPLE) | {"xl/worksheets/sheet1.xml": drawn.encode(encoding)}
    assert "open and save it once" in refused(zipped(book, content))


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/media/picture.png", "xl/sharedStrings.xml"])
def test_a_part_that_unpacks_to_far_more_is_refused(book, name):
    with ZipFile(zipped(book, parts({"people": sheet("")})), "a", ZIP_DEFLATED) as package:
        package.writestr("xl/other.xml" if name in package.namelist() else name, bytes(40 << 20))
    assert "unpacks to more" in refused(book)


def test_a_part_longer_than_it_says_is_refused(book):
    content = parts(PEOPLE)
    whole = zipped(book, content).read_bytes()
    part = str(content["xl/worksheets/sheet1.xml"]).encode()
    said, less = len(part).to_bytes(4, "little"), (len(part) - 9).to_bytes(4, "little")
    book.write_bytes(whole.replace(said, less))
    assert "damaged" in refused(book)


def test_a_part_with_a_wrong_checksum_is_refused(book):
    content = parts(PEOPLE)
    crc = zlib.crc32(str(content["xl/worksheets/sheet1.xml"]).encode()).to_bytes(4, "little")
    book.write_bytes(zipped(book, content).read_bytes().replace(crc, b"abcd"))
    assert "damaged" in refused(book)


def test_parts_that_share_bytes_are_refused(book):
    whole = bytearray(zipped(book, parts(PEOPLE)).read_bytes())
    package = open_package(bytes(whole))
    first, second = list(package.parts.values())[:2]
    at = whole.index(second.entry)
    whole[at + 42 : at + 46] = first.start.to_bytes(4, "little")
    book.write_bytes(whole)
    assert "damaged" in refused(book)


def test_too_many_parts_are_refused(book):
    content = parts(PEOPLE) | {f"xl/media/{n}.png": b"" for n in range(5_000)}
    assert "more than 5,000 parts" in refused(zipped(book, content))


def test_two_parts_of_one_name_are_refused(book):
    assert "damaged" in refused(zipped(book, parts(PEOPLE) | {"XL/Workbook.xml": "<x/>"}))


def test_an_encrypted_part_is_refused(book):
    whole = bytearray(zipped(book, parts(PEOPLE)).read_bytes())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    book.write_bytes(whole)
    assert "password" in refused(book)


def test_an_unusual_packing_is_refused(book):
    zipped(book, parts(PEOPLE))
    with ZipFile(book, "a") as package:
        package.writestr("xl/extra.xml", "<x/>", ZIP_BZIP2)
    assert "unusual" in refused(book)


def test_a_workbook_packed_without_compression_is_read(book):
    with ZipFile(book, "w") as package:
        for name, part in parts(PEOPLE).items():
            package.writestr(name, part)
    assert len(read(book)[0].tabs[0].rows) == 1


def test_a_million_formatted_empty_rows_are_refused(book):
    many = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_001))
    workbook(book, HEADERS + many)
    assert "more than 200,000 rows" in refused(book)


def test_rows_are_counted_where_few_bytes_hold_many_too(book):
    workbook(book, HEADERS + "<row/>" * 200_000)
    assert "more than 200,000 rows" in refused(book)


def test_a_value_beyond_the_last_row_we_read_is_refused(book):
    assert "as far out as row 1,048,576" in refused(workbook(book, HEADERS + row(1_048_576, text("far"))))


def test_a_row_beyond_the_last_there_can_be_is_refused(book):
    assert "damaged" in refused(workbook(book, HEADERS + row(1_048_577, text("far"))))


def test_a_far_column_is_refused_where_it_would_fill_the_memory(book):
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 2_000))
    assert "as far out as column XFD" in refused(workbook(book, HEADERS + far))


def test_one_far_cell_among_few_rows_is_read(book):
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    [found] = read(workbook(book, HEADERS + far))[0].tabs[0].rows
    assert len(found.values) == 16_384


@pytest.mark.parametrize(
    "rows", ["<row>" * 500, "<row r='2'>" + "<c>" * 500, '<row r="2"><c r="A2"><v>' + "<v>" * 500]
)
def test_elements_nested_without_end_are_refused(book, rows):
    assert "damaged" in refused(workbook(book, HEADERS + rows))


def test_a_bomb_takes_little_memory(book):
    zipped(book, parts(PEOPLE) | {"xl/worksheets/sheet1.xml": sheet('<row r="1"/>' * 8_000_000)})
    tracemalloc.start()
    try:
        refused(book)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


def test_bytes_changed_anywhere_are_read_or_refused_but_never_crash(book):
    content = parts(
        PEOPLE | {"topics": sheet(HEADERS + row(2, 's="1"><v>45750</v>', 't="s"><v>0</v>'))}, ["<t>a</t>"]
    )
    chance = Random(7)
    for _ in range(250):
        name = chance.choice(sorted(content))
        part = bytearray(str(content[name]).encode())
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(part))
            part[at : at + chance.randint(0, 3)] = chance.choice(
                [b"", b"<", b'"', b"9", b"\xff", b"/>", b"A1", b"-"]
            )
        try:
            read(zipped(book, content | {name: bytes(part)}))
        except Refusal as refusal:
            assert SECRET not in str(refusal)


def test_bytes_of_the_zip_changed_anywhere_are_read_or_refused_but_never_crash(book):
    whole = zipped(book, parts(PEOPLE)).read_bytes()
    chance = Random(8)
    for _ in range(300):
        changed = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(len(changed))] = chance.choice([0, 1, 8, 80, 127, 255])
        book.write_bytes(changed)
        try:
            read(book)
        except Refusal as refusal:
            assert SECRET not in str(refusal)
