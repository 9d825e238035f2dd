"""The indicators on a terminal, as CSV and as Markdown."""

from decimal import Decimal
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator, number
from qtrack.pages.indicators.view import IndicatorRow, Indicators
from qtrack.standing.projection import Outlook, Projection
from qtrack.ui.labels import NOTHING, charge_line, day, percent, signed, with_year
from qtrack.ui.listing import Column, Place, page_notes, page_title, rows_csv, rows_drawn, rows_markdown
from qtrack.ui.screen import Screen
from qtrack.ui.values import target

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


def show_indicators(page: Indicators, screen: Screen) -> None:
    """Draw a line an indicator, the trend and the outlook below it where there is no room beside it."""
    translator, width = screen.translator, screen.console().width
    parts: list[RenderableType] = [_title(page, translator)]
    parts += page_notes(page, translator, width)
    parts += rows_drawn(_columns(translator), page.indicators, translator, width)
    screen.show(*parts)


def indicators_csv(page: Indicators, translator: Translator) -> str:
    """Return a line an indicator; the target is a number to reckon with, its words stand beside it."""
    number_and_words = (
        Column[IndicatorRow](msg("target"), lambda row: _figure(row.indicator.target)),
        Column[IndicatorRow](msg("target in words"), lambda row: translator.say(target(row.indicator))),
    )
    return rows_csv(_columns(translator, *number_and_words), page.indicators, translator)


def indicators_markdown(page: Indicators, translator: Translator) -> str:
    """Return a table with a line an indicator."""
    return rows_markdown(
        _title(page, translator), page.notes, _columns(translator), page.indicators, translator
    )


def _title(page: Indicators, translator: Translator) -> Text:
    count = nmsg("{n} indicator", "{n} indicators", len(page.indicators))
    return page_title(page, translator, translator.say(count))


def _columns(translator: Translator, *targets: Column[IndicatorRow]) -> tuple[Column[IndicatorRow], ...]:
    say = translator.say
    in_words = Column[IndicatorRow](
        msg("target"), lambda row: say(target(row.indicator, unit=False)), right=True
    )
    return (
        Column(msg("id"), lambda row: row.holder),
        Column(msg("indicator"), lambda row: _name(row, translator), flexible=True),
        *(targets or (in_words,)),
        Column(msg("unit of measure"), lambda row: row.indicator.unit, place=Place.FILE),
        Column(msg("actual"), lambda row: _figure(row.indicator.actual), right=True, style=_actual_style),
        Column(msg("date"), lambda row: day(row.indicator.actual_date)),
        Column(msg("share"), lambda row: percent(row.indicator.progress), right=True),
        Column(msg("pace"), lambda row: percent(row.indicator.pace), right=True),
        Column(msg("gap"), lambda row: signed(row.indicator.gap), right=True, style=_gap_style),
        Column(msg("due"), lambda row: row.indicator.due.isoformat()),
        Column(msg("trend"), _trend, flexible=True, place=Place.ROOM),
        Column(msg("outlook"), lambda row: say(outlook(row.projection)), flexible=True, place=Place.ROOM),
        Column(msg("lead"), lambda row: translator.show(charge_line(row)) or NOTHING, place=Place.FILE),
        Column(msg("indicator id"), lambda row: row.indicator.id, place=Place.FILE),
    )


def outlook(projection: Projection) -> Message:
    """Say what becomes of a target."""
    late, when = projection.days_late, projection.reached
    match projection.outlook:
        case Outlook.REACHED:
            if late:
                return nmsg("reached {date}, {n} day late", "reached {date}, {n} days late", late, date=when)
            return msg("reached {date}", date=when)
        case Outlook.IN_TIME:
            return msg("at this rate reached {date}, in time", date=when)
        case Outlook.LATE:
            return nmsg(
                "at this rate reached {date}, {n} day late",
                "at this rate reached {date}, {n} days late",
                late,
                date=when,
            )
    return _OUTLOOKS[projection.outlook]


def _name(row: IndicatorRow, translator: Translator) -> str:
    return translator.show(with_year(row.indicator.name, row.indicator.year))


def _figure(value: Decimal | None) -> str:
    return NOTHING if value is None else number(value)


def _trend(row: IndicatorRow) -> str:
    """Return the last values in a row, after a sign that there were others before."""
    if not row.values:
        return NOTHING
    last = " > ".join(number(each.value) for each in row.values[-_TREND:])
    return f".. {last}" if len(row.values) > _TREND else last


def _gap_style(row: IndicatorRow) -> str:
    gap = row.indicator.gap
    return "red" if gap is not None and gap < 0 else ""


def _actual_style(row: IndicatorRow) -> str:
    return "bold red" if row.indicator.holds is False else ""
