"""Developer metadata: where it hangs, how it is found, and data filters (facts §4).

Everybody sees both visibilities here: the emulator knows one Cloud project only.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .defaults import without_defaults
from .errors import Invalid
from .ranges import Area
from .spreadsheet import Json, Line, Sheet, Spreadsheet, Tag

LINE_TYPES = {"ROW": "ROWS", "COLUMN": "COLUMNS"}


@dataclass(frozen=True)
class Tagged:
    """A tag with the place where it hangs now."""

    tag: Tag
    location: Json

    def resource(self) -> Json:
        """Return the DeveloperMetadata resource."""
        found = {
            "metadataId": self.tag.metadata_id,
            "metadataKey": self.tag.key,
            "metadataValue": self.tag.value,
            "visibility": self.tag.visibility,
        }
        return {**without_defaults(found), "location": self._sent_location()}

    def _sent_location(self) -> Json:
        """Return the location; a tab's own sheetId is one of several choices and so sent even when 0."""
        return self.location if "sheetId" in self.location else dict(without_defaults(self.location))


def every_tag(spreadsheet: Spreadsheet) -> Iterator[Tagged]:
    """Yield all developer metadata of the spreadsheet."""
    yield from (Tagged(tag, _spreadsheet_location()) for tag in spreadsheet.tags)
    for sheet in spreadsheet.sheets:
        yield from (Tagged(tag, _sheet_location(sheet)) for tag in sheet.tags)
        for kind, dimension in LINE_TYPES.items():
            for at, line in enumerate(lines(sheet, dimension)):
                yield from (Tagged(tag, _line_location(sheet, kind, at)) for tag in line.tags)


def lines(sheet: Sheet, dimension: str) -> list[Line]:
    """Return the tab's own list of rows or of columns."""
    return sheet.rows if dimension == "ROWS" else sheet.columns  # type: ignore[return-value]


def described(spreadsheet: Spreadsheet, sheet: Sheet | None, tag: Tag) -> Json:
    """Return the resource of a tag on the spreadsheet or on a tab."""
    return Tagged(tag, _sheet_location(sheet) if sheet else _spreadsheet_location()).resource()


def described_on_line(sheet: Sheet, dimension: str, at: int) -> list[Json]:
    """Return the resources of the tags on one row or column."""
    kind = "ROW" if dimension == "ROWS" else "COLUMN"
    location = _line_location(sheet, kind, at)
    return [Tagged(tag, location).resource() for tag in lines(sheet, dimension)[at].tags]


def _spreadsheet_location() -> Json:
    return {"locationType": "SPREADSHEET", "spreadsheet": True}


def _sheet_location(sheet: Sheet) -> Json:
    return {"locationType": "SHEET", "sheetId": sheet.sheet_id}


def _line_location(sheet: Sheet, kind: str, at: int) -> Json:
    span = {"sheetId": sheet.sheet_id, "dimension": LINE_TYPES[kind], "startIndex": at, "endIndex": at + 1}
    return {"locationType": kind, "dimensionRange": span}


def found_by(spreadsheet: Spreadsheet, data_filter: Json) -> list[Tagged]:
    """Return the tags that a DataFilter selects."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        area = filtered_area(spreadsheet, data_filter)
        return [tagged for tagged in every_tag(spreadsheet) if area and _within(spreadsheet, tagged, area)]
    _refuse_contradiction(lookup)
    found = (tagged for tagged in every_tag(spreadsheet) if _matches(tagged, lookup))
    return [tagged for tagged in found if _at_place(spreadsheet, tagged, lookup)]


def filtered_area(spreadsheet: Spreadsheet, data_filter: Json) -> tuple[Sheet, Area] | None:
    """Return the area of a filter that names a range."""
    if "a1Range" in data_filter:
        return spreadsheet.locate(data_filter["a1Range"])
    if "gridRange" in data_filter:
        sheet = spreadsheet.sheet(data_filter["gridRange"].get("sheetId", 0))
        return sheet, sheet.area(data_filter["gridRange"])
    return None


def area_of(spreadsheet: Spreadsheet, location: Json) -> tuple[Sheet, Area] | None:
    """Return the cells of a location; the spreadsheet as a whole has none."""
    if span := location.get("dimensionRange"):
        sheet = spreadsheet.sheet(span.get("sheetId", 0))
        start, end = span.get("startIndex", 0), span.get("endIndex")
        if span["dimension"] == "ROWS":
            return sheet, Area(start, len(sheet.rows) if end is None else end, 0, len(sheet.columns))
        return sheet, Area(0, len(sheet.rows), start, len(sheet.columns) if end is None else end)
    if location.get("spreadsheet") or location.get("locationType") == "SPREADSHEET":
        return None
    sheet = spreadsheet.sheet(location.get("sheetId", 0))
    return sheet, sheet.grid


def areas_found(spreadsheet: Spreadsheet, data_filter: Json) -> list[tuple[Sheet, Area]]:
    """Return every area that a DataFilter selects."""
    named = filtered_area(spreadsheet, data_filter)
    if named:
        return [named]
    found = (area_of(spreadsheet, tagged.location) for tagged in found_by(spreadsheet, data_filter))
    return [area for area in found if area]


def _within(spreadsheet: Spreadsheet, tagged: Tagged, area: tuple[Sheet, Area]) -> bool:
    there = area_of(spreadsheet, tagged.location)
    return there is not None and _cross(area, there)


def _matches(tagged: Tagged, lookup: Json) -> bool:
    wanted = {
        "metadataId": tagged.tag.metadata_id,
        "metadataKey": tagged.tag.key,
        "metadataValue": tagged.tag.value,
        "visibility": tagged.tag.visibility,
        "locationType": tagged.location["locationType"],
    }
    return all(lookup[name] == value for name, value in wanted.items() if name in lookup)


def _at_place(spreadsheet: Spreadsheet, tagged: Tagged, lookup: Json) -> bool:
    """Tell whether a tag hangs there, or on what crosses there: row 3 crosses column B (discovery)."""
    place = lookup.get("metadataLocation")
    if place is None:
        return True
    if place.get("spreadsheet") or tagged.location.get("spreadsheet"):
        return bool(place.get("spreadsheet") and tagged.location.get("spreadsheet"))
    wanted, there = area_of(spreadsheet, place), area_of(spreadsheet, tagged.location)
    if lookup.get("locationMatchingStrategy") != "EXACT_LOCATION":
        return wanted is not None and there is not None and _cross(wanted, there)
    same_kind = ("dimensionRange" in place) == ("dimensionRange" in tagged.location)
    return same_kind and wanted == there


def _cross(one: tuple[Sheet, Area], other: tuple[Sheet, Area]) -> bool:
    return one[0].sheet_id == other[0].sheet_id and one[1].overlaps(other[1])


def _refuse_contradiction(lookup: Json) -> None:
    """Raise Invalid where strategy, type and place of a lookup do not go together (discovery)."""
    strategy, kind, place = (
        lookup.get(name) for name in ("locationMatchingStrategy", "locationType", "metadataLocation")
    )
    if strategy and place is None:
        raise Invalid("metadataLocation must be specified with a locationMatchingStrategy.")
    if strategy == "EXACT_LOCATION" and kind:
        raise Invalid("locationType cannot be specified with the strategy EXACT_LOCATION.")
    if kind == "SPREADSHEET" and (strategy or (place is not None and not place.get("spreadsheet"))):
        raise Invalid("locationType SPREADSHEET cannot be specified with another location.")
