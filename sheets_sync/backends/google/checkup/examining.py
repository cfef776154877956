"""Looks at a Google spreadsheet for the doctor: how far the way to it leads, and what stands at its end.

Whether it may be edited can be told by a write only. So one is sent that leaves nothing behind: a piece of
metadata made and deleted again within one atomic batch. It touches no cell, no title and no id of a run's.
"""

from dataclasses import dataclass
from datetime import datetime

from sheets_sync.backends.google.account.identity import Found
from sheets_sync.backends.google.checkup.shut import Protection, against_us
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Gate, Rejected, Shut
from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.lease import held_by_another
from sheets_sync.backends.google.reading.memory import TRIAL
from sheets_sync.backends.google.reading.readings import FIELDS_TO_EXAMINE, Reading
from sheets_sync.spreadsheet.refusals import Refusal

NOBODY = ""  # the doctor is no run, so every lease is another's


@dataclass(frozen=True)
class Examined:
    """What was found on the way to a spreadsheet."""

    found: Found | None  # the credentials, where there are any
    gate: Gate | None = None  # where the way ended
    failure: Refusal | None = None  # why
    reading: Reading | None = None
    protections: tuple[Protection, ...] = ()
    busy: Refusal | None = None  # another run is at work, so editing was not tried
    edit: Refusal | Rejected | None = None  # why it may not be edited


def without_credentials(refusal: Refusal) -> Examined:
    """Return how far one gets without credentials."""
    return Examined(None, Gate.CREDENTIALS, refusal)


def examine(client: SheetsClient, spreadsheet_id: str, now: datetime, busy: Refusal | None) -> Examined:
    """Return what is found; `busy` where a run of this machine is at work: then nothing is tried."""
    try:
        client.log_in()
    except Refusal as refusal:
        return Examined(client.found, Gate.TOKEN, refusal)
    try:
        answer = client.read(spreadsheet_id, fields=FIELDS_TO_EXAMINE)
    except Refusal as refusal:
        gate = refusal.gate if isinstance(refusal, Shut) else Gate.API
        return Examined(client.found, gate, refusal)
    reading = Reading.of(answer)
    busy = busy or held_by_another(reading.lease, NOBODY, now)
    edit = None if busy else _trouble_with_editing(client, spreadsheet_id)
    return Examined(client.found, reading=reading, protections=against_us(answer), busy=busy, edit=edit)


def _trouble_with_editing(client: SheetsClient, spreadsheet_id: str) -> Refusal | Rejected | None:
    try:
        client.write(spreadsheet_id, _trial(), fields="spreadsheetId", once=False)
    except (Refusal, Rejected) as failure:
        return failure
    return None


def _trial() -> Json:
    note = {
        "metadataKey": TRIAL,
        "metadataValue": "",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    same = {"developerMetadataLookup": {"metadataKey": TRIAL}}
    return {
        "requests": [
            {"createDeveloperMetadata": {"developerMetadata": note}},
            {"deleteDeveloperMetadata": {"dataFilter": same}},
        ]
    }
