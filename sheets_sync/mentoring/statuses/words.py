"""The words for where something stands, and which of them belong together."""

from dataclasses import dataclass

RUNNING = ("active", "announced", "on_hold")
OVER = ("completed", "unfinished")
SEE_PROBLEMS = "This row has an error; the problems tab says which."


@dataclass(frozen=True)
class Status:
    """One word for where something stands, and why."""

    word: str
    reason: str = ""
