"""What people should see at once: the colours of words, and the filters that show what waits for them."""

from dataclasses import dataclass

AMBER, RED, GREEN, GREY = "FCE8B2", "F4C7C3", "D3EAD5", "E3E3E3"

# tab, column → the words that get a colour; a word that ends in * stands for all that begin so
COLOURED_WORDS: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("applicants", "status"): {
        AMBER: ("awaiting_*", "proposed"),
        RED: ("needs_fixing", "on_hold"),
        GREEN: ("active", "completed"),
        GREY: ("withdrawn", "left", "ineligible", "not_selected"),
    },
    ("applicants", "suggested_selection"): {AMBER: ("look_again",)},
    ("matches", "status"): {
        AMBER: ("proposed",),
        RED: ("blocked", "on_hold"),
        GREEN: ("active", "completed"),
        GREY: ("rejected", "ended", "superseded"),
    },
    ("meetings", "status"): {
        AMBER: ("to_confirm", "to_schedule"),
        RED: ("overdue",),
        GREEN: ("held",),
        GREY: ("skipped", "cancelled"),
    },
    ("outbox", "status"): {
        AMBER: ("unknown", "held"),
        RED: ("failed",),
        GREEN: ("sent",),
        GREY: ("cancelled", "too_old"),
    },
    ("problems", "severity"): {AMBER: ("warning",), RED: ("error",)},
}


@dataclass(frozen=True)
class Wait:
    """A cell that waits for a person: blank, while another column of its row has a certain word."""

    tab: str
    column: str
    beside: str
    word: str


WAITING = (Wait("matches", "decision", "status", "proposed"),)


@dataclass(frozen=True)
class View:
    """A filter that everybody can choose for themselves; a column shows these words, () the blanks."""

    tab: str
    name: str  # in the tab; several tabs have one of the same
    shown: dict[str, tuple[str, ...]]

    @property
    def title(self) -> str:
        """Return what people choose it by, among the views of all tabs."""
        return f"{self.tab}: {self.name}"


VIEWS = (
    View(
        "applicants",
        "needs attention",
        {
            "status": (
                "needs_fixing",
                "awaiting_approval",
                "awaiting_standing",
                "awaiting_interview",
                "awaiting_selection",
            )
        },
    ),
    View("matches", "waiting for a decision", {"status": ("proposed",), "decision": ()}),
    View("matches", "needs attention", {"status": ("blocked", "on_hold")}),
    View("meetings", "needs attention", {"status": ("overdue", "to_confirm")}),
    View("outbox", "needs attention", {"status": ("failed", "unknown")}),
    View("problems", "errors only", {"severity": ("error",)}),
)
