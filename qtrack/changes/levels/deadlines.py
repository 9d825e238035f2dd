"""A deadline that moved, came or went: of a section, a task, a deliverable or an indicator."""

from collections.abc import Iterator
from datetime import date

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import later
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.problem import Place


def due_changes(
    about: str,
    name: str | Message,
    dates: tuple[date | None, date | None],
    binding: tuple[date | None, date | None],
    *,
    place: Place,
    units: tuple[str, ...],
) -> Iterator[Change]:
    """Yield at most one change; pairs are old and new.

    `dates` are the deadlines as written, `binding` those that hold: a deliverable without a deadline of
    its own has that of its task. It loosens where the binding one is later than before.
    """
    before, after = dates
    if before == after:
        return
    kind, message = _due(name, before, after)
    loosens = later(binding[1], binding[0])
    yield Change(kind, about, message, place, before, after, loosens=loosens, units=units)


def _due(name: str | Message, before: date | None, after: date | None) -> tuple[ChangeKind, Message]:
    if before is None:
        return ChangeKind.DUE_ADDED, msg("{name} gets a deadline, {after}", name=name, after=after)
    if after is None:
        return ChangeKind.DUE_REMOVED, msg("{name} loses its deadline, {before}", name=name, before=before)
    days = (after - before).days
    if days > 0:
        return ChangeKind.DUE_POSTPONED, nmsg(
            "{name} is due on {after} instead of {before} ({n} day later)",
            "{name} is due on {after} instead of {before} ({n} days later)",
            days,
            name=name,
            before=before,
            after=after,
        )
    return ChangeKind.DUE_ADVANCED, nmsg(
        "{name} is due on {after} instead of {before} ({n} day earlier)",
        "{name} is due on {after} instead of {before} ({n} days earlier)",
        -days,
        name=name,
        before=before,
        after=after,
    )
