"""A save that fails at any moment leaves the old workbook or the new one, and says so in one sentence."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from backends.handmade import HEADERS, row, text, workbook

from sheets_sync.backends.xlsx import apply, read, refuse_if_open
from sheets_sync.backends.xlsx.saving.applying import replace_workbook
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef

NOW = datetime(2025, 4, 3, 2, 15, tzinfo=UTC)
CALLS = (
    "open", "write", "read", "close", "fsync", "replace", "unlink", "chmod", "chown", "stat", "lstat",
    "mkdir", "listdir", "access", "readlink",
)  # fmt: skip
posix = pytest.mark.skipif(os.name != "posix", reason="folders and forks as POSIX has them")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    return workbook(folder / "program.xlsx", HEADERS + row(2, text("E1"), text("old")))


def edit(after: str) -> ChangeSet:
    return ChangeSet(edits=(CellEdit(CellRef("people", 2, 2), ("E1",), "name", "old", after),))


def save(path: Path, after: str = "new", now: datetime = NOW) -> None:
    apply(path, edit(after), read(path)[1], path.parent.parent / "state" / "backups", now)


def name_in(path: Path) -> object:
    """Return the one value under `name`, as openpyxl reads it."""
    return openpyxl.load_workbook(path)["people"]["B2"].value


def backups_of(path: Path) -> list[Path]:
    return sorted((path.parent.parent / "state" / "backups").iterdir())


def refused(path: Path, code: Exit, act: Callable[[Path], None] = save) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Refusal) as refusal:
        act(path)
    assert refusal.value.exit_code == code
    assert (path.read_bytes() if path.is_file() else None) == before
    assert "sheets-sync.tmp" not in "".join(found.name for found in path.parent.iterdir())
    return str(refusal.value)


# When all goes well


def test_a_save_leaves_the_new_workbook_and_a_copy_of_the_old_one(book):
    old = book.read_bytes()
    save(book)
    assert name_in(book) == "new"
    [backup] = backups_of(book)
    assert backup.name == "20250403T021500Z-program.xlsx"
    assert backup.read_bytes() == old
    assert [found.name for found in book.parent.iterdir()] == ["program.xlsx"]


def test_the_newest_ten_copies_of_this_workbook_are_kept(book):
    save(book)
    folder = backups_of(book)[0].parent
    others = ["20200101T000000Z-other program.xlsx", "20200101T000000Z-my-program.xlsx", "notes.txt"]
    for name in others:
        (folder / name).write_text("not ours to delete")
    for day in range(1, 15):
        save(book, f"day {day}", NOW + timedelta(days=day))
    kept = [found.name for found in backups_of(book) if found.name not in others]
    assert kept == [f"202504{day:02}T021500Z-program.xlsx" for day in range(8, 18)]
    assert all((folder / name).exists() for name in others)


def test_two_saves_in_one_second_keep_a_copy_each(book):
    for number in range(12):
        save(book, f"number {number}")
    names = {found.name for found in backups_of(book)}
    assert len(names) == 10
    assert "20250403T021500Z.12-program.xlsx" in names


@posix
def test_the_mode_of_the_workbook_stays(book):
    book.chmod(0o664)
    save(book)
    assert stat.S_IMODE(book.stat().st_mode) == 0o664
    assert stat.S_IMODE(backups_of(book)[0].stat().st_mode) == 0o664


@posix
def test_a_linked_workbook_is_replaced_behind_its_link(book, tmp_path):
    link = tmp_path / "link" / "link.xlsx"
    link.parent.mkdir()
    link.symlink_to(book)
    save(link)
    assert link.is_symlink()
    assert name_in(book) == "new"


def test_what_a_killed_run_left_behind_is_deleted_a_day_later(book):
    left, fresh = (book.with_name(f".program.xlsx.{name}.sheets-sync.tmp") for name in ("aa", "bb"))
    for path, age in ((left, 25), (fresh, 1)):
        path.write_text("half a workbook")
        moment = (NOW - timedelta(hours=age)).timestamp()
        os.utime(path, (moment, moment))
    save(book)
    assert (left.exists(), fresh.exists()) == (False, True)


# What is refused


@pytest.mark.parametrize("lock", ["~$program.xlsx", ".~lock.program.xlsx#"])
def test_an_open_workbook_is_not_touched(book, lock):
    book.with_name(lock).write_text("somebody")
    assert f"delete the file {lock}" in refused(book, Exit.BUSY)
    assert "open in a spreadsheet program" in refused(book, Exit.BUSY, refuse_if_open)
    book.with_name(lock).unlink()
    refuse_if_open(book)


@posix
def test_a_workbook_open_behind_its_link_is_not_touched(book, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    book.with_name(".~lock.program.xlsx#").write_text("somebody")
    assert "open in" in refused(link, Exit.BUSY, refuse_if_open)


def test_a_workbook_changed_since_it_was_read_is_left_alone(book):
    _, read_as = read(book)
    workbook(book, HEADERS + row(2, text("E1"), text("theirs")))
    sentence = refused(
        book, Exit.REFUSED_FOR_SAFETY, lambda path: apply(path, edit("new"), read_as, path.parent / "b", NOW)
    )
    assert "was changed" in sentence


@pytest.mark.parametrize("what", ["edits", "opens"])
def test_a_workbook_changed_or_opened_while_we_save_is_left_alone(book, monkeypatch, what):
    theirs = shutil.copy(book, book.parent.parent / "theirs.xlsx")
    workbook(Path(theirs), HEADERS + row(2, text("E1"), text("theirs")))
    fsync = os.fsync

    def meanwhile(opened: int) -> None:
        fsync(opened)
        if what == "edits":
            shutil.copy(theirs, book)
        else:
            book.with_name("~$program.xlsx").touch()

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(Refusal) as refusal:
        save(book)
    assert refusal.value.exit_code == (Exit.REFUSED_FOR_SAFETY if what == "edits" else Exit.BUSY)
    assert name_in(book) == ("theirs" if what == "edits" else "old")
    assert backups_of(book) == []


@posix
def test_a_read_only_workbook_is_refused(book):
    book.chmod(0o444)
    assert "may not write" in refused(book, Exit.FIX_NEEDED)


def test_a_missing_workbook_is_refused(book):
    read_as = read(book)[1]
    book.unlink()
    refused(book, Exit.FIX_NEEDED, lambda path: apply(path, edit("x"), read_as, path.parent / "b", NOW))


def test_backups_that_cannot_be_made_are_refused_before_anything_is_replaced(book):
    (book.parent.parent / "state").write_text("a file where the folder should be")
    assert "cannot be saved" in refused(book, Exit.FIX_NEEDED)


@pytest.mark.parametrize(
    ("error", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "permissions"), (errno.EIO, "check the disk")],
)
def test_the_sentence_names_what_to_do(book, monkeypatch, error, words):
    def failing(opened: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", failing)
    assert words in refused(book, Exit.FIX_NEEDED)


def test_a_copy_that_does_not_read_as_planned_replaces_nothing(book, monkeypatch):
    monkeypatch.setattr(
        "sheets_sync.backends.xlsx.editing.edits.cell_xml", lambda *_: '<c r="B2"><v>13</v></c>'
    )
    before = book.read_bytes()
    with pytest.raises(Exception, match="does not read as planned"):
        save(book)
    assert book.read_bytes() == before


def test_a_disk_that_holds_something_else_than_was_written_replaces_nothing(book, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda opened, data: write(opened, bytes(len(data))))
    assert "check the disk" in refused(book, Exit.FIX_NEEDED)


def test_writes_may_come_in_pieces(book, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda opened, data: write(opened, data[:100]))
    save(book)
    assert name_in(book) == "new"


# A fault at every call


class Faults:
    """Counts the calls of a save to the operating system and strikes at the n-th."""

    def __init__(self, strike_at: int, strike: Callable[[Callable[..., object]], object]) -> None:
        self.count = 0
        self._strike_at = strike_at
        self._strike = strike

    def around(self, call: Callable[..., object]) -> Callable[..., object]:
        """Return the call with the fault in it."""

        def wrapped(*args: object, **kwargs: object) -> object:
            self.count += 1
            if self.count == self._strike_at:
                return self._strike(lambda: call(*args, **kwargs))
            return call(*args, **kwargs)

        return wrapped


def save_with(path: Path, faults: Faults, changes: ChangeSet, read_as: str) -> None:
    """Save while every call that a save makes is counted."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            if hasattr(os, name):
                patch.setattr(os, name, faults.around(getattr(os, name)))
        apply(path, changes, read_as, path.parent.parent / "state" / "backups", NOW)


def half_of(write: Callable[[int, memoryview], int]) -> Callable[[int, memoryview], int]:
    """Return a write that takes only half of what it is given."""
    return lambda opened, data: write(opened, data[: max(1, len(data) // 2)])


def rounds() -> Iterator[int]:
    """Yield 1, 2, 3 … but not for ever."""
    yield from range(1, 500)
    raise AssertionError("the save never went through")


def check_old_or_new(book: Path, old: bytes, new: bytes) -> bool:
    """Check the live workbook after a fault and tell whether it is the new one."""
    found = book.read_bytes()
    assert found in (old, new)
    for backup in (book.parent.parent / "state" / "backups").glob("2*"):
        assert backup.read_bytes() == old
    return found == new


def begin_anew(book: Path, content: bytes) -> None:
    """Put everything back as it was before the first save."""
    shutil.rmtree(book.parent.parent / "state", ignore_errors=True)
    for path in book.parent.iterdir():
        path.unlink()
    book.write_bytes(content)


def old_and_new(book: Path) -> tuple[bytes, bytes]:
    old = book.read_bytes()
    save(book)
    new = book.read_bytes()
    for path in (old, new):
        again = book.with_name("again.xlsx")
        again.write_bytes(path)
        assert name_in(again) == ("old" if path is old else "new")
        again.unlink()
    begin_anew(book, old)
    return old, new


@posix
@pytest.mark.parametrize(
    "error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=["full", "broken", "forbidden"]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_error_at_any_call_leaves_the_old_or_the_new_workbook(book, error, when):
    old, new = old_and_new(book)
    read_as = read(book)[1]

    def strike(call: Callable[[], object]) -> object:
        if when == "after":
            call()
        raise OSError(error, os.strerror(error))

    for n in rounds():
        begin_anew(book, old)
        faults = Faults(n, strike)
        told = False
        try:
            save_with(book, faults, edit("new"), read_as)
        except Refusal:
            told = True
        is_new = check_old_or_new(book, old, new)
        assert told or is_new
        if faults.count < n:
            return


@posix
@pytest.mark.parametrize("when", ["before", "after", "half way"])
def test_a_kill_at_any_call_leaves_the_old_or_the_new_workbook(book, when):
    old, new = old_and_new(book)
    read_as = read(book)[1]

    def strike(call: Callable[[], object]) -> object:
        if when == "after":
            call()
        os._exit(9)

    for n in rounds():
        begin_anew(book, old)
        child = os.fork()
        if child == 0:
            if when == "half way":
                os.write = half_of(os.write)
            try:
                save_with(book, Faults(n, strike), edit("new"), read_as)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        is_new = check_old_or_new(book, old, new)
        if os.waitstatus_to_exitcode(status) == 0:
            assert is_new
            return


@posix
def test_the_copy_is_on_the_disk_before_the_workbook_is_replaced(book):
    done: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace"):
            call = getattr(os, name)
            patch.setattr(os, name, lambda *args, name=name, call=call: (done.append(name), call(*args))[1])
        save(book)
    # the new workbook; the copy and its folder; the exchange and its folder
    assert done == ["fsync", "fsync", "replace", "fsync", "replace", "fsync"]


def test_another_module_may_replace_a_workbook_the_same_way(book):
    old = book.read_bytes()
    new = shutil.copy(book, book.parent.parent / "new.xlsx")
    replace_workbook(book, old, Path(new).read_bytes() + b"", book.parent.parent / "state", NOW)
    assert len(list((book.parent.parent / "state").iterdir())) == 1
