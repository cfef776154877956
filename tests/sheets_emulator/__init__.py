"""A local emulator of the Google Sheets API v4 and of the few Drive v3 calls that gspread makes.

The real gspread and google-auth talk to it over HTTP on loopback, with credentials that it writes:

    with Emulator() as emulator:
        spreadsheet_id = emulator.create("program", tabs=(draw_tab("people", [["id"], ["E1"]]),))
        client = open_client(emulator)
        client.open_by_key(spreadsheet_id).sheet1.update([["a", "b"]])

It is held against recorded answers of the real API. Beyond them its docstrings cite what they follow:
the facts by section ("facts §3"), the API's own description ("discovery"), or a public thread
("gspread#1437"). What nobody knows for certain has a switch: see Undocumented and `emulator.assume`.
"""

from . import faults
from .accounts import SERVICE_ACCOUNT
from .client import open_client
from .emulator import OWNER, Emulator
from .people import Person
from .quota import Quota
from .tabs import draw_tab
from .undocumented import Undocumented

__all__ = [
    "OWNER",
    "SERVICE_ACCOUNT",
    "Emulator",
    "Person",
    "Quota",
    "Undocumented",
    "draw_tab",
    "faults",
    "open_client",
]
