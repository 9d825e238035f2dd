"""Reminders of the story: answered at once, never answered, and one that still waits."""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.demo.chance import Chance
from qtrack.demo.workdays import OFFICE_MINUTES, office_moment, working_from
from qtrack.model.entry import Chase, ChaseLevel, Entry, entry_path
from qtrack.model.plan import Plan, Task

_DAYS_TO_REPLY: Final = 7
_BY: Final = "综合科"


class Told(msgspec.Struct, frozen=True):
    """A reminder of the story: its day, the task, whom it reminds, how hard, and what it asks for."""

    day: date
    task: str
    unit: str
    level: ChaseLevel
    text: str


_TOLD: Final = (
    Told(date(2019, 1, 14), "T20", "quality-certification", ChaseLevel.REMIND, "请报送2018年度能力验证情况"),
    Told(date(2019, 1, 15), "T23", "standardization", ChaseLevel.REMIND, "请说明年度报告逾期原因和发布时间"),
    Told(date(2019, 5, 8), "T04", "standardization", ChaseLevel.REMIND, "请报送4月以来的进展情况"),
    Told(date(2019, 5, 21), "T04", "standardization", ChaseLevel.WARN, "提醒后仍未报送，请报送进展和措施"),
    Told(
        date(2019, 5, 29),
        "T05",
        "finance-technology",
        ChaseLevel.REMIND,
        "进度落后较多，请报送追赶措施",
    ),
    Told(date(2019, 6, 26), "T27", "personnel-education", ChaseLevel.REMIND, "请报送人才引进和评价工作进展"),
)


def reminders(plan: Plan, shift: timedelta, limit: date, chance: Chance, sign: str) -> tuple[Entry, ...]:
    """Return the reminders whose tasks and units a plan has, moved in time like the story, until `limit`."""
    found: list[Entry] = []
    count: dict[int, int] = {}
    for each in _TOLD:
        day = working_from(each.day + shift)
        if day > limit or not _fits(each, plan):
            continue
        count[day.year] = count.get(day.year, 0) + 1
        name = f"{day.isoformat()}-{chance.hexadecimal('reminder', each.task, day)}"
        minute = chance.below(OFFICE_MINUTES, "reminder", each.task, day)
        found.append(
            Entry(
                about=each.task,
                unit=plan.head.office,
                date=day,
                recorded=office_moment(day, minute, 0),
                summary=each.text + sign,
                by=_BY,
                chases=Chase(
                    f"{day.year}-{count[day.year]:03d}",
                    each.level,
                    each.unit,
                    day + timedelta(_DAYS_TO_REPLY),
                ),
                id=name,
                path=entry_path(each.task, name),
            )
        )
    return tuple(found)


def _fits(told: Told, plan: Plan) -> bool:
    task = plan.holders.get(told.task)
    return bool(plan.head.office) and isinstance(task, Task) and task.responsible.lead == told.unit
