"""The house: imports point down only, and the pure rooms know nothing of the outside world."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sheets_sync"
# Each room and the rooms it may use, besides itself.
MAY_USE = {
    "spreadsheet": set(),
    "mentoring": {"spreadsheet"},
    "bookkeeping": {"mentoring", "spreadsheet"},
    "plan": {"bookkeeping", "mentoring", "spreadsheet"},
    "report": {"plan", "mentoring", "spreadsheet"},
    "addresses": set(),
    "config": {"addresses", "spreadsheet"},
    "backends": {"spreadsheet"},
    "stores": {"addresses", "config", "backends", "spreadsheet"},
    "stopping": set(),
    "run": {"stopping", "stores", "plan", "bookkeeping", "config", "backends", "mentoring", "spreadsheet"},
    "setup": {"run", "stores", "config", "mentoring", "spreadsheet"},
    "doctor": {
        "run",
        "stores",
        "bookkeeping",
        "config",
        "addresses",
        "backends",
        "mentoring",
        "spreadsheet",
    },
    "copying": {"setup", "run", "stores", "config", "backends", "mentoring", "spreadsheet"},
    "demo": {"run", "report", "plan", "config", "backends", "mentoring", "spreadsheet"},
    "terminal": {"stopping", "spreadsheet"},
    "cli": {
        "terminal",
        "demo",
        "doctor",
        "copying",
        "setup",
        "run",
        "report",
        "plan",
        "config",
        "mentoring",
        "spreadsheet",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
PURE = ("spreadsheet", "mentoring", "bookkeeping", "plan", "report")
OUTSIDE_WORLD = {
    "gspread", "google", "openpyxl", "smtplib", "socket", "click", "os", "sys", "pathlib", "io", "time",
    "zipfile", "requests", "subprocess", "shutil", "tempfile", "random", "logging",
}  # fmt: skip
ALLOWED = {("report", "io")}  # csv wants something to write into


@cache
def modules() -> tuple[Path, ...]:
    """Return every module of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


def room_of(path: Path) -> str:
    """Return the room a module lies in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of what a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_rooms(path: Path) -> set[str]:
    """Return the other rooms that a module uses."""
    names = (name.split(".") for name in imported(path) if name.startswith("sheets_sync."))
    return {parts[1] for parts in names} - {room_of(path), "__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down_only(path: Path):
    assert our_rooms(path) <= MAY_USE[room_of(path)]


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if room_of(path) in PURE],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_the_pure_rooms_know_nothing_of_the_outside_world(path: Path):
    used = {name.split(".")[0] for name in imported(path)}
    assert {(room_of(path), name) for name in used & OUTSIDE_WORLD} <= ALLOWED


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_prints_but_the_terminal(path: Path):
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    names = {ast.unparse(call.func) for call in calls}
    assert "print" not in names
    assert room_of(path) == "terminal" or "click.echo" not in names


def test_there_is_no_circle_of_imports_between_modules():
    uses = {module_name(path): {name for name in map(a_module, imported(path)) if name} for path in modules()}
    done: set[str] = set()
    while open_modules := {name for name, used in uses.items() if name not in done}:
        free = {name for name in open_modules if not (uses[name] & open_modules) - {name}}
        assert free, f"a circle among {sorted(open_modules)}"
        done |= free


def module_name(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def a_module(name: str) -> str | None:
    """Return the module of ours that an imported name is or lies in."""
    parts = name.split(".")
    candidates = (".".join(parts[:n]) for n in range(len(parts), 1, -1))
    return next((candidate for candidate in candidates if candidate in module_names()), None)


@cache
def module_names() -> frozenset[str]:
    """Return the dotted names of all modules."""
    return frozenset(map(module_name, modules()))
