"""What a light is decided from, and the reasons that it is never without."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.rules import Light


class LightReason(msgspec.Struct, frozen=True):
    """Why a light is as it is: a code for machines, a message for people.

    `brief` says the same where the figures stand in columns of their own.
    """

    code: str
    light: Light
    message: Message
    brief: Message | None = None


class Case(msgspec.Struct, frozen=True):
    """What a light is decided from."""

    holder: str
    as_of: date
    start: date
    due: date | None  # the holder's own deadline; None is 持续推进
    status: Status
    ended: date | None
    progress: Decimal | None
    pace: Decimal
    last: Entry | None
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]
    sent_back: tuple[str, ...]  # ids of what waits for a second report
