"""Whom an answer means: people found by their id or by their e-mail address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.mentoring.program import Program
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import key_of


@dataclass(frozen=True)
class Directory:
    """Everybody whom the org chart or the applicants tab knows."""

    program: Program

    def person_id(self, answers: Iterable[Plain]) -> str:
        """Return the id that the first answer of use gives; "" where an address is nobody's."""
        return next(filter(None, map(self._id, answers)), "")

    def known(self, answers: Iterable[Plain]) -> str:
        """Return the id of somebody who is known, or "": fit to be shown in a problem."""
        found = self.person_id(answers)
        return found if key_of(found) in self.program.spelling else ""

    def charted(self, answers: Iterable[Plain]) -> str:
        """Return the id of whom the org chart lists under an address, or ""."""
        return next(filter(None, (self._in_chart.get(key_of(as_text(one)), "") for one in answers)), "")

    def _id(self, answer: Plain) -> str:
        text = " ".join(as_text(answer).split())
        if "@" in text:
            address = key_of(text)
            return self._in_chart.get(address) or self._applied.get(address, "")
        spelled = self.program.spell(text)
        return spelled if isinstance(answer, str) else self._without_zeros.get(spelled, spelled)

    @cached_property
    def _in_chart(self) -> Mapping[str, str]:
        return _unique((one.email, one.person_id) for one in self.program.employees.values())

    @cached_property
    def _applied(self) -> Mapping[str, str]:
        return _unique((one.email, one.person_id) for one in self.program.people)

    @cached_property
    def _without_zeros(self) -> Mapping[str, str]:
        """Return ids such as 00123 under 123: spreadsheets turn digits that are typed into numbers."""
        padded = (one for one in self.program.spelling.values() if one.isdigit() and one.startswith("0"))
        taken = self.program.spelling
        return _unique((one.lstrip("0"), one) for one in padded if one.lstrip("0") not in taken)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return who each address belongs to; an address of several people is nobody's."""
    owners: dict[str, set[str]] = {}
    for address, person_id in pairs:
        if address:
            owners.setdefault(key_of(address), set()).add(person_id)
    return {address: next(iter(found)) for address, found in owners.items() if len(found) == 1}
