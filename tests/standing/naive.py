"""The light of a task, written once more, straight from the rules.

It shares nothing with `qtrack.standing` but the values of the model: exact fractions instead of
decimals, days as ordinals, years, quarters and months found by going through all days, every rule
spelled out where it is used. Where both agree on thousands of plans, both say the rules.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, takewhile
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


PLACES = {
    "yinchuan": Lamp(Fraction(10), Fraction(30), False, 30, "yellow", "blue", "blue"),
    "sanya": Lamp(Fraction(0), Fraction(50), True, -1, "yellow", "blue", "blue"),
    "ouhai": Lamp(NEVER, NEVER, False, -1, "yellow", "blue", "yellow"),
    "suqian": Lamp(Fraction(0), NEVER, False, 30, "blue", "green", "green"),
    "sanming": Lamp(Fraction(10), Fraction(30), False, 30, "blue", "green", "green"),
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


class Turn(NamedTuple):
    """A year, quarter or month as far as it lies within the plan: its name, first and last day.

    Of a duty `end` is the day by which it is due.
    """

    name: str
    begin: date
    end: date


class Part(NamedTuple):
    """A deliverable (`status` its own, `due` a deadline that is not the whole's) or an indicator.

    Shares are exact. `out` is a deliverable that was dropped and is no part any more, `turns` what is open of
    a duty or yearly target, `steps` the days of open milestones, `missed` how many turns were, `late` whether
    anything was made up. What is to be held has no pace; `holds` says how, `below` whether a value does not.
    """

    progress: Fraction | None
    pace: Fraction | None
    over: date | None
    status: str = ""
    due: date | None = None
    turns: Sequence[Turn] = ()
    steps: Sequence[date] = ()
    missed: int = 0
    late: bool = False
    out: bool = False
    holds: str = ""
    below: bool = False


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
            begin = after.begin if own.by.startswith("next") else turn.begin
            found.append(turn._replace(begin=max(begin, head.start), end=due))
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
        return Fraction(100 * sum(each.end <= as_of for each in months), len(months))
    gone = as_of.toordinal() - start.toordinal() + 1
    days = due.toordinal() - start.toordinal() + 1
    if gone <= 0:
        return Fraction(0)
    return Fraction(100) if gone >= days else Fraction(100 * gone, days)


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


class Matter(NamedTuple):
    """What was said of one matter: when it ended, and when it was last said not to be over."""

    status: str
    since: date | None
    verified: bool
    share: Fraction | None
    taken_up: date | None

    def gone_by(self, due: date) -> bool:
        """Tell whether it was dropped in time, or by the office, or with its word."""
        return self.status == "dropped" and (self.verified or (self.since is not None and self.since <= due))


def matter(plan: Plan, words: list[Entry], *, of_duty: bool = False) -> Matter:
    """Go through the words about a matter."""
    now, since, verified, locked, share, taken_up = "", None, False, False, None, None
    for word in words:
        if locked and not word.returns:
            continue
        if of_duty and now in WHOLE and word.status == "dropped" and not word.period:
            continue
        said = word.status.value if word.status else ""
        if word.percent is not None:
            share = Fraction(word.percent)
            if word.percent < 100 and not said:
                taken_up = word.date
            said = said or by_share(now, share)
        if not said:
            continue
        locked = said == "closed"
        if locked and now == "dropped":
            verified = True
            continue
        again = said == now == "dropped"
        verified = locked or (said == "dropped" and word.unit == plan.head.office) or (verified and again)
        if said not in ENDED:
            since, taken_up = None, word.date if word.status else taken_up
        elif (said in WHOLE) != (now in WHOLE) or now not in ENDED:
            since = word.date
        now = said
    return Matter(now, since, verified, share, taken_up)


def by_share(now: str, share: Fraction) -> str:
    """Return the status that a share alone gives."""
    begins, goes_on = now == "not-started" and share > 0, now == "done" and share < 100
    return "in-progress" if begins or goes_on else ""


def reached_on(
    indicator: Indicator, words: list[Entry], target: Decimal, due: date | None = None
) -> date | None:
    """Return since when the value is at the target, by its day and then for good, or after it."""
    values = [(word.date, word.actuals[indicator.id]) for word in words if indicator.id in word.actuals]
    if due is None:
        return unbroken(values, target)
    in_time = unbroken([each for each in values if each[0] <= due], target)
    return in_time or unbroken([each for each in values if each[0] > due], target)


def unbroken(values: list[tuple[date, Decimal]], target: Decimal) -> date | None:
    """Return the first day of the row of values at the target that the values end with."""
    row = list(takewhile(lambda each: each[1] >= target, reversed(values)))
    return row[-1][0] if row else None


def last_value(indicator: Indicator, words: list[Entry]) -> Decimal | None:
    """Return the latest value said."""
    values = [each.actuals[indicator.id] for each in words if indicator.id in each.actuals]
    return values[-1] if values else None


def way(indicator: Indicator, value: Decimal) -> Fraction:
    """Return how far a value is on the way from the baseline to the target."""
    base = Fraction(indicator.baseline or 0)
    exact = 100 * (Fraction(value) - base) / (Fraction(indicator.target) - base)
    return min(max(exact, Fraction(0)), Fraction(100))


def deliverables(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the deliverables of the task, dropped ones too."""
    found = []
    whole = task.due or plan.head.end
    for each in task.deliverables:
        own = [word for word in words if word.about == each.id]
        if each.every:
            found.append(duty(plan, each, own, as_of))
            continue
        said = matter(plan, own)
        share = {"done": Fraction(100), "closed": Fraction(100), "not-started": Fraction(0)}
        due = each.due or whole
        found.append(
            Part(
                share.get(said.status, said.share),
                time_gone(plan, due, as_of),
                said.since if said.status in WHOLE else None,
                said.status,
                each.due if each.due != whole else None,
                out=said.gone_by(due),
            )
        )
    return found


def duty(plan: Plan, own: Deliverable, words: list[Entry], as_of: date) -> Part:
    """Return a duty that returns, by its turns."""
    assert own.every is not None
    said = {}
    row = turns_of(plan, own)
    for turn in row:
        about = [
            word
            for word in words
            if (word.status == "dropped" and not word.period) or turn_meant(word, own) == turn.name
        ]
        said[turn] = matter(plan, about, of_duty=True)
    kept = [turn for turn in row if not said[turn].gone_by(turn.end)]
    done = [turn for turn in kept if said[turn].status in WHOLE]
    open_ = [turn for turn in kept if turn not in done]
    come = [turn for turn in kept if turn.end <= as_of]
    days = [day for turn in done if (day := said[turn].since)]
    return Part(
        Fraction(100 * len(done), len(kept)) if come or done else None,
        Fraction(100 * len(come), len(kept)) if kept else Fraction(0),
        max(days) if days and not open_ else None,
        duty_status(words, kept, open_),
        turns=[*open_],
        missed=sum(turn.end < as_of for turn in open_),
        late=any(day > turn.end for turn, day in zip(done, days, strict=True)),
        out=not open_ and duty_status(words, kept, open_) == "dropped",
    )


def duty_status(words: list[Entry], kept: list[Turn], open_: list[Turn]) -> str:
    """Return the status of a duty with these turns."""
    said = [word for word in words if word.status is not None]
    but_single = [word for word in said if word.status != "dropped" or not word.period]
    gave_up = bool(but_single) and but_single[-1].status == "dropped"
    if not open_:
        return "dropped" if gave_up or not kept else "done"
    if said and said[-1].status == "blocked":
        return "blocked"
    return "in-progress" if words else "not-started"


def indicators(plan: Plan, task: Task, words: list[Entry], as_of: date) -> list[Part]:
    """Return the indicators, those to hold without a pace."""
    kinds = [
        held if each.kind is IndicatorKind.HOLD else yearly if each.every else once
        for each in task.indicators
    ]
    return [kind(plan, each, words, as_of) for kind, each in zip(kinds, task.indicators, strict=True)]


def held(plan: Plan, own: Indicator, words: list[Entry], as_of: date) -> Part:
    """Return an indicator to hold: its codes are what it says of itself."""
    about = [word for word in words if own.id in word.actuals and word.date <= own.due]
    value = last_value(own, about)
    old = not about or own.due.toordinal() - about[-1].date.toordinal() > silence_of(plan)
    if value is None:
        holds = "no-value" if as_of <= own.due else "not-held"
    elif value < own.target or (as_of > own.due and old):
        holds = "not-held"
    else:
        holds = "held"
    over = own.due if holds == "held" and not old and as_of >= own.due else None
    below = value is not None and value < own.target
    share = None if value is None else Fraction(0)
    return Part(share, None, over, due=own.due, holds=holds, below=below)


def once(plan: Plan, own: Indicator, words: list[Entry], as_of: date) -> Part:
    """Return an indicator with one target; where it should be is on a line from milestone to milestone."""
    corners = [(plan.head.start.toordinal() - 1, Fraction(0))]
    corners += [(each.date.toordinal(), way(own, each.target)) for each in own.milestones]
    corners.append((own.due.toordinal(), Fraction(100)))
    today = as_of.toordinal()
    passed = [each for each in corners if each[0] < today] or corners[:1]
    (left, low), (right, high) = passed[-1], next((each for each in corners if each[0] >= today), corners[-1])
    part = Fraction(0)
    if right > left:
        part = gone_since(plan, date.fromordinal(left + 1), date.fromordinal(right), as_of)
    pace = low + (high - low) * part / 100
    if today > corners[-1][0]:
        pace = Fraction(100)
    days = [(reached_on(own, words, each.target, each.date), each.date) for each in own.milestones]
    value = last_value(own, words)
    return Part(
        None if value is None else way(own, value),
        pace if own.baseline is not None else None,
        reached_on(own, words, own.target, own.due),
        due=own.due,
        steps=[due for day, due in days if day is None and as_of <= own.due],
        late=any(day and day > due for day, due in days),
    )


def yearly(plan: Plan, own: Indicator, words: list[Entry], as_of: date) -> Part:
    """Return an indicator with a target every year: it stands as its running year does, or its last one."""
    row = turns("year", plan.head.start, own.due)
    said = [each for each in words if own.id in each.actuals]
    of_year = {
        year.name: [each for each in said if (each.period[:4] or str(each.date.year)) == year.name]
        for year in row
    }
    now = [each for each in row if as_of <= each.end][:1] or row[-1:]
    value = last_value(own, of_year[now[0].name])
    told = any(of_year.values())
    days = [reached_on(own, each, own.target) for each in of_year.values()]
    open_ = [year for year, day in zip(row, days, strict=True) if day is None]
    return Part(
        min(Fraction(value or 0) * 100 / Fraction(own.target), Fraction(100)) if told else None,
        gone_since(plan, now[0].begin, now[0].end, as_of),
        None if None in days else max(day for day in days if day),
        turns=open_,
        missed=sum(year.end < as_of for year in open_),
        late=any(day and day > year.end for year, day in zip(row, days, strict=True)),
    )


def status_of(said: Matter, words: list[Entry], parts: list[Part]) -> tuple[str, date | None]:
    """Return the last word about the whole, unless all parts were over no earlier than it."""
    if said.status in ENDED:
        return said.status, said.since
    over = [each.over for each in parts if not each.out]
    if over and None not in over:
        complete = max(each for each in over if each is not None)
        if said.taken_up is None or said.taken_up <= complete:
            return "done", complete
    return said.status or ("in-progress" if words else "not-started"), None


def lamp_of(plan: Plan) -> Lamp:
    """Return what the place says, with the plan's own numbers in the place of its."""
    own, lamp = plan.head.lights, PLACES[plan.head.lights.rule.value]
    if own.yellow_gap is not None:
        lamp = lamp._replace(yellow=Fraction(own.yellow_gap))
    if own.red_gap is not None:
        lamp = lamp._replace(red=Fraction(own.red_gap))
    return lamp if own.due_soon_days is None else lamp._replace(soon=own.due_soon_days)


def silence_of(plan: Plan) -> int:
    """Return how many days of silence the plan allows."""
    return 60 if plan.head.lights.stale_days is None else plan.head.lights.stale_days


def compared(progress: Fraction, pace: Fraction, plan: Plan) -> tuple[str, str]:
    """Return the colour of a gap between two figures as they are printed."""
    lamp = lamp_of(plan)
    behind = pace - progress
    if lamp.of_the_pace and behind > 0:
        behind = tenth(100 * behind / pace)
    if behind > lamp.red:
        return "red", "far-behind"
    if behind > 0 and behind >= lamp.yellow:
        return "yellow", "behind"
    return "green", "on-pace"


class Picture(NamedTuple):
    """Everything that the lights are told from."""

    plan: Plan
    task: Task
    as_of: date
    words: list[Entry]
    said: Matter
    dated: list[Part]
    figures: list[Part]
    status: str
    ended: date | None

    @property
    def whole(self) -> date:
        """The deadline of the whole."""
        return self.task.due or self.plan.head.end

    @property
    def parts(self) -> list[Part]:
        """What progress is the mean of."""
        return [each for each in self.dated if not each.out] + [
            each for each in self.figures if each.pace is not None
        ]


def picture(plan: Plan, as_of: date) -> Picture:
    """Gather what is known of the one task of a plan."""
    task = plan.tasks[0]
    words = words_by(plan, as_of)
    dated, figures = deliverables(plan, task, words, as_of), indicators(plan, task, words, as_of)
    said = matter(plan, [word for word in words if word.about == task.id])
    return Picture(plan, task, as_of, words, said, dated, figures, *status_of(said, words, dated + figures))


def too_late(seen: Picture) -> list[str]:
    """Return what is past its time, of dropped work only what was so by then."""
    dropped = seen.ended if seen.status == "dropped" else None
    if seen.status == "closed" or (dropped and seen.said.verified):
        return []
    limit = dropped or seen.as_of
    overdue = seen.status not in WHOLE and seen.whole < limit
    codes = ["overdue"] if overdue else []
    for each in seen.dated:
        if each.due and each.status not in WHOLE and not each.out and each.due < limit:
            codes.append("part-overdue")
        if any(turn.end < limit for turn in each.turns):
            codes.append("missed")
    for each in seen.figures:
        if each.holds == "not-held" and (not dropped or each.below or (each.due and each.due < limit)):
            codes.append("not-held")
        elif not each.holds and each.over is None:
            codes += target_too_late(each, limit, seen.whole if overdue else None)
    return codes


def target_too_late(part: Part, limit: date, told: date | None) -> list[str]:
    """Return what is past its time of a target, unless the whole with this deadline was told."""
    codes = ["target-missed" for year in part.turns if year.end < limit]
    codes += ["milestone-missed" for due in part.steps if due < limit]
    return [*codes, "part-overdue"] if part.due and part.due < limit and part.due != told else codes


def near(seen: Picture) -> bool:
    """Tell whether anything open falls due soon."""
    soon, today = lamp_of(seen.plan).soon, seen.as_of.toordinal()
    days = [(seen.whole, soon)]
    days += [
        (each.due, soon) for each in seen.dated if each.due and each.status not in WHOLE and not each.out
    ]
    for each in seen.figures:
        if each.over is None and each.due and not each.holds:
            days += [(due, soon) for due in [each.due, *each.steps]]
    for each in [*seen.dated, *seen.figures]:
        own = [(turn.end, turn.end.toordinal() - turn.begin.toordinal() + 1) for turn in each.turns]
        days += [(end, min(soon, length // 3)) for end, length in own]
    return seen.as_of >= seen.plan.head.start and any(
        0 <= due.toordinal() - today <= span for due, span in days
    )


def made_up(seen: Picture) -> list[str]:
    """Return the parts that were made up, where the place has a light for that."""
    lamp = lamp_of(seen.plan)
    if lamp.made_up == lamp.done:
        return []
    late = [each for each in seen.dated if not each.out and each.late]
    late += [each for each in seen.dated if each.status in WHOLE and over_late(each)]
    late += [
        each
        for each in seen.figures
        if not each.holds and (each.late or (each.due != seen.whole and over_late(each)))
    ]
    return ["part-done-late"] * len(late)


def over_late(part: Part) -> bool:
    """Tell whether a part was over after its own deadline."""
    return part.due is not None and part.over is not None and part.over > part.due


def sent_back(plan: Plan, words: list[Entry], about: str) -> bool:
    """Tell whether something was sent back, or one turn of it, and nobody said since that it is over."""
    own = {each.id: each for each in plan.tasks[0].deliverables}.get(about)
    last: dict[str, bool] = {}
    for each in words:
        if each.about != about or not (each.returns or (each.status and each.status.value in ENDED)):
            continue
        turn = turn_meant(each, own) if own and own.every else ""
        if turn and each.status is not None and each.status.value == "dropped" and not each.period:
            turn = "all of it"
        last[turn] = bool(each.returns)
    return any(last.values())


def progress_and_pace(seen: Picture) -> tuple[Fraction | None, Fraction]:
    """Return the figures of open work: of the whole where its unit said a share, else means of the parts."""
    progress, parts = seen.said.share, seen.parts
    if progress is not None or not parts:
        return progress and tenth(progress), tenth(time_gone(seen.plan, seen.whole, seen.as_of))
    if any(each.progress is not None for each in parts + seen.figures):
        progress = tenth(sum((each.progress or Fraction(0) for each in parts), Fraction(0)) / len(parts))
    return progress, tenth(sum((each.pace or Fraction(0) for each in parts), Fraction(0)) / len(parts))


def gaps(seen: Picture) -> list[tuple[str, str]]:
    """Return what the gaps say; after too long a silence no share counts as none."""
    progress, pace = progress_and_pace(seen)
    days = seen.as_of.toordinal() - seen.plan.head.start.toordinal()
    found = []
    if progress is None and days > silence_of(seen.plan) and (seen.parts or not seen.figures):
        found = [each for each in [compared(Fraction(0), pace, seen.plan)] if each[0] != "green"]
    elif progress is not None:
        found = [compared(progress, pace, seen.plan)]
    own = [
        compared(tenth(each.progress), tenth(each.pace), seen.plan)
        for each in seen.figures
        if each.progress is not None and each.pace is not None
    ]
    return found + [each for each in own if each[0] != "green"]


def warnings(seen: Picture) -> list[tuple[str, str]]:
    """Return what is blocked, sent back, silent or soon due."""
    task, lamp, found = seen.task, lamp_of(seen.plan), []
    if seen.status == "blocked" or any(each.status == "blocked" for each in seen.dated):
        found.append(("yellow", "blocked"))
    back = [own.id for own, each in zip(task.deliverables, seen.dated, strict=True) if not each.out]
    if any(sent_back(seen.plan, seen.words, each) for each in [task.id, *back]):
        found.append(("yellow", "returned"))
    told = [word for word in seen.words if not word.returns and word.status != "closed"]
    heard = told[-1].date if told else seen.plan.head.start
    if seen.as_of.toordinal() - heard.toordinal() > silence_of(seen.plan):
        found.append(("yellow", "stale" if told else "never-reported"))
    return [*found, (lamp.near, "due-soon")] if near(seen) else found


def naive(plan: Plan, as_of: date) -> Answer:
    """Say how the one task of a plan stands."""
    seen, lamp = picture(plan, as_of), lamp_of(plan)
    progress, pace = progress_and_pace(seen)
    late, up = too_late(seen), made_up(seen)
    unheard = ["no-value" for each in seen.figures if each.holds == "no-value" and seen.status != "closed"]
    status, ended = seen.status, seen.ended
    if status == "dropped":
        return Answer("red" if late else "none", status, sorted([*late, "dropped"]), progress, pace, ended)
    if status in WHOLE:
        over = ended is not None and ended > seen.whole
        codes = [*up, *unheard, *(late or ["done-late" if over else status])]
        light = "red" if late else lamp.made_up if over or up else lamp.done
        return Answer(light, status, sorted(codes), progress if late else Fraction(100), pace, ended)
    reasons = [("red", code) for code in late] + gaps(seen) + warnings(seen)
    reasons += [("green", "held") for each in seen.figures if each.holds == "held"]
    reasons += [(lamp.made_up, code) for code in up] + [("none", code) for code in unheard]
    if not reasons:
        figured = any(each.progress is not None and each.pace is None for each in seen.figures)
        reasons.append(("none", "no-baseline" if figured else "no-share" if seen.words else "no-entries"))
    order = ["red", "yellow", *(["blue", "green"] if lamp.near == "blue" else ["green", "blue"]), "none"]
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
        if word.about.split(".")[0] == task.id
        and word.date >= start
        and not word.returns
        and word.status != "closed"
    }
    names = [own.lead] * bool(own.lead) + list(own.shared)
    if own.each:
        every = [unit for name in [*names, *own.by_duty] for unit in inside(str(name))]
        return [unit for unit in dict.fromkeys(every) if unit not in spoke]
    first = [str(name) for name in names if inside(str(name))]
    if first:
        return [name for name in first if not spoke & {name, *inside(name)}]
    duty = [name for name in own.by_duty if inside(name)]
    return [] if spoke & {unit for name in duty for unit in [name, *inside(name)]} else duty
