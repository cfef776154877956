"""What people own, cell by cell: the book that shows whether each value is still with its record.

Whatever people fill gets a mark, which goes wherever its cell goes. What a mark stands for never changes:
who types makes a new one. So each marked cell has to say what its mark stands for, none may go missing,
and what the tool writes without a mark among people's columns has to be a row that it may add.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from live import Live
from sheets_emulator import Person
from sheets_emulator.errors import ApiError
from sheets_emulator.spreadsheet import Sheet

from at_work.program import RESPONSES
from at_work.spots import Spot, marked_spots, unmarked_rows
from at_work.tabs import headers, is_copy, name_of
from sheets_sync.backends.google.reading.cells import said
from sheets_sync.spreadsheet.refusals import Left

Act = Callable[[Person], object]


@dataclass
class Ledger:
    """Everything that people own in one spreadsheet."""

    live: Live
    stands_for: dict[int | None, Any] = field(default_factory=dict)  # the value, by mark
    there: Counter[int | None] = field(default_factory=Counter)  # the marks, as people left them
    just_typed: set[int | None] = field(default_factory=set)  # since the tool's last request
    written_over: set[int | None] = field(default_factory=set)  # by the request right after: not promised
    taken_over: Counter[str] = field(default_factory=Counter)  # responses that became rows, by address

    def open(self) -> "Ledger":
        """Enter everything that is filled and not the tool's."""
        for row in list(unmarked_rows(self._sheets())):
            for spot in row:
                spot.enter()
        self._count()
        return self

    # --- what people do ------------------------------------------------------------------------------

    def by(self, act: Act) -> Act:
        """Return the act, entered when it happens; one that is not possible just then is left out."""

        def do(person: Person) -> None:
            strange, before = self._enter_new_rows(), {spot.mark for spot in self._astray()}
            if getattr(act, "copies", False) and (strange or before):
                return  # a copy of what is astray would be people's own
            with suppress(ApiError, KeyError):
                act(person)
            self._enter_copies()
            for spot in self._astray():
                if spot.mark not in before:  # an undo brought it back: it is theirs now
                    spot.enter()
            if getattr(act, "verb", "") == "undo" and not strange:
                for spot in self._enter_new_rows():  # likewise what was the tool's
                    spot.enter()
            there = self.there
            self._count()
            self.just_typed |= (self.there - there).keys()

        return do

    def _enter_copies(self) -> None:
        """Enter all of the tabs that people copied: nothing in them is the tool's."""
        for row in list(unmarked_rows([sheet for sheet in self._sheets() if is_copy(sheet)])):
            for spot in row:
                spot.enter()

    def _count(self) -> None:
        self.there = self._marks()
        self._astray()  # marks that are new stand for what is said there now

    # --- what should be ------------------------------------------------------------------------------

    def check(self) -> None:
        """Check that every value of people's is with its record, and enter the rows that the tool added."""
        self.check_theirs()
        strange = [str(spot) for spot in self._enter_new_rows()]
        assert not strange, f"put among what is people's: {strange}"
        twice = [address for address, times in self.taken_over.items() if times > 1]
        assert not twice, f"taken over twice: {twice}"

    def check_theirs(self) -> None:
        """Check that nothing is lost, and that all of it says what people put there."""
        lost = [self.stands_for[mark] for mark in self.there - self._marks()]
        assert not lost, f"lost: {lost}"
        self.look()
        if given_up := [spot for spot in self._astray() if spot.mark in self.written_over]:
            for spot in given_up:
                spot.enter()
            self._count()
        astray = [f"{spot}, not {self.stands_for[spot.mark]}" for spot in self._astray()]
        assert not astray, f"not what people put there: {astray}"

    def is_in_order(self) -> bool:
        """Does every cell that people still have say what they put there, as far as that is promised?"""
        return all(spot.mark in self.written_over for spot in self._astray())

    def put_back(self, cells: Iterable[Left]) -> None:
        """Let people put back what a run that gave up handed over to them, value by value."""
        texts = Counter(one.text for one in cells if one.part == "value")
        for spot in (*self._astray(), *self._enter_new_rows()):
            back = spot.saying(self.stands_for.get(spot.mark))
            if texts[said(back.cell)]:
                texts[said(back.cell)] -= 1
                back.put()

    def look(self) -> int:
        """Return how many filled cells of people's a request left with anything else in them.

        What people typed into that very cell while the request was on its way is given up.
        """
        astray = {spot.mark for spot in self._astray()}
        self.written_over |= astray & self.just_typed
        self.just_typed.clear()
        return sum(self.stands_for[mark] is not None for mark in astray)

    def _astray(self) -> list[Spot]:
        spots = marked_spots(self._sheets())
        return [spot for spot in spots if not spot.says(self.stands_for.setdefault(spot.mark, spot.value))]

    def _marks(self) -> Counter[int | None]:
        return Counter(spot.mark for spot in marked_spots(self._sheets()))

    def _sheets(self) -> list[Sheet]:
        return self.live.emulator.spreadsheet(self.live.spreadsheet_id).sheets

    # --- rows that the tool adds ---------------------------------------------------------------------

    def _enter_new_rows(self) -> list[Spot]:
        """Enter rows that the tool may add as people's from now on; return what else it put among theirs."""
        strange: list[Spot] = []
        for row in list(unmarked_rows(self._sheets())):
            if may_be_new(row):
                self._enter_new(row)
            else:
                strange += row
        return strange

    def _enter_new(self, row: list[Spot]) -> None:
        if name_of(row[0].sheet) == "applicants":
            self.taken_over[by_header(row)["email"]] += 1
        for spot in row:
            spot.enter()
        self._count()


def by_header(row: list[Spot]) -> dict[str, Any]:
    """Return what a row says, by the names of its columns."""
    named = headers(row[0].sheet)
    return {named.get(spot.key, ""): next(iter(spot.value.values())) for spot in row}


def may_be_new(row: list[Spot]) -> bool:
    """Is this what the tool fills of people's columns in a row that it adds?"""
    tab, found = name_of(row[0].sheet), by_header(row)
    if tab == "matches":
        return found.keys() == {"mentor_id", "mentee_id"}
    if tab != "applicants" or found.get("email") not in RESPONSES:
        return False
    person_id, full_name = RESPONSES[found["email"]]
    answered = {"full_name": full_name, "role": "mentor", "topics": "pay"}
    return found == {
        "person_id": person_id,
        "email": found["email"],
        "applied_on": found.get("applied_on"),
        **answered,
    }
