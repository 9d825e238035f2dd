"""Working days and office hours: when somebody sits at a desk and records an entry.

Knows weekends, the public holidays of the story's nine months and the hours of an office; nothing of
plans or entries.
"""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final

ZONE: Final = timezone(timedelta(hours=8))
ONE_DAY: Final = timedelta(days=1)

_HOLIDAYS: Final = (
    (date(2018, 10, 1), date(2018, 10, 7)),  # 国庆节
    (date(2018, 12, 30), date(2019, 1, 1)),  # 元旦
    (date(2019, 2, 4), date(2019, 2, 10)),  # 春节
    (date(2019, 4, 5), date(2019, 4, 7)),  # 清明节
    (date(2019, 5, 1), date(2019, 5, 4)),  # 劳动节
    (date(2019, 6, 7), date(2019, 6, 9)),  # 端午节
)
_SATURDAY: Final = 5
_MORNING: Final = (time(8, 30), 210)  # until 12:00
_AFTERNOON: Final = (time(14, 30), 180)  # until 17:30

#: How many minutes of a day the office is open.
OFFICE_MINUTES: Final = _MORNING[1] + _AFTERNOON[1]


def is_working(day: date) -> bool:
    """Tell whether offices are open; weekends worked in exchange for a holiday are left out."""
    return day.weekday() < _SATURDAY and not any(first <= day <= last for first, last in _HOLIDAYS)


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
