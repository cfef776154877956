"""What the doctor says of a Google spreadsheet and of the account that opens it."""

from collections.abc import Iterator
from datetime import datetime

from sheets_sync.backends.google.account.identity import Found
from sheets_sync.backends.google.checkup.examining import Examined
from sheets_sync.backends.google.checkup.shut import shut_ranges
from sheets_sync.backends.google.http.failures import Gate, Rejected, Shut
from sheets_sync.backends.google.reading.lease import Lease
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.spreadsheet.checkup import Check, broken, fine, look, refused, skipped
from sheets_sync.spreadsheet.text import listed

NAMES = {
    Gate.CREDENTIALS: "credentials",
    Gate.TOKEN: "token",
    Gate.API: "Sheets API",
    Gate.SHARING: "sharing",
    Gate.NATIVE: "kind of file",
}
FINE = {
    Gate.TOKEN: "Google gives one",
    Gate.API: "enabled, and it answers",
    Gate.SHARING: "the spreadsheet is open to this account",
    Gate.NATIVE: "a Google spreadsheet, not an uploaded Excel file",
}
RUNS, EDITING, PROTECTION, LOCALE = "other runs", "editing", "protection", "locale"


def account_checks(examined: Examined) -> Iterator[Check]:
    """Yield how it stands with the account, whatever it opens."""
    yield _gate(Gate.CREDENTIALS, examined)
    yield _share_with(examined.found)
    yield from (_gate(gate, examined) for gate in (Gate.TOKEN, Gate.API))


def sheet_checks(examined: Examined, now: datetime) -> Iterator[Check]:
    """Yield how it stands with the spreadsheet."""
    yield from (_gate(gate, examined) for gate in (Gate.SHARING, Gate.NATIVE))
    if examined.reading is None:
        because = NAMES[examined.gate or Gate.SHARING]
        yield from (skipped(name, because) for name in (RUNS, EDITING, PROTECTION, LOCALE))
        return
    editing = _editing(examined)
    yield _other_runs(examined, examined.reading.lease, now)
    yield editing
    yield skipped(PROTECTION, EDITING) if examined.edit else _protection(examined, examined.reading)
    yield _locale(examined.reading.locale)


# --- the way to it ---------------------------------------------------------------------------------


def _gate(gate: Gate, examined: Examined) -> Check:
    if examined.gate is None or gate < examined.gate:
        words = _described(examined.found) if gate is Gate.CREDENTIALS else FINE[gate]
        return fine(NAMES[gate], words)
    if gate == examined.gate and examined.failure:
        return refused(NAMES[gate], examined.failure)
    return skipped(NAMES[gate], NAMES[examined.gate])


def _described(found: Found | None) -> str:
    if found is None:
        return ""
    return f"{found.kind}{f' {found.path}' if found.path else ''} (from {found.came_from})"


def _share_with(found: Found | None) -> Check:
    return fine("share with", found.address) if found else skipped("share with", NAMES[Gate.CREDENTIALS])


# --- the spreadsheet -------------------------------------------------------------------------------


def _other_runs(examined: Examined, lease: Lease | None, now: datetime) -> Check:
    if examined.busy:
        return refused(RUNS, examined.busy)
    if lease and lease.until and lease.until <= now:
        return look(RUNS, "the last run that wrote did not come to its end", "run sheets-sync sync once more")
    return fine(RUNS, "none is at work")


def _editing(examined: Examined) -> Check:
    if examined.busy:
        return skipped(EDITING, RUNS)
    if examined.edit is None:
        return fine(EDITING, "this account may edit")
    address = examined.found.address if examined.found else ""
    if isinstance(examined.edit, Shut):
        action = f"in the spreadsheet, under Share, make {address} an Editor"
        return broken(EDITING, "this account may read the spreadsheet, but not edit it", action)
    if isinstance(examined.edit, Rejected):
        return look(EDITING, "Google did not understand the test", "see what sheets-sync sync says")
    return refused(EDITING, examined.edit)


def _protection(examined: Examined, reading: Reading) -> Check:
    must, may = shut_ranges(reading, examined.protections)
    address = examined.found.address if examined.found else ""
    action = f"under Data > Protect sheets and ranges let {address} edit there, or take the protection off"
    if must:
        return broken(PROTECTION, f"the tool must write here and is shut out: {listed(must)}", action)
    if may:
        return look(PROTECTION, f"a note on a bad cell here would stop a whole run: {listed(may)}", action)
    return fine(PROTECTION, "no protected range shuts the tool out")


def _locale(locale: str) -> Check:
    words = "values are read as they are; only texts such as 4,5 need decimal and date_order"
    return fine(LOCALE, f"{locale or 'not told'}: {words}")
