"""Reminders of the story: answered at once, never answered, and one that still waits."""

from datetime import date, timedelta
from typing import Final

from qtrack.demo.chance import Chance
from qtrack.demo.story import Reminder, story
from qtrack.demo.workdays import OFFICE_MINUTES, office_moment, working_from
from qtrack.model.entry import Chase, Entry, entry_path
from qtrack.model.plan import Plan, Task

_DAYS_TO_REPLY: Final = 7


def reminders(plan: Plan, shift: timedelta, limit: date, chance: Chance) -> tuple[Entry, ...]:
    """Return the reminders whose tasks and units a plan has, moved in time like the story, until `limit`."""
    found: list[Entry] = []
    count: dict[int, int] = {}
    for reminder in story().reminders:
        day = working_from(reminder.date + shift)
        if day > limit or not _fits(reminder, plan):
            continue
        count[day.year] = count.get(day.year, 0) + 1
        name = f"{day.isoformat()}-{chance.hexadecimal('reminder', reminder.task, day)}"
        minute = chance.below(OFFICE_MINUTES, "reminder", reminder.task, day)
        found.append(
            Entry(
                about=reminder.task,
                unit=plan.head.office,
                date=day,
                recorded=office_moment(day, minute, 0),
                summary=reminder.text + story().sign,
                by=story().office_role,
                chases=Chase(
                    f"{day.year}-{count[day.year]:03d}",
                    reminder.level,
                    reminder.unit,
                    day + timedelta(_DAYS_TO_REPLY),
                ),
                id=name,
                path=entry_path(reminder.task, name),
            )
        )
    return tuple(found)


def _fits(told: Reminder, plan: Plan) -> bool:
    task = plan.holders.get(told.task)
    return bool(plan.head.office) and isinstance(task, Task) and task.responsible.lead == told.unit
