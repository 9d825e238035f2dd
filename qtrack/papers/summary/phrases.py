"""The words of a summary that carry values; bare labels stand in its templates."""

from functools import reduce
from itertools import groupby
from operator import attrgetter
from typing import Final, TypedDict

import msgspec

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.period import PeriodKind
from qtrack.papers.summary.chapters import SummaryEntry, SummaryIndicator
from qtrack.papers.summary.charts import Bar, Bullet, BurnLines, Cell, bullet, burn_lines, grid, stacked_bars
from qtrack.papers.summary.overview import activity, burned, overview, paces, turned
from qtrack.papers.summary.view import Summary
from qtrack.standing.reported.chasing import ChaseState
from qtrack.ui.phrases.edits import seen_back_to
from qtrack.ui.phrases.light_changes import late_groups, named

_TITLES: Final = {
    PeriodKind.WEEK: msg("Weekly summary: {plan}"),
    PeriodKind.MONTH: msg("Monthly summary: {plan}"),
    PeriodKind.QUARTER: msg("Quarterly summary: {plan}"),
    PeriodKind.YEAR: msg("Annual summary: {plan}"),
}


class SummaryWords(msgspec.Struct, frozen=True):
    """What the templates say in whole sentences."""

    title: Message
    issue: Message
    days: Message
    overview: Message
    paces: Message
    activity: Message
    burned: Message
    turned: Message
    no_indicators: Message
    dropped: Message | None
    newly_late: Message | None
    due: Message
    unreported: Message
    reminded: Message
    edited: Message


class SummaryVariables(TypedDict):
    """What the templates of a summary use beside its page."""

    words: SummaryWords
    bars: tuple[Bar, ...]
    indicators: list[tuple[SummaryIndicator, Bullet]]
    burn_lines: BurnLines
    grids: tuple[tuple[tuple[Cell, ...], ...], ...]
    moved: list[tuple[str, list[SummaryEntry]]]


def variables(page: Summary) -> SummaryVariables:
    """Return what the templates of a summary use beside its page."""
    return {
        "words": summary_words(page),
        "bars": stacked_bars(page.sections),
        "indicators": [(each, bullet(each.indicator)) for each in page.indicators],
        "burn_lines": burn_lines(page.burn_up),
        "grids": grid(page.duties),
        "moved": [(title, list(entries)) for title, entries in groupby(page.moved, attrgetter("section"))],
    }


def summary_words(page: Summary) -> SummaryWords:
    """Put the figures of a summary into sentences."""
    return SummaryWords(
        title=msg(_TITLES[page.kind].text, plan=page.head.plan),
        issue=msg("No. {number}", number=page.number) if page.number else msg("after the plan's end"),
        days=msg("{start} to {end}", start=long_date(page.start), end=long_date(page.last_day)),
        overview=overview(page),
        paces=paces(page.paces),
        activity=activity(page),
        burned=burned(page.burn_up),
        turned=turned(page),
        no_indicators=_no_indicators(page),
        dropped=_dropped(page),
        newly_late=_newly_late(page),
        due=_due(page),
        unreported=_unreported(page),
        reminded=_reminded(page),
        edited=_edited(page),
    )


def _no_indicators(page: Summary) -> Message:
    if page.head.section or page.head.unit:
        return msg("There are no indicators among them.")
    return msg("The plan sets no indicators.")


def _dropped(page: Summary) -> Message | None:
    """Name what was dropped, which is not finished."""
    if not page.dropped:
        return None
    return msg(
        "Dropped: {matters}.",
        matters=tuple(
            msg("{id} {title} ({date})", id=named(each), title=each.title, date=each.ended)
            for each in page.dropped
        ),
    )


def _newly_late(page: Summary) -> Message | None:
    """Name what is late and was not in the issue before; of the first issue, nothing."""
    if page.previous_as_of is None:
        return None
    date = long_date(page.previous_as_of)
    if not page.newly_late:
        return msg("Compared with {date}, nothing is newly late.", date=date)
    groups = [
        msg("{label}: {ids}", label=label, ids=tuple(named(each) for each in rows))
        for label, rows in late_groups(page.newly_late)
    ]
    told = reduce(lambda before, after: msg("{before}; {after}", before=before, after=after), groups)
    return msg("Compared with {date}, {told}.", date=date, told=told)


def _due(page: Summary) -> Message:
    until = long_date(page.due_until)
    if not page.due:
        return msg("Nothing falls due by {date}.", date=until)
    return nmsg(
        "{n} matter falls due by {date}:", "{n} matters fall due by {date}:", len(page.due), date=until
    )


def _unreported(page: Summary) -> Message:
    if page.deadline is None and page.head.as_of > page.burn_up.end:
        return msg(
            "The plan ended on {date}; no more reports are asked for.", date=long_date(page.burn_up.end)
        )
    if page.deadline is None:
        return msg("No deadline for reports has passed yet.")
    deadline = long_date(page.deadline)
    if not page.unreported:
        return msg(
            "Everybody who was asked answered the round of reports that was due on {date}.", date=deadline
        )
    groups = sum(each.group for each in page.unreported)
    who = nmsg("{n} unit", "{n} units", len(page.unreported) - groups)
    if groups:
        whole = nmsg("nobody of {n} group", "nobody of {n} groups", groups)
        who = msg("{first} and {second}", first=who, second=whole) if groups < len(page.unreported) else whole
    return msg(
        "Reports were due on {date}; {units} have not reported on {tasks}:",
        date=deadline,
        units=who,
        tasks=nmsg("{n} task", "{n} tasks", len({task for each in page.unreported for task in each.tasks})),
    )


def _reminded(page: Summary) -> Message:
    states = [each.reminder.state for each in page.reminders]
    return nmsg(
        "{n} reminder was issued or answered in this period, or still waits; {late} past its time:",
        "{n} reminders were issued or answered in this period, or still wait; {late} past their time:",
        len(states),
        late=states.count(ChaseState.UNANSWERED),
    )


def _edited(page: Summary) -> Message:
    if page.edits is None:
        return msg("The plan is not kept in git, so nothing is known of its edits.")
    part = page.head.section or page.head.unit
    if page.edits:
        told = nmsg("The plan was edited {n} time:", "The plan was edited {n} times:", len(page.edits))
    elif page.cut_off:
        told = msg("No edit in this period is known.")
    elif part:
        told = msg("Nothing of this was edited in the plan in this period.")
    else:
        told = msg("The plan was not edited in this period.")
    return msg("{limit} {told}", limit=seen_back_to(page.cut_off), told=told) if page.cut_off else told
