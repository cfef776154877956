"""A machine of Google's has an account attached: its kind, its address, its token."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sheets_emulator.guard import OFFLINE

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


class Metadata(BaseHTTPRequestHandler):
    """What a machine of Google's knows about itself."""

    def do_GET(self) -> None:
        """Answer as the metadata server does."""
        known = ANSWERS.get(self.path.partition("?")[0])
        body = known if isinstance(known, str) else json.dumps(known)
        self.send_response(404 if known is None else 200)
        self.send_header("Metadata-Flavor", "Google")
        self.send_header("Content-Type", "application/text" if isinstance(known, str) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture
def metadata() -> Iterator[str]:
    """Serve metadata on this machine; give its address."""
    server = HTTPServer(("127.0.0.1", 0), Metadata)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_attached_account_is_found_and_gets_its_address_with_its_token(metadata: str, tmp_path: Path):
    places = {"GCE_METADATA_HOST": metadata, "GCE_METADATA_IP": metadata, "CLOUDSDK_CONFIG": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOOGLE_")}
    # in a process of its own: google-auth reads these variables once, when it is imported
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**kept, **OFFLINE, **places},
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
