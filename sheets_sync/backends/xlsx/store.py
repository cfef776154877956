"""A local workbook as the place of a program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_sync.backends.store import Layouts
from sheets_sync.backends.xlsx import Fingerprint, apply, read, refuse_if_open
from sheets_sync.backends.xlsx.container.files import refuse_no_workbook
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.look import self_contained
from sheets_sync.spreadsheet.obstacles import obstacles
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Snapshot


@dataclass(frozen=True)
class XlsxStore:
    """One .xlsx file, and where copies of it go before it is changed."""

    path: Path
    backups: Path
    clock: Callable[[], datetime]

    def read(self, *, to_write: bool = False) -> tuple[Snapshot, Fingerprint]:
        """Return what the workbook holds and its fingerprint; Refusal while it is open, if `to_write`."""
        if to_write:
            refuse_if_open(self.path)
        return read(self.path)

    def apply(self, changes: ChangeSet, read_as: Fingerprint) -> int:
        """Change the workbook in place; it is all written, or nothing of it."""
        apply(self.path, changes, read_as, self.backups, self.clock())
        return 0

    def build(self, layouts: Layouts) -> Sequence[str]:
        """Create the workbook, or add what it lacks."""
        from sheets_sync.backends import xlsx

        refuse_no_place(self.path)
        if self.path.exists():
            found, _ = read(self.path)
            if blocking := obstacles(found, load_schemas()):
                raise Refusal(Exit.FIX_NEEDED, " ".join((f"{self.path.name} was left as it is.", *blocking)))
            return xlsx.repair(self.path, self_contained(layouts(found)), self.backups, self.clock())
        made = self_contained(layouts(None))
        xlsx.create(self.path, made, self.clock())
        first = next((layout.name for layout in made if layout.is_page), None)
        what_next = f" Open it: the tab {first} says what to do first." if first else ""
        return (f"{self.path} is ready.{what_next}",)


def refuse_other_file(path: Path, *, new: bool) -> None:
    """Raise a Refusal where no workbook lies and, if it may be `new`, none can be made either."""
    if new:
        refuse_no_place(path)
    if path.exists() or not new:
        refuse_no_workbook(path)


def refuse_no_place(path: Path) -> None:
    """Raise a Refusal where no workbook can be made."""
    if path.suffix.lower() != ".xlsx":
        sentence = f"The name of a workbook ends in .xlsx, and {path} does not; give it another name."
        raise Refusal(Exit.USAGE, sentence)
    if not path.parent.is_dir():
        raise Refusal(Exit.FIX_NEEDED, f"There is no folder {path.parent}; make it first.")
