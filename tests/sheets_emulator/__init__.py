"""A local emulator of the Google Sheets API v4 and of the few Drive v3 calls that gspread makes.

The real gspread and google-auth talk to it over HTTP on loopback, with credentials that it writes:

    with Emulator() as emulator:
        spreadsheet_id = emulator.create("program", tabs=(draw_tab("people", [["id"], ["E1"]]),))
        client = open_client(emulator)
        client.open_by_key(spreadsheet_id).sheet1.update([["a", "b"]])

It is held against recorded answers of the real API. Beyond them it follows the documented facts that
its docstrings cite by section ("facts §3"); what nobody knows for certain it decides in the stricter way.
"""

from . import faults
from .accounts import SERVICE_ACCOUNT
from .client import open_client
from .emulator import OWNER, Emulator
from .people import Person
from .quota import Quota
from .tabs import draw_tab

__all__ = ["OWNER", "SERVICE_ACCOUNT", "Emulator", "Person", "Quota", "draw_tab", "faults", "open_client"]
