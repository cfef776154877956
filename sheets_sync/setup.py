"""A program's workbook built from nothing, or repaired without removing anything of people's."""

from collections.abc import Iterator
from uuid import uuid4

from sheets_sync.config import Config, clock
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal


def init(config: Config) -> Iterator[str]:
    """Yield what was built or repaired, line by line."""
    from sheets_sync.backends import xlsx
    from sheets_sync.run import alone

    path = config.spreadsheet
    if path.suffix.lower() != ".xlsx":
        raise Refusal(Exit.USAGE, f"{path.name} should end in .xlsx.")
    if not path.parent.is_dir():
        raise Refusal(Exit.FIX_NEEDED, f"There is no folder {path.parent}; make it first.")
    if not path.exists():
        xlsx.create(path, new_layouts(), clock())
        yield f"{path} is ready. Open it: the tab start_here says what to do first."
        return
    with alone(config.state):
        added = xlsx.repair(path, new_layouts(), config.state / "backups", clock())
    yield from added or ("Nothing is missing; nothing was changed.",)


def new_layouts() -> tuple[TabLayout, ...]:
    """Return the layout of every tab of a new program, with a program id of its own."""
    from sheets_sync.mentoring.start_here import PAGE
    from sheets_sync.mentoring.starter import settings_rows, starter_rows
    from sheets_sync.spreadsheet.layout import layout_of
    from sheets_sync.spreadsheet.schema import load_schemas

    schemas = load_schemas()
    settings = settings_rows(schemas["settings"].definitions, program_id=uuid4().hex)
    return layout_of(schemas, {**starter_rows(), "settings": settings}, PAGE)
