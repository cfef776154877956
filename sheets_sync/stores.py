"""Where the configuration says that the program lies, opened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.addresses import GoogleSpreadsheet
from sheets_sync.backends.store import SplitStore, Store
from sheets_sync.config import Config, Place, clock, same
from sheets_sync.spreadsheet.refusals import Refusal

if TYPE_CHECKING:
    from sheets_sync.backends.google.http.client import SheetsClient

SAME = "confidential names the program's own spreadsheet: name a second one that fewer people see, or none."
LEFT_ALONE = (
    "The confidential spreadsheet of the configuration belongs to another spreadsheet and is left alone."
)
Tell = Callable[[str], None]  # how progress reaches whoever waits


def open_store(config: Config, tell: Tell, *, new: bool = False) -> Store:
    """Return the program's spreadsheet, or the two; a Refusal where one is none and may not be `new`."""
    opening = Opening(config, tell)
    if config.leaves_confidential:
        tell(LEFT_ALONE)
    main, second = config.spreadsheet, config.confidential
    if second and same(main, second):
        raise Refusal(config.exit_code("spreadsheet", "confidential"), SAME)
    for place in (main, second):
        if isinstance(place, Path):
            _refuse_other_file(place, new)
    return SplitStore(opening.store(main), opening.store(second)) if second else opening.store(main)


def _refuse_other_file(path: Path, new: bool) -> None:
    """Refuse what is no workbook before a lock or a backup is put beside it."""
    from sheets_sync.backends.xlsx.store import refuse_other_file

    refuse_other_file(path, new=new)


@dataclass(frozen=True)
class Opening:
    """Opens spreadsheets for one run, all of Google's through one client."""

    config: Config
    tell: Tell
    long: bool = False  # may it take more calls and more time than a nightly run?

    def store(self, place: Place) -> Store:
        """Return the spreadsheet at `place`."""
        if not isinstance(place, GoogleSpreadsheet):
            from sheets_sync.backends.xlsx.store import XlsxStore

            return XlsxStore(place, self.config.state / "backups", clock)
        from sheets_sync.backends.google.store import GoogleStore

        return GoogleStore(self.client, place.spreadsheet_id, editor=self.client.found.email)

    @cached_property
    def client(self) -> "SheetsClient":
        """Return the client that talks to Google, with the credentials that the configuration names."""
        from sheets_sync.backends.google.http.client import connect
        from sheets_sync.backends.google.http.pacing import LONG, Limits

        return connect(self.config.credentials, self.tell, LONG if self.long else Limits())
