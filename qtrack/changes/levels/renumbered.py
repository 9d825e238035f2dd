"""Sections, tasks and deliverables that got another number, whatever else the same edit did to them.

They are known by their entries, which move together, else by what they say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Holder, Sides, touched
from qtrack.changes.subject import Subject
from qtrack.locale.message import msg
from qtrack.model.ids import holder_of
from qtrack.model.plan import Plan, Task
from qtrack.model.problem import Place

#: Old and new ids.
Numbers = Mapping[str, str]

#: From so much on, of 1, what two things say is of the same thing.
_ALIKE: Final = 0.5


def renumbering_changes(sides: Sides) -> Iterator[Change]:
    """Yield every other number that was given; a part that goes with its whole is not told of."""
    for before, after in sides.numbers.items():
        holder = sides.new.holders[holder_of(after)]
        kind = ChangeKind.TASK_RENUMBERED if isinstance(holder, Task) else ChangeKind.SECTION_RENUMBERED
        keys: tuple[str | int, ...] = ("id",)
        if after != holder.id:
            kind = ChangeKind.DELIVERABLE_RENUMBERED
            keys = ("deliverables", [part.id for part in holder.deliverables].index(after), "id")
        message = msg("{old} got the number {new}", old=before, new=after)
        subject = Subject(after, Place(holder.path, keys), touched(holder))
        yield subject.change(kind, message, before, after)


def with_new_numbers(old: Plan, new: Plan) -> Plan:
    """Return the old plan with the numbers that the new one gives to the same things.

    Where nothing was renumbered it is the old plan itself.
    """
    return renumbered(old, numbers(old, new))


def renumbered(old: Plan, given: Numbers) -> Plan:
    """Return the old plan with these numbers; what had one of them and has none now stands in brackets."""
    if not given:
        return old
    lost = {number: f"({number})" for number in set(given.values()) & set(old.holders) - set(given)}
    given = {**given, **lost}
    return msgspec.structs.replace(
        old,
        sections=tuple(_numbered(section, given) for section in old.sections),
        tasks=tuple(_numbered(task, given) for task in old.tasks),
        entries=tuple(msgspec.structs.replace(entry, about=_id(entry.about, given)) for entry in old.entries),
    )


def numbers(old: Plan, new: Plan) -> dict[str, str]:
    """Return the old and the new number of every section, task and deliverable that was renumbered.

    A whole is the same one where most of its entries moved to it, else where it says the same or nearly so
    and no entry stayed behind under the old number.
    """
    found = _by_entries(old, new)
    homes = {entry.id: entry.holder for entry in old.entries}
    behind = {entry.holder for entry in new.entries if homes.get(entry.id) == entry.holder}
    behind |= {entry.holder for entry in new.entries} - set(new.holders)
    _by_content(old, new, found, behind)
    lost = [one for one in _left(old, new, set(found), set(found.values())) if one.id not in behind]
    gained = _left(new, old, set(found.values()), set(found))
    traits = {id(one): _traits(one) for one in (*lost, *gained)}
    ranked = (
        (_likeness(traits[id(one)], traits[id(other)]), one.id, other.id)
        for one in lost
        for other in gained
        if type(one) is type(other)
    )
    for likeness, before, after in sorted(ranked, reverse=True):
        if likeness >= _ALIKE and before not in found and after not in found.values():
            found[before] = after
    return {**found, **dict(_parts(old, new, found))}


def _left(one: Plan, other: Plan, matched: set[str], taken: set[str]) -> list[Holder]:
    """Return what is not matched yet and whose number the other plan does not have, or has for another."""
    return [
        holder
        for number, holder in one.holders.items()
        if number not in matched and (number not in other.holders or number in taken)
    ]


def _by_content(old: Plan, new: Plan, found: dict[str, str], behind: set[str]) -> None:
    """Add what says the same under another number, and something else, or nothing, under its own."""
    same = {number for number, holder in old.holders.items() if new.holders.get(number) == holder}
    free: dict[object, list[str]] = {}
    for number, holder in new.holders.items():
        if number not in same and number not in found.values():
            free.setdefault(_content(holder), []).append(number)
    for number, holder in old.holders.items():
        if number in same or number in found or number in behind:
            continue
        places = free.get(_content(holder))
        if places:
            found[number] = places.pop(0)


def _by_entries(old: Plan, new: Plan) -> dict[str, str]:
    """Return the numbers under which most of the entries of a whole are found now.

    Where both plans have the number, what stands under it must besides be liker than what stands there now.
    """
    now = {entry.id: entry.holder for entry in new.entries}
    homes: dict[str, Counter[str]] = {}
    for entry in old.entries:
        homes.setdefault(entry.holder, Counter())[now.get(entry.id, "")] += 1
    found: dict[str, str] = {}
    for before, counts in homes.items():
        after, count = counts.most_common(1)[0]
        was, moved, stayed = old.holders.get(before), new.holders.get(after), new.holders.get(before)
        if before == after or was is None or moved is None or 2 * count <= counts.total():
            continue
        own, there = _traits(was), _traits(moved)
        if stayed is None or _likeness(own, there) > _likeness(own, _traits(stayed)):
            found[before] = after
    return found if len(set(found.values())) == len(found) else {}


def _parts(old: Plan, new: Plan, given: Numbers) -> Iterator[tuple[str, str]]:
    """Yield the deliverables that have another number within their whole, and whose entries go with them."""
    now = {entry.id: entry.about for entry in new.entries}
    for holder in old.holders.values():
        other = new.holders.get(given.get(holder.id, holder.id))
        if other is None or other == holder:
            continue
        kept = {_id(part.id, given) for part in holder.deliverables} & {
            part.id for part in other.deliverables
        }
        gained = [
            part for part in other.deliverables if part.id not in kept and holder_of(part.id) == other.id
        ]
        for part in holder.deliverables:
            if _id(part.id, given) in kept:
                continue
            homes = Counter(now.get(entry.id, "") for entry in old.entries if entry.about == part.id)
            same = next((one for one in gained if homes[one.id] * 2 > homes.total()), None)
            if same is None and not homes.total():
                same = max(gained, key=lambda one: _alike(part.title, one.title), default=None)
                same = same if same and _alike(part.title, same.title) >= _ALIKE else None
            if same:
                gained.remove(same)
                yield part.id, same.id


#: What a whole is known by: the pairs of signs in its title, and the names of its parts.
_Traits = tuple[frozenset[str], frozenset[str]]


def _traits(holder: Holder) -> _Traits:
    names = (*(part.title for part in holder.deliverables), *(part.name for part in holder.indicators))
    return _pairs(holder.title), frozenset(names)


def _likeness(old: _Traits, new: _Traits) -> float:
    """Return how much of what two wholes are known by is the same: 1 where the title or the parts are."""
    return max(_common(*both) for both in zip(old, new, strict=True))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0


def _pairs(text: str) -> frozenset[str]:
    """Return the signs of a text with their neighbours, by which reworded texts are still alike."""
    return frozenset(text[at : at + 2] for at in range(len(text)))


def _alike(one: str, other: str) -> float:
    return _common(_pairs(one), _pairs(other))


def _content(holder: Holder) -> object:
    """Return everything but the numbers."""
    return msgspec.structs.replace(_numbered(holder, {holder.id: ""}), path="")


def _numbered(holder: Holder, given: Numbers) -> Holder:
    parts = tuple(msgspec.structs.replace(part, id=_id(part.id, given)) for part in holder.deliverables)
    return msgspec.structs.replace(holder, id=given.get(holder.id, holder.id), deliverables=parts)


def _id(about: str, given: Numbers) -> str:
    """Return an id with the number that it, or its whole, was given."""
    holder = holder_of(about)
    return given.get(about) or given.get(holder, holder) + about[len(holder) :]
