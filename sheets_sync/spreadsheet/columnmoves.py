"""Where the columns of a tab have gone since it was read: by header, by memory, by their neighbours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.spreadsheet.alignment import aligned, named_alike
from sheets_sync.spreadsheet.identities import Place
from sheets_sync.spreadsheet.snapshot import Tab


@dataclass(frozen=True)
class ColumnMoves:
    """The columns of a tab as they were and as they are now."""

    before: Tab
    now: Tab
    doubtful: Collection[Place]  # cells of now that tell nothing about what they belong to
    widths: tuple[int, int] | None  # in columns, before and now, blank ones at the end included

    @cached_property
    def columns(self) -> Mapping[int, int]:
        """Return where each column of before is now, both 1-based; one that the witnesses dispute is gone."""
        return {at: to for at, to in self._likely.items() if at not in self.disputed}

    @cached_property
    def disputed(self) -> frozenset[int]:
        """Return the columns of before that header and memory no longer find in the same place, 1-based."""
        headed, remembered = self._by_header, self._by_memory
        came = {to: at for at, to in remembered.items()}
        said = self.before.headers, self.now.headers
        moved = (at for at, to in headed.items() if remembered.get(at, to) != to or came.get(to, at) != at)
        retyped = (at for at, to in remembered.items() if _says_another(at, to, *said))
        return frozenset(at + 1 for at in (*moved, *retyped))

    @cached_property
    def _likely(self) -> Mapping[int, int]:
        """Return where each column seems to be now: by header, by memory, by neighbours."""
        by_header = self._by_header
        taken = set(by_header.values())
        sure = {**{at: to for at, to in self._by_memory.items() if to not in taken}, **by_header}
        widths = self.widths or (len(self.before.headers), len(self.now.headers))
        guessed = aligned(*widths, sure)
        guessed |= self._unnamed_in_order(widths, guessed)
        return {at + 1: to + 1 for at, to in guessed.items() if at in sure or self._may_be(at, to)}

    def _unnamed_in_order(self, widths: tuple[int, int], known: Mapping[int, int]) -> dict[int, int]:
        """Return where those without a header are, if none came or went; others may have moved past them."""
        taken = set(known.values())
        old = [at for at in range(widths[0]) if at not in known and not _header(self.before, at)]
        new = [at for at in range(widths[1]) if at not in taken and not _header(self.now, at)]
        return dict(zip(old, new, strict=True)) if len(old) == len(new) else {}

    def _may_be(self, at: int, to: int) -> bool:
        """May a column be the one that only its place tells? Not where its memory is gone, or all it said."""
        if at in self.before.made_columns.values():
            return False
        if _header(self.now, to) or not _header(self.before, at):
            return True
        in_doubt = {row for row, column in self.doubtful if column == to + 1}
        said, says = (_filled_rows(tab, place) for tab, place in ((self.before, at), (self.now, to)))
        return len(said) <= len(in_doubt) or not says <= in_doubt

    @cached_property
    def _by_header(self) -> dict[int, int]:
        old, new = ([header.strip() or None for header in tab.headers] for tab in (self.before, self.now))
        return named_alike(dict(enumerate(old)), dict(enumerate(new)))

    @cached_property
    def _by_memory(self) -> dict[int, int]:
        """Return where the columns went that the spreadsheet remembers by the tool's names."""
        places = ((at, self.now.made_columns.get(name)) for name, at in self.before.made_columns.items())
        return {at: to for at, to in places if to is not None}

    @cached_property
    def origins(self) -> Mapping[int, int]:
        """Return where each column of now seems to come from: what people pasted there counts as well."""
        return {to: at for at, to in self._likely.items()}


def _says_another(at: int, to: int, old: Sequence[str], new: Sequence[str]) -> bool:
    """Does the header at `to` now say what stood over other columns than `at`?"""
    header = new[to].strip() if to < len(new) else ""
    before = {place for place, text in enumerate(old) if text.strip() == header != ""}
    return bool(before) and at not in before


def _header(tab: Tab, at: int) -> str:
    return tab.headers[at].strip() if at < len(tab.headers) else ""


def _filled_rows(tab: Tab, at: int) -> frozenset[int]:
    filled = (row for row in tab.rows if at < len(row.values))
    return frozenset(row.number for row in filled if row.values[at] not in (None, "", False))
