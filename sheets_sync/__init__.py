"""Runs a reverse mentoring program out of a spreadsheet."""

__version__ = "0.1.0"
