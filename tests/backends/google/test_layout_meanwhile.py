"""People at work while init builds: nothing of theirs is written over, and what they moved is put right."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from backends.google.layout_pictures import LAYOUTS, NOW, Site, built, ground, short, site
from live import Live
from sheets_emulator import Person, faults
from sheets_emulator.faults import Fault

from sheets_sync.backends.google.reading.lease import Lease
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef

__all__ = ["built", "ground", "short", "site"]

Act = Callable[[Person], object]


def build(site: Site, *acts: Act, fault: Fault | None = None) -> Sequence[str]:
    """Build as a run does, while people act just before its first write; look that nothing is missing."""
    store = Live(site.emulator, site.spreadsheet_id).store()
    for act in acts:
        site.emulator.before_write(1, act)
    if fault:
        site.emulator.inject(fault, on="write")
    with store.client:
        done = store.build(lambda _: LAYOUTS)
    site.emulator.settle()
    assert site.init() == []
    return done


def headers(site: Site, tab: str) -> list[str]:
    """Return the headers of a tab, blank ones left out."""
    return [header for header in site.tab(tab).values(1) if header]


def column(site: Site, tab: str, header: str) -> Counter[object]:
    """Return how often each value stands below a header."""
    sheet, place = site.person.spreadsheet.tab(tab), site.person.column(tab, header)
    found = (sheet.cell(row, place).get("userEnteredValue", {}) for row in range(1, len(sheet.rows)))
    return Counter(value for cell in found for value in cell.values())


def lose_a_setting(site: Site) -> None:
    site.person.delete_rows("settings", site.tab("settings").row("mail_mode"))


def test_a_row_that_somebody_types_below_a_moment_earlier_stays(site: Site):
    lose_a_setting(site)
    build(site, lambda person: person.add_row("settings", "our_own", "ours"))
    assert column(site, "settings", "setting")["our_own"] == 1
    assert column(site, "settings", "setting")["mail_mode"] == 1
    assert column(site, "settings", "value")["ours"] == 1


def test_a_header_that_somebody_types_right_of_all_a_moment_earlier_stays(site: Site):
    site.person.delete_column("matches", "decision")
    sheet_id = site.tab("matches").properties["sheetId"]
    site.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 3}})
    place = len(site.tab("matches").values(1))
    build(site, lambda person: person.edit("matches", f"{chr(65 + place)}1", "our notes"))
    assert {"decision", "our notes"} <= set(headers(site, "matches"))


MOVES: dict[str, Act] = {
    "a column inserted": lambda person: person.insert_columns("settings", "value"),
    "a column moved": lambda person: person.move_column("settings", "meaning", before="setting"),
    "a row inserted": lambda person: person.insert_rows("settings", 3, 2),
    "sorted": lambda person: person.sort_rows("settings", "setting", descending=True),
}


@pytest.mark.parametrize("name", MOVES)
def test_a_new_row_stands_under_its_headers_once_whatever_was_moved(site: Site, name: str):
    lose_a_setting(site)
    before = {header: column(site, "settings", header) for header in headers(site, "settings")}
    build(site, MOVES[name])
    after = {header: column(site, "settings", header) for header in headers(site, "settings")}
    assert after.keys() == before.keys()
    added = {header: after[header] - before[header] for header in before}
    assert (added["setting"], added["default"]) == ({"mail_mode": 1}, {"off": 1})
    assert not any(before[header] - after[header] for header in before)
    settings = site.tab("settings")
    assert settings.condition("value", settings_row(site, "mail_mode")) == (
        "ONE_OF_LIST",
        ["off", "outbox", "redirect", "live"],
    )


def settings_row(site: Site, name: str) -> int:
    settings = site.tab("settings")
    place = settings.column("setting")
    return next(row for row in range(2, 200) if settings.values(row)[place : place + 1] == [name])


MORE: dict[str, Act] = {
    "a column inserted": lambda person: person.insert_columns("matches", "mentee_id"),
    "a column moved to the end": lambda person: person.move_column("matches", "mentor_id"),
    "a column deleted": lambda person: person.delete_column("matches", "why"),
}


def sign(site: Site) -> dict[str, str]:
    """Write into row 3 of every column of the matches what its header is, and return that."""
    signs = {header: f"of {header}" for header in headers(site, "matches")}
    site.person.edit_row("matches", 3, **signs)
    return signs


def signs(site: Site) -> dict[str, object]:
    """Return what stands in row 3 below each header."""
    found = site.tab("matches").values(3)
    places = {header: site.tab("matches").column(header) for header in headers(site, "matches")}
    return {header: found[at] if at < len(found) else None for header, at in places.items()}


@pytest.mark.parametrize("name", MORE)
def test_a_new_header_is_never_written_over_another(site: Site, name: str):
    before = sign(site)
    site.person.delete_column("matches", "decision")
    build(site, MORE[name])
    gone = {"decision", "why"} if name == "a column deleted" else {"decision"}
    assert signs(site) == before | dict.fromkeys(gone)


@pytest.mark.parametrize("name", MORE)
def test_a_header_put_back_is_never_written_over_another(site: Site, name: str):
    before = sign(site)
    site.person.edit("matches", f"{chr(65 + site.tab('matches').column('decision'))}1", "")
    build(site, MORE[name])
    gone = {"why"} if name == "a column deleted" else set[str]()
    assert signs(site) == before | dict.fromkeys(gone)


GONE: dict[str, Act] = {
    "a tab": lambda person: person.delete_tab("events"),
    "the tab itself": lambda person: person.delete_tab("settings"),
    "columns": lambda person: person.delete_column("settings", "meaning"),
    "rows": lambda person: person.delete_rows("settings", 5, 30),
    "a tab of that name": lambda person: person.do({"addSheet": {"properties": {"title": "topics"}}}),
}


@pytest.mark.parametrize("name", GONE)
def test_what_people_delete_or_add_meanwhile_is_no_bug(site: Site, name: str):
    lose_a_setting(site)
    site.person.delete_tab("topics")
    build(site, GONE[name])
    assert column(site, "settings", "setting")["mail_mode"] == 1
    assert "topics" in site.titles


def test_what_people_bring_back_meanwhile_is_not_told_as_added(site: Site):
    site.person.delete_tab("helpers")
    assert build(site, lambda person: person.undo()) == ()
    assert "helpers" in site.titles


UNKNOWN = {
    "done": faults.status(503, applied=True),
    "not done": faults.status(503),
    "late": faults.late(before=1, by="reset"),
    "after the next reading": faults.late(before=2, by="reset"),
    "after all": faults.late(before=3, by="reset"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_batch_of_unknown_fate_is_carried_out_once(site: Site, name: str):
    lose_a_setting(site)
    site.person.delete_tab("topics")
    site.person.delete_column("matches", "decision")
    before = site.titles
    done = build(site, fault=UNKNOWN[name])
    assert {"Added the tab topics.", "Added 1 row to settings: mail_mode."} <= set(done)
    assert column(site, "settings", "setting")["mail_mode"] == 1
    assert headers(site, "matches").count("decision") == 1
    assert Counter(site.titles) == Counter([*before, "topics"])


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_row_whose_batch_is_of_unknown_fate_is_added_once(site: Site, name: str):
    lose_a_setting(site)
    assert build(site, fault=UNKNOWN[name]) == ("Added 1 row to settings: mail_mode.",)
    assert column(site, "settings", "setting")["mail_mode"] == 1


def test_a_run_at_work_keeps_init_out(site: Site):
    lose_a_setting(site)
    site.person.do(*Lease(7, "another", NOW + timedelta(minutes=5)).requests())
    before = site.json()
    with pytest.raises(Refusal) as refused:
        build(site)
    assert (refused.value.exit_code, site.json()) == (Exit.BUSY, before)


def test_a_run_that_begins_just_before_init_writes_keeps_it_out(site: Site):
    lose_a_setting(site)
    before = lease_of(site)
    assert before is not None
    lease = Lease(before.number + 1, "another", NOW + timedelta(minutes=5))
    with pytest.raises(Refusal) as refused:
        build(site, lambda person: person.do(*lease.requests()))
    assert refused.value.exit_code == Exit.BUSY
    assert "mail_mode" not in column(site, "settings", "setting")


def test_a_run_that_read_before_init_wrote_does_not_write(site: Site):
    lose_a_setting(site)
    store = Live(site.emulator, site.spreadsheet_id).store()
    edit = CellEdit(CellRef("settings", 3, 2), ("x",), "value", None, "late")
    with store.client:
        _, read_as = store.read(to_write=True)
        build(site)
        with pytest.raises(Refusal) as refused:
            store.apply(ChangeSet(edits=(edit,)), read_as)
    assert refused.value.exit_code == Exit.BUSY


def lease_of(site: Site) -> Lease | None:
    """Return what the last write left."""
    return Live(site.emulator, site.spreadsheet_id).reading().lease


def test_boxes_that_nobody_ticked_count_for_nothing(site: Site):
    site.person.delete_rows("topics", 2, 20)
    sheet_id = site.tab("topics").properties["sheetId"]
    site.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}})
    site.person.edit("topics", "F1", "used")
    site.person.insert_checkboxes("topics", "used", len(site.person.spreadsheet.tab("topics").rows) - 1)
    assert "Added 20 rows to topics." in build(site)
    assert site.tab("topics").values(2)[0] == "A day on the front line"
