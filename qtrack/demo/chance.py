"""When somebody records an entry: chance, working days and the hours of an office.

Numbers are drawn from a hash, so that they are the same on every machine and every Python; what they decide
is not known here.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, TypeVar

from qtrack.demo.story import story

ValueT = TypeVar("ValueT")

_ZONE: Final = timezone(timedelta(hours=8))
_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_MORNING: Final = (time(8, 30), 210)  # until 12:00
_AFTERNOON: Final = (time(14, 30), 180)  # until 17:30

#: How many minutes of a day the office is open.
OFFICE_MINUTES: Final = _MORNING[1] + _AFTERNOON[1]


class Chance:
    """Numbers that follow from a seed and the words that name the question."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def below(self, limit: int, *question: object) -> int:
        """Return a number from 0 to below `limit`; the same question has the same answer."""
        return int.from_bytes(self._digest(8, *question), "big") % limit

    def between(self, low: int, high: int, *question: object) -> int:
        """Return a number from `low` through `high`."""
        return low + self.below(high - low + 1, *question)

    def one_in(self, many: int, *question: object) -> bool:
        """Tell whether it is so, as it is once in so many times."""
        return self.below(many, *question) == 0

    def one_of(self, some: Sequence[ValueT], *question: object) -> ValueT:
        """Return one of several."""
        return some[self.below(len(some), *question)]

    def hexadecimal(self, *question: object) -> str:
        """Return six digits for the name of an entry."""
        return self._digest(3, *question).hex()

    def _digest(self, size: int, *question: object) -> bytes:
        words = "/".join(str(word) for word in (self.seed, *question))
        return hashlib.blake2b(words.encode(), digest_size=size).digest()


def is_working(day: date) -> bool:
    """Tell whether offices are open; weekends worked in exchange for a holiday are left out."""
    return day.weekday() < _SATURDAY and not any(first <= day <= last for first, last in story().holidays)


def working_from(day: date, step: timedelta = _ONE_DAY) -> date:
    """Return the first working day from `day` on, or with a negative step backwards."""
    while not is_working(day):
        day += step
    return day


def office_moment(day: date, minute: int, second: int = 0) -> datetime:
    """Return a moment of `day`: the `minute`-th of its office hours, at +08:00."""
    opening, length = _MORNING
    if minute >= length:
        opening, minute = _AFTERNOON[0], minute - length
    start = datetime.combine(day, opening, tzinfo=_ZONE)
    return start + timedelta(minutes=minute, seconds=second)
