"""Which acts of people's are drawn: most of them where the tool's columns stand among filled ones."""

from typing import Any

from hypothesis import strategies as st

from at_work.acts import Act

COLUMNS = {
    "applicants": ("status", "greeting", "suggested_selection", "full_name", "status_reason", "my notes"),
    "matches": ("mentor_id", "status", "mentee_id", "mentor_name", "both", "mentee_name", "decision"),
    "topics": ("topic", "wanted_by", "description", "offered_by"),
    "meetings": ("names", "status", "due_on", "location", "held_on"),
    "start_here": ("Reverse mentoring: start here", "my notes"),
    "problems": ("code", "my notes", "severity", "where"),
}
DISPENSABLE = {
    "applicants": ("my notes", "call notes", "greeting"),
    "matches": ("my notes",),
    "topics": ("description",),
    "problems": ("my notes",),
}
OURS = {"applicants": ("status_reason", "source"), "matches": ("why", "score"), "topics": ("wanted_by",)}

rows = st.integers(2, 13)
numbers = st.integers(1, 3)


def _act(
    verb: str, tab: st.SearchStrategy[str] | str, *details: st.SearchStrategy[Any]
) -> st.SearchStrategy[Act]:
    tab = st.just(tab) if isinstance(tab, str) else tab
    return st.builds(Act, st.just(verb), tab, st.tuples(*details))


def _columns_of(tab: str) -> st.SearchStrategy[Act]:
    """Draw what takes a value on its way into another column of a tab."""
    columns = st.sampled_from(COLUMNS[tab])
    found = [_act("insert_columns", tab, columns), _act("move_column", tab, columns, columns)]
    if tab in DISPENSABLE:
        found.append(_act("delete_column", tab, st.sampled_from(DISPENSABLE[tab])))
    return st.one_of(found)


def _moves_in(tab: str) -> st.SearchStrategy[Act]:
    """Draw what moves the rows and columns of a tab, or calls a column something else."""
    columns = st.sampled_from(COLUMNS[tab])
    found = [_columns_of(tab), _act("insert_rows", tab, rows), _act("move_rows", tab, rows, rows)]
    if tab != "start_here":
        found += [_act("sort_rows", tab, columns, st.booleans()), _act("rename_column", tab, columns)]
    return st.one_of(found)


def _of_records(tab: str) -> st.SearchStrategy[Act]:
    """Draw what adds and takes away rows of a tab, and what people write into them."""
    texts = st.builds("typed {}".format, st.integers(1, 99))
    own = st.sampled_from(DISPENSABLE[tab])
    grey = st.sampled_from(OURS[tab])
    return st.one_of(
        _act("delete_rows", tab, rows),
        _act("duplicate_row", tab, rows),
        _act("cut_and_paste_rows", tab, rows, rows),
        _act("type", tab, rows, own, texts),
        _act("type", tab, rows, grey, texts),
        _act("refer", tab, rows, own, st.sampled_from(COLUMNS[tab])),
    )


BUSY = ("applicants", "applicants", "matches", "topics")  # tabs in which most is written
drags = st.sampled_from(BUSY).flatmap(_columns_of)
moves = st.sampled_from((*BUSY, *COLUMNS)).flatmap(_moves_in)
records = st.sampled_from(BUSY).flatmap(_of_records)
tabs = st.one_of(
    _act("rename_tab", st.sampled_from(("applicants", "matches", "problems", "log"))),
    _act("copy_tab", st.sampled_from(("applicants", "matches"))),
    _act("hide_tab", st.sampled_from(("applicants", "problems", "log"))),
)
losses = st.one_of(
    _act("delete_tab", st.sampled_from(("problems", "log", "outbox"))),
    _act("delete_column", "applicants", st.sampled_from(OURS["applicants"])),
)
others = st.one_of(
    _act("apply", "applicants", numbers),
    _act("respond", "Applications", numbers),
    _act("undo", "applicants"),
    tabs,
    losses,
)
acts = st.one_of(drags, drags, moves, records, others)
choices = st.one_of(
    *(
        _act("choose", "applicants", rows, st.integers(1, 3), st.just(name))
        for name in ("selection", "withdrawn_on", "manager_approval", "good_standing")
    ),
    _act("choose", "matches", st.integers(2, 5), st.integers(1, 2), st.just("decision")),
)
