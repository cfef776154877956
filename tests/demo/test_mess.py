"""Every planted slip is where the list says, and the rest of the program is as it was."""

from collections import Counter
from copy import deepcopy

import pytest

from sheets_sync.demo import plant_mess
from sheets_sync.spreadsheet.schema import load_schemas


def only(slips, tab, column, words):
    """Return the one slip in this column whose story has these words."""
    [slip] = [slip for slip in slips if (slip.tab, slip.column) == (tab, column) and words in slip.what]
    return slip


def rows_of(rows, slip):
    """Return the rows that have the slip's key."""
    columns = load_schemas()[slip.tab].key
    return [row for row in rows[slip.tab] if tuple(str(row[column]) for column in columns) == slip.key]


@pytest.fixture
def cell(mess, program):
    """Return what looks up the value of a slip's cell, and what stood there before."""
    rows, slips = mess

    def look(tab, column, words):
        slip = only(slips, tab, column, words)
        [row] = rows_of(rows, slip)
        before = rows_of(program, slip)
        return row[column], before[0][column] if before else None

    return look


def test_there_are_twenty_two_slips_each_in_its_own_place(mess):
    _, slips = mess
    assert len(slips) == 22
    assert len({(slip.tab, slip.key, slip.column) for slip in slips}) == 22
    assert all(slip.what.endswith(".") for slip in slips)


def test_every_slip_names_a_row_that_is_there(mess):
    rows, slips = mess
    assert all(rows_of(rows, slip) for slip in slips if slip.key)


def test_a_clean_program_stays_clean(program):
    before = deepcopy(program)
    plant_mess(program)
    assert program == before


def test_the_mess_is_the_same_each_time(make, mess):
    assert make(mess=True) == mess[0]


@pytest.mark.parametrize("seed", range(2, 12))
def test_every_seed_finds_room_for_every_slip(make, seed):
    _, slips = plant_mess(make(seed=seed))
    assert len({(slip.tab, slip.key, slip.column) for slip in slips}) == 22


def test_an_address_has_a_comma(cell):
    now, before = cell("applicants", "email", "comma")
    assert (now, before) == (before.replace("example.org", "example,org"), before)


def test_a_name_stands_in_the_email_column(mess):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "applicants", "email", "name was pasted"))
    assert row["email"] == row["full_name"]


def test_two_people_share_an_address(mess):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "applicants", "email", "colleague"))
    assert [other["email"] for other in rows["applicants"]].count(row["email"]) == 2


def test_a_date_can_be_read_two_ways(cell):
    now, before = cell("applicants", "applied_on", "third of April")
    assert now == "03/04/2025"
    assert before.year == 2025


def test_a_formula_is_broken(cell):
    now, _ = cell("applicants", "direct_reports", "formula")
    assert now == "#REF!"


def test_an_id_has_a_small_letter_and_a_space(mess, program):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "rubric_scores", "applicant_id", "fine"))
    assert row["applicant_id"] == program["rubric_scores"][0]["applicant_id"].lower() + " "


def test_an_id_is_a_number(mess, program):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "past_pairs", "mentor_id", "number"))
    assert f"E{row['mentor_id']:04}" == program["past_pairs"][0]["mentor_id"]


def test_one_topic_is_nobodys_and_one_is_misspelled(cell, topics):
    free, free_before = cell("applicants", "topics", "own words")
    assert free.split("; ") == [*free_before.split("; ")[:-1], "nite shifts"]
    misspelled, before = cell("applicants", "topics", "Two letters")
    assert sorted(misspelled) == sorted(before)
    assert misspelled.split("; ")[0] not in topics


def test_yes_is_written_in_two_other_ways(cell):
    assert cell("applicants", "manager_approval", "check mark") == ("✓", "yes")
    assert cell("applicants", "good_standing", "Y and a space") == ("Y ", "yes")


def test_a_mentor_is_accepted_although_the_manager_said_no(mess):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "applicants", "manager_approval", "answered no"))
    assert (row["manager_approval"], row["selection"]) == ("no", "accept")


def test_an_interviewer_is_no_helper(cell, program):
    now, before = cell("applicants", "interviewer_email", "stood in")
    helpers = {row["email"] for row in program["helpers"]}
    assert now not in helpers
    assert before in helpers


def test_an_accepted_mentor_has_left(mess):
    rows, slips = mess
    slip = only(slips, "org_chart", "employment", "left")
    [row] = rows_of(rows, slip)
    [applicant] = [one for one in rows["applicants"] if one["person_id"] == slip.key[0]]
    assert (row["employment"], applicant["selection"]) == ("left", "accept")


def test_somebody_applied_twice(mess):
    rows, slips = mess
    twice = rows_of(rows, only(slips, "applicants", "", "Applied twice"))
    assert len(twice) == 2
    assert len({row["topics"] for row in twice}) == 2


def test_a_row_in_the_middle_is_blank(mess):
    rows, _ = mess
    [place] = [place for place, row in enumerate(rows["applicants"]) if not any(row.values())]
    assert 10 < place < len(rows["applicants"]) - 10


def test_somebody_was_scored_who_never_applied(mess):
    rows, slips = mess
    slip = only(slips, "rubric_scores", "applicant_id", "never applied")
    assert slip.key[0] not in {row["person_id"] for row in rows["applicants"]}
    assert slip.key[0] in {row["person_id"] for row in rows["org_chart"]}


def test_an_answer_is_off_the_scale(cell):
    [now, before] = cell("surveys", "pulse", "6")
    assert now == 6
    assert 1 <= before <= 5


def test_a_mentor_has_got_somebody_to_manage(mess):
    rows, slips = mess
    [row] = rows_of(rows, only(slips, "org_chart", "manager_id", "now reports to"))
    [mentor] = [one for one in rows["applicants"] if one["person_id"] == row["manager_id"]]
    assert (mentor["role"], mentor["selection"]) == ("mentor", "accept")


def test_an_executive_has_an_unknown_manager(mess):
    rows, slips = mess
    slip = only(slips, "org_chart", "manager_id", "nobody has such an id")
    [row] = rows_of(rows, slip)
    assert row["manager_id"] not in {person["person_id"] for person in rows["org_chart"]}
    assert slip.key[0] in {one["person_id"] for one in rows["applicants"] if one["role"] == "mentee"}


def test_two_managers_report_to_each_other_above_an_accepted_mentor(mess):
    rows, slips = mess
    manager_of = {row["person_id"]: row["manager_id"] for row in rows["org_chart"]}
    [head] = only(slips, "org_chart", "manager_id", "circle").key
    assert manager_of[manager_of[head]] == head
    pool = {row["person_id"] for row in rows["applicants"] if row["selection"] == "accept"}
    assert any(manager_of[person] == manager_of[head] for person in pool)


def test_a_pair_typed_by_hand_breaks_the_chain_of_command(mess):
    rows, _ = mess
    manager_of = {row["person_id"]: row["manager_id"] for row in rows["org_chart"]}
    [match] = rows["matches"]
    chain = [match["mentor_id"]]
    while manager_of[chain[-1]]:
        chain.append(manager_of[chain[-1]])
    assert match["mentee_id"] in chain
    assert match["decision"] == "approve"


def test_no_other_row_was_touched(mess, program):
    rows, slips = mess
    named = Counter(slip.tab for slip in slips)
    for tab, clean in program.items():
        left_alone = sum(row in rows[tab] for row in clean)
        assert left_alone >= len(clean) - named[tab]


def chain_of(person, bosses):
    """Return everybody above the person; None where a line ends nowhere or goes round."""
    found, waiting = set(), [(person, (person,))]
    while waiting:
        who, path = waiting.pop()
        for boss in bosses[who]:
            if boss in path or boss not in bosses:
                return None
            found.add(boss)
            waiting.append((boss, (*path, boss)))
    return found


def most_pairs(fitting):
    """Return the largest number of executives that can have a mentor of their own (Kuhn's algorithm)."""
    mentor_of = {}

    def place(mentee, tried):
        for mentor in fitting[mentee]:
            if mentor not in tried:
                tried.add(mentor)
                if mentor not in mentor_of or place(mentor_of[mentor], tried):
                    mentor_of[mentor] = mentee
                    return True
        return False

    return sum(place(mentee, set()) for mentee in fitting)


def test_nine_executives_can_still_be_matched_and_one_cannot_for_each_reason(mess):
    rows, slips = mess
    bosses = {
        row["person_id"]: [
            boss for boss in (row["manager_id"], *(row["dotted_manager_ids"] or "").split("; ")) if boss
        ]
        for row in rows["org_chart"]
    }
    managers = {boss for direct in bosses.values() for boss in direct}
    [match] = rows["matches"]
    out = {match["mentor_id"], match["mentee_id"], only(slips, "org_chart", "employment", "left").key[0]} | {
        slip.key[0]
        for slip in slips
        if slip.tab == "applicants"
        and (slip.column in ("email", "direct_reports") or "no after" in slip.what or "twice" in slip.what)
    }
    pool = [
        row
        for row in rows["applicants"]
        if row["selection"] == "accept" and not row["withdrawn_on"] and row["person_id"] not in out
    ]
    mentors = [row for row in pool if row["role"] == "mentor" and row["person_id"] not in managers]
    fitting = {
        mentee["person_id"]: [
            mentor["person_id"]
            for mentor in mentors
            if set(mentor["topics"].split("; ")) & set(mentee["topics"].split("; "))
            and (chain := chain_of(mentor["person_id"], bosses)) is not None
            and mentee["person_id"] not in chain
            and chain_of(mentee["person_id"], bosses) is not None
        ]
        for mentee in pool
        if mentee["role"] == "mentee"
    }
    assert len(fitting) == 11  # the twelfth is in the pair typed by hand
    assert most_pairs(fitting) == 9
    nobody = [mentee for mentee, candidates in fitting.items() if not candidates]
    first = next(row["person_id"] for row in rows["applicants"] if row["role"] == "mentee")
    [without_chain] = only(slips, "org_chart", "manager_id", "nobody has such an id").key
    assert nobody == [first, without_chain]
    assert len(mentors) > 11
