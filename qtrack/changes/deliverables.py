"""What changed in deliverables."""

from collections.abc import Iterator
from datetime import date

from qtrack.changes.deadlines import due_changes
from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.parts import Pair, Placed, part_pairs
from qtrack.changes.sides import Sides, later
from qtrack.changes.words import NONE
from qtrack.locale.message import Message, msg
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable, Every
from qtrack.model.problem import Place
from qtrack.standing.recurrence import OFTEN

_SHELF = "deliverables"


def deliverable_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the deliverables of all sections and tasks."""
    for pair in part_pairs(
        sides,
        _SHELF,
        lambda _, part: part.id,
        lambda holder: holder.deliverables,
        lambda part: (part.title, part.due, part.every, part.first, part.covers),
    ):
        yield from _deliverable(pair)


def _deliverable(pair: Pair[Deliverable]) -> Iterator[Change]:
    old, new, units, place = pair.old, pair.new, pair.units, pair.place
    if old and new:
        if old.about != new.about:
            yield _moved(old, new, units, place)
        yield from _wording(old, new, units)
        yield from due_changes(
            new.about,
            new.about,
            (old.part.due, new.part.due),
            (_binding(old), _binding(new)),
            place=new.place(_SHELF, "due"),
            units=units,
        )
        yield from _recurrence(old, new, units)
    elif new:
        message = msg("deliverable {id} “{title}” is added", id=new.about, title=new.part.title)
        yield Change(
            ChangeKind.DELIVERABLE_ADDED, new.about, message, place, None, new.part.title, units=units
        )
    elif old:
        message = msg("deliverable {id} “{title}” is removed", id=old.about, title=old.part.title)
        kind = ChangeKind.DELIVERABLE_REMOVED
        yield Change(kind, old.about, message, place, old.part.title, loosens=True, units=units)


def _binding(placed: Placed[Deliverable]) -> date | None:
    return placed.part.due or placed.holder.due


def _moved(
    old: Placed[Deliverable], new: Placed[Deliverable], units: tuple[str, ...], place: Place
) -> Change:
    """Say that a deliverable stands elsewhere; it loosens where it has more time there."""
    message = msg(
        "deliverable {before} “{title}” becomes {after}",
        before=old.about,
        after=new.about,
        title=new.part.title,
    )
    loosens = later(_binding(new), _binding(old))
    kind = ChangeKind.DELIVERABLE_MOVED
    return Change(kind, new.about, message, place, old.about, new.about, loosens=loosens, units=units)


def _wording(old: Placed[Deliverable], new: Placed[Deliverable], units: tuple[str, ...]) -> Iterator[Change]:
    if old.part.title != new.part.title:
        message = msg(
            "{id} is reworded from “{before}” to “{after}”",
            id=new.about,
            before=old.part.title,
            after=new.part.title,
        )
        kind, place = ChangeKind.DELIVERABLE_REWORDED, new.place(_SHELF, "title")
        yield Change(kind, new.about, message, place, old.part.title, new.part.title, units=units)
    if old.part.covers != new.part.covers:
        message = msg(
            "the years that {id} covers change from {before} to {after}",
            id=new.about,
            before=old.part.covers or NONE,
            after=new.part.covers or NONE,
        )
        kind, place = ChangeKind.COVERS_CHANGED, new.place(_SHELF, "covers")
        yield Change(kind, new.about, message, place, old.part.covers, new.part.covers, units=units)


def _recurrence(
    old: Placed[Deliverable], new: Placed[Deliverable], units: tuple[str, ...]
) -> Iterator[Change]:
    """Yield another recurrence; it loosens where it ends, gets rarer, or begins later."""
    before, after = (old.part.every, old.part.first), (new.part.every, new.part.first)
    if before == after:
        return
    message = msg(
        "{id} is due {after} instead of {before}", id=new.about, before=_often(old), after=_often(new)
    )
    loosens = old.part.every is not None and (_rarer(new, old) or _begin(new) > _begin(old))
    yield Change(
        ChangeKind.RECURRENCE_CHANGED,
        new.about,
        message,
        new.place(_SHELF, "first" if old.part.every is new.part.every else "every"),
        _rule(old),
        _rule(new),
        loosens=loosens,
        units=units,
    )


def _often(placed: Placed[Deliverable]) -> Message:
    part = placed.part
    if part.every is None:
        return msg("once")
    if not part.first:
        return OFTEN[part.every]
    if part.every is Every.YEAR:
        return msg("every year from {year} on", year=part.first)
    return msg("{often} from {period} on", often=OFTEN[part.every], period=part.first)


def _rarer(new: Placed[Deliverable], old: Placed[Deliverable]) -> bool:
    order = [None, *Every]
    return order.index(new.part.every) < order.index(old.part.every)


def _begin(placed: Placed[Deliverable]) -> date:
    first = Period.parse(placed.part.first)
    return first.start if first else date.min


def _rule(placed: Placed[Deliverable]) -> str | None:
    part = placed.part
    every = part.every.value if part.every else None
    return f"{every or 'once'} from {part.first}" if part.first else every
