"""Links of whole cells: setting one underlines and colours the text, and clears the links of its parts."""

from typing import Any

from ..masks import Mask, asks_for
from ..spreadsheet import Cell, Json

BLUE = {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}
LINK_STYLE: Json = {
    "underline": True,
    "foregroundColor": BLUE,
    "foregroundColorStyle": {"rgbColor": BLUE},
}
TEXT = ("userEnteredFormat", "textFormat")


def with_link_style(cell: Cell, given: Json, mask: Mask) -> Cell:
    """Return the cell as a new link leaves it; a style set in the same request wins (discovery)."""
    wanted = given.get(TEXT[0], {}).get(TEXT[1], {})
    if not wanted.get("link") or not asks_for(mask, *TEXT, "link"):
        return cell
    style = {
        name: value
        for name, value in LINK_STYLE.items()
        if name not in wanted or not asks_for(mask, *TEXT, name)
    }
    text = {**cell[TEXT[0]][TEXT[1]], **style}
    return {**_without_run_links(cell), TEXT[0]: {**cell[TEXT[0]], TEXT[1]: text}}


def _without_run_links(cell: Cell) -> Cell:
    runs: list[Any] = cell.get("textFormatRuns", [])
    if not any("link" in run.get("format", {}) for run in runs):
        return cell
    return {name: item for name, item in cell.items() if name != "textFormatRuns"}
