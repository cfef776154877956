"""A small program that commands are tried on, and what to look at afterwards."""

from datetime import date

from click.testing import CliRunner, Result
from places import GooglePlace, Place

from sheets_sync.cli import main
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.snapshot import Cell, Row, Tab

READ, AGAIN, WRITE = "spreadsheets.get", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate"
TODAY = ("--today", "2027-03-01")
TOMORROW = ("--today", "2027-03-02")
CHART: tuple[dict[str, Cell], ...] = (
    {"person_id": "E1", "full_name": "Chief One"},
    {"person_id": "E3", "full_name": "Vic Three", "email": "vic@example.org", "manager_id": "E1"},
    {"person_id": "E4", "full_name": "Head Four", "manager_id": "E1"},
    {"person_id": "E5", "full_name": "Ann Five", "email": "ann@example.org", "manager_id": "E4"},
    {"person_id": "E6", "full_name": "Bo Six", "email": "bo@example.org", "manager_id": "E4"},
)
ANN: dict[str, Cell] = {
    "person_id": "E5", "full_name": "Ann Five", "email": "ann@example.org", "role": "mentor",
    "topics": "Speaking up", "manager_approval": "yes", "good_standing": "yes", "selection": "accept",
}  # fmt: skip
VIC: dict[str, Cell] = {
    "person_id": "E3", "full_name": "Vic Three", "email": "vic@example.org", "role": "mentee",
    "topics": "Speaking up; Safety at work", "selection": "accept",
}  # fmt: skip
DATES = {"pre_survey_closes_on": date(2027, 2, 1), "matches_announced_on": date(2027, 3, 1)}


def sheets_sync(*arguments: object) -> Result:
    """Return what one command printed, and its exit code."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def fine(*arguments: object) -> str:
    """Return what a command printed that must succeed."""
    result = sheets_sync(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result, code: int, *words: str) -> None:
    """Check that a command ended in one clear sentence, with its exit code and no traceback."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert all(word in result.stderr for word in words), result.output
    assert "Traceback" not in result.output
    told = [line for line in result.stderr.splitlines() if not line.startswith("Talking to the emulator")]
    assert len(told) == 1, result.output


def requests(live: GooglePlace, *arguments: object) -> list[str]:
    """Return what a command asked of Google."""
    live.emulator.requests.clear()
    sheets_sync(*arguments)
    return live.live.requests()


# --- looking --------------------------------------------------------------------------------------


def tab(place: Place, name: str) -> Tab:
    """Return one tab of a program."""
    found = place.read().get(name)
    assert found is not None, f"no tab {name}"
    return found


def column(place: Place, name: str, *headers: str) -> list[tuple[Cell, ...]]:
    """Return the values under `headers`, row by row; blank rows left out."""
    found = (tuple(row[header] for header in headers) for row in tab(place, name).rows)
    return [values for values in found if any(value is not None for value in values)]


def row_of(place: Place, name: str, first: Cell) -> Row:
    """Return the row that begins with a value."""
    return next(row for row in tab(place, name).rows if row.values[0] == first)


def line(place: Place, item: str) -> Cell:
    """Return what start_here says beside `item`."""
    return row_of(place, "start_here", item).values[1]


# --- people ---------------------------------------------------------------------------------------


def typed(place: Place, name: str, first: Cell, header: str, value: Cell) -> None:
    """Type a value into the row that begins with another."""
    row = row_of(place, name, first)
    place.type(name, cell_name(row.number, row.headers.index(header) + 1), value)


def settings(place: Place, **values: Cell) -> None:
    """Type the values of settings."""
    for name, value in values.items():
        typed(place, "settings", name, "value", value)


def tick(place: Place, box: str) -> None:
    """Tick a box of start_here."""
    place.type("start_here", cell_name(row_of(place, "start_here", box).number, 2), True)
