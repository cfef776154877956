"""The pages people read say what is so: tabs, codes, commands, exit codes, configuration, links."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync.cli import main
from sheets_sync.config import NAMES
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.spreadsheet.problems import explanations
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.schema import load_schemas

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
WORKING = ROOT / "docs" / "working-in-the-sheet.md"

of_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def code_of(page: Path) -> Iterator[str]:
    """Yield what stands in code on a page: each line of a block, each span in a sentence."""
    for place, text in enumerate(page.read_text("utf-8").split("```")):
        yield from text.splitlines() if place % 2 else re.findall(r"`([^`\n]+)`", text)


def help_of(*command: str) -> str:
    """Return what `--help` of a command prints."""
    return CliRunner().invoke(main, [*command, "--help"]).output


def anchors_of(page: Path) -> set[str]:
    """Return what links can point to on a page: its headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


# --- the reference pages ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tabs.md", "codes.md"])
def test_the_reference_pages_say_what_the_schemas_say(name: str, tmp_path: Path):
    shutil.copytree(ROOT / "docs", tmp_path, dirs_exist_ok=True)
    subprocess.run([sys.executable, ROOT / "scripts" / "docs.py", tmp_path], check=True, capture_output=True)
    current = (tmp_path / name).read_text("utf-8") == (ROOT / "docs" / name).read_text("utf-8")
    assert current, f"docs/{name} is behind schemas/: run scripts/docs"


def test_every_tab_and_code_has_a_heading_to_link_to():
    assert load_schemas().keys() <= anchors_of(ROOT / "docs" / "tabs.md")
    assert {code.lower() for code in explanations()} <= anchors_of(ROOT / "docs" / "codes.md")


# --- all pages -------------------------------------------------------------------------------------


@of_every_page
def test_every_command_on_a_page_is_there_with_the_options_shown(page: Path):
    for line in code_of(page):
        for name, rest in re.findall(r"sheets-sync ([a-z][\w-]*)(.*)", line.split("#")[0]):
            assert name in main.commands, line
            assert [option for option in re.findall(r"--[\w-]+", rest) if option not in help_of(name)] == []


@of_every_page
def test_every_option_that_stands_alone_belongs_to_a_command(page: Path):
    known = "".join(help_of(name) for name in main.commands)
    alone = [text.split()[0] for text in code_of(page) if text.startswith("--")]
    assert [option for option in alone if option not in known] == []


@of_every_page
def test_every_script_on_a_page_is_there_with_the_options_shown(page: Path):
    for line in code_of(page):
        for name, rest in re.findall(r"^scripts/([\w-]+)(.*)", line):
            script = (ROOT / "scripts" / name).read_text("utf-8")
            assert [option for option in re.findall(r"--[\w-]+", rest) if option not in script] == []


@of_every_page
def test_every_name_of_the_configuration_on_a_page_is_known(page: Path):
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert {name for block in blocks for name in tomllib.loads(block)} <= set(NAMES)


@of_every_page
def test_what_a_page_quotes_is_what_the_tool_says(page: Path):
    package = "".join(path.read_text("utf-8") for path in (ROOT / "sheets_sync").rglob("*.py"))
    quoted = re.findall(r"^\| “(.+?)”", page.read_text("utf-8"), re.MULTILINE)
    assert [words for words in quoted if words not in package] == []


@of_every_page
def test_every_link_leads_somewhere(page: Path):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("https://", "http://")):
            path, _, anchor = target.partition("#")
            there = page.parent / path if path else page
            assert there.exists(), target
            assert not anchor or anchor in anchors_of(there), target


@of_every_page
def test_every_code_on_a_page_is_known(page: Path):
    assert set(re.findall(r"\bMU\d+", page.read_text("utf-8"))) <= explanations().keys()


# --- README ----------------------------------------------------------------------------------------


def test_readme_has_every_exit_code_that_a_command_can_give():
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)}
    package = "".join(path.read_text("utf-8") for path in (ROOT / "sheets_sync").rglob("*.py"))
    given = {code.value for code in Exit if re.search(rf"\bExit\.{code.name}\b", package)}
    assert told == given


def test_readme_has_every_name_of_the_configuration():
    blocks = re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert {name for block in blocks for name in tomllib.loads(block)} == set(NAMES)


# --- working in the sheet --------------------------------------------------------------------------


def test_the_page_for_the_taskforce_uses_the_words_of_the_sheet():
    schemas = load_schemas()
    columns = [column for schema in schemas.values() for column in schema.columns]
    words = {
        *schemas,
        *(word for column in columns for word in (column.name, *column.options)),
        *(setting for schema in schemas.values() for setting in schema.definitions),
        *(line.item for line in PAGE),
    }
    named = [text for text in code_of(WORKING) if re.fullmatch(r"[a-z]+(_[a-z]+)*", text)]
    assert [name for name in named if name not in words] == []
