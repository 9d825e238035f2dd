"""Rows of the form that units fill to entries, and whatever is wrong with them, by row and column."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELDS, Kind
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.problem import Level, Problem
from qtrack.store.form.cells import (
    CellError,
    Say,
    cell_date,
    cell_figures,
    cell_list,
    cell_number,
    cell_period,
    cell_status,
)
from qtrack.store.form.form_header import TITLE, Layout, plain_heading
from qtrack.store.form.spreadsheet import RowProblem, Table, TableRow

ValueT = TypeVar("ValueT")

#: How a cell is read, by what it holds; the others need the plan or the whole row.
_READERS: Final[dict[Kind, Callable[[str], object]]] = {
    Kind.STATUS: cell_status,
    Kind.TEXT: str,
    Kind.LIST: cell_list,
    Kind.NAME: str,
}
_REPORTING: Final = [field.name for field in FIELDS if field.kind.reports]


class RowSettings(msgspec.Struct, frozen=True):
    """What holds where a row does not say."""

    recorded: datetime
    unit: str
    date: date | None
    by: str


def read_rows(
    table: Table, layout: Layout, plan: Plan, settings: RowSettings, check: Callable[..., Iterable[Problem]]
) -> tuple[list[Entry], list[RowProblem], list[RowProblem]]:
    """Return all rows that report something, what is wrong in them, and what is to be told of them.

    The path of an entry is the number of its row until it has one.
    """
    readers = [_RowReader(table, row, layout, plan) for row in table.rows]
    by_path = {str(reader.number): reader for reader in readers if reader.reports()}
    entries = [reader.read(settings) for reader in by_path.values()]
    wrong = [problem for reader in by_path.values() for problem in reader.problems]
    doubtful = [told for reader in by_path.values() for told in reader.understood]
    for problem in check(*entries):
        reader, keys = by_path[problem.place.path], problem.place.keys
        if str(keys[0]) not in reader.failed:
            noted = (reader.number, reader.heading(keys), problem.message)
            (wrong if problem.level is Level.ERROR else doubtful).append(noted)
    return entries, wrong, doubtful


def _by_heading(holder: Section | Task) -> dict[str, Indicator]:
    """Return the indicators by how a header may name them, the first of those that share a name."""
    return {
        plain_heading(name): indicator
        for indicator in reversed(holder.indicators)
        for name in (indicator.name, indicator.id)
    }


class _RowReader:
    """One row while it is read; `failed` are its bad fields, `understood` what words turned out to mean.

    `headings` are the headers that its fields came from, those of figures by the indicator's id.
    """

    def __init__(self, table: Table, row: TableRow, layout: Layout, plan: Plan) -> None:
        self.table = table
        self.number, self.cells = row
        self.columns, self.figures = layout
        self.problems: list[RowProblem] = []
        self.understood: list[RowProblem] = []
        self.failed: set[str] = set()
        self.headings = {column: table.header[at] for column, at in self.columns.items()}
        self.plan = plan
        self.about = self._known(plan.find, self.cell("about"))
        holder = plan.holder(self.about)
        self.indicators = _by_heading(holder) if holder else {}

    def reports(self) -> bool:
        """Tell whether a person filled anything in."""
        figures = any(self.cells[at] for at in self.figures)
        return bool(self._unnamed() or figures or any(self.cell(name) for name in _REPORTING))

    def read(self, settings: RowSettings) -> Entry:
        """Return the row as an entry; what cannot be read is noted and left out."""
        for at, text in self._unnamed():
            self._note(at, msg("“{text}” stands in a column without a name", text=text))
        self._check_title()
        unit = self._known(self.plan.register.find, self.cell("unit") or settings.unit)
        today = settings.recorded.date()
        day = self._value("date", lambda text: cell_date(text, today, self._say("date"))) or settings.date
        for name, found in (("about", self.about), ("unit", unit)):
            if not found:
                self._fail(name, msg("this is missing"))
        if day is None and "date" not in self.failed:
            self._fail("date", msg("the date is missing; say when it was so, or give it with --date"))
        readers: dict[Kind, Callable[[str], Any]] = _READERS | {
            Kind.PERIOD: lambda text: cell_period(text, today, self._say("period")),
            Kind.PERCENT: self._percent,
        }
        read = {
            field.name: self._value(field.name, readers[field.kind])
            for field in FIELDS
            if field.kind in readers
        }
        given = {name: value for name, value in read.items() if value is not None}
        entry = Entry(
            **{"summary": "", "by": settings.by, "actuals": {}} | given,
            about=self.about,
            unit=unit,
            date=day or settings.recorded.date(),
            recorded=settings.recorded,
            path=str(self.number),
        )
        self._figures(entry)
        return entry

    def heading(self, keys: tuple[str | int, ...]) -> str:
        """Return the header under which a value of the entry stands."""
        names = [str(key) for key in reversed(keys)]
        return next((self.headings[name] for name in names if name in self.headings), names[-1])

    def cell(self, column: str) -> str:
        """Return what stands in a column, nothing where there is no such column."""
        at = self.columns.get(column)
        return self.cells[at] if at is not None else ""

    def _known(self, find: Callable[[str], Any], typed: str) -> str:
        found = find(typed)
        return found.id if found else typed

    def _check_title(self) -> None:
        """Refuse the title of something else: rows that slipped, or the form of another plan."""
        meant, holder = self.plan.find(self.about), self.plan.holder(self.about)
        if meant is None or holder is None:
            return
        said, titles = plain_heading(self.cell(TITLE)), map(plain_heading, (meant.title, holder.title))
        if said and not any(_is_part(said, title) or title in said for title in titles):
            self._fail(
                TITLE,
                msg(
                    "in the plan {id} is “{title}”; look whether the ID is right, or empty this cell",
                    id=meant.id,
                    title=meant.title,
                ),
            )

    def _value(self, column: str, read: Callable[[str], ValueT]) -> ValueT | None:
        text = self.cell(column)
        try:
            return read(text) if text else None
        except CellError as error:
            self._fail(column, error.message)
            return None

    def _percent(self, text: str) -> Decimal:
        """Read a share; where it may be a part of 1, as spreadsheets have them, there is a word of it."""
        share = cell_number(text, "%")
        if 0 < share < 1 and text[-1:].isdecimal():
            self._say("percent")(msg("{share} is less than one percent; write 40 for 40%", share=share))
        return share

    def _figures(self, entry: Entry) -> None:
        """Fill in the values of indicators, from their own columns and from that of all figures."""
        figures = [
            (self.table.header[at], name, self.cells[at])
            for at, name in self.figures.items()
            if self.cells[at]
        ]
        listed = self._value("actuals", cell_figures) or ()
        figures += [(self.headings["actuals"], name, value) for name, value in listed]
        for header, name, value in figures:
            indicator = self.indicators.get(plain_heading(name))
            if indicator is None and header != self.headings.get("actuals"):
                message = msg("{id} has no such indicator; leave this cell empty", id=self.about)
                self._note(header, message)
                continue
            key = indicator.id if indicator else name
            self.headings.setdefault(key, header)
            if key in entry.actuals:
                self._note(header, msg("{id} stands twice in this row", id=key))
            try:
                entry.actuals[key] = cell_number(value, indicator.unit if indicator else "")
            except CellError as error:
                self._note(header, error.message)

    def _unnamed(self) -> list[tuple[int, str]]:
        """Return what stands below no name of the header, or beyond it, and in which column."""
        named = {at for at, name in enumerate(self.table.header) if name}
        return [(at, cell) for at, cell in enumerate(self.cells) if cell and at not in named]

    def _say(self, column: str) -> Say:
        header = self.headings.get(column, column)
        return lambda message: self.understood.append((self.number, header, message))

    def _fail(self, column: str, message: Message) -> None:
        self.failed.add(column)
        self._note(self.headings.get(column, column), message)

    def _note(self, header: str | int, message: Message) -> None:
        self.problems.append((self.number, header, message))


def _is_part(said: str, title: str) -> bool:
    """Tell whether a text is a part of a title, also where Excel put “?” for signs that GBK does not have."""
    at = 0
    for part in said.split("?"):
        at = title.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def content_of(entry: Entry) -> tuple[object, ...]:
    """Return what an entry says, whoever wrote it down and whenever: two that agree are one fact."""
    values = (getattr(entry, field.name) for field in FIELDS if field.kind is not Kind.NAME)
    return tuple(tuple(sorted(value.items())) if isinstance(value, dict) else value for value in values)
