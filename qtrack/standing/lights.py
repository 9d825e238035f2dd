"""Lights, decided by a rule; the reasons of what is late are in `qtrack.standing.late`."""

from decimal import Decimal
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.plan import Every
from qtrack.standing.case import Case, LightReason
from qtrack.standing.late import made_up, missed, not_held, overdue, targets_missed
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.rules import Light, Measured, Rule

__all__ = ["Case", "Light", "LightReason", "decide"]

#: The last third of what returns, in days.
_LAST_THIRD: Final[dict[Every | None, int]] = {Every.QUARTER: 30, Every.MONTH: 10}


def decide(case: Case, rule: Rule) -> tuple[LightReason, ...]:
    """Return the reasons for a light, the weightiest first; the first one's light is the light.

    Ended work has the light of done work, or none when it was dropped; nothing else is asked of it,
    except returning duties that were missed, and what was made up late where the rule has a light for it.
    """
    if case.status is Status.DROPPED:
        return (LightReason("dropped", Light.NONE, msg("dropped")),)
    if case.status.ended:
        return (*missed(case), *made_up(case, rule), _ended(case, rule))
    reasons = [
        *overdue(case),
        *missed(case),
        *targets_missed(case),
        *not_held(case),
        *_gap(case.progress, case.pace, rule, None),
        *(
            reason
            for each in case.indicators
            if each.pace is not None
            for reason in _gap(each.progress, each.pace, rule, each)
            if reason.light in {Light.RED, Light.YELLOW}
        ),
        *_blocked(case),
        *_sent_back(case, rule),
        *made_up(case, rule),
        *_stale(case, rule),
        *_due_soon(case, rule),
    ]
    if not reasons:
        reasons.append(_unknown(case))
    return tuple(sorted(reasons, key=lambda reason: rule.worst_first.index(reason.light)))


def _ended(case: Case, rule: Rule) -> LightReason:
    late = (case.ended - case.due).days if case.ended and case.due else 0
    if late > 0:
        done_late = nmsg("done {date}, {n} day late", "done {date}, {n} days late", late, date=case.ended)
        return LightReason("done-late", rule.done_late, done_late)
    if case.status is Status.CLOSED:
        return LightReason("closed", rule.done, msg("closed, done {date}", date=case.ended))
    return LightReason("done", rule.done, msg("done {date}", date=case.ended))


def _gap(
    progress: Decimal | None, pace: Decimal, rule: Rule, indicator: IndicatorStanding | None
) -> list[LightReason]:
    """Compare progress with pace: beyond `red_gap` behind is red, from `yellow_gap` on yellow."""
    if progress is None:
        return []
    behind = rule.behind(progress, pace)
    message, brief = _gap_words(progress, pace, rule)
    if indicator:
        name = indicator.indicator.name
        message, brief = (msg("{name}: {reason}", name=name, reason=each) for each in (message, brief))
    if rule.red_gap is not None and behind > rule.red_gap:
        return [LightReason("far-behind", Light.RED, message, brief)]
    if rule.yellow_gap is not None and behind > 0 and behind >= rule.yellow_gap:
        return [LightReason("behind", Light.YELLOW, message, brief)]
    return [LightReason("on-pace", Light.GREEN, message, brief)]


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


def _blocked(case: Case) -> list[LightReason]:
    blocked = tuple(each.deliverable.id for each in case.deliverables if each.status is Status.BLOCKED)
    if case.status is Status.BLOCKED:
        return [LightReason("blocked", Light.YELLOW, msg("blocked"))]
    if blocked:
        return [LightReason("blocked", Light.YELLOW, msg("{ids} blocked", ids=blocked))]
    return []


def _sent_back(case: Case, rule: Rule) -> list[LightReason]:
    dropped = {each.deliverable.id for each in case.deliverables if each.status is Status.DROPPED}
    ids = tuple(each for each in case.sent_back if each not in dropped)
    if not rule.returned or not ids:
        return []
    message = (
        msg("sent back, not yet reported done again")
        if case.holder in ids
        else msg("{ids} sent back", ids=ids)
    )
    return [LightReason("returned", Light.YELLOW, message)]


def _stale(case: Case, rule: Rule) -> list[LightReason]:
    silent = (case.as_of - (case.last.date if case.last else case.start)).days
    if silent <= rule.stale_days:
        return []
    if case.last:
        message = nmsg("nothing reported for {n} day", "nothing reported for {n} days", silent)
        return [LightReason("stale", Light.YELLOW, message)]
    message = nmsg(
        "never reported, {n} day since the start", "never reported, {n} days since the start", silent
    )
    return [LightReason("never-reported", Light.YELLOW, message)]


def _due_soon(case: Case, rule: Rule) -> list[LightReason]:
    """Name the nearest deadline: the holder's own, a deliverable's, or that of a returning duty.

    What returns every month or quarter is due soon in the last third of it at the earliest, else it
    would never be anything but due soon.
    """
    soon = rule.due_soon_days
    if soon is None:
        return []
    dates = [(case.due, "", soon)] if case.due else []
    dates += [
        (each.due, each.deliverable.id, min(soon, _LAST_THIRD.get(each.deliverable.every, soon)))
        for each in case.deliverables
        if not each.status.ended and (each.deliverable.due or each.occurrences) and each.due != case.due
    ]
    near = sorted(
        ((due - case.as_of).days, part) for due, part, span in dates if 0 <= (due - case.as_of).days <= span
    )
    if not near:
        return []
    days, part = near[0]
    if part and days:
        message = nmsg("{id} due in {n} day", "{id} due in {n} days", days, id=part)
    elif part:
        message = msg("{id} due today", id=part)
    elif days:
        message = nmsg("due in {n} day", "due in {n} days", days)
    else:
        message = msg("due today")
    return [LightReason("due-soon", rule.due_soon, message)]


def _unknown(case: Case) -> LightReason:
    if case.last is None:
        return LightReason("no-entries", Light.NONE, msg("no entries yet"))
    told = tuple(
        each.indicator.name for each in case.indicators if each.indicator.baseless and each.actual is not None
    )
    if told:
        message = msg("reported, but {names} has no baseline, so no gap can be told", names=told)
        return LightReason("no-baseline", Light.NONE, message)
    return LightReason("no-share", Light.NONE, msg("reported, but without a share or a figure"))
