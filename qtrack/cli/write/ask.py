"""`qtrack record ID` by asking: one question after another, each answer checked before the next.

Questions stand on stderr, so that stdout has nothing but what was written.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from typer import Abort

from qtrack.checks import check_new
from qtrack.cli.write.recording import ALL_THE_SAME, RecordingSession, agreed, entry_of
from qtrack.cli.write.writing import put
from qtrack.errors import QtrackError
from qtrack.locale import words
from qtrack.locale.message import Message, msg
from qtrack.locale.words import plain, ways
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import EntryField, Kind, fields
from qtrack.model.plan import Indicator
from qtrack.model.problem import Level
from qtrack.pages.record import deliverable_line, figure_line, matter_lines
from qtrack.records.filters import find_unit
from qtrack.records.task import RecordPrompt, matter
from qtrack.standing.recurrence import period_meant
from qtrack.store.entries import entry_text
from qtrack.store.form.cells import CellError, cell_date, cell_number
from qtrack.ui.labels import PERIODS, STATUSES

ValueT = TypeVar("ValueT")
Choices = Sequence[tuple[ValueT, str]]

#: Where nothing was said yet and the checks want a text.
_UNSAID = "-"
#: What stands in the place of bytes that are no text.
_UNREAD = "\ufffd"


def record_by_asking(session: RecordingSession, typed: Mapping[str, Any]) -> int:
    """Ask for what the options do not say, show the file, and write it once that is agreed to."""
    entry = entry_of(session, typed)
    try:
        entry = _Dialogue(session, entry).ask(typed)
        return put(session, entry)
    except (KeyboardInterrupt, EOFError):
        session.context.screen.talk("")
        session.context.screen.talk(msg("Nothing was written."))
        raise Abort from None


class _Dialogue:
    """The questions, and the entry as far as it has come."""

    def __init__(self, session: RecordingSession, entry: Entry) -> None:
        self.session, self.entry = session, entry
        self.screen = session.context.screen
        self.translator = self.screen.translator
        self.matter: RecordPrompt = matter(session.plan, entry.about, session.now.date())

    def ask(self, typed: Mapping[str, Any]) -> Entry:
        """Ask step by step; raise EOFError where it is not agreed to."""
        for line in matter_lines(self.matter, self.translator):
            self.screen.talk(line)
        self.screen.talk(msg("Enter alone takes what stands in brackets, or leaves it out; Ctrl-C gives up."))
        for field in fields("about", "unit", "date", "period", "status", "percent", "actuals"):
            if field.kind is Kind.ABOUT or field.name not in typed:
                self._ask(field)
        self._agree()
        return self.entry

    def _ask(self, field: EntryField) -> None:
        """Ask for one field; who records it is not asked."""
        match field.kind:
            case Kind.ABOUT:
                self._about()
            case Kind.UNIT:
                self._unit()
            case Kind.PERIOD:
                self._period()
            case Kind.STATUS:
                self._status()
            case Kind.FIGURES:
                self._figures()
            case Kind.LIST:
                self._several(field)
            case Kind.DATE:
                self._field(field.name, field.asked, self._date, self.entry.date.isoformat())
            case Kind.PERCENT:
                self._field(field.name, field.asked, lambda text: cell_number(text, "%"))
            case Kind.TEXT:
                self._field(field.name, field.asked, str, needed=field.needed)

    def _about(self) -> None:
        """Ask for which part, where the ID names a whole that has open parts."""
        parts = self.matter.deliverables
        if not parts or self.entry.about != self.matter.holder.id:
            return
        choices = [(self.entry.about, self.screen.say(msg("{id} as a whole", id=self.entry.about)))]
        choices += ((part[0].deliverable.id, deliverable_line(part, self.translator)) for part in parts)
        self._choose("about", msg("deliverable"), choices, "1")

    def _unit(self) -> None:
        choices = [(unit.id, unit.name) for unit in self.matter.units]
        last = self.matter.last.unit if self.matter.last else None
        ids = [unit for unit, _ in choices]
        default = str(ids.index(last) + 1) if last in ids else ""
        label = msg("unit, or the name of another") if choices else msg("unit")
        self._choose("unit", label, choices, default, lambda text: find_unit(self.session.plan, text, ""))

    def _period(self) -> None:
        deliverable = self.session.plan.deliverables.get(self.entry.about)
        if deliverable is None or deliverable.every is None:
            return
        parts = self.matter.deliverables
        owed = next((periods for part, periods in parts if part.deliverable.id == deliverable.id), ())
        now = period_meant(self.entry, deliverable)
        self._field("period", PERIODS[deliverable.every], self.session.period, owed[0] if owed else now)

    def _date(self, text: str) -> date:
        return cell_date(text, self.session.now.date(), self.screen.talk)

    def _status(self) -> None:
        said = [status for status in Status if status is not Status.CLOSED]  # the verifying office says that
        choices = [(status, self.screen.say(STATUSES[status])) for status in said]
        self._choose("status", msg("status"), choices, needed=False)

    def _figures(self) -> None:
        """Ask for a figure and its value, as often as one is chosen."""
        figures = self.matter.figures
        choices = [(figure, figure_line(figure, self.translator)) for figure in figures]
        while figures:
            self._list(choices)
            chosen = self._answer(msg("indicator"), "", lambda text: self._chosen(text, choices))
            if chosen is None:
                return
            self._figure(chosen.indicator)

    def _figure(self, chosen: Indicator) -> None:
        def read(text: str) -> dict[str, Decimal]:
            return self.entry.actuals | {chosen.id: cell_number(text, chosen.unit)}

        self._field("actuals", msg("{name} ({unit})", name=chosen.name, unit=chosen.unit), read)

    def _several(self, field: EntryField) -> None:
        """Ask for one text after another until none is given."""
        before = None
        while before != getattr(self.entry, field.name):
            before = getattr(self.entry, field.name)
            self._field(field.name, field.asked, lambda text: (*getattr(self.entry, field.name), text))

    def _agree(self) -> None:
        found = list(self.session.problems(self.entry))
        self.screen.talk("")
        for line in entry_text(self.entry).splitlines():
            self.screen.talk(f"  {line}")
        for problem in found:
            self.screen.talk(msg("warning: {text}", text=problem.message))
        errors = [problem for problem in found if problem.level is Level.ERROR]
        question = ALL_THE_SAME if found else msg("Write this? [Y/n] ")
        if errors or not agreed(self.screen, question, default=not found):
            raise EOFError

    def _choose(
        self,
        name: str,
        label: Message,
        choices: Choices[ValueT],
        default: str = "",
        other: Callable[[str], ValueT] | None = None,
        *,
        needed: bool = True,
    ) -> None:
        self._list(choices)
        self._field(name, label, lambda text: self._chosen(text, choices, other), default, needed=needed)

    def _list(self, choices: Choices[ValueT]) -> None:
        for number, (_, shown) in enumerate(choices, 1):
            self.screen.talk(f"  {number}) {shown}")

    def _chosen(
        self, text: str, choices: Choices[ValueT], other: Callable[[str], ValueT] | None = None
    ) -> ValueT:
        """Return the choice with this number or these words, else what `other` makes of the text."""
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            return choices[int(text) - 1][0]
        for value, shown in choices:
            if plain(text) in map(plain, (shown, *ways(str(value), words.STATUSES))):
                return value
        if other is not None:
            return other(text)
        raise CellError(
            msg("“{text}” is none of these; give a number from 1 to {last}", text=text, last=len(choices))
        )

    def _field(
        self,
        name: str,
        label: Message,
        read: Callable[[str], object],
        default: str = "",
        *,
        needed: bool = False,
    ) -> None:
        """Ask until the answer is one that the entry can have, and put it there."""

        def fitting(text: str) -> Entry:
            entry = msgspec.structs.replace(self.entry, **{name: read(text)})
            self._refuse(name, entry)
            return entry

        self.entry = self._answer(label, default, fitting, needed=needed) or self.entry

    def _refuse(self, name: str, entry: Entry) -> None:
        """Raise CellError for what the checks find wrong in this field."""
        whole = entry if entry.summary else msgspec.structs.replace(entry, summary=_UNSAID)
        for found in check_new(self.session.check_context, whole):
            if found.level is Level.ERROR and found.place.keys[0] == name:
                raise CellError(found.message)

    def _answer(
        self, label: Message, default: str, read: Callable[[str], ValueT], *, needed: bool = False
    ) -> ValueT | None:
        """Ask once and again until the answer can be read; None where nothing was answered."""
        asked = msg("{label} [{default}]: ", label=label, default=default) if default else None
        question = self.screen.say(asked or msg("{label}: ", label=label))
        while True:
            text = self.screen.ask(question) or default
            if not text and not needed:
                return None
            if not text:
                self.screen.talk(msg("An answer is needed here."))
                continue
            if _UNREAD in text:
                self.screen.talk(msg("That came in an encoding which is not that of the terminal."))
                continue
            try:
                return read(text)
            except CellError as error:
                self.screen.talk(msg("{text}.", text=error.message))
            except QtrackError as error:
                self.screen.talk(error.message)
                self.screen.talk(error.hint)
