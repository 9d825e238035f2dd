"""By when something is due, and how often it returns, as a notice words it."""

import calendar
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import msgspec

from qtrack.model.head import Reporting, Round
from qtrack.model.period import DueDay, Period, PeriodKind
from qtrack.model.plan import Every
from qtrack.notice import phrases
from qtrack.notice.text import number_meant

#: Less than this part of a period is little of it.
_LITTLE: Final = 4
#: The last day that every month has, and of the week the last on which offices work.
_LAST_DAY, _FRIDAY = 28, 5


class Deadline(msgspec.Struct, frozen=True):
    """A deadline: where in the text it stands, its wording and its last day; `said` if the year was."""

    start: int
    end: int
    wording: str
    day: date
    said: bool


def deadlines(plain: str, issued: date, year: int | None = None) -> Iterator[Deadline]:
    """Yield the deadlines of a folded text in their order, each part of it in one of them.

    A month without a year is of the year named before it, of `year`, else the next one after `issued`.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, str, tuple[str | None, ...]]] = []
    for name, phrase in phrases.DEADLINES.items():
        for match in phrase.finditer(plain):
            start, end = match.span()
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                found.append((start, end, name, match.groups()))
    for start, end, name, groups in sorted(found):
        read = _day(name, groups, issued, year)
        if read is not None:
            day, said = read
            year = day.year if said else year
            yield Deadline(start, end, plain[start:end], day, said)


def _day(
    name: str, groups: tuple[str | None, ...], issued: date, year: int | None
) -> tuple[date, bool] | None:
    """Return the last day that is meant, and whether its year was said; None where there is no such day."""
    numbers = [number_meant(group or "") for group in (*groups, *[None] * 3)]
    own, second, third = numbers[:3]
    read: dict[str, Callable[[], tuple[date, bool] | None]] = {
        "months": lambda: _made(second or own, year, issued, third),
        "year-month-day": lambda: _made(own, year, issued, second, third),
        "year-month": lambda: _made(own, year, issued, second),
        "month-end": lambda: _made(own, year, issued, second),
        "year": lambda: _made(own or second, year, issued, 12),
        "of-year": lambda: _made(own, year, issued, 12),
        "this-year": lambda: _made(None, year, issued, 12),
        "half": lambda: _made(own, year, issued, phrases.LAST_MONTHS[groups[1] or ""]),
        "quarter": lambda: _made(own, year, issued, 3 * (second or 0)),
        "after-issue": lambda: _later(issued, own or 0),
        "five-years": lambda: (date(phrases.FIVE_YEARS[(groups[0] or "")[-1]], 12, 31), True),
        "english-quarter": lambda: _made(second, year, issued, 3 * (own or 0)),
        "english": lambda: _made(third, year, issued, month_named(groups[1] or "december"), own),
    }
    return read[name]()


def _later(issued: date, months: int) -> tuple[date, bool] | None:
    """Return the same day so many months after the notice, or the last of that month."""
    months += issued.month - 1
    last = _month_end(issued.year + months // 12, months % 12 + 1)
    return (last.replace(day=min(issued.day, last.day)), True) if last else None


def _made(
    own: int | None, year: int | None, issued: date, month: int | None, day: int | None = None
) -> tuple[date, bool] | None:
    for tried in (own,) if own else (year or issued.year, issued.year + 1):
        last = _month_end(tried, month or 0)
        if last is None or (day and day > last.day):
            return None
        meant = last.replace(day=day or last.day)
        if own or meant >= issued:
            return meant, bool(own)
    return None


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):  # noqa: PLR2004 - the calendar's bounds
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def month_named(name: str) -> int | None:
    """Return the number of a month that is named in English."""
    names = [one.lower() for one in calendar.month_name]
    return next((at for at, one in enumerate(names) if at and one.startswith(name.lower()[:3])), None)


def day_written(plain: str) -> tuple[date, str] | None:
    """Return the first whole date of a text and its wording, None where there is none."""
    for phrase in (phrases.DATE, phrases.DATE_IN_WORDS, phrases.ENGLISH_DATE):
        for match in phrase.finditer(plain):
            parts = match.groups()
            if phrase is phrases.ENGLISH_DATE:
                parts = (parts[2], str(month_named(parts[1])), parts[0])
            year, month, day = (number_meant(part) or 0 for part in parts)
            last = _month_end(year, month)
            if last is not None and 1 <= day <= last.day:
                return last.replace(day=day), match[0]
    return None


def rhythm(plain: str) -> Every | None:
    """Return how often a text says that something returns."""
    return next((Every(name) for name, phrase in phrases.EVERY.items() if phrase.search(plain)), None)


def day_of_month(plain: str) -> tuple[int, bool] | None:
    """Return by which day of a month something is due, and whether of the next; None where none is said."""
    found = phrases.DAY_OF_MONTH.search(plain)
    return (int(found[2]), bool(found[1])) if found and int(found[2]) <= _LAST_DAY else None


def reporting(plain: str) -> Reporting | None:
    """Return how often a text says that units report, and by which day if it does."""
    every = rhythm(plain)
    if phrases.WEEKLY.search(plain):
        return Reporting(Round.WEEK, _FRIDAY)
    day = day_of_month(plain)
    return Reporting(Round(every.value), day[0] if day else Reporting().by_day) if every else None


def begun(plain: str, *, alone: bool) -> date | None:
    """Return when a text says that something begins; `alone` where it says nothing else."""
    found = phrases.FROM_MONTH.search(plain) or (phrases.YEAR_MONTH.match(plain) if alone else None)
    day = day_written(plain) if alone else None
    if day is not None:
        return day[0]
    last = _month_end(int(found[1]), int(found[2])) if found else None
    return last.replace(day=1) if last else None


def in_cell(plain: str, issued: date) -> list[Deadline]:
    """Return the deadlines of a cell or a line that says nothing but by when, in however few words."""
    for before, behind in phrases.AROUND_CELL:
        found = list(deadlines(f"{before}{plain}{behind}", issued))
        if found:
            return (
                [msgspec.structs.replace(one, wording=plain) for one in found] if before + behind else found
            )
    day = day_written(plain)
    return [Deadline(0, len(plain), plain, day[0], said=True)] if day else []


def due_day(plain: str, every: Every, times: list[Deadline]) -> str:
    """Return the day by which what returns is due, as a plan has it; nothing where none is said."""
    if every is Every.YEAR:
        days = {one.day for one in times if not one.said}
        return f"{days.pop():%m-%d}" if len(days) == 1 else ""
    day = day_of_month(plain)
    return f"{'next ' if day[1] else ''}{day[0]}" if day else ""


def first_period(every: Every, by: str, start: date) -> str:
    """Return with which period something begins, where little is left of the one that a plan begins in."""
    period = Period.containing(PeriodKind(every.value), start)
    day = DueDay.parse(by, period.kind) if by else None
    left = (day.of(period) if day else period.last_day) - start
    return str(period.next) if left < (period.end - period.start) / _LITTLE else ""
