"""What the doctor says of a local workbook."""

from collections.abc import Iterator

from sheets_sync.backends.xlsx.examining import Examined
from sheets_sync.spreadsheet.checkup import Check, broken, fine, refused, skipped

READABLE, OPEN, SAVING, BACKUPS = "workbook", "open elsewhere", "saving", "backups"


def workbook_checks(examined: Examined) -> Iterator[Check]:
    """Yield how it stands with the workbook."""
    if examined.failure:
        yield refused(READABLE, examined.failure)
        yield from (skipped(name, READABLE) for name in (OPEN, SAVING))
    else:
        yield fine(READABLE, "there, and readable")
        yield refused(OPEN, examined.opened) if examined.opened else fine(OPEN, "in no spreadsheet program")
        yield _saving(examined)
    yield fine(BACKUPS, _backups(examined))


def _saving(examined: Examined) -> Check:
    if not examined.shut:
        return fine(SAVING, "the file and its folder can be written to")
    named = " and ".join(map(str, examined.shut))
    return broken(SAVING, f"{named} cannot be written to", "give whoever runs this the right to write there")


def _backups(examined: Examined) -> str:
    if not examined.kept:
        return f"none yet; {examined.backups} gets a copy before each change"
    newest = f"{examined.kept[0]:%Y-%m-%d %H:%M} UTC"
    return f"{len(examined.kept)} in {examined.backups}, the newest of {newest}"
