"""The sentences of a task or a section as deliverables and indicators, each with its deadline and rhythm."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Share
from qtrack.model.plan import Deliverable, Every
from qtrack.model.units import Unit
from qtrack.notice import phrases
from qtrack.notice.notebook import Notebook
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.yearly import yearly
from qtrack.notice.targets import Target, figures
from qtrack.notice.text import Span, bare, is_chinese, masked, sentences, statements
from qtrack.notice.times import Deadline, deadlines, due_day, first_period, reporting, rhythm

_UNREAD: Final = phrases.GUIDANCE | {"validity": phrases.FRAME["validity"]}
#: Why a statement is no part of the plan.
_REASONS: Final = dict.fromkeys(phrases.GUIDANCE, msg("guiding words")) | {
    "validity": msg("note on the document")
}


#: The first and the last day of the plan.
Days = tuple[date, date]
#: The targets of a sentence, each with what units do of it, and a doubt of this.
Split = dict[Target, tuple[tuple[Share, ...], Message | None]]


class Reader:
    """Reads the sentences of one task or section, whose id is `holder`, and notes what is in doubt.

    `due` is the deadline of a task, `unit_of` finds the unit that a name means there; `whole` where what is
    said may be of the plan as a whole.
    """

    def __init__(
        self,
        holder: str,
        days: tuple[date, date],
        due: date | None,
        notebook: Notebook,
        unit_of: Callable[[str], Unit | None],
        *,
        whole: bool = False,
    ) -> None:
        self.deliverables: list[Deliverable] = []
        self.indicators: list[Indicator] = []
        self._holder, self._days, self._due, self._notes = holder, days, due, notebook
        self._unit_of = unit_of
        self._year: int | None = due.year if due else None
        self._carried: Deadline | None = None
        self._named = ""
        self._whole = whole
        self._targets: Split = {}

    def read(self, passages: Iterable[Span], named: str = "") -> None:
        """Read passages in their order; `named` is what figures are of that name nothing themselves."""
        for passage in passages:
            self._carried, self._named = None, named
            for sentence in sentences(passage):
                self._sentence(sentence)

    def read_table(self, header: Row, rows: list[Row]) -> None:
        """Read a table of figures."""
        for row in yearly(header, rows, self._days):
            keys = []
            for indicator in row.indicators:
                about = f"i{len(self.indicators) + 1}"
                keys.append(f"{self._holder}:{about}")
                self.indicators.append(msgspec.structs.replace(indicator, id=about))
            for span in row.others:
                keys.append(self._deliverable(span, []))
                self._notes.doubt(keys[-1], span, msg("the figure was not read as a target"))
            for doubt in row.doubts:
                self._notes.doubt(keys[0], row.span, doubt)
            for key in keys[:1]:
                self._notes.quote(key, row.span)
                self._notes.tell(key, row.span)
            if not keys:
                self._notes.leave(msg("a row without figures"), [row.span])

    def _sentence(self, sentence: Span) -> None:
        plain = masked(sentence.plain)
        times = list(deadlines(plain, self._days[0], self._year))
        for one in times:
            self._year = one.day.year if one.said else self._year
            if self._in_plan(one.day):
                self._notes.wordings.setdefault(sentence.text[one.start : one.end], one.day)
        read = figures(sentence, [(one.start, one.end) for one in times], self._named)
        first = times[0] if times else None
        leads = first and phrases.LEADING.fullmatch(plain[: first.start])
        whole = first if first and leads and plain[first.end :].lstrip().startswith(",") else None
        self._targets = self._split(read.targets)
        for start, end in statements(sentence):
            said = sentence.cut(start, end)
            part = bare(said)
            if self._is_no_part(part, said):
                continue
            at = range(start, end)
            targets = [one for one in read.targets if one.start in at]
            self._take_targets(sentence, said, targets, times, whole or _only(times, at))
            if rest := _rest(sentence, at, targets) if targets else part:
                own = [one for one in times if one.start in at] or ([whole] if whole else [])
                about = self._deliverable(rest, own)
                self._notes.tell(about, said)
                for places, message in (
                    (read.unsayable, msg("a plan has no word for this target")),
                    (read.unread, msg("the figure was not read as a target")),
                ):
                    if any(one in at for one in places):
                        self._notes.doubt(about, part, message)
        self._carried = whole or self._carried
        self._named = read.named

    def _take_targets(
        self, sentence: Span, said: Span, targets: list[Target], times: list[Deadline], whole: Deadline | None
    ) -> None:
        """Take the targets of a statement; those that are shares are told with the one before them."""
        for number, target in enumerate(targets):
            if target in self._targets:
                shares, doubt = self._targets[target]
                key = self._indicator(sentence, target, times, whole, shares)
                if doubt is not None:
                    self._notes.doubt(key, sentence.cut(target.start), doubt)
            key = f"{self._holder}:i{len(self.indicators)}"
            if number == 0:
                self._notes.quote(key, bare(said))
            self._notes.tell(key, said)

    def _is_no_part(self, part: Span, said: Span) -> bool:
        """Take a statement that is no part of the plan or asks all for reports; tell whether it is one."""
        if not part:
            self._notes.tell("number", said)
            return True
        if any(mark.fullmatch(part.plain) for mark in phrases.MARKED.values()):
            self._notes.tell("revisions", said)
            return True
        reason = _REASONS.get(phrases.any_of(_UNREAD, part.plain) or "")
        if reason:
            self._notes.leave(reason, [said])
        rounds = reporting(part.plain) if self._whole and phrases.ALL_REPORT.search(part.plain) else None
        if reason or rounds is None or self._notes.reporting is not None:
            return reason is not None
        self._notes.reporting = rounds
        message = msg("taken as how often units report; look whether it is, and by which day")
        self._notes.doubt("reporting", part, message)
        self._notes.tell("reporting", said)
        return True

    def _split(self, targets: Sequence[Target]) -> Split:
        """Return targets with the shares of units, and a doubt of these; what is a share is none itself."""
        found: Split = {}
        skip = 0
        for at, target in enumerate(targets):
            if skip:
                skip -= 1
                continue
            parts = [] if target.of else list(takewhile(lambda one: one.of, targets[at + 1 :]))
            names = tuple(one.of for one in parts)
            units = [unit for name in names if (unit := self._unit_of(name))]
            doubt = None
            if len(set(units)) == len(parts):
                skip = len(parts)
                if any(
                    name not in {unit.name, *unit.aliases} for name, unit in zip(names, units, strict=True)
                ):
                    doubt = msg("its shares are taken for those of units whose names begin so")
            elif len(parts) > 1:
                doubt = msg("it is split by {names}; where these are units of it, write shares", names=names)
            shares = (Share(unit.id, one.value) for unit, one in zip(units, parts[:skip], strict=bool(skip)))
            found[target] = tuple(shares), doubt
        return found

    def _indicator(
        self,
        sentence: Span,
        target: Target,
        times: list[Deadline],
        whole: Deadline | None,
        shares: tuple[Share, ...],
    ) -> str:
        about = f"i{len(self.indicators) + 1}"
        key = f"{self._holder}:{about}"
        clause = sentence.cut(target.start, target.end)
        before = [one for one in times if one.start < target.end]
        deadline = before[-1] if before else whole or self._carried
        due = deadline.day if deadline and self._in_plan(deadline.day) else None
        if due is None or (self._due and due > self._due):
            due = self._due or self._days[1]
            if self._due is None:
                message = msg("no deadline is said beside the target; {date} is taken", date=due)
                self._notes.doubt(key, clause, message)
        elif deadline is self._carried and deadline is not None:
            message = msg("its deadline “{text}” is that of a sentence before", text=deadline.wording)
            self._notes.doubt(key, clause, message)
        name = self._apart(key, clause, target.name, due)
        averaged = target.kind is IndicatorKind.AVERAGE
        every = None if averaged else rhythm(sentence.plain[target.start : target.end])
        yearly = every is Every.YEAR and target.baseline is None and target.kind is IndicatorKind.REACH
        yearly = yearly and target.better is Better.HIGHER
        if every is not None:
            self._notes.doubt(key, clause, msg("it returns; look whether the target is that of each year"))
        baseline = target.baseline
        if target.counted and not yearly and not averaged and baseline is None and target.most is None:
            baseline = Decimal(0)
            self._notes.note(key, msg("counted up from the beginning; the notice says no number before"))
        self.indicators.append(
            Indicator(
                about,
                name,
                target.unit,
                target.value,
                target.kind,
                due,
                baseline,
                "year" if yearly else None,
                qualifiers=target.qualifiers,
                better=target.better,
                most=target.most,
                shares=shares,
            )
        )
        return key

    def _apart(self, key: str, clause: Span, name: str, due: date) -> str:
        """Return a name with its year where another figure has the name already, which gets its own."""
        of_year = phrases.OF_YEAR[is_chinese(name)]
        same = [at for at, one in enumerate(self.indicators) if name in {one.name, _unyeared(one)}]
        for at in same:
            one = self.indicators[at]
            if one.name == name:
                named = of_year.format(name=name, year=one.due.year)
                self.indicators[at] = msgspec.structs.replace(one, name=named)
        if not same:
            return name
        self._notes.doubt(key, clause, msg("several figures of one name; look whether they add up"))
        return of_year.format(name=name, year=due.year)

    def _deliverable(self, part: Span, times: list[Deadline]) -> str:
        about = f"{self._holder}.{len(self.deliverables) + 1}"
        plain = masked(part.plain)
        every, due, by = rhythm(plain), None, ""
        if phrases.UNSAYABLE_RHYTHM.search(plain):
            self._notes.doubt(about, part, msg("a plan has no word for how often this returns"))
            every = None
        elif every is not None and self._due is not None:
            message = msg("it returns, yet the task is due on {date}; stated as due once", date=self._due)
            self._notes.doubt(about, part, message)
            every = None
        elif every is not None:
            by = due_day(plain, every, times)
        elif times:
            due = self._last(about, part, times)
        elif phrases.PERHAPS_YEARLY.search(plain):
            self._notes.doubt(about, part, msg("does this return every year?"))
        first = first_period(every, by, self._days[0]) if every else ""
        if first:
            message = msg("counted from {period} on, since little was left of the one before", period=first)
            self._notes.note(about, message)
        self.deliverables.append(Deliverable(about, part.printed, due, every, first, by=by))
        return about

    def _last(self, about: str, part: Span, times: list[Deadline]) -> date | None:
        """Return the last of several deadlines, nothing where it lies outside."""
        *more, last = sorted({one.day for one in times})
        if more:
            self._notes.doubt(about, part, msg("several deadlines in one statement; the last is taken"))
        if not self._in_plan(last):
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

    def _in_plan(self, day: date) -> bool:
        return self._days[0] <= day <= self._days[1]


def _unyeared(own: Indicator) -> str:
    """Return the name of an indicator without its year."""
    tail = phrases.OF_YEAR[is_chinese(own.name)].format(name="", year=own.due.year)
    return own.name.removesuffix(tail)


def _only(times: list[Deadline], at: range) -> Deadline | None:
    """Return the deadline of a statement that has one."""
    own = [one for one in times if one.start in at]
    return own[0] if len(own) == 1 else None


def _rest(sentence: Span, at: range, targets: list[Target]) -> Span:
    """Return what a statement says beside its targets, nothing where the rest only frames these."""
    plain = masked(sentence.plain)
    spans = [
        (at.start + one.start(), at.start + one.end())
        for one in re.finditer("[^,]+", plain[at.start : at.stop])
    ]
    left = [(start, end) for start, end in spans if not any(start <= one.end - 1 < end for one in targets)]
    said = [clause for start, end in left if (clause := plain[start:end].strip(" 。;."))]
    if all(map(_frames, said)):
        return Span(sentence.line, "")
    return bare(Span(sentence.line, "，".join(sentence.text[start:end].strip() for start, end in left)))


def _frames(clause: str) -> bool:
    """Tell whether a clause says nothing but when, or under what."""
    found = (one.match(clause) for one in phrases.DEADLINES.values())
    timed = any(one is not None and phrases.DONE.match(clause[one.end() :]) for one in found)
    return timed or phrases.SUBORDINATE.match(clause) is not None


def says_much(span: Span, issued: date) -> bool:
    """Tell whether a heading that nothing follows has to be read: for figures, days or several statements."""
    plain = masked(span.plain)
    figured = re.search(r"\d", phrases.NO_FIGURE.sub("", plain)) or rhythm(plain)
    figured = figured or phrases.FIGURE.search(plain)
    return bool(figured or "," in plain or next(deadlines(plain, issued), None))
