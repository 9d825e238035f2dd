"""What a change is about, and the changes that several levels have in common: of a field, of a deadline."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, Final, NamedTuple

import msgspec

from qtrack.changes.kinds import Change, ChangeKind, Value
from qtrack.changes.sides import later
from qtrack.locale.message import Message, mark, msg, nmsg
from qtrack.model.problem import Place

#: Stands where there was, or is, no value.
NONE: Final = msg("none")


class Field(NamedTuple):
    """A field of which one sentence tells, with {before}, {after}, and {id} or {name} of what has it.

    `show` says how its value stands in the sentence, where that is not as it is; `loosens` compares what has
    it in the old plan with what has it in the new one. A `quoted` value stands in quotation marks, unless
    there is none.
    """

    key: str
    kind: ChangeKind
    text: str
    show: Callable[[Any], object] | None = None
    loosens: Callable[[Any, Any], bool] | None = None
    quoted: bool = False


def lighter(old: Any, new: Any) -> bool:  # noqa: ANN401 - a task or a part of one
    """Tell whether the points of something fall, or are given no more."""
    return old.weight is not None and (new.weight is None or new.weight < old.weight)


#: The points of a task, or of a part of one.
WEIGHT: Final = Field(
    "weight",
    ChangeKind.WEIGHT_CHANGED,
    mark("the points of {name} go from {before} to {after}"),
    None,
    lighter,
)


class Subject(msgspec.Struct, frozen=True):
    """What changes are about: its id, where it stands, whom it touches, its name where that is not the id."""

    about: str
    place: Place
    units: tuple[str, ...] = ()
    name: Message | str = ""

    def change(
        self,
        kind: ChangeKind,
        message: Message,
        before: Value = None,
        after: Value = None,
        *keys: str | int,
        loosens: bool = False,
    ) -> Change:
        """Return a change of it, or of what the keys lead to."""
        place = Place(self.place.path, (*self.place.keys, *keys)) if keys else self.place
        return Change(
            kind=kind,
            about=self.about,
            message=message,
            place=place,
            before=before,
            after=after,
            loosens=loosens,
            units=self.units,
        )

    def fields(self, fields: Iterable[Field], old: object, new: object) -> Iterator[Change]:
        """Yield a change for each of these fields that differs."""
        for field in fields:
            value = attrgetter(field.key)
            if value(old) == value(new):
                continue
            show = field.show or value
            before, after = (or_none(show(each), quoted=field.quoted) for each in (old, new))
            values = {"before": before, "after": after}
            message = msg(field.text, id=self.about, name=self.name or self.about, **values)
            loosens = field.loosens is not None and field.loosens(old, new)
            yield self.change(field.kind, message, value(old), value(new), field.key, loosens=loosens)

    def start(self, dates: tuple[date | None, date | None], first: date) -> Iterator[Change]:
        """Yield at most one change of its first day, old and new, which is `first` where it is left out.

        It loosens where it is later: less of its time is gone on any day.
        """
        before, after = (day or first for day in dates)
        if before != after:
            message = msg(
                "{id} begins {after} instead of {before}", id=self.about, before=before, after=after
            )
            late = after > before
            kind = ChangeKind.TASK_START_POSTPONED if late else ChangeKind.TASK_START_ADVANCED
            yield self.change(kind, message, *dates, "start", loosens=late)

    def due(
        self, dates: tuple[date | None, date | None], binding: tuple[date | None, date | None] | None = None
    ) -> Iterator[Change]:
        """Yield at most one change of its deadline; pairs are old and new.

        `dates` are the deadlines as written, `binding` those that hold, where these are others: a deliverable
        without a deadline of its own has that of its task. It loosens where the binding one is later.
        """
        before, after = dates
        if before != after:
            old, new = binding or dates
            kind, message = _due(self.name or self.about, before, after)
            yield self.change(kind, message, before, after, "due", loosens=later(new, old))


def or_none(value: object, *, quoted: bool = False) -> object:
    """Return what stands in a sentence for a value that may be missing."""
    if value in (None, "", ()):
        return NONE
    return msg("“{text}”", text=value) if quoted else value


def _due(name: str | Message, before: date | None, after: date | None) -> tuple[ChangeKind, Message]:
    if before is None:
        return ChangeKind.DUE_ADDED, msg("{name} gets a deadline, {after}", name=name, after=after)
    if after is None:
        return ChangeKind.DUE_REMOVED, msg("{name} loses its deadline, {before}", name=name, before=before)
    days = (after - before).days
    values = {"name": name, "before": before, "after": after}
    if days > 0:
        return ChangeKind.DUE_POSTPONED, nmsg(
            "{name} is due on {after} instead of {before} ({n} day later)",
            "{name} is due on {after} instead of {before} ({n} days later)",
            days,
            **values,
        )
    return ChangeKind.DUE_ADVANCED, nmsg(
        "{name} is due on {after} instead of {before} ({n} day earlier)",
        "{name} is due on {after} instead of {before} ({n} days earlier)",
        -days,
        **values,
    )
