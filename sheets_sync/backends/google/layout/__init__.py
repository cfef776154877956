"""The tabs of a Google spreadsheet: built from nothing, or given what they lack, by their layouts."""

from sheets_sync.backends.google.layout.build import Builder
from sheets_sync.backends.google.layout.building import Building, building
from sheets_sync.backends.google.layout.sheet import LAYOUT_FIELDS

__all__ = ["LAYOUT_FIELDS", "Builder", "Building", "building"]
