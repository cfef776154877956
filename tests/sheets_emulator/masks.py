"""Field masks: which fields an answer brings, and which fields a request changes."""

import re
from typing import Any

Mask = dict[str, Any]  # field name → Mask; an empty Mask stands for everything below

TOKEN = re.compile(r"[A-Za-z0-9_*$]+|[(),./]")


class MalformedMask(ValueError):
    """A mask that is no mask."""


def parse_mask(text: str) -> Mask:
    """Return the mask as a tree.

    >>> parse_mask("sheets(properties.title,data/rowData),spreadsheetId")
    {'sheets': {'properties': {'title': {}}, 'data': {'rowData': {}}}, 'spreadsheetId': {}}
    """
    packed = re.sub(r"\s", "", text)
    tokens = TOKEN.findall(packed)
    if not tokens or "".join(tokens) != packed:
        raise MalformedMask(text)
    mask, rest = _fields(tokens)
    if rest:
        raise MalformedMask(text)
    return mask


def _fields(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        tokens = _field(mask, tokens)
        if not tokens or tokens[0] != ",":
            return mask, tokens
        tokens = tokens[1:]


def _field(mask: Mask, tokens: list[str]) -> list[str]:
    """Read one path into the mask and return what follows it."""
    if not tokens or tokens[0] in "(),./":
        raise MalformedMask(" ".join(tokens))
    name, rest = tokens[0], tokens[1:]
    known_whole = mask.get(name) == {}
    below: Mask = mask.setdefault(name, {})
    if rest and rest[0] in "./":
        rest = _field(below, rest[1:])
    elif rest and rest[0] == "(":
        inner, rest = _fields(rest[1:])
        if not rest or rest[0] != ")":
            raise MalformedMask(" ".join(tokens))
        below.update(inner)
        rest = rest[1:]
    else:
        below.clear()
    if known_whole:  # "a,a.b" asks for all of a
        below.clear()
    return rest


def select(value: Any, mask: Mask) -> Any:
    """Return only the fields that the mask names; list items are kept, even when empty."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [select(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: select(value[key], below) for key, below in mask.items() if key in value}


def merged(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """Return `old` with the masked fields as in `new`; what `new` lacks is cleared (facts §3)."""
    if not mask or "*" in mask:
        return dict(new)
    result = dict(old)
    for name, below in mask.items():
        value = merged(old.get(name) or {}, new.get(name) or {}, below) if below else new.get(name)
        if value is None or (below and value == {}):
            result.pop(name, None)
        else:
            result[name] = value
    return result


def asks_for(mask: Mask, *path: str) -> bool:
    """Tell whether the mask reaches the field at the path."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True
