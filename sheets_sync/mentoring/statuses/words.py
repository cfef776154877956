"""Where something stands: a word and the reason."""

from dataclasses import dataclass

SEE_PROBLEMS = "This row has an error; the problems tab says which."


@dataclass(frozen=True)
class Status:
    """One word for where something stands, and why."""

    word: str
    reason: str = ""
