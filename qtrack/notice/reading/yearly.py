"""Tables of figures: an indicator a row, a column a year, of which each is a milestone on the way."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Milestone, Qualifier
from qtrack.notice import phrases
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.tables import year_columns
from qtrack.notice.text import Span, is_chinese


class YearlyRow(msgspec.Struct, frozen=True):
    """A row of a table of figures: its words, its indicators, what is in doubt and what is no figure."""

    span: Span
    indicators: tuple[Indicator, ...] = ()
    doubts: tuple[Message, ...] = ()
    others: tuple[Span, ...] = ()


class _Cell(msgspec.Struct, frozen=True):
    """A figure of a year: its value, and whether it is to be stayed below or is at least asked."""

    year: int
    value: Decimal
    unit: str
    words: frozenset[str]
    bracketed: bool


def yearly(header: Row, rows: list[Row], days: tuple[date, date]) -> Iterator[YearlyRow]:
    """Yield what the rows of a table of figures say; ids are left to whoever takes the indicators."""
    held = year_columns(header)
    for row in rows:
        cells = {name: row.cells[at].strip() for name, at in held.items() if at < len(row.cells)}
        told = " ".join(" ".join(cell.split()) for cell in dict.fromkeys(row.cells) if cell.strip())
        yield _row(Span(row.line, told), cells, days)


def _row(span: Span, cells: dict[str, str], days: tuple[date, date]) -> YearlyRow:
    found: list[_Cell] = []
    others: list[Span] = []
    before: list[_Cell] = []
    for name, text in cells.items():
        year = phrases.YEAR_COLUMN.match(name)
        if (year is None and name not in {"target", "baseline"}) or not text.strip("-—－/"):
            continue
        of = int(year[1]) if year else days[1].year if name == "target" else days[0].year - 1
        read = _cell(of, text)
        if read is None:
            others.append(Span(span.line, f"{cells['name']}：{text}"))
        elif name == "baseline" or (year and (year[2] or of < days[0].year)):
            before.append(read)
        else:
            found.append(read)
    if not found:
        return YearlyRow(span, others=tuple(others))
    told = phrases.UNIT_IN_NAME.match(Span(0, cells["name"]).plain)
    unit = cells.get("unit", "") or (told[2] if told else "") or found[0].unit
    name = Span(0, cells["name"][: told.end(1)] if told else cells["name"]).printed
    doubts = (
        [msg("what the brackets around a figure mean is to be looked up")]
        if any(one.bracketed for one in found)
        else []
    )
    told_binding = phrases.any_of(phrases.BINDING, cells.get("binding", "") + span.text)
    binding = None if told_binding is None else told_binding == "binding"
    ordered = sorted(found, key=lambda one: one.year)
    made = (
        msgspec.structs.replace(one, binding=binding)
        for one in _indicators(name, unit, ordered, before[-1] if before else None)
    )
    return YearlyRow(span, tuple(made), tuple(doubts), tuple(others))


def _cell(year: int, text: str) -> _Cell | None:
    found = phrases.FIGURE_CELL.match("".join(Span(0, text).plain.split()))
    if found is None:
        return None
    words = frozenset({found["sign"] or "", found["tail"] or ""})
    return _Cell(year, Decimal(found["number"]), found["unit"], words, bool(found["bracket"]))


def _indicators(name: str, unit: str, found: list[_Cell], before: _Cell | None) -> Iterator[Indicator]:
    """Yield one indicator with milestones, or one a year where the figures do not go one way."""
    values = [one.value for one in found]
    start, last = before.value if before else values[0], values[-1]
    words = frozenset().union(*(one.words for one in found))
    lower = bool(words & phrases.LOWER) or last < start
    marks = (Qualifier.AT_LEAST,) if words & phrases.MORE and not lower else ()
    if any(after > first if lower else after < first for first, after in pairwise(values)):
        for one in found:
            named = phrases.OF_YEAR[is_chinese(name)].format(name=name, year=one.year)
            due = date(one.year, 12, 31)
            yield Indicator("", named, unit, one.value, IndicatorKind.REACH, due, qualifiers=marks)
        return
    held = start == last and len(set(values)) == 1 and (len(values) > 1 or lower or before is not None)
    further = before is not None and (start > last if lower else start < last)
    baseline = start if further else None
    milestones: list[Milestone] = []
    so_far = baseline if baseline is not None or lower else Decimal(0)
    for one in [] if held else found[:-1]:
        if so_far is None or (one.value < so_far if lower else one.value > so_far):
            milestones.append(Milestone(date(one.year, 12, 31), one.value))
            so_far = one.value
    yield Indicator(
        "",
        name,
        unit,
        last,
        IndicatorKind.HOLD if held else IndicatorKind.REACH,
        date(found[-1].year, 12, 31),
        baseline,
        None,
        tuple(milestones),
        marks,
        Better.LOWER if lower else Better.HIGHER,
        baseline_year=before.year if before is not None and further else None,
    )
