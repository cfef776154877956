"""What people paste to name a spreadsheet at Google: its address or id, or the address of something else."""

import re
from dataclasses import dataclass

_GOOGLES = re.compile(r"(?:https?://)?(?:docs|drive)\.google\.com/|(?:https?://)?forms\.gle/", re.IGNORECASE)
_SPREADSHEET = re.compile(
    r"(?:https?://)?docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/([\w-]{20,})(?:[/?#]|\Z)",
    re.IGNORECASE,
)
_ID = re.compile(r"[\w-]{25,}\Z")
_COPY = "copy what stands in the browser's address bar, like https://docs.google.com/spreadsheets/d/…/edit"
PUBLISHED = f"This is the address of a published page. Open the spreadsheet itself and {_COPY}."
OTHERS = {
    r"/document/": "a document",
    r"/forms/|forms\.gle/": "a form",
    r"/presentation/": "a presentation",
    r"/folders/|/drive/": "a folder in Drive",
    r"/file/": "a file in Drive",
}


@dataclass(frozen=True)
class GoogleSpreadsheet:
    """A spreadsheet at Google, by its id."""

    spreadsheet_id: str


def spreadsheet_at(address: str) -> GoogleSpreadsheet | None:
    """Return the Google spreadsheet that an address leads to, with or without https:// before it.

    >>> spreadsheet_at(" docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStU/edit#gid=0 ")
    GoogleSpreadsheet(spreadsheet_id='1AbCdEfGhIjKlMnOpQrStU')
    """
    found = _SPREADSHEET.match(address.strip())
    return GoogleSpreadsheet(found[1]) if found else None


def spreadsheet_called(text: str) -> GoogleSpreadsheet | None:
    """Return the Google spreadsheet whose id this looks like."""
    return GoogleSpreadsheet(text.strip()) if _ID.match(text.strip()) else None


def is_address(text: str) -> bool:
    """Is this an address in the web, and no path of a file?"""
    return "://" in text or bool(_GOOGLES.match(text.strip()))


def why_not(address: str) -> str:
    """Return a sentence: what an address leads to instead of a spreadsheet, and which one to copy.

    >>> why_not("https://docs.google.com/document/d/1AbC/edit").partition(".")[0]
    'This is the address of a document, not of a Google spreadsheet'
    """
    if re.search(r"/spreadsheets/(?:u/\d+/)?d/e/", address):
        return PUBLISHED
    others = OTHERS if _GOOGLES.match(address.strip()) else {}
    kind = next((words for pattern, words in others.items() if re.search(pattern, address)), "")
    of_what = f"the address of {kind}, not" if kind else "not the address"
    return f"This is {of_what} of a Google spreadsheet. Open the spreadsheet and {_COPY}."
