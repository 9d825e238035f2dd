"""The light of a task, written once more, straight from the rules.

It shares nothing with `qtrack.standing` but the values of the model: exact fractions instead of
decimals, days as ordinals, years, quarters and months found by going through all days, every rule
spelled out where it is used. Where both agree on thousands of plans, both say the rules.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor
from typing import NamedTuple

from qtrack.model.entry import Entry
from qtrack.model.plan import Deliverable, Indicator, IndicatorKind, Plan, Task

NEVER = Fraction(1000)


class Lamp(NamedTuple):
    """What the notice of one place says: gaps, in what, days, the lights of nearness and of finished work."""

    yellow: Fraction
    red: Fraction
    of_the_pace: bool
    soon: int
    near: str
    done: str
    made_up: str
    quality: bool


PLACES = {
    "yinchuan": Lamp(Fraction(10), Fraction(30), False, 30, "yellow", "blue", "blue", False),
    "sanya": Lamp(Fraction(0), Fraction(50), True, -1, "yellow", "blue", "blue", False),
    "ouhai": Lamp(NEVER, NEVER, False, -1, "yellow", "blue", "yellow", False),
    "suqian": Lamp(Fraction(0), NEVER, False, 30, "blue", "green", "green", True),
    "sanming": Lamp(Fraction(10), Fraction(30), False, 30, "blue", "green", "green", False),
}
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
    """A deliverable (`status` and `due` are its own) or an indicator to reach.

    `turn` is the deadline of the open occurrence of a duty, `near` in how many days it is soon;
    `missed` is how many occurrences, years or milestones were, `late` whether one was made up. What does
    not `weigh` has no share and no pace: a target to reach from nobody knows where.
    """

    progress: Fraction | None
    pace: Fraction
    over: date | None
    status: str = ""
    due: date | None = None
    turn: date | None = None
    near: int = 10**6
    missed: int = 0
    late: bool = False
    weighs: bool = True


class Turn(NamedTuple):
    """A year, quarter or month as far as it lies within the plan: its name, first and last day.

    Of a duty `end` is the day by which it is due.
    """

    name: str
    begin: date
    end: date


def name_of(every: str, day: date) -> str:
    """Name the year, quarter or month that a day lies in."""
    return {
        "year": f"{day.year}",
        "quarter": f"{day.year}Q{(day.month - 1) // 3 + 1}",
        "month": f"{day.year}-{day.month:02}",
    }[every]


@cache
def turns(every: str, first: date, last: date) -> list[Turn]:
    """Go through the days from `first` through `last` and begin a new turn where the name changes."""
    found: list[Turn] = []
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if not found or found[-1].name != name_of(every, day):
            found.append(Turn(name_of(every, day), day, day))
        found[-1] = found[-1]._replace(end=day)
    return found


def turns_of(plan: Plan, own: Deliverable) -> list[Turn]:
    """Return the turns of a duty: those of the plan, or those whose own day lies in the plan."""
    assert own.every is not None
    every, head = own.every.value, plan.head
    first = begin_of(own.first) if own.first else head.start
    if not own.by:
        return turns(every, max(first, head.start), head.end)
    whole = turns(every, min(first, head.start), date(head.end.year + 2, 12, 31))
    found = []
    for turn, after in pairwise(whole):
        due = day_in(after if own.by.startswith("next") else turn, own.by)
        if head.start <= due <= head.end and turn.end >= first:
            found.append(turn._replace(end=due))
    return found


def day_in(turn: Turn, by: str) -> date:
    """Return the last day of a turn that is written as `03-15`, or `15` of its only or decisive month."""
    days = [
        date.fromordinal(ordinal)
        for ordinal in range(begin_of(turn.name).toordinal(), turn.end.toordinal() + 1)
    ]
    text = by.removeprefix("next ")
    fitting = [day for day in days if (f"{day:%m-%d}" if "-" in text else str(day.day)) == text]
    return fitting[0] if by.startswith("next") else fitting[-1]


def turn_meant(word: Entry, own: Deliverable) -> str:
    """Return the turn that a word speaks of: where it is due in the one after, that before its date."""
    assert own.every is not None
    if word.period:
        return word.period
    name = name_of(own.every.value, word.date)
    if not own.by.startswith("next"):
        return name
    return name_of(own.every.value, date.fromordinal(begin_of(name).toordinal() - 1))


def begin_of(name: str) -> date:
    """Return the first day of 2019, 2019Q2 or 2019-03."""
    month = {"": 1, "Q": int(name[5:] or 1) * 3 - 2, "-": int(name[5:] or 1)}[name[4:5]]
    return date(int(name[:4]), month, 1)


def tenth(exact: Fraction) -> Fraction:
    """Round half up to one decimal; nothing here is negative."""
    return Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


def time_gone(plan: Plan, due: date, as_of: date) -> Fraction:
    """Return how much of the time from the start of the plan through `due` is gone."""
    return gone_since(plan, plan.head.start, due, as_of)


def gone_since(plan: Plan, start: date, due: date, as_of: date) -> Fraction:
    """Return how much of the days from `start` through `due` is gone; `as_of` and `due` count.

    By months, a month is gone when the last of its days in the time is.
    """
    if plan.head.pace.value == "months" and start <= as_of < due:
        months = turns("month", start, due)
        return tenth(Fraction(100 * sum(each.end <= as_of for each in months), len(months)))
    gone = as_of.toordinal() - start.toordinal() + 1
    days = due.toordinal() - start.toordinal() + 1
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
    return sorted(words, key=lambda each: (each.date, each.recorded, weakness(each)))


STRONG_TO_WEAK = ["closed", "done", "dropped", "", "in-progress", "blocked", "not-started"]


def weakness(word: Entry) -> tuple[object, ...]:
    """Order what was said in one second, the weaker word last."""
    status = STRONG_TO_WEAK.index(word.status.value if word.status else "")
    share = Fraction(101) if word.percent is None else -Fraction(word.percent)
    values = [(name, -Fraction(word.actuals[name])) for name in sorted(word.actuals)]
    return status, word.percent is not None, share, values, word.unit, word.id


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
    return max(valid, key=lambda each: (each.recorded, each.date, weakness(each))) if valid else None


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


def reached_on(indicator: Indicator, words: list[Entry], target: Decimal | None = None) -> date | None:
    """Return the first day of the unbroken run of values at the target."""
    goal = indicator.target if target is None else target
    since: date | None = None
    for word in words:
        if indicator.id in word.actuals:
            since = (since or word.date) if word.actuals[indicator.id] >= goal else None
    return since


def figure(indicator: Indicator, words: list[Entry]) -> Fraction | None:
    """Return how much of the way from the baseline to the target is done, by the latest value."""
    values = [Fraction(each.actuals[indicator.id]) for each in words if indicator.id in each.actuals]
    if not values:
        return None
    return way(indicator, values[-1])


def way(indicator: Indicator, value: Fraction) -> Fraction:
    """Return how far a value is on the way from the baseline to the target."""
    base = Fraction(indicator.baseline or 0)
    exact = 100 * (value - base) / (Fraction(indicator.target) - base)
    return tenth(min(max(exact, Fraction(0)), Fraction(100)))


def deliverables(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the deliverables of the task, dropped ones too."""
    found = []
    for each in task.deliverables:
        own = [word for word in words if word.about == each.id]
        if each.every:
            found.append(duty(plan, each, own, as_of))
            continue
        status = last_status(own)
        said = {"done": Fraction(100), "closed": Fraction(100), "not-started": Fraction(0)}
        progress = said.get(status, last_share(own))
        pace = time_gone(plan, each.due or task.due or plan.head.end, as_of)
        found.append(Part(progress, pace, ended_on(own), status, each.due))
    return found


def duty(plan: Plan, own: Deliverable, words: list[Entry], as_of: date) -> Part:
    """Return a duty that returns: by its turns, but for those that were dropped alone."""
    assert own.every is not None
    row = turns_of(plan, own)
    said = [each for each in words if each.status is not None]
    of_turns = [each for each in said if each.status != "dropped" or each.period]
    last = {each.name: "" for each in row}
    done: dict[str, date | None] = {}
    for each in of_turns:
        name = turn_meant(each, own)
        last[name] = str(each.status)
        done[name] = (done.get(name) or each.date) if each.status in WHOLE else None
    kept = [each for each in row if last[each.name] != "dropped"]
    open_ = [each for each in kept if last[each.name] not in WHOLE]
    days = [done[each.name] for each in kept if last[each.name] in WHOLE]

    of_all = [each for each in said if each.status != "dropped" or not each.period]
    status = "in-progress" if words else "not-started"
    if said and said[-1].status == "blocked":
        status = "blocked"
    if of_all and of_all[-1].status == "dropped":
        status = "dropped"
    if not open_:
        status = "dropped" if row and not kept else "done"
    progress = None
    if words:
        progress = tenth(Fraction(100 * len(days), len(kept))) if kept else Fraction(100)
    gone = [each for each in kept if each.end <= as_of]
    return Part(
        progress,
        tenth(Fraction(100 * len(gone), len(kept))) if kept else Fraction(0),
        None if open_ else max((day for day in days if day), default=None),
        status,
        turn=open_[0].end if open_ and status != "dropped" else None,
        near={"year": 10**6, "quarter": 30, "month": 10}[own.every.value],
        missed=sum(each.end < as_of for each in open_) if status != "dropped" else 0,
        late=any((done.get(each.name) or each.end) > each.end for each in kept),
    )


def indicators(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the indicators to reach."""
    to_reach = [each for each in task.indicators if each.kind is IndicatorKind.REACH]
    return [(yearly if each.every else once)(plan, each, words, as_of) for each in to_reach]


def once_only(task: Task) -> list[Indicator]:
    """Return the indicators to reach once."""
    return [each for each in task.indicators if each.kind is IndicatorKind.REACH and not each.every]


def once(plan: Plan, own: Indicator, words: list[Entry], as_of: date) -> Part:
    """Return an indicator with one target; where it should be is on a line from milestone to milestone."""
    corners = [(plan.head.start.toordinal() - 1, Fraction(0))]
    corners += [(each.date.toordinal(), way(own, Fraction(each.target))) for each in own.milestones]
    corners.append((own.due.toordinal(), Fraction(100)))
    today = as_of.toordinal()
    passed = [each for each in corners if each[0] < today] or corners[:1]
    (left, low), (right, high) = passed[-1], next((each for each in corners if each[0] >= today), corners[-1])
    part = Fraction(0)
    if right > left:
        part = gone_since(plan, date.fromordinal(left + 1), date.fromordinal(right), as_of)
    missed = [
        each
        for each in own.milestones
        if each.date < as_of <= own.due and reached_on(own, words, each.target) is None
    ]
    pace = tenth(low + (high - low) * part / 100)
    days = [(reached_on(own, words, each.target), each.date) for each in own.milestones]
    late = any(day and day > due for day, due in days)
    over = reached_on(own, words)
    known = own.baseline is not None
    progress = figure(own, words) if known else None
    return Part(progress, pace, over, due=own.due, missed=len(missed), late=late, weighs=known)


def yearly(plan: Plan, own: Indicator, words: list[Entry], as_of: date) -> Part:
    """Return an indicator with a target every year: it stands as its running year does, or its last one."""
    row = turns("year", plan.head.start, own.due)
    said = [each for each in words if own.id in each.actuals]
    of_year = {
        year.name: [each for each in said if (each.period[:4] or str(each.date.year)) == year.name]
        for year in row
    }
    now = [each for each in row if as_of <= each.end][:1] or row[-1:]
    progress = figure(own, of_year[now[0].name])
    if any(of_year.values()) and progress is None:
        progress = Fraction(0)
    days = [reached_on(own, each) for each in of_year.values()]
    return Part(
        progress,
        gone_since(plan, now[0].begin, now[0].end, as_of),
        None if None in days else max(day for day in days if day),
        missed=sum(day is None and year.end < as_of for year, day in zip(row, days, strict=True)),
        late=any(day and day > year.end for year, day in zip(row, days, strict=True)),
    )


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


def lamp_of(plan: Plan) -> Lamp:
    """Return what the place says, with the plan's own numbers in the place of its."""
    own, lamp = plan.head.lights, PLACES[plan.head.lights.rule.value]
    if own.yellow_gap is not None:
        lamp = lamp._replace(yellow=Fraction(own.yellow_gap))
    if own.red_gap is not None:
        lamp = lamp._replace(red=Fraction(own.red_gap))
    return lamp if own.due_soon_days is None else lamp._replace(soon=own.due_soon_days)


def compared(progress: Fraction, pace: Fraction, plan: Plan) -> tuple[str, str]:
    """Return the colour of a gap."""
    lamp = lamp_of(plan)
    behind = pace - progress
    if lamp.of_the_pace and behind > 0:
        behind = tenth(100 * behind / pace)
    if behind > lamp.red:
        return "red", "far-behind"
    if behind > 0 and behind >= lamp.yellow:
        return "yellow", "behind"
    return "green", "on-pace"


def asked_of_open_work(
    plan: Plan, task: Task, words: list[Entry], dated: list[Part], as_of: date
) -> list[tuple[str, str]]:
    """Return what deadlines, silence and values to hold ask."""
    reasons = []
    lamp, today = lamp_of(plan), as_of.toordinal()
    waiting = [each.due for each in dated if each.due and each.due != task.due and each.status not in ENDED]
    reasons += [("red", "part-overdue") for due in waiting if today > due.toordinal()]
    if task.due and today > task.due.toordinal():
        reasons.append(("red", "overdue"))
    near = [(due, lamp.soon) for due in [*waiting, task.due] if due]
    near += [(each.turn, min(lamp.soon, each.near)) for each in dated if each.turn]
    if any(0 <= due.toordinal() - today <= soon for due, soon in near):
        reasons.append((lamp.near, "due-soon"))
    silence = 60 if plan.head.lights.stale_days is None else plan.head.lights.stale_days
    last_heard = words[-1].date if words else plan.head.start
    if today - last_heard.toordinal() > silence:
        reasons.append(("yellow", "stale" if words else "never-reported"))
    for each in task.indicators:
        values = [word.actuals[each.id] for word in words if each.id in word.actuals]
        if each.kind is IndicatorKind.HOLD and values and values[-1] < each.target:
            reasons.append(("red", "not-held"))
    return reasons


def asked_of_targets(task: Task, figures: list[Part], as_of: date) -> list[tuple[str, str]]:
    """Return what targets past their deadlines ask: whole ones, years, milestones."""
    reasons = []
    for part in figures:
        reasons += [("red", "milestone-missed" if part.due else "target-missed")] * part.missed
        if part.over is None and part.due and part.due != task.due and as_of > part.due:
            reasons.append(("red", "part-overdue"))
    return reasons


def asked_of_places(
    plan: Plan, task: Task, words: list[Entry], dated: list[Part], figures: list[Part]
) -> list[tuple[str, str]]:
    """Return what single places ask: quality in Suqian, what was made up in Ouhai."""
    lamp, reasons = lamp_of(plan), []
    open_ = [task.id]
    open_ += [
        each.id for each, part in zip(task.deliverables, dated, strict=True) if part.status != "dropped"
    ]
    if lamp.quality and any(sent_back(plan, words, each) for each in open_):
        reasons.append(("yellow", "returned"))
    if lamp.made_up != lamp.done:
        late = [each for each in dated if each.status != "dropped" and each.late]
        late += [
            each for each in dated if each.status in WHOLE and each.due and each.over and each.over > each.due
        ]
        late += [
            each
            for each in figures
            if each.late or (each.due and each.due != task.due and each.over and each.over > each.due)
        ]
        reasons += [(lamp.made_up, "part-done-late")] * len(late)
    return reasons


def sent_back(plan: Plan, words: list[Entry], about: str) -> bool:
    """Tell whether something was sent back, or one turn of it, and nobody said since that it is over."""
    own = {each.id: each for each in plan.tasks[0].deliverables}.get(about)
    every = own.every if own else None
    last: dict[str, bool] = {}
    for each in words:
        if each.about != about or not (each.returns or (each.status and each.status.value in ENDED)):
            continue
        turn = turn_meant(each, own) if own and every else ""
        if every and each.status is not None and each.status.value == "dropped" and not each.period:
            turn = "all of it"
        last[turn] = bool(each.returns)
    return any(last.values())


def naive(plan: Plan, as_of: date) -> Answer:
    """Say how the one task of a plan stands."""
    task = plan.tasks[0]
    words = words_by(plan, as_of)
    dated, figures = deliverables(plan, task, words, as_of), indicators(plan, task, words, as_of)
    status, ended = status_of(task, words, dated + figures)

    progress = last_share([each for each in words if each.about == task.id])
    pace = time_gone(plan, task.due or plan.head.end, as_of)
    parts = [each for each in dated + figures if each.status != "dropped" and each.weighs]
    if progress is None and any(each.progress is not None for each in parts):
        progress = tenth(sum((each.progress or Fraction(0) for each in parts), Fraction(0)) / len(parts))
        pace = tenth(sum((each.pace for each in parts), Fraction(0)) / len(parts))

    if status == "dropped":
        return Answer("none", status, ["dropped"], progress, pace, ended)
    missed = [("red", "missed") for each in dated if each.missed]
    if status in WHOLE:
        late = task.due is not None and ended is not None and ended > task.due
        made_up = [code for _, code in asked_of_places(plan, task, [], dated, figures)]
        light = lamp_of(plan).made_up if late or made_up else lamp_of(plan).done
        codes = sorted(["done-late" if late else status, *made_up, *(code for _, code in missed)])
        return Answer("red" if missed else light, status, codes, Fraction(100), pace, ended)

    reasons = missed + asked_of_open_work(plan, task, words, dated, as_of)
    reasons += asked_of_targets(task, figures, as_of) + asked_of_places(plan, task, words, dated, figures)
    if progress is not None:
        reasons.append(compared(progress, pace, plan))
    gaps = [compared(each.progress, each.pace, plan) for each in figures if each.progress is not None]
    reasons += [each for each in gaps if each[0] != "green"]
    if status == "blocked" or any(each.status == "blocked" for each in dated):
        reasons.append(("yellow", "blocked"))
    if not reasons:
        figured = any(each.baseline is None and figure(each, words) is not None for each in once_only(task))
        reasons.append(("none", "no-baseline" if figured else "no-share" if words else "no-entries"))
    near_is_blue = lamp_of(plan).near == "blue"
    order = ["red", "yellow", *(["blue", "green"] if near_is_blue else ["green", "blue"]), "none"]
    light = min((light for light, _ in reasons), key=order.index)
    return Answer(light, status, sorted(code for _, code in reasons), progress, pace, ended)


def naive_missing(plan: Plan, task: Task, as_of: date, start: date) -> list[str]:
    """Return who was asked by the round that began on `start` and did not answer, in order of role."""
    own, units = task.responsible, {each.id: each for each in plan.register.units}
    groups = {each.id: each.members for each in plan.register.groups}

    def inside(name: str) -> list[str]:
        if name in groups:
            return [unit for member in groups[name] for unit in inside(member)]
        return [name] if units[name].kind.value != "external" else []

    spoke = {
        word.unit
        for word in words_by(plan, as_of)
        if word.about.split(".")[0] == task.id and word.date >= start and not word.returns
    }
    names = [own.lead] * bool(own.lead) + list(own.shared)
    if own.each:
        every = [unit for name in [*names, *own.by_duty] for unit in inside(str(name))]
        return [unit for unit in dict.fromkeys(every) if unit not in spoke]
    if not names:
        return [] if spoke else [name for name in own.by_duty if inside(name)]
    return [str(name) for name in names if inside(str(name)) and not spoke & {name, *inside(str(name))}]
