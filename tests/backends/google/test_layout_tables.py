"""Tabs that people converted to tables: init leaves their rules and number formats to the table."""

from typing import Any

from backends.google.layout_pictures import ROWS, Site, built, ground, short, site

__all__ = ["built", "ground", "short", "site"]

PASTED = "userEnteredFormat,dataValidation"
LEFT = "The tab applicants was turned into a table, so its drop-downs and number formats are the table's own."


def stripped(site: Site, tab: str, header: str, row: int) -> None:
    """Take rule and format off a cell, as a paste does."""
    place = site.tab(tab).column(header)
    where: dict[str, Any] = {"sheetId": site.tab(tab).properties["sheetId"]}
    where |= {"startRowIndex": row - 1, "endRowIndex": row}
    where |= {"startColumnIndex": place, "endColumnIndex": place + 1}
    site.person.do({"repeatCell": {"range": where, "cell": {}, "fields": PASTED}})


def with_table(site: Site) -> None:
    """Convert two applicants, whose cells have lost what they take, to a table."""
    site.person.add_row("applicants", "E1", "Ann Five")
    site.person.add_row("applicants", "E2", "Bo Six")
    for header in ("person_id", "role", "applied_on"):
        stripped(site, "applicants", header, 3)
    site.person.convert_to_table("applicants", person_id="TEXT", role="DROPDOWN", applied_on="DATE")


def test_a_table_lacks_nothing(site):
    with_table(site)
    before, writes = site.json(), site.emulator.count("write")
    assert site.init() == []
    assert (site.json(), site.emulator.count("write")) == (before, writes)


def test_what_a_table_sees_to_is_said_once_beside_what_was_done(site):
    with_table(site)
    stripped(site, "events", "kind", 4)
    assert site.init() == [LEFT, "Put drop-downs and boxes back in events: kind."]


def test_a_table_that_lacks_nothing_is_not_spoken_of(site):
    site.person.add_row("applicants", "E1", "Ann Five")
    site.person.convert_to_table("applicants", role="DROPDOWN")
    stripped(site, "events", "kind", 4)
    assert site.init() == ["Put drop-downs and boxes back in events: kind."]


def test_cells_below_a_table_are_mended_as_ever(site):
    with_table(site)
    stripped(site, "applicants", "role", ROWS)
    assert site.init() == ["Put drop-downs and boxes back in applicants: role.", LEFT]
    applicants = site.tab("applicants")
    assert applicants.condition("role", ROWS) == ("ONE_OF_LIST", ["mentor", "mentee"])
    assert applicants.condition("role", 3) is None


def test_a_missing_setting_is_added_to_a_table_without_rule_and_format(site):
    last = site.tab("settings").row("mail_mode")
    site.person.delete_rows("settings", last)
    site.person.convert_to_table("settings", rows=site.tab("settings").grid["rowCount"], value="TEXT")
    assert site.init() == ["Added 1 row to settings: mail_mode."]
    settings = site.tab("settings")
    assert settings.values(settings.row("mail_mode"))[:3] == ["mail_mode", None, "off"]


def test_settings_of_a_table_keep_the_rules_that_it_gives_them(site):
    stripped(site, "settings", "value", site.tab("settings").row("mail_mode"))
    site.person.convert_to_table("settings", value="TEXT")
    assert site.init() == []
