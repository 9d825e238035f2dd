"""Tables of figures: an indicator a row, a column a year, of which each is a milestone on the way."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from qtrack.locale.message import Message, msg
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Milestone, Qualifier
from qtrack.notice.phrases import layout
from qtrack.notice.phrases.phrase import any_of
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.header import year_columns
from qtrack.notice.text import Span, is_chinese


class YearlyRow(msgspec.Struct, frozen=True):
    """A row of a table of figures: its words, its indicators, what is in doubt and what is no figure."""

    span: Span
    indicators: tuple[Indicator, ...] = ()
    doubts: tuple[Message, ...] = ()
    others: tuple[Span, ...] = ()


class _Cell(msgspec.Struct, frozen=True):
    """A figure of a year: its value, and the words around it."""

    year: int
    value: Decimal
    unit: str
    words: frozenset[str]

    @property
    def due(self) -> date:
        """The last day of its year."""
        return date(self.year, 12, 31)


def yearly(header: Row, rows: list[Row], days: tuple[date, date]) -> Iterator[YearlyRow]:
    """Yield what the rows of a table of figures say; ids are left to whoever takes the indicators."""
    held = year_columns(header)
    for row in rows:
        cells = {name: row.cells[at].strip() for name, at in held.items() if at < len(row.cells)}
        told = " ".join(" ".join(cell.split()) for cell in dict.fromkeys(row.cells) if cell.strip())
        yield _row(Span(row.line, told), cells, days)


def _row(span: Span, cells: dict[str, str], days: tuple[date, date]) -> YearlyRow:
    found, before, others = list[_Cell](), list[_Cell](), list[Span]()
    for name, text in cells.items():
        year = layout.YEAR_COLUMN.match(name)
        if (year is None and name not in {"target", "baseline"}) or not text.strip("-—－/"):
            continue
        of = int(year[1]) if year else days[1].year if name == "target" else days[0].year - 1
        figure = layout.FIGURE_CELL.match("".join(Span(0, text).plain.split()))
        if figure is None:
            others.append(Span(span.line, f"{cells['name']}：{text}"))
            continue
        words = frozenset({figure["sign"] or "", figure["tail"] or "", figure["bracket"]})
        past = name == "baseline" or (year and (year[2] or of < days[0].year))
        (before if past else found).append(_Cell(of, Decimal(figure["number"]), figure["unit"], words))
    if not found:
        return YearlyRow(span, others=tuple(others))
    told = layout.UNIT_IN_NAME.match(Span(0, cells["name"]).plain)
    unit = cells.get("unit", "") or (told[2] if told else "") or found[0].unit
    name = Span(0, cells["name"][: told.end(1)] if told else cells["name"]).printed
    said = any_of(layout.BINDING, cells.get("binding", "") + span.text)
    own = Indicator(
        "",
        name,
        unit,
        Decimal(0),
        IndicatorKind.REACH,
        days[1],
        binding=None if said is None else said == "binding",
    )
    found.sort(key=lambda one: one.year)
    made = tuple(_indicators(own, found, before[-1] if before else None))
    bracket = msg("what the brackets around a figure mean is to be looked up")
    doubts = (bracket,) if any("(" in one.words for one in found) else ()
    return YearlyRow(span, made, doubts, tuple(others))


def _indicators(own: Indicator, found: list[_Cell], before: _Cell | None) -> Iterator[Indicator]:
    """Yield one indicator with milestones, or one a year where the figures do not go one way."""
    values = [one.value for one in found]
    start, last = before.value if before else values[0], values[-1]
    words = frozenset().union(*(one.words for one in found))
    lower = bool(words & layout.LOWER) or last < start
    own = replace(own, qualifiers=(Qualifier.AT_LEAST,) if words & layout.MORE and not lower else ())
    if any(after > first if lower else after < first for first, after in pairwise(values)):
        for one in found:
            named = layout.OF_YEAR[is_chinese(own.name)].format(name=own.name, year=one.year)
            yield replace(own, name=named, target=one.value, due=one.due)
        return
    held = start == last and len(set(values)) == 1 and (len(values) > 1 or lower or before is not None)
    further = before is not None and (start > last if lower else start < last)
    milestones: list[Milestone] = []
    so_far = start if further else None if lower else Decimal(0)
    for one in [] if held else found[:-1]:
        if so_far is None or (one.value < so_far if lower else one.value > so_far):
            milestones.append(Milestone(one.due, one.value))
            so_far = one.value
    yield replace(
        own,
        target=last,
        kind=IndicatorKind.HOLD if held else IndicatorKind.REACH,
        due=found[-1].due,
        baseline=start if further else None,
        baseline_year=before.year if before and further else None,
        milestones=tuple(milestones),
        better=Better.LOWER if lower else Better.HIGHER,
    )
