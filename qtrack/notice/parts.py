"""The sentences of a task or a section as deliverables and indicators, each with its deadline and rhythm."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Deliverable, Every, Indicator, IndicatorKind
from qtrack.notice import phrases
from qtrack.notice.phrases import compiled
from qtrack.notice.targets import Figures, Target, figures
from qtrack.notice.text import Span, bare, masked, sentences, statements
from qtrack.notice.times import Deadline, deadlines, rhythm

#: The last day that every month has.
_LAST_DAY: Final = 28


class Note(msgspec.Struct, frozen=True):
    """A doubt about a part of the plan, and the words of the notice; without a message only these."""

    about: str
    span: Span
    message: Message | None


class Parts(msgspec.Struct):
    """What the sentences of a task or a section come to; what is `left` only guides."""

    deliverables: list[Deliverable]
    indicators: list[Indicator]
    notes: list[Note]
    told: list[tuple[Span, str]]
    left: list[tuple[Span, Message]]
    wordings: dict[str, date]


class Reader:
    """Reads the sentences of one task or section, whose id is `holder`."""

    def __init__(self, holder: str, issued: date, due: date | None, end: date) -> None:
        self.parts = Parts([], [], [], [], [], {})
        self._holder, self._issued, self._due, self._end = holder, issued, due, end
        self._year: int | None = due.year if due else None
        self._carried: Deadline | None = None

    def read(self, passages: Iterable[Span]) -> Parts:
        """Read passages in their order."""
        for passage in passages:
            self._carried = None
            for sentence in sentences(passage):
                self._sentence(sentence)
        return self.parts

    def _sentence(self, sentence: Span) -> None:
        plain = masked(sentence.plain)
        times = list(deadlines(plain, self._issued, self._year))
        for one in times:
            self._year = one.day.year if one.said else self._year
            if self._in_plan(one.day):
                self.parts.wordings.setdefault(sentence.text[one.start : one.end], one.day)
        read = figures(sentence, [(one.start, one.end) for one in times])
        first = times[0] if times else None
        leads = first and compiled(phrases.LEADING.pattern).fullmatch(plain[: first.start])
        whole = first if first and leads and plain[first.end :].lstrip().startswith(",") else None
        for start, end in statements(sentence):
            part = bare(sentence.cut(start, end))
            if not part:
                continue
            if any(compiled(one.pattern).search(part.plain) for one in phrases.GUIDANCE.values()):
                self.parts.left.append((sentence.cut(start, end), msg("guiding words")))
                continue
            self._statement(sentence, part, at=range(start, end), times=times, read=read, whole=whole)
        self._carried = whole or self._carried

    def _statement(
        self,
        sentence: Span,
        part: Span,
        *,
        at: range,
        times: list[Deadline],
        read: Figures,
        whole: Deadline | None,
    ) -> None:
        """Read one statement, which stands at these places of its sentence."""
        targets = [one for one in read.targets if one.start in at]
        for number, target in enumerate(targets):
            about = self._indicator(sentence, target, times, whole)
            if number == 0:
                self._note(about, part, None)
            self.parts.told.append((sentence.cut(at.start, at.stop), about))
        rest = part if not targets else _rest(sentence, at, targets)
        if rest:
            own = [one for one in times if one.start in at] or ([whole] if whole else [])
            about = self._deliverable(rest, own)
            self.parts.told.append((sentence.cut(at.start, at.stop), about))
            if any(one in at for one in read.unsayable):
                self._note(about, part, msg("a plan has no word for this target"))
            if any(one in at for one in read.unread):
                self._note(about, part, msg("the figure was not read as a target"))

    def _indicator(
        self, sentence: Span, target: Target, times: list[Deadline], whole: Deadline | None
    ) -> str:
        about = f"i{len(self.parts.indicators) + 1}"
        key = f"{self._holder}:{about}"
        clause = sentence.cut(target.start, target.end)
        before = [one for one in times if one.start < target.end]
        deadline = before[-1] if before else whole or self._carried
        due = deadline.day if deadline and self._in_plan(deadline.day) else None
        if due is None or (self._due and due > self._due):
            due = self._due or self._end
            if self._due is None:
                self._note(
                    key, clause, msg("no deadline is said beside the target; {date} is taken", date=due)
                )
        elif deadline is self._carried and deadline is not None:
            self._note(
                key, clause, msg("its deadline “{text}” is that of a sentence before", text=deadline.wording)
            )
        every = rhythm(sentence.plain[target.start : target.end])
        yearly = every is Every.YEAR and target.baseline is None and target.kind is IndicatorKind.REACH
        if every is not None:
            self._note(key, clause, msg("it returns; look whether the target is that of each year"))
        self.parts.indicators.append(
            Indicator(
                about,
                target.name,
                target.unit,
                target.value,
                target.kind,
                due,
                target.baseline,
                "year" if yearly else None,
                qualifiers=target.qualifiers,
            )
        )
        return key

    def _deliverable(self, part: Span, times: list[Deadline]) -> str:
        about = f"{self._holder}.{len(self.parts.deliverables) + 1}"
        plain = masked(part.plain)
        every = rhythm(plain)
        due: date | None = None
        by = ""
        if compiled(phrases.UNSAYABLE_RHYTHM.pattern).search(plain):
            self._note(about, part, msg("a plan has no word for how often this returns"))
            every = None
        elif every is not None and self._due is not None:
            self._note(
                about,
                part,
                msg("it returns, yet the task is due on {date}; stated as due once", date=self._due),
            )
            every = None
        elif every is not None:
            by = _day_of(plain, every, times)
        elif times:
            days_due = sorted({one.day for one in times})
            due = days_due[-1] if self._in_plan(days_due[-1]) else None
            if len(days_due) > 1:
                self._note(about, part, msg("several deadlines in one statement; the last is taken"))
            if due is None:
                self._note(
                    about,
                    part,
                    msg("the deadline {date} is before the notice; it is left out", date=days_due[-1]),
                )
            elif self._due and due > self._due:
                self._note(
                    about,
                    part,
                    msg("the deadline {date} is after that of the task; it is left out", date=due),
                )
                due = None
            elif not all(one.said for one in times):
                self._note(
                    about, part, msg("the year of the deadline is not said; {date} is taken", date=due)
                )
        elif compiled(phrases.PERHAPS_YEARLY.pattern).search(plain):
            self._note(about, part, msg("does this return every year?"))
        self.parts.deliverables.append(Deliverable(about, part.printed, due, every, by=by))
        return about

    def _in_plan(self, day: date) -> bool:
        return self._issued <= day <= self._end

    def _note(self, about: str, span: Span, message: Message | None) -> None:
        self.parts.notes.append(Note(about, span, message))


def _day_of(plain: str, every: Every, times: list[Deadline]) -> str:
    """Return the day by which what returns is due, as a plan has it; nothing where none is said."""
    if every is Every.YEAR:
        days = {one.day for one in times if not one.said}
        return f"{days.pop():%m-%d}" if len(days) == 1 else ""
    found = compiled(phrases.DAY_OF_MONTH.pattern).search(plain)
    if found is None or int(found[2]) > _LAST_DAY:
        return ""
    return f"{'next ' if found[1] else ''}{int(found[2])}"


def _rest(sentence: Span, at: range, targets: list[Target]) -> Span:
    """Return what a statement says beside its targets, nothing where the rest only frames these."""
    plain = masked(sentence.plain)
    clauses = [found.span() for found in re.finditer("[^,]+", plain[at.start : at.stop])]
    spans = [(at.start + start, at.start + end) for start, end in clauses]
    left = [(start, end) for start, end in spans if not any(start <= one.end - 1 < end for one in targets)]
    said = (plain[start:end].strip(" 。;.") for start, end in left)
    says = [clause for clause in said if clause and not _frames(clause)]
    if not says:
        return Span(sentence.line, "")
    return bare(Span(sentence.line, "，".join(sentence.text[start:end].strip() for start, end in left)))


def _frames(clause: str) -> bool:
    """Tell whether a clause says nothing but when, or under what."""
    timed = any(compiled(one.pattern).fullmatch(clause) for one in phrases.DEADLINES.values())
    return timed or compiled(phrases.SUBORDINATE.pattern).match(clause) is not None


def says_much(span: Span, issued: date) -> bool:
    """Tell whether a heading that nothing follows has to be read: for figures, days or several statements."""
    plain = masked(span.plain)
    figured = re.search(r"\d", compiled(phrases.NO_FIGURE.pattern).sub("", plain)) or rhythm(plain)
    figured = figured or compiled(phrases.FIGURE.pattern).search(plain)
    return bool(figured or "," in plain or next(deadlines(plain, issued), None))
