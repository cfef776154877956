"""The spreadsheets that exist, who may open them, and how a write replaces one."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .changing import Change
from .errors import ApiError, Invalid, forbidden, not_found, not_supported
from .spreadsheet import NATIVE, Json, Sheet, Spreadsheet, new_spreadsheet
from .undocumented import AS_DESCRIBED, Undocumented
from .undoing import Version, taken_back

VERSIONS_KEPT = 50
WRITERS = ("owner", "writer")
SHARED_AS = ("reader", "commenter", "writer")  # what a share may give (drive discovery)
ID_LENGTH = 44  # recorded
OFFICE_ID_LENGTH = 33  # of an uploaded file (tidyverse/googlesheets4#275)


@dataclass
class File:
    """A spreadsheet as Drive sees it, with the versions that it went through."""

    spreadsheet: Spreadsheet
    created: datetime
    modified: datetime
    history: list[Version] = field(default_factory=list)
    undone: list[Version] = field(default_factory=list)
    permissions: dict[str, Json] = field(default_factory=dict)
    version: int = 1


@dataclass
class Store:
    """All spreadsheets of the emulator."""

    files: dict[str, File] = field(default_factory=dict)
    results: dict[str, Json] = field(default_factory=dict)  # formula → the value a test gave it
    undocumented: Undocumented = AS_DESCRIBED

    def create(self, title: str, owner: str, tabs: tuple[Sheet, ...] = ()) -> Spreadsheet:
        """Add a spreadsheet."""
        return self.add(new_spreadsheet(new_id(), title, owner, tabs))

    def add(self, spreadsheet: Spreadsheet) -> Spreadsheet:
        """Take a spreadsheet in."""
        spreadsheet.results = self.results
        now = datetime.now(UTC)
        self.files[spreadsheet.spreadsheet_id] = File(spreadsheet, now, now)
        return spreadsheet

    def file(self, spreadsheet_id: str, caller: str, to_write: bool = False) -> File:
        """Return the file if it exists and the caller may open it: 404, else 403 (recorded)."""
        found = self.files.get(spreadsheet_id)
        if found is None:
            raise not_found()
        role = role_of(found.spreadsheet, caller)
        if role is None or (to_write and role not in WRITERS):
            raise forbidden()
        return found

    def native(self, spreadsheet_id: str, caller: str, to_write: bool = False) -> File:
        """Return the file if it is one that the Sheets API works on: not an uploaded .xlsx."""
        found = self.file(spreadsheet_id, caller, to_write)
        if found.spreadsheet.mime_type != NATIVE:
            raise not_supported()
        return found

    @contextmanager
    def change(self, spreadsheet_id: str, caller: str, by_hand: bool = False) -> Iterator[Change]:
        """Yield a change on a copy, which replaces the spreadsheet when nothing was refused."""
        found = self.native(spreadsheet_id, caller, to_write=True)
        change = Change(found.spreadsheet.copy(), caller, self.undocumented, by_hand)
        try:
            yield change
        except Invalid as refusal:
            raise ApiError(400, str(refusal)) from None
        self.replace(found, change.spreadsheet, Version(found.spreadsheet, caller, change.requests))

    def replace(self, found: File, new: Spreadsheet, made: Version) -> None:
        """Make this the current version."""
        found.history = [*found.history[1 - VERSIONS_KEPT :], made]
        found.undone = [version for version in found.undone if version in found.history]
        found.spreadsheet = new
        found.version += 1
        found.modified = datetime.now(UTC)


def undo(store: Store, found: File, person: str) -> None:
    """Take back the newest change of a person that was not taken back yet, if there is one."""
    afters = [version.before for version in found.history[1:]] + [found.spreadsheet]
    for version, after in reversed(list(zip(found.history, afters, strict=False))):
        if version.author == person and version not in found.undone:
            new = taken_back(version, after, found.spreadsheet)
            undoing = Version(found.spreadsheet, person)
            found.undone = [*found.undone, version, undoing]
            store.replace(found, new, undoing)
            return


def role_of(spreadsheet: Spreadsheet, email: str) -> str | None:
    """Return owner, writer, reader or None; somebody not named may still come in as anyone."""
    if email == spreadsheet.owner:
        return "owner"
    return spreadsheet.roles.get(email) or spreadsheet.roles.get("anyone")


def new_id(length: int = ID_LENGTH) -> str:
    """Return a random id in Google's form."""
    return "1" + secrets.token_urlsafe(length)[: length - 1]
