"""The summary of a period (周报、月报、季报、年报): everything an office tells about it, from the entries."""

from datetime import date, timedelta

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Status
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Task
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.summary.burn_up import BurnUp, burn_up
from qtrack.papers.summary.chapters import (
    LateRow,
    LightCount,
    SummaryEntry,
    SummaryIndicator,
    UnreportedUnit,
    entries_of,
    late_row,
    latest_of,
    light_count,
    reporters,
    troubles,
    unreported_rows,
    worst_first,
)
from qtrack.papers.summary.duties import DutyRow, duty_rows
from qtrack.papers.summary.pace_lists import PaceLists, pace_lists
from qtrack.records.board import BoardSection, board
from qtrack.records.chase import MatterReminder, reminders_of
from qtrack.records.due import DueRow, due_rows
from qtrack.records.edits import Edge, PlanEdit, edit_about
from qtrack.records.filters import Filters
from qtrack.records.finished import Finished, dropped, finished
from qtrack.records.late import NewlyLate, is_late, newly_late
from qtrack.records.light_changes import Changes, Then, Turn, changes, course
from qtrack.standing.assess import PlanStanding
from qtrack.standing.lights import Light
from qtrack.standing.reported.reporting import reports


class Summary(msgspec.Struct, frozen=True):
    """The whole paper. `start` and `last_day` bound the days of the period that lie in the plan.

    `number` counts the issues from the plan's start, None after its end; `head.as_of` is the day it speaks
    for. `previous_as_of` is the last day of the issue before, None where there is none, and all that is
    finished or late is new then; `plan_unknown` says what cannot be told where the plan of that day is not
    known. `moved` are all entries of a week, but of a longer period the latest of each task. `due` reaches
    through the day `due_until`. `edits` are those of the plan in the period, None where the plan is not
    kept in git; `cut_off` is where a shallow clone ends within the period.
    """

    head: PaperHead
    kind: PeriodKind
    period: str
    number: int | None
    start: date
    last_day: date
    total: int
    dropped_total: int
    rated: int
    counts: tuple[LightCount, ...]
    reports: int
    reporting_units: int
    previous_as_of: date | None
    plan_unknown: Message | None
    burn_up: BurnUp
    turns: tuple[Turn, ...]
    sections: tuple[BoardSection, ...]
    indicators: tuple[SummaryIndicator, ...]
    duties: tuple[DutyRow, ...]
    moved: tuple[SummaryEntry, ...]
    finished: tuple[Finished, ...]
    dropped: tuple[Finished, ...]
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


def summary(context: ReportContext) -> Summary:
    """Make the summary of a period; raise ValueError where the basis has none."""
    period = context.period
    if period is None:
        raise ValueError(context)
    head = context.plan.head
    now = context.standing()
    since = period.start - timedelta(days=1)
    before = _since(context, since)
    entries = entries_of(now, period)
    reported = tuple(told.entry for told in entries if reports(told.entry))
    told = entries if period.kind is PeriodKind.WEEK else latest_of(entries)
    until = max(period.next.last_day, context.as_of + timedelta(days=now.rule.due_soon_days or 0))
    return Summary(
        head=paper_head(context, now),
        kind=period.kind,
        period=str(period),
        number=period.number_since(head.start) if period.start <= head.end else None,
        start=max(period.start, head.start),
        last_day=min(period.last_day, head.end) if period.start <= head.end else period.last_day,
        total=len(now.tasks),
        dropped_total=sum(task.status is Status.DROPPED for task in now.tasks),
        rated=sum(task.light is not Light.NONE for task in now.tasks),
        counts=tuple(
            light_count(light, now, before.counts if before else None) for light in now.rule.worst_first
        ),
        reports=len(reported),
        reporting_units=len(reporters(reported, now.plan)),
        previous_as_of=before.since if before else None,
        plan_unknown=before.unknown if before else None,
        burn_up=burn_up(now),
        turns=before.turned if before else (),
        sections=board(now, Filters()).sections,
        indicators=_indicators(now),
        duties=duty_rows(now),
        moved=told,
        finished=before.finished if before else finished(now, None),
        dropped=before.dropped if before else dropped(now, None),
        late=tuple(late_row(standing, now.plan) for standing in worst_first(now) if is_late(standing)),
        newly_late=before.newly_late if before else newly_late(now, None),
        troubles=troubles(now, period),
        due_until=until,
        due=due_rows(now, now.as_of, until),
        next=tuple(entry for entry in told if entry.entry.next),
        deadline=now.window.deadline if now.window else None,
        unreported=unreported_rows(now),
        reminders=reminders_of(now, since),
        edits=_edits(context, now, period),
        cut_off=context.edits.cut_off if context.edits else (),
        paces=pace_lists(now),
    )


def _since(context: ReportContext, day: date) -> Changes | None:
    """Return what changed since the last day of the issue before, None where the plan had not begun."""
    if day < context.plan.head.start:
        return None
    return changes(course(context.whole(), context.then or Then(day)), context.filters)


def _indicators(now: PlanStanding) -> tuple[SummaryIndicator, ...]:
    return tuple(
        SummaryIndicator(standing.holder.id, indicator)
        for standing in now.everything
        for indicator in standing.indicators
    )


def _edits(context: ReportContext, now: PlanStanding, period: Period) -> tuple[PlanEdit, ...] | None:
    """Return the edits of the period, oldest first, as far as they had been made when the paper speaks.

    A paper of a part of the plan tells those of this part, and of what holds for all parts.
    """
    if context.edits is None:
        return None
    last = min(context.as_of, context.known_at or context.as_of)
    found = [edit for edit in reversed(context.edits.edits) if period.start <= edit.date <= last]
    if context.filters != Filters():
        covered = _covered(now)
        found = [part for edit in found if (part := edit_about(edit, covered)) is not None]
    return tuple(found)


def _covered(now: PlanStanding) -> frozenset[str]:
    """Return the sections, measures and tasks that a paper of a part of the plan is about."""
    tasks = [task.holder for task in now.tasks if isinstance(task.holder, Task)]
    sections = [section.section.id for section in now.sections]
    return frozenset(name for task in tasks for name in (task.id, task.measure)) | frozenset(sections)
