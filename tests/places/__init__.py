"""The two places that can hold a program, as tests use them: a real .xlsx file, a live Google spreadsheet."""

from places.drawing import Drawn, drawn
from places.google import GooglePlace
from places.place import GOOGLE, XLSX, Habits, Place
from places.workbook import WorkbookPlace

__all__ = ["GOOGLE", "XLSX", "Drawn", "GooglePlace", "Habits", "Place", "WorkbookPlace", "drawn"]
