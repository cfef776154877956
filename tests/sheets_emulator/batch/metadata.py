"""Requests about developer metadata (facts §4)."""

from collections.abc import Callable
from dataclasses import replace

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..spreadsheet import Json, Sheet, Spreadsheet, Tag
from ..tags import LINE_TYPES, Tagged, every_tag, found_by, lines
from .dimensions import span_of
from .fields import sheet_of, update_mask

Tags = tuple[Tag, ...]
FIELDS = {"metadataKey", "metadataValue", "visibility", "location"}
NOTHING = "No developer metadata matches the data filters."


def create_developer_metadata(change: Change, body: Json) -> Json:
    """Hang a new tag on the spreadsheet, a tab, one whole row or one whole column."""
    wanted = body["developerMetadata"]
    if not wanted.get("metadataKey"):
        raise Invalid("metadataKey must be specified.")
    if wanted.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise Invalid("visibility must be specified.")
    taken = {tagged.tag.metadata_id for tagged in every_tag(change.spreadsheet)}
    number = change.fresh_id(wanted.get("metadataId"), taken)
    if number < 1:
        raise Invalid("metadataId must be positive.")
    tag = Tag(number, wanted["metadataKey"], wanted.get("metadataValue"), wanted["visibility"])
    _hang(change.spreadsheet, wanted.get("location", {}), tag)
    return {"developerMetadata": _by_id(change.spreadsheet, number).resource()}


def _by_id(spreadsheet: Spreadsheet, number: int) -> Tagged:
    [tagged] = [item for item in every_tag(spreadsheet) if item.tag.metadata_id == number]
    return tagged


def _hang(spreadsheet: Spreadsheet, location: Json, tag: Tag) -> None:
    if span := location.get("dimensionRange"):
        sheet = sheet_of(spreadsheet, span)
        dimension, start, end = span_of(sheet, span)
        if end - start != 1:
            raise Invalid("dimensionRange must be a single row or column.")
        every = lines(sheet, dimension)
        every[start] = replace(every[start], tags=(*every[start].tags, tag))
    elif location.get("spreadsheet"):
        spreadsheet.tags = (*spreadsheet.tags, tag)
    elif "sheetId" in location:
        sheet = sheet_of(spreadsheet, location)
        sheet.tags = (*sheet.tags, tag)
    else:
        raise Invalid("A location must be specified.")


def update_developer_metadata(change: Change, body: Json) -> Json:
    """Change key, value, visibility or place of every tag selected; at least one must be (discovery)."""
    mask, wanted = update_mask(body), body["developerMetadata"]
    selected = _selected(change.spreadsheet, body.get("dataFilters", []))
    if not selected:
        raise Invalid(NOTHING)
    fields = FIELDS & wanted.keys() if "*" in mask else set(mask)
    changed = []
    for tagged in selected:
        tag = _changed(tagged.tag, wanted, fields)
        _take_off(change.spreadsheet, {tag.metadata_id})
        _hang(
            change.spreadsheet, wanted.get("location", {}) if "location" in fields else tagged.location, tag
        )
        changed.append(_by_id(change.spreadsheet, tag.metadata_id).resource())
    return {"developerMetadata": changed}


def _changed(tag: Tag, wanted: Json, fields: set[str]) -> Tag:
    """Return the tag with the listed fields as wanted."""
    return Tag(
        tag.metadata_id,
        wanted.get("metadataKey", tag.key) if "metadataKey" in fields else tag.key,
        wanted.get("metadataValue") if "metadataValue" in fields else tag.value,
        wanted.get("visibility", tag.visibility) if "visibility" in fields else tag.visibility,
    )


def delete_developer_metadata(change: Change, body: Json) -> Json:
    """Take off every tag that a filter selects and return them; for none see Undocumented."""
    selected = _selected(change.spreadsheet, [body["dataFilter"]])
    if not selected and change.undocumented.deleting_nothing_is_refused:
        raise Invalid(NOTHING)
    _take_off(change.spreadsheet, {tagged.tag.metadata_id for tagged in selected})
    return dict(without_defaults({"deletedDeveloperMetadata": [tagged.resource() for tagged in selected]}))


def _selected(spreadsheet: Spreadsheet, filters: list[Json]) -> list[Tagged]:
    found = {item.tag.metadata_id: item for one in filters for item in found_by(spreadsheet, one)}
    return list(found.values())


def _take_off(spreadsheet: Spreadsheet, numbers: set[int]) -> None:
    def kept(tags: Tags) -> Tags:
        return tuple(tag for tag in tags if tag.metadata_id not in numbers)

    spreadsheet.tags = kept(spreadsheet.tags)
    for sheet in spreadsheet.sheets:
        sheet.tags = kept(sheet.tags)
        _take_off_lines(sheet, kept)


def _take_off_lines(sheet: Sheet, kept: Callable[[Tags], Tags]) -> None:
    for dimension in LINE_TYPES.values():
        every = lines(sheet, dimension)
        for at, line in enumerate(every):
            if line.tags:
                every[at] = replace(line, tags=kept(line.tags))


KINDS = {
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
