"""Changes written into a live spreadsheet: few requests, and every value with its record."""

from live import put
from pictures import APPLICANTS, spreadsheet
from sheets_emulator import Emulator


def test_a_sync_costs_three_requests_and_the_second_one_only_the_reading(emulator: Emulator):
    live = put(emulator, spreadsheet(APPLICANTS))
    live.run("match")
    live.forget_requests()
    live.run("sync")
    assert live.requests() == [
        "spreadsheets.get", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate",
    ]  # fmt: skip
    live.forget_requests()
    live.run("sync")
    assert live.requests() == ["spreadsheets.get"]
