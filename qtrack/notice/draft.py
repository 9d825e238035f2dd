"""The draft of a plan: what the outline of a notice says, in the form of a plan, with every doubt of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Measure, PlanHead, Section, Task
from qtrack.model.units import Register
from qtrack.notice import phrases
from qtrack.notice.answers import Answer, Answers, Place
from qtrack.notice.notebook import Doubt, Left, Notebook, Told
from qtrack.notice.parts import Reader, says_much
from qtrack.notice.phrases import compiled
from qtrack.notice.plan_head import frame, plan_head
from qtrack.notice.reading.tree import Node, Outline, numbered
from qtrack.notice.text import Span, beginning
from qtrack.notice.times import deadlines, rhythm

#: So many parts stand above a task where nobody is named: section and measure.
_TASK_LEVEL: Final = 2


class Draft(msgspec.Struct, frozen=True):
    """A plan made of a notice; `notes` are comments on its parts, by what they are about."""

    head: PlanHead
    register: Register
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    notes: dict[str, tuple[Message, ...]]
    doubts: tuple[Doubt, ...]
    left: tuple[Left, ...]
    told: tuple[Told, ...]


def draft(whole: Outline, issued: date | None = None) -> Draft:
    """Make the draft; `issued` is the day of the notice where that is known.

    Raises QtrackError where the notice has no numbered parts, or no day can be found for it.
    """
    if not whole.parts:
        raise QtrackError(
            msg("The notice has no numbered parts."),
            msg("Look whether it is the whole notice, and number what is to be done, such as 1. 2. 3."),
        )
    return _Drafting(whole, issued).result()


class _Drafting:
    """Makes a draft step by step; the steps share what they noted."""

    def __init__(self, whole: Outline, issued: date | None) -> None:
        self._whole = whole
        self._notes = Notebook()
        for span, reason in whole.left:
            self._notes.leave(span, reason)
        for span, message in whole.doubts:
            self._notes.doubt("", span, message)
        self._frame = frame(whole, issued, self._notes)
        self._answers = Answers(whole.parts, whole.aliases, self._frame.unknown)
        self._measures: dict[tuple[int, ...], str] = {}
        self._numbers_differ = False

    def result(self) -> Draft:
        """Return the draft."""
        whole = self._whole
        flat = whole.parts[0].kind not in phrases.SECTIONS and not any(part.parts for part in whole.parts)
        tops = (
            [Node("", "1", self._frame.title.line, self._frame.title, [], [], [], whole.parts, [])]
            if flat
            else whole.parts
        )
        sections: list[Section] = []
        places: list[tuple[str, Place]] = []
        for number, top in enumerate(tops, 1):
            section, own = self._section(f"S{number}", top)
            sections.append(section)
            places += own
        answers = self._answers.of([place for _, place in places])
        numbers = [place[0].number for _, place in places]
        kinds = {place[0].kind for _, place in places}
        self._numbers_differ = len(set(numbers)) == len(numbers) and len(kinds) == 1
        tasks = [
            self._task(f"T{number:02d}", measure, place, answer)
            for number, ((measure, place), answer) in enumerate(zip(places, answers, strict=True), 1)
        ]
        register = self._answers.registered
        for about, line, message in register.doubts:
            self._notes.doubt(about, Span(line, register.register.name(about)), message)
        self._sweep()
        notes = self._notes
        head = plan_head(whole, self._frame, notes)
        return Draft(
            head,
            register.register,
            tuple(sections),
            tuple(tasks),
            {about: tuple(dict.fromkeys(told)) for about, told in notes.notes.items()},
            tuple(sorted(notes.doubts, key=lambda doubt: doubt.line)),
            tuple(sorted(notes.left, key=lambda left: left.line)),
            tuple(sorted(notes.told, key=lambda told: told.line)),
        )

    def _sweep(self) -> None:
        """Leave what was said of who answers or by when, and was not taken."""
        told = {(one.line, one.text) for one in self._notes.told}
        for part in self._whole.parts:
            for node in part.walk():
                for span in (*(one.span for one in node.responsible), *node.said_due):
                    if (span.line, span.text) not in told:
                        self._notes.leave(span, msg("the parts below say it themselves"))

    # --- sections and tasks ------------------------------------------------------------------------

    def _section(self, about: str, top: Node) -> tuple[Section, list[tuple[str, Place]]]:
        """Return a section and its tasks to be, each with its measure."""
        measures: list[Measure] = []
        places: list[tuple[str, Place]] = []
        title = self._heading(about, top)
        reader = Reader(about, self._frame.issued, None, self._frame.end)
        goals = compiled(phrases.GOALS.pattern).search(title) is not None
        named = any(node.responsible for node in top.walk())
        if not named and (goals or self._answers.named):
            if not goals:
                self._notes.doubt(
                    about, top.text, msg("nobody is named for this part; it hangs on the section itself")
                )
            for node in top.walk():
                if not goals and any(node is part for part in top.parts):
                    self._measure(measures, (node,))
                elif node is not top and node.title and node.body:
                    self._notes.leave(node.title, msg("a heading among goals"))
                elif node is not top and node.title:
                    reader.read([node.title])
                reader.read(node.body)
        else:
            for node, above in self._tasks(top, ()):
                measure = self._measure(measures, (*above[1:],) or (node,))
                places.append((measure, (node, above)))
            if places[0][1][0] is not top:
                reader.read(top.body)
        self._notes.take(reader.parts)
        own = (tuple(reader.parts.deliverables), tuple(reader.parts.indicators))
        return Section(about, numbered(top), title, None, tuple(measures), *own), places

    def _tasks(self, node: Node, above: tuple[Node, ...]) -> Iterator[Place]:
        """Yield the parts that are tasks: the lowest that name who answers, else those of the third level."""
        below = any(one.responsible for part in node.parts for one in part.walk())
        heads = not node.responsible or node.kind in phrases.HEADINGS
        if node.parts and (below or (heads and len(above) < _TASK_LEVEL)):
            if above:
                for span in node.body:
                    self._notes.leave(span, msg("stands above its tasks"))
            for part in node.parts:
                yield from self._tasks(part, (*above, node))
        else:
            yield node, above

    def _measure(self, measures: list[Measure], chain: tuple[Node, ...]) -> str:
        """Return the id of the measure that parts above a task make, a new one where there is none yet."""
        key = tuple(map(id, chain))
        if key not in self._measures:
            about = f"M{len(self._measures) + 1:02d}"
            self._measures[key] = about
            titles = [self._heading(about, node) for node in chain]
            measures.append(
                Measure(about, numbered(chain[-1]), phrases.BETWEEN[self._frame.language].join(titles))
            )
        return self._measures[key]

    def _task(self, about: str, measure: str, place: Place, answer: Answer) -> Task:
        node, above = place
        for message in answer.notes:
            self._notes.note(f"{about}:responsible", message)
        for span, message in answer.doubts:
            self._notes.doubt(f"{about}:responsible", span, message)
        for span in answer.told:
            self._notes.tell(span, f"{about}:responsible")
        said = (one for part in (node, *reversed(above)) if (one := part.said_due))
        due = self._due(about, next(said, ()))
        reader = Reader(about, self._frame.issued, due, self._frame.end)
        title = self._heading(about, node)
        rest = [one for part in node.parts for one in part.walk()]
        read = [node.title] if says_much(node.title, self._frame.issued) else []
        parts = reader.read(
            [*read, *node.body, *(span for one in rest for span in (one.title, *one.body) if span)]
        )
        self._notes.take(parts)
        return Task(
            about,
            measure,
            title,
            answer.responsible,
            source=self._source(place),
            due=due,
            deliverables=tuple(parts.deliverables),
            indicators=tuple(parts.indicators),
        )

    def _source(self, place: Place) -> str:
        """Return where a task stands: its number, with those above it where numbers begin anew."""
        node, above = place
        if self._numbers_differ:
            return phrases.ITEM[self._frame.language].format(number=node.number)
        return phrases.BETWEEN_NUMBERS[self._frame.language].join(
            numbered(one) for one in (*above, node) if one.number
        )

    def _due(self, about: str, spans: tuple[Span, ...]) -> date | None:
        """Return the deadline of a task, from what is said beside who answers or in a line of its own."""
        days = [one for span in spans for one in deadlines(span.plain, self._frame.issued)]
        for span in spans:
            self._notes.tell(span, about)
            if compiled(phrases.DEADLINES["months"].pattern).search(span.plain):
                self._notes.doubt(about, span, msg("a plan has no word for when a task begins"))
            if not days and rhythm(span.plain):
                self._notes.doubt(about, span, msg("a task does not return, only what is within it does"))
            elif not days and not compiled(phrases.ONGOING.pattern).search(span.plain):
                self._notes.doubt(about, span, msg("the deadline was not understood"))
        if not days:
            return None
        last = max(days, key=lambda one: one.day)
        if len({one.day for one in days}) > 1:
            self._notes.doubt(about, spans[0], msg("several deadlines; the last is taken"))
        if not self._frame.issued <= last.day <= self._frame.end:
            self._notes.doubt(
                about,
                spans[0],
                msg("the deadline {date} lies outside the plan; it is left out", date=last.day),
            )
            return None
        self._notes.wordings.setdefault(last.wording, last.day)
        return last.day

    def _heading(self, about: str, node: Node) -> str:
        """Return the heading of a part, else the beginning of its first sentence; note its doubts."""
        for span, message in node.doubts:
            self._notes.doubt(about, span, message)
        node.doubts.clear()
        if node.title:
            self._notes.tell(node.title, about)
            return node.title.printed
        self._notes.note(about, msg("the title is the beginning of the first sentence"))
        return beginning(node.text) or self._frame.unknown
