"""The targets of a task or a section as indicators, each with its deadline, its baseline and its shares."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from qtrack.locale.message import Message, msg
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Share
from qtrack.model.plan import Every
from qtrack.model.units import Unit
from qtrack.notice.notebook import Notebook
from qtrack.notice.phrases import layout
from qtrack.notice.targets import Figures, Target
from qtrack.notice.text import Span, is_chinese
from qtrack.notice.times import Deadline, rhythm

#: The targets of a sentence, each with what units do of it, and a doubt of this.
Split = dict[Target, tuple[tuple[Share, ...], Message | None]]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its deadlines, the one that it begins with, that of one before, and its figures."""

    span: Span
    times: list[Deadline]
    whole: Deadline | None
    carried: Deadline | None
    figures: Figures
    split: Split


class Indicators:
    """Gathers the indicators of one task or section, whose id is `holder`, and notes what is in doubt.

    `due` is the deadline of a task; `unit_of` finds the unit that a name means there.
    """

    def __init__(
        self, holder: str, notes: Notebook, due: date | None, unit_of: Callable[[str], Unit | None]
    ) -> None:
        self.found: list[Indicator] = []
        self._holder, self._notes, self._due, self._unit_of = holder, notes, due, unit_of

    @property
    def last(self) -> str:
        """What the last indicator is noted by."""
        return f"{self._holder}:i{len(self.found)}"

    def add(self, indicator: Indicator) -> str:
        """Take an indicator under the next id, and return what it is noted by."""
        self.found.append(replace(indicator, id=f"i{len(self.found) + 1}"))
        return self.last

    def split(self, targets: Sequence[Target]) -> Split:
        """Return targets with the shares of units, and a doubt of these; what is a share is none itself."""
        found: Split = {}
        rest = list(targets)
        while rest:
            target = rest.pop(0)
            parts = [] if target.of else list(takewhile(lambda one: one.of, rest))
            names = tuple(one.of for one in parts)
            units = [unit for name in names if (unit := self._unit_of(name))]
            shares, doubt = tuple[Share, ...](), None
            if len(set(units)) == len(parts):
                rest = rest[len(parts) :]
                shares = tuple(Share(unit.id, one.own.target) for unit, one in zip(units, parts, strict=True))
                if any(
                    name not in {unit.name, *unit.aliases} for name, unit in zip(names, units, strict=True)
                ):
                    doubt = msg("its shares are taken for those of units whose names begin so")
            elif len(parts) > 1:
                doubt = msg("it is split by {names}; where these are units of it, write shares", names=names)
            found[target] = shares, doubt
        return found

    def take(self, sentence: Sentence, target: Target, whole: Deadline | None) -> None:
        """Take a target; `whole` is the deadline that its statement or sentence begins with."""
        own, clause, notes = target.own, sentence.span.cut(target.start, target.end), self._notes
        shares, doubt = sentence.split[target]
        key = f"{self._holder}:i{len(self.found) + 1}"
        before = [one for one in sentence.times if one.start < target.end]
        deadline = before[-1] if before else whole or sentence.carried
        due = deadline.day if deadline and notes.in_plan(deadline.day) else None
        if due is None or (self._due and due > self._due):
            due = self._due or notes.days[1]
            if self._due is None:
                notes.doubt(
                    key, clause, msg("no deadline is said beside the target; {date} is taken", date=due)
                )
        elif deadline is sentence.carried and deadline is not None:
            message = msg("its deadline “{text}” is that of a sentence before", text=deadline.wording)
            notes.doubt(key, clause, message)
        name = self._apart(key, clause, own.name, due)
        averaged = own.kind is IndicatorKind.AVERAGE
        every = None if averaged else rhythm(sentence.span.plain[target.start : target.end])
        if every is not None:
            notes.doubt(key, clause, msg("it returns; look whether the target is that of each year"))
        yearly = every is Every.YEAR and own.baseline is None and own.kind is IndicatorKind.REACH
        yearly = yearly and own.better is Better.HIGHER
        if target.counted and not yearly and not averaged and own.baseline is None and own.most is None:
            own = replace(own, baseline=Decimal(0))
            notes.note(key, msg("counted up from the beginning; the notice says no number before"))
        if doubt is not None:
            notes.doubt(key, sentence.span.cut(target.start), doubt)
        self.add(replace(own, name=name, due=due, every="year" if yearly else None, shares=shares))

    def _apart(self, key: str, clause: Span, name: str, due: date) -> str:
        """Return a name with its year where another figure has the name already, which gets its own."""
        of_year = layout.OF_YEAR[is_chinese(name)]
        same = False
        for at, one in enumerate(self.found):
            told = of_year.format(name=name, year=one.due.year)
            if one.name in {name, told}:
                self.found[at], same = replace(one, name=told), True
        if not same:
            return name
        self._notes.doubt(key, clause, msg("several figures of one name; look whether they add up"))
        return of_year.format(name=name, year=due.year)
