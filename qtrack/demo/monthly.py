"""The monthly rounds of a task that no script tells: who reports when, and how far it has got.

The words are those of `phrases`, the pace of a task's progress that of the courses of the story.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from qtrack.demo.chance import Chance
from qtrack.demo.phrases import STAGES, is_of_a_city, said_of_part, said_of_whole, topic_of
from qtrack.demo.responsible import reporters, seconds
from qtrack.demo.story import Course, Line, story
from qtrack.demo.workdays import is_working
from qtrack.model.entry import Status
from qtrack.model.period import months_later
from qtrack.model.plan import Deliverable, Indicator, IndicatorKind, Pace, Plan, Reporting, Task
from qtrack.standing.pace import elapsed, rounded
from qtrack.standing.recurrence import occurrences

_DAYS_BEFORE_DEADLINE: Final = 5
_SKIPPED_IN_NINE: Final = 5
_ROUNDS: Final = 9
_OTHER_UNIT_ONE_IN: Final = 4
_TROUBLE_ONE_IN: Final = 5
_STEP_ONE_IN: Final = 2
_PAPER_ONE_IN: Final = 6
_MOST_PARTS: Final = 5
_NEARLY: Final = Decimal(95)
_SMALL_TARGET: Final = 10


class Round(msgspec.Struct, frozen=True):
    """One report of a task: its number, its day, how much of the way is gone, how far work has come."""

    task: Task
    step: int
    stage: int
    day: date
    pace: Decimal
    last: bool


def monthly_lines(plan: Plan, task: Task, chance: Chance, limit: date) -> list[Line]:
    """Return what a task's units report until `limit`, about once a month, oldest first."""
    units = reporters(plan, task)
    course = _course(task.id, plan.tasks.index(task), chance)
    days = _days(plan, task, course, chance, limit)
    if not units or not days:
        return []
    due = plan.due_of(task)
    paces = [rounded(elapsed(plan.head.start, due, day, Pace.DAYS)) for day in days]
    rounds = [
        Round(task=task, step=step, stage=_stage(step, days), day=day, pace=pace, last=day == days[-1])
        for step, (day, pace) in enumerate(zip(days, paces, strict=True))
    ]
    parts = _parts(task, chance) if course.parts else ()
    lines = [
        _of_part(plan, report, parts, course, chance) if parts else _of_whole(plan, report, course, chance)
        for report in rounds
    ]
    return [*lines, *_duties(plan, task, units[0], chance, limit)]


def _course(task_id: str, place: int, chance: Chance) -> Course:
    """Return the course of a task; one that the story does not know takes one by its place in the plan."""
    usual = story().usual_courses
    known = story().courses.get(task_id)
    return known or usual[(place + chance.below(len(usual), "course")) % len(usual)]


def _days(plan: Plan, task: Task, course: Course, chance: Chance, limit: date) -> list[date]:
    """Return the days of the rounds that are answered: working days shortly before each deadline."""
    by_day = (plan.head.reporting or Reporting()).by_day
    first = plan.head.start.replace(day=1)
    found: list[date] = []
    for month in range(_months(first, limit) + 1):
        deadline = months_later(first, month) + timedelta(days=by_day - 1)
        week = [deadline - timedelta(days=days) for days in range(_DAYS_BEFORE_DEADLINE + 1)]
        open_days = [day for day in week if is_working(day) and plan.head.start <= day <= limit]
        if open_days:
            found.append(open_days[chance.below(len(open_days), "day", task.id, month)])
    kept = found[: max(len(found) - course.quiet, 0)]
    return [
        day
        for day in kept
        if day in {kept[0], kept[-1]} or chance.below(_ROUNDS, "skipped", task.id, day) >= _SKIPPED_IN_NINE
    ]


def _months(first: date, limit: date) -> int:
    return (limit.year - first.year) * 12 + limit.month - first.month


def _stage(step: int, days: list[date]) -> int:
    """Spread the stages over many rounds; each begins with the first."""
    return -(-step * (STAGES - 1) // max(len(days) - 1, STAGES - 1))


def _unit(plan: Plan, report: Round, title: str, chance: Chance) -> str:
    """Return who reports: the lead mostly and in the end, now and then one who shares the task."""
    lead = reporters(plan, report.task)[0]
    others = seconds(plan, report.task, cities=is_of_a_city(title))
    if (
        report.last
        or not others
        or chance.below(_OTHER_UNIT_ONE_IN, "other unit", report.task.id, report.day)
    ):
        return lead
    return others[chance.below(len(others), "unit", report.task.id, report.day)]


def _parts(task: Task, chance: Chance) -> tuple[Deliverable, ...]:
    """Return the deliverables that a task speaks of in turn."""
    once = [deliverable for deliverable in task.deliverables if deliverable.every is None]
    if not once:
        return ()
    many = min(len(once), _MOST_PARTS)
    first = chance.below(len(once) - many + 1, "first part", task.id)
    return tuple(once[first : first + many])


def _of_part(
    plan: Plan, report: Round, parts: tuple[Deliverable, ...], course: Course, chance: Chance
) -> Line:
    part = parts[report.step % len(parts)]
    question = (part.id, report.day)
    weight = Decimal(len(report.task.deliverables)) / len(parts)
    line = Line(
        about=part.id,
        unit=_unit(plan, report, part.title, chance),
        date=report.day,
        summary=said_of_part(part.title, report.stage, chance, *question),
        status=Status.IN_PROGRESS,
        percent=_percent(report.pace * weight, course, chance, report.task.id),
        actuals=_actuals(report, course),
    )
    return _with_trouble(line, chance)


def _of_whole(plan: Plan, report: Round, course: Course, chance: Chance) -> Line:
    titles = [part.title for part in report.task.deliverables if part.every is None] or [report.task.title]
    title = titles[(report.step + chance.below(len(titles), "title", report.task.id)) % len(titles)]
    line = Line(
        about=report.task.id,
        unit=_unit(plan, report, title, chance),
        date=report.day,
        summary=said_of_whole(title, report.stage, chance, report.task.id, report.day),
        status=Status.IN_PROGRESS,
        percent=_percent(report.pace, course, chance, report.task.id),
        actuals=_actuals(report, course),
    )
    return _with_trouble(line, chance)


def _with_trouble(line: Line, chance: Chance) -> Line:
    """Add what hinders, with its remedy, or a next step, or the paper that proves it, now and then."""
    question = (line.about, line.date)
    problems = next_step = ""
    if chance.below(_TROUBLE_ONE_IN, "trouble", *question) == 0:
        troubles = story().phrases.troubles
        problems, next_step = troubles[chance.below(len(troubles), "which trouble", *question)]
    elif chance.below(_STEP_ONE_IN, "step", *question) == 0:
        steps = story().phrases.next
        next_step = steps[chance.below(len(steps), "which step", *question)]
    paper = chance.below(_PAPER_ONE_IN, "paper", *question) == 0
    return msgspec.structs.replace(line, problems=problems, next=next_step, paper=paper)


def _percent(pace: Decimal, course: Course, chance: Chance, task_id: str) -> Decimal | None:
    """Return the share to report: the pace times the course's rate, never quite the whole."""
    if course.rate is None:
        return None
    rate = course.rate + chance.between(-2, 2, "rate", task_id)
    return min((pace * max(rate, 1) / 100).quantize(Decimal(1), ROUND_HALF_UP), _NEARLY)


def _actuals(report: Round, course: Course) -> dict[str, Decimal]:
    """Return where each indicator stands, as far along as the task itself."""
    if course.rate is None:
        return {}
    way = report.pace * course.rate / 100
    return {indicator.id: _actual(indicator, way) for indicator in report.task.indicators}


def _actual(indicator: Indicator, way: Decimal) -> Decimal:
    if indicator.kind is IndicatorKind.HOLD:
        return indicator.target
    base = indicator.baseline or Decimal(0)
    actual = base + (indicator.target - base) * min(way, _NEARLY) / 100
    step = Decimal("0.1") if indicator.target < _SMALL_TARGET else Decimal(1)
    return actual.quantize(step, ROUND_HALF_UP)


def _duties(plan: Plan, task: Task, unit: str, chance: Chance, limit: date) -> list[Line]:
    """Return the returning duties done in time, some weeks before each falls due."""
    lines = []
    for part in task.deliverables:
        if part.every is None:
            continue
        for occurrence in occurrences(part, plan.head, (), limit):
            day = occurrence.due - timedelta(days=chance.between(8, 25, "duty", part.id, occurrence.period))
            if plan.head.start <= day <= limit:
                summary = story().phrases.duty_done.format(topic=topic_of(part.title))
                lines.append(
                    Line(
                        about=part.id,
                        unit=unit,
                        date=day,
                        summary=summary,
                        status=Status.DONE,
                        period=occurrence.period,
                        paper=True,
                    )
                )
    return lines
