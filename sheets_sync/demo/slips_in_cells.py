"""Slips in one cell: something else stands there than should, or it is written in another way."""

from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.demo.slips import Row, Slip, Victims, slip_at
from sheets_sync.spreadsheet.snapshot import Plain


@dataclass(frozen=True)
class Retyped:
    """A cell to be typed again: in which row, and what people type there instead."""

    tab: str
    find: Callable[[Victims], Row]
    column: str
    typed: Callable[[Row], Plain]
    what: str


def retype(retyped: Retyped, victims: Victims) -> Slip:
    """Type the cell again in the victims' row, and return the slip."""
    row = retyped.find(victims)
    row[retyped.column] = retyped.typed(row)
    return slip_at(retyped.tab, row, retyped.column, retyped.what)


def _accepted(number: int) -> Callable[[Victims], Row]:
    return lambda victims: victims.accepted[number]


def _waiting(number: int) -> Callable[[Victims], Row]:
    return lambda victims: victims.waiting[number]


def _first_of(tab: str) -> Callable[[Victims], Row]:
    return lambda victims: victims.rows[tab][0]


def _accepted_in_org_chart(number: int) -> Callable[[Victims], Row]:
    return lambda victims: victims.in_org_chart(str(victims.accepted[number]["person_id"]))


def _instead(text: str) -> Callable[[Row], Plain]:
    return lambda _: text


def _comma_for_dot(row: Row) -> Plain:
    return str(row["email"]).replace(".org", ",org")


def _two_letters_swapped(row: Row) -> Plain:
    topics = str(row["topics"])
    swap = next(place for place in range(1, len(topics)) if topics[place] != topics[place + 1])
    return topics[:swap] + topics[swap + 1] + topics[swap] + topics[swap + 2 :]


def _last_topic_in_own_words(row: Row) -> Plain:
    return "; ".join([*str(row["topics"]).split("; ")[:-1], "nite shifts"])


# Each falls on a row of its own, so that each can be told alone.
RETYPED = (
    Retyped(
        "applicants", _accepted(0), "email", _comma_for_dot,
        "A comma stands in the address where its last dot should be.",
    ),
    Retyped(
        "applicants", _accepted(1), "direct_reports", _instead("#REF!"),
        "A formula counted the direct reports until somebody deleted the sheet it pointed to.",
    ),
    Retyped(
        "applicants", _accepted(2), "manager_approval", _instead("no"),
        "The manager answered no after accept had been typed, and nobody took it back.",
    ),
    Retyped(
        "applicants", _accepted(3), "topics", _last_topic_in_own_words,
        "A topic is in the applicant's own words: none is called nite shifts.",
    ),
    Retyped(
        "applicants", _accepted(4), "topics", _two_letters_swapped,
        "Two letters of a topic have changed places.",
    ),
    Retyped(
        "applicants", _accepted(5), "manager_approval", _instead("✓"),
        "A check mark is typed for yes, which is fine.",
    ),
    Retyped(
        "applicants", _accepted(6), "good_standing", _instead("Y "),
        "Y and a space are typed for yes, which is fine.",
    ),
    Retyped(
        "applicants", _accepted(7), "interviewer_email", _instead("p.quimby@example.org"),
        "The interviewer stood in for a colleague and is not among the helpers.",
    ),
    Retyped(
        "org_chart", _accepted_in_org_chart(8), "employment", _instead("left"),
        "An accepted mentor has left the hospital since.",
    ),
    Retyped(
        "applicants", _waiting(0), "email", lambda row: row["full_name"],
        "A name was pasted into the e-mail column.",
    ),
    Retyped(
        "applicants", _waiting(1), "applied_on", lambda row: f"03/04/{str(row['applied_on'])[:4]}",
        "A date was typed as text: the third of April, or the fourth of March.",
    ),
    Retyped(
        "rubric_scores", _first_of("rubric_scores"), "applicant_id",
        lambda row: f"{row['applicant_id']} ".lower(),
        "The id has a small letter and a space behind it, which is fine.",
    ),
    Retyped(
        "past_pairs", _first_of("past_pairs"), "mentor_id", lambda row: int(str(row["mentor_id"])[1:]),
        "The id lost its letter and became a number.",
    ),
)  # fmt: skip
