"""What may be told of a confidential tab where more people read it: whom a row is about, if known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sheets_sync.mentoring.confidential import WITHHELD
from sheets_sync.mentoring.reading import ReadProgram
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.tables import Table
from sheets_sync.spreadsheet.text import key_of

_NAMES = (
    ("applicants", "person_id"),
    ("applicants", "email"),
    ("org_chart", "person_id"),
    ("helpers", "email"),
)


@dataclass(frozen=True)
class Discretion:
    """The confidential tabs, and the ids and addresses that everybody knows anyway, in key form."""

    apart: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, read: ReadProgram) -> "Discretion":
        """Return what a program's tabs ask for."""
        return cls(read.apart, frozenset(_known(read.tables)) if read.apart else frozenset())

    def told(self, found: Problem) -> Problem:
        """Return the problem without an id that nobody has: it may be words in the wrong cell."""
        if found.cell.tab not in self.apart or key_of(found.person_id) in self.known:
            return found
        return replace(found, person_id="")

    def key(self, tab: str, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the key of a row as the log may tell it; one of a single part is the tool's own."""
        if tab not in self.apart or len(key) == 1:
            return key
        return tuple(part if key_of(part) in self.known else WITHHELD for part in key)


def _known(tables: Mapping[str, Table]) -> Iterator[str]:
    for tab, column in _NAMES:
        for record in tables[tab].records if tab in tables else ():
            if name := record.get(column):
                yield key_of(as_text(name))
