"""A standing as JSON and back, so that what was assessed once need not be assessed at every start.

What the plan says itself is not stored: whoever reads a standing gives it the plan again. A message keeps
the kinds of its values, since dates and numbers are written otherwise than words.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.model.lazy import Lazy, Made
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.deadlines import Deadline
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.rules import Light
from qtrack.standing.task_standing import LightReason, Standing


class _Brief(msgspec.Struct, array_like=True):
    """What a list shows of a standing."""

    status: Status
    ended: date | None
    verified: bool
    progress: Decimal | None
    reported: Decimal | None
    computed: Decimal | None
    pace: Decimal
    last_entry: date | None
    unanswered: int
    sent_back: tuple[str, ...]
    missing: tuple[str, ...]
    asked: dict[str, frozenset[str]]
    reasons: tuple[Any, ...]


class _Parts(msgspec.Struct, array_like=True):
    """What is read where somebody asks for it: how the parts stand, and the ids of the entries that count."""

    counted: tuple[str, ...]
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]
    deadlines: tuple[Deadline, ...]


#: Fields that are stored as they are.
_AS_THEY_ARE: Final = _Brief.__struct_fields__[:11]


def stored(standing: Standing) -> bytes:
    """Return a standing as two lines of JSON; raise TypeError for a message with a value of another kind."""
    brief = _Brief(
        **{name: getattr(standing, name) for name in _AS_THEY_ARE},
        asked=dict(standing.asked),
        reasons=tuple(
            (reason.code, reason.light, reason.indicator, _plain(reason.message), _plain(reason.brief))
            for reason in standing.reasons
        ),
    )
    parts = _Parts(
        tuple(entry.id for entry in standing.entries),
        tuple(standing.deliverables),
        tuple(standing.indicators),
        tuple(standing.deadlines),
    )
    return _ENCODER.encode(brief) + b"\n" + _ENCODER.encode(parts)


def standing_of(
    data: bytes, plan: Plan, holder: Section | Task, as_of: date, entries: Sequence[Entry]
) -> Standing:
    """Return what was stored of a section or task of a plan; `entries` are all that belong to it.

    Raises ValueError for what never was a standing.
    """
    first, _, second = data.partition(b"\n")
    brief = msgspec.json.decode(first, type=_Brief)
    parts = Lazy(lambda: (msgspec.json.decode(second, type=_Parts, dec_hook=_read_fraction),))

    def counted() -> Sequence[Entry]:
        by_id = {entry.id: entry for entry in entries}
        return tuple(by_id[name] for name in parts[0].counted)

    return Standing(
        holder=holder,
        section=plan.section_of(holder),
        register=plan.register,
        as_of=as_of,
        start=plan.start_of(holder),
        limit=plan.due_of(holder),
        entries=Lazy(counted),
        deliverables=Lazy(lambda: parts[0].deliverables),
        indicators=Lazy(lambda: parts[0].indicators),
        deadlines=Lazy(lambda: parts[0].deadlines),
        asked=brief.asked,
        reasons=Made(brief.reasons, _reason),
        **{name: getattr(brief, name) for name in _AS_THEY_ARE},
    )


#: The kinds of values that a message may have, each by a letter.
_KINDS: Final[dict[type, str]] = {str: "s", int: "i", Decimal: "n", date: "d", Message: "m", tuple: "t"}


def _plain(value: object) -> object:
    """Return a value of a message, or a whole one, as JSON has it, with the letters of the kinds."""
    match value:
        case None:
            return None
        case Message():
            return [
                value.text,
                value.plural,
                value.count,
                [[name, *_lettered(own)] for name, own in value.values],
            ]
        case tuple():
            return [_lettered(member) for member in value]
        case Decimal() | date():
            return str(value)
    return value


def _lettered(value: object) -> tuple[str, object]:
    kind = type(value)
    if kind not in _KINDS:
        refusal = f"no form for {kind}"
        raise TypeError(refusal)
    return _KINDS[kind], _plain(value)


def _reason(plain: Any) -> LightReason:  # noqa: ANN401 - JSON
    code, light, indicator, message, brief = plain
    return LightReason(code, Light(light), _message(message), _message(brief) if brief else None, indicator)


def _message(plain: Any) -> Message:  # noqa: ANN401 - JSON
    text, plural, count, values = plain
    return Message(text, tuple((name, _read(letter, value)) for name, letter, value in values), plural, count)


def _read(letter: str, value: Any) -> object:  # noqa: ANN401 - JSON
    match letter:
        case "n":
            return Decimal(value)
        case "d":
            return date.fromisoformat(value)
        case "m":
            return _message(value)
        case "t":
            return tuple(_read(*member) for member in value)
    return value


def _write_fraction(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(type(value).__name__)


def _read_fraction(_kind: type, text: str) -> Fraction:
    above, below = text.split("/")
    return Fraction(int(above), int(below))


_ENCODER: Final = msgspec.json.Encoder(enc_hook=_write_fraction)
