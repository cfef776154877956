"""A batch is applied in order, all of it or nothing (facts §1, §3)."""

from emulator.calling import Caller

ADD = {"addSheet": {"properties": {"sheetId": 3, "title": "new"}}}
BAD = {"deleteSheet": {"sheetId": 99}}


def test_replies_stand_one_to_one(caller: Caller):
    answer = caller.batch(ADD, {"clearBasicFilter": {"sheetId": 3}}, {"deleteSheet": {"sheetId": 3}})
    assert [list(reply) for reply in answer["replies"]] == [["addSheet"], [], []]
    assert answer["spreadsheetId"] == caller.spreadsheet_id


def test_one_refused_request_undoes_them_all(caller: Caller):
    before = caller.emulator.spreadsheet(caller.spreadsheet_id)
    message = caller.refusal(ADD, BAD)
    assert message == "Invalid requests[1].deleteSheet: No grid with id: 99"
    assert caller.emulator.spreadsheet(caller.spreadsheet_id) is before


def test_nothing_is_applied_when_a_later_request_is_malformed(caller: Caller):
    caller.refusal(ADD, {"addSheet": {"propertys": {}}})
    assert len(caller.emulator.spreadsheet(caller.spreadsheet_id).sheets) == 1


def test_later_requests_see_what_earlier_ones_did(caller: Caller):
    cells = [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]
    start = {"sheetId": 3}
    caller.batch(ADD, {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}})
    assert caller.read("new!A1") == [["x"]]
