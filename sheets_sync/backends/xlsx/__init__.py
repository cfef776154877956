"""A local .xlsx workbook: created, read as it stands, changed in place, saved whole or not at all."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sheets_sync.backends.xlsx.container.files import Fingerprint
from sheets_sync.backends.xlsx.reading.snapshots import read
from sheets_sync.backends.xlsx.saving.applying import apply
from sheets_sync.backends.xlsx.saving.backups import keep_backup
from sheets_sync.backends.xlsx.saving.locks import refuse_if_open

if TYPE_CHECKING:
    from sheets_sync.backends.xlsx.layout.creating import create
    from sheets_sync.backends.xlsx.layout.repair import repair

__all__ = ["Fingerprint", "apply", "create", "keep_backup", "read", "refuse_if_open", "repair"]

_THROUGH_OPENPYXL = {"create": "layout.creating", "repair": "layout.repair"}


def __getattr__(name: str) -> Any:
    """Import what needs openpyxl when it is asked for, since that takes longer than a whole run."""
    if name not in _THROUGH_OPENPYXL:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_THROUGH_OPENPYXL[name]}"), name)
