"""Slips that concern a whole row, or two: a row too many, a row that fits nobody."""

from sheets_sync.demo.slips import Row, Slip, Victims, slip_at


def applied_twice(victims: Victims) -> Slip:
    """Add a mentor's application once more, at the end and with fewer topics."""
    first = victims.accepted[10]
    again: Row = {**first, "topics": str(first["topics"]).split("; ", maxsplit=1)[0]}
    victims.rows["applicants"].append(again)
    return slip_at("applicants", again, "", "Applied twice: the form was sent again with one topic only.")


def blank_row(victims: Victims) -> Slip:
    """Leave a blank row in the middle of the applicants."""
    applicants = victims.rows["applicants"]
    applicants.insert(len(applicants) // 2, dict.fromkeys(applicants[0]))
    return Slip("applicants", (), "", "A blank row stands in the middle of the tab, which is fine.")


def same_address(victims: Victims) -> Slip:
    """Give two mentors one address."""
    mentor, *_, colleague = victims.waiting[2:]
    mentor["email"] = colleague["email"]
    return slip_at(
        "applicants",
        mentor,
        "email",
        "A colleague filled in the form for this person, with their own address.",
    )


def score_for_a_stranger(victims: Victims) -> Slip:
    """Score somebody who never applied."""
    applied = {row["person_id"] for row in victims.rows["applicants"]}
    stranger = next(row for row in victims.rows["org_chart"] if row["person_id"] not in applied)
    score = {**victims.rows["rubric_scores"][-1], "applicant_id": stranger["person_id"]}
    victims.rows["rubric_scores"].append(score)
    return slip_at(
        "rubric_scores", score, "applicant_id", "The score is under the id of somebody who never applied."
    )


def answer_off_the_scale(victims: Victims) -> Slip:
    """Answer 6 to the first question of a survey that goes from 1 to 5."""
    answers = victims.rows["surveys"][0]
    item = next(column for column, value in answers.items() if isinstance(value, int))
    answers[item] = 6
    return slip_at("surveys", answers, item, "The answer is 6 where 5 is the most there is.")
