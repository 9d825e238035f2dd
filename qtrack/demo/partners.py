"""What the other units say that a round of reports asks: a short word each, before the lead sums up.

They speak of their own part only and say no share, so that a task fares as its own lines tell.
"""

from datetime import date, timedelta
from typing import Final

from qtrack.demo.chance import Chance
from qtrack.demo.story import Line, story
from qtrack.demo.workdays import is_working
from qtrack.model.plan import Plan, Task
from qtrack.standing.reported.reporting import ExpectedReporter, Window, asked, current_window

_SILENT_ONE_IN: Final = 7
_MANY: Final = 8
_SPOKE_ONE_IN: Final = 4  # of many units in months long past, before the habit grew
_RECENT: Final = timedelta(days=95)
_EARLIEST: Final = 12


def partner_lines(plan: Plan, task: Task, told: list[Line], chance: Chance, limit: date) -> list[Line]:
    """Return the words of those asked besides the lead, in every round in which something is told.

    Now and then one stays silent. Where a group is asked as one, one of its members speaks.
    """
    whom = [
        reporter
        for reporter in asked(task, plan.register)
        if reporter.by and reporter.id != task.responsible.lead
    ]
    rounds: dict[Window, list[Line]] = {}
    for line in told:
        window = current_window(plan.head, line.date)
        if window is not None:
            rounds.setdefault(window, []).append(line)
    found: list[Line] = []
    for window, lines in rounds.items():
        seldom = len(whom) > _MANY and window.deadline < limit - _RECENT
        heard = {line.unit for line in lines}
        for reporter in whom:
            if not reporter.answered(heard) and _speaks(reporter, task, window, chance, seldom=seldom):
                found += _said(reporter, task, window, lines, chance, many=len(whom) > _MANY)
    return found


def _speaks(reporter: ExpectedReporter, task: Task, window: Window, chance: Chance, *, seldom: bool) -> bool:
    question = ("partner", task.id, reporter.id, window.deadline)
    if seldom:
        return chance.below(_SPOKE_ONE_IN, *question) == 0
    return chance.below(_SILENT_ONE_IN, *question) > 0


def _said(
    reporter: ExpectedReporter, task: Task, window: Window, lines: list[Line], chance: Chance, *, many: bool
) -> list[Line]:
    """Return the line of one that is asked, some days before the last word of the round."""
    units = sorted(reporter.by or ())
    unit = (
        reporter.id if reporter.id in units and len(units) == 1 else units[chance.below(len(units), task.id)]
    )
    question = (task.id, unit, window.deadline)
    day = max(line.date for line in lines) - timedelta(days=chance.between(1, _EARLIEST, "ahead", *question))
    while not is_working(day):
        day -= timedelta(days=1)
    if day < window.start:
        return []
    words = story().partners.many if many else story().partners.few
    summary = words[chance.below(len(words), "word", *question)]
    return [Line(about=task.id, unit=unit, date=day, summary=summary)]
