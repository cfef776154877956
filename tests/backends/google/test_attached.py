"""A machine of Google's has an account attached: its kind, its address, its token."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from backends.google.serving import Asked, Reply, served

ROBOT = "attached@project.iam.gserviceaccount.com"
ASK = """
from google.auth.transport.requests import Request
from sheets_sync.backends.google.account.credentials import find_credentials
found = find_credentials()
print(found.kind, found.came_from, found.email or "?", found.address, sep="|")
found.credentials.refresh(Request())
print(found.email, found.credentials.token, sep="|")
"""
TOKEN = {"access_token": "t", "expires_in": 3599}
ANSWERS = {
    "/": "",
    "/computeMetadata/v1/project/project-id": "project",
    "/computeMetadata/v1/universe/universe-domain": "googleapis.com",
    "/computeMetadata/v1/instance/service-accounts/default/": {"email": ROBOT, "scopes": [], "aliases": []},
    "/computeMetadata/v1/instance/service-accounts/default/token": TOKEN,
    f"/computeMetadata/v1/instance/service-accounts/{ROBOT}/token": TOKEN,  # newer versions of google-auth
}


def known(asked: Asked) -> Reply:
    """Return what a machine of Google's knows about itself."""
    found = ANSWERS.get(asked.path.partition("?")[0])
    return 404 if found is None else 200, found


@pytest.fixture
def metadata() -> Iterator[str]:
    """Serve metadata on this machine; give its address."""
    with served(known, Metadata_Flavor="Google") as address:
        yield address


def test_an_attached_account_is_found_and_gets_its_address_with_its_token(metadata: str, tmp_path: Path):
    places = {"GCE_METADATA_HOST": metadata, "GCE_METADATA_IP": metadata, "CLOUDSDK_CONFIG": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOOGLE_")}
    # in a process of its own: google-auth reads these variables once, when it is imported
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**kept, **places},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert asked.stderr == ""
    assert asked.stdout.splitlines() == [
        "attached service account|the machine it runs on|?|the account of this machine",
        f"{ROBOT}|t",
    ]
