"""What every column that the tool fills should say today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sheets_sync.mentoring.matching import (
    Proposals,
    ProposedMatch,
    Unmatched,
    score,
    shared_topics,
    why,
    without_score,
)
from sheets_sync.mentoring.proposing import candidate, match_rules
from sheets_sync.mentoring.records import TOLD, Match, Meeting, Person
from sheets_sync.mentoring.scheduling import meeting_status
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import (
    AT_THE_TOP,
    Status,
    is_at_the_top,
    match_status,
    person_status,
)
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import isolated, key_of

Values = dict[str, Plain]
Rows = dict[int, Values]
OUT = ("withdrawn", "left", "ineligible", "not_selected", "needs_fixing")


@dataclass(frozen=True)
class Columns:
    """The desired values of all tool-owned columns, by tab and row number."""

    situation: Situation
    proposed: Mapping[tuple[str, str], ProposedMatch] | None = None  # by this run; None: it matched nobody
    unmatched: Mapping[str, Unmatched] = field(default_factory=dict)

    @classmethod
    def of(cls, situation: Situation, proposals: Proposals | None) -> "Columns":
        """Return the columns of a situation, and of the matching of this run if there was one."""
        if proposals is None:
            return cls(situation)
        pairs = {(match.mentor_id, match.mentee_id): match for match in proposals.matches}
        return cls(situation, pairs, {one.person_id: one for one in proposals.unmatched})

    @cached_property
    def match_statuses(self) -> dict[int, Status]:
        """Return the status of every match by row number."""
        return {match.row: match_status(match, self.situation) for match in self.situation.matches}

    @cached_property
    def person_statuses(self) -> dict[int, Status]:
        """Return the status of every applicant by row number."""
        people = self.situation.program.people
        return {p.record.row.number: person_status(p, self.situation, self.match_statuses) for p in people}

    def by_tab(self) -> dict[str, Rows]:
        """Return the desired values of every tab that has columns of the tool's."""
        return {
            "applicants": self.applicants(),
            "rubric_scores": self.rubric_scores(),
            "matches": {match.row: self.match(match) for match in self.situation.matches},
            "meetings": {m.record.row.number: self.meeting(m) for m in self.situation.meetings},
            "topics": self.topics(),
            "settings": self.settings(),
        }

    # --- applicants ------------------------------------------------------------------------------

    def applicants(self) -> Rows:
        """Return status, reason and suggestion of everybody who applied."""
        rows = {p.record.row.number: self._person(p) for p in self.situation.program.people}
        for record in self.situation.program.tables["applicants"].records:
            rows.setdefault(record.row.number, _NEEDS_ID)
        return rows

    def _person(self, person: Person) -> Values:
        status = self.person_statuses[person.record.row.number]
        reason = status.reason
        if person.person_id in self.unmatched and status.word == "ready_to_match":
            reason = self.why_unmatched(person.person_id)
        return {
            "suggested_selection": self._suggestion(person),
            "status": status.word,
            "status_reason": reason,
        }

    def why_unmatched(self, person_id: str) -> str:
        """Return why the matching left somebody out, and what would help."""
        unmatched = self.unmatched[person_id]
        if is_at_the_top(self.situation.program.person[person_id], self.situation):
            distance = self.situation.program.settings["top_executive_distance"]
            from_how_far = (
                f"At the top of the organization: a mentor must be {distance} levels below or more."
            )
            return f"{unmatched.fates} {from_how_far if distance else AT_THE_TOP}"
        return f"{unmatched.reason}{self._blocked_ones(unmatched.role)}"

    def _blocked_ones(self, role: str) -> str:
        """Return whom blocked matches keep from everybody of `role`, in a sentence of its own."""
        blocked = [m for m in self.situation.matches if self.match_statuses[m.row].word == "blocked"]
        kept = {m.mentee_id if role == "mentor" else m.mentor_id for m in blocked}
        if not kept:
            return ""
        names = ", ".join(sorted(m.name for m in blocked))
        who = "executive" if role == "mentor" else "mentor"
        several = "" if len(kept) == 1 else "s"
        return f" Blocked matches ({names}) keep {len(kept)} {who}{several} busy: solve or reject them first."

    def _suggestion(self, person: Person) -> str:
        interviews = self.situation.eligibility.interviews.get(person.person_id)
        least = self.situation.program.settings["min_rubric_score"]
        return interviews.suggestion(least) if interviews and person.is_mentor else ""

    def rubric_scores(self) -> Rows:
        """Return the weighted mean of every interview, with two decimals."""
        rows: Rows = {}
        for interview in self.situation.program.scores:
            mean = self.situation.eligibility.score_of(interview)
            rows[interview.record.row.number] = {"score": None if mean is None else round(float(mean), 2)}
        return rows

    # --- matches ---------------------------------------------------------------------------------

    def match(self, match: Match) -> Values:
        """Return everything the tool says of a match."""
        status = self.match_statuses[match.row]
        if match.set_aside:
            return {"status": status.word, "status_reason": status.reason}
        values: Values = {
            "status": status.word,
            "status_reason": status.reason,
            "source": match.source or "person",
            "proposed_on": match.proposed_on,
            "announced_on": match.announced_on,
            "match_id": match.name,
            **self._names(match),
        }
        return {**values, **self._about(match, status)}

    def _names(self, match: Match) -> Values:
        people = {person.person_id: person for person in self.situation.program.people}
        found = ((column, people.get(id_)) for column, id_ in zip(_NAMES, match.pair, strict=True))
        return {column: person.full_name for column, person in found if person}

    def _about(self, match: Match, status: Status) -> Values:
        mentor, mentee = (self.situation.person(person_id) for person_id in match.pair)
        if mentor is None or mentee is None:
            return {}
        chain: Values = {"chain_of_command": str(self.situation.chain_of(match))}
        told = match.record.get("why")
        if status.word in TOLD and told:  # what was said of these pairs then stays said
            kept: Values = {"why": without_score(told)} if self.situation.program.keeps_scores_apart else {}
            return {**chain, **kept, "next_best": None}
        return {**chain, **self._compared(mentor, mentee), **self._next_best(match, status)}

    def _next_best(self, match: Match, status: Status) -> Values:
        """Return who else the executive could have, as the last matching found; nobody once that is past."""
        if self.proposed is None and status.word == "proposed":
            return {}
        proposed = (self.proposed or {}).get(match.pair)
        return {"next_best": proposed.next_best if proposed else None}

    def _compared(self, mentor: Person, mentee: Person) -> Values:
        pair = candidate(mentor, self.situation), candidate(mentee, self.situation)
        return {
            "shared_topics": "; ".join(shared_topics(*pair)),
            "score": score(*pair, match_rules(self.situation).weights) / 10,
            "why": why(*pair),
        }

    # --- the others ------------------------------------------------------------------------------

    def meeting(self, meeting: Meeting) -> Values:
        """Return everything the tool says of a meeting."""
        agenda = self.situation.agendas.get(meeting.number)
        match = next((m for m in self.situation.matches if m.name == meeting.match_id), None)
        word = self.match_statuses[match.row].word if match else ""
        as_read = meeting.record.get("reported") or ""
        reported: Values = {"reported": meeting.reported} if meeting.reported != as_read else {}
        return {
            **reported,
            "names": self._both(match) if match else "",
            "agenda": agenda.title if agenda else "",
            "due_on": meeting.due_on,
            "status": meeting_status(meeting, agenda, word, self.situation.today),
            "meeting_id": f"{meeting.match_id}#{meeting.number}",
        }

    def _both(self, match: Match) -> str:
        return " with ".join(isolated(as_text(name)) for name in self._names(match).values() if name)

    def settings(self) -> Rows:
        """Return the default and the meaning of every setting there is."""
        table = self.situation.program.tables["settings"]
        rules = {key_of(name): rule for name, rule in table.schema.definitions.items()}
        named = ((r.row.number, rules.get(key_of(str(r.get("setting"))))) for r in table.records)
        return {
            n: {"default": rule.get("default"), "meaning": rule["description"]} for n, rule in named if rule
        }

    def topics(self) -> Rows:
        """Return how many want and how many offer each topic, of everybody who is still in."""
        wanted = self._named_by("mentee")
        offered = self._named_by("mentor")
        return {
            record.row.number: {
                "wanted_by": wanted[record.get("topic")],
                "offered_by": offered[record.get("topic")],
            }
            for record in self.situation.program.tables["topics"].usable
        }

    def _named_by(self, role: str) -> Counter[str]:
        statuses = self.person_statuses
        people = (p for p in self.situation.program.people if p.role == role)
        still_in = (p for p in people if statuses[p.record.row.number].word not in OUT)
        return Counter(topic for p in still_in for topic in self.situation.eligibility.topics(p))


_NAMES = ("mentor_name", "mentee_name")
_NEEDS_ID: Values = {
    "status": "needs_fixing",
    "status_reason": "This row has an error; the problems tab says which.",
}
