"""By when something is due, and how often it returns, as a notice words it."""

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from qtrack.model.head import Reporting
from qtrack.model.period import DueDay, Period, PeriodKind
from qtrack.model.plan import Every
from qtrack.notice.phrases import layout, when
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
    found: list[re.Match[str]] = []
    for phrase in when.DEADLINES.values():
        others = [one.span() for one in found]
        found += [
            match
            for match in phrase.finditer(plain)
            if not any(match.start() < end and start < match.end() for start, end in others)
        ]
    for match in sorted(found, key=lambda one: one.start()):
        groups = match.groupdict()
        said = bool({"y", "z", "five", "after"} & {name for name, text in groups.items() if text})
        if day := _day(groups, issued, year):
            year = day.year if said else year
            yield Deadline(*match.span(), match[0], day, said)


def _day(groups: Mapping[str, str | None], issued: date, year: int | None) -> date | None:
    """Return the last day that the groups of a phrase mean; None where there is no such day."""
    said = {
        name: number or 0
        for name, text in groups.items()
        if text and (number := number_meant(text)) is not None
    }
    if "after" in said:
        months = said["after"] + issued.month - 1
        last = _month_end(issued.year + months // 12, months % 12 + 1)
        return last and last.replace(day=min(issued.day, last.day))
    own = said.get("z") or said.get("y") or 5 * said.get("five", 0) + 1955
    half = when.LAST_MONTHS.get(groups.get("half") or "")
    month = said.get("m", 3 * said.get("q", 0)) or half or month_named(groups.get("name") or "december")
    known = {"z", "y", "five"} & said.keys()
    for tried in (own,) if known else (year or issued.year, issued.year + 1):
        last = _month_end(tried, month or 0)
        if last is None or not 0 < said.get("d", 1) <= last.day:
            return None
        meant = last.replace(day=said.get("d") or last.day)
        if known or meant >= issued:
            return meant
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
    found = (match for phrase in layout.DATES.values() for match in phrase.finditer(plain))
    days = ((_day(match.groupdict(), date.min, None), match[0]) for match in found)
    return next(((day, wording) for day, wording in days if day is not None), None)


def rhythms(plain: str) -> list[Every]:
    """Return how often a text says that something returns, each once."""
    return [Every(name) for name, phrase in when.EVERY.items() if phrase.search(plain)]


def rhythm(plain: str) -> Every | None:
    """Return how often a text says that something returns, of several what is longest."""
    return next(iter(rhythms(plain)), None)


def day_of_month(plain: str) -> tuple[int, bool] | None:
    """Return by which day of a month something is due, and whether of the next; None where none is said."""
    found = when.DAY_OF_MONTH.search(plain)
    return (int(found[2]), bool(found[1])) if found and int(found[2]) <= _LAST_DAY else None


def reporting(plain: str) -> Reporting | None:
    """Return how often a text says that units report, and by which day if it does."""
    every = rhythm(plain)
    if when.WEEKLY.search(plain):
        return Reporting(PeriodKind.WEEK, _FRIDAY)
    day = day_of_month(plain)
    return Reporting(PeriodKind(every), day[0] if day else Reporting().by_day) if every else None


def begun(plain: str, *, alone: bool) -> date | None:
    """Return when a text says that something begins; `alone` where it says nothing else."""
    if alone and (day := day_written(plain)):
        return day[0]
    found = when.DEADLINES["months"].search(plain) or (when.YEAR_MONTH.match(plain) if alone else None)
    last = _month_end(int(found[1]), int(found[2])) if found else None
    return last.replace(day=1) if last else None


def in_cell(plain: str, issued: date) -> list[Deadline]:
    """Return the deadlines of a cell or a line that says nothing but by when, in however few words."""
    for before, behind in when.AROUND_CELL:
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
