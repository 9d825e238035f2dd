"""The questions about the fields of an entry: what is offered, how an answer is read, and what is refused."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from qtrack.checks import check_new
from qtrack.cli.parameters import said_back
from qtrack.cli.write.prompt import EMPTY, BackError, Choice, Prompt, none_of_these
from qtrack.cli.write.recording import Session
from qtrack.locale.message import Message, msg, number
from qtrack.locale.words import STATUSES as STATUS_WORDS
from qtrack.locale.words import meant
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import EntryField, Kind
from qtrack.model.ids import holder_of
from qtrack.model.indicator import Indicator
from qtrack.model.problem import Level
from qtrack.pages.record import deliverable_line, figure_line
from qtrack.records.selection.names import find_unit
from qtrack.records.task import RecordPrompt, matter, own_figures
from qtrack.standing.recurrence import period_meant
from qtrack.store.form.cells import CellError, cell_date, cell_number
from qtrack.ui.labels import PERIODS, STATUSES
from qtrack.ui.wrap import cut

#: Where nothing was said yet and the checks want a text.
_UNSAID: Final = "-"
#: What an answer is that was emptied, by what it holds.
_EMPTIED: Final[dict[Kind, object]] = {
    Kind.STATUS: None,
    Kind.PERCENT: None,
    Kind.TEXT: "",
    Kind.FIGURES: {},
    Kind.LIST: (),
}
#: So many columns of what was answered before stand in brackets.
_SHOWN: Final = 40


def keys_of(about: str) -> tuple[str, ...]:
    """Return by what an id can be chosen: T05 or 5; of T05.4 it is 4."""
    whole, _, part = about.partition(".")
    return (about, part or str(int(whole[1:])))


def _given(indicator: Indicator, given: Mapping[str, Decimal]) -> str:
    """Return the value that was answered for an indicator, and its name."""
    value = given.get(indicator.id)
    return "" if value is None else f"= {number(value)} {indicator.unit}  {indicator.name}"


class Questions:
    """What asks for each field, and the entry as far as it has come."""

    def __init__(self, session: Session, prompt: Prompt, entry: Entry) -> None:
        self.session, self.prompt, self.entry = session, prompt, entry
        self.screen = session.context.screen
        self.translator = self.screen.translator
        self.matter: RecordPrompt = matter(
            session.plan, entry.about, session.pages_as_of or session.now.date()
        )

    def ask(self, field: EntryField) -> None:
        """Ask for one field; raise BackError where a step back is wanted."""
        match field.kind:
            case Kind.ABOUT:
                self._about(field)
            case Kind.UNIT:
                self._unit(field)
            case Kind.PERIOD:
                self._period(field)
            case Kind.STATUS:
                self._status(field)
            case Kind.FIGURES:
                self._figures(field)
            case Kind.LIST:
                self._several(field)
            case Kind.DATE:
                today = self.session.now.date()
                self._put(field, lambda text: cell_date(text, today, self.screen.talk))
            case Kind.PERCENT:
                self._put(field, lambda text: cell_number(text, "%"))
            case Kind.TEXT:
                self._put(field, str)

    def _about(self, field: EntryField) -> None:
        """Ask for which part, where the ID names a whole that has open parts."""
        holder = self.matter.holder.id
        whole = Choice(holder, (holder, "0"), self.screen.say(msg("the whole")))
        choices = [whole] + [
            Choice(
                part[0].deliverable.id,
                keys_of(part[0].deliverable.id),
                deliverable_line(part, self.translator),
            )
            for part in self.matter.deliverables
        ]

        def other(text: str) -> str:
            number_of_part = text if text.isdecimal() else ""
            found = self.session.plan.find(f"{holder}.{number_of_part}" if number_of_part else text)
            if found is None or holder_of(found.id) != holder:
                raise CellError(none_of_these(text, choices))
            return found.id

        self._put(field, other, label=msg("which part"), choices=choices, default=self.entry.about)

    def _unit(self, field: EntryField) -> None:
        choices = [
            Choice(unit.id, (str(at), unit.id), unit.name) for at, unit in enumerate(self.matter.units, 1)
        ]
        last = self.matter.last.unit if self.matter.last else ""
        known = self.entry.unit or (last if last in {unit.id for unit in self.matter.units} else "")
        self._put(
            field,
            lambda text: find_unit(self.session.plan, text, say=self.screen.talk),
            label=msg("unit, or the name of another") if choices else msg("unit"),
            choices=choices,
            default=self.session.plan.register.name(known) if known else "",
        )

    def _period(self, field: EntryField) -> None:
        deliverable = self.session.plan.deliverables[self.entry.about]
        if deliverable.every is None:
            return
        parts = self.matter.deliverables
        owed = next((periods for part, periods in parts if part.deliverable.id == deliverable.id), ())
        now = period_meant(self.entry, deliverable)
        default = self.entry.period or (owed[0] if owed else now)
        self._put(field, self.session.period, label=PERIODS[deliverable.every], default=default)

    def _status(self, field: EntryField) -> None:
        said = [status for status in Status if status is not Status.CLOSED]  # the verifying office says that
        choices = [
            Choice(status, (str(at),), self.screen.say(STATUSES[status])) for at, status in enumerate(said, 1)
        ]

        def other(text: str) -> Status:
            found = meant(text, said, STATUS_WORDS)
            if found is None:
                raise CellError(none_of_these(text, choices))
            if said_so := said_back(text, found, STATUS_WORDS):
                self.screen.talk(said_so)
            return Status(found)

        self._put(field, other, choices=choices)

    def _figures(self, field: EntryField) -> None:
        """Ask for a figure and its value, as often as one is chosen."""
        while True:
            given = self.entry.actuals
            choices = [
                Choice(own, (str(at), own.id), _given(own, given) or figure_line(figure, self.translator))
                for at, figure in enumerate(own_figures(self.matter, self.entry.unit), 1)
                for own in (figure.indicator,)
            ]
            label = (
                msg("figure of which other indicator, Enter for no more")
                if given
                else msg("figure of which indicator, Enter for none")
            )
            chosen = self.prompt.choose(label, choices, lambda indicator: indicator, note=field.note)
            if chosen is None:
                return
            try:
                self._figure(field, chosen)
            except BackError:
                continue

    def _figure(self, field: EntryField, chosen: Indicator) -> None:
        before = self.entry.actuals.get(chosen.id)

        def read(text: str) -> Entry:
            values: dict[str, Decimal] = {k: v for k, v in self.entry.actuals.items() if k != chosen.id}
            if text != EMPTY:
                values[chosen.id] = cell_number(text, chosen.unit)
            return self._fitting(field, values)

        label = msg("{name} ({unit})", name=chosen.name, unit=chosen.unit)
        shown = number(before) if before is not None else ""
        self.entry = self.prompt.answer(label, read, shown, note=field.note) or self.entry

    def _several(self, field: EntryField) -> None:
        """Ask for one text after another until none is given."""
        before = None
        while before != (now := getattr(self.entry, field.name)):
            before = now
            self._put(field, lambda text: (*getattr(self.entry, field.name), text))

    def _put(
        self,
        field: EntryField,
        read: Callable[[str], object],
        *,
        label: Message | None = None,
        choices: list[Choice] | None = None,
        default: str = "",
    ) -> None:
        """Ask until the answer is one that the entry can have, and put it there; `read` what is no choice."""
        shown, needed = self._shown(field), field.needed or field.kind is Kind.UNIT

        def value(text: str) -> object:
            if choices is None and shown and text == shown:  # what was answered before
                return getattr(self.entry, field.name)
            if text == EMPTY and not field.needed and field.kind in _EMPTIED:
                return _EMPTIED[field.kind]
            return read(text)

        def take(found: object) -> Entry:
            return self._fitting(field, found)

        asked, known = label or field.asked, default or shown
        if choices is None:
            answer = self.prompt.answer(
                asked, lambda text: take(value(text)), known, needed=needed, note=field.note
            )
        else:
            answer = self.prompt.choose(
                asked, choices, take, known, other=value, needed=needed, note=field.note
            )
        self.entry = answer or self.entry

    def _shown(self, field: EntryField) -> str:
        """Return in one line what was answered before, nothing where nothing was."""
        value = getattr(self.entry, field.name)
        if field.kind is Kind.STATUS:
            return self.screen.say(STATUSES[value]) if value else ""
        if field.kind is Kind.PERCENT:
            return number(value) if value is not None else ""
        return cut(" ".join(self.translator.show(value).split()), _SHOWN) if value else ""

    def _fitting(self, field: EntryField, value: object) -> Entry:
        """Return the entry with this value; raise CellError for what the checks find wrong in the field."""
        entry = msgspec.structs.replace(self.entry, **{field.name: value})
        if entry.about != self.entry.about:  # the period was one of another duty
            entry = msgspec.structs.replace(entry, period="")
        whole = entry if entry.summary else msgspec.structs.replace(entry, summary=_UNSAID)
        for found in check_new(self.session.check_context, whole):
            if found.level is Level.ERROR and found.place.keys[:1] == (field.name,):
                raise CellError(found.message)
        return entry
