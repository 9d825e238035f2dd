"""How a task, or a section's own goals, stands at a date, and the reasons for its light."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Section, Task
from qtrack.standing.deadlines import Deadline
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding, Part
from qtrack.standing.reported.reporting import ExpectedReporter, last_report
from qtrack.standing.rules import Light

#: What stays red whatever is said, until the office has closed the work.
LATE: Final = frozenset(
    {"overdue", "part-overdue", "missed", "target-missed", "milestone-missed", "not-held"}
)


class LightReason(msgspec.Struct, frozen=True):
    """Why a light is as it is: a code for machines, a message for people.

    `brief` says the same where the figures stand in columns of their own. `indicator` is the id of the one
    that is not held or is behind.
    """

    as_json: ClassVar = "code light text=message"

    code: str
    light: Light
    message: Message
    brief: Message | None = None
    indicator: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A task, or a section's own goals, at a date.

    `progress` is 100 of work that is done and of which nothing is late, else what the unit said of the whole
    (`reported`) where it did, else the mean of the parts (`computed`); percentages, None where unknown.
    `pace` is that of the whole where its unit said a share of it, else the mean of the parts. `limit` is the
    last day in time: that of the whole itself, or the plan's last one where it is ongoing. `verified` is work
    that the office closed or dropped; `sent_back` are the ids of what waits for a second report. `asked` are
    those whom every round asks, nobody about ended work or a section; `missing` the ids of those who did not
    answer the last one. `deadlines` are what is open, by date, and `reasons` those of the light, the
    weightiest first.
    """

    holder: Section | Task
    as_of: date
    start: date
    limit: date
    status: Status
    ended: date | None
    verified: bool
    progress: Decimal | None
    reported: Decimal | None
    computed: Decimal | None
    pace: Decimal
    entries: tuple[Entry, ...]
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]
    sent_back: tuple[str, ...]
    asked: tuple[ExpectedReporter, ...]
    missing: tuple[str, ...]
    deadlines: tuple[Deadline, ...] = ()
    reasons: tuple[LightReason, ...] = ()

    @property
    def id(self) -> str:
        """The id of the task or section."""
        return self.holder.id

    @property
    def title(self) -> str:
        """The title of the task or section."""
        return self.holder.title

    @property
    def due(self) -> date | None:
        """The deadline of its own; None for 持续推进."""
        return self.holder.due

    @property
    def light(self) -> Light:
        """The light, by the weightiest reason."""
        return self.reasons[0].light

    @property
    def gap(self) -> Decimal | None:
        """Progress less pace in percentage points."""
        return None if self.progress is None else self.progress - self.pace

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the progress of the whole is the mean of, each weighing the same."""
        return measured(self.deliverables, self.indicators)

    @property
    def report(self) -> Entry | None:
        """The latest entry by which somebody told of the work."""
        return last_report(self.entries)

    @property
    def finished(self) -> bool:
        """Whether it is closed, or done and nothing of it late; not what was dropped."""
        late = any(reason.code in LATE for reason in self.reasons)
        return self.status is Status.CLOSED or (self.status is Status.DONE and not late)

    @property
    def running(self) -> bool:
        """Whether there is something left to do: it is not finished and was not dropped."""
        return not self.finished and self.status is not Status.DROPPED

    @property
    def unreported(self) -> bool:
        """Whether anybody did not answer the last round (未按时报送)."""
        return bool(self.missing)

    @property
    def last(self) -> Entry | None:
        """The latest entry, by the date it speaks of."""
        return self.entries[-1] if self.entries else None

    @property
    def last_entry(self) -> date | None:
        """The day of the latest entry."""
        return self.last.date if self.last else None


def measured(
    deliverables: tuple[DeliverableStanding, ...], indicators: tuple[IndicatorStanding, ...]
) -> tuple[Part, ...]:
    """Return the parts that have a pace: deliverables that were not left out, indicators to reach."""
    kept = (part for part in deliverables if not part.left_out)
    return (*kept, *(part for part in indicators if part.elapsed is not None))
