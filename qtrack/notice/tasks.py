"""A task of a draft: its deadline, its beginning, how often it is reported, and what it consists of."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from qtrack.locale.message import msg
from qtrack.model.head import Reporting
from qtrack.model.plan import Task
from qtrack.notice.answers import Answers, Place
from qtrack.notice.notebook import Notebook
from qtrack.notice.parts import Reader, says_much
from qtrack.notice.phrases import layout, when, who
from qtrack.notice.reading.tree import Node
from qtrack.notice.reading.units import Responsible
from qtrack.notice.text import Span, beginning, figure
from qtrack.notice.times import begun, in_cell, reporting

#: Persons that a task names, by the columns and labels that have the same names, and other columns it has.
_PERSONS: Final = ("supervisor", "person")
_COLUMNS: Final = frozenset({"start", "rhythm", "remark", "points", *_PERSONS})


def heading(about: str, node: Node, notes: Notebook) -> str:
    """Return the heading of a part, else the beginning of its first sentence; note its doubts."""
    for span, message in node.doubts:
        notes.doubt(about, span, message)
    node.doubts.clear()
    begins = beginning(node.text)
    if node.title or (node.named and begins not in node.named.printed):
        notes.tell(about, node.title, node.named)
        return (node.title or node.named).printed
    notes.tell(about, node.named)
    notes.note(about, msg("the title is the beginning of the first sentence"))
    return begins or notes.unknown


class TaskMaker:
    """Makes the tasks of one draft; `numbers_differ` tells whether no two of them have the same number."""

    def __init__(self, notes: Notebook, answers: Answers, *, numbers_differ: bool) -> None:
        self._notes, self._answers, self._numbers_differ = notes, answers, numbers_differ

    def task(self, about: str, home: dict[str, str], place: Place, told: Sequence[Responsible]) -> Task:
        """Return a task, which stands in the measure or the section that `home` names."""
        (node, above), notes = place, self._notes
        responsible = self._answers.task(about, node, told)
        timed = next((one for part in (node, *reversed(above)) if (one := part.said_due)), ())
        due = self._due(about, timed)
        rounds = self._reporting(about, node, () if due else timed)
        notes.tell(about, *node.also)
        for name, spans in node.said.items():
            if name not in _COLUMNS:
                notes.leave(msg("a plan has no place for this column"), spans)
        remarks, points = (node.said.get(name, []) for name in ("remark", "points"))
        notes.tell(about, *remarks)
        notes.tell(f"{about}:weight", *points)
        weight = sum((value for span in points if (value := figure(span.plain))), Decimal(0))
        title = heading(about, node, notes)
        reader = Reader(about, notes, due, partial(self._answers.unit_of, among=responsible))
        read = [node.title] if says_much(node.title, notes.days[0]) else []
        below = (
            span for part in node.parts for one in part.walk() for span in (one.title, *one.body) if span
        )
        reader.read([*read, *node.body, *below], node.title.printed)
        persons = self._persons(about, place)
        days = [due or notes.days[1], *(one.due for one in reader.indicators)]
        first = min([*days, *(one.due for one in reader.deliverables if one.due)])
        return Task(
            id=about,
            measure=home.get("measure", ""),
            section=home.get("section", ""),
            number="" if self._numbers_differ else node.printed,
            title=title,
            responsible=responsible,
            source=self._source(place),
            start=self._start(about, node.said.get("start", ()), timed, first),
            due=due,
            reporting=rounds,
            deliverables=tuple(reader.deliverables),
            indicators=reader.indicators,
            weight=weight or None,
            supervisor=persons.get("supervisor", ""),
            person=persons.get("person", ""),
            remark=layout.BETWEEN_REMARKS[notes.language].join(span.printed for span in remarks),
        )

    def _persons(self, about: str, place: Place) -> dict[str, str]:
        """Return who answers by name, by the fields of a task; the contact of a unit is left."""
        node, above = place
        for name in _PERSONS:
            self._notes.tell(f"{about}:responsible", *node.said.get(name, ()))
        for one in node.responsible:
            for name, person in one.persons:
                if name not in _PERSONS:
                    message = msg("a plan keeps contacts with units; write “{name}” there", name=person)
                    self._notes.doubt(f"{about}:responsible", one.span, message)
        between = layout.BETWEEN_PERSONS[self._notes.language]
        told = (
            {name: between.join(_named(part, name)) for name in _PERSONS} for part in (node, *reversed(above))
        )
        return next((persons for persons in told if any(persons.values())), {})

    def _source(self, place: Place) -> str:
        """Return where a task stands: its number, with those above it where numbers begin anew."""
        node, above = place
        language = self._notes.language
        if self._numbers_differ:
            return layout.ITEM[language].format(number=node.number)
        return layout.BETWEEN_NUMBERS[language].join(one.printed for one in (*above, node) if one.number)

    def _due(self, about: str, spans: Sequence[Span]) -> date | None:
        """Return the deadline of a task, from what is said beside who answers or in a line of its own."""
        notes = self._notes
        bared = (who.ROLE_LABELS["due"].sub("", span.plain).strip(" 。;.") for span in spans)
        days = [one for text in bared for one in in_cell(text, notes.days[0])]
        notes.tell(f"{about}:due", *spans)
        for span in spans if not days else ():
            if not reporting(span.plain) and not when.ONGOING.search(span.plain):
                notes.doubt(about, span, msg("the deadline was not understood"))
        if not days:
            return None
        last = max(days, key=lambda one: one.day)
        if len({one.day for one in days}) > 1:
            notes.doubt(about, spans[0], msg("several deadlines; the last is taken"))
        if not notes.in_plan(last.day):
            message = msg("the deadline {date} lies outside the plan; it is left out", date=last.day)
            notes.doubt(about, spans[0], message)
            return None
        notes.wordings.setdefault(last.wording, last.day)
        return last.day

    def _start(self, about: str, said: Sequence[Span], timed: Sequence[Span], due: date) -> date | None:
        """Return when a task begins, where that is said and lies before anything of it is due."""
        self._notes.tell(f"{about}:start", *said)
        for span in (*said, *timed):
            start = begun(span.plain, alone=span in said)
            if start and self._notes.days[0] < start <= due:
                return start
            if start and start > due:
                message = msg("it begins on {date}, after something of it is due; left out", date=start)
                self._notes.doubt(about, span, message)
        return None

    def _reporting(self, about: str, node: Node, timed: Sequence[Span]) -> Reporting | None:
        """Return how often units report on a task, where a column or the cell of its deadline tells it."""
        for span in (*node.said.get("rhythm", ()), *timed):
            self._notes.tell(f"{about}:reporting", span)
            if rounds := reporting(span.plain):
                message = msg("taken as how often units report; look whether it is, and by which day")
                self._notes.doubt(about, span, message)
                return rounds
        return None


def _named(node: Node, name: str) -> list[str]:
    """Return the persons of one kind that a part names."""
    columns = [" ".join(span.printed.split()) for span in node.said.get(name, ())]
    return columns + [person for one in node.responsible for kind, person in one.persons if kind == name]
