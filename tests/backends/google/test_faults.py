"""Every fault in a read and in a write: what becomes of it, after how many calls and which pauses."""

from contextlib import ExitStack

import pytest
from backends.google.talking import PATIENCE, Talk, error, page
from sheets_emulator import faults
from sheets_emulator.faults import Fault

from sheets_sync.backends.google.http.failures import Unsettled
from sheets_sync.spreadsheet.refusals import Exit, Refusal

PASSING = [  # a fault, and the pause after it where chance says one half
    (faults.status(429), 62.5),
    (faults.status(429, retry_after=7), 7.5),
    (faults.status(500), 0.5),
    (faults.status(503), 0.5),
    (faults.html(502), 0.5),
    (faults.html(504), 0.5),
    (error(408, "Request Timeout"), 0.5),
    (page(503, **{"Retry-After": "20"}), 20.5),
    (page(200), 0.5),
    (faults.reset(), 0.5),
    (faults.hang(), 0.5),
    (faults.drip(seconds=2 * PATIENCE.read), 0.5),
    (faults.truncated(), 0.5),
    (
        error(403, "Rate Limit Exceeded", errors=[{"domain": "usageLimits", "reason": "rateLimitExceeded"}]),
        62.5,
    ),
]
UNKNOWN = [fault for fault, _ in PASSING if "429" not in fault.name and fault.name != "says 403"]


def named(value: object) -> str:
    """Return a test's name for a fault."""
    return value.name.replace(" ", "-") if isinstance(value, Fault) else ""


@pytest.mark.parametrize(("fault", "pause"), PASSING, ids=named)
def test_a_read_is_tried_again(talk: Talk, fault: Fault, pause: float):
    talk.emulator.inject(fault, on="read")
    assert talk.read() == {"properties": {"title": "program"}}
    assert talk.emulator.count("read") == 2
    assert talk.naps.taken == [pause]


@pytest.mark.parametrize("fault", [fault for fault, _ in PASSING], ids=named)
def test_a_read_is_given_up_in_the_end(talk: Talk, fault: Fault):
    talk.emulator.inject(fault, on="read", times=99)
    with pytest.raises(Refusal) as refused:
        talk.read()
    assert refused.value.exit_code == Exit.TRY_LATER
    assert "later" in str(refused.value) or "in a few minutes" in str(refused.value)
    assert talk.emulator.count("read") == 6


def test_pauses_grow_from_try_to_try(talk: Talk):
    talk.emulator.inject(faults.status(503), times=99)
    with pytest.raises(Refusal):
        talk.read()
    assert talk.naps.taken == [0.5, 1.0, 2.0, 4.0, 8.0]


def test_a_read_by_post_is_a_read(talk: Talk):
    talk.emulator.inject(faults.status(503))
    found = talk.client.read(
        talk.spreadsheet_id, fields="properties.title", filters=[{"gridRange": {"sheetId": 0}}]
    )
    assert found == {"properties": {"title": "program"}}
    assert talk.emulator.count("spreadsheets.getByDataFilter") == 2


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("fault", UNKNOWN, ids=named)
def test_a_write_whose_fate_is_unknown_is_sent_once(talk: Talk, fault: Fault, applied: bool):
    talk.emulator.inject(Fault(fault.name, fault.answer, fault.breakage, applied, fault.seconds), on="write")
    with pytest.raises(Unsettled):
        talk.write()
    assert talk.emulator.count("write") == 1
    assert talk.naps.taken == []
    assert talk.cells() == ([["x"]] if applied else [])


@pytest.mark.parametrize(("fault", "pause"), [case for case in PASSING if case[0] not in UNKNOWN], ids=named)
def test_a_write_that_was_turned_away_is_sent_again(talk: Talk, fault: Fault, pause: float):
    talk.emulator.inject(fault, on="write")
    assert talk.write() == {"replies": [{}]}
    assert talk.emulator.count("write") == 2
    assert talk.naps.taken == [pause]


@pytest.mark.parametrize("fault", [fault for fault, _ in PASSING], ids=named)
def test_a_write_that_depends_on_what_was_read_is_sent_once(talk: Talk, fault: Fault):
    talk.emulator.inject(fault, on="write")
    with pytest.raises(Unsettled):
        talk.write(once=True)
    assert (talk.emulator.count("write"), talk.naps.taken) == (1, [])


def test_a_write_that_reached_nobody_is_sent_again(talk: Talk):
    talk.read()
    talk.client.session.close()  # a connection that is open already could break, and then nobody knew
    with ExitStack() as outage:
        outage.enter_context(talk.emulator.unreachable())
        talk.naps.meanwhile = outage.close
        assert talk.write() == {"replies": [{}]}
    assert talk.cells() == [["x"]]
    assert len(talk.naps.taken) == 1


def test_nobody_there_is_told_as_such(talk: Talk):
    with talk.emulator.unreachable(), pytest.raises(Refusal) as refused:
        talk.write()
    assert str(refused.value) == (
        f"The emulator at {talk.emulator.url} does not answer; start it with scripts/sheets-emulator, or "
        "unset SHEETS_EMULATOR_HOST to use Google."
    )
    assert refused.value.exit_code == Exit.TRY_LATER
    assert len(talk.naps.taken) == 5


def test_an_unknown_host_is_nobody_there(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    talk.read()
    monkeypatch.setattr(talk.client, "_emulator", None)  # Google itself, whose name nobody looks up in tests
    with pytest.raises(Refusal, match="Google cannot be reached") as refused:
        talk.write()
    assert refused.value.exit_code == Exit.TRY_LATER


def test_an_answer_that_drips_on_is_not_waited_out(talk: Talk):
    talk.emulator.inject(faults.drip(seconds=5), on="write")
    with pytest.raises(Unsettled):  # its last byte would have settled it
        talk.write()


def test_a_person_learns_what_is_waited_for(talk: Talk):
    talk.emulator.inject(faults.status(429))
    talk.emulator.inject(faults.status(503, retry_after=4))
    talk.read()
    assert talk.naps.told[1:] == [
        "Waiting 62 seconds for Google's quota …",
        "Waiting 4 seconds before asking Google again …",
    ]


def test_one_second_is_waited_for_in_the_singular(talk: Talk):
    talk.emulator.inject(faults.status(503), times=2)
    talk.read()
    assert talk.naps.told[1:] == ["Waiting 1 second before asking Google again …"]


# --- tokens -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", [faults.status(503), faults.html(502), faults.reset(), page(200), faults.status(429)], ids=named
)
def test_trouble_with_the_token_may_pass(talk: Talk, fault: Fault):
    talk.emulator.inject(fault, on="token")
    assert talk.write() == {"replies": [{}]}
    assert talk.emulator.count("token") == 2
    assert talk.naps.taken == [0.5]


def test_a_token_that_is_never_given_ends_the_run(talk: Talk):
    talk.emulator.inject(faults.html(502), on="token", times=99)
    with pytest.raises(Refusal, match="token service") as refused:
        talk.write()
    assert refused.value.exit_code == Exit.TRY_LATER
    assert talk.emulator.count("token") == 6


def test_an_expired_token_is_renewed_unseen(talk: Talk):
    talk.read()
    talk.emulator.tokens.expire_all()
    assert talk.write() == {"replies": [{}]}
    assert talk.cells() == [["x"]]


def test_a_token_that_is_never_accepted_is_refused(talk: Talk):
    talk.emulator.inject(error(401, "Request had invalid authentication credentials."), times=99)
    with pytest.raises(Refusal, match="does not accept the token of the service account") as refused:
        talk.read()
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert talk.emulator.count("read") == 3


def test_a_reset_after_a_renewed_token_is_unknown_too(talk: Talk):
    talk.read()
    talk.emulator.tokens.expire_all()
    talk.emulator.inject(faults.reset(applied=True), on="write", skip=1)
    with pytest.raises(Unsettled):
        talk.write()
    assert talk.cells() == [["x"]]
