"""What a paper is: a page made from its context, and templates that show it in several forms."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.model.problem import Problem
from qtrack.papers.engine.office import cut
from qtrack.records.edits import PlanHistory
from qtrack.records.page import plan_notes
from qtrack.records.selection.filters import Filters, narrowed
from qtrack.records.since.light_changes import Stood, Then
from qtrack.standing.assess import PlanStanding, assess
from qtrack.ui.table import Sheet

#: The forms of a paper.
PaperForm = StrEnum("PaperForm", "MARKDOWN HTML TEXT CSV XLSX DOCX PDF")
#: Those that are files of other programs, not texts.
OFFICE: Final = frozenset({PaperForm.XLSX, PaperForm.DOCX, PaperForm.PDF})
#: How the names of templates end that hold the sentences of a paper, for all its forms.
WORDS: Final = "words.j2"
ENDINGS: Final = {PaperForm.MARKDOWN: "md.j2", PaperForm.HTML: "html.j2", PaperForm.TEXT: "txt.j2"}


def document_name(paper: str) -> str:
    """Return the name of a template in Word."""
    return f"{paper}.docx"


#: The built-in templates by their names; each lies in the folder of its paper, shared ones in the engine.
BUILT_IN: Final = {path.name: path for path in sorted(Path(__file__).parents[1].rglob("*.j2"))}

#: What a name begins with that means the built-in template whatever else there is.
BUILT_IN_PREFIX: Final = "builtin/"


#: So many signs of what a plan is called head its papers, and stand on two pages; a register has it whole.
LONGEST_NAME: Final = 60

#: Which plan a paper was made from: the commit that touched it last, and whether it was edited since.
Revision = tuple[str, bool]


class ReportContext(msgspec.Struct, frozen=True, dict=True):
    """All that a paper is made from. `as_of` is the last day of the period, or today while it runs.

    A paper of a day has a `period` only where one was asked for. `then` is the last day of the period
    before, None where the plan was that of now. `edits` are those of the plan in the period; they
    and the `revision` are None where there is no git. `anchor` signs off the entries, where that was asked.
    `annexes` are the numbers of those that a summary is to have, None for all.
    `past` gives the lights of the issues before, oldest first, each as known on its last day; `thens` earlier
    days with the plan that git had on them.
    `assessed` is where the plan stands on that day, as far as it was assessed before. `language` is the one
    that its sentences are to find room in, that of the plan where none is told.
    """

    plan: Plan
    as_of: date
    known_at: date | None = None
    period: Period | None = None
    filters: Filters = Filters()
    revision: Revision | None = None
    then: Then | None = None
    edits: PlanHistory | None = None
    anchor: str = ""
    assessed: PlanStanding | None = None
    annexes: frozenset[int] | None = None
    past: Callable[[], tuple[Stood, ...]] = tuple
    language: str = ""
    thens: Callable[[Sequence[date]], Iterable[Then]] = partial(map, Then)

    @cached_property
    def whole(self) -> PlanStanding:
        """The whole plan at the paper's day."""
        return self.assessed or assess(self.plan, self.as_of, self.known_at)

    @property
    def standing(self) -> PlanStanding:
        """What the filters keep of the plan, at the paper's day."""
        return narrowed(self.whole, self.filters)


class PaperHead(msgspec.Struct, frozen=True):
    """What stands at the head and the foot of every paper; `unit` and `section` where it is of one.

    `titles` are those of tasks and of their parts by id, so that sentences name them, and `numbers` those
    that tasks have in the document (第5项); a section's goals are called so, being no task. `longest`
    is how many signs of a text its sentences have room for, where they are to fit on one page.
    """

    plan: str
    title: str
    issuer: str
    office: str
    document: str
    as_of: date
    known_at: date | None
    revision: Revision | None
    anchor: str
    unit: str
    section: str
    notes: tuple[Message, ...]
    titles: dict[str, str] = {}
    numbers: dict[str, Message | str] = {}
    longest: int | None = None


def paper_head(context: ReportContext, standing: PlanStanding, *, titled: bool = False) -> PaperHead:
    """Make the head of a paper; `titled` where its sentences name matters by their titles."""
    plan, filters = context.plan, context.filters
    titles = {section.id: section.title for section in plan.sections}
    return PaperHead(
        plan=cut(plan.head.name, LONGEST_NAME),
        title=plan.head.title,
        issuer=plan.head.document.issuer,
        office=plan.register.name(plan.head.office) if plan.head.office else "",
        document=plan.head.document.number,
        as_of=context.as_of,
        known_at=context.known_at,
        revision=context.revision,
        anchor=context.anchor,
        unit=plan.register.name(filters.unit) if filters.unit else "",
        section=titles.get(filters.section, "") if filters.section else "",
        notes=plan_notes(standing),
        titles=_titles(plan) if titled else {},
        numbers=_numbers(plan) if titled else {},
    )


def _numbers(plan: Plan) -> dict[str, Message | str]:
    goals = dict.fromkeys((section.id for section in plan.sections), msg("overall goals"))
    return goals | {task.id: task.source or task.number for task in plan.tasks if task.source or task.number}


def _titles(plan: Plan) -> dict[str, str]:
    parts = {part.id: part.title for part in plan.deliverables.values()}
    return parts | {holder.id: holder.title for holder in plan.holders.values()}


class WrongTemplateError(Exception):
    """One of a plan's own templates does not work; `problem` says why, `where` the place within it."""

    def __init__(self, problem: Problem, where: Message | None = None) -> None:
        super().__init__(problem.message.text)
        self.problem = problem
        self.where = where or msg("line {line}", line=problem.place.line)


class Layout(StrEnum):
    """How a paper is set in Word."""

    TEXT = "text"  # pages of text with tables, as GB/T 9704 has them
    BRIEF = "brief"  # text of smaller letters, so that it is one page
    SHEETS = "sheets"  # a page for each matter, with a title of its own
    TABLE = "table"  # a table on lying pages
    LEDGER = "ledger"  # such a table of many columns


class Paper(msgspec.Struct, frozen=True):
    """One paper: what makes its page, and what its templates may put after a bar.

    `template` is the stem of its built-in templates. `sheet` is the page for spreadsheets, where it is one
    table. A paper with a `period` is of such a period, or where it is `of_any` of another that is asked for,
    every other of a day; one that is `of_unit` cannot be made of all units together. In Word it has a
    `layout`.
    """

    name: str
    template: str
    page: Callable[[ReportContext], msgspec.Struct]
    filters: Mapping[str, Callable[..., object]]
    sheet: Callable[[Any, Translator], Sheet] | None = None
    period: PeriodKind | None = None
    of_unit: bool = False
    of_any: bool = False
    layout: Layout = Layout.TEXT

    @property
    def stems(self) -> tuple[str, str]:
        """How the names of its templates begin, those of its own first."""
        return self.name, self.template

    @property
    def words(self) -> dict[str, str]:
        """The templates that set its sentences, by what its other templates call those."""
        return {"head": f"head.{WORDS}", "words": f"{self.template}.{WORDS}"}
