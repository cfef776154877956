"""Two witnesses of what a column is: the header that people see, and what the spreadsheet remembers.

Whoever drags a column takes both along. Whoever types, cuts or pastes moves the header alone: then the two
disagree, and nobody but a person can say which of them is right.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.spreadsheet.schema import TabSchema
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot, Tab
from sheets_sync.spreadsheet.text import key_of


@dataclass(frozen=True)
class Witnesses:
    """What both say of one tab's columns; places are counted from 0."""

    tab: Tab
    meaning: Mapping[str, str]  # the column that each header means, in key form

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return where each column stands: by a header that nothing contradicts, or else by memory."""
        headed = {name: places[0] for name, places in self.headed.items()}
        taken, known = set(headed.values()), set(self.meaning.values())
        remembered = {
            name: at
            for name, at in self.tab.made_columns.items()
            if name in known - self.unclear and at < len(self.tab.headers) and at not in taken
        }
        return {**headed, **remembered}

    @cached_property
    def headed(self) -> Mapping[str, Sequence[int]]:
        """Return where undisputed headers mean each column: its very name does, else other spellings."""
        left = (
            (name, [at for at in places if at not in self.disputed]) for name, places in self._named.items()
        )
        return {name: self._closest(name, places) for name, places in left if places}

    @cached_property
    def disputed(self) -> Mapping[int, str]:
        """Return where a header means a column that the spreadsheet remembers otherwise, and which column."""
        found: dict[int, str] = {}
        for name, places in self._named.items():
            made_as_another = [at for at in places if name not in self.remembered.get(at, (name,))]
            rest = [at for at in places if at not in made_as_another]
            believed = self._closest(name, rest)
            if any(at in self.remembered for at in believed):  # beside it another spelling does no harm
                rest = list(believed)
            strange = [at for at in rest if at not in self.remembered and name in self.tab.made_columns]
            found |= dict.fromkeys((*made_as_another, *strange), name)
        return found

    @cached_property
    def unclear(self) -> frozenset[str]:
        """Return the columns that a disputed header means, or that are remembered where one stands."""
        there = (name for at in self.disputed for name in self.remembered.get(at, ()))
        return frozenset((*self.disputed.values(), *there))

    @cached_property
    def remembered(self) -> Mapping[int, Sequence[str]]:
        """Return as what each column was made, as far as the spreadsheet remembers it."""
        made: dict[int, list[str]] = defaultdict(list)
        for name, at in self.tab.made_columns.items():
            made[at].append(name)
        return dict(made)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, header in enumerate(self.tab.headers):
            if name := self.meaning.get(key_of(header)):
                places[name].append(at)
        return dict(places)

    def _closest(self, name: str, places: Sequence[int]) -> Sequence[int]:
        """Return the places that say the column's very name, or else all of them."""
        return [at for at in places if key_of(self.tab.headers[at]) == key_of(name)] or places


def disputed_headers(snapshot: Snapshot, schemas: Mapping[str, TabSchema]) -> tuple[CellRef, ...]:
    """Return the headers of our tabs that say another column than the spreadsheet remembers."""
    ours = ((snapshot.get(name), schema) for name, schema in schemas.items() if not schema.is_page)
    return tuple(
        CellRef(tab.name, 1, at + 1)
        for tab, schema in ours
        if tab
        for at in Witnesses(tab, schema.headers).disputed
    )
