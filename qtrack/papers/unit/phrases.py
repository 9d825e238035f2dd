"""What a unit's own list says in words."""

from typing import Final, TypedDict

import msgspec

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.period import Period, PeriodKind
from qtrack.papers.engine.phrases import term_lines
from qtrack.papers.unit.view import OpenPart, TaskGroup, UnitMatter, UnitPaper, UnitRole, Urgency
from qtrack.records.filters import Role
from qtrack.records.units import Mark
from qtrack.standing.recurrence import runs
from qtrack.ui.labels import LIGHTS, MARKS, STATUSES

_CHAPTERS: Final = {
    Role.LEAD: msg("1. Tasks it leads"),
    Role.SHARED: msg("2. Tasks it shares"),
    Role.BY_DUTY: msg("3. Tasks it has by duty"),
}

_NONE: Final = {
    Role.LEAD: msg("It leads no task."),
    Role.SHARED: msg("It shares no task."),
    Role.BY_DUTY: msg("It has no task by duty."),
}

_URGENCIES: Final = {
    Urgency.OVERDUE: msg("Overdue"),
    Urgency.DUE_THIS_MONTH: msg("Due this month"),
    Urgency.TO_REPORT: msg("To report in this round"),
    Urgency.RUNNING: msg("Under way"),
    Urgency.FINISHED: msg("Finished"),
    Urgency.DROPPED: msg("Dropped"),
}


class UnitWords(msgspec.Struct, frozen=True):
    """What the templates say in whole sentences; `report_by` is set where a round of reports runs."""

    title: Message
    totals: Message
    marked: Message
    report_by: Message | None


class PartLine(msgspec.Struct, frozen=True):
    """What is left to do, and by when or what has become of it; `late` where its day has passed."""

    id: str
    text: Message
    late: bool

    @property
    def whole(self) -> Message:
        """The part with its id."""
        return msg("{id} {text}", id=self.id, text=self.text) if self.id else self.text


class MatterLine(msgspec.Struct, frozen=True):
    """A task in words; several lines stand below one another."""

    matter: UnitMatter
    marks: tuple[Message, ...]
    reasons: tuple[Message, ...]
    terms: tuple[Message, ...]
    parts: tuple[PartLine, ...]


class SheafLines(msgspec.Struct, frozen=True):
    """The tasks of one role that are equally urgent."""

    title: Message
    lines: tuple[MatterLine, ...]


class RoleLines(msgspec.Struct, frozen=True):
    """A chapter: what the unit has in one role, or the sentence that it has nothing."""

    id: str
    title: Message
    nothing: Message
    sheaves: tuple[SheafLines, ...]


class UnitVariables(TypedDict):
    """What the templates of a unit's list use beside its page."""

    words: UnitWords
    roles: list[RoleLines]


def variables(page: UnitPaper) -> UnitVariables:
    """Return what the templates of a unit's list use beside its page."""
    return {
        "words": UnitWords(
            title=msg("Tasks of {unit}", unit=page.unit),
            totals=_totals(page),
            marked=_marked(page),
            report_by=msg("The reports of this round are due by {date}.", date=long_date(page.report_by))
            if page.report_by
            else None,
        ),
        "roles": [_role(each) for each in page.roles],
    }


def _totals(page: UnitPaper) -> Message:
    lead, shared, by_duty = (each.total for each in page.roles)
    return msg(
        "It leads {lead}, shares {shared}, and has {duty} by duty. Of those it leads: {lights}.",
        lead=nmsg("{n} task", "{n} tasks", lead),
        shared=shared,
        duty=by_duty,
        lights=tuple(
            msg("{name} {number}", name=LIGHTS[light], number=number) for light, number in page.counts.items()
        ),
    )


def _marked(page: UnitPaper) -> Message:
    return msg(
        "Overdue: {overdue}; due this month: {due}; to report in this round: {report}.",
        overdue=page.marked[Mark.OVERDUE],
        due=page.marked[Mark.DUE_THIS_MONTH],
        report=page.marked[Mark.TO_REPORT],
    )


def _role(own: UnitRole) -> RoleLines:
    return RoleLines(
        own.role.value, _CHAPTERS[own.role], _NONE[own.role], tuple(_sheaf(each) for each in own.sheaves)
    )


def _sheaf(sheaf: TaskGroup) -> SheafLines:
    title = msg(
        "{urgency} ({tasks})",
        urgency=_URGENCIES[sheaf.urgency],
        tasks=nmsg("{n} task", "{n} tasks", len(sheaf.matters)),
    )
    return SheafLines(title, tuple(_matter(each) for each in sheaf.matters))


def _matter(matter: UnitMatter) -> MatterLine:
    return MatterLine(
        matter,
        tuple(MARKS[each] for each in matter.marks),
        tuple(each.message for each in matter.reasons),
        term_lines(matter.terms),
        tuple(_part(each) for each in matter.parts),
    )


def _part(part: OpenPart) -> PartLine:
    notes = [] if part.goal is None else [part.goal]
    if part.periods:
        notes.append(_owed(part.periods))
    if part.due is not None and part.days is not None:
        notes.append(_when(part.due, part.days))
    if part.status is Status.BLOCKED:
        notes.append(STATUSES[part.status])
    text = (
        msg("{before} ({after})", before=part.title, after=tuple(notes))
        if notes
        else msg("{text}", text=part.title)
    )
    return PartLine(part.id, text, part.days is not None and part.days < 0)


def _owed(periods: tuple[str, ...]) -> Message:
    period = Period.parse(periods[0])
    if period and period.kind is PeriodKind.YEAR:
        return msg("for {year}", year=periods)
    return msg("{text}", text=runs(periods))


def _when(due: object, days: int) -> Message:
    if days < 0:
        return nmsg("{n} day overdue", "{n} days overdue", -days)
    return msg("due {date}", date=due)
