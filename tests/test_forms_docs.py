"""The page on forms tells the truth: its examples are maps that the tool understands."""

from collections import defaultdict
from pathlib import Path

from pictures import plan, spreadsheet, tab, told

from sheets_sync.spreadsheet.snapshot import Tab

PAGE = Path(__file__).parent.parent / "docs" / "forms.md"


def test_every_example_on_the_page_is_understood():
    lines = [line.strip("|").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line[:1] == "|"]
    examples = [
        [cell.strip() for cell in line]
        for line in lines
        if "form_tab" not in line[0] and "---" not in line[0]
    ]
    questions = defaultdict(list)
    for form, question, _, _ in examples:
        questions[form] += [] if question.startswith("=") else [question]
    forms = "\n".join(
        f'{form} | "{question}" | {into} | {column}' for form, question, into, column in examples
    )
    found = plan(
        spreadsheet(
            tab(f"forms\nform_tab | question | into_tab | column\n{forms}"),
            *(Tab(name, ("Timestamp", *asked)) for name, asked in questions.items()),
        ),
        "validate",
    ).problems
    assert len(questions) == 5 and len(examples) > 20
    assert [one for one in told(found) if one.startswith("forms!")] == []
