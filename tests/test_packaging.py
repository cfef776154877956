"""The installed wheel works on its own, schemas and starter content inside it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a clean environment that has only the built wheel (and what it depends on)."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    site = next((folder / "env").glob("lib/python*/site-packages"))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)],
        check=True,
        capture_output=True,
    )
    # the dependencies are those of this environment: the wheel alone is what is new
    dependencies = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "dependencies.pth").write_text(dependencies)
    return folder / "env" / "bin" / "python"


def sheets_sync(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what one command of the installed wheel printed, run away from the checkout."""
    command = [str(python), "-m", "sheets_sync", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=python.parent, check=False)


def test_the_wheel_runs_its_own_code_not_the_checkouts(installed: Path):
    code = "import sheets_sync; print(sheets_sync.__file__)"
    where = subprocess.run(
        [str(installed), "-c", code], capture_output=True, text=True, check=True, cwd=installed.parent
    ).stdout
    assert where.startswith(str(installed.parent.parent))


def test_the_wheel_builds_and_checks_a_workbook(installed: Path):
    made = sheets_sync(installed, "init", "program.xlsx")
    assert made.returncode == 0, made.stderr
    checked = sheets_sync(installed, "validate", "program.xlsx", "--format", "json")
    assert json.loads(checked.stdout)["totals"]["error"] == 0


def test_the_wheel_explains_every_code(installed: Path):
    assert "MU203" in sheets_sync(installed, "explain", "--all").stdout


def test_the_example_of_credentials_holds_no_key():
    example = json.loads((ROOT / "credentials.example.json").read_text())
    assert "BEGIN" not in example["private_key"] and example["client_email"].endswith("example.org")
