"""A progress entry: what a unit said, about what, when it was so and when it was recorded."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import msgspec

from qtrack.model.ids import About, EntryId, IndicatorId, UnitId, asks, holder_of
from qtrack.model.period import PeriodText


class Status(StrEnum):
    """What a unit says of its work; the light is computed, this is not."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    CLOSED = "closed"  # 销号, said by the verifying office
    DROPPED = "dropped"

    @property
    def ended(self) -> bool:
        """Whether nothing more is expected."""
        return self in _ENDED


_ENDED = frozenset({Status.DONE, Status.CLOSED, Status.DROPPED})

#: How hard a unit is pressed: 提醒, then 警示, then 督办.
ChaseLevel = StrEnum("ChaseLevel", "REMIND WARN SUPERVISE")


class Chase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reminder (催办): its number in the year, how hard it presses, whom, and until when to reply.

    - number: Number of the reminder: year, dash and number in it, as 2019-007.
    - level: Level: remind, then warn, then supervise.
    - unit: Reminded: the id of the unit that is to reply.
    - reply_by: Reply by: the last day to reply, as 2019-07-05.
    - phone: Taken by: who took the call, where it was made by telephone.
    - answer: Answer on the telephone: what they said.
    """

    number: str
    level: ChaseLevel
    unit: str
    reply_by: date
    phone: str = ""
    answer: str = ""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One immutable entry, one file under `plan/progress/`.

    A `period` is named where it is not the one that `date` lies in. An entry `corrects`, `withdraws` or
    `returns` (退回补充) at most one earlier entry. One that withdraws says nothing else; one that `chases`
    says nothing of the work, its summary is what is asked for.

    - about: About: the id of a section, a task or a deliverable, as T18 or T18.1.
    - unit: Unit: the id of the unit that reports.
    - date: Date: the day when it was so, as 2019-03-29.
    - recorded: Recorded: when it was written down, as 2019-04-01T09:12:44+08:00.
    - summary: Summary: what was done, in a sentence or two.
    - by: By: who wrote it down.
    - status: Status: one of not-started, in-progress, blocked, done, closed (by the verifying office),
      dropped.
    - percent: Percent: the share of the work done, 0 to 100, without a % sign.
    - actuals: Actual values: indicator id and figure, as it stood on the date.
    - period: Occurrence: the year, half-year, quarter or month meant of what returns, or the year of a yearly
      target.
    - problems: Problems: what stands in the way.
    - next: Next: the next steps.
    - evidence: Evidence: numbers of papers, names of files.
    - corrects: Corrects: the id of the earlier entry that this one stands in for.
    - withdraws: Withdraws: the id of the earlier entry that no longer counts; the summary says why.
    - returns: Returns: the id of the earlier entry that said done, where work is sent back; the summary
      says why.
    - chases: Reminder: where the entry reminds a unit; it is no report and changes no light.
    """

    about: About
    unit: UnitId
    date: date
    recorded: datetime
    summary: Annotated[str, asks(minLength=1)]
    by: str = ""
    status: Status | None = None
    percent: Annotated[Decimal | None, asks(minimum=0, maximum=100)] = None
    actuals: dict[IndicatorId, Decimal] = {}
    period: PeriodText = ""
    problems: str = ""
    next: str = ""
    evidence: tuple[str, ...] = ()
    corrects: EntryId = ""
    withdraws: EntryId = ""
    returns: EntryId = ""
    chases: Chase | None = None
    id: str = ""  # the stem of the file, set when it is read or named
    path: str = ""  # the file, relative to the plan's folder

    @property
    def replaces(self) -> str:
        """The earlier entry that no longer counts because of this one, if there is any."""
        return self.withdraws or self.corrects

    @property
    def holder(self) -> str:
        """The section or task that the entry belongs to."""
        return holder_of(self.about)


def is_entry(path: str) -> bool:
    """Tell whether a file of a plan, relative to its folder, holds an entry."""
    return path.startswith("progress/")


def entry_path(about: str, entry_id: str) -> str:
    """Return where an entry lives, relative to the plan's folder."""
    return f"progress/{holder_of(about)}/{entry_id}.yaml"
