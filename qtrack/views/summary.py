"""The summary of a period (周报、月报、季报、年报): everything an office tells about it, from the entries."""

from datetime import date, timedelta

import msgspec

from qtrack.model.period import Period, PeriodKind
from qtrack.standing.assess import PlanStanding
from qtrack.standing.lights import Light
from qtrack.views.basis import Basis, PaperHead, paper_head
from qtrack.views.board import BoardSection, board
from qtrack.views.burn_up import BurnUp, burn_up
from qtrack.views.duties import DutyRow, duty_rows
from qtrack.views.filters import Filters
from qtrack.views.pace_lists import PaceLists, pace_lists
from qtrack.views.plan_history import Edge, PlanEdit
from qtrack.views.reminder import MatterReminder, reminders_of
from qtrack.views.summary_chapters import (
    DueRow,
    LateRow,
    LightCount,
    SummaryEntry,
    SummaryIndicator,
    UnreportedUnit,
    due_rows,
    entries_of,
    late_row,
    latest_of,
    light_count,
    troubles,
    unreported_rows,
    worst_first,
)
from qtrack.views.task_page import page_indicator
from qtrack.views.turned import Finished, NewlyLate, Turn, finished, is_late, newly_late, turns


class Summary(msgspec.Struct, frozen=True):
    """The whole paper. `start` and `last_day` bound the period; `head.as_of` is the day it speaks for.

    `moved` are all entries of a week, but of a longer period the latest of each task. `due` reaches
    through the day `due_until`. `edits` are those of the plan in the period, None where the plan is not
    kept in git; `cut_off` is where a shallow clone ends within the period.
    """

    head: PaperHead
    kind: PeriodKind
    period: str
    number: int
    start: date
    last_day: date
    total: int
    rated: int
    counts: tuple[LightCount, ...]
    reports: int
    reporting_units: int
    previous_as_of: date
    burn_up: BurnUp
    turns: tuple[Turn, ...]
    sections: tuple[BoardSection, ...]
    indicators: tuple[SummaryIndicator, ...]
    duties: tuple[DutyRow, ...]
    moved: tuple[SummaryEntry, ...]
    finished: tuple[Finished, ...]
    late: tuple[LateRow, ...]
    newly_late: tuple[NewlyLate, ...]
    troubles: tuple[SummaryEntry, ...]
    due_until: date
    due: tuple[DueRow, ...]
    next: tuple[SummaryEntry, ...]
    deadline: date | None
    unreported: tuple[UnreportedUnit, ...]
    reminders: tuple[MatterReminder, ...]
    edits: tuple[PlanEdit, ...] | None
    cut_off: tuple[Edge, ...]
    paces: PaceLists


def summary(basis: Basis) -> Summary:
    """Make the summary of a period; raise ValueError where the basis has none."""
    period = basis.period
    if period is None:
        raise ValueError(basis)
    now = basis.standing()
    before = basis.standing(period.start - timedelta(days=1))
    entries = entries_of(now, period)
    told = entries if period.kind is PeriodKind.WEEK else latest_of(entries)
    until = max(period.next.last_day, basis.as_of + timedelta(days=now.rule.due_soon_days or 0))
    return Summary(
        head=paper_head(basis, now),
        kind=period.kind,
        period=str(period),
        number=period.number_since(basis.plan.head.start),
        start=period.start,
        last_day=period.last_day,
        total=len(now.tasks),
        rated=sum(each.light is not Light.NONE for each in now.tasks),
        counts=tuple(light_count(light, now, before) for light in now.rule.worst_first),
        reports=len(entries),
        reporting_units=len({each.entry.unit for each in entries}),
        previous_as_of=before.as_of,
        burn_up=burn_up(now),
        turns=turns(now.plan, now.tasks, before.tasks),
        sections=board(now, Filters()).sections,
        indicators=_indicators(now),
        duties=duty_rows(now),
        moved=told,
        finished=finished(now, before.as_of),
        late=tuple(late_row(each, now.plan) for each in worst_first(now) if is_late(each)),
        newly_late=newly_late(now, before),
        troubles=troubles(now, period),
        due_until=until,
        due=due_rows(now, until),
        next=tuple(each for each in told if each.entry.next),
        deadline=now.window.deadline if now.window else None,
        unreported=unreported_rows(now),
        reminders=reminders_of(now, before.as_of),
        edits=_edits(basis, period),
        cut_off=basis.edits.cut_off if basis.edits else (),
        paces=pace_lists(now),
    )


def _indicators(now: PlanStanding) -> tuple[SummaryIndicator, ...]:
    return tuple(
        SummaryIndicator(each.holder.id, page_indicator(indicator))
        for each in now.everything
        for indicator in each.indicators
    )


def _edits(basis: Basis, period: Period) -> tuple[PlanEdit, ...] | None:
    """Return the edits of the period, oldest first, as far as they had been made when the paper speaks."""
    if basis.edits is None:
        return None
    last = min(basis.as_of, basis.known_at or basis.as_of)
    return tuple(each for each in reversed(basis.edits.edits) if period.start <= each.date <= last)
