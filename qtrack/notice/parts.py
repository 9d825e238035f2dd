"""The sentences of a task or a section as deliverables and indicators, each with its deadline and rhythm."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from qtrack.locale.message import msg
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable
from qtrack.model.units import Unit
from qtrack.notice.indicators import Indicators, Sentence
from qtrack.notice.notebook import Notebook
from qtrack.notice.phrases import clauses, layout, when
from qtrack.notice.phrases.phrase import any_of
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.yearly import yearly
from qtrack.notice.targets import Target, figures
from qtrack.notice.text import Span, bare, masked, opening, sentences, statements
from qtrack.notice.times import Deadline, deadlines, due_day, first_period, reporting, rhythm, rhythms

#: Why a statement is no part of the plan.
_REASONS: Final = dict.fromkeys(layout.GUIDANCE, msg("guiding words")) | {
    "validity": msg("note on the document")
}
_UNREAD: Final = layout.GUIDANCE | {"validity": layout.FRAME["validity"]}


class Reader:
    """Reads the sentences of one task or section, whose id is `holder`, and notes what is in doubt.

    `due` is the deadline of a task, `unit_of` finds the unit that a name means there; `whole` where what is
    said may be of the plan as a whole.
    """

    def __init__(
        self,
        holder: str,
        notes: Notebook,
        due: date | None,
        unit_of: Callable[[str], Unit | None],
        *,
        whole: bool = False,
    ) -> None:
        self.deliverables: list[Deliverable] = []
        self._indicators = Indicators(holder, notes, due, unit_of)
        self._holder, self._notes, self._due, self._whole = holder, notes, due, whole
        self._year: int | None = due.year if due else None
        self._carried: Deadline | None = None
        self._named = ""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The targets that were read."""
        return tuple(self._indicators.found)

    def read(self, passages: Iterable[Span], named: str = "") -> None:
        """Read passages in their order; `named` is what figures are of that name nothing themselves."""
        for passage in passages:
            self._carried, self._named = None, named
            for sentence in sentences(passage):
                self._sentence(sentence)

    def read_table(self, header: Row, rows: list[Row]) -> None:
        """Read a table of figures."""
        for row in yearly(header, rows, self._notes.days):
            keys = [self._indicators.add(indicator) for indicator in row.indicators]
            for span in row.others:
                keys.append(self._deliverable(span, []))
                self._notes.doubt(keys[-1], span, msg("the figure was not read as a target"))
            for doubt in row.doubts:
                self._notes.doubt(keys[0], row.span, doubt)
            if keys:
                self._notes.quote(keys[0], row.span)
                self._notes.tell(keys[0], row.span)
            else:
                self._notes.leave(msg("a row without figures"), [row.span])

    def _sentence(self, span: Span) -> None:
        plain = masked(span.plain)
        times = list(deadlines(plain, self._notes.days[0], self._year))
        for one in times:
            self._year = one.day.year if one.said else self._year
            returns = not one.said and rhythm(plain[: one.end])  # 每年12月10日前 is a day of each year
            if self._notes.in_plan(one.day) and not returns:
                self._notes.wordings.setdefault(span.text[one.start : one.end], one.day)
        read = figures(span, [(one.start, one.end) for one in times], self._named)
        first = times[0] if times and when.LEADING.fullmatch(plain[: times[0].start]) else None
        whole = first if first and plain[first.end :].lstrip().startswith(",") else None
        split = self._indicators.split(read.targets)
        sentence = Sentence(span, times, whole, self._carried, read, split)
        for start, end in statements(span):
            said = span.cut(start, end)
            if not self._is_no_part(bare(said), said):
                self._statement(sentence, range(start, end), said)
        self._carried = whole or self._carried
        self._named = read.named

    def _statement(self, sentence: Sentence, at: range, said: Span) -> None:
        """Take the targets of a statement, and what it says beside them."""
        part, read, whole = bare(said), sentence.figures, sentence.whole
        own = [one for one in sentence.times if one.start in at]
        targets = [one for one in read.targets if one.start in at]
        for number, target in enumerate(targets):
            if target in sentence.split:
                self._indicators.take(sentence, target, whole or (own[0] if len(own) == 1 else None))
            if number == 0:
                self._notes.quote(self._indicators.last, part)
            self._notes.tell(self._indicators.last, said)
        if rest := _rest(sentence.span, at, targets) if targets else part:
            about = self._deliverable(rest, own or ([whole] if whole else []))
            self._notes.tell(about, said)
            if any(one in at for one in read.unsayable):
                self._notes.doubt(about, part, msg("a plan has no word for this target"))
            if any(one in at for one in read.unread):
                self._notes.doubt(about, part, msg("the figure was not read as a target"))

    def _is_no_part(self, part: Span, said: Span) -> bool:
        """Take a statement that is no part of the plan or asks all for reports; tell whether it is one."""
        notes, plain = self._notes, part.plain
        all_report = when.ALL_REPORT.search(plain) if self._whole and notes.reporting is None else None
        end = plain.find(",", all_report.end()) if all_report else -1
        rounds = reporting(plain[: end if end > 0 else None]) if all_report else None
        if not part:
            notes.tell("number", said)
        elif any(mark.fullmatch(plain) for mark in layout.MARKED.values()):
            notes.tell("revisions", said)
        elif reason := any_of(_UNREAD, plain):
            notes.leave(_REASONS[reason], [said])
        elif all_report and rounds:
            notes.reporting = rounds
            message = msg("taken as how often units report; look whether it is, and by which day")
            notes.doubt("reporting", part, message)
            notes.tell("reporting", said)
            if end > 0:
                rest = part.cut(end + 1)
                notes.tell(self._deliverable(bare(rest), []), rest)
        else:
            return False
        return True

    def _deliverable(self, part: Span, times: list[Deadline]) -> str:
        about, notes = f"{self._holder}.{len(self.deliverables) + 1}", self._notes
        plain = masked(part.plain)
        every, due, by = rhythm(plain), None, ""
        if when.UNSAYABLE_RHYTHM.search(plain) or len(rhythms(plain)) > 1:
            notes.doubt(about, part, msg("a plan has no word for how often this returns"))
            every = None
        elif every is not None and self._due is not None:
            message = msg("it returns, yet the task is due on {date}; stated as due once", date=self._due)
            notes.doubt(about, part, message)
            every = None
        elif every is not None:
            by = due_day(plain, every, times)
        elif times:
            due = self._last(about, part, times)
        elif when.PERHAPS_YEARLY.search(plain):
            notes.doubt(about, part, msg("does this return every year?"))
        first = first_period(every, by, notes.days[0]) if every else ""
        if first:
            message = msg("counted from {period} on, since little was left of the one before", period=first)
            notes.note(about, message)
        self.deliverables.append(Deliverable(about, part.printed, due, every, first, by=by))
        return about

    def _last(self, about: str, part: Span, times: list[Deadline]) -> date | None:
        """Return the last of several deadlines, nothing where it lies outside."""
        *more, last = sorted({one.day for one in times})
        if more:
            self._notes.doubt(about, part, msg("several deadlines in one statement; the last is taken"))
        if not self._notes.in_plan(last):
            message = msg("the deadline {date} is before the notice; it is left out", date=last)
        elif self._due and last > self._due:
            message = msg("the deadline {date} is after that of the task; it is left out", date=last)
        elif all(one.said for one in times):
            return last
        else:
            message = msg("the year of the deadline is not said; {date} is taken", date=last)
            self._notes.doubt(about, part, message)
            return last
        self._notes.doubt(about, part, message)
        return None


def _rest(sentence: Span, at: range, targets: list[Target]) -> Span:
    """Return what a statement says beside its targets, nothing where the rest only frames these."""
    plain = masked(sentence.plain)
    spans = [
        (at.start + one.start(), at.start + one.end())
        for one in re.finditer("[^,]+", plain[at.start : at.stop])
    ]
    left = [(start, end) for start, end in spans if not any(start < one.end <= end for one in targets)]
    said = [clause for start, end in left if (clause := plain[start:end].strip(" 。;."))]
    if all(map(_frames, said)):
        return Span(sentence.line, "")
    return bare(Span(sentence.line, "，".join(sentence.text[start:end].strip() for start, end in left)))


def _frames(clause: str) -> bool:
    """Tell whether a clause says nothing but when, or under what."""
    timed = opening(clause)
    done = timed > 0 and clauses.DONE.match(clause[timed:])
    return bool(done or clauses.SUBORDINATE.match(clause))


def says_much(span: Span, issued: date) -> bool:
    """Tell whether a heading that nothing follows has to be read: for figures, days or several statements."""
    plain = masked(span.plain)
    figured = re.search(r"\d", clauses.NO_FIGURE.sub("", plain)) or clauses.FIGURE.search(plain)
    return bool(figured or rhythm(plain) or "," in plain or next(deadlines(plain, issued), None))
