"""Working days and office hours: when somebody sits at a desk and records an entry.

Knows weekends, the public holidays of the story's nine months and the hours of an office; nothing of
plans or entries.
"""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from qtrack.demo.story import story

ZONE: Final = timezone(timedelta(hours=8))
ONE_DAY: Final = timedelta(days=1)

_SATURDAY: Final = 5
_MORNING: Final = (time(8, 30), 210)  # until 12:00
_AFTERNOON: Final = (time(14, 30), 180)  # until 17:30

#: How many minutes of a day the office is open.
OFFICE_MINUTES: Final = _MORNING[1] + _AFTERNOON[1]


def is_working(day: date) -> bool:
    """Tell whether offices are open; weekends worked in exchange for a holiday are left out."""
    return day.weekday() < _SATURDAY and not any(first <= day <= last for first, last in story().holidays)


def working_from(day: date) -> date:
    """Return the first working day from `day` on."""
    while not is_working(day):
        day += ONE_DAY
    return day


def office_moment(day: date, minute: int, second: int = 0) -> datetime:
    """Return a moment of `day`: the `minute`-th of its office hours, at +08:00."""
    opening, length = _MORNING
    if minute >= length:
        opening, minute = _AFTERNOON[0], minute - length
    start = datetime.combine(day, opening, tzinfo=ZONE)
    return start + timedelta(minutes=minute, seconds=second)
