"""The cells of the ledger in words, the same in Markdown, HTML and CSV."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.plan import IndicatorKind
from qtrack.papers.engine.phrases import answering, term_lines, with_interim
from qtrack.papers.ledger.view import HEADS, Ledger, LedgerRow
from qtrack.records.task import PageEntry, PageIndicator
from qtrack.ui.labels import LIGHTS, NOTHING, percent, signed
from qtrack.ui.listing import table_csv
from qtrack.ui.values import actual, target, target_name


class Said(msgspec.Struct, frozen=True):
    """What a unit said, of which day, and of what where that is a part of the row's task."""

    text: str
    about: str
    unit: str
    date: date

    @property
    def source(self) -> Message:
        """Who said it, of what and of which day."""
        source = msg("{unit} {date}", unit=self.unit, date=self.date)
        return msg("{id} {source}", id=self.about, source=source) if self.about else source

    @property
    def whole(self) -> Message:
        """Everything in one line."""
        return msg("{before} ({after})", before=self.text, after=self.source)


class LedgerLine(msgspec.Struct, frozen=True):
    """One row in words; several lines in a cell stand below one another.

    `latest`, `problems` and `next` are what was said, each with who said it and of which day.
    """

    row: LedgerRow
    section: Message
    measure: Message | str
    title: Message | str
    targets: tuple[Message, ...]
    lead: str
    others: tuple[Message, ...]
    terms: tuple[Message, ...]
    attained: tuple[Message, ...]
    latest: Said | None
    problems: Said | None
    next: Said | None

    @property
    def figures(self) -> tuple[Message | str, ...]:
        """The share of the task, where one is known, and what its indicators attained."""
        known = self.row.progress is not None
        return (*([percent(self.row.progress)] if known else []), *self.attained)


def ledger_csv(page: Ledger, translator: Translator) -> str:
    """Return a line a row with the seventeen columns of a ledger; cells with several lines keep them."""
    return table_csv(HEADS.values(), [_cells(line(row), translator) for row in page.rows], translator)


def line(row: LedgerRow) -> LedgerLine:
    """Put one row into words."""
    return LedgerLine(
        row=row,
        section=msg("{number}. {title}", number=row.section_number, title=row.section),
        measure=msg("{number} {measure}", number=row.measure_number, measure=row.measure)
        if row.measure
        else NOTHING,
        title=row.title or msg("goals of this section"),
        targets=_numbered([_target(each) for each in row.indicators]),
        lead=row.lead or NOTHING,
        others=answering(row.shared, row.by_duty),
        terms=term_lines(row.terms),
        attained=_numbered([_attained(each) for each in row.indicators]),
        latest=_said(row.last, "summary", row),
        problems=_said(row.problems, "problems", row),
        next=_said(row.next, "next", row),
    )


def _numbered(lines: Sequence[Message]) -> tuple[Message, ...]:
    """Put numbers before several lines, so that those of two columns can be told together."""
    if len(lines) == 1:
        return tuple(lines)
    return tuple(msg("{number}. {text}", number=at, text=each) for at, each in enumerate(lines, 1))


def _target(indicator: PageIndicator) -> Message:
    interim = tuple((each.due, each.target) for each in indicator.milestones)
    return msg(
        "{name}: {target}",
        name=target_name(indicator),
        target=with_interim(target(indicator), interim, indicator.unit),
    )


def _attained(indicator: PageIndicator) -> Message:
    """Say the value of an indicator with its share of the target, or whether it is held."""
    if indicator.actual is None:
        return msg("no figure yet")
    value = actual(indicator)
    if indicator.kind is IndicatorKind.HOLD:
        return msg("{value}, {state}", value=value, state=msg("held") if indicator.holds else msg("not held"))
    return msg("{value}, {state}", value=value, state=percent(indicator.progress))


def _said(entry: PageEntry | None, field: str, row: LedgerRow) -> Said | None:
    if entry is None:
        return None
    text: str = getattr(entry, field)
    return Said(text, "" if entry.about == row.id else entry.about, entry.unit_name, entry.date)


def _cells(told: LedgerLine, translator: Translator) -> tuple[str, ...]:
    """Return the cells of a row, in the order of the heads."""
    show, row = translator.show, told.row

    def lines(*texts: Message | str) -> str:
        return "\n".join(show(each) for each in texts)

    def said(each: Said | None) -> str:
        return show(each.whole) if each else ""

    return (
        str(row.number),
        row.id,
        show(told.section),
        show(told.measure),
        show(told.title),
        lines(*told.targets),
        told.lead,
        lines(*told.others),
        lines(*told.terms),
        lines(*told.figures),
        percent(row.pace),
        signed(row.gap),
        show(LIGHTS[row.light]),
        said(told.latest),
        said(told.problems),
        said(told.next),
        lines(*row.remarks),
    )


FILTERS: Final = {"line": line}
