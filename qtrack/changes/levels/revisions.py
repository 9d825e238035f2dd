"""Later notices that revise the document: there or not, what each revises, what is ended by it."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs
from qtrack.changes.subject import Field, Subject
from qtrack.locale.message import mark, msg
from qtrack.model.head import PlanHead, Revision
from qtrack.model.ids import holder_of
from qtrack.model.problem import Place

_FIELDS: Final = tuple(
    Field(key, ChangeKind.REVISION_CHANGED, text, quoted=key == "title")
    for key, text in (
        ("title", mark("the title of {id} changes from {before} to {after}")),
        ("issuer", mark("the issuer of {id} changes from {before} to {after}")),
        ("issued", mark("{id} is of {after} instead of {before}")),
        ("revises", mark("{id} revises {after} instead of {before}")),
    )
)
_PATH: Final = "plan.yaml"


def revision_changes(sides: Sides) -> Iterator[Change]:
    """Yield notices that are new or gone, what they say otherwise, and what is ended by one or no longer."""
    old, new = sides.old.head, sides.new.head
    for was, now in pairs(old.revisions, new.revisions, "number"):
        if now:
            subject = Subject(now.number, Place(_PATH, ("revisions", new.revisions.index(now))))
            if was:
                yield from subject.fields(_FIELDS, was, now)
            else:
                message = msg("{number} “{title}” revises the plan", number=now.number, title=now.title)
                yield subject.change(ChangeKind.REVISION_ADDED, message, None, now.number)
        elif was:
            message = msg("{number} “{title}” no longer revises the plan", number=was.number, title=was.title)
            subject = Subject(was.number, Place(_PATH, ("revisions",)))
            yield subject.change(ChangeKind.REVISION_REMOVED, message, was.number)
    yield from _ended(sides)


def _ended(sides: Sides) -> Iterator[Change]:
    """Yield what is ended by a notice, which loosens, or goes on again."""
    before = {sides.numbers.get(name, name): by for name, by in _endings(sides.old.head).items()}
    after = _endings(sides.new.head)
    for name, by in after.items():
        if name not in before:
            place = Place(_PATH, ("revisions", sides.new.head.revisions.index(by), "ends"))
            values = {"id": name, "number": by.number, "date": by.issued}
            message = msg("{id} is ended on {date}: {number} takes its place", **values)
            yield Subject(name, place).change(ChangeKind.ENDED, message, None, by.number, loosens=True)
    for name, by in before.items():
        if name not in after:
            message = msg("{id} goes on: {number} no longer takes its place", id=name, number=by.number)
            subject = Subject(name, Place(_PATH, ("revisions",)))
            yield subject.change(ChangeKind.ENDED_NO_LONGER, message, by.number)


def _endings(head: PlanHead) -> dict[str, Revision]:
    return {name: notice for notice in reversed(head.revisions) for name in notice.ends}


def by_notice(sides: Sides, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those of what a notice revises that is new with its number as their reason."""
    known = {(one.number, name) for one in sides.old.head.revisions for name in one.revises}
    reasons = {
        name: one.number
        for one in sides.new.head.revisions
        for name in one.revises
        if (one.number, name) not in known
    }
    for change in changes:
        about = change.about.partition("/")[0]
        number = reasons.get(about) or reasons.get(holder_of(about))
        if number and not change.place.path.startswith(("progress/", _PATH)):
            message = msg("{change}, by {number}", change=change.message, number=number)
            yield msgspec.structs.replace(change, message=message)
        else:
            yield change
