"""A program's spreadsheet built from nothing, or repaired without removing anything of people's."""

from collections.abc import Iterator
from uuid import uuid4

from sheets_sync.config import Config
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.spreadsheet.text import listed
from sheets_sync.stores import Tell, open_store


def init(config: Config, tell: Tell, *, take_headers: bool = False) -> Iterator[str]:
    """Yield what was built or repaired, line by line; `take_headers` believes them against memory."""
    from sheets_sync.run import alone

    lost: list[str] = []

    def wanted(found: Snapshot | None) -> tuple[TabLayout, ...]:
        if found and found.get("settings") is None and _has_people(found):
            lost.append("Fill in settings again: its dates and rules went with the tab.")
        if found and not take_headers:
            _refuse_disputed(found)
        return layouts(found) if config.confidential else _of_one_spreadsheet(found)

    store = open_store(config, tell, new=True)
    with alone(config.state):
        done = store.build(wanted)
    yield from done or ("Nothing is missing; nothing was changed.",)
    yield from lost[:1]


def _has_people(found: Snapshot) -> bool:
    applicants = found.get("applicants")
    return applicants is not None and bool(applicants.rows)


def _refuse_disputed(found: Snapshot) -> None:
    """Refuse where a header says another column than the spreadsheet remembers: nobody knows who is right."""
    from sheets_sync.spreadsheet.schema import load_schemas
    from sheets_sync.spreadsheet.witnesses import disputed_headers

    if cells := disputed_headers(found, load_schemas()):
        sentence = (
            f"Nothing was changed. What stands in {listed([str(cell) for cell in cells])} is not what the "
            "spreadsheet remembers of these columns; put the headers back as they were. Only if whole "
            "columns were exchanged, with all that stands in them: sheets-sync init --take-headers."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)


def _of_one_spreadsheet(found: Snapshot | None) -> tuple[TabLayout, ...]:
    """Return the layouts; Refusal where the confidential tabs of what was found may lie elsewhere."""
    from sheets_sync.mentoring.reading import is_without

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
