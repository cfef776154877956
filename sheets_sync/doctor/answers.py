"""What the doctor says of answers and scores: who can read them, and where they were left behind."""

from collections.abc import Iterator

from sheets_sync.mentoring.confidential import confidential_forms, telling_rows
from sheets_sync.spreadsheet.checkup import Check, fine, look
from sheets_sync.spreadsheet.snapshot import Snapshot

ANSWERS = "answers"
_NOUNS = {"surveys": "answers", "rubric_scores": "scores"}
_COPY = "sheets-sync copy OLD NEW --confidential-to SECOND"


def answers_check(main: Snapshot, *, split: bool, shared: bool) -> Check:
    """Return how it stands with what only few may read; `main` is the first spreadsheet."""
    held = _held(main)
    if split:
        return _left_behind(main, held, shared)
    if not held:
        return fine(ANSWERS, "no answers and no scores yet")
    who = "everybody the sheet is shared with" if shared else "everybody who can open the workbook"
    unseen = " (with whom that is, the tool may not see)" if shared else ""
    places = "spreadsheets" if shared else "workbooks"
    action = f"to keep them apart, copy the program into two new {places}: {_COPY}"
    return look(ANSWERS, f"{held} can be read by {who}{unseen}", action)


def _left_behind(main: Snapshot, held: str, shared: bool) -> Check:
    traces = " and ".join(_traces(main))
    history = "; its version history shows them still, a copy has none" if shared else ""
    if held:
        also = f"; so can {traces}" if traces else ""
        sentence = f"{held} lie in the first spreadsheet still, where they are not read but can be seen{also}"
        action = f"move these rows to the confidential spreadsheet and delete them here{history}: {_COPY}"
        return look(ANSWERS, sentence, action if shared else action.removesuffix(f": {_COPY}"))
    if traces:
        sentence = f"in the first spreadsheet can be seen {traces}"
        return look(ANSWERS, sentence, f"copy the program into two new ones: {_COPY}")
    return fine(ANSWERS, "answers and scores lie in the confidential spreadsheet only")


def _traces(main: Snapshot) -> Iterator[str]:
    """Yield where the first spreadsheet tells answers and scores outside their own tabs."""
    if rows := list(telling_rows(main)):
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        yield f"values in {rows[0].tab} (row {rows[0].number}{more})"
    forms = [tab.name for tab in confidential_forms(main) if tab.rows]
    if forms:
        yield f"responses in {', '.join(forms)}"


def _held(snapshot: Snapshot) -> str:
    """Return how many answers and scores there are, "" where there are none."""
    tabs = {noun: snapshot.get(name) for name, noun in _NOUNS.items()}
    counts = {noun: len(tab.rows) for noun, tab in tabs.items() if tab and tab.rows}
    return " and ".join(f"{count} {noun if count > 1 else noun[:-1]}" for noun, count in counts.items())
