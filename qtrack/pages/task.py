"""One task, or a section's own goals, on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from qtrack.locale.message import Message, Translator, msg, number
from qtrack.model.plan import Every
from qtrack.model.units import NamedUnit, Register
from qtrack.records.task import TaskPage
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import often
from qtrack.standing.reported.reporting import asked_by
from qtrack.ui.labels import (
    NOTHING,
    OCCURRENCES,
    ROLES,
    day,
    percent,
    signed,
    states,
    status_word,
    units_of,
    weighing,
)
from qtrack.ui.line import BLANK, Line
from qtrack.ui.phrases.entry import entry_body, entry_head
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, groups_drawn, rows_drawn
from qtrack.ui.text import light_piece
from qtrack.ui.values import baseline, target, target_name
from qtrack.ui.wrap import folded, indented


def show_task(page: TaskPage, screen: Screen) -> None:
    """Draw the page: head, indicators, deliverables, entries newest first."""
    screen.show(_lines(page, screen.translator, screen.width))


def _lines(page: TaskPage, translator: Translator, width: int) -> Iterator[Line]:
    yield from _head(page, translator, width)
    facts = [(translator.say(label), value) for label, value in _facts(page, translator) if value]
    columns = (_FACT_LABEL, _FACT)
    yield from groups_drawn(columns, [((), facts)], translator, width, header=False)
    if page.task.indicators:
        yield from _chapter(msg("Indicators"), translator, width)
        rows = [row for own in page.task.indicators for row in _with_shares(own, page)]
        yield from rows_drawn(_indicators(translator), rows, translator, width)
    if page.task.deliverables:
        yield from _chapter(msg("Deliverables"), translator, width)
        parts = _deliverables(page, translator)
        yield from rows_drawn(parts, page.task.deliverables, translator, width)
    yield from _chapter(msg("Entries, newest first"), translator, width)
    if not page.entries:
        none = msg("none yet; “qtrack record {id}” makes the first", id=page.task.id)
        yield from indented(translator.say(none), 2, width)
    for entry in page.entries:
        yield from folded(entry_head(entry, translator), width)
        yield from entry_body(entry, translator, width)


def _head(page: TaskPage, translator: Translator, width: int) -> Iterator[Line]:
    day = translator.say(msg("as of {date}", date=page.as_of))
    yield from folded(((f"{page.task.id} {page.task.title}", "bold"), (f"  {day}", "dim")), width)
    first: Line = (light_piece(page.task.light, translator), " ")
    for reason in page.task.reasons:
        yield from folded((translator.say(reason.message),), width, 3, first)
        first = ("   ",)


def _facts(page: TaskPage, translator: Translator) -> list[tuple[Message, str]]:
    def names(units: tuple[NamedUnit, ...]) -> str:
        return translator.show(tuple(unit.name for unit in units))

    place = f"{page.task.section.chapter} {page.task.section.number}、{page.section.name}".strip()
    if page.measure:
        place += f" {page.measure_number}{page.measure.name}"
    gap, progress = page.task.gap, percent(page.task.progress)
    said, computed = page.task.reported, page.task.computed
    if said is not None and computed is not None and said != computed:
        values = {"said": percent(said), "computed": percent(computed)}
        progress += translator.say(msg(" (said {said}, computed from the parts {computed})", **values))
    register = page.task.register
    units = units_of(page.task.holder.responsible, register, register.name)
    rows: list[tuple[Message, str]] = [
        (msg("place"), place),
        (msg("number there"), page.own.number),
        (msg("source"), f"{page.document} {page.own.source}".strip()),
        (msg("remark"), page.own.remark),
        (msg("revised by"), _notices(page, "revises", translator)),
        (msg("ended by"), _notices(page, "ends", translator)),
        *((ROLES[role], translator.show(units)) for role, units in units.items()),
        (msg("with"), names(page.partners)),
        (msg("supervisor"), page.own.supervisor),
        (msg("person"), page.own.person),
        (msg("weight"), number(page.task.weight) if page.task.weight else ""),
        (msg("due"), page.task.due.isoformat() if page.task.due else translator.say(msg("ongoing"))),
        (msg("reports"), translator.say(asked_by(page.own.reporting)) if page.own.reporting else ""),
        (msg("status"), translator.say(status_word(page.task))),
        (msg("share"), progress),
        (msg("pace"), percent(page.task.pace)),
        (msg("gap"), NOTHING if gap is None else translator.say(msg("{gap} points", gap=signed(gap)))),
    ]
    if page.task.unreported:
        rows.append((msg("not reported in time"), names(page.task.missing_units)))
    return rows


def _notices(page: TaskPage, how: Literal["revises", "ends"], translator: Translator) -> str:
    """Name the notices that revise or end the task, or only parts of it, which are named then."""
    told = []
    for one in page.revisions:
        names: tuple[str, ...] = getattr(one, how)
        if names:
            notice = f"{one.number}《{one.title}》" if one.title else one.number
            notice = translator.say(msg("{notice} of {date}", notice=notice, date=one.issued))
            parts = () if page.task.id in names else names
            told.append(translator.say(msg("{ids}: {notice}", ids=parts, notice=notice)) if parts else notice)
    return "\n".join(told)


#: A fact and its label.
_FACT_LABEL: Final = Column[tuple[str, str]](Message(""), lambda row: row[0], style=lambda _: "dim")
_FACT: Final = Column[tuple[str, str]](Message(""), lambda row: row[1], flexible=True)


def _chapter(title: Message, translator: Translator, width: int) -> Iterator[Line]:
    yield BLANK
    yield from indented(translator.say(title), 0, width, "bold")


#: A line of the table of indicators: how one stands, or below it the share of a unit, by its name.
_Row = tuple[IndicatorStanding, str]


def _with_shares(own: IndicatorStanding, page: TaskPage) -> Iterator[_Row]:
    yield own, ""
    for share in own.shares:
        yield share.own, page.task.register.short(share.unit)


def _indicators(translator: Translator) -> Sequence[Column[_Row]]:
    say, show = translator.say, translator.show
    return (
        Column(
            msg("indicator"),
            lambda row: f"  {row[1]}" if row[1] else show(target_name(row[0])),
            flexible=True,
            note=lambda row: "" if row[1] else "\n".join(map(show, _more(row[0]))),
        ),
        Column(msg("target"), lambda row: say(target(row[0])), right=True),
        Column(
            msg("actual"),
            lambda row: NOTHING if row[0].actual is None else number(row[0].actual),
            right=True,
        ),
        Column(msg("on"), lambda row: day(row[0].actual_date)),
        Column(msg("share"), lambda row: percent(row[0].progress), right=True),
        Column(msg("pace"), lambda row: percent(row[0].pace), right=True),
        Column(msg("gap"), lambda row: signed(row[0].gap), right=True),
    )


def _more(row: IndicatorStanding) -> Iterator[Message | str]:
    """Yield the id by which `record --actual` knows an indicator, its years or its milestones."""
    yield row.indicator.id
    if row.indicator.weight:
        yield weighing(row.indicator.weight)
    if row.indicator.baseless:
        yield msg("no baseline")
    if row.indicator.baseline_year is not None:
        yield baseline(row.indicator)
    if row.indicator.held:  # each year has a value of its own, of which the mean is held
        for year in row.years:
            value = msg("{number} {unit}", number=year.actual, unit=row.indicator.unit)
            state = OCCURRENCES[year.state] if year.actual is None else value
            yield msg("{year}: {state}", year=year.period, state=state)
    elif row.years:
        years = states([(year.period, year.state) for year in row.years])
        yield msg("{often}: {periods}", often=often(Every.YEAR), periods=years)
    for milestone in row.milestones:
        values = {"target": milestone.target, "date": milestone.due, "state": OCCURRENCES[milestone.state]}
        yield msg("{target} by {date}: {state}", **values)


def _deliverables(page: TaskPage, translator: Translator) -> Sequence[Column[DeliverableStanding]]:
    return (
        Column(msg("id"), lambda row: row.deliverable.id),
        Column(
            msg("deliverable"),
            lambda row: _title(row, page.task.register, translator),
            flexible=True,
            note=lambda row: _occurrences(row, translator),
        ),
        Column(msg("status"), lambda row: translator.say(status_word(row))),
        Column(msg("share"), lambda row: percent(row.progress), right=True, least=("100.0%",)),
        Column(msg("due"), lambda row: row.deliverable.due.isoformat() if row.deliverable.due else ""),
    )


def _title(row: DeliverableStanding, register: Register, translator: Translator) -> str:
    own = row.deliverable
    more = [msg("covers {years}", years=own.covers)] if own.covers else []
    more += [msg("from {date}", date=own.start)] if own.start else []
    more += [msg("lead: {unit}", unit=register.short(own.lead))] if own.lead else []
    more += [weighing(own.weight)] if own.weight else []
    if not more:
        return own.title
    return translator.say(msg("{before} ({after})", before=own.title, after=tuple(more)))


def _occurrences(row: DeliverableStanding, translator: Translator) -> str:
    own = row.deliverable
    if not (own.every and row.occurrences):
        return ""
    periods = states([(occurrence.period, occurrence.state) for occurrence in row.occurrences])
    return translator.say(msg("{often}: {periods}", often=often(own.every, own.by), periods=periods))
