"""What the tool remembers of each pair, whatever people type over its cells."""

from collections.abc import Iterable, Mapping, Sequence
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

        Where a decision or an announcement belongs to the pair it was, the row stays that one,
        whatever ids were typed over; so does a row without its ids. What never was a pair is left out.
        """
        found = tuple(matches)
        sure = frozenset(key_of(match.name) for match in found if not self._was_another(match))
        strayed = [m for m in found if self._was_another(m) and key_of(m.match_id) not in sure]
        bound = self._bound(strayed)
        own = (self._own(match, sure, bound) for match in found)
        return tuple(self._announced(match) for match in own if all(match.pair))

    def _was_another(self, match: Match) -> bool:
        """Does its match_id name two people, and other ones than its ids?"""
        return key_of(match.match_id) != key_of(match.name) and bool(self._pair(match.match_id))

    def _bound(self, strayed: Sequence[Match]) -> Names:
        """Return the pairs that their rows stay; none where only announced ones changed places."""
        names = frozenset(key_of(match.name) for match in strayed)
        were = {key_of(match.match_id): match for match in strayed}
        if names == were.keys() and all(map(self._knows, names)):
            return frozenset()
        return frozenset(was for was, match in were.items() if self._is_bound(match))

    def _is_bound(self, match: Match) -> bool:
        is_decided = match.announced_on or match.status in (*TOLD, "approved", "rejected")
        return bool(is_decided) or self._knows(key_of(match.match_id)) or not all(match.pair)

    def _own(self, match: Match, sure: Names, bound: Names) -> Match:
        name, was = key_of(match.name), key_of(match.match_id)
        if not self._was_another(match):
            return match
        if was not in sure and not bound.isdisjoint((was, name)):
            mentor_id, mentee_id = self._pair(match.match_id)
            return replace(match, mentor_id=mentor_id, mentee_id=mentee_id)
        return match if self._knows(name) else _anew(match)

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


def _anew(match: Match) -> Match:
    """Return the match as one that people have just added: what the tool wrote was about another."""
    return replace(
        match, status="", status_reason="", source="", proposed_on=None, announced_on=None, match_id=""
    )
