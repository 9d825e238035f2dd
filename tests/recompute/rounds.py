"""Rounds of reports: who is asked, and who did not answer (rules 37 to 39)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.recompute.days import DAY, MONTHS_OF, Span
from tests.recompute.exercised import seen
from tests.recompute.plan import Entry, Plan, Whole
from tests.recompute.standing import Standing
from tests.recompute.words import ENDED


@dataclass(frozen=True)
class Asked:
    """Who is asked for a report on a task, and by whom each of them is answered."""

    names: tuple[str, ...]
    answered_by: dict[str, frozenset[str]]


def last_round(plan: Plan, day: date) -> Span | None:
    """Give the last round at a day, where it is asked (rule 37)."""
    if plan.rounds is None:
        return None
    deadline = day - DAY
    while not _ends_on(plan, deadline):
        deadline -= DAY
    first = deadline
    while not _ends_on(plan, first - DAY):
        first -= DAY
    span = Span(first, deadline)
    seen(f"37 every {plan.rounds[0]}")
    inside = Span(max(span.first, plan.span.first), min(span.last, plan.span.last)).days
    if 2 * inside > span.days:
        seen("37 round")
        return span
    seen("37 after the last" if span.first > plan.span.first else "37 not asked")
    return None


def _ends_on(plan: Plan, day: date) -> bool:
    """Tell whether a round ends on a day (rule 37)."""
    every, by_day = plan.rounds or ("", 0)
    if every == "week":
        return day.isoweekday() == by_day
    return day.day == by_day and day.month % MONTHS_OF[every] == 0


def latest_round(plan: Plan, day: date) -> Span | None:
    """Give of the last rounds of the plan, and of tasks with rounds of their own, the one that ended last."""
    own = [plan.seen_by(whole) for whole in plan.wholes if whole.rounds]
    if own:
        seen("37 of a task")
    spans = [span for one in (plan, *own) if (span := last_round(one, day))]
    return max(spans, key=lambda span: span.last, default=None)


def asked(plan: Plan, whole: Whole) -> Asked:
    """Tell who is asked for a task, who leads a part of it too (rule 38)."""
    if not whole.is_task:
        return Asked((), {})
    found = _of_roles(plan, whole)
    leads = dict.fromkeys(str(one.fields["lead"]) for one in whole.deliverables if "lead" in one.fields)
    new = [name for name in leads if name not in found.names and _inside(plan, whole, name)]
    if whole.each or not new:
        return found
    seen("38 lead of a part")
    more = {name: _answering(plan, whole, name) for name in new}
    return Asked((*found.names, *new), {**found.answered_by, **more})


def _of_roles(plan: Plan, whole: Whole) -> Asked:
    shares = [unit for one in whole.indicators for unit in one.shares if not plan.external(unit)]
    alone = {unit: frozenset({unit}) for unit in shares}
    if alone:
        seen("38 share")
    if whole.each:
        names = [member for name in whole.named for member in plan.members_for(whole, name)]
        names = [name for name in dict.fromkeys(names) if not plan.external(name)]
        seen("38 each")
        return _with(alone, Asked(tuple(names), {name: frozenset({name}) for name in names}))
    leading = [name for name in whole.named if name not in whole.by_duty]
    first = [name for name in leading if _inside(plan, whole, name)]
    if len(first) < len(leading):
        seen("38 external")
    if whole.support:
        seen("38 support")
    for name in [name for name in first if name in plan.groups]:
        if all(unit in alone for unit in _inside(plan, whole, name)):
            seen("38 group of shares")
            first.remove(name)
    if first or alone:
        seen("38 lead and shared")
        if len(whole.leads) > 1:
            seen("38 several leads")
        answering = {name: _answering(plan, whole, name) for name in first}
        return _with(alone, Asked(tuple(first), answering))
    seen("38 by duty")
    names = [name for name in whole.by_duty if _inside(plan, whole, name)]
    anybody = frozenset(unit for name in names for unit in _answering(plan, whole, name))
    return Asked(tuple(names), dict.fromkeys(names, anybody))


def _with(alone: dict[str, frozenset[str]], others: Asked) -> Asked:
    """Put those who have shares behind the others, each once."""
    return Asked(tuple(dict.fromkeys([*others.names, *alone])), {**others.answered_by, **alone})


def _inside(plan: Plan, whole: Whole, name: str) -> list[str]:
    return [unit for unit in plan.members_for(whole, name) if not plan.external(unit)]


def _answering(plan: Plan, whole: Whole, name: str) -> frozenset[str]:
    """Give who answers for a unit or a group: in its name, or a member in the system, not left out."""
    inside = _inside(plan, whole, name)
    if len(inside) < len(plan.members_for(whole, name)):
        seen("38 external member")
    if len(plan.members_for(whole, name)) < len(plan.members(name)):
        seen("38 left out")
    return frozenset({name, *inside})


def missing(plan: Plan, at: Standing, day: date) -> list[str]:
    """Give who was asked in the last round and did not answer (rule 39)."""
    plan = plan.seen_by(at.whole)
    span = last_round(plan, day)
    if span is None or at.status in ENDED or day < plan.span.first:
        return []
    answers = {entry.unit for entry in at.reports if entry.date >= span.first}
    who = asked(plan, at.whole)
    found = []
    for name in who.names:
        if answers & who.answered_by[name]:
            seen("39 answered" if name in answers else "39 answered by a member")
        else:
            seen("39 missing")
            found.append(name)
    return found


def reports_of(at: Standing, unit: str) -> Sequence[Entry]:
    """Give the reports of a unit, the latest last."""
    return [entry for entry in at.reports if entry.unit == unit]
