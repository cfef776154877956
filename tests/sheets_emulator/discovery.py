"""The API's own description of itself, against which every request and every answer is checked."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]

from .errors import ApiError, bad_field

Json = dict[str, Any]
UNKNOWN = "Invalid JSON payload received. Unknown name"
PROTO = "type.googleapis.com/google.apps.sheets.v4"


@dataclass(frozen=True)
class Method:
    """One call of the API."""

    name: str  # spreadsheets.values.get
    verb: str
    path: re.Pattern[str]
    parameters: Json
    request: str | None
    response: str | None


@dataclass(frozen=True)
class Api:
    """One discovery document."""

    name: tuple[str, str]  # name and version
    schemas: Json
    methods: tuple[Method, ...]
    parameters: Json

    def match(self, verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """Return the call that a request line means, and what its path names."""
        for method in self.methods:
            found = method.path.fullmatch(path)
            if method.verb == verb and found:
                return method, {name: unquote(part) for name, part in found.groupdict().items()}
        return None


@cache
def api(name: str, version: str) -> Api:
    """Return the discovery document that ships with google-api-python-client."""
    document = json.loads(get_static_doc(name, version))
    methods = [_method(document, found) for found in _methods(document)]
    methods.sort(key=lambda method: len(method.path.pattern), reverse=True)  # `:append` before a bare range
    return Api((name, version), document["schemas"], tuple(methods), document["parameters"])


def _methods(resource: Json) -> list[Json]:
    below = [found for inner in resource.get("resources", {}).values() for found in _methods(inner)]
    return [*resource.get("methods", {}).values(), *below]


def _method(document: Json, found: Json) -> Method:
    path = "/" + document["servicePath"] + found.get("flatPath", found["path"])
    pattern = re.sub(r"\\?\{(\w+)\\?\}", r"(?P<\1>[^/]+?)", re.escape(path))
    return Method(
        found["id"].partition(".")[2],
        found["httpMethod"],
        re.compile(pattern),
        found.get("parameters", {}),
        found.get("request", {}).get("$ref"),
        found.get("response", {}).get("$ref"),
    )


def checked_query(described: Api, method: Method, query: dict[str, list[str]]) -> Json:
    """Return the query's parameters by type; unknown names are refused."""
    known = {**described.parameters, **method.parameters}
    for name in query:
        if name not in known:
            where = f"Field '{name}' could not be found in request message."
            raise bad_field("", f'{UNKNOWN} "{name}": Cannot bind query parameter. {where}')
    return {name: _parameter(known[name], name, values) for name, values in query.items()}


def _parameter(schema: Json, name: str, values: list[str]) -> Any:
    if schema.get("repeated"):
        return values
    if schema["type"] == "boolean":
        if values[-1].lower() not in ("true", "false"):
            raise _wrong(snake(name), "TYPE_BOOL", values[-1])
        return values[-1].lower() == "true"
    if "enum" in schema and values[-1] not in schema["enum"]:
        raise _wrong(snake(name), f"{PROTO}.{name[0].upper()}{name[1:]}", values[-1])
    return values[-1]


@cache
def snake(name: str) -> str:
    """Return a field's name as Google writes it in errors: `updateCells` is `update_cells`."""
    return re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), name)


@dataclass(frozen=True)
class Checker:
    """Checks bodies against the document's schemas; nulls are dropped, as in Google's JSON."""

    schemas: Json

    def checked(self, reference: str, body: Any, path: str = "") -> Json:
        """Return the body without nulls, or raise the 400 that Google answers (recorded)."""
        if not isinstance(body, dict):
            raise _wrong(path, f"{PROTO}.{reference}", body)
        properties = self.schemas[reference]["properties"]
        result = {}
        for name, value in body.items():
            if name not in properties:
                where = f" at '{path}'" if path else ""
                raise bad_field(path, f'{UNKNOWN} "{name}"{where}: Cannot find field.')
            if value is not None:
                inner = f"{path}.{snake(name)}" if path else snake(name)
                result[name] = self._value(properties[name], value, inner)
        return result

    def _value(self, schema: Json, value: Any, path: str) -> Any:
        if "$ref" in schema:
            return self.checked(schema["$ref"], value, path)
        kind = schema["type"]
        if kind == "array":
            return self._array(schema, value, path)
        if kind == "object":
            return self._map(schema, value, path)
        return _scalar(schema, value, path)

    def _array(self, schema: Json, value: Any, path: str) -> list[Any]:
        items = schema["items"]
        if not isinstance(value, list):
            inner = f"{PROTO}.{items['$ref']}" if "$ref" in items else "google.protobuf.ListValue"
            raise _wrong(path, inner if "$ref" in items else f"type.googleapis.com/{inner}", value)
        if items.get("type") == "any":
            return value
        return [self._value(items, item, f"{path}[{at}]") for at, item in enumerate(value)]

    def _map(self, schema: Json, value: Any, path: str) -> Json:
        if not isinstance(value, dict):
            raise _wrong(path, "Map", value)
        inner = schema.get("additionalProperties", {"type": "any"})
        return {name: self._value(inner, item, f"{path}[{name}]") for name, item in value.items()}


def _scalar(schema: Json, value: Any, path: str) -> Any:
    kind = schema["type"]
    if kind == "any":
        return value
    if kind == "boolean":
        return _of_type(value, bool, path, "TYPE_BOOL")
    if kind == "integer":
        return _integer(value, path)
    if kind == "number":
        return _number(schema, value, path)
    text = _of_type(value, str, path, "TYPE_STRING")
    if "enum" in schema and text not in schema["enum"]:
        raise _wrong(path, f"{PROTO}.{path.rpartition('.')[2].title().replace('_', '')}", text)
    return text


def _of_type(value: Any, kind: type, path: str, name: str) -> Any:
    if not isinstance(value, kind):
        raise _wrong(path, name, value)
    return value


def _integer(value: Any, path: str) -> int:
    """Return a whole number that fits in 32 bits; texts of digits are accepted, as in Google's JSON."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _wrong(path, "TYPE_INT32", value) from None
    if isinstance(value, bool) or not number.is_integer() or not -(2**31) <= number < 2**31:
        raise _wrong(path, "TYPE_INT32", value)
    return int(number)


def _number(schema: Json, value: Any, path: str) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return value if isinstance(value, (int, float)) else float(value)
    except (TypeError, ValueError):
        raise _wrong(path, "TYPE_" + schema.get("format", "double").upper(), value) from None


def _wrong(path: str, kind: str, value: Any) -> ApiError:
    return bad_field(path, f"Invalid value at '{path}' ({kind}), {json.dumps(value, ensure_ascii=False)}")
