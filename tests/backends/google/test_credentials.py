"""Which credentials are found, of what kind they are, and which files are refused."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backends.google.keys import IMPERSONATION, LOGIN, ROBOT, WORKLOAD, kept
from sheets_emulator import SERVICE_ACCOUNT, Emulator

from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.account.machine import ANSWER_SECONDS, CONNECT_SECONDS
from sheets_sync.spreadsheet.refusals import Exit, Refusal

EXAMPLE = Path(__file__).parents[3] / "credentials.example.json"


def key_of(emulator: Emulator, folder: Path, **changed: Any) -> Path:
    """Write a real service-account file, with some of it changed."""
    account = json.loads(emulator.credentials_file.read_text())
    return kept(folder / "key.json", {**account, **changed})


def refused(path: Path | None) -> str:
    """Return the sentence by which credentials are refused."""
    with pytest.raises(Refusal) as refusal:
        find_credentials(path)
    assert refusal.value.exit_code == Exit.FIX_NEEDED
    assert refusal.value.remedy
    return str(refusal.value)


# --- found ------------------------------------------------------------------------------------------


def test_a_service_account_file_is_found_in_the_configuration(emulator: Emulator, tmp_path: Path):
    found = find_credentials(key_of(emulator, tmp_path))
    assert (found.kind, found.email) == ("service account file", SERVICE_ACCOUNT)
    assert found.came_from == "the configuration"
    assert found.credentials.scopes == ["https://www.googleapis.com/auth/spreadsheets"]


@pytest.mark.parametrize(
    ("content", "kind", "email"),
    [
        (LOGIN, "a person's own login", ""),
        (WORKLOAD, "workload identity", ROBOT),
        (
            {"type": "impersonated_service_account", "source_credentials": LOGIN, "delegates": [],
             "service_account_impersonation_url": IMPERSONATION},
            "impersonated service account",
            ROBOT,
        ),
    ],
)  # fmt: skip
def test_other_kinds_are_told_apart(tmp_path: Path, content: Any, kind: str, email: str):
    found = find_credentials(kept(tmp_path / "other.json", content))
    assert (found.kind, found.email) == (kind, email)


def test_the_configuration_goes_before_the_environment(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(kept(tmp_path / "login.json", LOGIN)))
    assert find_credentials().came_from == "GOOGLE_APPLICATION_CREDENTIALS"
    assert find_credentials(key_of(emulator, tmp_path)).came_from == "the configuration"


def test_gclouds_login_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept(tmp_path / "application_default_credentials.json", LOGIN)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    found = find_credentials()
    assert (found.kind, found.came_from) == ("a person's own login", "gcloud's login on this machine")


def test_the_project_that_pays_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GOOGLE_CLOUD_QUOTA_PROJECT", "mentoring")
    found = find_credentials(kept(tmp_path / "login.json", LOGIN))
    assert found.credentials.quota_project_id == "mentoring"


# --- nobody there -----------------------------------------------------------------------------------


@pytest.fixture
def silent_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Let the metadata server's address be one that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("GCE_METADATA_IP", f"127.0.0.1:{silent.getsockname()[1]}")
        yield silent


def test_no_credentials_at_all_is_told_after_one_brief_question(silent_machine: socket.socket):
    assert 'write credentials = "credentials.json"' in refused(None)
    silent_machine.settimeout(0)
    silent_machine.accept()[0].close()
    with pytest.raises(BlockingIOError):
        silent_machine.accept()
    assert CONNECT_SECONDS + ANSWER_SECONDS < 3


def test_a_closed_port_is_no_machine_of_googles(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GCE_METADATA_IP", "127.0.0.1:9")
    assert refused(None).startswith("There are no Google credentials")


# --- files of another kind --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is not a Google credentials file"),
        ("AIzaSyExample", "is not a Google credentials file"),
        ("[1]", "is not a Google credentials file"),
        ("[" * 50_000, "is not a Google credentials file"),
        ("x" * 200_000, "is too long"),
        ({"installed": {"client_id": "c", "client_secret": "s"}}, "is an OAuth client secret"),
        ({"web": {"client_id": "c", "client_secret": "s"}}, "is an OAuth client secret"),
        ({"key": "AIzaSyExample"}, "is JSON but no Google credentials"),
        ({"type": ["service_account"]}, "is JSON but no Google credentials"),
        ({"type": "service_account"}, "is an example without a key"),
        ({"type": "authorized_user"}, "is damaged or incomplete (a person's own login)"),
        ({"type": "external_account"}, "is damaged or incomplete (workload identity)"),
        ({"type": "impersonated_service_account"}, "is damaged or incomplete (impersonated service account)"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path: Path, content: Any, words: str):
    path = kept(tmp_path / "key.json", content)
    assert refused(path).startswith(f"{path} {words}")


def test_our_own_example_is_known_and_holds_no_secret_to_keep_from_others_or_from_git():
    assert "is an example without a key" in refused(EXAMPLE)


def test_a_key_that_lost_its_line_breaks_is_damaged(emulator: Emulator, tmp_path: Path):
    path = key_of(emulator, tmp_path, private_key="-----BEGIN PRIVATE KEY-----MIIB")
    assert "is damaged or incomplete (service account file)" in refused(path)


def test_a_file_with_a_byte_order_mark_is_read(emulator: Emulator, tmp_path: Path):
    path = key_of(emulator, tmp_path)
    path.write_text("\ufeff" + path.read_text())
    assert find_credentials(path).email == SERVICE_ACCOUNT


def test_a_file_that_is_not_there(tmp_path: Path):
    assert "is not there" in refused(tmp_path / "key.json")


def test_a_folder_is_no_file(tmp_path: Path):
    assert "cannot be read" in refused(tmp_path)


# --- files that others could read -------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
@pytest.mark.parametrize(("mode", "open_"), [(0o644, True), (0o640, True), (0o604, True), (0o600, False)])
def test_a_key_that_others_can_read_is_refused(emulator: Emulator, tmp_path: Path, mode: int, open_: bool):
    path = key_of(emulator, tmp_path)
    path.chmod(mode)
    if open_:
        assert f"close it with chmod 600 {path} and" in refused(path)
    else:
        assert find_credentials(path)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("mode", [0o444, 0o640])
def test_a_key_that_is_not_ours_is_its_owners_to_close(emulator: Emulator, tmp_path: Path, mode: int):
    path = key_of(emulator, tmp_path)  # as a secret is mounted into a container
    os.chown(path, 65_534, -1)
    path.chmod(mode)
    assert find_credentials(path).email == SERVICE_ACCOUNT


def test_a_file_without_a_secret_may_be_read_by_all(tmp_path: Path):
    path = kept(tmp_path / "workload.json", WORKLOAD)
    path.chmod(0o644)
    assert find_credentials(path).kind == "workload identity"


def git(folder: Path, *command: str) -> None:
    """Run git in a folder, with a name of its own."""
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *command], check=True, capture_output=True)


@pytest.fixture
def work_tree(tmp_path: Path) -> Path:
    """Give an empty git work tree."""
    folder = tmp_path / "program"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def test_a_key_that_git_could_take_is_refused(emulator: Emulator, work_tree: Path):
    path = key_of(emulator, work_tree)
    assert "add key.json to its .gitignore" in refused(path)
    (work_tree / ".gitignore").write_text("key.json\n")
    assert find_credentials(path)


def test_a_key_that_git_has_is_refused_though_it_is_ignored(emulator: Emulator, work_tree: Path):
    path = key_of(emulator, work_tree)
    git(work_tree, "add", "key.json")
    (work_tree / ".gitignore").write_text("key.json\n")
    assert "is tracked by git" in refused(path)
    git(work_tree, "commit", "--quiet", "-m", "Oh")
    assert "is tracked by git" in refused(path)


def test_a_link_is_judged_by_where_the_key_lies(emulator: Emulator, work_tree: Path, tmp_path: Path):
    link = work_tree / "link.json"
    link.symlink_to(key_of(emulator, tmp_path))
    assert find_credentials(link)
    outside = tmp_path / "link.json"
    outside.symlink_to(key_of(emulator, work_tree))
    assert "lies in a git work tree" in refused(outside)


def test_a_name_is_never_a_pattern(emulator: Emulator, work_tree: Path):
    path = key_of(emulator, work_tree).rename(work_tree / ":(glob)*.json")
    assert "lies in a git work tree" in refused(path)


def test_git_asks_about_the_keys_own_work_tree(
    emulator: Emulator, work_tree: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))  # as in a git hook
    assert "lies in a git work tree" in refused(key_of(emulator, work_tree))


def test_without_git_nothing_is_tracked(emulator: Emulator, work_tree: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    assert find_credentials(key_of(emulator, work_tree))
