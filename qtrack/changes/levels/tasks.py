"""What changed in tasks themselves: there or not, place, wording, deadline, order of their parts."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.settings import reporting_changes
from qtrack.changes.sides import Sides, pairs, reordered, touched
from qtrack.changes.subject import WEIGHT, Field, Subject
from qtrack.locale.message import Message, mark, msg
from qtrack.model.plan import Plan, Task
from qtrack.model.problem import Place

_FIELDS: Final = (
    Field("title", ChangeKind.TASK_REWORDED, mark("{id} is reworded from “{before}” to “{after}”")),
    Field(
        "number",
        ChangeKind.SOURCE_CHANGED,
        mark("the number of {id} in the document changes from {before} to {after}"),
        quoted=True,
    ),
    Field(
        "supervisor", ChangeKind.PERSON_CHANGED, mark("the supervisor of {id} is {after} instead of {before}")
    ),
    Field(
        "person",
        ChangeKind.PERSON_CHANGED,
        mark("the person who answers for {id} is {after} instead of {before}"),
    ),
    Field(
        "remark",
        ChangeKind.REMARK_CHANGED,
        mark("the remark on {id} changes from {before} to {after}"),
        quoted=True,
    ),
    Field(
        "source",
        ChangeKind.SOURCE_CHANGED,
        mark("the source of {id} changes from {before} to {after}"),
        quoted=True,
    ),
    WEIGHT,
)


def task_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in every task that both sides could read."""
    for old, new in pairs(sides.read(sides.old.tasks), sides.read(sides.new.tasks)):
        if new:
            subject = Subject(new.id, Place(new.path), touched(old, new))
            if old is None:
                message = msg("task {id} “{title}” is added", id=new.id, title=new.title)
                yield subject.change(ChangeKind.TASK_ADDED, message, None, new.title)
                continue
            was, now = _place(old), _place(new)
            if was != now:
                before, after = _named(sides.old, was), _named(sides.new, now)
                message = msg("{id} moves from {before} to {after}", id=new.id, before=before, after=after)
                lost = sides.new.home_of(new) is None  # nothing judges it there
                key = "section" if new.section else "measure"
                yield subject.change(ChangeKind.TASK_MOVED, message, was, now, key, loosens=lost)
            yield from subject.fields(_FIELDS, old, new)
            yield from subject.start((old.start, new.start), sides.new.head.start)
            rounds = [one.reporting or sides.new.head.reporting for one in (old, new)]
            place = Place(new.path, ("reporting",))
            yield from reporting_changes(Subject(new.id, place, subject.units, new.id), *rounds)
            yield from subject.due((old.due, new.due), (old.due or sides.old.head.end, new.due))
        elif old:
            message = msg("task {id} “{title}” is removed", id=old.id, title=old.title)
            subject = Subject(old.id, Place(old.path), touched(old))
            yield subject.change(ChangeKind.TASK_REMOVED, message, old.title, loosens=True)


def _place(task: Task) -> str:
    return task.section or task.measure


def _named(plan: Plan, identifier: str) -> str | Message:
    place = plan.measures.get(identifier) or plan.holders.get(identifier)
    return msg("{id} “{title}”", id=identifier, title=place.title) if place else identifier


def part_order_changes(sides: Sides) -> Iterator[Change]:
    """Yield sections and tasks whose deliverables or indicators stand in another order."""
    for old, new in sides.common:
        subject = Subject(new.id, Place(new.path), touched(old, new))
        for shelf, message in (
            ("deliverables", msg("the deliverables of {id} stand in another order", id=new.id)),
            ("indicators", msg("the indicators of {id} stand in another order", id=new.id)),
        ):
            before, after = (tuple(part.id for part in getattr(holder, shelf)) for holder in (old, new))
            if reordered(before, after):
                yield subject.change(ChangeKind.ORDER_CHANGED, message, before, after, shelf)
