"""The draft of a plan: what the outline of a notice says, in the form of a plan, with every doubt of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Measure, PlanHead, Reporting, Section, Task
from qtrack.model.units import Register
from qtrack.notice import phrases
from qtrack.notice.answers import Answers, Place
from qtrack.notice.notebook import Doubt, Left, Notebook, Told
from qtrack.notice.parts import Reader, says_much
from qtrack.notice.plan_head import frame, plan_head
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.text import Span, beginning
from qtrack.notice.times import begun, deadlines, reporting
from qtrack.notice.units import Responsible

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

    @property
    def holders(self) -> dict[str, Section | Task]:
        """Sections and tasks by id."""
        found: dict[str, Section | Task] = {section.id: section for section in self.sections}
        return found | {task.id: task for task in self.tasks}


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
            self._notes.leave(reason, [span])
        for span, message in whole.doubts:
            self._notes.doubt("", span, message)
        self._frame = frame(whole, issued, self._notes)
        self._answers = Answers(whole.parts, whole.aliases, self._frame.unknown)
        self._measures: dict[tuple[int, ...], str] = {}
        self._numbers_differ = False

    def result(self) -> Draft:
        """Return the draft."""
        whole, title, notes = self._whole, self._frame.title, self._notes
        flat = whole.parts[0].kind not in phrases.SECTIONS and not any(part.parts for part in whole.parts)
        tops = [Node("", "1", title.line, title, parts=whole.parts)] if flat else whole.parts
        found = [self._section(f"S{number}", top) for number, top in enumerate(tops, 1)]
        sections = tuple(section for section, _ in found)
        places = [place for _, own in found for place in own]
        told = self._answers.gather([place for _, place in places])
        self._numbers_differ = (
            len({place[0].number for _, place in places}) == len(places)
            and len({place[0].kind for _, place in places}) == 1
        )
        tasks = tuple(
            self._task(f"T{number:02d}", measure, place, said)
            for number, ((measure, place), said) in enumerate(zip(places, told, strict=True), 1)
        )
        self._answers.doubts(notes)
        self._sweep()
        return Draft(
            plan_head(whole, self._frame, notes),
            self._answers.registered.register,
            sections,
            tasks,
            {about: tuple(dict.fromkeys(said)) for about, said in notes.notes.items()},
            tuple(sorted(notes.doubts, key=lambda doubt: doubt.line)),
            tuple(sorted(notes.left, key=lambda left: left.line)),
            tuple(sorted(notes.told, key=lambda told: told.line)),
        )

    def _sweep(self) -> None:
        """Leave what was said of who answers or by when, and was not taken."""
        told = {(one.line, one.text) for one in self._notes.told}
        for node in (node for part in self._whole.parts for node in part.walk()):
            said = (*(one.span for one in node.responsible), *node.said_due)
            spans = [span for span in said if (span.line, span.text) not in told]
            self._notes.leave(msg("the parts below say it themselves"), spans)

    # --- sections and tasks ------------------------------------------------------------------------

    def _section(self, about: str, top: Node) -> tuple[Section, list[tuple[str, Place]]]:
        """Return a section and its tasks to be, each with its measure."""
        measures: list[Measure] = []
        places: list[tuple[str, Place]] = []
        title = self._heading(about, top)
        reader = Reader(about, self._frame.days, None, self._notes)
        goals = phrases.GOALS.search(title) is not None
        named = any(node.responsible for node in top.walk())
        if not named and (goals or self._answers.named):
            if not goals:
                message = msg("nobody is named for this part; it hangs on the section itself")
                self._notes.doubt(about, top.text, message)
            for node in top.walk():
                if not goals and any(node is part for part in top.parts):
                    self._measure(measures, (node,))
                elif node is not top and node.title and node.body:
                    self._notes.leave(msg("a heading among goals"), [node.title])
                elif node is not top and node.title:
                    reader.read([node.title])
                reader.read(node.body)
        else:
            for node, above in self._tasks(top, ()):
                measure = self._measure(measures, (*above[1:],) or (node,))
                places.append((measure, (node, above)))
            if places[0][1][0] is not top:
                reader.read(top.body)
        for header, rows in top.figures:
            reader.read_table(header, rows)
        own = (tuple(reader.deliverables), tuple(reader.indicators))
        return Section(about, top.printed, title, "", None, tuple(measures), *own), places

    def _tasks(self, node: Node, above: tuple[Node, ...]) -> Iterator[Place]:
        """Yield the parts that are tasks: the lowest that name who answers, else those of the third level."""
        below = any(one.responsible for part in node.parts for one in part.walk())
        heads = not node.responsible or node.kind in phrases.HEADINGS
        if node.parts and (below or (heads and len(above) < _TASK_LEVEL)):
            if above:
                self._notes.leave(msg("stands above its tasks"), node.body)
            for part in node.parts:
                yield from self._tasks(part, (*above, node))
        else:
            yield node, above

    def _measure(self, measures: list[Measure], chain: tuple[Node, ...]) -> str:
        """Return the id of the measure that parts above a task make, a new one where there is none yet."""
        key = tuple(map(id, chain))
        if key not in self._measures:
            about = self._measures[key] = f"M{len(self._measures) + 1:02d}"
            titles = [self._heading(about, node) for node in chain]
            title = phrases.BETWEEN[self._frame.language].join(titles)
            measures.append(Measure(about, chain[-1].printed, title))
        return self._measures[key]

    def _task(self, about: str, measure: str, place: Place, told: Sequence[Responsible]) -> Task:
        node, above = place
        responsible = self._answers.task(about, node, told, self._notes)
        said = (one for part in (node, *reversed(above)) if (one := part.said_due))
        timed = next(said, ())
        due = self._due(about, timed)
        rounds = self._reporting(about, node, () if due else timed)
        reader = Reader(about, self._frame.days, due, self._notes)
        self._notes.tell(about, *node.also)
        for name, spans in node.said.items():
            if name not in {"start", "rhythm"}:
                self._notes.leave(msg("a plan has no place for this column"), spans)
        title = self._heading(about, node)
        rest = [one for part in node.parts for one in part.walk()]
        read = [node.title] if says_much(node.title, self._frame.days[0]) else []
        reader.read([*read, *node.body, *(span for one in rest for span in (one.title, *one.body) if span)])
        return Task(
            id=about,
            measure=measure,
            title=title,
            responsible=responsible,
            source=self._source(place),
            start=self._start(about, node.said.get("start", ()), timed, due),
            due=due,
            reporting=rounds,
            deliverables=tuple(reader.deliverables),
            indicators=tuple(reader.indicators),
        )

    def _source(self, place: Place) -> str:
        """Return where a task stands: its number, with those above it where numbers begin anew."""
        node, above = place
        language = self._frame.language
        if self._numbers_differ:
            return phrases.ITEM[language].format(number=node.number)
        return phrases.BETWEEN_NUMBERS[language].join(one.printed for one in (*above, node) if one.number)

    def _due(self, about: str, spans: tuple[Span, ...]) -> date | None:
        """Return the deadline of a task, from what is said beside who answers or in a line of its own."""
        start, end = self._frame.days
        days = [one for span in spans for one in deadlines(span.plain, start)]
        self._notes.tell(about, *spans)
        for span in spans:
            if not days and not reporting(span.plain) and not phrases.ONGOING.search(span.plain):
                self._notes.doubt(about, span, msg("the deadline was not understood"))
        if not days:
            return None
        last = max(days, key=lambda one: one.day)
        if len({one.day for one in days}) > 1:
            self._notes.doubt(about, spans[0], msg("several deadlines; the last is taken"))
        if not start <= last.day <= end:
            message = msg("the deadline {date} lies outside the plan; it is left out", date=last.day)
            self._notes.doubt(about, spans[0], message)
            return None
        self._notes.wordings.setdefault(last.wording, last.day)
        return last.day

    def _start(
        self, about: str, said: Sequence[Span], timed: Sequence[Span], due: date | None
    ) -> date | None:
        """Return when a task begins, where that is said and lies within the plan."""
        self._notes.tell(f"{about}:start", *said)
        for span in (*said, *timed):
            start = begun(span.plain, alone=span in said)
            if start and self._frame.days[0] < start <= (due or self._frame.days[1]):
                return start
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

    def _heading(self, about: str, node: Node) -> str:
        """Return the heading of a part, else the beginning of its first sentence; note its doubts."""
        for span, message in node.doubts:
            self._notes.doubt(about, span, message)
        node.doubts.clear()
        if node.title:
            self._notes.tell(about, node.title)
            return node.title.printed
        self._notes.note(about, msg("the title is the beginning of the first sentence"))
        return beginning(node.text) or self._frame.unknown
