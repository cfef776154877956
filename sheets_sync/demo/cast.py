"""Who of the hospital takes part: mentors, executives, and those who run the program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from sheets_sync.demo.hospital import EXECUTIVES, Employee, Hospital
from sheets_sync.demo.posts import TOP, Level
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import scripts

_MENTORS_PER_INTERVIEWER = 6
_TASKFORCE = 4
_ALUMNI = 3


@dataclass(frozen=True)
class Cast:
    """The people of one program."""

    hospital: Hospital
    mentors: tuple[Employee, ...]
    mentees: tuple[Employee, ...]
    interviewers: tuple[Employee, ...]
    alumni: tuple[Employee, ...]  # executives of earlier years

    def interviewers_of(self, number: int, mentor: Employee) -> list[Employee]:
        """Return who can interview the mentor with this number, by turns, never their own manager."""
        turn = number % len(self.interviewers)
        in_turn = [*self.interviewers[turn:], *self.interviewers[:turn]]
        return [who for who in in_turn if who.person_id != mentor.manager_id] or in_turn


def choose_cast(hospital: Hospital, mentors: int, mentees: int, seed: int) -> Cast:
    """Return the people of a program; ValueError where the hospital has too few of a kind."""
    rng = Random(f"{seed} cast")
    front_line, executives = hospital.at(Level.STAFF), hospital.at(*EXECUTIVES)
    _require(mentors, front_line, "front-line mentors")
    _require(mentees, executives, "executives")
    mentee_list = _mentees(mentees, executives, rng)
    mentor_list = _mentors(mentors, front_line, mentee_list[0], rng)
    others = _others(hospital, {who.person_id for who in (*mentor_list, *mentee_list)})
    return Cast(
        hospital,
        mentors=tuple(mentor_list),
        mentees=tuple(mentee_list),
        interviewers=tuple(others[: max(1, mentors // _MENTORS_PER_INTERVIEWER)]),
        alumni=tuple([who for who in others if who.post.level in EXECUTIVES][-_ALUMNI:]),
    )


def helper_rows(cast: Cast) -> Iterator[dict[str, Plain]]:
    """Yield everybody who helps to run the program, one row for each thing they do."""
    for helps_as, people in (
        ("taskforce", cast.interviewers[:_TASKFORCE]),
        ("interviewer", cast.interviewers),
        ("sponsor", cast.hospital.employees[TOP : TOP + 1]),
        ("alumni_executive", cast.alumni),
    ):
        for who in people:
            yield _helper(who.email, who.full_name, helps_as)
    yield _helper("hr-partners@example.org", "HR partners", "hr")


def _helper(email: str, full_name: str, helps_as: str) -> dict[str, Plain]:
    return {"email": email, "full_name": full_name, "helps_as": helps_as, "away_until": None}


def _require(wanted: int, people: Sequence[Employee], kind: str) -> None:
    if not 1 <= wanted <= len(people):
        raise ValueError(f"A hospital of this size has 1 to {len(people)} {kind}, not {wanted}.")


def _mentees(count: int, executives: Sequence[Employee], rng: Random) -> list[Employee]:
    """Return the first chief, then two of three from the chiefs and vice presidents, then directors."""
    first, *others = executives
    shuffled = rng.sample(others, len(others))
    directors = [who for who in shuffled if who.post.level is Level.DIRECTOR]
    seniors = [who for who in shuffled if who.post.level is not Level.DIRECTOR]
    enough = 2 * count // 3
    return [first, *seniors[:enough], *directors, *seniors[enough:]][:count]


def _mentors(
    count: int, front_line: Sequence[Employee], first_mentee: Employee, rng: Random
) -> list[Employee]:
    """Return people at random, after those whom every program should have."""
    shuffled = rng.sample(front_line, len(front_line))
    elsewhere = [who for who in shuffled if who.post.division != first_mentee.post.division]
    in_own_script = [who for who in shuffled if scripts(who.full_name) != {"LATIN"}]
    return list(dict.fromkeys([*elsewhere[:1], *in_own_script, *shuffled]))[:count]


def _others(hospital: Hospital, taking_part: set[str]) -> list[Employee]:
    """Return who else is there to help: managers first, then executives, then staff, then the top."""
    levels = (Level.MANAGER, *reversed(EXECUTIVES), Level.STAFF, Level.CHIEF_EXECUTIVE)
    people = [who for level in levels for who in hospital.at(level)]
    return [who for who in people if who.person_id not in taking_part]
