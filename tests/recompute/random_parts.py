"""Random deliverables and indicators."""

from collections.abc import Sequence
from datetime import date

from tests.recompute.days import DAY, Span, period_of, span_of
from tests.recompute.draft import Draft, Fields
from tests.recompute.plan import Occurrence
from tests.recompute.reading import occurrences


def parts_of(plan: Draft, whole: Fields) -> None:
    """Make up the deliverables and indicators of a task, or of a section."""
    due = date.fromisoformat(whole["due"]) if "due" in whole else plan.end
    deliverables = [
        _deliverable(plan, f"{whole['id']}.{number}", due)
        for number in range(1, plan.dice.choice([0, 1, 2, 3, 4]) + 1)
    ]
    indicators = [
        _indicator(plan, f"i-{number}", due) for number in range(1, plan.dice.choice([0, 0, 1, 2, 3]) + 1)
    ]
    if plan.chance(0.15):
        alone = _indicator(plan, "i-1", due, "none") | {"due": due.isoformat()}
        alone.pop("milestones", None)
        deliverables, indicators = [], [alone]
    if any("every" in one for one in deliverables):
        whole.pop("due", None)  # what returns does so through the plan's end
    if plan.chance(0.3):
        weigh(plan, [*deliverables, *indicators])
    if deliverables:
        whole["deliverables"] = deliverables
    for one in indicators:
        if plan.chance(0.25):
            _split(plan, whole, one)
    if indicators:
        whole["indicators"] = indicators


def _split(plan: Draft, whole: Fields, one: Fields) -> None:
    """Split a target among units that answer for it."""
    own = whole.get("responsible", {})
    named = [own.get(role, []) for role in ("co_leads", "shared", "by_duty", "support")]
    names = [name for several in [[own["lead"]] if "lead" in own else [], *named] for name in several]
    names = names or [unit["id"] for unit in plan.units]
    members = dict.fromkeys(unit for name in names for unit in plan.members(name))
    units = [unit for unit in members if unit in names or unit not in own.get("excluding", [])]
    some = plan.dice.sample(units, min(len(units), plan.dice.choice([1, 2, 2, 3])))
    one["shares"] = [{"unit": unit, "target": plan.dice.randint(0, one["target"])} for unit in some]


def weigh(plan: Draft, parts: Sequence[Fields]) -> None:
    """Give points to all that have a pace."""
    for one in parts:
        if (one.get("kind") == "reach" and ("baseline" in one or "every" in one)) or "kind" not in one:
            one["weight"] = plan.dice.choice(["1", "2", "5", "0.5", "12.5"])


def _deliverable(plan: Draft, name: str, due: date) -> Fields:
    one: Fields = {"id": name, "title": f"Deliverable {name}"}
    if plan.chance(0.6):
        if plan.chance(0.6):
            one["due"] = plan.day(last=due).isoformat()
        if plan.chance(0.15):
            one["start"] = plan.day(last=date.fromisoformat(one.get("due", due.isoformat()))).isoformat()
        return one
    every = plan.dice.choice(["year", "half-year", "quarter", "month"])
    for more in (*(_returning(plan, every) for _ in range(9)), {"every": every}):
        times = list(occurrences(every, more.get("first"), more.get("by", ""), Span(plan.start, plan.end)))
        if times and _begins(plan, more, times):
            plan.returning[name] = times
            break
    return one | more


def _returning(plan: Draft, every: str) -> Fields:
    """Make up when a duty returns."""
    more: Fields = {"every": every}
    if plan.chance(0.4):
        first = plan.day(plan.start - 200 * DAY)
        more["first"] = period_of(every if plan.chance(0.5) else "year", first)
    if plan.chance(0.5):
        day = plan.dice.choice([1, 10, 15, 25, 28])
        by = f"{plan.dice.randint(1, 12):02}-{day:02}" if every == "year" else str(day)
        more["by"] = f"next {by}" if plan.chance(0.6) else by
    return more


def _begins(plan: Draft, more: Fields, times: Sequence[Occurrence]) -> bool:
    """Tell whether what is named first is an occurrence, or holds one."""
    if "first" not in more:
        return True
    first = span_of(more["first"])
    if "by" in more:
        return more["first"] == times[0].period or span_of(times[0].period).last < first.last
    return first.last >= plan.start and first.first <= plan.end


def _indicator(plan: Draft, name: str, due: date, kind: str = "") -> Fields:
    dice = plan.dice
    target = dice.randint(20, 200)
    own = due if plan.chance(0.4) else plan.day(last=due)
    one: Fields = {"id": name, "name": f"Indicator {name}", "unit": "n", "target": target, "kind": "reach"}
    one["due"] = own.isoformat()
    kind = kind or dice.choice(["baseline", "baseline", "none", "yearly", "hold", "average"])
    if plan.chance(0.25):
        one["most"] = target + dice.choice([5, 20, 60])
    if kind == "yearly":
        return {**one, "every": "year"}
    falls = plan.chance(0.3)
    if falls:
        one["better"] = "lower"
    if kind in {"hold", "average"}:
        return {**one, "kind": kind}
    if kind == "baseline":
        above = int(one.get("most", target)) + dice.randint(20, 100)
        one["baseline"] = above if falls else dice.choice([0, 0, dice.randint(0, target - 10)])
    if plan.chance(0.5) and (own - plan.start).days > 20:
        days = sorted({plan.day(plan.start + DAY, own - DAY) for _ in range(dice.randint(1, 2))})
        goal = int(one.get("most", target)) if falls else target
        begin = int(one.get("baseline", goal + 50 if falls else 0))
        between = range(goal, begin) if falls else range(begin + 1, goal + 1)
        steps = sorted(dice.sample(between, len(days)), reverse=falls)
        one["milestones"] = [
            {"date": day.isoformat(), "target": step} for day, step in zip(days, steps, strict=True)
        ]
    return one
