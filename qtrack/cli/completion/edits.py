"""Offers for commands that edit the plan: the keys of a part of it, and what each of them may be."""

from collections.abc import Iterator
from contextlib import suppress

from qtrack.cli.completion import parts
from qtrack.cli.completion.question import Offer, Question
from qtrack.cli.edit.keys import Key, find_key, keys_of
from qtrack.errors import QtrackError
from qtrack.model.ids import MeasureId, SectionId, UnitId, holder_of, parse_about
from qtrack.model.plan import Measure, Section, Task
from qtrack.records.parts import HOLDERS, PlanPart, find_part
from qtrack.store.yaml.choices import choices_of


def keys(question: Question) -> Iterator[Offer]:
    """Offer the keys of what is typed, each with what it is called."""
    part = _part(question)
    for key in keys_of(type(part.value)) if part else ():
        yield Offer(key.typed, question.say(key.title))


def values(question: Question) -> Iterator[Offer]:
    """Offer what the key that is typed may be."""
    key = _key(question)
    if key is not None and key.member == UnitId:
        yield from parts.units(question)
    elif key is not None and key.member in {MeasureId, SectionId}:
        yield from (parts.measures if key.member == MeasureId else parts.sections)(question)
    elif key is not None:
        yield from map(Offer, choices_of(key.member))


def places(question: Question) -> Iterator[Offer]:
    """Offer what the part that is typed may be moved to."""
    part = _part(question)
    holders = HOLDERS.get(type(part.value), ()) if part else ()
    if Measure in holders:
        yield from parts.measures(question)
        yield from parts.sections(question)
    elif Task in holders:
        yield from parts.abouts(question)
    elif Section in holders:
        yield from parts.sections(question)


def _key(question: Question) -> Key | None:
    part = _part(question)
    with suppress(QtrackError):
        return find_key(part, question.spot.value("key") or "") if part else None
    return None


def _part(question: Question) -> PlanPart | None:
    typed = question.spot.value("about") or ""
    with suppress(QtrackError):
        plan = question.plan.plan_of({holder_of(parse_about(typed) or "")})
        return find_part(plan, typed, lambda _: None)
    return None
