"""The made-up hospital has the shape of a real one, whatever its size."""

from collections import Counter
from functools import cache
from random import Random

import pytest

from sheets_sync.demo.hospital import make_hospital, org_chart_rows
from sheets_sync.demo.names import Name, addresses, make_names
from sheets_sync.demo.posts import Level, head_counts

SIZES = (5, 6, 11, 12, 17, 40, 75, 400, 2_000, 25_000)


@cache
def hospital_of(size):
    return make_hospital(size, seed=1)


@pytest.fixture(scope="module")
def chart():
    return {row["person_id"]: row for row in org_chart_rows(hospital_of(400))}


@pytest.mark.parametrize("size", SIZES)
def test_a_hospital_has_exactly_the_people_asked_for(size):
    hospital = hospital_of(size)
    assert len(hospital.employees) == size
    assert Counter(who.post.level for who in hospital.employees) == Counter(head_counts(size))


@pytest.mark.parametrize("size", SIZES)
def test_ids_and_addresses_are_nobody_elses(size):
    rows = list(org_chart_rows(hospital_of(size)))
    assert len({row["person_id"] for row in rows}) == size
    assert len({row["email"] for row in rows}) == size
    assert all(row["email"].isascii() and row["email"].endswith("@example.org") for row in rows)


@pytest.mark.parametrize("size", SIZES)
def test_everybody_reports_to_somebody_higher_up_and_one_person_to_nobody(size):
    hospital = hospital_of(size)
    top, *others = hospital.employees
    assert top.manager_id is None
    assert all(hospital.by_id[who.manager_id].post.level < who.post.level for who in others)


@pytest.mark.parametrize("size", SIZES)
def test_whoever_is_above_the_front_line_has_people(size):
    hospital = hospital_of(size)
    managers = {who.manager_id for who in hospital.employees}
    assert all((who.person_id in managers) == (who.post.level < Level.STAFF) for who in hospital.employees)


def test_a_hospital_of_four_is_none():
    with pytest.raises(ValueError, match="at least 5 employees, not 4"):
        make_hospital(4, seed=1)


def test_the_chart_is_in_the_order_of_the_ids(chart):
    assert list(chart) == sorted(chart)
    assert all(person_id[0] == "E" and len(person_id) == 5 for person_id in chart)


def test_an_educator_also_answers_to_the_chief_nursing_officer(chart):
    [chief] = [row for row in chart.values() if row["title"] == "Chief nursing officer"]
    educators = [row for row in chart.values() if row["title"] == "Nurse educator"]
    assert educators
    assert all(row["dotted_manager_ids"] == chief["person_id"] for row in educators)


def test_a_dotted_line_leads_to_somebody_else_than_the_manager(chart):
    dotted = [row for row in chart.values() if row["dotted_manager_ids"]]
    assert all(row["dotted_manager_ids"] in chart for row in dotted)
    assert all(row["dotted_manager_ids"] != row["manager_id"] for row in dotted)


def test_each_site_but_the_first_has_a_lead():
    hospital = hospital_of(400)
    directors = hospital.at(Level.DIRECTOR)
    sites = [who.post.site for who in directors if who.dotted_manager_ids]
    assert len(sites) == len(set(sites)) <= 3
    assert "Main Campus" not in sites


def test_some_are_on_leave_and_some_have_left_but_nobody_with_people(chart):
    away = [row for row in chart.values() if row["employment"] != "active"]
    assert {row["employment"] for row in away} == {"leave", "left"}
    assert not {row["person_id"] for row in away} & {row["manager_id"] for row in chart.values()}


def test_names_come_from_everywhere(chart):
    names = " ".join(row["full_name"] for row in chart.values())
    assert {"ليلى حداد", "נועה פרידמן"} <= {row["full_name"] for row in chart.values()}
    assert all(letter in names for letter in "áéíñóúøö’")


def test_names_repeat_only_when_all_have_been_given():
    names = [name.written for name in make_names(25_000, Random(1))]
    assert len(set(names)) == 25_000


def test_more_names_than_there_are_still_make_different_addresses():
    names = make_names(30_000, Random(1))
    assert len(set(addresses(names))) == 30_000


@pytest.mark.parametrize(
    ("given", "family", "address"),
    [
        ("Łukasz", "Szczęsny", "lukasz.szczesny@example.org"),
        ("Ayşe", "Yılmaz", "ayse.yilmaz@example.org"),
        ("Søren", "D’Angelo", "soren.dangelo@example.org"),
        ("Hùng", "van der Berg", "hung.vanderberg@example.org"),
        ("Omar", "al-Hashimi", "omar.al-hashimi@example.org"),
    ],
)
def test_an_address_is_the_name_in_plain_letters(given, family, address):
    assert list(addresses([Name(f"{given} {family}", given, family)])) == [address]
