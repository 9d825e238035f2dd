"""The draft of a plan: what the outline of a notice says, in the form of a plan, with every doubt of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.head import PlanHead
from qtrack.model.plan import Measure, Section, Task
from qtrack.model.units import Register
from qtrack.notice.answers import Answers, Place
from qtrack.notice.head import notebook, plan_head, revised
from qtrack.notice.notebook import Doubt, Left, Told
from qtrack.notice.parts import Reader, says_much
from qtrack.notice.phrases import layout
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.tasks import TaskMaker, heading
from qtrack.notice.text import Span

#: So many parts stand above a task where nobody is named: section and measure.
_TASK_LEVEL: Final = 2


#: Where a task stands: the id of its measure or of its section, by the key that says which.
Home = dict[str, str]


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

    def path(self, about: str) -> str:
        """Return in which file a part of the plan stands."""
        holder = self.holders.get(about.partition(":")[0].partition(".")[0])
        if holder is not None:
            return f"{'sections' if isinstance(holder, Section) else 'tasks'}/{holder.id}.yaml"
        if about in self.register.by_id:
            return "units.yaml"
        held = (one.id for one in self.sections if about in {measure.id for measure in one.measures})
        return next((f"sections/{section}.yaml" for section in held), "plan.yaml")


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
        self._notes = notebook(whole, issued)
        self._notes.tell("header", *whole.headers)
        for span, reason in whole.left:
            self._notes.leave(reason, [span])
        for span, message in whole.doubts:
            self._notes.doubt("", span, message)
        self._revises = revised(whole, self._notes.title) is not None
        self._answers = Answers(whole.parts, whole.aliases, self._notes)
        self._measures: dict[tuple[int, ...], str] = {}

    def result(self) -> Draft:
        """Return the draft."""
        whole, notes = self._whole, self._notes
        flat = whole.parts[0].kind not in layout.SECTIONS and not any(part.parts for part in whole.parts)
        tops = [Node("", "1", notes.title.line, notes.title, parts=whole.parts)] if flat else whole.parts
        own = [pair for top in tops for pair in self._chapter(top)]
        found = [self._section(f"S{at}", top, chapter) for at, (chapter, top) in enumerate(own, 1)]
        places = [place for _, _, places in found for place in places]
        told = self._answers.gather([place for _, place in places])
        sections = [
            self._filled(section, said, top) for (section, said, _), (_, top) in zip(found, own, strict=True)
        ]
        while len(sections) > 1 and not found[len(sections) - 1][2] and _is_empty(sections[-1]):
            notes.drop(sections.pop().id)
        nodes = [node for _, (node, _) in places]
        once = len({node.number for node in nodes}) == len(nodes) and len({node.kind for node in nodes}) == 1
        maker = TaskMaker(notes, self._answers, numbers_differ=once)
        ids = [f"T{number:02d}" for number in range(1, len(places) + 1)]
        tasks = tuple(
            maker.task(about, home, place, said)
            for about, (home, place), said in zip(ids, places, told, strict=True)
        )
        for doubt in self._answers.doubts:
            notes.doubt(*doubt)
        self._sweep()
        head = plan_head(whole, list(zip(ids, nodes, strict=True)), notes)
        return Draft(
            head,
            self._answers.register,
            tuple(sections),
            tasks,
            {about: tuple(dict.fromkeys(said)) for about, said in notes.notes.items()},
            tuple(sorted(notes.doubts, key=lambda doubt: doubt.line)),
            tuple(sorted(notes.left, key=lambda left: left.line)),
            tuple(sorted(notes.told, key=lambda told: told.line)),
        )

    def _sweep(self) -> None:
        """Leave what was said of who answers, by when or in columns, and was not taken."""
        known = {(one.line, one.text) for one in self._notes.told}
        known |= {(one.line, one.text) for one in self._notes.left}
        for node in (node for part in self._whole.parts for node in part.walk()):
            said = (*(one.span for one in node.responsible), *node.said_due, *node.also)
            columns = (span for spans in node.said.values() for span in spans)
            spans = [span for span in (*said, *columns) if (span.line, span.text) not in known]
            self._notes.leave(msg("the parts below say it themselves"), spans)

    # --- sections and tasks ------------------------------------------------------------------------

    def _chapter(self, top: Node) -> Iterator[tuple[str, Node]]:
        """Yield the sections of a part, and the chapter over them where it has a level more than a plan."""
        deep = any(len(above) > _TASK_LEVEL for _, above in self._tasks(top, ()))
        if not deep or not all(part.parts for part in top.parts):
            yield "", top
            return
        self._notes.leave(msg("stands above its tasks"), top.body)
        self._notes.tell("chapter", top.title)
        for part in top.parts:
            part.responsible = part.responsible or top.responsible
            part.due = part.due or top.due
            part.figures += top.figures
            top.figures = []
            yield f"{top.mark}{'' if top.mark.endswith('、') else ' '}{top.title.printed}", part

    def _section(
        self, about: str, top: Node, chapter: str
    ) -> tuple[Section, list[Span], list[tuple[Home, Place]]]:
        """Return a section, what is to be read for it, and its tasks to be, each with where it hangs."""
        measures: list[Measure] = []
        places: list[tuple[Home, Place]] = []
        passages: list[Span] = []
        title = heading(about, top, self._notes)
        goals = layout.GOALS.search(title) is not None
        named = any(node.responsible for node in top.walk())
        if not named and (goals or (self._answers.named and not self._revises)):
            if not goals:
                message = msg("nobody is named for this part; it hangs on the section itself")
                self._notes.doubt(about, top.text, message)
            for node in top.walk():
                if not goals and any(node is part for part in top.parts):
                    self._measure(measures, (node,))
                elif node is not top and node.title and node.body:
                    self._notes.leave(msg("a heading among goals"), [node.title])
                elif node is not top and node.title:
                    passages.append(node.title)
                passages += node.body
        else:
            found = list(self._tasks(top, ()))
            flat = all(len(above) <= 1 for _, above in found)
            for node, above in found:
                home = {} if flat else {"measure": self._measure(measures, (*above[1:],) or (node,))}
                places.append((home or {"section": about}, (node, above)))
            inner = {id(part): part for _, above in found for part in above}.values()
            spans = [(part is top, span) for part in inner for span in part.body]
            passages = [span for own, span in spans if own or says_much(span, self._notes.days[0])]
            self._notes.leave(
                msg("stands above its tasks"), [span for _, span in spans if span not in passages]
            )
        return Section(about, top.printed, title, chapter, None, tuple(measures)), passages, places

    def _filled(self, section: Section, passages: list[Span], top: Node) -> Section:
        """Return a section with what its passages and tables of figures say."""
        reader = Reader(section.id, self._notes, None, self._answers.unit_of, whole=True)
        reader.read(passages)
        for header, rows in top.figures:
            reader.read_table(header, rows)
        return msgspec.structs.replace(
            section, deliverables=tuple(reader.deliverables), indicators=reader.indicators
        )

    def _tasks(self, node: Node, above: tuple[Node, ...]) -> Iterator[Place]:
        """Yield the parts that are tasks: the lowest that name who answers, else those of the third level."""
        below = any(one.responsible for part in node.parts for one in part.walk())
        heads = not node.responsible or node.kind in layout.HEADINGS
        if node.parts and (below or (heads and len(above) < _TASK_LEVEL)):
            for part in node.parts:
                yield from self._tasks(part, (*above, node))
        else:
            yield node, above

    def _measure(self, measures: list[Measure], chain: tuple[Node, ...]) -> str:
        """Return the id of the measure that parts above a task make, a new one where there is none yet."""
        key = tuple(map(id, chain))
        if key not in self._measures:
            about = self._measures[key] = f"M{len(self._measures) + 1:02d}"
            titles = [heading(about, node, self._notes) for node in chain]
            title = layout.BETWEEN[self._notes.language].join(titles)
            measures.append(Measure(about, chain[-1].printed, title))
        return self._measures[key]


def _is_empty(own: Section) -> bool:
    return not (own.measures or own.deliverables or own.indicators)
