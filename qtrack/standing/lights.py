"""Lights, decided by a rule; the reasons of what is late are in `qtrack.standing.late`."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from qtrack.locale.message import Message, days, msg
from qtrack.model.entry import Status
from qtrack.model.indicator import Better, Indicator, amount, goal, named
from qtrack.model.plan import Task
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.late import late, made_up
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.rules import Light, Measured, Rule
from qtrack.standing.task_standing import LightReason, Standing

__all__ = ["Light", "LightReason", "decide", "own_gap"]


def decide(standing: Standing, rule: Rule, open_: tuple[Deadline, ...]) -> tuple[LightReason, ...]:
    """Return the reasons for a light by what is open, the weightiest first; the first one's is the light.

    Ended work has the light of done work, or none when it was dropped; what is late of it stays beside, until
    the office has closed it.
    """
    lateness = late(standing, open_)
    if standing.status is Status.DROPPED:
        reasons = [*lateness, LightReason("dropped", Light.NONE, msg("dropped"))]
    elif standing.status.ended:
        done = _done_but(standing, lateness) or [_ended(standing, rule)]
        reasons = [*made_up(standing, rule), *_no_value(standing), *done]
    else:
        reasons = [*lateness, *_of_open_work(standing, rule, open_)] or [_unknown(standing)]
    worst_first = rule.worst_first
    return tuple(sorted(reasons, key=lambda reason: worst_first.index(reason.light)))


def _of_open_work(standing: Standing, rule: Rule, open_: tuple[Deadline, ...]) -> list[LightReason]:
    return [
        *_whole_gap(standing, rule),
        *(reason for part in standing.indicators for reason in own_gap(part, rule)),
        *_held(standing),
        *_blocked(standing),
        *_sent_back(standing),
        *made_up(standing, rule),
        *_stale(standing, rule),
        *_due_soon(standing, rule, open_),
        *_no_value(standing),
    ]


def _done_but(standing: Standing, lateness: list[LightReason]) -> list[LightReason]:
    """Tell what is late of work that is said to be done (报已完成，但…)."""
    if not lateness:
        return []
    first, *others = lateness
    message = msg("reported done {date}, but {reason}", date=standing.ended, reason=first.message)
    return [msgspec.structs.replace(first, message=message), *others]


def _ended(standing: Standing, rule: Rule) -> LightReason:
    late_by = (standing.ended - standing.limit).days if standing.ended else 0
    if late_by > 0:
        done_late = msg("done {date}, {days} late", date=standing.ended, days=days(late_by))
        return LightReason("done-late", rule.done_late, done_late)
    if standing.status is Status.CLOSED:
        return LightReason("closed", rule.done, msg("closed, done {date}", date=standing.ended))
    return LightReason("done", rule.done, msg("done {date}", date=standing.ended))


def _whole_gap(standing: Standing, rule: Rule) -> Iterator[LightReason]:
    """Compare progress with pace; where no share is known after too many days, it counts as 0.

    So nobody gains by saying nothing; nor is what is 0% only since a duty fell due, and not by any report,
    ever on pace. What has no parts but figures without a pace has nothing to compare.
    """
    if standing.progress is not None:
        known = _gap(standing.progress, standing.pace, rule)
        if known.light is not Light.GREEN or standing.progress or _share_was_told(standing):
            yield known
        return
    silent = (standing.as_of - standing.start).days > rule.stale_days and isinstance(standing.holder, Task)
    behind = _gap(Decimal(0), standing.pace, rule)
    if silent and behind.light is not Light.GREEN and (standing.parts or not standing.indicators):
        message = msg("no share reported, which counts as 0% where {pace}% is due", pace=standing.pace)
        yield LightReason(behind.code, behind.light, message)


def _share_was_told(standing: Standing) -> bool:
    return any(entry.percent is not None or entry.actuals for entry in standing.entries)


def own_gap(part: IndicatorStanding, rule: Rule) -> Iterator[LightReason]:
    """Compare an indicator with its own pace; only what is behind is told."""
    if part.progress is None or part.pace is None:
        return
    behind, name = _gap(part.progress, part.pace, rule), part.indicator.name
    if behind.light is not Light.GREEN:
        message = msg("{name}: {reason}", name=name, reason=behind.message)
        brief = msg("{name}: {reason}", name=name, reason=behind.brief or behind.message)
        yield LightReason(behind.code, behind.light, message, brief, part.indicator.id)


def _gap(progress: Decimal, pace: Decimal, rule: Rule) -> LightReason:
    """Compare progress with pace: beyond `red_gap` behind is red, from `yellow_gap` on yellow."""
    behind = rule.behind(progress, pace)
    words = _gap_words(progress, pace, rule)
    if rule.red_gap is not None and behind > rule.red_gap:
        return LightReason("far-behind", Light.RED, *words)
    if rule.yellow_gap is not None and behind > 0 and behind >= rule.yellow_gap:
        return LightReason("behind", Light.YELLOW, *words)
    return LightReason("on-pace", Light.GREEN, *words)


def _gap_words(progress: Decimal, pace: Decimal, rule: Rule) -> tuple[Message, Message]:
    """Say a gap with both its sides, and briefly for a table that has them in columns."""
    sides = {"progress": progress, "pace": pace}
    if progress == pace:
        return msg("at {progress}%, on pace", progress=progress), msg("on pace")
    if progress < pace:
        gap = rule.behind(progress, pace)
        if rule.measured is Measured.SHARE:
            full = msg("at {progress}%, should be at {pace}%, {gap}% below pace", **sides, gap=gap)
            return full, msg("{gap}% below pace", gap=gap)
        full = msg("at {progress}%, should be at {pace}%, {gap} points behind", **sides, gap=gap)
        return full, msg("{gap} points behind", gap=gap)
    gap = progress - pace
    full = msg("at {progress}%, should be at {pace}%, {gap} points ahead", **sides, gap=gap)
    return full, msg("{gap} points ahead", gap=gap)


def _blocked(standing: Standing) -> Iterator[LightReason]:
    blocked = tuple(part.deliverable.id for part in standing.deliverables if part.status is Status.BLOCKED)
    if standing.status is Status.BLOCKED:
        yield LightReason("blocked", Light.YELLOW, msg("blocked"))
    elif blocked:
        yield LightReason("blocked", Light.YELLOW, msg("{ids} blocked", ids=blocked))


def _held(standing: Standing) -> Iterator[LightReason]:
    """Name what is at the target that it is to hold."""
    for part in standing.indicators:
        if part.holds:
            own = part.indicator
            yield LightReason("held", Light.GREEN, _held_words(own, part.actual))


def _held_words(own: Indicator, actual: Decimal | None) -> Message:
    values = {"name": named(own), "actual": amount(actual, own), "target": amount(own.target, own)}
    if own.most is not None:
        return msg("{name} is {actual}, within {target}", **values | {"target": goal(own)})
    if own.better is Better.LOWER:
        return msg("{name} is {actual}, not to exceed {target}", **values)
    return msg("{name} is {actual}, to be held at {target}", **values)


def _sent_back(standing: Standing) -> Iterator[LightReason]:
    left_out = {part.deliverable.id for part in standing.deliverables if part.left_out}
    ids = tuple(identifier for identifier in standing.sent_back if identifier not in left_out)
    if standing.id in ids:
        yield LightReason("returned", Light.YELLOW, msg("sent back, not yet reported done again"))
    elif ids:
        yield LightReason("returned", Light.YELLOW, msg("{ids} sent back", ids=ids))


def _stale(standing: Standing, rule: Rule) -> Iterator[LightReason]:
    """Tell for how long nobody reported; about the goals of a section nobody is asked."""
    report = standing.report
    silent = (standing.as_of - (report.date if report else standing.start)).days
    if silent <= rule.stale_days or not isinstance(standing.holder, Task):
        return
    if report:
        yield LightReason("stale", Light.YELLOW, msg("nothing reported for {days}", days=days(silent)))
    else:
        message = msg("never reported, {days} since the start", days=days(silent))
        yield LightReason("never-reported", Light.YELLOW, message)


def _due_soon(standing: Standing, rule: Rule, open_: tuple[Deadline, ...]) -> Iterator[LightReason]:
    """Name the nearest deadline: the whole's own, a deliverable's, an occurrence's or a target's.

    What returns is due soon in the last third of its days at the earliest, else what does so every month
    would never be anything but due soon.
    """
    soon = rule.due_soon_days
    if soon is None or standing.as_of < standing.start:
        return
    near = []
    for deadline in open_:
        left = (deadline.due - standing.as_of).days
        span = soon if deadline.own_days is None else min(soon, deadline.own_days // 3)
        if 0 <= left <= span:
            near.append((left, deadline))
    if near:
        left, first = min(near, key=lambda pair: pair[0])
        yield LightReason("due-soon", rule.due_soon, _due_words(standing, first, left))


def _due_words(standing: Standing, first: Deadline, left: int) -> Message:
    if first.kind is DueKind.TASK and standing.due is None:
        return msg("the plan ends in {days}", days=days(left)) if left else msg("the plan ends today")
    if first.kind is DueKind.TASK:
        return msg("due in {days}", days=days(left)) if left else msg("due today")
    name = first.title if first.indicator else first.id
    return msg("{id} due in {days}", id=name, days=days(left)) if left else msg("{id} due today", id=name)


def _no_value(standing: Standing) -> Iterator[LightReason]:
    """Name what is to be held and has never been told; closed work is asked nothing more."""
    for part in standing.indicators:
        own = part.indicator
        if own.held and part.holds is None and standing.status is not Status.CLOSED:
            yield LightReason("no-value", Light.NONE, msg("{name}: no value reported yet", name=own.name))


def _unknown(standing: Standing) -> LightReason:
    if standing.as_of < standing.start:
        return LightReason("not-begun", Light.NONE, msg("begins {date}", date=standing.start))
    if not standing.entries:
        return LightReason("no-entries", Light.NONE, msg("no entries yet"))
    told = tuple(
        part.indicator.name
        for part in standing.indicators
        if part.indicator.baseless and part.actual is not None
    )
    if told:
        message = msg("reported, but {names} has no baseline, so no gap can be told", names=told)
        return LightReason("no-baseline", Light.NONE, message)
    return LightReason("no-share", Light.NONE, msg("reported, but without a share or a figure"))
