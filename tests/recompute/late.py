"""What is late (rules 13, 30, 33, 34)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.recompute.exercised import seen
from tests.recompute.parts import Time
from tests.recompute.standing import Standing
from tests.recompute.words import FINISHED

LATE = frozenset({"overdue", "part-overdue", "missed", "target-missed", "milestone-missed", "not-held"})


@dataclass(frozen=True)
class Reason:
    """Why a light is what it is."""

    code: str
    light: str
    of: str = ""


def late(at: Standing, day: date, by: date | None = None) -> Iterator[Reason]:
    """Give the late reasons of rule 30, of dropped work those that were late `by` the day it was dropped."""
    overdue = at.status not in FINISHED and _passed(at.due, day, by)
    if overdue:
        seen("30 overdue" if at.whole.due else "30 overdue, ongoing")
        yield Reason("overdue", "red")
    yield from _overdue_deliverables(at, day, by)
    yield from _overdue_indicators(at, day, by, whole=overdue)
    for part in at.deliverables:
        if any(_missed(time, day, by) for time in part.times):
            seen("30 missed")
            yield Reason("missed", "red")
    yield from _missed_times(at, day, by)
    yield from _not_held(at, day, by)


def _overdue_deliverables(at: Standing, day: date, by: date | None) -> Iterator[Reason]:
    for part in at.deliverables:
        is_open = not (part.returns or part.dropped or part.fulfilled)
        if is_open and at.own(part) and _passed(part.due, day, by):
            seen("30 part-overdue")
            yield Reason("part-overdue", "red")


def _overdue_indicators(at: Standing, day: date, by: date | None, *, whole: bool) -> Iterator[Reason]:
    for part in at.indicators:
        if part.to_hold or part.year or part.fulfilled or not _passed(part.due, day, by):
            continue
        if whole and not at.own(part):
            seen("30 part-overdue left out")
        else:
            seen("30 part-overdue, indicator")
            yield Reason("part-overdue", "red")


def _missed_times(at: Standing, day: date, by: date | None) -> Iterator[Reason]:
    for code, yearly in (("target-missed", True), ("milestone-missed", False)):
        for part in at.indicators:
            for time in part.times:
                if bool(part.year) == yearly and _missed(time, day, by) and (yearly or day <= part.due):
                    seen(f"30 {code}")
                    yield Reason(code, "red")


def _not_held(at: Standing, day: date, by: date | None) -> Iterator[Reason]:
    for part in at.indicators:
        owed = any(year.state == "missed" for year in part.years) and (by is None or part.due < by)
        if part.below or owed or (part.holds is False and _passed(part.due, day, by)):
            seen("30 not-held")
            yield Reason("not-held", "red", part.id)


def _passed(due: date, day: date, by: date | None) -> bool:
    if by is not None and due < day and due >= by:
        seen("34 not late by then")
    return due < day and (by is None or due < by)


def _missed(time: Time, day: date, by: date | None) -> bool:
    return time.state == "missed" and _passed(time.due, day, by)
