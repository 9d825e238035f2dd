"""What an entry does to the section or task it is about, and what of that is still to be told this round."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.model.units import NamedUnit
from qtrack.records.task import open_deliverables
from qtrack.standing.assess import Standing, assess_alone
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.recurrence import OccurrenceState
from qtrack.standing.reported.reporting import Window, current_window, missing


class MatterState(msgspec.Struct, frozen=True):
    """How a section or task stands: light and reasons, status, and percentages; a gap in points."""

    light: Light
    reasons: tuple[LightReason, ...]
    status: Status
    progress: Decimal | None
    pace: Decimal
    gap: Decimal | None


class UntoldPart(msgspec.Struct, frozen=True):
    """A deliverable that is still to be done and of which nothing was told; `periods` are those owed."""

    id: str
    title: str
    periods: tuple[str, ...]


class UntoldFigure(msgspec.Struct, frozen=True):
    """An indicator of which no value was told."""

    id: str
    name: str


class Turned(msgspec.Struct, frozen=True):
    """A section or task whose light is another now."""

    as_json: ClassVar = "id from=before to=after"

    id: str
    before: Light
    after: Light


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry does: how its section or task stood before and stands with it, at the end of `as_of`.

    The states are None of a section without goals of its own, and of what the plan does not have. `parts`,
    `figures` and `units` are those that nothing was heard of, or from, in the reporting round that `as_of`
    lies in; `deadline` is its last day. Where a plan asks for no rounds, those are told that were never
    heard of.
    """

    about: str
    title: str = ""
    holder: str = ""
    holder_title: str = ""
    as_of: date
    before: MatterState | None = None
    after: MatterState | None = None
    deadline: date | None = None
    parts: tuple[UntoldPart, ...] = ()
    figures: tuple[UntoldFigure, ...] = ()
    units: tuple[NamedUnit, ...] = ()

    @property
    def turned(self) -> Turned | None:
        """The light before and after, where it is another."""
        if self.before is None or self.after is None or self.before.light is self.after.light:
            return None
        return Turned(self.holder, self.before.light, self.after.light)


#: What JSON shows of an answer.
_TOLD: Final = (
    "answer.about answer.title answer.as_of answer.before answer.after answer.deadline "
    "missing_parts=answer.parts missing_figures=answer.figures missing=answer.units"
)


class Recorded(msgspec.Struct, frozen=True):
    """An entry that was written, its file, what it does, and the commands that are left to be typed."""

    as_json: ClassVar = f"id path {_TOLD} committed next"

    id: str
    path: str
    answer: Answer
    committed: bool
    next: tuple[str, ...]


class Foreseen(msgspec.Struct, frozen=True):
    """The text of an entry that is not written, and what it would do."""

    as_json: ClassVar = f"text {_TOLD}"

    text: str
    answer: Answer


class WriteResult(msgspec.Struct, frozen=True):
    """One entry that was written, and its file as seen from where the person stands."""

    id: str
    path: str


class Issued(msgspec.Struct, frozen=True):
    """A reminder that was written, its number and the unit that it reminds."""

    id: str
    path: str
    number: str
    unit: str


class DryRunResult(msgspec.Struct, frozen=True):
    """The text of what would be written."""

    text: str


def answer_to(
    plan: Plan, about: str, as_of: date, *new: Entry, without: frozenset[str] = frozenset()
) -> Answer:
    """Return what new entries, or the loss of those whose ids are given, do to what `about` names.

    Nothing but its own section or task is looked at. Of what the plan does not have there are no states.
    """
    holder, own = plan.holder(about), plan.find(about)
    if holder is None or own is None:
        return Answer(about=about, as_of=as_of)
    answer = Answer(about=about, title=own.title, holder=holder.id, holder_title=holder.title, as_of=as_of)
    told = plan.only_entries_of({holder.id})
    entries = (*(entry for entry in told.entries if entry.id not in without), *new)
    before = assess_alone(told, holder, as_of)
    after = assess_alone(msgspec.structs.replace(told, entries=entries), holder, as_of)
    if before is None or after is None:
        return answer
    window = current_window(plan.head_of(holder), as_of)
    return msgspec.structs.replace(
        answer,
        before=_state(before),
        after=_state(after),
        deadline=window.deadline if window else None,
        parts=tuple(_untold_parts(after, window)),
        figures=tuple(_untold_figures(after, window)),
        units=plan.register.named(*missing(window, after.asked, after.entries)),
    )


def _state(held: Standing) -> MatterState:
    return MatterState(held.light, tuple(held.reasons), held.status, held.progress, held.pace, held.gap)


def _untold_parts(held: Standing, window: Window | None) -> list[UntoldPart]:
    """Return the open deliverables that nothing was said of, and those of which an occurrence was missed."""
    return [
        UntoldPart(part.deliverable.id, part.deliverable.title, periods)
        for part, periods in open_deliverables(held)
        if not _told(part.last_entry, window)
        or any(one.state is OccurrenceState.MISSED and one.period in periods for one in part.occurrences)
    ]


def _untold_figures(held: Standing, window: Window | None) -> list[UntoldFigure]:
    return [
        UntoldFigure(figure.indicator.id, figure.indicator.name)
        for figure in held.indicators
        if not held.status.ended and figure.reached is None and not _told(figure.actual_date, window)
    ]


def _told(day: date | None, window: Window | None) -> bool:
    return day is not None and (window is None or day >= window.start)
