"""What a paper is made from, and the head that every paper has."""

from datetime import date

import msgspec

from qtrack.locale.message import Message
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.records.edits import PlanHistory
from qtrack.records.filters import Filters, narrowed
from qtrack.records.light_changes import Then
from qtrack.records.page import plan_notes
from qtrack.standing.assess import PlanStanding, assess


class Revision(msgspec.Struct, frozen=True):
    """Which plan a paper was made from: the commit that touched it last, and whether it was edited since."""

    commit: str
    edited: bool


class ReportContext(msgspec.Struct, frozen=True):
    """All that a paper is made from. `as_of` is the last day of the period, or today while it runs.

    A paper of a day has a `period` only where one was asked for. `then` is the last day of the period
    before, None where the plan was that of now. `edits` are those of the plan in the period; they
    and the `revision` are None where there is no git.
    """

    plan: Plan
    as_of: date
    known_at: date | None = None
    period: Period | None = None
    filters: Filters = Filters()
    revision: Revision | None = None
    then: Then | None = None
    edits: PlanHistory | None = None

    def whole(self) -> PlanStanding:
        """Assess the whole plan at the paper's day."""
        return assess(self.plan, self.as_of, self.known_at)

    def standing(self) -> PlanStanding:
        """Assess what the filters keep of the plan at the paper's day."""
        return narrowed(self.whole(), self.filters)


class PaperHead(msgspec.Struct, frozen=True):
    """What stands at the head and the foot of every paper; `unit` and `section` where it is of one."""

    plan: str
    title: str
    issuer: str
    office: str
    document: str
    as_of: date
    known_at: date | None
    revision: Revision | None
    unit: str
    section: str
    notes: tuple[Message, ...]


def paper_head(context: ReportContext, standing: PlanStanding) -> PaperHead:
    """Make the head of a paper."""
    plan, filters = context.plan, context.filters
    titles = {section.id: section.title for section in plan.sections}
    return PaperHead(
        plan=plan.head.name,
        title=plan.head.title,
        issuer=plan.head.document.issuer,
        office=plan.register.name(plan.head.office) if plan.head.office else "",
        document=plan.head.document.number,
        as_of=context.as_of,
        known_at=context.known_at,
        revision=context.revision,
        unit=plan.register.name(filters.unit) if filters.unit else "",
        section=titles.get(filters.section, "") if filters.section else "",
        notes=plan_notes(standing),
    )
