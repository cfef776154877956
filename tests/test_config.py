"""sheets-sync.toml, environment and flags: which value counts, and where a path begins."""

from pathlib import Path

import pytest

from sheets_sync.addresses import GoogleSpreadsheet
from sheets_sync.config import Place, load_config


def test_credentials_in_the_file_lie_beside_the_file(folder: Path):
    (folder / "sheets-sync.toml").write_text('credentials = "secret/key.json"')
    (folder / "below").mkdir()
    assert load_config({}, folder / "below").credentials == folder / "secret/key.json"


def test_credentials_in_the_environment_start_where_the_user_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "sheets-sync.toml").write_text('credentials = "secret/key.json"')
    monkeypatch.setenv("SHEETS_SYNC_CREDENTIALS", "key.json")
    assert load_config({}).credentials == Path("key.json")


def test_no_credentials_are_named_by_default(folder: Path):
    assert load_config({}).credentials is None


def test_the_file_may_lie_beside_the_workbook_named(folder: Path):
    (folder / "mentoring" / "cohort").mkdir(parents=True)
    (folder / "mentoring" / "sheets-sync.toml").write_text('decimal = ","')
    config = load_config({"spreadsheet": "mentoring/cohort/program.xlsx"})
    assert config.get("decimal") == ","
    assert config.state == (folder / "mentoring" / ".sheets-sync")


def test_the_file_where_the_user_stands_comes_first(folder: Path):
    (folder / "mentoring").mkdir()
    (folder / "mentoring" / "sheets-sync.toml").write_text('decimal = ","')
    (folder / "sheets-sync.toml").write_text('decimal = "."')
    assert load_config({"spreadsheet": "mentoring/program.xlsx"}).get("decimal") == "."


def test_a_byte_order_mark_before_the_first_line_is_no_mistake(folder: Path):
    (folder / "sheets-sync.toml").write_text('decimal = ","', "utf-8-sig")
    assert load_config({}).get("decimal") == ","


ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz"


@pytest.mark.parametrize(
    "named",
    [
        f"docs.google.com/spreadsheets/d/{ID}/edit",
        f"  https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0 ",
        f"HTTPS://Docs.Google.com/spreadsheets/u/1/d/{ID}",
        f" {ID} ",
    ],
)
def test_an_address_is_understood_however_it_was_copied(folder: Path, named: str):
    assert load_config({"spreadsheet": named}).spreadsheet == GoogleSpreadsheet(ID)


# --- whose the confidential spreadsheet is -----------------------------------------------------------

AT_GOOGLE = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
BOTH = 'spreadsheet = "{}"\nconfidential = "answers.xlsx"\n'


def confidential(folder: Path, lines: str, named: str | None = None) -> Place | None:
    """Return the confidential spreadsheet of a command that may name one spreadsheet."""
    (folder / "sheets-sync.toml").write_text(lines)
    return load_config({"spreadsheet": named}).confidential


def test_the_confidential_one_belongs_to_the_spreadsheet_named_beside_it(folder: Path):
    lines = BOTH.format("program.xlsx")
    assert confidential(folder, lines) == folder / "answers.xlsx"
    assert confidential(folder, lines, "play.xlsx") is None


@pytest.mark.parametrize("configured", ["program.xlsx", "../here/program.xlsx"])
@pytest.mark.parametrize("typed", ["program.xlsx", "../here/program.xlsx", "{folder}/program.xlsx"])
def test_one_file_is_the_same_by_whichever_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch, configured: str, typed: str
):
    here = folder / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert confidential(here, BOTH.format(configured), typed.format(folder=here)) == here / "answers.xlsx"


def test_an_id_and_an_address_are_the_same_google_spreadsheet(folder: Path):
    assert confidential(folder, BOTH.format(AT_GOOGLE), ID) == folder / "answers.xlsx"
    assert confidential(folder, BOTH.format(ID), AT_GOOGLE) == folder / "answers.xlsx"
    assert confidential(folder, BOTH.format(ID), AT_GOOGLE.replace("1Ab", "1Xy")) is None


def test_a_confidential_one_that_is_named_alone_belongs_to_any(folder: Path):
    assert confidential(folder, 'confidential = "answers.xlsx"', "play.xlsx") == folder / "answers.xlsx"


def test_the_environment_names_another_spreadsheet_or_both(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_SYNC_SPREADSHEET", "play.xlsx")
    assert confidential(folder, BOTH.format("program.xlsx")) is None
    monkeypatch.setenv("SHEETS_SYNC_CONFIDENTIAL", "secret.xlsx")
    assert confidential(folder, BOTH.format("program.xlsx")) == Path("secret.xlsx")
    assert confidential(folder, BOTH.format("program.xlsx"), "program.xlsx") is None
