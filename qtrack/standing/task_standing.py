"""How a task, or a section's own goals, stands at a date: the reasons for its light, and what is open of it.

Lights, lists and papers all tell what is late and what falls due from here.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.head import Revision
from qtrack.model.plan import Section, Task
from qtrack.model.units import NamedUnit, Register
from qtrack.standing.deadlines import Deadline, DueKind, open_parts
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding, Part
from qtrack.standing.reported.reporting import Asked, last_report
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
    answer the last one. `entries` are those that count, by the day they speak of, and `last_entry` the day of
    the latest; `unanswered` counts the reminders that are past their time. `deadlines` are what is open, by
    date, and `reasons` those of the light, the weightiest first.
    """

    as_json: ClassVar = (
        "id section=section.id measure title lead lead_name co_leads responsible status light reasons "
        "progress pace gap due last_entry unreported missing=missing_units replaced"
    )

    holder: Section | Task
    section: Section
    register: Register
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
    entries: Sequence[Entry]
    last_entry: date | None
    unanswered: int
    deliverables: Sequence[DeliverableStanding]
    indicators: Sequence[IndicatorStanding]
    sent_back: tuple[str, ...]
    asked: Asked
    missing: tuple[str, ...]
    deadlines: Sequence[Deadline] = ()
    reasons: Sequence[LightReason] = ()

    @property
    def id(self) -> str:
        """The id of the task or section."""
        return self.holder.id

    @property
    def title(self) -> str:
        """The title of the task or section."""
        return self.holder.title

    @property
    def measure(self) -> str:
        """The id of the measure of a task."""
        return self.holder.measure if isinstance(self.holder, Task) else ""

    @property
    def weight(self) -> Decimal | None:
        """The points (分值) of a task."""
        return self.holder.weight if isinstance(self.holder, Task) else None

    @property
    def lead(self) -> str | None:
        """The id of who leads a task, of several the first named."""
        return self.holder.responsible.lead

    @property
    def lead_name(self) -> str:
        """The short name of who leads a task."""
        return self.register.short(self.lead) if self.lead else ""

    @property
    def co_leads(self) -> tuple[str, ...]:
        """The short names of those who lead a task beside its lead."""
        return tuple(map(self.register.short, self.holder.responsible.co_leads))

    @property
    def responsible(self) -> tuple[str, ...]:
        """The short names of all who answer for a task, where nobody leads it."""
        own = self.holder.responsible
        return () if own.leads else tuple(map(self.register.short, own.charged))

    @property
    def first(self) -> str:
        """The short name of who stands for a task: its lead, else the first that it names."""
        return self.register.short(self.holder.responsible.first)

    @property
    def missing_units(self) -> tuple[NamedUnit, ...]:
        """Who did not answer the last round."""
        return self.register.named(*self.missing)

    @property
    def bad(self) -> tuple[LightReason, ...]:
        """The reasons for red or yellow."""
        return tuple(reason for reason in self.reasons if reason.light in {Light.RED, Light.YELLOW})

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
        """What the progress of the whole is the mean of, by their weights."""
        return measured(self.deliverables, self.indicators)

    def shares_of(self, unit: str) -> tuple[IndicatorStanding, ...]:
        """Return how a unit stands with its shares of targets that are split."""
        if not any(own.shares for own in self.holder.indicators):
            return ()
        return tuple(share.own for part in self.indicators for share in part.shares if share.unit == unit)

    @property
    def report(self) -> Entry | None:
        """The latest entry by which somebody told of the work."""
        return last_report(self.entries)

    @property
    def last(self) -> Entry | None:
        """The latest entry, by the date it speaks of."""
        return self.entries[-1] if self.entries else None

    @property
    def finished(self) -> bool:
        """Whether it is closed, or done and nothing of it late; not what was dropped."""
        if self.status is Status.DONE:
            return not any(reason.code in LATE for reason in self.reasons)
        return self.status is Status.CLOSED

    @property
    def running(self) -> bool:
        """Whether there is something left to do: it is not finished and was not dropped."""
        return not self.finished and self.status is not Status.DROPPED

    @property
    def replaced(self) -> bool:
        """Whether another notice has ended it (被新文件替代)."""
        return self.status is Status.DROPPED and self.reasons[0].code == "replaced"

    @property
    def unreported(self) -> bool:
        """Whether anybody did not answer the last round (未按时报送)."""
        return bool(self.missing)


def replaced(standing: Standing, notice: Revision) -> Standing:
    """Return a standing as it is since another notice took its place: nothing of it is open, late or asked.

    What was finished before the day of the notice stays so.
    """
    if standing.finished and standing.ended and standing.ended < notice.issued:
        return standing
    since = msg("replaced by {number} since {date}", number=notice.number, date=notice.issued)
    return msgspec.structs.replace(
        standing,
        status=Status.DROPPED,
        ended=notice.issued,
        verified=True,
        unanswered=0,
        sent_back=(),
        asked={},
        missing=(),
        deadlines=(),
        reasons=(LightReason("replaced", Light.NONE, since),),
    )


def measured(
    deliverables: Sequence[DeliverableStanding], indicators: Sequence[IndicatorStanding]
) -> tuple[Part, ...]:
    """Return the parts that have a pace: deliverables that were not left out, indicators to reach."""
    kept = (part for part in deliverables if not part.left_out)
    return (*kept, *(part for part in indicators if part.elapsed is not None))


def open_of(standing: Standing) -> tuple[Deadline, ...]:
    """Return what is open, in this order: the whole, deliverables and duties, indicators to reach.

    Of work that is said to be done what is late remains, of work that a unit dropped what had been late by
    then; of work that the office closed or dropped, nothing.
    """
    found = open_parts(standing.deliverables, standing.indicators, standing.limit, standing.as_of)
    whole = Deadline(standing.limit, DueKind.TASK, standing.holder.id, standing.holder.title)
    match standing.status:
        case Status.CLOSED:
            return ()
        case Status.DONE:
            return tuple(deadline for deadline in found if deadline.due < standing.as_of)
        case Status.DROPPED:
            if standing.verified or standing.ended is None:
                return ()
            return tuple(deadline for deadline in (whole, *found) if deadline.due < standing.ended)
        case _:
            return (whole, *found)
