"""Sections and tasks that only got another number: the file was renamed and its id with it."""

from collections.abc import Mapping

import msgspec

from qtrack.changes.sides import Holder, moves
from qtrack.model.entry import Entry
from qtrack.model.ids import holder_of
from qtrack.model.plan import Plan


def with_new_numbers(old: Plan, new: Plan) -> Plan:
    """Return the old plan with the numbers that the new one gives to the same sections and tasks.

    Where nothing was renumbered it is the old plan itself.
    """
    moved = numbers(old, new)
    if not moved:
        return old
    return msgspec.structs.replace(
        old,
        sections=tuple(_numbered(section, moved.get(section.id, section.id)) for section in old.sections),
        tasks=tuple(_numbered(task, moved.get(task.id, task.id)) for task in old.tasks),
        entries=tuple(_entry(entry, moved) for entry in old.entries),
    )


def numbers(old: Plan, new: Plan) -> dict[str, str]:
    """Return the old and the new number of every section and task that was renumbered.

    It is the same one where everything but its number agrees and its entries moved along with it. Where
    entries stay behind under the old number it is not: one thing goes and another comes.
    """
    lost = {number: holder for number, holder in old.holders.items() if number not in new.holders}
    gained = {number: holder for number, holder in new.holders.items() if number not in old.holders}
    left_behind = {entry.holder for entry in new.entries}
    found = moves(lost, gained, _content) if lost and gained else {}
    return {before: after for before, after in found.items() if before not in left_behind}


def _content(holder: Holder) -> object:
    """Return everything but the number."""
    return msgspec.structs.replace(_numbered(holder, ""), path="")


def _numbered(holder: Holder, number: str) -> Holder:
    parts = tuple(
        msgspec.structs.replace(part, id=_id(part.id, holder.id, number)) for part in holder.deliverables
    )
    return msgspec.structs.replace(holder, id=number, deliverables=parts)


def _entry(entry: Entry, moved: Mapping[str, str]) -> Entry:
    number = moved.get(entry.holder)
    if number is None:
        return entry
    return msgspec.structs.replace(entry, about=_id(entry.about, entry.holder, number))


def _id(about: str, old: str, new: str) -> str:
    return new + about[len(old) :] if holder_of(about) == old else about
