"""A program's workbook built from nothing, or repaired without removing anything of people's."""

from collections.abc import Iterator
from uuid import uuid4

from sheets_sync.config import Config, clock
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot


def init(config: Config) -> Iterator[str]:
    """Yield what was built or repaired, line by line."""
    from sheets_sync.backends import xlsx
    from sheets_sync.run import alone

    path = config.spreadsheet
    if path.suffix.lower() != ".xlsx":
        raise Refusal(Exit.USAGE, f"The name of a workbook ends in .xlsx, and {path} does not.")
    if not path.parent.is_dir():
        raise Refusal(Exit.FIX_NEEDED, f"There is no folder {path.parent}; make it first.")
    if not path.exists():
        xlsx.create(path, layouts(), clock())
        yield f"{path} is ready. Open it: the tab start_here says what to do first."
        return
    with alone(config.state):
        found, _ = xlsx.read(path)
        added = xlsx.repair(path, layouts(found), config.state / "backups", clock())
    yield from added or ("Nothing is missing; nothing was changed.",)


def layouts(found: Snapshot | None = None) -> tuple[TabLayout, ...]:
    """Return the layout of every tab of a new program, or of one whose tabs were `found`."""
    from sheets_sync.mentoring.start_here import PAGE
    from sheets_sync.mentoring.starter import starting_rows
    from sheets_sync.spreadsheet.layout import layout_of
    from sheets_sync.spreadsheet.schema import load_schemas

    return layout_of(load_schemas(), starting_rows(uuid4().hex, found), PAGE)
