"""What changed in tasks themselves: there or not, place, wording, deadline, order of their parts."""

from collections.abc import Iterator

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.deadlines import due_changes
from qtrack.changes.sides import Holder, Sides, pairs, reordered, touched
from qtrack.changes.words import NONE
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan, Task
from qtrack.model.problem import Place


def task_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in every task that both sides could read."""
    for old, new in pairs(sides.old.tasks, sides.new.tasks, lambda task: task.id):
        known = old or new
        if known is None or known.id in sides.unread:
            continue
        units = touched(old, new)
        if old and new:
            yield from _task(sides, old, new, units)
        elif new:
            message = msg("task {id} “{title}” is added", id=new.id, title=new.title)
            yield Change(
                ChangeKind.TASK_ADDED, new.id, message, Place(new.path), None, new.title, units=units
            )
        elif old:
            message = msg("task {id} “{title}” is removed", id=old.id, title=old.title)
            kind, place = ChangeKind.TASK_REMOVED, Place(old.path)
            yield Change(kind, old.id, message, place, old.title, loosens=True, units=units)


def _task(sides: Sides, old: Task, new: Task, units: tuple[str, ...]) -> Iterator[Change]:
    if old.measure != new.measure:
        message = msg(
            "{id} moves from {before} to {after}",
            id=new.id,
            before=_measure(sides.old, old.measure),
            after=_measure(sides.new, new.measure),
        )
        place = Place(new.path, ("measure",))
        yield Change(ChangeKind.TASK_MOVED, new.id, message, place, old.measure, new.measure, units=units)
    if old.title != new.title:
        message = msg(
            "{id} is reworded from “{before}” to “{after}”", id=new.id, before=old.title, after=new.title
        )
        place = Place(new.path, ("title",))
        yield Change(ChangeKind.TASK_REWORDED, new.id, message, place, old.title, new.title, units=units)
    if old.source != new.source:
        message = msg(
            "the source of {id} changes from “{before}” to “{after}”",
            id=new.id,
            before=old.source or NONE,
            after=new.source or NONE,
        )
        place = Place(new.path, ("source",))
        yield Change(ChangeKind.SOURCE_CHANGED, new.id, message, place, old.source, new.source, units=units)
    dates = (old.due, new.due)
    yield from due_changes(new.id, new.id, dates, dates, place=Place(new.path, ("due",)), units=units)


def _measure(plan: Plan, identifier: str) -> str | Message:
    measure = plan.measures.get(identifier)
    if measure is None:
        return identifier
    return msg("{id} “{title}”", id=identifier, title=measure.title)


def part_order_changes(sides: Sides) -> Iterator[Change]:
    """Yield sections and tasks whose deliverables or indicators stand in another order."""
    for old, new in sides.common:
        for shelf, message in (
            ("deliverables", msg("the deliverables of {id} stand in another order", id=new.id)),
            ("indicators", msg("the indicators of {id} stand in another order", id=new.id)),
        ):
            before, after = _ids(old, shelf), _ids(new, shelf)
            if reordered(before, after):
                place, units = Place(new.path, (shelf,)), touched(old, new)
                yield Change(ChangeKind.ORDER_CHANGED, new.id, message, place, before, after, units=units)


def _ids(holder: Holder, shelf: str) -> tuple[str, ...]:
    return tuple(part.id for part in getattr(holder, shelf))
