"""Numbers to reach or to hold, and how they are said with what the document says around them.

Field names are the keys of the YAML files, see `qtrack.model.plan`.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.ids import IndicatorId, UnitId, asks

#: Points (分值).
Weight = Annotated[Decimal, asks(exclusiveMinimum=0)]


class IndicatorKind(StrEnum):
    """How a target is meant."""

    REACH = "reach"  # get there by the deadline
    HOLD = "hold"  # stay at or above it throughout
    AVERAGE = "average"  # 年均: hold it in the mean of the years


class Better(StrEnum):
    """Which values of an indicator are the better ones."""

    HIGHER = "higher"
    LOWER = "lower"  # 控制在…以内, 下降到


class Qualifier(StrEnum):
    """How the document words a target beside its number; it is printed and measures nothing."""

    STRIVE = "strive"  # 力争
    AT_LEAST = "at-least"  # 以上
    ABOUT = "about"  # 左右


class Milestone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An interim target: the value that is to be reached by the end of the day `date`.

    - date: Date of the milestone: the last day that is in time.
    - target: Target of the milestone: digits only, better than the one before.
    """

    date: date
    target: Annotated[Decimal, asks(minimum=0)]


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one unit is to do of a target that is split.

    - unit: Unit of the share: the id of the unit whose figures count towards it.
    - target: Target of the share: digits only, what this unit is to do of the whole.
    """

    unit: UnitId
    target: Annotated[Decimal, asks(minimum=0)]


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to reach or to hold; with `every` the target of each year is counted from nothing.

    - id: Id of the indicator: small letters, digits and -; entries give values under it.
    - name: Name of the indicator: what is counted.
    - unit: Unit of measure: such as % in quotes.
    - target: Target: digits only; the unit stands in “unit”. Of a range it is the lower end.
    - most: Most: the upper end of a range, as 25 of 20 to 25; what lies beyond it is as wrong as what falls
      short of “target”.
    - kind: Kind of target: “reach” it by the deadline, “hold” it throughout, or “average”: hold it in the
      mean of the years.
    - better: Which is better: “higher” values, or “lower” ones where the target is not to be exceeded; left
      out, higher.
    - due: Deadline of the indicator: the last day that is in time.
    - baseline: Baseline: the value at the start; progress counts from it. Without it no gap to the pace is
      told.
    - baseline_year: Year of the baseline: the year that its value is of, as 2017.
    - every: Yearly: “year” where the target is that of each year anew; left out, it is one for all time.
    - milestones: Milestones: interim targets, earliest first; the pace follows them.
    - qualifiers: Words around the target: “strive” (aim for it), “at-least” (so many or more), “about” (so
      many, more or less); printed, not measured.
    - binding: Binding: true where the document calls the target binding, false where expected; left out, it
      says neither.
    - shares: Shares: what each unit is to do of the target, as {unit: fuzhou, target: 300}; each tells its
      own figure, and the value is their sum.
    - weight: Weight: points that it counts for within its task (分值), more than 0; all parts have one, or
      none.
    """

    id: IndicatorId
    name: str
    unit: str
    target: Annotated[Decimal, asks(minimum=0)]
    kind: IndicatorKind
    due: date
    baseline: Decimal | None = None
    every: Literal["year"] | None = None
    milestones: tuple[Milestone, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    better: Better = Better.HIGHER
    weight: Weight | None = None
    most: Decimal | None = None
    baseline_year: Annotated[int | None, asks(minimum=1900, maximum=2200)] = None
    binding: bool | None = None
    shares: tuple[Share, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it is to be held, throughout or on average, and not to be come to by and by."""
        return self.kind is not IndicatorKind.REACH

    @property
    def by_year(self) -> bool:
        """Whether a value is that of a year: of a yearly target, or of one that is averaged."""
        return self.every is not None or self.kind is IndicatorKind.AVERAGE

    @property
    def goal(self) -> Decimal:
        """The value to come to: the target, of a range the end that is come to first."""
        return self.target if self.most is None or self.better is Better.HIGHER else self.most

    def counted(self, value: Decimal) -> Decimal:
        """Return what a value counts as: one beyond a range as one that falls as much short of it."""
        lower = self.better is Better.LOWER
        if self.most is None or (value >= self.target if lower else value <= self.most):
            return value
        return self.target + self.most - value

    def meets(self, value: Decimal, goal: Decimal | None = None) -> bool:
        """Tell whether a value is as good as the target, or as another `goal`."""
        goal, value = self.goal if goal is None else goal, self.counted(value)
        return value <= goal if self.better is Better.LOWER else value >= goal

    def of_share(self, share: Share) -> "Indicator":
        """Return what is asked of one unit, an indicator of its own: from nothing, where the whole is.

        Any other baseline is that of the whole, and so are milestones and the upper end of a range.
        """
        begun = Decimal(0) if self.baseline == 0 else None
        return msgspec.structs.replace(
            self, target=share.target, baseline=begun, most=None, milestones=(), shares=(), baseline_year=None
        )

    @property
    def baseless(self) -> bool:
        """Whether the target is to be reached from a value that nobody knows, so that no pace fits it."""
        return self.kind is IndicatorKind.REACH and self.every is None and self.baseline is None


def worded(own: Indicator, number: Decimal | None = None, *, brief: bool = False) -> Message:
    """Return a target, or an interim one, with the document's words: 力争5000家以上; brief without unit."""
    unit = "" if brief else own.unit
    whole = goal(own, number, unit)
    if Qualifier.ABOUT in own.qualifiers:
        whole = msg("about {amount}", amount=_plain(own, number, unit))
    elif Qualifier.AT_LEAST in own.qualifiers:
        number = own.target if number is None else number
        whole = msg("{number}+", number=number)
        if unit:
            whole = msg("at least {number} {unit}", number=number, unit=unit)
    return msg("aim: {amount}", amount=whole) if Qualifier.STRIVE in own.qualifiers else whole


def named(own: Indicator) -> Message | str:
    """Return what an indicator is called beside its value, which may be a mean of years."""
    return (
        msg("{name} (average of the years)", name=own.name) if own.kind is IndicatorKind.AVERAGE else own.name
    )


def amount(number: Decimal | None, own: Indicator) -> Message:
    """Return a number of what an indicator counts."""
    return msg("{number} {unit}", number=number, unit=own.unit)


def goal(own: Indicator, number: Decimal | None = None, unit: str | None = None) -> Message:
    """Return what is to be reached or held, or an interim target; a unit of "" leaves it out.

    Where lower is better a lower number is at it, too.
    """
    unit = own.unit if unit is None else unit
    if own.better is Better.HIGHER or (number is None and own.most is not None):
        return _plain(own, number, unit)
    number = own.target if number is None else number
    if unit:
        return msg("at most {number} {unit}", number=number, unit=unit)
    return msg("≤ {number}", number=number)


def _plain(own: Indicator, number: Decimal | None, unit: str) -> Message:
    """Return a number, or the target with both ends of its range, without words."""
    values: dict[str, object] = {"number": own.target if number is None else number, "unit": unit}
    if number is not None or own.most is None:
        return msg("{number} {unit}", **values) if unit else msg("{text}", text=values["number"])
    values["most"] = own.most
    return msg("{number} to {most} {unit}", **values) if unit else msg("{number} to {most}", **values)
