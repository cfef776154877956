"""sheets-sync doctor on a Google spreadsheet: each check once as it should be, and once not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from checkups import DAY, configure, doctor, sheets_sync
from filelock import FileLock
from sheets_emulator import SERVICE_ACCOUNT, Emulator, faults
from sheets_emulator.spreadsheet import Spreadsheet


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spreadsheet]:
    """Give a new program at Google that was synced once."""
    with pytest.MonkeyPatch.context() as patch, Emulator() as emulator:
        patch.chdir(tmp_path_factory.mktemp("made"))  # where the lock of these runs lies
        patch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
        patch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(emulator.credentials_file))
        spreadsheet_id = emulator.create()
        assert sheets_sync("init", spreadsheet_id).exit_code == 0
        assert sheets_sync("sync", spreadsheet_id, "--today", DAY).exit_code == 0
        yield emulator.spreadsheet(spreadsheet_id)


@dataclass(frozen=True)
class Live:
    """A program in the emulator."""

    emulator: Emulator
    spreadsheet: str
    made: Spreadsheet

    def add(self, spreadsheet_id: str, role: str | None = "writer") -> str:
        """Put another program in, with the same tabs."""
        copy = self.made.copy()
        copy.spreadsheet_id = spreadsheet_id
        copy.roles = {SERVICE_ACCOUNT: role} if role else {}
        return self.emulator.store.add(copy).spreadsheet_id


@pytest.fixture
def live(
    made: Spreadsheet, emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Live:
    """Return a program in an emulator of the test's own."""
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(emulator.credentials_file))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "no-gcloud"))
    live = Live(emulator, "", made)
    return Live(emulator, live.add("1-a-program-that-was-synced-once"), made)


def test_nothing_is_wrong_with_a_spreadsheet_that_was_synced(live: Live):
    found = doctor(live.spreadsheet)
    assert (found.exit_code, {one["state"] for one in found.checks}) == (0, {"ok"})
    assert [one.operation for one in live.emulator.requests] == [
        "token",
        "spreadsheets.get",
        "spreadsheets.batchUpdate",
    ]


def test_the_spreadsheet_is_the_same_afterwards(live: Live):
    before = vars(live.emulator.spreadsheet(live.spreadsheet).copy())
    doctor(live.spreadsheet)
    after = vars(live.emulator.spreadsheet(live.spreadsheet).copy())
    assert {name for name in before if before[name] != after[name]} == set()


def test_the_address_to_share_with_and_the_key_are_named(live: Live):
    found = doctor(live.spreadsheet)
    key = f"service account file {live.emulator.credentials_file} (from GOOGLE_APPLICATION_CREDENTIALS)"
    assert found["Google: credentials"] == ("ok", key)
    assert found["share with"] == ("ok", SERVICE_ACCOUNT)


def test_nothing_secret_is_printed(live: Live):
    shown = sheets_sync("doctor", live.spreadsheet).output
    key = json.loads(live.emulator.credentials_file.read_text())["private_key"]
    assert not any(line in shown for line in key.splitlines() if line)
    assert live.spreadsheet not in shown


def test_credentials_that_are_not_there(live: Live, folder: Path):
    configure(folder, spreadsheet=live.spreadsheet, credentials="nowhere.json")
    found = doctor()
    assert (found.exit_code, found["Google: credentials"]) == (
        3,
        ("broken", f"{folder / 'nowhere.json'} is not there"),
    )
    assert {"share with", "token", "sharing", "editing", "tabs"} <= set(found.named("skipped"))
    assert live.emulator.requests == []


def test_a_key_that_was_deleted(live: Live):
    live.emulator.inject(faults.key_deleted(), on="token")
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["token"][0], found["share with"][0]) == (3, "broken", "ok")
    assert "new JSON key" in found.action("token")
    assert {"Sheets API", "sharing", "tabs"} <= found.hidden_behind("token")


def test_an_api_that_is_not_enabled(live: Live):
    live.emulator.inject(faults.api_disabled())
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["Sheets API"][0], found["token"][0]) == (3, "broken", "ok")
    assert found.action("Sheets API").startswith("enable it at https://console.")
    assert {"sharing", "tabs"} <= found.hidden_behind("Sheets API")


@pytest.mark.parametrize("fault", [faults.status(503), faults.status(429), faults.html()])
def test_an_outage_is_told_soon_and_time_will_mend_it(live: Live, fault: faults.Fault):
    live.emulator.inject(fault, times=9)
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["Sheets API"][0]) == (4, "broken")
    assert "again" in found.action("Sheets API")


def test_nobody_there_at_all(live: Live):
    with live.emulator.unreachable():
        found = doctor(live.spreadsheet)
    silent = f"The emulator at {live.emulator.url} does not answer"
    assert (found.exit_code, found["token"]) == (4, ("broken", silent))
    assert found.action("token").startswith("start it with scripts/sheets-emulator")


def test_not_shared_and_not_there_are_told_apart(live: Live):
    closed = doctor(live.add("1-a-program-of-somebody-elses", role=None))
    nowhere = doctor("1-a-program-that-never-was-there")
    assert (
        (closed.exit_code, closed["sharing"][0])
        == (nowhere.exit_code, nowhere["sharing"][0])
        == (3, "broken")
    )
    assert closed.action("sharing") == f"share it with {SERVICE_ACCOUNT} as Editor"
    assert nowhere.action("sharing").startswith("check its address, and that")
    assert {"kind of file", "editing", "tabs"} <= closed.hidden_behind("sharing")


def test_an_uploaded_excel_file(live: Live):
    found = doctor(live.emulator.create(office_file=True))
    assert (found.exit_code, found["sharing"][0], found["kind of file"][0]) == (3, "ok", "broken")
    assert "Save as Google Sheets" in found.action("kind of file")


def test_a_viewer_may_not_edit(live: Live):
    found = doctor(live.add("1-a-program-to-be-seen-only", role="reader"))
    assert (found.exit_code, found["editing"][0], found["tabs"][0]) == (3, "broken", "ok")
    assert f"make {SERVICE_ACCOUNT} an Editor" in found.action("editing")
    assert found.hidden_behind("editing") == {"protection"}


def at_work(live: Live, until: datetime) -> None:
    """Leave the note of a run on another machine."""
    value = json.dumps({"run": "another", "until": until.isoformat()})
    note = {"metadataKey": "sheets-sync.run", "metadataValue": value, "visibility": "DOCUMENT"}
    note |= {"location": {"spreadsheet": True}, "metadataId": 800_000}  # type: ignore[dict-item]
    live.emulator.person(live.spreadsheet).do({"createDeveloperMetadata": {"developerMetadata": note}})


def test_a_run_at_work_on_another_machine_is_left_in_peace(live: Live):
    at_work(live, datetime.now(UTC) + timedelta(minutes=5))
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["other runs"][0], found["editing"][0]) == (5, "broken", "skipped")
    assert live.emulator.count("write") == 0


def test_a_run_that_died_is_worth_a_look(live: Live):
    at_work(live, datetime.now(UTC) - timedelta(minutes=5))
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["other runs"][0], found["editing"][0]) == (0, "look", "ok")


def test_a_run_on_this_machine_is_left_in_peace(live: Live, folder: Path):
    (folder / ".sheets-sync").mkdir()
    with FileLock(folder / ".sheets-sync" / "run.lock"):
        assert doctor(live.spreadsheet).exit_code == 5
    assert live.emulator.count("write") == 0


STATUS = 16  # the 0-based place of `status` in matches


@pytest.mark.parametrize(
    ("tab", "span", "name"),
    [
        ("matches", {"startColumnIndex": STATUS, "endColumnIndex": STATUS + 1}, "matches!Q:Q"),
        ("matches", {"startRowIndex": 1}, "matches!2:200"),
        ("applicants", {}, "applicants"),
        ("meetings", {"startRowIndex": 5, "endRowIndex": 50, "endColumnIndex": 3}, "meetings!A6:C50"),
    ],
)
def test_a_protected_range_that_a_run_must_write_to(live: Live, tab: str, span: dict[str, int], name: str):
    live.emulator.person(live.spreadsheet).protect(tab, **span)
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["protection"][0]) == (3, "broken")
    assert found["protection"][1].endswith(f": {name}")
    assert SERVICE_ACCOUNT in found.action("protection")


def test_a_protected_range_of_people_s_own_is_worth_a_look(live: Live):
    live.emulator.person(live.spreadsheet).protect("applicants", startColumnIndex=1, endColumnIndex=3)
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["protection"][0]) == (0, "look")
    assert found["protection"][1].endswith(": applicants!B:C")


def test_protection_with_a_warning_or_of_a_strangers_tab_shuts_nobody_out(live: Live):
    person = live.emulator.person(live.spreadsheet)
    person.do({"addSheet": {"properties": {"title": "ours", "sheetId": 77}}})
    person.protect("ours")
    matches = person.spreadsheet.tab("matches").sheet_id
    person.do({"addProtectedRange": {"protectedRange": {"range": {"sheetId": matches}, "warningOnly": True}}})
    assert doctor(live.spreadsheet)["protection"][0] == "ok"


def test_new_rows_from_forms_need_their_tab(live: Live):
    person = live.emulator.person(live.spreadsheet)
    below = {"startRowIndex": 1, "endColumnIndex": 1}
    person.protect("surveys", **below)
    assert doctor(live.spreadsheet)["protection"][0] == "look"
    person.edit_row("forms", 2, form_tab="Form 1", question="Who?", into_tab="surveys", column="person_id")
    assert doctor(live.spreadsheet)["protection"][0] == "broken"


def test_the_locale_is_told(live: Live):
    live.emulator.spreadsheet(live.spreadsheet).locale = "de_DE"
    assert doctor(live.spreadsheet)["locale"][1].startswith("de_DE: values are read as they are")


@pytest.mark.parametrize(
    ("zone", "state"), [("Etc/UTC", "ok"), ("Europe/London", "look"), ("Mars/Olympus", "look")]
)
def test_two_time_zones_are_worth_a_look(live: Live, zone: str, state: str):
    live.emulator.spreadsheet(live.spreadsheet).time_zone = zone
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["time zone"][0]) == (0, state)
    assert zone in found["time zone"][1] or state == "ok"


def test_a_spreadsheet_in_which_nothing_was_built(live: Live):
    found = doctor(live.emulator.create())
    assert (found.exit_code, found["tabs"]) == (3, ("broken", "none of the program's tabs is there yet"))
    assert found.action("tabs").startswith("run sheets-sync init")


def add_answers(live: Live) -> None:
    """Type an answer into the main spreadsheet."""
    live.emulator.person(live.spreadsheet).edit_row("surveys", 2, response_id="r1", person_id="E5")


def test_answers_in_a_widely_shared_spreadsheet(live: Live):
    add_answers(live)
    found = doctor(live.spreadsheet)
    assert (found.exit_code, found["answers"][0]) == (0, "look")
    assert "1 answer can be read by everybody the sheet is shared with" in found["answers"][1]
    assert "the tool may not see" in found["answers"][1]


def configured(live: Live, folder: Path, **values: Any) -> str:
    """Name two spreadsheets; return the confidential one."""
    second = live.add("1-a-program-that-few-people-see", **values)
    configure(folder, spreadsheet=live.spreadsheet, confidential=second)
    return second


def test_two_spreadsheets_cost_two_requests_each(live: Live, folder: Path):
    configured(live, folder)
    found = doctor()
    assert (found.exit_code, {one["state"] for one in found.checks}) == (0, {"ok"})
    assert live.emulator.count("any") == 4


def test_answers_left_behind_in_the_first_spreadsheet(live: Live, folder: Path):
    configured(live, folder)
    add_answers(live)
    found = doctor()
    assert found["answers"][0] == "look"
    assert "version history shows them still" in found.action("answers")


def test_a_confidential_spreadsheet_that_is_not_shared(live: Live, folder: Path):
    configured(live, folder, role=None)
    found = doctor()
    assert (found.exit_code, found["Spreadsheet: sharing"][0]) == (3, "ok")
    assert found["Confidential: sharing"][0] == "broken"
    assert {"tabs", "answers"} <= found.hidden_behind("sharing")


def test_an_outage_between_the_two_spreadsheets_is_not_lost(live: Live, folder: Path):
    configured(live, folder)
    live.emulator.inject(faults.status(503), on="read", times=9, skip=1)
    found = doctor()
    assert (found.exit_code, found["Google: Sheets API"][0]) == (4, "ok")
    assert found["Confidential: Sheets API"] == ("broken", "Google has trouble of its own")


def test_a_confidential_spreadsheet_without_its_tabs(live: Live, folder: Path):
    second = configured(live, folder)
    live.emulator.person(second).delete_tab("surveys")
    assert doctor()["tabs"] == ("broken", "surveys!A1: The tab surveys is missing")
