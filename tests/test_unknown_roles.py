"""Somebody whose role is blank or unreadable is neither a mentor nor an executive."""

import pytest
from pictures import line, problems, run, spreadsheet
from scenes import applicant

from sheets_sync.mentoring.start_here import Item

SCORE = """
    rubric_scores
    applicant_id | interviewer_email | interviewed_on | recommendation
    E5           | ina@example.org   | 2027-02-01     | yes
"""

ONLY_OF_EXECUTIVES = pytest.mark.parametrize(
    ("role", "told"), [("mentee", True), ("mentor", False), ("", False), ("boss", False)]
)


def codes(*pictures: str) -> set[str]:
    """Return the codes of all problems."""
    return {one.split()[1] for one in problems(*pictures)}


@pytest.mark.parametrize("role", ["", "boss"])
def test_somebody_without_a_role_counts_as_neither(role: str):
    after = run(spreadsheet(applicant(role=role)))
    assert (line(after, Item.MENTORS), line(after, Item.EXECUTIVES)) == ("0", "0")
    assert line(after, Item.READY_TO_MATCH) == "0 mentors, 0 executives"


@ONLY_OF_EXECUTIVES
def test_only_an_executive_is_told_to_be_at_the_top(role: str, told: bool):
    assert ("MU307" in codes(applicant(person_id="E1", role=role))) is told


@ONLY_OF_EXECUTIVES
def test_a_score_is_kept_while_the_role_of_its_mentor_is_blank(role: str, told: bool):
    assert ("MU201" in codes(applicant(role=role), SCORE)) is told
