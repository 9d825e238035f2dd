"""The weekly summary (周报): everything an office tells about one period, computed from the entries."""

from datetime import date, timedelta

import msgspec

from qtrack.locale.message import Message
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.lights import WORST_FIRST, Light
from qtrack.views.board import BoardSection, board, plan_notes
from qtrack.views.filters import Filters
from qtrack.views.task_page import page_indicator
from qtrack.views.weekly_chapters import (
    LightCount,
    Turn,
    WeeklyDue,
    WeeklyEntry,
    WeeklyFinished,
    WeeklyIndicator,
    WeeklyLate,
    WeeklyUnreported,
    due_rows,
    entries_of,
    finished,
    is_late,
    late_row,
    light_count,
    troubles,
    turns,
    unreported_rows,
    worst_first,
)


class Weekly(msgspec.Struct, frozen=True):
    """The whole paper. `start` and `last_day` bound the period; `as_of` is the day it speaks for.

    `due` reaches through the day `due_until`.
    """

    plan: str
    title: str
    issuer: str
    office: str
    document: str
    period: str
    number: int
    start: date
    last_day: date
    as_of: date
    known_at: date | None
    total: int
    rated: int
    counts: tuple[LightCount, ...]
    reports: int
    reporting_units: int
    previous_as_of: date
    turns: tuple[Turn, ...]
    sections: tuple[BoardSection, ...]
    indicators: tuple[WeeklyIndicator, ...]
    moved: tuple[WeeklyEntry, ...]
    finished: tuple[WeeklyFinished, ...]
    late: tuple[WeeklyLate, ...]
    troubles: tuple[WeeklyEntry, ...]
    due_until: date
    due: tuple[WeeklyDue, ...]
    next: tuple[WeeklyEntry, ...]
    deadline: date | None
    unreported: tuple[WeeklyUnreported, ...]
    notes: tuple[Message, ...]


def weekly(plan: Plan, period: Period, as_of: date, known_at: date | None = None) -> Weekly:
    """Make the weekly summary of a period; `as_of` is its last day, or today while it runs."""
    now = assess(plan, as_of, known_at)
    before = assess(plan, period.start - timedelta(days=1), known_at)
    entries = entries_of(now, period)
    until = max(period.next.last_day, as_of + timedelta(days=plan.head.lights.due_soon_days))
    counts = tuple(light_count(light, now, before) for light in WORST_FIRST)
    return Weekly(
        plan=plan.head.short or plan.head.title,
        title=plan.head.title,
        issuer=plan.head.document.issuer,
        office=plan.register.name(plan.head.office) if plan.head.office else "",
        document=plan.head.document.number,
        period=str(period),
        number=period.number_since(plan.head.start),
        start=period.start,
        last_day=period.last_day,
        as_of=as_of,
        known_at=known_at,
        total=len(now.tasks),
        rated=sum(each.light is not Light.NONE for each in now.tasks),
        counts=counts,
        reports=len(entries),
        reporting_units=len({each.entry.unit for each in entries}),
        previous_as_of=before.as_of,
        turns=turns(now, before),
        sections=board(now, Filters()).sections,
        indicators=tuple(
            WeeklyIndicator(each.holder.id, page_indicator(indicator))
            for each in now.everything
            for indicator in each.indicators
        ),
        moved=entries,
        finished=finished(now, period),
        late=tuple(late_row(each, plan) for each in worst_first(now) if is_late(each)),
        troubles=troubles(now, period),
        due_until=until,
        due=due_rows(now, until),
        next=tuple(each for each in entries if each.entry.next),
        deadline=now.window.deadline if now.window else None,
        unreported=unreported_rows(now),
        notes=plan_notes(now),
    )
