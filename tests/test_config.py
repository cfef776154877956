"""sheets-sync.toml, environment and flags: which value counts, and where a path begins."""

from pathlib import Path

import pytest

from sheets_sync.addresses import GoogleSpreadsheet
from sheets_sync.config import load_config


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
