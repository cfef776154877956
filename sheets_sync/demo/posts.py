"""The hospital's jobs before anybody holds them: levels, departments, sites and lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from itertools import zip_longest
from random import Random
from typing import Any

from sheets_sync.demo.package_data import read_list

TOP = 0  # the chief executive's place in every list of posts


class Level(IntEnum):
    """How far down the org chart somebody stands."""

    CHIEF_EXECUTIVE = 0
    CHIEF = 1
    VICE_PRESIDENT = 2
    DIRECTOR = 3
    MANAGER = 4
    STAFF = 5


@dataclass(frozen=True)
class Post:
    """One job: what it is, where, and which posts (by place in the list) it answers to."""

    level: Level
    title: str
    division: str
    department: str
    site: str
    boss: int | None
    dotted_bosses: tuple[int, ...] = ()


def make_posts(employees: int, rng: Random) -> list[Post]:
    """Return the hospital's jobs from the top down; every boss stands before their people."""
    count = head_counts(employees)
    posts = [_chief_executive(), *_chiefs(count[Level.CHIEF])]
    posts += list(_vice_presidents(count[Level.VICE_PRESIDENT], posts[1:]))
    posts += list(_directors(count[Level.DIRECTOR], posts, rng))
    posts += list(_managers(count[Level.MANAGER], posts, rng))
    posts += list(_staff(count[Level.STAFF], posts, rng))
    return _with_dotted_lines(posts)


def head_counts(employees: int) -> dict[Level, int]:
    """Return how many people a hospital of that size has at each level.

    >>> list(head_counts(400).values())
    [1, 9, 5, 28, 36, 321]
    """
    above = {
        Level.CHIEF_EXECUTIVE: 1,
        Level.CHIEF: min(9, max(2, employees // 30)),
        Level.VICE_PRESIDENT: min(employees // 70, 5 + employees // 600),
        Level.DIRECTOR: min(employees // 11, 24 + employees // 100),
        Level.MANAGER: employees // 11,
    }
    return {**above, Level.STAFF: employees - sum(above.values())}


def _chief_executive() -> Post:
    title, office = "President and chief executive officer", "Executive office"
    return Post(Level.CHIEF_EXECUTIVE, title, office, office, _sites()[0], boss=None)


def _chiefs(count: int) -> Iterator[Post]:
    for division in read_list("hospital")["divisions"][:count]:
        yield Post(Level.CHIEF, division["chief"], division["name"], division["name"], _sites()[0], TOP)


def _vice_presidents(count: int, chiefs: Sequence[Post]) -> Iterator[Post]:
    for number in range(count):
        place = number % len(chiefs)
        name = chiefs[place].division
        title = f"Vice president, {name}"
        yield Post(Level.VICE_PRESIDENT, title, name, name, _sites()[0], boss=TOP + 1 + place)


def _directors(count: int, above: Sequence[Post], rng: Random) -> Iterator[Post]:
    departments = _departments_in_turn({post.division for post in above})
    for number in range(count):
        rounds, place = divmod(number, len(departments))
        department = departments[place]
        heads = _heads(department["division"], above)
        yield Post(
            Level.DIRECTOR,
            f"Director, {department['name']}",
            department["division"],
            department["name"],
            rng.choices(_sites(), weights=range(len(_sites()), 0, -1))[0],
            boss=heads[(place + rounds) % len(heads)],
        )


def _managers(count: int, above: Sequence[Post], rng: Random) -> Iterator[Post]:
    directors = [place for place, post in enumerate(above) if post.level is Level.DIRECTOR]
    for boss in _spread(count, directors, above, rng):
        department = _department(above[boss])
        yield _under(above[boss], boss, Level.MANAGER, department["manager"])


def _staff(count: int, above: Sequence[Post], rng: Random) -> Iterator[Post]:
    with_people = {post.boss for post in above}
    teams = [place for place in range(TOP + 1, len(above)) if place not in with_people]
    for boss in _spread(count, teams, above, rng):
        yield _under(above[boss], boss, Level.STAFF, rng.choice(_department(above[boss])["staff"]))


def _spread(count: int, bosses: Sequence[int], above: Sequence[Post], rng: Random) -> Iterator[int]:
    """Yield a boss for each of `count` people: everybody gets one, large departments get the rest."""
    yield from bosses[:count]
    if count > len(bosses):
        weights = [_department(above[boss])["weight"] for boss in bosses]
        yield from rng.choices(bosses, weights, k=count - len(bosses))


def _under(boss: Post, place: int, level: Level, title: str) -> Post:
    return Post(level, title, boss.division, _department(boss)["name"], boss.site, boss=place)


def _with_dotted_lines(posts: list[Post]) -> list[Post]:
    chiefs = {post.title: place for place, post in enumerate(posts) if post.level is Level.CHIEF}
    lines = read_list("hospital")["dotted_lines"]
    leads = _site_leads(posts)
    return [
        _dotted(post, chiefs.get("Chief operating officer" if place in leads else lines.get(post.title)))
        for place, post in enumerate(posts)
    ]


def _site_leads(posts: Sequence[Post]) -> set[int]:
    """Return the first director of each site but the first: they also lead their site."""
    directors = {
        post.site: place for place, post in reversed(list(enumerate(posts))) if post.level is Level.DIRECTOR
    }
    return {place for site, place in directors.items() if site != _sites()[0]}


def _dotted(post: Post, chief: int | None) -> Post:
    return post if chief is None or chief == post.boss else replace(post, dotted_bosses=(chief,))


def _heads(division: str, above: Sequence[Post]) -> list[int]:
    places = [place for place, post in enumerate(above) if post.division == division and place != TOP]
    vice_presidents = [place for place in places if above[place].level is Level.VICE_PRESIDENT]
    return vice_presidents or places[:1]


def _departments_in_turn(divisions: set[str]) -> list[dict[str, Any]]:
    """Return the departments of these divisions: the first of each division, then the second."""
    columns = [departments for name, departments in _departments().items() if name in divisions]
    return [department for turn in zip_longest(*columns) for department in turn if department]


def _department(post: Post) -> dict[str, Any]:
    departments = _departments()[post.division]
    return next((d for d in departments if d["name"] == post.department), departments[0])


@cache
def _departments() -> dict[str, list[dict[str, Any]]]:
    """Return each division's departments, every one knowing its division."""
    return {
        division["name"]: [
            {**department, "division": division["name"]} for department in division["departments"]
        ]
        for division in read_list("hospital")["divisions"]
    }


def _sites() -> list[str]:
    return list(read_list("hospital")["sites"])
