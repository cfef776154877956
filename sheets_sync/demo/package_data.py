"""The lists a made-up hospital is built from, as they stand in this package."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_list(name: str) -> dict[str, Any]:
    """Return what one of the package's TOML files holds; callers leave it as it is."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))
