"""The indicators on a terminal, as CSV and as Markdown."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from qtrack.locale.message import Message, Translator, days, msg, nmsg, number
from qtrack.pages.indicators.view import IndicatorRow, Indicators
from qtrack.standing.projection import Outlook, Projection
from qtrack.ui.labels import NOTHING, charge_line, day, percent, signed
from qtrack.ui.listing import Listing, forms, page_title
from qtrack.ui.table import Column, Kind, Place
from qtrack.ui.values import BINDING, target, target_name

#: How many values a trend shows, the last ones.
_TREND: Final = 4

_OUTLOOKS: Final[dict[Outlook, Message]] = {
    Outlook.SHORT: msg("at this rate not within the year"),
    Outlook.PASSED: msg("at this rate it had been reached by now, but no value says so"),
    Outlook.NEVER: msg("at this rate never reached"),
    Outlook.UNKNOWN: msg("no rate yet"),
    Outlook.HELD: msg("held"),
    Outlook.NOT_HELD: msg("not held"),
}


def _listing(page: Indicators, translator: Translator) -> Listing[IndicatorRow]:
    words = Column[IndicatorRow](
        msg("target"), lambda row: translator.say(target(row.standing, unit=False)), right=True
    )
    return _with_targets(page, translator, words)


def _figures(page: Indicators, translator: Translator) -> Listing[IndicatorRow]:
    """Return the list for a spreadsheet: the target is a number to reckon with, its words stand beside it.

    What no indicator of the plan says has no column.
    """
    own = [row.standing.indicator for row in page.indicators]
    further = [
        Column[IndicatorRow](head, partial(_further, translator, key), kind=kind)
        for key, (head, kind, asked) in _FURTHER.items()
        if any(getattr(one, asked) is not None for one in own)
    ]
    return _with_targets(
        page,
        translator,
        Column(msg("target"), lambda row: _figure(row.standing.indicator.target), kind=Kind.NUMBER),
        Column(msg("target in words"), lambda row: translator.say(target(row.standing))),
        *further,
    )


#: What only some plans say of an indicator, and the field that tells whether this one does.
_FURTHER: Final = {
    "most": (msg("upper end"), Kind.NUMBER, "most"),
    "binding": (msg("nature"), Kind.TEXT, "binding"),
    "baseline": (msg("baseline"), Kind.NUMBER, "baseline_year"),
    "baseline_year": (msg("year of the baseline"), Kind.TEXT, "baseline_year"),
}


def _further(translator: Translator, key: str, row: IndicatorRow) -> str:
    value = getattr(row.standing.indicator, key)
    if value is None:
        return NOTHING
    return translator.show(BINDING[value] if isinstance(value, bool) else value)


def _with_targets(
    page: Indicators, translator: Translator, *targets: Column[IndicatorRow]
) -> Listing[IndicatorRow]:
    say = translator.say
    columns: Sequence[Column[IndicatorRow]] = (
        Column(msg("id"), lambda row: row.held.id),
        Column(msg("indicator"), lambda row: translator.show(target_name(row.standing)), flexible=True),
        *targets,
        Column(msg("unit of measure"), lambda row: row.standing.indicator.unit, place=Place.FILE),
        Column(
            msg("actual"),
            lambda row: _figure(row.standing.actual),
            right=True,
            style=lambda row: "bold red" if row.standing.holds is False else "",
            kind=Kind.NUMBER,
        ),
        Column(msg("date"), lambda row: day(row.standing.actual_date), kind=Kind.DATE),
        Column(msg("share"), lambda row: percent(row.standing.progress), right=True, kind=Kind.PERCENT),
        Column(msg("pace"), lambda row: percent(row.standing.pace), right=True, kind=Kind.PERCENT),
        Column(
            msg("gap"),
            lambda row: signed(row.standing.gap),
            right=True,
            style=lambda row: "red" if (row.standing.gap or 0) < 0 else "",
            kind=Kind.DIFFERENCE,
        ),
        Column(msg("due"), lambda row: row.standing.due.isoformat(), kind=Kind.DATE),
        Column(msg("trend"), _trend, flexible=True, place=Place.ROOM),
        Column(msg("outlook"), lambda row: say(outlook(row.projection)), flexible=True, place=Place.ROOM),
        Column(msg("lead"), lambda row: translator.show(charge_line(row.held)) or NOTHING, place=Place.FILE),
        Column(msg("indicator id"), lambda row: row.standing.indicator.id, place=Place.FILE),
    )
    count = nmsg("{n} indicator", "{n} indicators", len(page.indicators))
    return Listing(page_title(page, translator, say(count)), page.notes, columns, page.indicators)


INDICATORS: Final = forms(_listing, csv=_figures)


def outlook(projection: Projection) -> Message:
    """Say what becomes of a target."""
    late, when = projection.days_late, projection.reached
    match projection.outlook:
        case Outlook.REACHED:
            if late:
                return msg("reached {date}, {days} late", date=when, days=days(late))
            return msg("reached {date}", date=when)
        case Outlook.IN_TIME:
            return msg("at this rate reached {date}, in time", date=when)
        case Outlook.LATE:
            return msg("at this rate reached {date}, {days} late", date=when, days=days(late))
    return _OUTLOOKS[projection.outlook]


def _figure(value: Decimal | None) -> str:
    return NOTHING if value is None else number(value)


def _trend(row: IndicatorRow) -> str:
    """Return the last values in a row, after a sign that there were others before."""
    if not row.values:
        return NOTHING
    last = " > ".join(number(point.value) for point in row.values[-_TREND:])
    return f".. {last}" if len(row.values) > _TREND else last
