"""The light of a task without returning duties, written once more, straight from the rules.

It shares nothing with `qtrack.standing` but the values of the model: exact fractions instead of
decimals, one long way instead of parts. Where both agree on thousands of plans, both say the rules.
"""

from datetime import date
from fractions import Fraction
from math import floor

from qtrack.model.entry import Entry
from qtrack.model.plan import Indicator, IndicatorKind, Plan

Answer = tuple[str, str, list[str], Fraction | None, Fraction, date | None]

_SEVERITY = ["red", "yellow", "green", "blue", "none"]
_ENDED = {"done", "closed", "dropped"}
_WHOLE = {"done", "closed"}


def tenth(exact: Fraction) -> Fraction:
    """Round half up to one decimal; nothing here is negative."""
    return Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


def time_gone(plan: Plan, due: date, as_of: date) -> Fraction:
    """Days from the start through `as_of`, of the days from the start through `due`; both count."""
    gone = as_of.toordinal() - plan.head.start.toordinal() + 1
    days = due.toordinal() - plan.head.start.toordinal() + 1
    if gone <= 0:
        return Fraction(0)
    return Fraction(100) if gone >= days else tenth(Fraction(100 * gone, days))


def ended_on(words: list[Entry]) -> date | None:
    """The first day of the unbroken run of ending words that the words close with."""
    since: date | None = None
    for word in words:
        if word.status is not None:
            since = (since or word.date) if word.status.value in _ENDED else None
    return since


def reached_on(indicator: Indicator, words: list[Entry]) -> date | None:
    """The first day of the unbroken run of values at the target."""
    since: date | None = None
    for word in words:
        if indicator.id in word.actuals:
            since = (since or word.date) if word.actuals[indicator.id] >= indicator.target else None
    return since


def figure(indicator: Indicator, words: list[Entry]) -> Fraction | None:
    """How much of the way is done, by the latest value."""
    values = [Fraction(word.actuals[indicator.id]) for word in words if indicator.id in word.actuals]
    if not values:
        return None
    base = Fraction(indicator.baseline or 0)
    way = Fraction(indicator.target) - base
    return tenth(min(max(100 * (values[-1] - base) / way, Fraction(0)), Fraction(100)))


def naive(plan: Plan, as_of: date) -> Answer:  # noqa: C901, PLR0912, PLR0914, PLR0915 - one long way on purpose
    """Return light, status, codes of all reasons (sorted), progress, pace and the day it ended."""
    task, rule, start = plan.tasks[0], plan.head.lights, plan.head.start
    yellow, red = Fraction(rule.yellow_gap), Fraction(rule.red_gap)
    replaced = [each.corrects for each in plan.entries]
    words = [each for each in plan.entries if each.id not in replaced and each.date <= as_of]
    words.sort(key=lambda each: (each.date, each.recorded, each.id))
    whole = [each for each in words if each.about == task.id]

    # The parts: status, progress, pace, and since when each is over.
    parts: list[tuple[Fraction | None, Fraction]] = []
    over: list[date | None] = []
    blocked_part, late_part, due_days = False, False, []
    for part in task.deliverables:
        own = [each for each in words if each.about == part.id]
        said = [each.status.value for each in own if each.status is not None]
        status = said[-1] if said else ""
        shares = [each.percent for each in own if each.percent is not None]
        progress = None
        if own:
            progress = tenth(Fraction(shares[-1])) if shares else Fraction(0)
        if status in _WHOLE:
            progress = Fraction(100)
        if status != "dropped":
            parts.append((progress, time_gone(plan, part.due or task.due or plan.head.end, as_of)))
            over.append(ended_on(own))
        blocked_part |= status == "blocked"
        if part.due is not None and part.due != task.due and status not in _ENDED:
            late_part |= as_of > part.due
            due_days.append(part.due.toordinal() - as_of.toordinal())
    gaps: list[Fraction] = []
    below = 0
    for indicator in task.indicators:
        if indicator.kind is IndicatorKind.HOLD:
            values = [each.actuals[indicator.id] for each in words if indicator.id in each.actuals]
            below += bool(values) and values[-1] < indicator.target
            over.append(None)
            continue
        progress, pace = figure(indicator, words), time_gone(plan, indicator.due, as_of)
        parts.append((progress, pace))
        over.append(reached_on(indicator, words))
        if progress is not None:
            gaps.append(pace - progress)

    # Progress and pace of the whole: what was said of it, else the mean of the parts.
    shares = [each.percent for each in whole if each.percent is not None]
    progress, pace = None, time_gone(plan, task.due or plan.head.end, as_of)
    if shares:
        progress = tenth(Fraction(shares[-1]))
    elif any(each is not None for each, _ in parts):
        progress = tenth(sum((each or Fraction(0) for each, _ in parts), Fraction(0)) / len(parts))
        pace = tenth(sum((each for _, each in parts), Fraction(0)) / len(parts))

    # The status: the last word about the whole, unless all parts were over no earlier.
    said = [each for each in whole if each.status is not None]
    last = said[-1].status.value if said and said[-1].status else ""
    status, ended = last or ("in-progress" if words else "not-started"), None
    if last in _ENDED:
        ended = ended_on(whole)
    elif over and None not in over:
        complete = max(each for each in over if each is not None)
        if not said or said[-1].date <= complete:
            status, ended = "done", complete
    if status in _WHOLE:
        progress = Fraction(100)

    reasons: list[tuple[str, str]] = []
    if status == "dropped":
        reasons = [("none", "dropped")]
    elif status in _WHOLE:
        late = task.due is not None and ended is not None and ended > task.due
        reasons = [("blue", "done-late" if late else status)]
    else:
        if task.due is not None:
            due_days.append(task.due.toordinal() - as_of.toordinal())
            if as_of > task.due:
                reasons.append(("red", "overdue"))
        if late_part:
            late = [
                each
                for each in task.deliverables
                if each.due and each.due != task.due and as_of > each.due
                and not any(
                    word is [w for w in words if w.about == each.id and w.status][-1] and word.status
                    and word.status.value in _ENDED
                    for word in words if word.about == each.id and word.status
                )
            ]
            reasons += [("red", "part-overdue")] * len(late)
        reasons += [("red", "not-held")] * below
        if progress is not None:
            behind = pace - progress
            if behind > red:
                reasons.append(("red", "far-behind"))
            elif behind > 0 and behind >= yellow:
                reasons.append(("yellow", "behind"))
            else:
                reasons.append(("green", "on-pace"))
        for behind in gaps:
            if behind > red:
                reasons.append(("red", "far-behind"))
            elif behind > 0 and behind >= yellow:
                reasons.append(("yellow", "behind"))
        if status == "blocked" or blocked_part:
            reasons.append(("yellow", "blocked"))
        silent = as_of.toordinal() - (words[-1].date if words else start).toordinal()
        if silent > rule.stale_days:
            reasons.append(("yellow", "stale" if words else "never-reported"))
        if any(0 <= each <= rule.due_soon_days for each in due_days):
            reasons.append(("yellow", "due-soon"))
        if not reasons:
            reasons.append(("none", "no-share" if words else "no-entries"))
    light = min((light for light, _ in reasons), key=_SEVERITY.index)
    return light, status, sorted(code for _, code in reasons), progress, pace, ended
