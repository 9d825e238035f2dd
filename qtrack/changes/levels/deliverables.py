"""What changed in deliverables."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.parts import Pair, Placed, asks_fewer, part_pairs
from qtrack.changes.sides import Sides, later
from qtrack.changes.subject import WEIGHT, Field, Subject
from qtrack.locale.message import Message, mark, msg
from qtrack.model.head import PlanHead
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable
from qtrack.standing.recurrence import occurrences, often

_FIELDS: Final = (
    Field("title", ChangeKind.DELIVERABLE_REWORDED, mark("{id} is reworded from “{before}” to “{after}”")),
    Field(
        "covers",
        ChangeKind.COVERS_CHANGED,
        mark("the years that {id} covers change from {before} to {after}"),
        loosens=lambda old, new: not _years(old.covers) <= _years(new.covers),
    ),
    WEIGHT,
)


def deliverable_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the deliverables of all sections and tasks."""
    lead = Field(
        "lead",
        ChangeKind.LEAD_REPLACED,
        mark("{id} is led by {after} instead of {before}"),
        lambda part: sides.unit(part.lead) if part.lead else "",
        lambda _, new: new.lead is None,
    )
    for pair in part_pairs(
        sides, "deliverables", lambda holder: [(part.id, part) for part in holder.deliverables]
    ):
        yield from _deliverable(sides, pair, lead)


def _years(covers: str) -> set[int]:
    """Return the years that a report or a plan speaks of, as `2017` or `2019-2021` say."""
    first, _, last = covers.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        return set()
    return set(range(int(first), int(last or first) + 1))


def _deliverable(sides: Sides, pair: Pair[Deliverable], lead: Field) -> Iterator[Change]:
    old, new, subject = pair.old, pair.new, pair.subject
    if old and new:
        if old.about != new.about:
            yield _moved(sides, old, new, subject)
        yield from subject.fields((*_FIELDS, lead), old.part, new.part)
        yield from subject.start((old.part.start, new.part.start), sides.new.start_of(new.holder))
        yield from subject.due((old.part.due, new.part.due), (_binding(old), _binding(new)))
        yield from _recurrence(subject, old.part, new.part, sides.new.head_of(new.holder))
    elif new:
        message = msg("deliverable {id} “{title}” is added", id=new.about, title=new.part.title)
        yield subject.change(ChangeKind.DELIVERABLE_ADDED, message, None, new.part.title)
    elif old:
        message = msg("deliverable {id} “{title}” is removed", id=old.about, title=old.part.title)
        yield subject.change(ChangeKind.DELIVERABLE_REMOVED, message, old.part.title, loosens=True)


def _binding(placed: Placed[Deliverable]) -> date | None:
    return placed.part.due or placed.holder.due


def _moved(sides: Sides, old: Placed[Deliverable], new: Placed[Deliverable], subject: Subject) -> Change:
    """Say that a deliverable has another number, or stands elsewhere.

    It loosens where it has more time there, or fewer units. Its entries stay behind.
    """
    if old.holder.id == new.holder.id:
        message = msg("{old} got the number {new}", old=old.about, new=new.about)
        return subject.change(ChangeKind.DELIVERABLE_RENUMBERED, message, old.about, new.about)
    values = {"before": old.about, "after": new.about, "title": new.part.title}
    message = msg("deliverable {before} “{title}” moves to {after}", **values)
    loosens = later(_binding(new), _binding(old)) or asks_fewer(sides, old.holder, new.holder)
    return subject.change(ChangeKind.DELIVERABLE_MOVED, message, old.about, new.about, loosens=loosens)


def _recurrence(subject: Subject, was: Deliverable, now: Deliverable, head: PlanHead) -> Iterator[Change]:
    """Yield another recurrence; it loosens where it ends, gets rarer, begins later, or is due later."""
    keys = [key for key in ("every", "first", "by") if getattr(was, key) != getattr(now, key)]
    if keys:
        values = {"id": subject.about, "before": _often(was), "after": _often(now)}
        message = msg("{id} is due {after} instead of {before}", **values)
        kind, loosens = ChangeKind.RECURRENCE_CHANGED, _less_asked(was, now, head)
        yield subject.change(kind, message, _rule(was), _rule(now), keys[0], loosens=loosens)


def _less_asked(was: Deliverable, now: Deliverable, head: PlanHead) -> bool:
    """Tell whether it begins later, or in the time of an occurrence none is asked for that is due by then."""
    asked, left = (tuple(_asked(part, head)) for part in (was, now))
    return (asked[:1] and left[:1] and asked[0][0].start < left[0][0].start) or any(
        not any(one.start >= period.start and one.end <= period.end and by <= due for one, by in left)
        for period, due in asked
    )


def _asked(part: Deliverable, head: PlanHead) -> Iterator[tuple[Period, date]]:
    """Yield the periods of a duty within the plan, and when it is due for each."""
    for one in occurrences(part, head, (), head.start):
        period = Period.parse(one.period)
        if period:
            yield period, one.due


def _often(part: Deliverable) -> Message:
    if part.every is None:
        return msg("once")
    returns = often(part.every, part.by)
    if not part.first:
        return returns
    if part.first.isdecimal():
        return msg("{often} from {year} on", often=returns, year=part.first)
    return msg("{often} from {period} on", often=returns, period=part.first)


def _rule(part: Deliverable) -> str | None:
    """Return a recurrence for machines: `year`, `year from 2019`, `year by 03-15`."""
    if part.every is None and not part.first:
        return None
    rule = part.every.value if part.every else "once"
    return rule + (f" by {part.by}" if part.by else "") + (f" from {part.first}" if part.first else "")
