"""Single responses: when each came in, and what tells it from every other, wherever its row moves."""

from base64 import b32encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from sheets_sync.mentoring.intake.answers import plain
from sheets_sync.mentoring.intake.forms import Form
from sheets_sync.spreadsheet.cells import Conventions, as_text, moment_of
from sheets_sync.spreadsheet.dates import LATEST
from sheets_sync.spreadsheet.snapshot import CellRef, Formula, Plain, Row, Tab
from sheets_sync.spreadsheet.tables import Table
from sheets_sync.spreadsheet.text import key_of

NEW_ROW = "(new row)"  # what the log says under `column` of a row that a run added
NO_TIME = "no time"
# The columns that say whom a response is about.
WHO = {
    "applicants": ("person_id", "email"),
    "surveys": ("person_id",),
    "rubric_scores": ("applicant_id", "interviewer_email"),
    "meetings": ("match_id",),
}
# Headers of the column that says when a response came in; without one of them it is the first column.
TIMES = (
    "completion time", "fertigstellungszeit", "heure de fin", "hora de finalización", "hora de conclusão",
    "ora di completamento", "tijd van voltooien",
    "timestamp", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora",
    "informazioni cronologiche", "tijdstempel", "tidsstämpel", "tidsstempel", "aikaleima",
    "sygnatura czasowa", "časová značka",
    "отметка времени", "タイムスタンプ", "时间戳记", "時間戳記", "타임스탬프",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """What tells one response from every other; prints as the column `source` shows it."""

    tab: str
    at: datetime | None
    mark: str  # of whom the response is about, for responses that came in at one moment

    def __str__(self) -> str:
        time_of_day = self.at.isoformat(sep=" ", timespec="milliseconds") if self.at else NO_TIME
        return f"{self.tab}, {time_of_day}, {self.mark}"


def read_source(text: str) -> Source | None:
    """Return the source that `text` shows, or None.

    >>> str(read_source("Form Responses 1, 2027-02-03 14:05:22.123, k3f9ab"))
    'Form Responses 1, 2027-02-03 14:05:22.123, k3f9ab'
    """
    tab, *rest = text.rsplit(", ", 2)
    if len(rest) != 2:
        return None
    try:
        return Source(tab, None if rest[0] == NO_TIME else datetime.fromisoformat(rest[0]), rest[1])
    except ValueError:
        return None


@dataclass(frozen=True)
class Response:
    """One row of a form-response tab."""

    form: Form
    row: Row
    submitted: datetime | None
    source: Source
    conventions: Conventions
    alone: bool = True  # no other response of its tab came in at the same moment

    @property
    def order(self) -> tuple[datetime, int]:
        """Return what responses are sorted by: the oldest first, those without a time before all."""
        return self.submitted or datetime.min, self.row.number  # noqa: DTZ901

    @property
    def day(self) -> date | None:
        """Return the day the response came in."""
        return self.submitted.date() if self.submitted else None

    def moment(self, answer: Plain) -> datetime | None:
        """Return the day and time that an answer names, or None."""
        return _moment(answer, self.conventions)

    def answers(self, column: str) -> list[Plain]:
        """Return what the response says for `column`, constants included, blanks left out."""
        return self.form.answers(self.row, column)

    def cell(self, column: str) -> CellRef:
        """Return the cell in which the response answers for `column`."""
        return self.form.cell(self.row, column)

    @property
    def who_cell(self) -> CellRef:
        """Return the cell that says whom the response is about."""
        asked = [column for column in WHO[self.form.into] if self.answers(column)]
        return self.cell((asked or [""])[0])


def responses_of(form: Form, conventions: Conventions) -> tuple[Response, ...]:
    """Return the responses of a form in which anything was answered, the oldest first."""
    place = _time_place(form.tab)
    conventions = replace(conventions, epoch=form.tab.epoch)
    rows = (row for row in form.tab.rows if form.is_answered(row))
    found = [_response(form, row, plain(row.values[place]), conventions) for row in rows]
    times = Counter(one.source.at for one in found)
    alone = (replace(one, alone=times[one.source.at] == 1) for one in found)
    return tuple(sorted(alone, key=lambda one: one.order))


def _time_place(tab: Tab) -> int:
    return next(_named_times(tab), 0)


def _named_times(tab: Tab) -> Iterator[int]:
    """Yield the places of the columns whose header says that they hold the times."""
    headers = [key_of(header) for header in tab.headers]
    return (headers.index(name) for name in TIMES if name in headers)


def _response(form: Form, row: Row, stamp: Plain, conventions: Conventions) -> Response:
    submitted = _moment(stamp, conventions)
    at = None if isinstance(stamp, str) else submitted  # how text is read may change; what it says does not
    source = Source(form.tab.name, at, _mark_of(form, row, stamp, at))
    return Response(form, row, submitted, source, conventions)


def _moment(stamp: Plain, conventions: Conventions) -> datetime | None:
    found = moment_of(stamp, conventions)
    if not isinstance(found, date) or found.year > LATEST:
        return None
    if isinstance(found, datetime):
        found += timedelta(microseconds=500)  # a day's fraction is never quite exact
        return found.replace(microsecond=found.microsecond // 1000 * 1000)
    return datetime.combine(found, time())


def _mark_of(form: Form, row: Row, stamp: Plain, at: datetime | None) -> str:
    """Return the mark of whom a response is about; where it does not say, of everything it says."""
    who = [as_text(answer) for column in WHO[form.into] for answer in form.answers(row, column)]
    typed = (plain(cell) for cell in row.values if not isinstance(cell, Formula | bool))
    return mark("" if at else as_text(stamp), *(who or sorted(map(as_text, typed))))


def mark(*texts: str, length: int = 6) -> str:
    """Return a few letters and digits that stand for the texts and do not show them."""
    digest = sha256("\n".join(map(key_of, texts)).encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii").lower()[:length]


@dataclass(frozen=True)
class Taken:
    """The responses that made a row in one tab, be it deleted since: they never make another."""

    marks: frozenset[tuple[datetime | None, str]]
    times: frozenset[tuple[str, datetime | None]]

    @classmethod
    def into(cls, table: Table, log: Table) -> "Taken":
        """Return the responses whose source stands in the tab itself, or in the log."""
        place = table.positions.get("source")
        shown = [row.values[place] for row in table.tab.rows] if place is not None else []
        logged = [
            record.get("after")
            for record in log.records
            if record.get("column") == NEW_ROW and record.get("tab") == table.schema.name
        ]
        found = [source for text in (*shown, *logged) if (source := read_source(as_text(plain(text))))]
        marks = frozenset((source.at, source.mark) for source in found)
        return cls(marks, frozenset((key_of(source.tab), source.at) for source in found))

    def knows_times_of(self, form: Form) -> bool:
        """Did responses of this form come with a time, although its tab has no such column any more?"""
        is_gone = next(_named_times(form.tab), None) is None
        return is_gone and any(at for tab, at in self.times if tab == key_of(form.tab.name))

    def has(self, response: Response) -> bool:
        """Did this response make its row? It did, too, where its tab was renamed or an answer was mended."""
        source = response.source
        if (source.at, source.mark) in self.marks:
            return True
        exact = source.at is not None and bool(source.at.second or source.at.microsecond)
        return exact and response.alone and (key_of(source.tab), source.at) in self.times
