"""What every place that holds a program can do: be read, be changed, be built."""

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import CONFIDENTIAL, load_schemas
from sheets_sync.spreadsheet.snapshot import Snapshot, Tab
from sheets_sync.spreadsheet.text import key_of

Layouts = Callable[[Snapshot | None], Sequence[TabLayout]]  # of a new program, or of one that was found


STOPPED = (
    "Stopped. What was written so far stands in the spreadsheet; "
    "run it again: it reads first and goes on from there."
)


@contextmanager
def in_parts() -> Iterator[None]:
    """Let a stop tell what is true of a spreadsheet that is not written in one go."""
    try:
        yield
    except KeyboardInterrupt:
        raise Refusal(Exit.STOPPED, STOPPED) from None


class Store(Protocol):
    """A spreadsheet, wherever it lies; each of these raises a Refusal where it cannot be done."""

    def read(self, *, to_write: bool = False) -> tuple[Snapshot, Any]:
        """Return the whole spreadsheet at one moment, and by what `apply` will know that moment."""
        ...

    def apply(self, changes: ChangeSet, read_as: Any) -> int:
        """Write the change set; return how many changes must wait for the next run.

        A workbook takes it all or nothing; Google takes more than 2 MB in parts.
        """
        ...

    def build(self, layouts: Layouts) -> Sequence[str]:
        """Add the tabs, columns and rules that are missing; return what was done, line by line."""
        ...


class SplitStore:
    """Two spreadsheets that are one program: what is confidential lies in the second."""

    def __init__(self, main: Store, confidential: Store) -> None:
        self._main, self._confidential = main, confidential

    def read(self, *, to_write: bool = False) -> tuple[Snapshot, Any]:
        """Return both as one snapshot, and by what `apply` will know the two."""
        secret, secret_as = self._confidential.read(to_write=to_write)
        open_, open_as = self._main.read(to_write=to_write)
        found = together(open_, secret)
        there = {tab.name: tab.address for tab in found if tab.confidential}
        return found, (open_as, secret_as, there)

    @in_parts()
    def apply(self, changes: ChangeSet, read_as: Any) -> int:
        """Write each part where it belongs; the confidential one first, since the other tells of it."""
        open_as, secret_as, there = read_as
        secret = changes.only(lambda tab: tab in there)
        rest = replace(changes.only(lambda tab: tab not in there), elsewhere=there)
        waiting = self._confidential.apply(secret, secret_as) if secret else 0
        return waiting + (self._main.apply(rest, open_as) if rest else 0)

    @in_parts()
    def build(self, layouts: Layouts) -> Sequence[str]:
        """Build the confidential tabs in the second spreadsheet, all others in the first."""
        done = self._main.build(lambda found: [one for one in layouts(found) if not _is_secret(one)])
        rows = self._main.read()[0]  # the rubric and the survey items, which name columns
        others = self._confidential.build(
            lambda found: [one for one in layouts(together(rows, found or Snapshot(()))) if _is_secret(one)]
        )
        return (*done, *others)


def together(main: Snapshot, confidential: Snapshot) -> Snapshot:
    """Return two spreadsheets as one snapshot, what is confidential from the second."""
    kept = tuple(tab for tab in main if _meant(tab) not in CONFIDENTIAL)
    names = frozenset(key_of(tab.name) for tab in kept)
    taken = (replace(tab, confidential=True) for tab in confidential if _is_taken(tab, names))
    return Snapshot((*kept, *taken))


def _is_taken(tab: Tab, others: Container[str]) -> bool:
    """Is it a confidential tab, or one that people or a form made and whose name no other tab has?"""
    return _meant(tab) in CONFIDENTIAL or (
        _meant(tab) not in load_schemas() and key_of(tab.name) not in others
    )


def _is_secret(layout: TabLayout) -> bool:
    return layout.confidential or layout.name in CONFIDENTIAL


def _meant(tab: Tab) -> str:
    return tab.made_as or key_of(tab.name)
