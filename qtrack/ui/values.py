"""How values of the views stand in a paper: what the templates may put after a bar."""

from collections.abc import Sequence
from functools import reduce
from typing import Final

from qtrack.locale.message import Message, Translator, days, long_date, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.indicator import Indicator, IndicatorKind, amount, worded
from qtrack.model.period import Period, PeriodKind
from qtrack.records.due import DueRow
from qtrack.records.task import PageEntry
from qtrack.records.units import Mark
from qtrack.standing.deadlines import DueKind
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import Occurrence
from qtrack.standing.reported.chasing import ChaseStanding, ChaseState
from qtrack.ui.labels import (
    CHASE_LEVELS,
    LIGHTS,
    NOTHING,
    STATUSES,
    charge_line,
    light_word,
    percent,
    signed,
    states,
)

_KINDS: Final[dict[DueKind, Message]] = {
    DueKind.TASK: msg("task"),
    DueKind.DELIVERABLE: msg("deliverable"),
    DueKind.MILESTONE: msg("milestone"),
    DueKind.INDICATOR: msg("indicator"),
}

_DUTIES: Final[dict[PeriodKind, Message]] = {
    PeriodKind.YEAR: msg("yearly duty"),
    PeriodKind.HALF_YEAR: msg("half-yearly duty"),
    PeriodKind.QUARTER: msg("quarterly duty"),
    PeriodKind.MONTH: msg("monthly duty"),
}

MARKS: Final[dict[Mark, Message]] = {
    Mark.OVERDUE: msg("overdue"),
    Mark.DUE_THIS_MONTH: msg("due this month"),
    Mark.TO_REPORT: msg("to report now"),
}

#: How the document calls a target: 约束性, 预期性.
BINDING: Final = {True: msg("binding"), False: msg("expected")}


def target_name(of: IndicatorStanding | Indicator) -> Message | str:
    """Return what an indicator is called, with the year of a yearly target and whether that is binding."""
    own, year = (of, "") if isinstance(of, Indicator) else (of.indicator, of.period)
    name = msg("{name} ({year})", name=own.name, year=year) if year else own.name
    return name if own.binding is None else msg("{name} ({more})", name=name, more=BINDING[own.binding])


def baseline(own: Indicator) -> Message:
    """Return the value at the start, with the year that it is of."""
    return msg("baseline {amount} ({year})", amount=amount(own.baseline, own), year=own.baseline_year)


def target(of: IndicatorStanding | Indicator, *, unit: bool = True) -> Message:
    """Return what an indicator should reach or hold, with the words of the document: 力争5000家以上."""
    own = of if isinstance(of, Indicator) else of.indicator
    whole = worded(own, brief=not unit)
    if own.kind is IndicatorKind.AVERAGE:
        return msg("{target} a year on average", target=whole)
    return msg("hold {target}", target=whole) if own.held else whole


def actual(standing: IndicatorStanding) -> Message | str:
    """Return what an indicator was last said to be."""
    if standing.actual is None:
        return NOTHING
    return msg("{number} {unit}", number=standing.actual, unit=standing.indicator.unit)


def gap(standing: IndicatorStanding) -> Message | str:
    """Return how far an indicator is ahead or behind, whether it is held, or that it has no baseline."""
    if standing.indicator.baseless:
        return msg("no baseline")
    if standing.holds is None:
        return signed(standing.gap)
    return msg("held") if standing.holds else msg("not held")


def due_kind(row: DueRow) -> Message:
    """Name what kind of thing falls due; of what returns, how often."""
    period = Period.parse(row.period) if row.kind is DueKind.OCCURRENCE else None
    return _DUTIES[period.kind] if period else _KINDS[row.kind]


def due_lead(row: DueRow) -> Message | str:
    """Name who leads what falls due: a deliverable's own lead, else who leads the work, or whom it names."""
    return row.held.register.short(row.part_lead) if row.part_lead else charge_line(row.held)


def source(entry: PageEntry) -> Message:
    """Return who said an entry, of which day, and how far the work is."""
    said: list[Message | str] = [entry.unit_name, msg("{date}", date=entry.date)]
    if entry.period:
        year = Period.parse(entry.period)
        of_year = msg("for {year}", year=entry.period)
        said.append(of_year if year and year.kind is PeriodKind.YEAR else msg("{span}", span=entry.period))
    if entry.returns:
        said.append(msg("sent back"))
    elif entry.status not in {None, Status.IN_PROGRESS}:
        said.append(STATUSES[entry.status])
    if entry.percent is not None:
        said.append(msg("at {progress}%", progress=entry.percent))
    return _row(said, msg("{before}, {after}"))


def details(entry: PageEntry) -> tuple[Message, ...]:
    """Return the figures and the evidence that an entry gives beside its words."""
    figures = tuple(
        msg("{name} {amount}", name=name, amount=msg("{number} {unit}", number=value, unit=unit))
        for name, value, unit in entry.figures
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


def counted(counts: dict[Light, int]) -> tuple[Message, ...]:
    """Return each light with its number."""
    return tuple(
        msg("{name} {number}", name=LIGHTS[light], number=number) for light, number in counts.items()
    )


def reasons(why: Sequence[LightReason]) -> Message:
    """Return all reasons of a light in one line."""
    return _row([reason.message for reason in why], msg("{before}; {after}"))


def joined(texts: Sequence[Message | str]) -> Message | str:
    """Return several lines in one."""
    return _row(texts, msg("{before}; {after}")) if texts else NOTHING


def row(occurrences: Sequence[Occurrence]) -> tuple[Message, ...]:
    """Return the occurrences of a duty with how each stands."""
    return states([(occurrence.period, occurrence.state) for occurrence in occurrences])


def outcome(reminder: ChaseStanding) -> Message:
    """Say what became of a reminder."""
    match reminder.state:
        case ChaseState.ANSWERED:
            return msg("answered {day}", day=reminder.answered)
        case ChaseState.UNANSWERED:
            late = days(reminder.days)
            return msg("was due {day}, unanswered for {days}", day=reminder.chase.reply_by, days=late)
        case ChaseState.SUPERSEDED:
            return msg("not answered, and sent again since")
    return msg("due by {day}", day=reminder.chase.reply_by)


def reminder_line(reminder: ChaseStanding) -> Message:
    """Say in a line which reminder it is and what became of it."""
    return msg(
        "{number} ({level}) of {date}, {outcome}",
        number=reminder.chase.number,
        level=CHASE_LEVELS[reminder.chase.level],
        date=reminder.entry.date,
        outcome=outcome(reminder),
    )


def last_said(entry: Entry | None, translator: Translator) -> str:
    """Return the last entry in a line: when, how it stood, what was said."""
    if entry is None:
        return ""
    words = [entry.date.isoformat()]
    if entry.status:
        words.append(translator.say(STATUSES[entry.status]))
    if entry.percent is not None:
        words.append(percent(entry.percent))
    said = msg("{when}: {what}", when=" ".join(words), what=" ".join(entry.summary.split()))
    return translator.say(said)


def _row(said: Sequence[Message | str], pattern: Message) -> Message:
    """Return several texts in one line, each two put together by a pattern."""
    first, *others = said
    return reduce(
        lambda before, after: msg(pattern.text, before=before, after=after), others, msg("{text}", text=first)
    )


FILTERS: Final = {
    words.__name__: words
    for words in (
        percent,
        signed,
        actual,
        due_lead,
        counted,
        details,
        due_kind,
        gap,
        joined,
        light_word,
        long_date,
        outcome,
        reasons,
        row,
        source,
        target,
        target_name,
        whole,
    )
}
