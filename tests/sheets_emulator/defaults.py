"""What Google leaves out of its answers, and what every new spreadsheet starts with."""

from typing import Any

NEW_TAB_ROWS = 1000
NEW_TAB_COLUMNS = 26
ROW_PIXELS = 21
COLUMN_PIXELS = 100

WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_TEXT = {
    "foregroundColor": {},
    "fontFamily": "arial,sans,sans-serif",
    "fontSize": 10,
    "bold": False,
    "italic": False,
    "strikethrough": False,
    "underline": False,
    "foregroundColorStyle": {"rgbColor": {}},
}
DEFAULT_FORMAT = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": DEFAULT_TEXT,
    "backgroundColorStyle": {"rgbColor": WHITE},
}
THEME = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": "TEXT", "color": {"rgbColor": {}}},
        {"colorType": "BACKGROUND", "color": {"rgbColor": WHITE}},
    ],
}

# Fields whose zero, false or empty string means something, so that Google sends it (recorded, and
# the oneof members of ExtendedValue). Everything else at its default is absent (facts §2).
SENT_AT_DEFAULT = {
    *("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "startIndex", "endIndex"),
    *("numberValue", "boolValue", "stringValue", "formulaValue"),
    *("index", "bold", "italic", "strikethrough", "underline"),
}
COLOR_TWINS = (
    ("backgroundColor", "backgroundColorStyle"),
    ("foregroundColor", "foregroundColorStyle"),
    ("tabColor", "tabColorStyle"),
)


def without_defaults(value: Any) -> Any:
    """Return the value as Google would send it: nulls, zeros, falses and empty lists left out."""
    if isinstance(value, list):
        return [without_defaults(item) for item in value]
    if not isinstance(value, dict):
        return value
    cleaned = {key: without_defaults(item) for key, item in value.items()}
    return {key: item for key, item in cleaned.items() if _is_sent(key, item)}


def _is_sent(key: str, value: Any) -> bool:
    if value is None or value == []:
        return False
    if value is False or value in (0, ""):
        return key in SENT_AT_DEFAULT
    return True


def with_color_styles(value: Any) -> Any:
    """Return the format with every colour in both its old and its new field (recorded)."""
    if isinstance(value, list):
        return [with_color_styles(item) for item in value]
    if not isinstance(value, dict):
        return value
    twinned = {key: with_color_styles(item) for key, item in value.items()}
    for color, style in COLOR_TWINS:
        if color in twinned and style not in twinned:
            twinned[style] = {"rgbColor": twinned[color]}
        elif "rgbColor" in twinned.get(style, {}):
            twinned[color] = twinned[style]["rgbColor"]
    return twinned
