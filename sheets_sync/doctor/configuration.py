"""What the configuration says, and where each value came from."""

from collections.abc import Iterator

from sheets_sync.addresses import GoogleSpreadsheet
from sheets_sync.config import FILE_NAME, NAMES, Config, Place, same
from sheets_sync.spreadsheet.checkup import Check, broken, fine, refused
from sheets_sync.spreadsheet.refusals import Refusal

PLACES = ("spreadsheet", "confidential")
PATHS = ("credentials", "org_chart", "state_dir")
SHOWN = ("date_order", "decimal")  # words; of any other value only that it is set is told
DEFAULTS = {
    "confidential": "not set: answers and scores lie in the same spreadsheet",
    "credentials": "not set: the environment and this machine are asked",
    "org_chart": "the tab org_chart",
    "date_order": "not set: dates typed like 03/04/2027 are problems",
    "decimal": ". in numbers that are typed as text",
}


def configuration_checks(config: Config) -> Iterator[Check]:
    """Yield one line for sheets-sync.toml and one for each value it may hold."""
    file = config.sources.get("")
    yield fine("configuration", file or f"there is no {FILE_NAME} here or above, and none is needed")
    yield from (_value(config, name) for name in NAMES)


def _value(config: Config, name: str) -> Check:
    if name in PLACES:
        return _place(config, name)
    return fine(
        name, f"{_shown(config, name)} (from {config.source(name)})".replace("(from default)", "(default)")
    )


def _shown(config: Config, name: str) -> str:
    value = config.get(name)
    if name == "state_dir":
        return _state(config)
    if value is None:
        return DEFAULTS.get(name, "not set")
    if name in PATHS:
        return str(config.path(name, value))
    return value if name in SHOWN else "set"


def _state(config: Config) -> str:
    try:
        return str(config.state)
    except Refusal:
        return "beside the workbook"


def _place(config: Config, name: str) -> Check:
    try:
        place = config.spreadsheet if name == "spreadsheet" else config.confidential
    except Refusal as refusal:
        return refused(name, refusal)
    if place is None and config.leaves_confidential:
        owned = "belongs to another spreadsheet and is left alone"
        return fine(name, f"that of {config.source(name)} {owned}")
    if place is None:
        return fine(name, f"{DEFAULTS[name]} (default)")
    if name == "confidential" and _is_main(config, place):
        action = f"make another one that fewer people see, and name that in {FILE_NAME}; or name none"
        return broken(name, "this is the spreadsheet of the program itself", action)
    return fine(name, f"{described(place)} (from {config.source(name)})")


def _is_main(config: Config, place: Place) -> bool:
    try:
        return same(place, config.spreadsheet)
    except Refusal:
        return False


def described(place: Place) -> str:
    """Return a file's path, or the beginning of a Google spreadsheet's id."""
    if isinstance(place, GoogleSpreadsheet):
        return f"Google spreadsheet {place.spreadsheet_id[:6]}…"
    return str(place)
