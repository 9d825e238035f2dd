"""The parts of sections and tasks, deliverables or indicators, paired over the whole plan.

A part may move from one holder to another, so what one side lost is matched with what the other gained.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

from qtrack.changes.sides import Holder, Sides, touched
from qtrack.changes.subject import Subject
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable
from qtrack.model.problem import Place
from qtrack.standing.reported.reporting import asked

PartT = TypeVar("PartT", Deliverable, Indicator)


class Placed(msgspec.Struct, Generic[PartT], frozen=True):
    """A part, its id over the whole plan (`T18.1`), and where it stands in a list of its holder."""

    about: str
    part: PartT
    holder: Holder
    at: int

    def subject(self, shelf: str, before: Holder | None = None) -> Subject:
        """Return what changes of it are about; `before` is who had it."""
        units = touched(*((before,) if before else ()), self.holder)
        return Subject(self.about, Place(self.holder.path, (shelf, self.at)), units)


class Pair(msgspec.Struct, Generic[PartT], frozen=True):
    """A part in the old plan and in the new; None where that side has none.

    The subject stands where to look: at the part in the new plan, else at the list that it was taken from;
    it touches the units that the holders name.
    """

    old: Placed[PartT] | None
    new: Placed[PartT] | None
    subject: Subject


#: The parts that a holder has, each with its id over the whole plan.
Parts = Callable[[Holder], Iterable[tuple[str, PartT]]]


def part_pairs(sides: Sides, shelf: str, parts: Parts[PartT]) -> Iterator[Pair[PartT]]:
    """Yield every part that both plans have, moved or not, and what was added to or removed from a holder.

    What came or went with its whole holder is not worth a word of its own.
    """
    old, new = (
        {
            about: Placed(about, part, holder, at)
            for holder in plan.holders.values()
            for at, (about, part) in enumerate(parts(holder))
        }
        for plan in (sides.old, sides.new)
    )
    lost = {about: placed for about, placed in old.items() if about not in new}
    gained = {about: placed for about, placed in new.items() if about not in old}
    moved = _moved(lost, gained)
    stayed = {holder.id for holder, _ in sides.common}
    for about, was in old.items():
        now = new.get(moved.get(about, about))
        if now and (now.about == about or {was.holder.id, now.holder.id} & stayed):
            yield Pair(was, now, now.subject(shelf, was.holder))
        elif now is None and was.holder.id in stayed:
            holder = sides.new.holders[was.holder.id]
            subject = Subject(about, Place(holder.path, (shelf,)), touched(was.holder, holder))
            yield Pair(was, None, subject)
    for about, now in gained.items():
        if now.holder.id in stayed and about not in moved.values():
            yield Pair(None, now, now.subject(shelf))


def _moved(lost: dict[str, Placed[PartT]], gained: dict[str, Placed[PartT]]) -> dict[str, str]:
    """Match what one side lost with what the other gained, alike but for ids: old id to new, one to one."""
    found: dict[str, str] = {}
    free = {about: msgspec.structs.replace(placed.part, id="") for about, placed in gained.items()}
    for about, placed in lost.items():
        part = msgspec.structs.replace(placed.part, id="")
        if new := next((name for name, other in free.items() if other == part), ""):
            found[about] = new
            del free[new]
    return found


def asks_fewer(sides: Sides, old: Holder, new: Holder) -> bool:
    """Tell whether a part that moved is led by others now, or has lost one that answered for it."""
    if old.id == new.id:
        return False
    was, now = asked(old, sides.old.register), asked(new, sides.new.register)
    return old.responsible.leads != new.responsible.leads or not was.keys() <= now.keys()
