"""What changed in `plan.yaml`: titles, the document, the plan's span, reporting, pace, lights."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.lights import light_changes
from qtrack.changes.sides import Sides
from qtrack.changes.subject import Subject, or_none
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.head import Pace, Reporting
from qtrack.model.period import PeriodKind, within_said
from qtrack.model.problem import Place
from qtrack.standing.recurrence import periods_of
from qtrack.standing.reported.reporting import asked_by

_PATH: Final = "plan.yaml"

#: Fields that are texts or dates of their own: the key, what it is called, the kind.
_FIELDS: Final = (
    ("title", msg("the plan's title"), ChangeKind.PLAN_REWORDED),
    ("short", msg("the plan's short title"), ChangeKind.PLAN_REWORDED),
    ("document.number", msg("the document's number"), ChangeKind.DOCUMENT_CHANGED),
    ("document.issuer", msg("the document's issuer"), ChangeKind.DOCUMENT_CHANGED),
    ("document.issued", msg("the document's date of issue"), ChangeKind.DOCUMENT_CHANGED),
    ("document.published", msg("the document's date of publication"), ChangeKind.DOCUMENT_CHANGED),
    ("office", msg("the tracking office"), ChangeKind.OFFICE_REPLACED),
    ("language", msg("the plan's language"), ChangeKind.SETTING_CHANGED),
    ("timezone", msg("the plan's timezone"), ChangeKind.SETTING_CHANGED),
)

#: The ends of the plan: the key, the sentence, and the kinds of moving it on and back.
_ENDS: Final = (
    (
        "start",
        msg("the plan starts on {after} instead of {before} ({span})"),
        ChangeKind.PLAN_START_POSTPONED,
        ChangeKind.PLAN_START_ADVANCED,
    ),
    (
        "end",
        msg("the plan ends on {after} instead of {before} ({span})"),
        ChangeKind.PLAN_END_POSTPONED,
        ChangeKind.PLAN_END_ADVANCED,
    ),
)


def setting_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the head of the plan."""
    yield from _fields(sides)
    yield from _span(sides)
    yield from _readings(sides)
    yield from _retired(sides)
    yield from reporting_changes(_subject("reporting"), sides.old.head.reporting, sides.new.head.reporting)
    yield from _pace(sides)
    yield from light_changes(sides)


def _subject(key: str) -> Subject:
    return Subject(key, Place(_PATH, (key,)))


def _fields(sides: Sides) -> Iterator[Change]:
    for key, label, kind in _FIELDS:
        before, after = (attrgetter(key)(side.head) for side in (sides.old, sides.new))
        if before == after:
            continue
        named = kind is ChangeKind.OFFICE_REPLACED
        message = msg(
            "{what} changed from {before} to {after}",
            what=label,
            before=or_none(sides.unit(before) if named else before, quoted=True),
            after=or_none(sides.unit(after) if named else after, quoted=True),
        )
        units = tuple(unit for unit in (before, after) if unit) if named else ()
        subject = Subject(key, Place(_PATH, tuple(key.split("."))), units)
        others = named and bool(before and after)  # what they drop counts from now on
        yield subject.change(kind, message, before, after, loosens=others)


def _span(sides: Sides) -> Iterator[Change]:
    old, new = sides.old.head, sides.new.head
    for key, sentence, postponed, advanced in _ENDS:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            message = msg(sentence.text, before=before, after=after, span=_days(before, after))
            kind = postponed if after > before else advanced
            loosens = after > before or _drops(sides)
            yield _subject(key).change(kind, message, before, after, loosens=loosens)


def _drops(sides: Sides) -> bool:
    """Tell whether something that returns is due less often because of the plan's new end."""
    old, new = sides.old.head, sides.new.head
    return any(
        not set(periods_of(part, old)) <= set(periods_of(part, new))
        for part in sides.new.deliverables.values()
    )


def _days(before: date, after: date) -> Message:
    """Say by how much a date moved."""
    days = (after - before).days
    if days > 0:
        return nmsg("{n} day later", "{n} days later", days)
    return nmsg("{n} day earlier", "{n} days earlier", -days)


def _readings(sides: Sides) -> Iterator[Change]:
    """Yield wordings that are tracked by another day; their order says nothing."""
    subject = _subject("deadlines")
    was, now = ({own.wording: own for own in side.head.deadlines} for side in (sides.old, sides.new))
    for wording in was | now:
        old, new = was.get(wording), now.get(wording)
        before, after = old.date if old else None, new.date if new else None
        at = (sides.new.head.deadlines.index(new),) if new else ()
        if before != after:
            keys = (*at, "date") if at else ()
            message = _reading(wording, before, after)
            loosens = bool(before and after and after > before)
            yield subject.change(ChangeKind.READING_CHANGED, message, before, after, *keys, loosens=loosens)
        if old and new and old.within != new.within:
            values = {"before": or_none(within_said(old.within)), "after": or_none(within_said(new.within))}
            message = msg("“{wording}” is counted as {after} instead of {before}", wording=wording, **values)
            yield subject.change(ChangeKind.READING_CHANGED, message, old.within, new.within, *at, "within")


def _reading(wording: str, before: date | None, after: date | None) -> Message:
    values = {"wording": wording, "before": before, "after": after}
    if before and after:
        span = _days(before, after)
        return msg("“{wording}” is tracked as {after} instead of {before} ({span})", **values, span=span)
    if after:
        return msg("“{wording}” is now tracked as {after}", **values)
    return msg("“{wording}” is no longer tracked as {before}", **values)


def _retired(sides: Sides) -> Iterator[Change]:
    """Yield ids that are given up for good, or may be used again, which loosens: new work may take them."""
    old, new = sides.old.head.retired, sides.new.head.retired
    for about in dict.fromkeys((*old, *new)):
        if about not in old:
            message = msg("{id} is retired: no new work may take the number", id=about)
            place = Place(_PATH, ("retired", new.index(about)))
            yield Subject(about, place).change(ChangeKind.ID_RETIRED, message, None, about)
        elif about not in new:
            message = msg("{id} is no longer retired: new work may take the number", id=about)
            subject = Subject(about, Place(_PATH, ("retired",)))
            yield subject.change(ChangeKind.ID_UNRETIRED, message, about, loosens=True)


def _pace(sides: Sides) -> Iterator[Change]:
    """Yield another way to count pace; by whole months a month asks nothing before it is over."""
    before, after = sides.old.head.pace, sides.new.head.pace
    if before is not after:
        by_months = after is Pace.MONTHS
        message = (
            msg("pace is counted by whole months instead of days")
            if by_months
            else msg("pace is counted by days instead of whole months")
        )
        yield _subject("pace").change(
            ChangeKind.SETTING_CHANGED, message, before.value, after.value, loosens=by_months
        )


#: From the most often to the rarest.
_ROUNDS: Final = tuple(PeriodKind)


def reporting_changes(subject: Subject, old: Reporting | None, new: Reporting | None) -> Iterator[Change]:
    """Yield at most one change of when units report: on the whole plan, or on the task that is named."""
    if old == new:
        return
    if new is None:
        message, laxer = msg("units are no longer asked to report"), True
    elif old is None:
        message, laxer = msg("units are asked to report {after}", after=asked_by(new)), False
    else:
        values = {"before": asked_by(old), "after": asked_by(new)}
        message = msg("units are asked to report {after} instead of {before}", **values)
        rarer = _ROUNDS.index(new.every) - _ROUNDS.index(old.every)
        laxer = (rarer or new.by_day - old.by_day) > 0
    key = "every" if old and new and old.every is not new.every else "by_day"
    before, after = getattr(old, key, None), getattr(new, key, None)
    kind = ChangeKind.REPORTING_LOOSENED if laxer else ChangeKind.REPORTING_TIGHTENED
    if subject.name:
        message = msg("{name}: {change}", name=subject.name, change=message)
    yield subject.change(kind, message, before, after, key, loosens=laxer)
