"""What a paper is made from, by what was asked: the period, the part of the plan, and git's word."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.locale.words import ANNEXES as WHICH
from qtrack.locale.words import meant
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import Paper, ReportContext, Revision
from qtrack.papers.summary.annexes import ANNEXES
from qtrack.papers.summary.line import MOST
from qtrack.records.edits import PlanHistory
from qtrack.records.selection.filters import Filters, resolve
from qtrack.records.since.light_changes import Stood, Then, stood
from qtrack.standing.assess import PlanStanding
from qtrack.store.git.head_revision import stamp
from qtrack.store.tree import FolderTree

#: What is said of a period that is not of the kind of a paper, and how one is written.
_FORMS: Final = {
    PeriodKind.WEEK: (msg("--of is “{text}”, which is not a week."), msg("Write it as 2018-W43.")),
    PeriodKind.MONTH: (msg("--of is “{text}”, which is not a month."), msg("Write it as 2018-10.")),
    PeriodKind.QUARTER: (msg("--of is “{text}”, which is not a quarter."), msg("Write it as 2018Q4.")),
    PeriodKind.HALF_YEAR: (msg("--of is “{text}”, which is not a half-year."), msg("Write it as 2018H2.")),
    PeriodKind.YEAR: (msg("--of is “{text}”, which is not a year."), msg("Write it as 2018.")),
    None: (
        msg("--of is “{text}”, which is not a period."),
        msg("Write it as 2018-W43, 2018-10, 2018Q4, 2018H2 or 2018."),
    ),
}

#: How a number of an annex may be written; nobody has more than two digits of them.
_ANNEX: Final = re.compile(r"\d{1,2}", re.ASCII)


def paper_basis(
    context: RunContext,
    folder: Path,
    plan: Plan,
    *,
    paper: Paper,
    of: str | None,
    days: DayOptions,
    filters: Filters,
    anchored: bool,
    annexes: frozenset[int] | None = None,
) -> ReportContext:
    """Gather what a paper is made from, `of` and `filters` as typed.

    Raises QtrackError for a period that is none or has not begun, and for what the plan does not have.
    """
    start = plan.head.start
    day = days.as_of or context.today(plan)
    period = _period(context, None if of and paper.of_any else paper.period, of, day)
    summed = period if paper.period else None
    if summed and summed.last_day < start:
        raise QtrackError(
            msg(
                "The period {period} ends on {end}, before the plan begins on {start}.",
                period=str(summed),
                end=summed.last_day,
                start=start,
            ),
            msg("The first issue is that of {period}.", period=str(Period.containing(summed.kind, start))),
        )
    resolved = resolve(filters, plan, context.screen.talk)
    as_of, mark = min(day, period.last_day) if period else day, stamp(folder)
    now = context.assessed(plan, as_of, days.known_at)
    then, edits = _before(context, folder, plan, summed, in_git=mark is not None) if summed else (None, None)
    return ReportContext(
        plan,
        as_of,
        days.known_at,
        period,
        resolved,
        mark,
        then and context.stood(plan, then, days.known_at),
        edits,
        _anchor(context, folder, plan, days.known_at) if anchored else "",
        now,
        annexes,
        partial(_past, context, folder, now, summed, resolved, mark) if summed else tuple,
        context.language or plan.head.language,
        partial(_thens, context, folder, plan, mark),
    )


def _past(
    context: RunContext,
    folder: Path,
    now: PlanStanding,
    period: Period,
    filters: Filters,
    mark: Revision | None,
) -> tuple[Stood, ...]:
    """Return the lights at the ends of the periods before, oldest first, each as known on its last day."""
    ends: list[date] = []
    last = period.start - timedelta(days=1)
    while len(ends) < MOST and last >= now.plan.head.start:
        ends.append(last)
        last = Period.containing(period.kind, last).start - timedelta(days=1)

    def made() -> bytes:
        thens = _thens(context, folder, now.plan, mark, ends)
        return msgspec.json.encode([stood(now, then, filters) for then in thens])

    if not ends:
        return ()
    question = f"line of lights {ends[0]} {len(ends)} {now.known_at} {filters} {mark}"
    return msgspec.json.decode(context.kept(now.plan, question, made), type=tuple[Stood, ...])[::-1]


def _thens(
    context: RunContext, folder: Path, plan: Plan, mark: Revision | None, days: Sequence[date]
) -> Iterator[Then]:
    """Yield some earlier days, each with the plan of the day where it was another."""
    if mark is None:
        yield from map(Then, days)
        return
    from qtrack.cli.review.comparison import plan_repository, then_in

    with plan_repository(context, str(folder)) as git:
        for day in days:
            yield then_in(git, plan, day, context.end_of(plan, day))


def read_annexes(text: str | None, kind: PeriodKind | None) -> frozenset[int] | None:
    """Return the numbers of the annexes that are asked for, None for all; `text` is as it was typed.

    Raises QtrackError for what is no annex, and for a paper that has none.
    """
    if text is None:
        return None
    if kind is None:
        raise QtrackError(
            msg("--annex chooses among the annexes of a summary, and this paper has none."),
            msg("Leave --annex out."),
        )
    if which := meant(text, WHICH, WHICH):
        return None if which == "all" else frozenset()
    words = re.split("[,，、;；\\s]+", text.strip())
    titles = dict(enumerate(ANNEXES.values(), 1))
    found = {word: int(number[0]) for word in words if (number := _ANNEX.fullmatch(word))}
    for word in words:
        if found.get(word) not in titles:
            listed = tuple(
                msg("{number} {title}", number=number, title=title) for number, title in titles.items()
            )
            raise QtrackError(
                msg("--annex is “{text}”, and “{word}” is no annex.", text=text, word=word),
                msg("Write none, all, or numbers as 1,3. There are: {annexes}.", annexes=listed),
            )
    return frozenset(found.values())


def _anchor(context: RunContext, folder: Path, plan: Plan, known_at: date | None) -> str:
    """Return the line that signs off the entries that a paper knows, nothing where there are none."""
    from qtrack.store.git.anchor import entries_in, make_anchor

    moment = context.end_of(plan, known_at) if known_at else context.now
    made = make_anchor(entries_in(FolderTree(folder)), min(moment, context.now))
    if made is None:
        context.screen.talk(msg("There is no entry yet that could be signed off."))
        return ""
    return made.line


def _before(
    context: RunContext, folder: Path, plan: Plan, period: Period, *, in_git: bool
) -> tuple[Then | None, PlanHistory | None]:
    """Return the last day of the period before, where the plan had begun by then, and the edits since."""
    day = period.start - timedelta(days=1)
    begun = day >= plan.head.start
    if not in_git:
        return Then(day, unknown=msg("The plan is not kept in git.")) if begun else None, None
    from qtrack.cli.review.changes import edits_over_time
    from qtrack.cli.review.comparison import plan_repository, then_in

    with plan_repository(context, str(folder)) as git:
        then = then_in(git, plan, day, context.end_of(plan, day)) if begun else None
        return then, edits_over_time(git, period.start, "")


def _period(context: RunContext, kind: PeriodKind | None, text: str | None, day: date) -> Period | None:
    """Return the period that was asked for, else the one of this kind that `day` lies in."""
    if text is None:
        return Period.containing(kind, day) if kind else None
    period = Period.parse(text)
    if period is None:
        from qtrack.cli.dates import read_period

        period = read_period(context.screen, "--of", text, kind, day)
    if period is None or (kind and period.kind is not kind):
        refusal, hint = _FORMS[kind]
        raise QtrackError(msg(refusal.text, text=text), hint)
    if period.start > day:
        raise QtrackError(
            msg("The period {period} begins on {start} only.", period=str(period), start=period.start),
            msg("Name one that has begun by {date}.", date=day),
        )
    return period
