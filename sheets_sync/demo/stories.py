"""How far each application has come: the gates, the interviews, the selection."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Story:
    """One applicant's way through the gates, the interviews and the selection."""

    manager: str | None = "yes"
    standing: str | None = "yes"
    verdicts: tuple[str, ...] = ("yes",)  # what each interviewer recommended
    interview_in: int | None = None  # days from today; None where it was long ago, or never
    selection: str | None = "accept"
    withdrawn: bool = False

    @property
    def has_interview(self) -> bool:
        """Is there an interview, held or planned?"""
        return bool(self.verdicts) or self.interview_in is not None


_NO_INTERVIEW = Story(standing=None, verdicts=(), selection=None)
_OTHERS = (
    Story(verdicts=("unsure",), selection="waitlist"),
    Story(manager=None, selection=None),
    Story(verdicts=("no",), selection="decline"),
    Story(verdicts=(), interview_in=3, selection=None),
    Story(verdicts=("yes", "no"), selection=None),
    Story(selection="waitlist"),
    Story(standing=None, selection=None),
    Story(verdicts=(), interview_in=-3, selection=None),
    Story(manager="no", verdicts=(), selection=None),
    Story(withdrawn=True),
)
# Two of three are accepted, so that a program of any size has somebody to match.
_MATCHING = tuple(story for other in _OTHERS for story in (Story(verdicts=("yes", "yes")), Story(), other))
_APPLICATIONS = tuple(replace(_NO_INTERVIEW, manager=said) for said in ("yes", None, "yes", None, None, "no"))
_STORIES = {"applications": _APPLICATIONS, "matching": _MATCHING}


def story_of_mentor(stage: str, number: int) -> Story:
    """Return the story of the mentor with this number; the stories begin again after the last."""
    stories = _STORIES[stage]
    return stories[number % len(stories)]


def story_of_mentee(stage: str) -> Story:
    """Return the story of every executive: nobody asks their manager, nobody interviews them."""
    return replace(_NO_INTERVIEW, manager=None, selection="accept" if stage == "matching" else None)
