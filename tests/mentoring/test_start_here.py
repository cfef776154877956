"""The page people open first."""

import re

from sheets_sync.mentoring.start_here import BOXES, PAGE, Item
from sheets_sync.spreadsheet.look import LineKind


def lines(kind: LineKind) -> list[str]:
    return [line.item for line in PAGE if line.kind is kind]


def test_a_line_is_found_by_its_text_alone():
    items = [line.item for line in PAGE]
    assert len(items) == len(set(items))


def test_everything_the_nightly_run_fills_has_its_line():
    assert set(Item) == {*lines(LineKind.FIGURE), *lines(LineKind.BOX)}


def test_the_page_begins_with_its_title():
    assert PAGE[0].kind is LineKind.TITLE
    assert lines(LineKind.TITLE) == ["Reverse mentoring: start here"]


def test_the_three_boxes_are_there_to_tick_and_are_not_ticked():
    assert lines(LineKind.BOX) == ["check_now", "propose_matches_now", "accept_big_change"] == list(BOXES)
    assert [line.value for line in PAGE if line.kind is LineKind.BOX] == [False, False, False]


def test_the_steps_of_the_year_are_numbered():
    numbers = [int(re.match(r"(\d+)\. ", step)[1]) for step in lines(LineKind.STEP)]
    assert numbers == list(range(1, 13))


def test_every_line_but_titles_says_what_it_is():
    assert all(line.explanation for line in PAGE if line.kind not in (LineKind.SECTION, LineKind.TITLE))
