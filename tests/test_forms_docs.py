"""The page on forms tells the truth: its examples are maps that a new program understands."""

import json
from collections import defaultdict
from pathlib import Path

import openpyxl
from whole_commands.program import TODAY, fine, sheets_sync

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
