"""The page people open first: what to do next, the figures, the boxes to tick, the year in twelve steps."""

from enum import StrEnum

from sheets_sync.spreadsheet.look import LineKind, PageLine


class Item(StrEnum):
    """The text in column A that finds a line which the nightly run fills."""

    NEXT_STEP = "Next step"
    WAITING_FOR = "Waiting for"
    TO_DECIDE = "To decide"
    PROBLEMS = "Problems"
    MENTORS = "Mentors"
    EXECUTIVES = "Executives"
    READY_TO_MATCH = "Ready to match"
    PROPOSED = "Proposed"
    APPROVED = "Approved"
    ANNOUNCED_OR_ACTIVE = "Announced or active"
    COMPLETED = "Completed"
    MEETINGS_HELD = "Meetings held"
    CHECK_NOW = "check_now"
    PROPOSE_MATCHES_NOW = "propose_matches_now"
    ACCEPT_BIG_CHANGE = "accept_big_change"
    LAST_GOOD_RUN = "Last good run"
    ROWS_THEN = "Rows at the last good run"


NO_RUN_YET = "Not run yet."
BOXES = (Item.CHECK_NOW, Item.PROPOSE_MATCHES_NOW, Item.ACCEPT_BIG_CHANGE)


def _section(title: str, explanation: str | None = None) -> PageLine:
    return PageLine(title, LineKind.SECTION, None, explanation)


def _step(item: str, value: str, where: str) -> PageLine:
    return PageLine(item, LineKind.STEP, value, where)


def _figure(item: Item, explanation: str, value: str | None = None) -> PageLine:
    return PageLine(item, LineKind.FIGURE, value, explanation)


def _box(item: Item, explanation: str) -> PageLine:
    return PageLine(item, LineKind.BOX, False, explanation)


PAGE: tuple[PageLine, ...] = (
    PageLine(
        "Reverse mentoring: start here",
        LineKind.TITLE,
        None,
        "Blue tabs: you fill them. Green tabs: how your program works. Grey tabs: the tool writes them.",
    ),
    _section("Today: filled in by the nightly run"),
    _figure(
        Item.NEXT_STEP,
        "The one thing that helps most now.",
        "Fill in the dates in settings, and who helps in helpers.",
    ),
    _figure(Item.WAITING_FOR, "Who is asked for what, the oldest first."),
    _figure(Item.TO_DECIDE, "What only the taskforce can decide."),
    _figure(Item.PROBLEMS, "What the last run found; the tab problems says where, and how to fix it."),
    _section(
        "Ask the tool", "Tick the box, or choose TRUE. The tool takes the tick away when it has done it."
    ),
    _box(Item.CHECK_NOW, "Check every row again at the next run."),
    _box(
        Item.PROPOSE_MATCHES_NOW, "Propose matches again at the next run. What you touched or approved stays."
    ),
    _box(Item.ACCEPT_BIG_CHANGE, "Only when the tool stopped at a big change that is right."),
    _section("Key figures"),
    _figure(Item.MENTORS, "Front-line colleagues who applied and are still with us."),
    _figure(Item.EXECUTIVES, "Executives who applied and are still with us."),
    _figure(Item.READY_TO_MATCH, "Accepted, every gate open, no match yet."),
    _figure(Item.PROPOSED, "Pairs that wait for a decision in matches."),
    _figure(Item.APPROVED, "Pairs you approved that have not been told yet."),
    _figure(Item.ANNOUNCED_OR_ACTIVE, "Pairs that know of each other."),
    _figure(Item.COMPLETED, "Pairs that finished their year."),
    _figure(Item.MEETINGS_HELD, "Of all meetings of this year's pairs."),
    _section("The year, step by step", "Where"),
    _step(
        "1. Set up",
        "Dates, topics, rubric, agendas, survey questions, who reports to whom.",
        "the green tabs",
    ),
    _step("2. Invite applications", "Front-line staff nominate themselves; executives apply.", "applicants"),
    _step(
        "3. Open the gates",
        "The manager approves, there are no direct reports, HR confirms good standing.",
        "applicants: manager_approval, good_standing",
    ),
    _step(
        "4. Interview mentors",
        "Score by the rubric, confirm the topics, then accept, waitlist or decline.",
        "rubric_scores; applicants: selection",
    ),
    _step("5. Survey before", "Ask before anybody knows their match.", "settings: pre_survey_opens_on"),
    _step(
        "6. Match", "The tool proposes pairs and says why; you approve or reject each.", "matches: decision"
    ),
    _step("7. Tell everybody", "Both sides, all on one day.", "settings: matches_announced_on"),
    _step(
        "8. Orient", "Mentors and executives apart; record who was there.", "events; applicants: orientation"
    ),
    _step(
        "9. Meet and greet",
        "Everybody in one room, before the first meeting: day zero of the year.",
        "events",
    ),
    _step(
        "10. Meet four times",
        "Meeting 2 is the shadowing and is mandatory. Not in the executive's office.",
        "meetings",
    ),
    _step("11. Look after the pairs", "Pauses, pairs that do not fit, people who leave.", "matches"),
    _step("12. Close", "Survey again, celebrate, say thank you, report.", "settings: post_survey_opens_on"),
    _section("The tool"),
    _figure(Item.LAST_GOOD_RUN, "Older than two days? Tell whoever installed the tool.", NO_RUN_YET),
    _figure(Item.ROWS_THEN, "So that the tool notices when a tab was emptied by accident."),
)
