"""The monthly rounds of a task that no script tells: who reports when, how far it has got, in which words.

The sentences are chosen by what a deliverable is about, the pace of a task's progress by the courses of the
story.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from qtrack.demo.chance import Chance, is_working
from qtrack.demo.partners import reporters, seconds
from qtrack.demo.story import Course, Line, story
from qtrack.model.entry import Status
from qtrack.model.head import Pace, Reporting
from qtrack.model.indicator import Indicator
from qtrack.model.period import months_later
from qtrack.model.plan import Deliverable, Plan, Task
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

#: How many steps of work there are, from the first to the last.
_STAGES: Final = 7
_MARKS: Final = str.maketrans("“”", "‘’")


class Rounds:
    """The rounds of one task until `limit`, about once a month."""

    def __init__(self, plan: Plan, task: Task, chance: Chance, limit: date) -> None:
        self.plan, self.task, self.chance, self.limit = plan, task, chance, limit
        self.units = reporters(plan, task)
        self.course = self._course()
        self.days = self._days()
        self.parts = self._parts() if self.course.parts else ()

    def lines(self) -> list[Line]:
        """Return what is reported in them, oldest first, then the returning duties that are done in time."""
        if not self.units or not self.days:
            return []
        told = [self._line(step, day) for step, day in enumerate(self.days)]
        return [*told, *(line for part in self.task.deliverables if part.every for line in self._duty(part))]

    def _course(self) -> Course:
        """Return the course of the task; one that the story does not know takes one by its place."""
        usual, known = story().usual_courses, story().courses.get(self.task.id)
        place = self.plan.tasks.index(self.task)
        return known or usual[(place + self.chance.below(len(usual), "course")) % len(usual)]

    def _days(self) -> list[date]:
        """Return the days of the rounds that are answered: working days shortly before each deadline."""
        head, limit = self.plan.head, self.limit
        by_day = (head.reporting or Reporting()).by_day
        first = head.start.replace(day=1)
        found: list[date] = []
        for month in range((limit.year - first.year) * 12 + limit.month - first.month + 1):
            deadline = months_later(first, month) + timedelta(days=by_day - 1)
            week = [deadline - timedelta(days=days) for days in range(_DAYS_BEFORE_DEADLINE + 1)]
            open_days = [day for day in week if is_working(day) and head.start <= day <= limit]
            if open_days:
                found.append(self.chance.one_of(open_days, "day", self.task.id, month))
        kept = found[: max(len(found) - self.course.quiet, 0)]
        return [
            day
            for day in kept
            if day in {kept[0], kept[-1]}
            or self.chance.below(_ROUNDS, "skipped", self.task.id, day) >= _SKIPPED_IN_NINE
        ]

    def _parts(self) -> tuple[Deliverable, ...]:
        """Return the deliverables that the task speaks of in turn."""
        once = [deliverable for deliverable in self.task.deliverables if deliverable.every is None]
        if not once:
            return ()
        many = min(len(once), _MOST_PARTS)
        first = self.chance.below(len(once) - many + 1, "first part", self.task.id)
        return tuple(once[first : first + many])

    def _line(self, step: int, day: date) -> Line:
        """Return one report: of a deliverable in its turn, or of the whole."""
        task, chance = self.task, self.chance
        pace = rounded(elapsed(self.plan.head.start, self.plan.due_of(task), day, Pace.DAYS))
        # the stages are spread over many rounds; each begins with the first
        stage = -(-step * (_STAGES - 1) // max(len(self.days) - 1, _STAGES - 1))
        if self.parts:
            part = self.parts[step % len(self.parts)]
            about, title, weight = part.id, part.title, Decimal(len(task.deliverables)) / len(self.parts)
            summary = f"{_topic(title)}：{_done(title, stage, chance, about, day)}"
        else:
            titles = [part.title for part in task.deliverables if part.every is None] or [task.title]
            about, weight = task.id, Decimal(1)
            title = titles[(step + chance.below(len(titles), "title", about)) % len(titles)]
            summary = _of_whole(title, stage, chance, about, day)
        line = Line(
            about=about,
            unit=self._unit(day, title),
            date=day,
            summary=summary,
            status=Status.IN_PROGRESS,
            percent=self._percent(pace * weight),
            actuals=self._actuals(pace),
        )
        return _with_trouble(line, chance)

    def _unit(self, day: date, title: str) -> str:
        """Return who reports: the lead mostly and in the end, now and then one who shares the task."""
        of_a_city = not any(word in title for word in story().not_of_a_city)
        others = seconds(self.plan, self.task, cities=of_a_city)
        now_and_then = self.chance.one_in(_OTHER_UNIT_ONE_IN, "other unit", self.task.id, day)
        if day == self.days[-1] or not others or not now_and_then:
            return self.units[0]
        return self.chance.one_of(others, "unit", self.task.id, day)

    def _percent(self, pace: Decimal) -> Decimal | None:
        """Return the share to report: the pace times the course's rate, never quite the whole."""
        if self.course.rate is None:
            return None
        rate = self.course.rate + self.chance.between(-2, 2, "rate", self.task.id)
        return min((pace * max(rate, 1) / 100).quantize(Decimal(1), ROUND_HALF_UP), _NEARLY)

    def _actuals(self, pace: Decimal) -> dict[str, Decimal]:
        """Return where each indicator stands, as far along as the task itself."""
        if self.course.rate is None:
            return {}
        way = pace * self.course.rate / 100
        return {indicator.id: _actual(indicator, way) for indicator in self.task.indicators}

    def _duty(self, part: Deliverable) -> list[Line]:
        """Return a duty done in time, some weeks before each of its days."""
        lines = []
        for occurrence in occurrences(part, self.plan.head_of(self.task), (), self.limit):
            ahead = self.chance.between(8, 25, "duty", part.id, occurrence.period)
            day = occurrence.due - timedelta(days=ahead)
            if self.plan.head.start <= day <= self.limit:
                line = Line(
                    about=part.id,
                    unit=self.units[0],
                    date=day,
                    summary=story().duty_done.format(topic=_topic(part.title)),
                    status=Status.DONE,
                    period=occurrence.period,
                    paper=True,
                )
                lines.append(line)
        return lines


def _actual(indicator: Indicator, way: Decimal) -> Decimal:
    if indicator.held:
        return indicator.target
    base = indicator.baseline or Decimal(0)
    actual = base + (indicator.target - base) * min(way, _NEARLY) / 100
    step = Decimal("0.1") if indicator.target < _SMALL_TARGET else Decimal(1)
    return actual.quantize(step, ROUND_HALF_UP)


def _with_trouble(line: Line, chance: Chance) -> Line:
    """Add what hinders, with its remedy, or a next step, or the paper that proves it, now and then."""
    question = (line.about, line.date)
    problems = next_step = ""
    if chance.one_in(_TROUBLE_ONE_IN, "trouble", *question):
        problems, next_step = chance.one_of(story().troubles, "which trouble", *question)
    elif chance.one_in(_STEP_ONE_IN, "step", *question):
        next_step = chance.one_of(story().next, "which step", *question)
    paper = chance.one_in(_PAPER_ONE_IN, "paper", *question)
    return msgspec.structs.replace(line, problems=problems, next=next_step, paper=paper)


def _of_whole(title: str, stage: int, chance: Chance, *question: object) -> str:
    """Say how a task gets on, by the deliverable that was worked on most."""
    lead = chance.one_of(story().leads, "lead", *question)
    topic = _topic(title).translate(_MARKS)
    return lead.format(topic=topic, done=_done(title, stage, chance, *question))


def _done(title: str, stage: int, chance: Chance, *question: object) -> str:
    topic = _topic(title)
    fitting = (
        steps for words, steps in story().kinds.items() if any(word in topic for word in words.split())
    )
    steps = next(fitting, story().otherwise)
    at = min(stage, len(steps) - 1)
    many = 11 * (at + 1) + chance.below(9, "many", *question)
    return steps[at].format(n=many, m=3 + at + chance.below(3, "few", *question))


def _topic(title: str) -> str:
    """Return the clause of a title that says what is done, without the circumstances around it."""
    clauses = _clauses(title)
    for clause in clauses:
        if not clause.startswith(story().openings) and not clause.endswith(story().endings):
            return clause
    return clauses[0]


def _clauses(title: str) -> list[str]:
    """Split at commas, but not within brackets, quotes or the titles of papers."""
    within, found = 0, [""]
    for sign in title:
        within += (sign in "“《（") - (sign in "”》）")
        if sign == "，" and within == 0:
            found.append("")
        else:
            found[-1] += sign
    return found
