"""What changed in deliverables."""

from collections.abc import Iterator
from datetime import date

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.deadlines import due_changes
from qtrack.changes.levels.parts import Pair, Placed, part_pairs
from qtrack.changes.sides import Sides, later
from qtrack.changes.words import NONE
from qtrack.locale.message import Message, msg
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable, Every, PlanHead
from qtrack.model.problem import Place
from qtrack.standing.recurrence import occurrences, often

_SHELF = "deliverables"


def deliverable_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the deliverables of all sections and tasks."""
    for pair in part_pairs(
        sides,
        _SHELF,
        lambda _, part: part.id,
        lambda holder: holder.deliverables,
        lambda part: (part.title, part.due, part.every, part.first, part.by, part.covers),
    ):
        yield from _deliverable(pair, sides.new.head)


def _deliverable(pair: Pair[Deliverable], head: PlanHead) -> Iterator[Change]:
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
        yield from _recurrence(old, new, units, head)
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
    old: Placed[Deliverable], new: Placed[Deliverable], units: tuple[str, ...], head: PlanHead
) -> Iterator[Change]:
    """Yield another recurrence; it loosens where it ends, gets rarer, begins later, or is due later."""
    was, now = old.part, new.part
    keys = [key for key in ("every", "first", "by") if getattr(was, key) != getattr(now, key)]
    if not keys:
        return
    message = msg(
        "{id} is due {after} instead of {before}", id=new.about, before=_often(was), after=_often(now)
    )
    yield Change(
        ChangeKind.RECURRENCE_CHANGED,
        new.about,
        message,
        new.place(_SHELF, keys[0]),
        _rule(was),
        _rule(now),
        loosens=_less_asked(was, now, head),
        units=units,
    )


def _less_asked(was: Deliverable, now: Deliverable, head: PlanHead) -> bool:
    """Tell whether an occurrence that was asked for is not any more, or is due later."""
    if was.every is not now.every:
        order = [None, *Every]
        rarer = order.index(now.every) < order.index(was.every)
        return was.every is not None and (rarer or _begin(now) > _begin(was))
    due = {one.period: one.due for one in occurrences(now, head, (), head.start)}
    asked = occurrences(was, head, (), head.start)
    return any(one.period not in due or due[one.period] > one.due for one in asked)


def _often(part: Deliverable) -> Message:
    if part.every is None:
        return msg("once")
    returns = often(part.every, part.by)
    if not part.first:
        return returns
    if part.every is Every.YEAR and not part.by:
        return msg("every year from {year} on", year=part.first)
    return msg("{often} from {period} on", often=returns, period=part.first)


def _begin(part: Deliverable) -> date:
    first = Period.parse(part.first)
    return first.start if first else date.min


def _rule(part: Deliverable) -> str | None:
    """Return a recurrence for machines: `year`, `year from 2019`, `year by 03-15`."""
    if part.every is None and not part.first:
        return None
    rule = part.every.value if part.every else "once"
    return rule + (f" by {part.by}" if part.by else "") + (f" from {part.first}" if part.first else "")
