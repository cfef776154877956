"""Whether an answer fits the API's own description: a fast yes or no, for answers of any size."""

from collections.abc import Callable
from functools import cache
from typing import Any

from .discovery import Json, api

Fits = Callable[[Any], bool]
SCALARS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "any": (object,),
}


@cache
def fits(name: str, version: str, reference: str) -> Fits:
    """Return the test for one schema of an API, such as `Spreadsheet` of sheets v4."""
    properties = api(name, version).schemas[reference].get("properties", {})
    tests: dict[str, Fits] = {}

    def test(field: str) -> Fits:
        tests[field] = _test(name, version, properties[field]) if field in properties else _never
        return tests[field]

    def fit(value: Any) -> bool:
        if type(value) is not dict:
            return False
        return all((tests.get(field) or test(field))(item) for field, item in value.items())

    return fit


def _never(value: Any) -> bool:
    return False


def _test(name: str, version: str, schema: Json) -> Fits:
    if "$ref" in schema:
        return fits(name, version, schema["$ref"])
    kind = schema["type"]
    if kind == "array":
        item = _test(name, version, schema["items"])
        return lambda value: type(value) is list and all(map(item, value))
    if kind == "object":
        inner = _test(name, version, schema.get("additionalProperties", {"type": "any"}))
        return lambda value: type(value) is dict and all(map(inner, value.values()))
    if "enum" in schema:
        return frozenset(schema["enum"]).__contains__
    types = SCALARS[kind]
    return lambda value: type(value) in types or types == (object,)
