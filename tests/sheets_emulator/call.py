"""One call of an API with its checked parts: who calls, what the path, the query and the body say."""

from dataclasses import dataclass, field

from .spreadsheet import Json, Spreadsheet
from .store import Store


@dataclass(frozen=True)
class Call:
    """One call with its checked parts."""

    store: Store
    caller: str
    path: dict[str, str]
    query: Json = field(default_factory=dict)
    body: Json = field(default_factory=dict)

    @property
    def spreadsheet_id(self) -> str:
        """Return the id in the path."""
        return self.path["spreadsheetId"]

    def spreadsheet(self) -> Spreadsheet:
        """Return the spreadsheet, for reading."""
        return self.store.native(self.spreadsheet_id, self.caller).spreadsheet
