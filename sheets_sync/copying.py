"""A program copied from one place to another: a workbook to Google, back, or to its like."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from sheets_sync.backends.store import SplitStore, Store
from sheets_sync.config import FLAG, Config, Place, same
from sheets_sync.spreadsheet.copied import GOOGLE, WORKBOOK, Kind
from sheets_sync.spreadsheet.copies import Copy, copy_of, is_blank
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.spreadsheet.unfinished import cut_off
from sheets_sync.stores import SAME, Opening, Tell

WHAT_NEXT = (
    "To move there, work in the copy only from now on, and name it in sheets-sync.toml and in your cron job; "
    "to look at it, there is nothing more to do."
)
CUT_OFF = "The copy was cut off, so it may not be whole. Empty that spreadsheet and copy again."


@dataclass(frozen=True)
class Home:
    """Where a program lies: one spreadsheet, or two where what is confidential has its own."""

    main: Place
    confidential: Place | None = None

    @classmethod
    def named(cls, config: Config, main: str, confidential: str | None) -> "Home":
        """Return the home that somebody named on the command line."""
        other = config.place(FLAG, confidential) if confidential else None
        return cls(config.place(FLAG, main), other)

    def as_configured(self, config: Config) -> "Home":
        """Return the home with the second spreadsheet that the configuration names for it, if it does."""
        if self.confidential or not config.get("spreadsheet") or not same(self.main, config.spreadsheet):
            return self
        return replace(self, confidential=config.confidential)

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the spreadsheets."""
        return (self.main, self.confidential) if self.confidential else (self.main,)

    def store(self, opening: Opening) -> Store:
        """Return the program's store."""
        if self.confidential is None:
            return opening.store(self.main)
        if same(self.main, self.confidential):
            raise Refusal(Exit.USAGE, SAME)
        return SplitStore(opening.store(self.main), opening.store(self.confidential))


def copy(config: Config, source: Home, target: Home, tell: Tell, *, dry_run: bool = False) -> Iterator[str]:
    """Copy a program and yield what was done, line by line; `config` is the target's.

    Refusal where the target is not new and empty, or cannot hold a value: nothing is written then.
    """
    from sheets_sync.mentoring.confidential import kept_apart
    from sheets_sync.run import alone

    opening = Opening(config, tell, long=True)
    snapshot, _ = source.store(opening).read(to_write=True)  # as little as a run may it meet one half done
    if unfinished := cut_off(snapshot):
        raise unfinished
    _refuse_half(snapshot, source)
    found = _copy(kept_apart(snapshot) if target.confidential else snapshot, _kind(target))
    store = target.store(opening)
    _refuse_unless_new_files(target)  # so that no lock is put beside what is none
    with nullcontext() if dry_run else alone(config.state):
        for place in target.places:
            _refuse_unless_new(place, opening)
        if not dry_run:
            tell(f"Writing {found.row_count:,} rows …")
            _build(store, found)
    yield f"{'Would copy' if dry_run else 'Copied'} {len(found.layouts)} tabs with {found.row_count:,} rows."
    yield from found.told
    if source.confidential and not target.confidential:
        yield "Surveys and scores lie in the copy itself; --confidential-to would keep them apart."
    if not dry_run:
        yield WHAT_NEXT


def _build(store: Store, copy: Copy) -> None:
    try:
        store.build(lambda _: copy.layouts)
    except Refusal as refusal:
        if refusal.exit_code not in (Exit.TRY_LATER, Exit.STOPPED):
            raise
        raise Refusal(refusal.exit_code, CUT_OFF) from None


def _refuse_half(snapshot: Snapshot, source: Home) -> None:
    from sheets_sync.mentoring.reading import is_without

    if source.confidential is None and is_without(snapshot):
        sentence = "It has neither surveys nor rubric_scores: name where they lie with --confidential-from."
        raise Refusal(Exit.FIX_NEEDED, sentence)


def _copy(snapshot: Snapshot, kind: Kind) -> Copy:
    from sheets_sync.mentoring.intake.forms import with_constants
    from sheets_sync.setup import layouts

    if snapshot.get("settings") is None:
        sentence = (
            "There is no program to copy, as no tab is called settings; name the spreadsheet of a program."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)
    return copy_of(with_constants(snapshot), layouts(snapshot), kind)


def _kind(target: Home) -> Kind:
    """Return what every spreadsheet of the target can hold."""
    return WORKBOOK if any(isinstance(place, Path) for place in target.places) else GOOGLE


def _refuse_unless_new_files(target: Home) -> None:
    for place in target.places:
        if isinstance(place, Path):
            _refuse_unless_new_file(place)


def _refuse_unless_new(place: Place, opening: Opening) -> None:
    if isinstance(place, Path):
        _refuse_unless_new_file(place)
    elif not is_blank(opening.store(place).read(to_write=True)[0]):
        sentence = "There is something in that spreadsheet already; copy into a new, empty one."
        raise Refusal(Exit.REFUSED_FOR_SAFETY, f"{sentence} Nothing was written.")


def _refuse_unless_new_file(path: Path) -> None:
    from sheets_sync.backends.xlsx.store import refuse_no_place

    if path.is_dir():
        raise Refusal(Exit.USAGE, f"{path} is a folder; name a new .xlsx file in it.")
    if path.exists():
        sentence = f"The file {path} exists already; copy into one of a new name. Nothing was written."
        raise Refusal(Exit.REFUSED_FOR_SAFETY, sentence)
    refuse_no_place(path)
