"""The light of a task without returning duties, written once more, straight from the rules.

It shares nothing with `qtrack.standing` but the values of the model: exact fractions instead of
decimals, days as ordinals, every rule spelled out where it is used. Where both agree on thousands of
plans, both say the rules.
"""

from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

from qtrack.model.entry import Entry
from qtrack.model.plan import Indicator, IndicatorKind, Plan, Task

SEVERITY = ["red", "yellow", "green", "blue", "none"]
ENDED = {"done", "closed", "dropped"}
WHOLE = {"done", "closed"}


class Answer(NamedTuple):
    """What the rules say of the task; the codes of all reasons are sorted."""

    light: str
    status: str
    codes: list[str]
    progress: Fraction | None
    pace: Fraction
    ended: date | None


class Part(NamedTuple):
    """A deliverable (`status` and `due` are its own) or an indicator to reach."""

    progress: Fraction | None
    pace: Fraction
    over: date | None
    status: str = ""
    due: date | None = None


def tenth(exact: Fraction) -> Fraction:
    """Round half up to one decimal; nothing here is negative."""
    return Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


def time_gone(plan: Plan, due: date, as_of: date) -> Fraction:
    """Return how much of the days from the start through `due` is gone; `as_of` and `due` count."""
    gone = as_of.toordinal() - plan.head.start.toordinal() + 1
    days = due.toordinal() - plan.head.start.toordinal() + 1
    if gone <= 0:
        return Fraction(0)
    return Fraction(100) if gone >= days else tenth(Fraction(100 * gone, days))


def words_by(plan: Plan, as_of: date) -> list[Entry]:
    """Return everything said of days up to `as_of` that nothing replaced, in order.

    Each word that nobody said in the place of another is followed to what stands for it in the end.
    """
    ids = {each.id for each in plan.entries}
    first = [each for each in plan.entries if each.corrects not in ids and not each.withdraws]
    final = [stands_for(each, plan) for each in first]
    words = [each for each in final if each is not None and each.date <= as_of]
    return sorted(words, key=lambda each: (each.date, each.recorded, each.id))


def stands_for(word: Entry, plan: Plan) -> Entry | None:
    """Return what is said in the place of a word after all, or None where it was taken back."""
    last = last_answer(word, plan)
    if last is None:
        return word
    return None if last.withdraws else stands_for(last, plan)


def last_answer(word: Entry, plan: Plan) -> Entry | None:
    """Return what was said last against a word, of all that was not itself taken back."""
    answers = [each for each in plan.entries if word.id in {each.withdraws, each.corrects}]
    valid = [each for each in answers if not taken_back(each, plan)]
    return max(valid, key=lambda each: (each.recorded, each.id)) if valid else None


def taken_back(word: Entry, plan: Plan) -> bool:
    """Tell whether the last answer to a word takes it back."""
    last = last_answer(word, plan)
    return last is not None and bool(last.withdraws)


def last_status(words: list[Entry]) -> str:
    """Return the latest status said, or an empty text."""
    said = [each.status.value for each in words if each.status is not None]
    return said[-1] if said else ""


def last_share(words: list[Entry]) -> Fraction | None:
    """Return the latest share said."""
    said = [each.percent for each in words if each.percent is not None]
    return tenth(Fraction(said[-1])) if said else None


def ended_on(words: list[Entry]) -> date | None:
    """Return the first day of the unbroken run of ending words that the words close with."""
    since: date | None = None
    for word in words:
        if word.status is not None:
            since = (since or word.date) if word.status.value in ENDED else None
    return since


def reached_on(indicator: Indicator, words: list[Entry]) -> date | None:
    """Return the first day of the unbroken run of values at the target."""
    since: date | None = None
    for word in words:
        if indicator.id in word.actuals:
            since = (since or word.date) if word.actuals[indicator.id] >= indicator.target else None
    return since


def figure(indicator: Indicator, words: list[Entry]) -> Fraction | None:
    """Return how much of the way from the baseline to the target is done, by the latest value."""
    values = [Fraction(each.actuals[indicator.id]) for each in words if indicator.id in each.actuals]
    if not values:
        return None
    base = Fraction(indicator.baseline or 0)
    return tenth(
        min(max(100 * (values[-1] - base) / (Fraction(indicator.target) - base), Fraction(0)), Fraction(100))
    )


def deliverables(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the deliverables of the task, dropped ones too."""
    found = []
    for each in task.deliverables:
        own = [word for word in words if word.about == each.id]
        status = last_status(own)
        said = {"done": Fraction(100), "closed": Fraction(100), "not-started": Fraction(0)}
        progress = said.get(status, last_share(own))
        pace = time_gone(plan, each.due or task.due or plan.head.end, as_of)
        found.append(Part(progress, pace, ended_on(own), status, each.due))
    return found


def indicators(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the indicators to reach."""
    return [
        Part(figure(each, words), time_gone(plan, each.due, as_of), reached_on(each, words))
        for each in task.indicators
        if each.kind is IndicatorKind.REACH
    ]


def status_of(task: Task, words: list[Entry], parts: list[Part]) -> tuple[str, date | None]:
    """Return the last word about the whole, unless all parts were over no earlier than it."""
    whole = [each for each in words if each.about == task.id]
    last = last_status(whole)
    if last in ENDED:
        return last, ended_on(whole)
    holding = any(each.kind is IndicatorKind.HOLD for each in task.indicators)
    over = [each.over for each in parts if each.status != "dropped"]
    if over and not holding and None not in over:
        complete = max(each for each in over if each is not None)
        if all(each.date <= complete for each in whole if each.status is not None):
            return "done", complete
    return last or ("in-progress" if words else "not-started"), None


def compared(behind: Fraction, plan: Plan) -> tuple[str, str]:
    """Return the colour of a gap."""
    if behind > Fraction(plan.head.lights.red_gap):
        return "red", "far-behind"
    if behind > 0 and behind >= Fraction(plan.head.lights.yellow_gap):
        return "yellow", "behind"
    return "green", "on-pace"


def asked_of_open_work(
    plan: Plan, task: Task, words: list[Entry], dated: list[Part], as_of: date
) -> list[tuple[str, str]]:
    """Return what deadlines, silence and values to hold ask."""
    reasons = []
    rule, today = plan.head.lights, as_of.toordinal()
    waiting = [each.due for each in dated if each.due and each.due != task.due and each.status not in ENDED]
    reasons += [("red", "part-overdue") for due in waiting if today > due.toordinal()]
    if task.due and today > task.due.toordinal():
        reasons.append(("red", "overdue"))
    if any(0 <= due.toordinal() - today <= rule.due_soon_days for due in [*waiting, task.due] if due):
        reasons.append(("yellow", "due-soon"))
    last_heard = words[-1].date if words else plan.head.start
    if today - last_heard.toordinal() > rule.stale_days:
        reasons.append(("yellow", "stale" if words else "never-reported"))
    for each in task.indicators:
        values = [word.actuals[each.id] for word in words if each.id in word.actuals]
        if each.kind is IndicatorKind.HOLD and values and values[-1] < each.target:
            reasons.append(("red", "not-held"))
    return reasons


def naive(plan: Plan, as_of: date) -> Answer:
    """Say how the one task of a plan stands."""
    task = plan.tasks[0]
    words = words_by(plan, as_of)
    dated, figures = deliverables(plan, task, words, as_of), indicators(plan, task, words, as_of)
    status, ended = status_of(task, words, dated + figures)

    progress = last_share([each for each in words if each.about == task.id])
    pace = time_gone(plan, task.due or plan.head.end, as_of)
    parts = [each for each in dated if each.status != "dropped"] + figures
    if progress is None and any(each.progress is not None for each in parts):
        progress = tenth(sum((each.progress or Fraction(0) for each in parts), Fraction(0)) / len(parts))
        pace = tenth(sum((each.pace for each in parts), Fraction(0)) / len(parts))

    if status == "dropped":
        return Answer("none", status, ["dropped"], progress, pace, ended)
    if status in WHOLE:
        late = task.due is not None and ended is not None and ended > task.due
        return Answer("blue", status, ["done-late" if late else status], Fraction(100), pace, ended)

    reasons = asked_of_open_work(plan, task, words, dated, as_of)
    if progress is not None:
        reasons.append(compared(pace - progress, plan))
    gaps = [compared(each.pace - each.progress, plan) for each in figures if each.progress is not None]
    reasons += [each for each in gaps if each[0] != "green"]
    if status == "blocked" or any(each.status == "blocked" for each in dated):
        reasons.append(("yellow", "blocked"))
    if not reasons:
        reasons.append(("none", "no-share" if words else "no-entries"))
    light = min((light for light, _ in reasons), key=SEVERITY.index)
    return Answer(light, status, sorted(code for _, code in reasons), progress, pace, ended)
