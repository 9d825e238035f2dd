"""One matter in one sentence, as it can be read aloud."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from qtrack.locale.message import Message, days, msg
from qtrack.model.ids import holder_of
from qtrack.model.period import PeriodKind
from qtrack.model.responsibility import Role
from qtrack.papers.engine.office import cut, document_number, percent, period_words, short_title
from qtrack.papers.summary.front import (
    LONGEST,
    LONGEST_IN_BRIEF,
    MOST_REASONS,
    Matter,
    Silent,
    Stuck,
    Waiting,
)
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.span import Gain
from qtrack.records.due import DueRow
from qtrack.records.since.light_changes import Turn
from qtrack.records.since.newly import NewlyLate, led_by
from qtrack.standing.parts import IndicatorStanding
from qtrack.ui.labels import light_word, units_of
from qtrack.ui.phrases.light_changes import causes

Text = Message | str

#: What a period is called.
THIS: Final = {
    PeriodKind.WEEK: msg("this week"),
    PeriodKind.MONTH: msg("this month"),
    PeriodKind.QUARTER: msg("this quarter"),
    PeriodKind.HALF_YEAR: msg("this half-year"),
    PeriodKind.YEAR: msg("this year"),
}


def subject(
    own: Any,  # noqa: ANN401 - whatever has an id and a title
    page: Issue,
    unit: object = "",
) -> Message:
    """Name a matter by its title, with its number in the document and who answers for it."""
    number = page.head.numbers.get(holder_of(own.id), "")
    number = number if isinstance(number, Message) or not page.brief else ""
    longest = LONGEST_IN_BRIEF if page.brief else LONGEST
    title = cut(short_title(own.title) if page.brief or "." in own.id else own.title, longest)
    return titled(title, number, unit)


def titled(title: Text, number: object, unit: object = "") -> Message:
    """Return a title with what is known of its number and its unit behind it."""
    if number and unit:
        return msg("{title} ({number}, {unit})", title=title, number=number, unit=unit)
    if number or unit:
        return msg("{title} ({number})", title=title, number=number or unit)
    return msg("{text}", text=title)


def gain_matter(gain: Gain, page: Issue) -> Message:
    """Tell what an indicator has come to, by how much it changed, and how far that is."""
    own = gain.own
    unit = own.indicator.unit
    values = {"name": own.indicator.name, "amount": amount(own.actual, unit), "state": _state(own)}
    if not gain.gain:
        return msg("{name}: {amount}, {state}.", **values)
    changed = abs(gain.gain)
    more = (
        msg("{number} points", number=f"{changed:.1f}")
        if unit == "%"
        else msg("{number} {unit}", number=changed, unit=unit)
    )
    values |= {"this": THIS[page.kind], "more": more}
    if gain.gain > 0:
        return msg("{name}: {amount}, {more} more {this}, {state}.", **values)
    return msg("{name}: {amount}, {more} less {this}, {state}.", **values)


def amount(value: Decimal | None, unit: str) -> Text:
    """Write a value with its unit; a percentage with one decimal as all others."""
    return percent(value) if unit == "%" else msg("{number} {unit}", number=value, unit=unit)


def _state(own: IndicatorStanding) -> Message:
    """Say how far an indicator is, or whether it holds its target."""
    if own.indicator.held:
        return msg("at its target") if own.holds else msg("short of its target")
    return msg("{share} of the target", share=percent(own.progress))


def turn_clause(turn: Turn, page: Issue, *, brief: bool) -> Message:
    """Tell which way a light turned and by what; at length for which reason, too."""
    lights = msg("from {before} to {now}", before=light_word(turn.before), now=light_word(turn.now))
    matter = subject(turn, page)
    if page.brief:
        return msg("{matter} {lights}", matter=matter, lights=lights)
    if brief:
        return msg("{matter} {lights} ({causes})", matter=matter, lights=lights, causes=causes(turn))
    return msg(
        "{matter}: {reason}, {lights} ({causes})",
        matter=matter,
        reason=turn.reason,
        lights=lights,
        causes=causes(turn),
    )


def late_matter(row: NewlyLate, page: Issue) -> Message:
    """Name what is newly late with the reason."""
    return msg("{matter}, {reason}", matter=subject(row, page, row.unit), reason=row.reason)


def red_matter(matter: Matter, page: Issue) -> Message:
    """Tell of a red task why it is so, and at length what stands in the way, what was promised, by when."""
    if page.brief:
        name = subject(matter, page, matter.held.first)
        return msg("{matter}: {why}.", matter=name, why=matter.reasons[0].message)
    why = joined(
        [*(reason.message for reason in matter.reasons[:MOST_REASONS]), *_said(matter.problem, page)]
    )
    return msg(
        "{matter}: {why}. {promise}.",
        matter=subject(matter, page, matter.held.first),
        why=why,
        promise=_promise(matter.next, matter.due, page),
    )


def _promise(step: str, due: DueRow | None, page: Issue) -> Message:
    found = [msg("Next: {step}", step=own) for own in _said(step, page)] or [msg("No next step was told")]
    if due and due.id == due.held.id:
        found.append(msg("it is due on {date}", date=due.due))
    elif due:
        found.append(msg("{title} is due on {date}", title=short_title(due.title), date=due.due))
    return joined(found)


def stuck_matter(stuck: Stuck, page: Issue) -> Message:
    """Tell what stands in the way of a matter, and what its unit asks for or does about it."""
    told = stuck.told
    if told is None:
        why, unit = joined([reason.message for reason in stuck.reasons]), stuck.held.first
        return msg("{matter}: {why}.", matter=subject(stuck, page, unit), why=why)
    problem = joined([*([msg("blocked")] if stuck.reasons else []), *_said(told.entry.problems, page)])
    matter = subject(told, page, told.entry.unit_name)
    return msg(
        "{matter}: {why}. {promise}.",
        matter=matter,
        why=problem,
        promise=_promise(told.entry.next, None, page),
    )


def waiting_matter(row: Waiting, page: Issue) -> Message:
    """Tell of a reminder that nobody answered in time."""
    return msg(
        "{matter}: {unit} has not replied to {number}, reminder no. {times} on it, {days} past the time.",
        matter=subject(row, page),
        unit=row.unit,
        number=document_number(row.number),
        times=row.times,
        days=days(row.days),
    )


def due_matter(row: DueRow, page: Issue) -> Message:
    """Tell what falls due on which day, and whose it is."""
    number, unit = page.head.numbers.get(row.held.id, ""), led_by(row.held, row.id)
    return msg("{date}: {matter}.", date=row.due, matter=titled(due_title(row, row.title), number, unit))


def due_units(row: DueRow) -> tuple[Text, ...]:
    """Name the units and groups that are asked for what falls due, its lead first."""
    if row.part_lead:
        return (row.held.register.short(row.part_lead),)
    named = units_of(row.held.holder.responsible, row.held.register, row.held.register.short)
    return (*named[Role.LEAD], *named[Role.SHARED]) or named[Role.BY_DUTY]


def due_title(row: DueRow, title: str) -> Text:
    """Name what falls due by a title, with its period where it returns."""
    return msg("{matter} of {period}", matter=title, period=period_words(row.period)) if row.period else title


def silent_matter(row: Silent, page: Issue) -> Message:
    """Name a task with how long nobody has reported on it."""
    return subject(row, page, row.reason.message)


def joined(texts: Sequence[Text]) -> Message:
    """Return several causes in one sentence."""
    first, *others = texts
    found = msg("{text}", text=first)
    for other in others:
        found = msg("{before}; {after}", before=found, after=other)
    return found


def in_a_row(sentences: Sequence[Message]) -> Message:
    """Return several sentences as one paragraph."""
    found, *others = sentences
    for other in others:
        found = msg("{first} {second}", first=found, second=other)
    return found


def _said(text: str, page: Issue) -> list[str]:
    """Return what a unit wrote in one line of a length that fits, without the stop at its end."""
    line = cut(text, LONGEST_IN_BRIEF if page.brief else LONGEST).rstrip("。.；; ")
    return [line] if line else []


def named(ids: Sequence[str], page: Issue) -> tuple[Text, ...]:
    """Name tasks by their titles and numbers, as a cell of a table lists them."""
    titles, numbers = page.head.titles, page.head.numbers
    return tuple(titled(titles[own], numbers.get(own)) for own in ids)
