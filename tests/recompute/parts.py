"""A part of a task at a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.recompute.plan import Deliverable, Indicator
from tests.recompute.words import FINISHED

FULL = Fraction(100)


@dataclass(frozen=True)
class Time:
    """An occurrence, a year of a target or a milestone: `begins` is None for what does not return."""

    period: str
    due: date
    begins: date | None
    state: str
    since: date | None
    target: Fraction | None = None
    value: Fraction | None = None
    dated: date | None = None
    ended: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state in {"missed", "due", "next"}


@dataclass(frozen=True)
class Part:
    """A deliverable or an indicator at a day; a deliverable that is left out is `dropped`."""

    id: str
    about: Deliverable | Indicator
    due: date
    status: str
    since: date | None
    share: Fraction | None
    pace: Fraction | None
    times: tuple[Time, ...] = ()
    dropped: bool = False
    sent_back: bool = False
    last: date | None = None
    value: Fraction | None = None
    dated: date | None = None
    holds: bool | None = None
    below: bool = False
    year: str = ""
    years: tuple[Time, ...] = ()
    shares: Mapping[str, "Part"] = field(default_factory=dict)

    @property
    def fulfilled(self) -> bool:
        """Tell whether it is done, reached, or was held (rule 28)."""
        return self.status in FINISHED

    @property
    def weight(self) -> Fraction:
        """Its points, 1 where nothing of the task has any (rule 26)."""
        return Fraction(self.about.fields.get("weight") or 1)

    @property
    def is_indicator(self) -> bool:
        """Tell an indicator from a deliverable."""
        return isinstance(self.about, Indicator)

    @property
    def to_hold(self) -> bool:
        """Tell an indicator to hold from everything else."""
        return isinstance(self.about, Indicator) and self.about.kind in {"hold", "average"}

    @property
    def returns(self) -> bool:
        """Tell a duty that returns from everything else."""
        return isinstance(self.about, Deliverable) and self.about.every is not None

    @property
    def counts(self) -> bool:
        """Tell whether it is one of the parts of rule 26."""
        return not self.dropped and self.pace is not None
