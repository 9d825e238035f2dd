"""What an edit of the plan alone makes better at a day: lights, what is late, who is asked.

The net under the kinds of changes: whatever an edit is called, nothing gets better by it unsaid. The same
entries count on both sides, those that the old one has and those that the new one adds.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.changes.sides import touched
from qtrack.changes.subject import Subject
from qtrack.locale.message import Message, days, msg
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Plan
from qtrack.model.problem import Place
from qtrack.records.page import LIGHTS
from qtrack.records.since.newly import is_late
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.recurrence import runs
from qtrack.standing.reported.reporting import Asked
from qtrack.standing.rules import Light
from qtrack.standing.task_standing import LightReason

_BAD: Final = frozenset({Light.RED, Light.YELLOW})

#: Reasons that name no deadline, by what makes them the same matter; far behind is worse of the same.
_MATTERS: Final = {
    "far-behind": "behind",
    "behind": "behind",
    "not-held": "not-held",
    "blocked": "blocked",
    "returned": "returned",
    "stale": "silent",
    "never-reported": "silent",
}

#: What a deadline that passed makes late, as the reasons of lights call it.
_PASSED: Final = {
    DueKind.TASK: "overdue",
    DueKind.DELIVERABLE: "part-overdue",
    DueKind.OCCURRENCE: "missed",
    DueKind.MILESTONE: "milestone-missed",
    DueKind.INDICATOR: "part-overdue",
}
_WITH_THE_WHOLE: Final = frozenset({DueKind.DELIVERABLE, DueKind.INDICATOR})


def improvements(
    old: Plan, new: Plan, as_of: date, unread: frozenset[str] = frozenset()
) -> tuple[Change, ...]:
    """Return what gets better by the edit from `old` to `new` as of a day; all of it loosens.

    Of the sections and tasks in `unread`, whose file a side could not read, nothing is said.
    """
    old = with_new_numbers(old, new)
    said = {(entry.holder, entry.id): entry for entry in (*new.entries, *old.entries)}
    entries = tuple(said.values())
    was, now = (assess(msgspec.structs.replace(plan, entries=entries), as_of) for plan in (old, new))
    after = {standing.holder.id: standing for standing in now.everything}
    found: list[Change] = []
    for before in was.everything:
        standing = after.get(before.holder.id)
        if {before.holder.id, old.section_of(before.holder).id} & unread:
            continue
        found += _of_both(before, standing, was, now) if standing else _gone(before, new)
    return tuple(found)


def _of_both(before: Standing, after: Standing, was: PlanStanding, now: PlanStanding) -> Iterator[Change]:
    subject = Subject(after.holder.id, Place(after.holder.path), touched(before.holder, after.holder))
    values: dict[str, object] = {"id": after.holder.id, "title": after.holder.title, "date": now.as_of}
    lost = dict(_no_longer_late(before, after))
    if _is_better(before, after, was, now):
        values |= {"before": LIGHTS[before.light], "after": LIGHTS[after.light]}
        reasons, reason = tuple(lost.values()) or (before.reasons[0].message,), after.reasons[0].message
        message = msg(
            "by the edit alone {id} “{title}” turns from {before} to {after} as of {date}; it was: {was}; "
            "it is: {now}",
            **values,
            was=reasons,
            now=reason,
        )
        if reasons == (reason,):
            message = msg(
                "by the edit alone {id} “{title}” turns from {before} to {after} as of {date}: {now}",
                **values,
                now=reason,
            )
        kind = ChangeKind.LIGHT_IMPROVED
        yield subject.change(kind, message, before.light.value, after.light.value, loosens=True)
    elif lost:
        message = msg(
            "by the edit alone {id} “{title}” is late no longer, or less so, as of {date} in this: {lost}",
            **values,
            lost=tuple(lost.values()),
        )
        yield subject.change(ChangeKind.LATE_MATTER_GONE, message, tuple(lost), loosens=True)
    dropped = tuple(unit for unit in before.asked if not _still_asked(unit, before.asked, after.asked))
    if dropped:
        units = tuple(map(was.plan.register.short, dropped))
        message = msg(
            "by the edit alone {id} “{title}” no longer asks {units} to report, as of {date}",
            **values,
            units=units,
        )
        asked = Subject(after.holder.id, Place(after.holder.path, ("responsible",)), dropped)
        yield asked.change(ChangeKind.ASKED_NO_LONGER, message, dropped, loosens=True)


def _gone(before: Standing, new: Plan) -> Iterator[Change]:
    """Yield one sentence for all that was late of what the new plan does not have, or judges no more."""
    if not is_late(before):
        return
    holder = new.holders.get(before.holder.id, before.holder)
    message = msg(
        "by the edit alone {id} “{title}”, {light}, is gone as of {date} ({was})",
        id=holder.id,
        title=before.holder.title,
        light=LIGHTS[before.light],
        date=before.as_of,
        was=before.reasons[0].message,
    )
    subject = Subject(holder.id, Place(holder.path), touched(before.holder))
    yield subject.change(ChangeKind.LATE_MATTER_GONE, message, before.light.value, loosens=True)


def _is_better(before: Standing, after: Standing, was: PlanStanding, now: PlanStanding) -> bool:
    """Tell whether a light got better, each by the order of its own rule.

    From bad to no light at all hides it; from none to a light is better only where that finishes the work.
    """
    if before.light is after.light:
        return False
    if after.light is Light.NONE:
        return before.light in _BAD
    if before.light is Light.NONE:
        return after.finished
    return now.rule.worst_first.index(after.light) > was.rule.worst_first.index(before.light)


def _still_asked(unit: str, before: Asked, after: Asked) -> bool:
    """Tell whether somebody whose word was asked for still is, itself or each of its members."""
    return unit in after or any(by <= before[unit] for by in after.values())


def _no_longer_late(before: Standing, after: Standing) -> Iterator[tuple[str, Message]]:
    """Yield what was late and is not, or is less so: a name for it, and a sentence of how late it was."""
    now = {_matter(reason): reason for reason in reversed(after.reasons)}
    for matter, reason in {_matter(reason): reason for reason in reversed(before.reasons)}.items():
        other = now.get(matter)
        if reason.code not in _MATTERS or reason.light not in _BAD:
            continue
        if other is None or (reason.light is Light.RED and other.light is not Light.RED):
            yield " ".join(filter(None, matter)), reason.message
    for (kind, own), row in groupby(_lost(before, after), key=lambda one: (one.kind, one.id)):
        lost = tuple(row)
        periods = [one.period or str(one.due) for one in lost if one.period or kind is DueKind.MILESTONE]
        yield " ".join([_PASSED[kind], own, *periods]), _words(lost, before.as_of)


def _matter(reason: LightReason) -> tuple[str, str]:
    """Return what makes reasons of two plans the same matter."""
    return _MATTERS.get(reason.code, reason.code), reason.indicator


def _lost(before: Standing, after: Standing) -> tuple[Deadline, ...]:
    """Return what is late in the old plan, and neither it nor what asks no less is late in the new one.

    In the place of one thing another may stand that fell due no later: four quarters for a year, an earlier
    milestone for a later one. A part that is due with the whole is late with the whole.
    """
    late = {_key(one): one for one in after.deadlines if one.due < after.as_of}
    was = {_key(one): one for one in before.deadlines if one.due < before.as_of}
    come = [one for key, one in late.items() if key not in was]
    whole = any(one.kind is DueKind.TASK for one in late.values())
    holder = after.holder
    parts = {*(part.id for part in holder.deliverables), *(part.id for part in holder.indicators)}
    lost = [
        one
        for key, one in was.items()
        if key not in late
        and not any(_asks_no_less(other, one) for other in come)
        and not (whole and one.id in parts and one.kind in _WITH_THE_WHOLE and after.limit <= one.due)
    ]
    return tuple(sorted(lost, key=lambda one: (list(DueKind).index(one.kind), one.id, one.due)))


def _key(one: Deadline) -> tuple[DueKind, str, str, date | None]:
    """Return what makes deadlines of two plans the same matter; a milestone is told by its date."""
    return one.kind, one.id, one.period, one.due if one.kind is DueKind.MILESTONE else None


def _asks_no_less(other: Deadline, one: Deadline) -> bool:
    """Tell whether the same thing is due no later, and of a milestone also that it asks for no less."""
    if (other.kind, other.id) != (one.kind, one.id) or other.due > one.due:
        return False
    if other.kind is not DueKind.MILESTONE or other.indicator is None or one.indicator is None:
        return True
    asked = _goal(other.indicator.indicator, other.due)
    return other.indicator.indicator.meets(asked, _goal(one.indicator.indicator, one.due))


def _goal(own: Indicator, due: date) -> Decimal:
    return next(milestone.target for milestone in own.milestones if milestone.date == due)


def _words(lost: tuple[Deadline, ...], as_of: date) -> Message:
    """Say what one thing, or several times of it, was late by."""
    first = lost[0]
    overdue = msg("{days} overdue", days=days((as_of - first.due).days))
    values = {"id": first.id, "title": first.title, "days": overdue}
    if first.kind is DueKind.TASK:
        return overdue
    if first.kind is DueKind.MILESTONE:
        return msg("“{title}” by {dates}, {days}", **values, dates=tuple(one.due for one in lost))
    if first.period:
        periods = runs(tuple(one.period for one in lost))
        return msg("{id} “{title}” of {periods} missed, {days}", **values, periods=periods)
    return msg("{id} “{title}”, {days}", **values)
