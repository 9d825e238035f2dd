"""The summary of a period (周报、月报、季报、年报): everything an office tells about it, from the entries."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final, cast

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Task
from qtrack.papers.engine.office import cut, shares
from qtrack.papers.engine.paper import LONGEST_NAME, ReportContext, paper_head
from qtrack.papers.summary.annexes import TASKS, annex_titles, chosen_annexes, see
from qtrack.papers.summary.chapters import (
    PaceLists,
    SummaryEntry,
    duty_rows,
    entries_of,
    finished_rows,
    late_rows,
    notices,
    pace_lists,
    reporters,
    troubles,
    unit_reports,
)
from qtrack.papers.summary.charts import BurnUp, bullet, burn_up, grid, spark, stacked_bars
from qtrack.papers.summary.front import LONGEST, LONGEST_IN_BRIEF, matters
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.line import IssueLights, columns, line_of_lights, seen
from qtrack.papers.summary.phrases.chat import chat_lines, light_counts
from qtrack.papers.summary.phrases.front import chapters, compared, moved
from qtrack.papers.summary.phrases.matter import due_units, named, subject
from qtrack.papers.summary.phrases.span import target_gap, values_told
from qtrack.papers.summary.room import Measure, filled
from qtrack.papers.summary.span import span_of
from qtrack.records.board import BoardSection, board
from qtrack.records.chase import MatterReminder, reminders_of
from qtrack.records.due import DueRow, due_rows
from qtrack.records.edits import Edge, EditLine, PlanEdit, edit_about
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Changes, Then, changes
from qtrack.records.since.newly import Finished
from qtrack.records.units import unreported_rows
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.projection import Point, points_of
from qtrack.standing.reported.reporting import reports
from qtrack.ui.phrases.edits import seen_back_to
from qtrack.ui.phrases.light_changes import causes


class Summary(Issue, frozen=True, kw_only=True):
    """The whole paper, or where it is `brief` one page without annexes.

    `start` and `last_day` bound the days of the period that lie in the plan.
    `number` counts the issues from the plan's start, None after its end.
    `line` are the lights of the last issues, this one included; nothing of the first. The entries of a week
    stand in `moved`; of a longer period `unit_reports` counts them. `indicators` stand with the id of their
    task or section, and `values` has what was reported of each, in the same order; `duties` stand with who
    leads them, `finished` with how many things to be done that is, `late` with the next step, `unreported`
    with whether it is a group and with the tasks. `due` reaches through the day `due_until`. `edits` are
    those of the plan in the period, None where the plan is not kept in git; `cut_off` is where a shallow
    clone ends within the period.
    """

    period: str
    number: int | None
    start: date
    last_day: date
    total: int
    shares: dict[Light, Decimal]
    reports: int
    late_reports: int
    reporting_units: int
    burn_up: BurnUp
    line: tuple[IssueLights, ...]
    sections: tuple[BoardSection, ...]
    indicators: tuple[tuple[str, IndicatorStanding], ...]
    values: tuple[tuple[Point, ...], ...]
    duties: tuple[tuple[str, DeliverableStanding], ...]
    moved: tuple[SummaryEntry, ...]
    unit_reports: tuple[tuple[str, int, int], ...]
    finished: tuple[tuple[Finished, int], ...]
    late: tuple[tuple[Standing, str], ...]
    troubles: tuple[SummaryEntry, ...]
    due_until: date
    due: tuple[DueRow, ...]
    deadline: date | None
    unreported: tuple[tuple[str, bool, tuple[str, ...]], ...]
    reminders: tuple[MatterReminder, ...]
    edits: tuple[PlanEdit, ...] | None
    cut_off: tuple[Edge, ...]
    paces: PaceLists
    revisions: tuple[Message, ...] = ()


def brief(context: ReportContext) -> Summary:
    """Make the one page of a period; raise ValueError where the basis has none."""
    return summary(context, brief=True)


def summary(context: ReportContext, *, brief: bool = False) -> Summary:
    """Make the summary of a period; raise ValueError where the basis has none."""
    period = context.period
    if period is None:
        raise ValueError(context)
    plan, now = context.plan, context.standing
    since = period.start - timedelta(days=1)
    entries = entries_of(now, period)
    reported = tuple(told for told in entries if reports(told.entry))
    told = paper_head(context, now, titled=True)
    told = msgspec.structs.replace(told, title=cut(told.title, LONGEST_NAME))
    if brief:
        names = {name: cut(getattr(told, name), LONGEST_IN_BRIEF) for name in ("plan", "issuer", "office")}
        told = msgspec.structs.replace(told, longest=LONGEST, **names)
    weekly = period.kind is PeriodKind.WEEK
    until = max(period.next.last_day, context.as_of + timedelta(days=now.rule.due_soon_days or 0))
    due, changed, counts = due_rows(now, now.as_of, until), _since(context, since), now.counts
    burned = burn_up(now)
    span = None if weekly else span_of(context, now, period, burned)
    whole = matters(now, changed, period, due, span.gains if span else ())
    indicators = [(held, own) for held in now.everything for own in held.indicators]
    language = context.language or plan.head.language
    issue = Issue(
        head=told,
        kind=period.kind,
        counts=counts,
        changes=changed,
        matters=whole,
        front=whole,
        span=span,
        annexes=() if brief else chosen_annexes(context.annexes),
        brief=brief,
    )
    return Summary(
        **msgspec.structs.asdict(issue) | {"front": filled(issue, Measure(issue, language))},
        period=str(period),
        number=period.number_since(plan.head.start) if period.start <= plan.head.end else None,
        start=max(period.start, plan.head.start),
        last_day=min(period.last_day, plan.head.end) if period.start <= plan.head.end else period.last_day,
        total=len(now.tasks),
        shares=dict(zip(counts, shares(list(counts.values())), strict=True)),
        reports=len(reported),
        late_reports=sum(told.late for told in reported),
        reporting_units=len(reporters(tuple(told.entry for told in reported), now.plan)),
        burn_up=burned,
        line=line_of_lights(context, now, period) if TASKS in issue.annexes else (),
        sections=board(now, Filters()).sections,
        indicators=tuple((held.holder.id, own) for held, own in indicators),
        values=tuple(points_of(own, held.entries) for held, own in indicators),
        duties=duty_rows(now),
        moved=entries if weekly else (),
        unit_reports=() if weekly else unit_reports(now, period),
        finished=finished_rows(now, changed),
        late=late_rows(now),
        troubles=troubles(now, period),
        due_until=until,
        due=due,
        deadline=now.window.deadline if now.window else None,
        unreported=unreported_rows(now),
        reminders=reminders_of(now, since),
        edits=_edits(context, now, period),
        cut_off=context.edits.cut_off if context.edits else (),
        paces=pace_lists(now),
        revisions=() if brief else notices(now),
    )


def _since(context: ReportContext, day: date) -> Changes:
    """Return what changed since the last day of the issue before, since ever where the plan had not begun."""
    before = None if day < context.plan.head.start else context.then or Then(day)
    return changes(context.whole, before, context.filters)


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


def by_section(entries: Sequence[SummaryEntry]) -> list[tuple[str, list[SummaryEntry]]]:
    """Return entries in the order that they have, parted by the title of their section."""
    return [(title, list(found)) for title, found in groupby(entries, attrgetter("section"))]


def edited(line: EditLine) -> Message:
    """Return a change in a sentence that names what it is about by its title."""

    def named(value: object) -> object:
        if isinstance(value, Message):
            values = tuple((name, named(own)) for name, own in value.values)
            return msgspec.structs.replace(value, values=values)
        return msg("{id}", id=value) if value == line.about else value

    return cast("Message", named(line.text))


FILTERS: Final = {
    made.__name__: made
    for made in (
        annex_titles,
        bullet,
        by_section,
        causes,
        chapters,
        chat_lines,
        columns,
        compared,
        due_units,
        edited,
        grid,
        light_counts,
        moved,
        named,
        see,
        seen,
        seen_back_to,
        spark,
        stacked_bars,
        subject,
        target_gap,
        values_told,
    )
}
