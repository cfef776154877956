"""The emulator as a program of its own: what it prints, what it writes, how it ends."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import google.auth.transport.requests
import pytest
import requests
from emulator.calling import ALL
from google.oauth2 import service_account
from sheets_emulator.client import connect

ROOT = Path(__file__).parent.parent.parent
MODULE = (sys.executable, "-m", "sheets_emulator")
SCRIPT = (str(ROOT / "scripts" / "sheets-emulator"),)
WELCOME = 8  # lines, the last three an id each


@contextmanager
def running(
    *arguments: str, command: tuple[str, ...] = MODULE
) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run the emulator and give the process and the lines that it printed."""
    started = [*command, *arguments]
    with subprocess.Popen(started, cwd=ROOT / "tests", stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, [process.stdout.readline().rstrip() for _ in range(WELCOME)]
        finally:
            process.kill()


def exported(lines: list[str]) -> dict[str, str]:
    """Return the variables that the lines set."""
    set_ = [line.removeprefix("export ") for line in lines if line.startswith("export ")]
    return dict(line.split("=", 1) for line in set_)


def test_it_prints_what_another_terminal_needs_and_that_works(tmp_path: Path):
    path = tmp_path / "credentials.json"
    with running("--credentials", str(path)) as (_, lines), requests.Session() as session:
        variables = exported(lines)
        found = service_account.Credentials.from_service_account_file(
            variables["GOOGLE_APPLICATION_CREDENTIALS"], scopes=ALL
        )
        found.refresh(google.auth.transport.requests.Request(session))
        spreadsheet_id = lines[-3].removeprefix("# ")
        answer = session.get(
            f"{variables['SHEETS_EMULATOR_HOST']}/v4/spreadsheets/{spreadsheet_id}/values/A1:B2",
            headers={"Authorization": f"Bearer {found.token}"},
            timeout=5,
        )
    assert len(spreadsheet_id) == 44
    assert answer.json() == {"range": "Sheet1!A1:B2", "majorDimension": "ROWS"}


def test_only_its_owner_reads_the_credentials_also_over_an_older_file(tmp_path: Path):
    path = tmp_path / "credentials.json"
    path.write_text("old")
    path.chmod(0o644)
    with running("--credentials", str(path)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert json.loads(path.read_text(encoding="utf-8"))["type"] == "service_account"


def test_ctrl_c_ends_it(tmp_path: Path):
    with running("--credentials", str(tmp_path / "credentials.json")) as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0


def test_the_script_serves_on_the_port_it_is_given_until_its_process_is_ended(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = free.getsockname()
    path = tmp_path / "credentials.json"
    arguments = ("--port", str(address[1]), "--credentials", str(path))
    with running(*arguments, command=SCRIPT) as (process, lines):
        assert exported(lines)["SHEETS_EMULATOR_HOST"] == f"http://127.0.0.1:{address[1]}"
        assert json.loads(path.read_text(encoding="utf-8"))["token_uri"].endswith(f":{address[1]}/token")
        socket.create_connection(address).close()
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)


def test_the_id_can_be_chosen(tmp_path: Path):
    chosen = "1chosen-by-whoever-started-it"
    arguments = ("--credentials", str(tmp_path / "credentials.json"), "--spreadsheet-id", chosen)
    with running(*arguments) as (_, lines):
        assert lines[-3] == f"# {chosen}"


def test_it_has_three_blank_spreadsheets_in_which_people_type(tmp_path: Path):
    with running("--credentials", str(tmp_path / "credentials.json")) as (_, lines):
        ids = [line.removeprefix("# ") for line in lines[-3:]]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in exported(lines).items():
                patch.setenv(name, value)
            google = connect()
        for one in ids:
            google.open_by_key(one).sheet1.update_acell("A1", one)
        assert [google.open_by_key(one).sheet1.acell("A1").value for one in ids] == ids
        google.http_client.session.close()


def refused(*arguments: str) -> tuple[int, str]:
    """Return how the emulator ends when it cannot start."""
    ended = subprocess.run(
        [*MODULE, *arguments], cwd=ROOT / "tests", capture_output=True, text=True, timeout=20, check=False
    )
    return ended.returncode, ended.stderr


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = refused("--port", port, "--credentials", str(tmp_path / "credentials.json"))
    assert ended == (3, f"Port {port} is taken; choose another one with --port.\n")


@pytest.mark.parametrize("port", ["80000", "-1", "http"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path):
    code, told = refused("--port", port, "--credentials", str(tmp_path / "x.json"))
    assert code == 2
    assert told.endswith("error: argument --port: a port is a number from 0 (any free one) to 65535\n")


def test_credentials_that_cannot_be_written_are_told_in_a_sentence(tmp_path: Path):
    path = tmp_path / "nowhere" / "credentials.json"
    assert refused("--credentials", str(path)) == (
        3,
        f"{path} cannot be written: No such file or directory.\n",
    )


def test_an_id_that_is_none_is_refused(tmp_path: Path):
    code, told = refused("--credentials", str(tmp_path / "x.json"), "--spreadsheet-id", "no id")
    assert code == 2
    assert "an id has 20 or more letters, digits, - and _" in told
