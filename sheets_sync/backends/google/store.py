"""A Google spreadsheet as the place of a program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from sheets_sync.backends.google.checkup.shut import against_us, shut_ranges
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Protected, TypedColumns
from sheets_sync.backends.google.reading.grids import schema_of
from sheets_sync.backends.google.reading.lease import held_by_another
from sheets_sync.backends.google.reading.readings import FIELDS, FIELDS_TO_EXAMINE, Reading
from sheets_sync.backends.google.writing.applying import Writer
from sheets_sync.backends.store import Layouts, in_parts
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.obstacles import obstacles
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Snapshot


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def run_name() -> str:
    """Return a name that no other run has."""
    return uuid4().hex[:12]


@dataclass(frozen=True)
class GoogleStore:
    """One spreadsheet, by its id, through one account."""

    client: SheetsClient
    spreadsheet_id: str
    editor: str | None = None  # the account's address, where it is known
    clock: Callable[[], datetime] = utc_now
    run: str = field(default_factory=run_name)  # for runs on other machines to tell themselves from this one

    def read(self, *, to_write: bool = False) -> tuple[Snapshot, Reading]:
        """Return what the spreadsheet holds; Refusal while another run is writing, if `to_write`."""
        read = Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS))
        if to_write and (busy := held_by_another(read.lease, self.run, self.clock())):
            raise busy
        return read.snapshot, read

    @in_parts()
    def apply(self, changes: ChangeSet, read_as: Reading) -> int:
        """Write the changes beside whatever people do; return how many must wait for the next run."""
        writer = Writer(self.client, self.spreadsheet_id, self.run, self.clock)
        try:
            return writer.apply(changes, read_as)
        except Protected as refusal:
            raise self._named(refusal) from None
        except TypedColumns:
            raise TypedColumns(self._with_tables()) from None

    def _named(self, refusal: Protected) -> Refusal:
        """Return the refusal that names what is protected, as far as that can be told."""
        answer = self.client.read(self.spreadsheet_id, fields=FIELDS_TO_EXAMINE)
        must, may = shut_ranges(Reading.of(answer), against_us(answer))
        if not must and not may:
            return refusal
        who = self.editor or "the account that sheets-sync uses"
        sentence = (
            f"Somebody protected {', '.join(must or may)}, which sheets-sync must write to; "
            f"let {who} edit there (Data, Protect sheets and ranges), or lift the protection."
        )
        return Refusal(Exit.FIX_NEEDED, sentence)

    def _with_tables(self) -> list[str]:
        """Return the names of our tabs that people made tables of."""
        grids = self.read()[1].grids.values()
        return [schema.name for grid in grids if grid.tables and (schema := schema_of(grid))]

    @in_parts()
    def build(self, layouts: Layouts) -> Sequence[str]:
        """Add the tabs, columns, rules and looks that are missing."""
        from sheets_sync.backends.google.layout import Builder

        found, _ = self.read(to_write=True)
        if blocking := obstacles(found, load_schemas()):
            raise Refusal(Exit.FIX_NEEDED, f"Nothing was changed. {' '.join(blocking)}")
        builder = Builder(self.client, self.spreadsheet_id, self.editor, self.run, self.clock)
        try:
            return builder.build(layouts(found))
        except TypedColumns:
            raise TypedColumns(self._with_tables()) from None
