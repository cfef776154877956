"""Developer metadata: where it hangs, how it is found, and data filters (facts §4).

Everybody sees both visibilities here: the emulator knows one Cloud project only.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .defaults import without_defaults
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
        return [tagged for tagged in every_tag(spreadsheet) if area and _within(spreadsheet, tagged, *area)]
    return [tagged for tagged in every_tag(spreadsheet) if _matches(tagged, lookup)]


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


def _within(spreadsheet: Spreadsheet, tagged: Tagged, sheet: Sheet, area: Area) -> bool:
    there = area_of(spreadsheet, tagged.location)
    return there is not None and there[0].sheet_id == sheet.sheet_id and area.overlaps(there[1])


def _matches(tagged: Tagged, lookup: Json) -> bool:
    wanted = {
        "metadataId": tagged.tag.metadata_id,
        "metadataKey": tagged.tag.key,
        "metadataValue": tagged.tag.value,
        "visibility": tagged.tag.visibility,
        "locationType": tagged.location["locationType"],
    }
    if any(name in lookup and lookup[name] != value for name, value in wanted.items()):
        return False
    place = lookup.get("metadataLocation")
    return place is None or _is_at(tagged.location, place, lookup.get("locationMatchingStrategy"))


def _is_at(location: Json, place: Json, strategy: str | None) -> bool:
    """Tell whether a tag hangs exactly there, or, by INTERSECTING_LOCATION, on anything inside."""
    own = location.get("dimensionRange", {})
    sheet_id = own.get("sheetId", location.get("sheetId"))
    if place.get("spreadsheet"):
        return strategy == "INTERSECTING_LOCATION" or location.get("spreadsheet", False)
    span = place.get("dimensionRange")
    if span is None:
        exact = "sheetId" in location
        return sheet_id == place.get("sheetId", 0) and (exact or strategy == "INTERSECTING_LOCATION")
    same = own.get("dimension") == span.get("dimension") and sheet_id == span.get("sheetId", 0)
    return same and bool(span.get("startIndex", 0) <= own["startIndex"] < span.get("endIndex", 1 << 40))
