"""Writes the reference pages docs/tabs.md and docs/codes.md from the schemas and the problem codes."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.spreadsheet.look import LineKind, PageLine
from sheets_sync.spreadsheet.problems import Explanation, explanations, with_gaps
from sheets_sync.spreadsheet.schema import Column, TabSchema, load_schemas

MARKER = "<!-- Everything below is written by scripts/docs from the files in schemas/. -->\n"
COLOURS = {"people": "blue", "program": "green", "tool": "grey"}
FILLED_BY = {
    "people": "Blue: people fill it",
    "program": "Green: it describes the program; people fill it",
    "tool": "Grey: the tool writes it",
}
KINDS = {
    "id": "an id",
    "email": "an e-mail address",
    "date": "a date",
    "date-time": "a date and time",
    "time-zone": "a time zone",
    "link": "a web address",
    "yes_no": "yes or no",
    "boolean": "a tick",
    "integer": "a whole number",
    "number": "a number",
}
SEVERAL = {"id": " of ids", "date": " of dates"}
VERDICTS = {
    "tab": "everything. The run stops, and nothing is decided until this is solved.",
    "row": "the row. All others are used.",
    "cell": "this value only. The rest of its row is used.",
    "use": "nothing.",
}
FAMILIES = {
    "0": (
        "The sheet and its cells",
        "Tabs, headers, and cells that cannot be read as their column means them.",
    ),
    "1": ("People", "Who applied: ids, addresses, managers, topics."),
    "2": ("Eligibility and interviews", "Who may mentor, and what the interviews say."),
    "3": ("Chain of command and matching", "Who reports to whom, and which pairs are possible."),
    "4": ("Meetings", "The meetings of announced pairs."),
    "5": ("Surveys", "Answers that cannot be counted or compared."),
    "6": ("Settings, events, topics, templates and forms", "What the green tabs say of the program."),
    "9": ("Google, files and safety", "When the spreadsheet as a whole is not as it should be."),
}


def main() -> None:
    """Bring both pages up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs"), help="where the pages are")
    folder = parser.parse_args().folder
    write(folder / "tabs.md", tabs(load_schemas(), PAGE))
    write(folder / "codes.md", codes(explanations().values()))


def write(page: Path, text: str) -> None:
    """Put `text` below the page's marker; what people wrote above it stays."""
    above = page.read_text("utf-8").partition(MARKER)[0]
    page.write_text(f"{above}{MARKER}\n{text}", "utf-8")
    print(f"{page} is up to date.")


# --- tabs ------------------------------------------------------------------------------------------


def tabs(schemas: Mapping[str, TabSchema], page: Sequence[PageLine]) -> str:
    """Return a list of all tabs, then a section for each; `page` holds the lines of start_here."""
    listed = (
        f"- [{tab.name}](#{tab.name}) ({COLOURS[tab.filled_by]}): {tab.description}\n"
        for tab in schemas.values()
    )
    return "\n".join(("".join(listed), *(tab_section(tab, page) for tab in schemas.values())))


def tab_section(tab: TabSchema, page: Sequence[PageLine]) -> str:
    """Return what one tab is for, who fills it, and what is in it."""
    hidden = " Hidden until it is used." if tab.hidden_until_used else ""
    about = f"## {tab.name}\n\n{tab.description}\n\n{filled_by(tab)} {key(tab)}{hidden}\n"
    return "\n".join((about, *(page_tables(page) if tab.is_page else tab_tables(tab))))


def filled_by(tab: TabSchema) -> str:
    """Return who fills the tab."""
    by_tool = tab.filled_by == "tool"
    shared = any(column.tool_owned != by_tool for column in tab.columns)
    others = f", and {'people' if by_tool else 'the tool'} some of its columns" if shared else ""
    return f"{FILLED_BY[tab.filled_by]}{others}."


def key(tab: TabSchema) -> str:
    """Return what finds a row of the tab again."""
    if tab.is_page:
        return "Its lines are found by the text in their first cell."
    return f"Key: {', '.join(f'`{name}`' for name in tab.key)}."


def page_tables(page: Iterable[PageLine]) -> Iterator[str]:
    """Yield a table for each section of a page, its title and explanation as headers."""
    sections: list[tuple[PageLine, list[PageLine]]] = []
    for line in page:
        if line.kind is LineKind.SECTION:
            sections.append((line, []))
        elif line.kind is not LineKind.TITLE:
            sections[-1][1].append(line)
    for title, lines in sections:
        headers = (title.item, "at first", title.explanation or "meaning")
        yield table(headers, map(page_row, lines))


def page_row(line: PageLine) -> tuple[str, ...]:
    """Return one line of a page: its item, what stands beside it at first, what that means."""
    value = "a box to tick" if line.kind is LineKind.BOX else str(line.value or "")
    return line.item, value, line.explanation or ""


def tab_tables(tab: TabSchema) -> Iterator[str]:
    """Yield the table of the columns, and of the rows where the schema defines them."""
    headers = ("column", "filled by", "takes", "needed", "meaning", "other headers")
    yield table(headers, map(column_row, tab.columns))
    if tab.definitions:
        defined = (Column(name, rule) for name, rule in tab.definitions.items())
        rows = ((f"`{c.name}`", takes(c), f"{c.rule.get('default', '')}", c.description) for c in defined)
        yield table(("setting", "takes", "default", "meaning"), rows)


def column_row(column: Column) -> tuple[str, ...]:
    """Return the line of one column."""
    return (
        f"`{column.name}`",
        "tool" if column.tool_owned else "people",
        takes(column),
        "yes" if column.required and not column.tool_owned else "",
        f"{column.description}{comes_from(column)}",
        ", ".join(column.aliases),
    )


def comes_from(column: Column) -> str:
    """Return which rows of another tab make a column each."""
    if column.columns_from is None:
        return ""
    tab, name = column.columns_from
    unless = column.rule.get("x-columns-unless", {})
    but = "".join(f", except where `{other}` is `{word}`" for other, word in unless.items())
    return f" One column for each row of [{tab}](#{tab}){but}; the row's `{name}` is the header."


# --- what a cell takes -----------------------------------------------------------------------------


def takes(column: Column) -> str:
    """Return what a cell of the column takes, in words."""
    parts = (f"{kind(column)}{limits(column)}{form(column)}", drop_down(column), *other_kinds(column))
    return "; ".join(filter(None, parts))


def kind(column: Column) -> str:
    """Return what kind of value stands in the column, and the words it is chosen from."""
    words = ", ".join(f"`{word}`" for word in column.options)
    if column.kind == "list":
        items = Column(column.name, column.rule["items"])
        return f"a list{f' of {words}' if words else SEVERAL.get(items.kind, '')}"
    return f"one of {words}" if words and column.kind != "yes_no" else KINDS.get(column.kind, "text")


def limits(column: Column) -> str:
    """Return how small, large, long or many a value may be."""
    rule = column.rule
    if "minimum" in rule:
        return f", {rule['minimum']:,} to {rule['maximum']:,}"
    if "maxItems" in rule:
        return f", at most {rule['maxItems']}"
    return f", at most {rule['maxLength']} characters" if "maxLength" in rule else ""


def form(column: Column) -> str:
    """Return the sentence about the form a text must have, as its problem says it."""
    own = column.rule.get("x-problems", {}).get("pattern")
    return f". {own.get('message') or explanations()[own['code']].message}" if own else ""


def drop_down(column: Column) -> str:
    """Return where the drop-down takes its words from."""
    if column.options_from is None:
        return ""
    tab, name = column.options_from
    return f"drop-down: `{name}` of [{tab}](#{tab})"


def other_kinds(column: Column) -> Iterator[str]:
    """Yield what the column takes instead, where the row that it comes from says so."""
    for name, words in column.rule.get("x-columns-where", {}).items():
        for word, rule in words.items():
            yield f"where `{name}` is `{word}`: {takes(Column(column.name, rule))}"


# --- codes -----------------------------------------------------------------------------------------


def codes(known: Iterable[Explanation]) -> str:
    """Return a list of all codes, then a section for each family of them."""
    families = [(FAMILIES[digit], tuple(found)) for digit, found in groupby(known, lambda one: one.code[2])]
    listed = (f"- **{title}**: {' '.join(map(link, found))}\n" for (title, _), found in families)
    sections = (family_section(*words, found) for words, found in families)
    return "\n".join(("".join(listed), *sections))


def link(one: Explanation) -> str:
    """Return a link to the section of one code."""
    return f"[{one.code}](#{one.code.lower()})"


def family_section(title: str, about: str, found: Iterable[Explanation]) -> str:
    """Return the section of one family of codes."""
    return "\n".join((f"## {title}\n\n{about}\n", *map(code_section, found)))


def code_section(one: Explanation) -> str:
    """Return what one code means, what it sets aside, how to fix it, and why it matters."""
    return (
        f"### {one.code}\n\n**{with_gaps(one.message)}** ({one.severity})\n\n"
        f"- Set aside: {VERDICTS[one.verdict]}\n- Fix: {with_gaps(one.fix)}\n- Why: {one.why}\n"
    )


# --- Markdown --------------------------------------------------------------------------------------


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, without the columns that are blank in every row."""
    lines = [[cell.replace("|", r"\|") for cell in row] for row in rows]
    kept = [place for place in range(len(headers)) if any(line[place] for line in lines)]
    ruled = (headers, ["---"] * len(headers), *lines) if kept else ()
    return "".join(f"| {' | '.join(line[place] for place in kept)} |\n" for line in ruled)


if __name__ == "__main__":
    main()
