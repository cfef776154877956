"""Which statuses what people typed leads to, written by hand: independent of what the tool plans."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sheets_emulator.spreadsheet import Spreadsheet

from at_work.acts import WORDS
from at_work.tabs import rows_of, sheet_of

Row = dict[str, Any]
RUNNING = {"announced", "on_hold"}
TYPED = {"person_id", "full_name", "email", "role", "topics", *WORDS, "status"}  # what makes a row a record
SEE_PROBLEMS = "This row has an error; the problems tab says which."
MATCHED = {"approved", "proposed", "blocked"}


def wrong_statuses(spreadsheet: Spreadsheet) -> list[str]:
    """Return each row whose status does not follow from what people typed, and what it should be."""
    people, matches, meetings = (
        rows_of(sheet_of(spreadsheet, name)) for name in ("applicants", "matches", "meetings")
    )
    return [*_wrong_people(people, matches), *_wrong_matches(matches, people), *_wrong_meetings(meetings)]


# --- applicants --------------------------------------------------------------------------------------


def _wrong_people(people: Sequence[Row], matches: Sequence[Row]) -> Iterator[str]:
    ids, addresses = (Counter(row.get(name) for row in people) for name in ("person_id", "email"))
    for row in people:
        if row.keys().isdisjoint(TYPED):
            continue
        is_alone = ids[row.get("person_id")] == addresses[row.get("email")] == 1
        theirs = {
            m.get("status")
            for m in matches
            if row.get("person_id") in (m.get("mentor_id"), m.get("mentee_id"))
        }
        wanted = _of_person(row, is_alone, theirs)
        if row.get("status") not in wanted:
            yield f"applicants: {row.get('person_id')} is {row.get('status')}, not {wanted}"


def _of_person(row: Row, is_alone: bool, theirs: set[Any]) -> set[str]:
    """Return what the status may be: one word, or those of a pair that runs."""
    if row.get("withdrawn_on") and row.get("person_id"):
        return {"withdrawn"}
    if row.get("person_id") and theirs & RUNNING:
        return theirs & RUNNING
    if not is_alone or not row.get("person_id"):
        return {"needs_fixing"}
    return {next(word for word in _words(row, theirs) if word)}


def _words(row: Row, theirs: set[Any]) -> Iterator[str]:
    is_mentor = row.get("role") == "mentor"
    selection = row.get("selection")
    if is_mentor and row.get("manager_approval") == "no":
        yield "ineligible"
    if selection == "decline":
        yield "not_selected"
    if is_mentor and not row.get("manager_approval"):
        yield "awaiting_approval"
    if is_mentor and not row.get("good_standing"):
        yield "awaiting_standing"
    if selection == "waitlist":
        yield "waitlisted"
    if not selection:
        yield "awaiting_interview" if is_mentor else "awaiting_selection"
    yield "proposed" if theirs & MATCHED else "ready_to_match"


# --- matches and meetings ----------------------------------------------------------------------------


def _wrong_matches(matches: Sequence[Row], people: Sequence[Row]) -> Iterator[str]:
    pairs = Counter((row.get("mentor_id"), row.get("mentee_id")) for row in matches)
    names = {row.get("person_id"): row.get("full_name") for row in people}
    known = Counter(row.get("person_id") for row in people)
    for row in matches:
        pair = row.get("mentor_id"), row.get("mentee_id")
        if pairs[pair] > 1 or not all(pair):
            continue
        is_gone = not all(known[person_id] for person_id in pair)  # such a row stays where it was
        if is_gone and row.get("status_reason", SEE_PROBLEMS) != SEE_PROBLEMS:
            yield f"matches: {pair} does not say that somebody is gone"
        if not is_gone and row.get("status") not in _of_match(row):
            yield f"matches: {pair} is {row.get('status')}, not {_of_match(row)}"
        for person_id, column in zip(pair, ("mentor_name", "mentee_name"), strict=True):
            if known[person_id] == 1 and row.get(column) != names[person_id]:
                yield f"matches: {person_id} is called {row.get(column)}"


def _of_match(row: Row) -> set[str]:
    if row.get("announced_on"):
        return RUNNING
    decided = {"reject": {"rejected"}, "approve": {"blocked"}}
    return decided.get(row.get("decision", ""), {"proposed", "superseded", "blocked"})


def _wrong_meetings(meetings: Sequence[Row]) -> Iterator[str]:
    for row in meetings:
        wanted = f"{row.get('match_id')}#{row.get('number')}"
        if row.get("match_id") and row.get("meeting_id") != wanted:
            yield f"meetings: {row.get('meeting_id')} stands at {wanted}"
