"""What the tool remembers of each pair, whatever people type over its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sheets_sync.mentoring.records import TOLD, Match
from sheets_sync.spreadsheet.text import key_of

Names = frozenset[str]  # of matches, in key form


@dataclass(frozen=True)
class Memory:
    """Which pairs were announced, and whose names the ids in a match are."""

    # the day of each announcement that the log still knows, by the match in key form
    logged: Mapping[str, date]
    counted_from: Mapping[str, date]  # the day from which each match's meetings are counted
    spelling: Mapping[str, str]  # every known person id, in key form, to its spelling

    def restored(self, matches: Iterable[Match]) -> tuple[Match, ...]:
        """Return the matches with their own memory: each row is the pair that its ids name.

        Where the ids of an announced pair were typed over, the two were told: they stay a pair.
        Where an id is gone, the row stays the pair it was; one that never was a pair is left out.
        """
        found = tuple(matches)
        names = frozenset(key_of(match.name) for match in found)
        claimed = frozenset(key_of(match.match_id) for match in found)
        own = (self._own(match, names, claimed) for match in found)
        return tuple(self._announced(match) for match in own if all(match.pair))

    def _own(self, match: Match, names: Names, claimed: Names) -> Match:
        was = key_of(match.match_id)
        if was in ("", key_of(match.name)) or self._stands(match, was, claimed):
            return match
        is_pair = self._knows(was) or match.announced_on or not all(match.pair)
        if was not in names and is_pair:
            mentor_id, mentee_id = self._pair(match.match_id)
            return replace(match, mentor_id=mentor_id, mentee_id=mentee_id)
        return replace(
            match, status="", status_reason="", source="", proposed_on=None, announced_on=None, match_id=""
        )

    def _stands(self, match: Match, was: str, claimed: Names) -> bool:
        """Is this the pair its ids name, although its match_id `was` another?"""
        name = key_of(match.name)
        if self._knows(name) or name in claimed or not self._pair(match.match_id):
            return True
        known = all(key_of(person_id) in self.spelling for person_id in match.pair)
        return match.announced_on is not None and known and not self._knows(was)

    def _pair(self, match_id: str) -> tuple[str, ...]:
        """Return the two people a match_id names, or nothing where it does not."""
        ids = tuple(self.spelling.get(key_of(part), "") for part in match_id.split("/"))
        return ids if len(ids) == 2 and all(ids) else ()

    def _knows(self, name: str) -> bool:
        return name in self.logged or name in self.counted_from

    def _announced(self, match: Match) -> Match:
        """Give a match the day it was announced, whatever somebody typed into that cell or cleared."""
        name = key_of(match.name)
        typed = match.announced_on if self._was_told(match, name) else None
        return replace(match, announced_on=self.logged.get(name) or typed or self.counted_from.get(name))

    def _was_told(self, match: Match, name: str) -> bool:
        """Does anything but the day itself say so? A day alone may have been dragged down too far."""
        return match.decision == "approve" or match.status in TOLD or name in self.counted_from
