"""The page on forms tells the truth: its examples are maps that a new program understands."""

import json
from collections import defaultdict
from pathlib import Path

import openpyxl
from whole_commands.program import TODAY, fine, sheets_sync

from sheets_sync.mentoring.intake.words import (
    APPROVES,
    CALL,
    HELD,
    NEW_DATE,
    NOT_YET,
    OFFERED_TO_MANAGERS,
    OFFERED_TO_PAIRS,
    REPORTS,
    words_of,
)

PAGE = Path(__file__).parent.parent / "docs" / "forms.md"


def examples() -> list[list[str]]:
    """Return the rows of the page's tables: form, question, tab, column."""
    lines = [line.strip("|").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line[:1] == "|"]
    rows = [[cell.strip() for cell in line] for line in lines]
    return [row for row in rows if "form_tab" not in row and "---" not in row[0]]


def test_every_example_on_the_page_fits_a_new_program(folder: Path):
    fine("init", "program.xlsx")
    book = openpyxl.load_workbook("program.xlsx")
    questions = defaultdict(list)
    for at, (form, question, into, column) in enumerate(examples(), 2):
        questions[form] += [] if question.startswith("=") else [question]
        for place, text in enumerate((form, question, into, column), 1):
            book["forms"].cell(at, place, text)
    for form, asked in questions.items():
        book.create_sheet(form).append(["Timestamp", *asked])
    book.save("program.xlsx")
    found = json.loads(sheets_sync("validate", "program.xlsx", "--format", "json", *TODAY).output)
    assert len(questions) == 5 and len(examples()) > 20
    assert [one for one in found["problems"] if one["where"].startswith("forms!")] == []


def test_the_forms_offer_what_the_tool_tells_them_to_offer():
    page = PAGE.read_text("utf-8")
    for offered in (OFFERED_TO_MANAGERS, OFFERED_TO_PAIRS):
        *first, last = (f"*{word}*" for word in offered)
        assert f"Let it offer {', '.join(first)} and {last}" in page


def test_whatever_a_form_is_told_to_offer_is_understood():
    meant = [words_of(word, REPORTS) for word in OFFERED_TO_PAIRS]
    assert meant == [(HELD,), (NEW_DATE,), (NOT_YET,), (CALL,)]
    assert [words_of(word, APPROVES) for word in OFFERED_TO_MANAGERS] == [("yes",), ("no",)]
