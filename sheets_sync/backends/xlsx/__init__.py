"""A local .xlsx workbook: read as it stands, changed in place, saved whole or not at all."""

from sheets_sync.backends.xlsx.files import Fingerprint
from sheets_sync.backends.xlsx.reading import read

__all__ = ["Fingerprint", "read"]
