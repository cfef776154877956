"""Field masks held against the API's description: which of their fields do not exist."""

from functools import lru_cache

from .discovery import Json, api
from .masks import Mask, parse_mask


@lru_cache(maxsize=1024)
def known_mask(fields: str, resource: str) -> tuple[Mask, str | None]:
    """Return the mask and the path of its first field that the resource does not have."""
    mask = parse_mask(fields)
    return mask, _first_unknown(mask, {"$ref": resource}, "")


def _first_unknown(mask: Mask, schema: Json, path: str) -> str | None:
    while schema.get("type") == "array":
        schema = schema["items"]
    if "$ref" not in schema:
        return None
    properties = api("sheets", "v4").schemas[schema["$ref"]]["properties"]
    for name, below in mask.items():
        here = f"{path}.{name}" if path else name
        if name != "*" and name not in properties:
            return here
        deeper = _first_unknown(below, properties[name], here) if name != "*" else None
        if deeper:
            return deeper
    return None
