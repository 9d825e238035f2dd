"""What a light is decided from, and the reasons that it is never without."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Section, Task
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding, Part
from qtrack.standing.rules import Light


class LightReason(msgspec.Struct, frozen=True):
    """Why a light is as it is: a code for machines, a message for people.

    `brief` says the same where the figures stand in columns of their own. `indicator` is the id of the one
    that is not held.
    """

    as_json: ClassVar = "code light text=message"

    code: str
    light: Light
    message: Message
    brief: Message | None = None
    indicator: str = ""


class LightInput(msgspec.Struct, frozen=True, kw_only=True):
    """What a light is decided from.

    `due` is the last day in time: that of the whole itself, or the plan's last one where it is ongoing.
    `verified` is work that the office closed or dropped. `report` is the latest entry by which somebody told
    of the work.
    """

    holder: Section | Task
    as_of: date
    start: date
    due: date
    status: Status
    ended: date | None
    verified: bool
    progress: Decimal | None
    pace: Decimal
    entries: tuple[Entry, ...]
    report: Entry | None
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]
    sent_back: tuple[str, ...]  # ids of what waits for a second report

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the progress of the whole is the mean of, each weighing the same."""
        return measured(self.deliverables, self.indicators)


def measured(
    deliverables: tuple[DeliverableStanding, ...], indicators: tuple[IndicatorStanding, ...]
) -> tuple[Part, ...]:
    """Return the parts that have a pace: deliverables that were not left out, indicators to reach."""
    kept = (part for part in deliverables if not part.left_out)
    return (*kept, *(part for part in indicators if part.elapsed is not None))
