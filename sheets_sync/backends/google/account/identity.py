"""Who the tool is to Google: the credentials in use, their kind, and the address to share a sheet with."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
SERVICE_ACCOUNT_FILE = "service account file"
ATTACHED = "attached service account"
WORKLOAD = "workload identity"
IMPERSONATED = "impersonated service account"
PERSON = "a person's own login"
LOGIN = (
    f"gcloud auth application-default login --scopes=https://www.googleapis.com/auth/cloud-platform,{SCOPE}"
)


@dataclass(frozen=True)
class Found:
    """Credentials that were found, of what kind they are, and where they came from."""

    credentials: "Credentials" = field(repr=False)
    kind: str
    came_from: str
    path: Path | None = None  # of the file, where it is one
    token_address: str = ""  # where its file says that tokens come from; "" where no file decides that

    @property
    def email(self) -> str:
        """Return the service account's address; "" for a person, and for this machine's before a token."""
        email = getattr(self.credentials, "service_account_email", None)
        return email if isinstance(email, str) and "@" in email else ""

    @property
    def noun(self) -> str:
        """Return what this is, in words that fit after "the"."""
        return {SERVICE_ACCOUNT_FILE: "service account", PERSON: "login"}.get(self.kind, self.kind)

    @property
    def address(self) -> str:
        """Return whom to share a spreadsheet with, in words that fit into a sentence."""
        if self.email:
            return self.email
        return "the account that you log in with" if self.kind == PERSON else "the account of this machine"
