"""60 reads and 60 writes a minute for each user (facts §1)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests
from emulator.calling import ALL, Caller
from sheets_emulator import OWNER, SERVICE_ACCOUNT, Emulator, Quota


@dataclass
class Clock:
    """A clock that a test turns."""

    now: float = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(clock: Clock) -> Iterator[Caller]:
    """Give a caller of an emulator with 2 reads and 1 write a minute."""
    quota = Quota(reads=2, writes=1, project=3, clock=clock)
    with Emulator(quota=quota) as emulator, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {emulator.tokens.give(SERVICE_ACCOUNT, frozenset(ALL))}"
        yield Caller(emulator, session, emulator.create())


def test_a_read_too_many_is_429(limited: Caller):
    statuses = [limited.about("GET", "/values/A1").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_the_429_is_googles_own(limited: Caller):
    limited.about("POST", "/values/A1:clear")
    answer = limited.about("POST", "/values/A1:clear")
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert "'Write requests per minute per user'" in error["message"]
    assert error["details"][0]["metadata"]["quota_limit"] == "WriteRequestsPerMinutePerUser"
    assert "Retry-After" not in answer.headers


def test_reads_and_writes_are_counted_apart(limited: Caller):
    limited.about("POST", "/values/A1:clear")
    assert limited.about("GET", "/values/A1").status_code == 200


def test_a_minute_later_it_is_refilled(limited: Caller, clock: Clock):
    limited.about("POST", "/values/A1:clear")
    for now, status in ((59.9, 429), (60.0, 200)):
        clock.now = now
        assert limited.about("POST", "/values/A1:clear").status_code == status


def test_a_batch_of_any_length_is_one_request(limited: Caller):
    limited.batch(*({"clearBasicFilter": {"sheetId": 0}} for _ in range(50)))
    assert limited.about("POST", "/values/A1:clear").status_code == 429


def test_each_user_has_a_minute_of_their_own(limited: Caller):
    limited.about("POST", "/values/A1:clear")
    limited.session.headers["Authorization"] = f"Bearer {limited.emulator.tokens.give(OWNER, frozenset(ALL))}"
    assert limited.about("POST", "/values/A1:clear").status_code == 200


def test_all_users_together_have_a_quota_too(limited: Caller):
    emulator, answers = limited.emulator, []
    for email in (SERVICE_ACCOUNT, OWNER):
        limited.session.headers["Authorization"] = f"Bearer {emulator.tokens.give(email, frozenset(ALL))}"
        answers += [limited.about("GET", "/values/A1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    error = answers[-1].json()["error"]
    assert "'Read requests per minute' of" in error["message"]
    assert error["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerProject"


def test_what_people_do_costs_nothing(limited: Caller):
    for _ in range(5):
        limited.emulator.person(limited.spreadsheet_id).edit("Sheet1", "A1", "x")
    assert limited.about("POST", "/values/A1:clear").status_code == 200
