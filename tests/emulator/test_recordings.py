"""Recorded answers of the real API, replayed: the emulator says the same."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator.spreadsheet import new_spreadsheet

RECORDINGS = sorted((Path(__file__).parent.parent / "recordings").glob("*.json"))
PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"  # in one recording: exists, but not for us
IDS = ("id", "spreadsheetId", "sheetId", "protectedRangeId", "namedRangeId", "spreadsheetUrl")
MAY_DIFFER = ("defaultFormat", "spreadsheetTheme", "createdTime", "modifiedTime", "users", "pixelSize")


class Renaming:
    """The ids in a recording, and the emulator's own in their place."""

    def __init__(self) -> None:
        self.ours: dict[str, str] = {}

    def learn(self, recorded: Any, answered: Any) -> None:
        """Note every id that stands at the same place in both answers."""
        for key, theirs, own in pairs(recorded, answered):
            if key in IDS and theirs not in (0, own):
                self.ours[str(theirs)] = str(own)

    def apply(self, text: str) -> str:
        """Return the text with our ids."""
        for theirs, own in self.ours.items():
            text = text.replace(theirs, own)
        return text


def pairs(first: Any, second: Any, key: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield the values at the same places of two JSON values, each with its key."""
    if isinstance(first, dict) and isinstance(second, dict):
        for name in first.keys() & second.keys():
            yield from pairs(first[name], second[name], name)
    elif isinstance(first, list) and isinstance(second, list):
        for one, other in zip(first, second, strict=False):
            yield from pairs(one, other, key)
    else:
        yield key, first, second


def comparable(value: Any) -> Any:
    """Return the answer with what may differ reduced to its type."""
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: type(item).__name__ if key in MAY_DIFFER else comparable(item) for key, item in value.items()
    }


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_the_emulator_answers_as_google_did(path: Path, caller: Caller):
    caller.emulator.store.add(new_spreadsheet(PRIVATE, "private", "somebody@example.org"))
    renaming = Renaming()
    for recorded in json.loads(path.read_text(encoding="utf-8")):
        body = json.loads(renaming.apply(json.dumps(recorded["body"], ensure_ascii=False)))
        answer = caller.call(recorded["method"], renaming.apply(recorded["path"]), body)
        answered = answer.json() if answer.content else None
        renaming.learn(recorded["answer"], answered)
        expected = json.loads(renaming.apply(json.dumps(recorded["answer"], ensure_ascii=False)))
        assert answer.status_code == recorded["status"], answer.text
        assert comparable(answered) == comparable(expected)


def test_all_forty_recordings_are_here():
    assert len(RECORDINGS) == 40
    assert not any(re.search(r"ya29\.|Bearer", path.read_text(encoding="utf-8")) for path in RECORDINGS)
