"""How a request to Google can fail: for good, for now, with an unknown outcome, or by our own mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from sheets_sync.spreadsheet.refusals import Exit, Refusal


class Gate(IntEnum):
    """What must be so before Google lets anybody at a spreadsheet, in the order in which it is found out."""

    CREDENTIALS = 1
    TOKEN = 2
    API = 3
    SHARING = 4
    NATIVE = 5


class Shut(Refusal):
    """Google keeps the tool out until a person opens one of the gates."""

    def __init__(self, gate: Gate, sentence: str) -> None:
        super().__init__(Exit.FIX_NEEDED, sentence)
        self.gate = gate


class Protected(Refusal):
    """A person protected what the write would change; nothing of it was written."""

    def __init__(self) -> None:
        sentence = (
            "Somebody protected cells that sheets-sync must write to, so it could not go on; "
            "run sheets-sync doctor, which names them."
        )
        super().__init__(Exit.FIX_NEEDED, sentence)


class TypedColumns(Refusal):
    """People made a table of cells that the write would format; nothing of it was written."""

    def __init__(self, tabs: Sequence[str] = ()) -> None:
        which = f"the tab{'s' if len(tabs) > 1 else ''} {', '.join(tabs)}" if tabs else "a tab"
        sentence = (
            f"Google takes no formats for the cells of a table, such as somebody made of {which}; in the "
            "menu beside the table's name choose Revert to unformatted data, not Delete table, and run this "
            "again."
        )
        super().__init__(Exit.FIX_NEEDED, sentence)


@dataclass(frozen=True)
class Passing:
    """A failure that may pass by itself, and what is known of it."""

    sentence: str  # for the person, when there is no more time to try
    undone: bool = False  # the request was surely not carried out; else nobody can tell
    wait: float | None = None  # the seconds that Google asks for
    quota: bool = False

    def refusal(self) -> Refusal:
        """Return how a run ends when this did not pass in time."""
        return Refusal(Exit.TRY_LATER, self.sentence)


class Unsettled(Refusal):
    """A write that was not carried out, or nobody can tell whether: wait, read, and see."""

    def __init__(self, failure: Passing) -> None:
        unknown = (
            "The connection to Google broke while it was writing, and whether it did is not known; "
            "run this again: it reads first."
        )
        super().__init__(Exit.TRY_LATER, failure.sentence if failure.undone else unknown)
        self.failure = failure


class Rejected(Exception):
    """Google found a mistake in what we asked for; it carries the kind of mistake, never the words."""

    def __init__(self, kind: str, part: str = "") -> None:
        super().__init__(f"{part}: {kind}" if part else kind)
        self.kind = kind
        self.part = part  # the kind of request inside a batch, such as updateCells


Verdict = Passing | Refusal | Rejected
