"""Filter views: each person may look through one, and nobody else's rows move."""

from collections.abc import Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.attention import VIEWS, View
from sheets_sync.backends.google.layout.numbers import Numbers, number_of
from sheets_sync.backends.google.layout.requests import span
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import Tab
from sheets_sync.spreadsheet.text import key_of


def missing_views(tab: Tab, numbers: Numbers) -> Iterator[Addition]:
    """Yield the filter views that are not there, and room in those that end above new rows."""
    for view in VIEWS:
        if view.tab == tab.layout.name and view.shown.keys() <= tab.places.keys():
            found = _found(tab, view)
            if found is None:
                request = {"addFilterView": {"filter": _filter(tab, view, numbers.give(_name(view)))}}
                done = f"Added the filter view “{view.title}”."
                yield addition(done, Stage.LOOK, [request])
            elif _is_short(tab, view, found):
                yield _lengthened(tab, view, found)


def _found(tab: Tab, view: View) -> Json | None:
    ours = number_of(_name(view))
    there = tab.sheet.json.get("filterViews", [])
    known = view.title, view.name  # the name alone was the title once
    same = (one for one in there if one["filterViewId"] == ours or key_of(one["title"]) in known)
    return next(same, None)


def _is_short(tab: Tab, wanted: View, view: Json) -> bool:
    where = view.get("range", {}) if view["filterViewId"] == number_of(_name(wanted)) else {}
    return not where.get("startRowIndex", 0) and where.get("endRowIndex", tab.sheet.height) < tab.sheet.height


def _lengthened(tab: Tab, view: View, found: Json) -> Addition:
    whole = {**found["range"], "endRowIndex": tab.sheet.height}
    longer = {"filterViewId": found["filterViewId"], "range": whole}
    request = {"updateFilterView": {"filter": longer, "fields": "range"}}
    return addition(f"Took new rows into “{view.title}”.", Stage.LOOK, [request])


def _filter(tab: Tab, view: View, number: int) -> Json:
    specs = [
        {"columnIndex": tab.places[column], "filterCriteria": _criteria(tab, column, words)}
        for column, words in view.shown.items()
    ]
    return {
        "filterViewId": number,
        "title": view.title,
        "range": span(tab.sheet_id),
        "filterSpecs": specs,
    }


def _criteria(tab: Tab, column: str, shown: tuple[str, ...]) -> Json:
    if not shown:
        return {"condition": {"type": "BLANK"}}
    if len(shown) == 1:
        return {"condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": shown[0]}]}}
    [words] = (found.cells.words for found in tab.layout.columns if found.header == column)
    return {"hiddenValues": ["", *(word for word in words if word not in shown)]}


def _name(view: View) -> str:
    return f"view {view.name} of {view.tab}"
