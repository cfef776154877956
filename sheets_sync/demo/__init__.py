"""A believable fictional hospital's program, as rows of every tab."""

from sheets_sync.demo.mess import plant_mess
from sheets_sync.demo.program import make_program
from sheets_sync.demo.slips import Row, Rows, Slip
from sheets_sync.demo.workbook import with_starter

__all__ = ["Row", "Rows", "Slip", "make_program", "plant_mess", "with_starter"]
