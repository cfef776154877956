"""The made-up hospital: its people, from the chief executive to the front line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from sheets_sync.demo.names import addresses, make_names
from sheets_sync.demo.posts import Level, Post, make_posts
from sheets_sync.spreadsheet.snapshot import Plain

SMALLEST = 5  # a chief executive, two chiefs, and one colleague under each
EXECUTIVES = (Level.CHIEF, Level.VICE_PRESIDENT, Level.DIRECTOR)


@dataclass(frozen=True)
class Employee:
    """One person of the hospital, and whom they report to."""

    person_id: str
    full_name: str
    email: str
    post: Post
    manager_id: str | None
    dotted_manager_ids: tuple[str, ...] = ()
    employment: str = "active"


@dataclass(frozen=True)
class Hospital:
    """Everybody who works there, from the top down."""

    employees: tuple[Employee, ...]

    @cached_property
    def by_id(self) -> dict[str, Employee]:
        """Return the people under their ids."""
        return {employee.person_id: employee for employee in self.employees}

    def at(self, *levels: Level) -> list[Employee]:
        """Return the people at these levels who are at work, from the top down."""
        return [who for who in self.employees if who.post.level in levels and who.employment == "active"]

    def answers_to(self, employee: Employee, boss: Employee) -> bool:
        """Does the person answer to `boss`, over any of their managers or dotted lines?"""
        direct = (employee.manager_id, *employee.dotted_manager_ids)
        return any(
            manager == boss.person_id or self.answers_to(self.by_id[manager], boss)
            for manager in direct
            if manager is not None
        )


def make_hospital(employees: int, seed: int) -> Hospital:
    """Return a hospital of `employees` people; ValueError where that is too few for a hospital."""
    if employees < SMALLEST:
        raise ValueError(f"A hospital needs at least {SMALLEST} employees, not {employees}.")
    rng = Random(f"{seed} hospital")
    posts = make_posts(employees, rng)
    ids = _ids(employees, rng)
    names = make_names(employees, rng)
    return Hospital(
        tuple(
            Employee(
                person_id=ids[number],
                full_name=name.written,
                email=address,
                post=post,
                manager_id=None if post.boss is None else ids[post.boss],
                dotted_manager_ids=tuple(ids[boss] for boss in post.dotted_bosses),
                employment=_employment(number, post),
            )
            for number, (post, name, address) in enumerate(zip(posts, names, addresses(names), strict=True))
        )
    )


def org_chart_rows(hospital: Hospital) -> Iterator[dict[str, Plain]]:
    """Yield one row of the org chart for each person, in the order of their ids."""
    for employee in sorted(hospital.employees, key=lambda employee: employee.person_id):
        yield {
            "person_id": employee.person_id,
            "full_name": employee.full_name,
            "email": employee.email,
            "title": employee.post.title,
            "department": employee.post.department,
            "manager_id": employee.manager_id,
            "dotted_manager_ids": "; ".join(employee.dotted_manager_ids) or None,
            "employment": employee.employment,
        }


def _ids(count: int, rng: Random) -> list[str]:
    every = 3 * count  # ids of people who left long ago are not given out again
    width = max(4, len(str(every)))
    return [f"E{number:0{width}}" for number in rng.sample(range(1, every + 1), count)]


def _employment(number: int, post: Post) -> str:
    if post.level is not Level.STAFF:
        return "active"
    return {11: "leave", 29: "left"}.get(number % 60, "active")
