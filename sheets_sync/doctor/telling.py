"""A checkup in words: a line for each thing and what to do below it, or as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.spreadsheet.checkup import Check, Section, State

ENVELOPE_VERSION = 1
TOTALS = {
    State.OK: "ok",
    State.LOOK: "to look at",
    State.BROKEN: "broken",
    State.SKIPPED: "not looked at",
}


def as_text(sections: Sequence[Section]) -> Iterator[str]:
    """Yield each check as state, name and sentence, its action below where there is one, and the totals."""
    width = max(len(check.name) for check in all_checks(sections))
    for section in sections:
        yield f"{section.title}:"
        for check in section.checks:
            yield f"{check.state:<7}  {check.name:<{width}}  {check.sentence}"
            if check.action:
                yield f"{'':<7}  {'':<{width}}  next: {check.action}"
        yield ""
    counts = _counts(sections)
    yield ", ".join(f"{counts[state]} {words}" for state, words in TOTALS.items() if counts[state])


def as_json(sections: Sequence[Section]) -> str:
    """Return the checks as a JSON object with a version, one entry a check."""
    counts = _counts(sections)
    envelope = {
        "version": ENVELOPE_VERSION,
        "command": "doctor",
        "totals": {state.value: counts[state] for state in State},
        "checks": [_as_dict(section, check) for section in sections for check in section.checks],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2)


def _as_dict(section: Section, check: Check) -> dict[str, str]:
    return {
        "about": section.title,
        "name": check.name,
        "state": check.state.value,
        "sentence": check.sentence,
        "action": check.action,
    }


def all_checks(sections: Iterable[Section]) -> list[Check]:
    """Return the checks of all sections."""
    return [check for section in sections for check in section.checks]


def _counts(sections: Iterable[Section]) -> Counter[State]:
    return Counter(check.state for check in all_checks(sections))
