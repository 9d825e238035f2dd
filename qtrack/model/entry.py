"""A progress entry: what a unit said, about what, when it was so and when it was recorded."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from qtrack.model.ids import holder_of


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


class ChaseLevel(StrEnum):
    """How hard a unit is pressed: 提醒, then 警示, then 督办."""

    REMIND = "remind"
    WARN = "warn"
    SUPERVISE = "supervise"


class Chase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reminder (催办): its number in the year, how hard it presses, whom, and until when to reply.

    `phone` is who took the call where it was made by telephone, `answer` what they said.
    """

    number: str
    level: ChaseLevel
    unit: str
    reply_by: date
    phone: str = ""
    answer: str = ""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One immutable entry, one file under `plan/progress/`.

    `percent` is the share of the work done, 0 to 100. `actuals` are values of indicators, by their
    ids, as they stood on `date`. `period` names the occurrence of a recurring duty, or
    the year of a yearly target, where it is not the one that `date` lies in.

    Three fields name an earlier entry, by its id, and an entry has at most one of them: it `corrects`
    that one, standing in for it; it `withdraws` that one and says nothing itself, its summary being the
    reason; or it `returns` work that was reported done (退回补充), the summary being the reason again.

    An entry that `chases` is no report: it says nothing of the work, its summary is what is asked for.
    """

    about: str
    unit: str
    date: date
    recorded: datetime
    summary: str
    by: str = ""
    status: Status | None = None
    percent: Decimal | None = None
    actuals: dict[str, Decimal] = {}
    period: str = ""
    problems: str = ""
    next: str = ""
    evidence: tuple[str, ...] = ()
    corrects: str = ""
    withdraws: str = ""
    returns: str = ""
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
