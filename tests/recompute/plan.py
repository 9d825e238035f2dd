"""What a plan is: its settings, units, tasks and entries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.recompute.days import Span

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """What a published rule says of the lights."""

    yellow_gap: Fraction | None
    red_gap: Fraction | None
    due_soon: int | None
    near: str = "yellow"
    done: str = "blue"
    done_late: str = "blue"
    of_pace: bool = False
    stale: int = 60


RULES: Final = {
    "yinchuan": Rule(Fraction(10), Fraction(30), 30),
    "sanya": Rule(Fraction(0), Fraction(50), None, of_pace=True),
    "ouhai": Rule(None, None, None, done_late="yellow"),
    "suqian": Rule(Fraction(0), None, 30, near="blue", done="green", done_late="green"),
    "sanming": Rule(Fraction(10), Fraction(30), 30, near="blue", done="green", done_late="green"),
}


@dataclass(frozen=True)
class Indicator:
    """A figure to reach or to hold."""

    id: str
    target: Fraction
    kind: str
    due: date
    baseline: Fraction | None
    yearly: bool
    lower: bool
    most: Fraction | None
    milestones: tuple[tuple[date, Fraction], ...]
    shares: Mapping[str, Fraction]
    fields: Fields

    @property
    def goal(self) -> Fraction:
        """Give the end of a range that is come to first, else the target (rule 15)."""
        return self.most if self.lower and self.most is not None else self.target

    def beyond(self, value: Fraction) -> Fraction:
        """Give by how much a value lies beyond a range (rule 15)."""
        if self.most is None:
            return Fraction(0)
        return max(self.target - value if self.lower else value - self.most, Fraction(0))

    def counts_as(self, value: Fraction) -> Fraction:
        """Give what a value counts as (rule 15)."""
        beyond = self.beyond(value)
        if not beyond:
            return value
        return self.goal + beyond if self.lower else self.goal - beyond

    def met(self, value: Fraction, goal: Fraction) -> bool:
        """Tell whether a value is at a goal (rule 15)."""
        value = self.counts_as(value)
        return value <= goal if self.lower else value >= goal


@dataclass(frozen=True)
class Notice:
    """A later notice: what it ends, and from which day on."""

    issued: date
    ends: frozenset[str]


@dataclass(frozen=True)
class Occurrence:
    """One time of a duty that returns: the days it may be done on begin with `begins`."""

    period: str
    due: date
    begins: date


@dataclass(frozen=True)
class Deliverable:
    """A checkable thing; `occurrences` are those of a duty that returns."""

    id: str
    due: date | None
    every: str | None
    later: bool
    occurrences: tuple[Occurrence, ...]
    fields: Fields


@dataclass(frozen=True)
class Whole:
    """A task, or the goals of a section."""

    id: str
    section: str
    start: date | None
    due: date | None
    deliverables: tuple[Deliverable, ...]
    indicators: tuple[Indicator, ...]
    leads: tuple[str, ...]
    shared: tuple[str, ...]
    by_duty: tuple[str, ...]
    support: tuple[str, ...]
    excluding: tuple[str, ...]
    each: bool
    rounds: tuple[str, int] | None
    fields: Fields

    @property
    def is_task(self) -> bool:
        """Tell a task from the goals of a section."""
        return self.id.startswith("T")

    @property
    def lead(self) -> str | None:
        """Who leads it, of several the first."""
        return next(iter(self.leads), None)

    @property
    def named(self) -> tuple[str, ...]:
        """Who is named as responsible, in this order; those in support are not."""
        return (*self.leads, *self.shared, *self.by_duty)


@dataclass(frozen=True)
class Entry:
    """One file below progress/."""

    id: str
    about: str
    unit: str
    date: date
    recorded: datetime
    status: str | None
    share: Fraction | None
    actuals: Mapping[str, Fraction]
    period: str | None
    corrects: str | None
    withdraws: str | None
    returns: str | None
    chases: Fields | None
    fields: Fields

    @property
    def whole(self) -> str:
        """The task or section that it speaks of, by itself or of a part."""
        return self.about.partition(".")[0]


@dataclass(frozen=True)
class Plan:
    """A whole plan with its entries."""

    fields: Fields
    span: Span
    zone: ZoneInfo
    months: bool
    rule: Rule
    warns: bool
    rounds: tuple[str, int] | None
    office: str | None
    units: Mapping[str, Fields]
    groups: Mapping[str, Fields]
    sections: Mapping[str, Fields]
    wholes: tuple[Whole, ...]
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...]

    def ended_by(self, name: str, day: date) -> "Notice | None":
        """Give the notice that has ended a task or a deliverable by a day (rule 52)."""
        return next((one for one in self.notices if name in one.ends and one.issued <= day), None)

    @property
    def tasks(self) -> list[Whole]:
        """Its tasks, without the goals of sections."""
        return [whole for whole in self.wholes if whole.is_task]

    def seen_by(self, whole: Whole) -> "Plan":
        """Give the plan with the start (rule 11) and the rounds (rule 37) that a task has of its own."""
        span = Span(whole.start or self.span.first, self.span.last)
        return replace(self, span=span, rounds=whole.rounds or self.rounds)

    def members(self, name: str) -> list[str]:
        """Give the units that a name stands for: itself, or the members of a group, also of groups in it."""
        if name not in self.groups:
            return [name]
        found = [unit for member in self.groups[name]["members"] for unit in self.members(member)]
        return list(dict.fromkeys(found))

    def members_for(self, whole: Whole, name: str) -> list[str]:
        """Give the units that a name stands for in a task: of a group not those it leaves out (rule 38)."""
        found = self.members(name)
        if name not in self.groups:
            return found
        left_out = {unit for other in whole.excluding for unit in self.members(other)}
        return [unit for unit in found if unit not in left_out]

    def external(self, name: str) -> bool:
        """Tell whether a unit is outside the system, or a group has such only."""
        return all(self.units[unit]["kind"] == "external" for unit in self.members(name))

    def short(self, name: str) -> str:
        """Give the short name of a unit or a group, the name of one that has none."""
        body = self.name(name)
        return str(body.get("short") or body["name"])

    def name(self, name: str) -> Fields:
        """Give what the register says of a unit or a group."""
        return self.units.get(name) or self.groups[name]
