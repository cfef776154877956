"""A program's spreadsheet built from nothing, or repaired without removing anything of people's."""

from collections.abc import Iterator
from uuid import uuid4

from sheets_sync.config import Config
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.stores import Tell, open_store


def init(config: Config, tell: Tell) -> Iterator[str]:
    """Yield what was built or repaired, line by line."""
    from sheets_sync.run import alone

    store = open_store(config, tell)
    with alone(config.state):
        done = store.build(layouts)
    yield from done or ("Nothing is missing; nothing was changed.",)


def layouts(found: Snapshot | None = None) -> tuple[TabLayout, ...]:
    """Return the layout of every tab of a new program, or of one whose tabs were `found`."""
    from sheets_sync.mentoring.start_here import PAGE
    from sheets_sync.mentoring.starter import starting_rows
    from sheets_sync.spreadsheet.layout import layout_of
    from sheets_sync.spreadsheet.schema import load_schemas

    return layout_of(load_schemas(), starting_rows(uuid4().hex, found), PAGE)
