"""The words of a summary that carry values; bare labels stand in its templates."""

from itertools import groupby
from operator import attrgetter
from typing import Final, TypedDict

import msgspec

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.period import PeriodKind
from qtrack.render.charts import Bar, Bullet, BurnLines, Cell, bullet, burn_lines, grid, stacked_bars
from qtrack.render.edit_words import seen_back_to
from qtrack.render.labels import LIGHTS, percent
from qtrack.standing.chasing import ChaseState
from qtrack.standing.lights import Light
from qtrack.views.burn_up import BurnUp
from qtrack.views.pace_lists import PaceLists
from qtrack.views.summary import Summary
from qtrack.views.summary_chapters import LightCount, SummaryEntry, SummaryIndicator
from qtrack.views.turned import LateKind, NewlyLate

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
    newly_late: Message
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
        issue=msg("No. {number}", number=page.number),
        days=msg("{start} to {end}", start=long_date(page.start), end=long_date(page.last_day)),
        overview=_overview(page),
        paces=_paces(page.paces),
        activity=_activity(page),
        burned=burned(page.burn_up),
        turned=_turned(page),
        newly_late=_newly_late(page),
        due=_due(page),
        unreported=_unreported(page),
        reminded=_reminded(page),
        edited=_edited(page),
    )


def _overview(page: Summary) -> Message:
    if not page.total:
        return msg("The plan has no tasks yet.")
    return msg(
        "By {date} the {tasks} of the plan stand as follows: {lights}.",
        date=long_date(page.head.as_of),
        tasks=nmsg("{n} task", "{n} tasks", page.total),
        lights=tuple(_light(each) for each in page.counts),
    )


def _paces(lists: PaceLists) -> Message:
    counted = {
        msg("ahead of pace"): len(lists.ahead),
        msg("abreast of pace"): len(lists.on),
        msg("behind pace"): len(lists.behind),
        msg("finished"): lists.ended,
        msg("without a share to compare"): lists.unknown,
    }
    found = [
        msg("{number} {pace} ({share})", number=number, pace=words, share=percent(lists.proportion(number)))
        for words, number in counted.items()
    ]
    return msg("By their pace: {counts}.", counts=tuple(found))


def _light(each: LightCount) -> Message:
    if each.light is Light.NONE:
        return msg("{number} unrated ({share})", number=each.count, share=percent(each.share))
    return msg(
        "{number} {light} ({share})", number=each.count, light=LIGHTS[each.light], share=percent(each.share)
    )


def _activity(page: Summary) -> Message:
    if not page.reports:
        return msg("No unit reported anything in this period.")
    return msg(
        "In this period {units} reported {entries}; {finished}.",
        units=nmsg("{n} unit", "{n} units", page.reporting_units),
        entries=nmsg("{n} entry", "{n} entries", page.reports),
        finished=nmsg("{n} matter was finished", "{n} matters were finished", len(page.finished)),
    )


def burned(burn: BurnUp) -> Message:
    """Tell in a sentence what the burn-up shows."""
    return msg(
        "By {date} {done} of {total} deliverables were done; {due} were due by then, and at an even pace "
        "it would be {even}.",
        date=long_date(burn.as_of),
        done=len(burn.done),
        total=burn.total,
        due=burn.due_by_now,
        even=burn.on_pace,
    )


def _turned(page: Summary) -> Message:
    before = long_date(page.previous_as_of)
    if not page.turns:
        return msg("Compared with {date}, no task has turned to another light.", date=before)
    return nmsg(
        "Compared with {date}, {n} task has turned to another light:",
        "Compared with {date}, {n} tasks have turned to another light:",
        len(page.turns),
        date=before,
    )


def _newly_late(page: Summary) -> Message:
    """Name what is late and was not a period ago, overdue and behind apart."""
    date = long_date(page.previous_as_of)
    if not page.newly_late:
        return msg("Compared with {date}, nothing is newly overdue or behind.", date=date)
    behind = {LateKind.BEHIND, LateKind.NOT_HELD}
    overdue_ids = tuple(_late_id(each) for each in page.newly_late if each.kind not in behind)
    behind_ids = tuple(_late_id(each) for each in page.newly_late if each.kind in behind)
    if not behind_ids:
        return msg("Compared with {date}, newly overdue: {ids}.", date=date, ids=overdue_ids)
    if not overdue_ids:
        return msg("Compared with {date}, newly behind: {ids}.", date=date, ids=behind_ids)
    return msg(
        "Compared with {date}, newly overdue: {overdue}; newly behind: {behind}.",
        date=date,
        overdue=overdue_ids,
        behind=behind_ids,
    )


def _late_id(row: NewlyLate) -> Message | str:
    return msg("{id} of {period}", id=row.id, period=row.period) if row.period else row.id


def _due(page: Summary) -> Message:
    until = long_date(page.due_until)
    if not page.due:
        return msg("Nothing falls due by {date}.", date=until)
    return nmsg(
        "{n} matter falls due by {date}:", "{n} matters fall due by {date}:", len(page.due), date=until
    )


def _unreported(page: Summary) -> Message:
    if page.deadline is None:
        return msg("No deadline for reports has passed yet.")
    deadline = long_date(page.deadline)
    if not page.unreported:
        return msg("Every unit answered the round of reports that was due on {date}.", date=deadline)
    tasks = len({task for each in page.unreported for task in each.tasks})
    return msg(
        "Reports were due on {date}; {units} have not reported on {tasks}:",
        date=deadline,
        units=nmsg("{n} unit", "{n} units", len(page.unreported)),
        tasks=nmsg("{n} task", "{n} tasks", tasks),
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
    if page.edits:
        told = nmsg("The plan was edited {n} time:", "The plan was edited {n} times:", len(page.edits))
    elif page.cut_off:
        told = msg("No edit in this period is known.")
    else:
        told = msg("The plan was not edited in this period.")
    return msg("{limit} {told}", limit=seen_back_to(page.cut_off), told=told) if page.cut_off else told
