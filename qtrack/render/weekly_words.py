"""The words of the weekly summary that carry values; bare labels stand in its templates."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.plan import IndicatorKind
from qtrack.render.labels import LIGHTS, NOTHING, STATUSES, percent, signed
from qtrack.standing.lights import Light, LightReason
from qtrack.views.task_page import PageEntry, PageIndicator
from qtrack.views.weekly import Weekly
from qtrack.views.weekly_chapters import LightCount

_MONTHS: Final = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)


class WeeklyWords(msgspec.Struct, frozen=True):
    """What the templates say in whole sentences."""

    title: Message
    issue: Message
    publisher: Message | str
    days: Message
    as_of: Message
    overview: Message
    activity: Message
    turned: Message
    due: Message
    unreported: Message
    basis: Message
    facts: Message


def weekly_words(page: Weekly) -> WeeklyWords:
    """Put the figures of a weekly summary into sentences."""
    return WeeklyWords(
        title=msg("Weekly summary: {plan}", plan=page.plan),
        issue=msg("No. {number}", number=page.number),
        publisher=msg("{issuer}, {office}", issuer=page.issuer, office=page.office)
        if page.office
        else page.issuer,
        days=msg("{start} to {end}", start=long_date(page.start), end=long_date(page.last_day)),
        as_of=msg("as of {date}", date=long_date(page.as_of)),
        overview=_overview(page),
        activity=_activity(page),
        turned=_turned(page),
        due=_due(page),
        unreported=_unreported(page),
        basis=msg(
            "Computed from “{title}” ({document}) and the entries recorded for it.",
            title=page.title,
            document=page.document,
        ),
        facts=_facts(page),
    )


def long_date(day: date) -> Message:
    """Return a date as prose writes it: 28 June 2019, 2019年6月28日."""
    return msg("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def _overview(page: Weekly) -> Message:
    if not page.total:
        return msg("The plan has no tasks yet.")
    return msg(
        "By {date} the {tasks} of the plan stand as follows: {lights}.",
        date=long_date(page.as_of),
        tasks=nmsg("{n} task", "{n} tasks", page.total),
        lights=tuple(_light(each) for each in page.counts),
    )


def _light(each: LightCount) -> Message:
    if each.light is Light.NONE:
        return msg("{number} unrated ({share})", number=each.count, share=percent(each.share))
    return msg(
        "{number} {light} ({share})", number=each.count, light=LIGHTS[each.light], share=percent(each.share)
    )


def _activity(page: Weekly) -> Message:
    if not page.reports:
        return msg("No unit reported anything in this period.")
    return msg(
        "In this period {units} reported {entries}; {finished}.",
        units=nmsg("{n} unit", "{n} units", page.reporting_units),
        entries=nmsg("{n} entry", "{n} entries", page.reports),
        finished=nmsg("{n} matter was finished", "{n} matters were finished", len(page.finished)),
    )


def _turned(page: Weekly) -> Message:
    before = long_date(page.previous_as_of)
    if not page.turns:
        return msg("Compared with {date}, no task has turned to another light.", date=before)
    return nmsg(
        "Compared with {date}, {n} task has turned to another light:",
        "Compared with {date}, {n} tasks have turned to another light:",
        len(page.turns),
        date=before,
    )


def _due(page: Weekly) -> Message:
    until = long_date(page.due_until)
    if not page.due:
        return msg("Nothing falls due by {date}.", date=until)
    return nmsg(
        "{n} matter falls due by {date}:", "{n} matters fall due by {date}:", len(page.due), date=until
    )


def _unreported(page: Weekly) -> Message:
    if page.deadline is None:
        return msg("No deadline for reports has passed yet.")
    deadline = long_date(page.deadline)
    if not page.unreported:
        return msg("Every unit answered the round of reports that was due on {date}.", date=deadline)
    tasks = sum(len(each.tasks) for each in page.unreported)
    return msg(
        "Reports were due on {date}; {units} have not reported on {tasks}:",
        date=deadline,
        units=nmsg("{n} unit", "{n} units", len(page.unreported)),
        tasks=nmsg("{n} task", "{n} tasks", tasks),
    )


def _facts(page: Weekly) -> Message:
    if page.known_at is None:
        return msg("Facts up to {date}, as recorded so far.", date=page.as_of)
    return msg("Facts up to {date}, as recorded by {known}.", date=page.as_of, known=page.known_at)


def target(indicator: PageIndicator) -> Message:
    """Return what an indicator should reach or hold."""
    amount = msg("{number} {unit}", number=indicator.target, unit=indicator.unit)
    return msg("hold {target}", target=amount) if indicator.kind is IndicatorKind.HOLD else amount


def actual(indicator: PageIndicator) -> Message | str:
    """Return what an indicator was last said to be."""
    if indicator.actual is None:
        return NOTHING
    return msg("{number} {unit}", number=indicator.actual, unit=indicator.unit)


def gap(indicator: PageIndicator) -> Message | str:
    """Return how far an indicator is ahead or behind, or whether it is held."""
    if indicator.holds is None:
        return signed(indicator.gap)
    return msg("held") if indicator.holds else msg("not held")


def source(entry: PageEntry) -> Message:
    """Return who said an entry, of which day, and how far the work is."""
    said: list[Message | str] = [entry.unit_name, entry.date.isoformat()]
    if entry.period:
        said.append(msg("for {year}", year=entry.period))
    if entry.status not in {None, Status.IN_PROGRESS}:
        said.append(STATUSES[entry.status])
    if entry.percent is not None:
        said.append(msg("at {progress}%", progress=entry.percent))
    return _row(said, msg("{before}, {after}"))


def details(entry: PageEntry) -> tuple[Message, ...]:
    """Return the figures and the evidence that an entry gives beside its words."""
    figures = tuple(
        msg("{name} {amount}", name=name, amount=msg("{number} {unit}", number=value, unit=unit))
        for name, value, unit in entry.actuals
    )
    found = []
    if figures:
        found.append(msg("figures: {figures}", figures=figures))
    if entry.evidence:
        found.append(msg("evidence: {evidence}", evidence=entry.evidence))
    return tuple(found)


def whole(entry: PageEntry) -> Message:
    """Return the words of an entry with its figures and evidence behind them."""
    return _row([entry.summary, *details(entry)], msg("{before} ({after})"))


def reasons(why: Sequence[LightReason]) -> Message:
    """Return all reasons of a light in one line."""
    return _row([each.message for each in why], msg("{before}; {after}"))


def _row(said: Sequence[Message | str], pattern: Message) -> Message:
    """Return several texts in one line, each two put together by a pattern."""
    first, *others = said
    return reduce(
        lambda before, after: msg(pattern.text, before=before, after=after), others, msg("{text}", text=first)
    )
