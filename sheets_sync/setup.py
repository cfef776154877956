"""A program's spreadsheet built from nothing, or repaired without removing anything of people's."""

from collections.abc import Iterator
from uuid import uuid4

from sheets_sync.config import Config
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.stores import Tell, open_store


def init(config: Config, tell: Tell) -> Iterator[str]:
    """Yield what was built or repaired, line by line."""
    from sheets_sync.run import alone

    store = open_store(config, tell)
    with alone(config.state):
        done = store.build(layouts if config.confidential else _of_one_spreadsheet)
    yield from done or ("Nothing is missing; nothing was changed.",)


def _of_one_spreadsheet(found: Snapshot | None) -> tuple[TabLayout, ...]:
    """Return the layouts; Refusal where the confidential tabs of what was found may lie elsewhere."""
    from sheets_sync.mentoring.confidential import is_without

    if found and is_without(found):
        sentence = (
            "This program has neither surveys nor rubric_scores; if they lie in a second spreadsheet, "
            "name it as confidential in sheets-sync.toml; if they were deleted, bring them back, "
            "or add an empty tab called surveys, and run this again."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)
    return layouts(found)


def layouts(found: Snapshot | None = None) -> tuple[TabLayout, ...]:
    """Return the layout of every tab of a new program, or of one whose tabs were `found`."""
    from sheets_sync.mentoring.start_here import PAGE
    from sheets_sync.mentoring.starter import starting_rows
    from sheets_sync.spreadsheet.layout import layout_of
    from sheets_sync.spreadsheet.schema import load_schemas

    return layout_of(load_schemas(), starting_rows(uuid4().hex, found), PAGE)
