"""Certificates and proxies between this machine and Google: each trouble has its sentence."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from backends.google.talking import Talk
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from sheets_emulator.accounts import private_key

from sheets_sync.spreadsheet.refusals import Exit, Refusal


@pytest.fixture
def outside(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Give a client that has a token, and that asks Google itself as this machine's environment says."""
    talk.read()
    monkeypatch.setattr(talk.client, "_emulator", None)
    monkeypatch.setattr(talk.client.session, "trust_env", True)
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    return talk


def refused(talk: Talk) -> tuple[Exit, str]:
    """Return how a write is refused."""
    with pytest.raises(Refusal) as refusal:
        talk.write()
    assert refusal.value.remedy
    return refusal.value.exit_code, str(refusal.value)


def test_a_proxy_that_is_away_is_nobody_there(outside: Talk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    code, sentence = refused(outside)
    assert (code, len(outside.naps.taken)) == (Exit.TRY_LATER, 5)
    assert sentence.startswith("Google cannot be reached")


def test_a_proxy_without_a_host_is_told(outside: Talk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://")
    code, sentence = refused(outside)
    assert code == Exit.FIX_NEEDED
    assert "check HTTPS_PROXY" in sentence


def test_a_missing_file_of_certificates_is_told(
    outside: Talk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "company.pem"))
    code, sentence = refused(outside)
    assert code == Exit.FIX_NEEDED
    assert "check REQUESTS_CA_BUNDLE" in sentence


def certificate(folder: Path) -> Path:
    """Write a key and a certificate that nobody signed but itself."""
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, private_key().public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(private_key(), hashes.SHA256())
    )
    key = private_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "server.pem"
    path.write_bytes(key + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """Serve TLS with a certificate that nobody trusts; give the address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT@SECLEVEL=0")  # the key is a short one
    context.load_cert_chain(certificate(tmp_path))
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_that_does_not_hold_ends_the_run_at_once(
    talk: Talk, untrusted: str, monkeypatch: pytest.MonkeyPatch
):
    talk.read()
    monkeypatch.setattr(talk.client, "_emulator", untrusted)
    code, sentence = refused(talk)
    assert (code, talk.naps.taken) == (Exit.FIX_NEEDED, [])
    assert "not trustworthy" in sentence
