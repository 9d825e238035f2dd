"""What one unit owes now (我的任务): a row a task, with all that the unit is asked about it, and by when."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.responsibility import Role
from qtrack.model.units import NamedUnit
from qtrack.records.chase import concerns
from qtrack.records.due import DueRow, due_rows, last_day
from qtrack.records.page import Page, dated
from qtrack.records.selection.filters import Filters, answered, only
from qtrack.records.units import Mark, share_told, unit_list
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason, own_gap
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.chasing import ChaseStanding
from qtrack.standing.reported.reporting import current_window, last_window


class Kind(StrEnum):
    """Why something is owed, the most pressing first."""

    REMINDED = "reminded"
    RETURNED = "returned"
    BEHIND = "behind"
    TO_REPORT = "to-report"
    DUE = "due"


#: So many days ahead something is pressing.
_SOON: Final = 30

#: How a unit answers for what it is to do, and not only to report; and who is told when that falls due.
_OWN: Final = frozenset({Role.LEAD, Role.SHARED})
_TOLD: Final = _OWN | {Role.SUPPORT}


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is asked of the unit about a task, or a part `about` of it, and by when.

    Of a reminder `reminder` says which it is; of a task that is red or yellow `reasons` are those of the
    light; `why` is said of the rest. `period` is that of an occurrence.
    """

    as_json: ClassVar = "kind by about period why reasons reminder"

    kind: Kind
    about: str
    by: date | None = None
    period: str = ""
    why: Message | None = None
    reasons: tuple[LightReason, ...] = ()
    reminder: ChaseStanding | None = None


class OwedTask(msgspec.Struct, frozen=True):
    """A task with all that is asked of the unit about it, the most pressing first; there is at least one.

    `role` is None where the unit is reminded of what it does not answer for.
    """

    as_json: ClassVar = "task.id task.title role task.light kind by claims command"

    task: Standing
    role: Role | None
    claims: tuple[Claim, ...]

    @property
    def kind(self) -> Kind:
        """That of the most pressing."""
        return self.claims[0].kind

    @property
    def by(self) -> date | None:
        """The first day by which something is asked, which may have passed."""
        return min((claim.by for claim in self.claims if claim.by), default=None)

    @property
    def command(self) -> str:
        """What to type next."""
        first = self.claims[0]
        return " ".join(["qtrack record", first.about, *(["--period", first.period] if first.period else [])])


class Mine(Page, frozen=True):
    """The whole page; `until` is the last day of what is to come."""

    unit: NamedUnit
    until: date
    owed: tuple[OwedTask, ...]
    notes: tuple[Message, ...]


def mine(standing: PlanStanding, unit: str, within: int) -> Mine:
    """List what a unit or group owes at the date of the standing, and what falls due `within` days."""
    page = unit_list(standing, unit, Filters())
    until = last_day(standing, within)
    rows: dict[str, tuple[Role | None, Standing, bool]] = {
        row.task.id: (row.role, row.task, Mark.TO_REPORT in row.marks) for row in page.tasks
    }
    for matter in page.reminders:
        if (held := standing.of(matter.id)) is not None:
            rows.setdefault(matter.id, (None, held, False))
    owed = []
    for role, task, to_report in rows.values():
        claims = (
            *(
                Claim(kind=Kind.REMINDED, about=own.entry.about, by=own.chase.reply_by, reminder=own)
                for own in (matter.reminder for matter in page.reminders if matter.id == task.id)
            ),
            *_of_work(standing, unit, role, task, until),
            *filter(None, (_of_share(standing, own, task, until) for own in task.shares_of(unit))),
            *_of_round(standing, unit, task, until, to_report=to_report),
        )
        claims = tuple(sorted(claims, key=lambda claim: tuple(Kind).index(claim.kind)))
        if claims:
            owed.append(OwedTask(task, role, claims))
    notes = page.notes
    if page.tasks and not owed:
        notes = (*notes, msg("Nothing is owed now."))
    return Mine(
        *dated(standing), unit=page.unit, until=until, owed=tuple(sorted(owed, key=_urgency)), notes=notes
    )


def _of_work(
    standing: PlanStanding, unit: str, role: Role | None, task: Standing, until: date
) -> Iterator[Claim]:
    """Yield what was sent back, and of what the unit leads or shares what is red or yellow or falls due.

    What is told of its own is no reason of the light once more. Of what it supports it is told what falls
    due, and not what is late.
    """
    told = set()
    for claim in _returned(standing, unit, role, task):
        told.add("returned")
        yield claim
    led = {part.id for part in task.holder.deliverables if part.lead == unit}
    if role not in _TOLD and not led:
        return
    overdue = None
    for due in due_rows(only(standing, frozenset({task.id})), date.min, until):
        if role not in _TOLD and due.id not in led:
            continue
        if due.days >= 0:
            told.add("due-soon")
            yield _to_do(due, Kind.DUE)
        elif overdue is None:
            overdue = due
    bad = tuple(reason for reason in task.bad if reason.code not in told)
    if bad and (role in _OWN or (overdue and led)):
        first = _to_do(overdue, Kind.BEHIND) if overdue else Claim(kind=Kind.BEHIND, about=task.id)
        yield msgspec.structs.replace(first, why=None, reasons=bad)


def _of_share(standing: PlanStanding, own: IndicatorStanding, task: Standing, until: date) -> Claim | None:
    """Return what is asked of a share of a target that is behind, is not held, or falls due."""
    if not task.running or own.reached is not None:
        return None
    falls_due = own.holds is None and own.due <= until
    late = own.holds is False or (falls_due and own.due < standing.as_of)
    if late or any(own_gap(own, standing.rule)):
        return Claim(kind=Kind.BEHIND, about=task.id, by=own.due if late else None, why=share_told(own))
    return Claim(kind=Kind.DUE, about=task.id, by=own.due, why=share_told(own)) if falls_due else None


def _to_do(due: DueRow, kind: Kind) -> Claim:
    period = "" if due.of_indicator else due.period
    why = msg("{title} ({id})", title=due.title, id=due.about)
    return Claim(kind=kind, about=due.about, by=due.due, period=period, why=why)


def _returned(standing: PlanStanding, unit: str, role: Role | None, task: Standing) -> Iterator[Claim]:
    """Yield what was sent back to the unit that reported it, and to who leads the task."""
    register = standing.plan.register
    units = {entry.id: entry.unit for entry in task.entries}
    last = {
        (entry.about, occurrence_of(standing.plan, entry)): entry
        for entry in task.entries
        if entry.about in task.sent_back and (entry.returns or (entry.status and entry.status.ended))
    }
    for answer in (entry for entry in last.values() if entry.returns):
        if role is Role.LEAD or concerns(register, unit, units.get(answer.returns, "")):
            why = msg(
                "sent back on {date} by {unit}: {text}",
                date=answer.date,
                unit=register.short(answer.unit),
                text=answer.summary,
            )
            yield Claim(kind=Kind.RETURNED, about=answer.about, period=answer.period, why=why)


def _of_round(
    standing: PlanStanding, unit: str, task: Standing, until: date, *, to_report: bool
) -> Iterator[Claim]:
    """Yield the round of reports that the unit did not answer, else the one that runs and waits for it.

    With it stand the unit's shares of which nothing else is asked.
    """
    late = any(concerns(standing.plan.register, unit, missing) for missing in task.missing)
    rounds = last_window if late else current_window
    window = rounds(standing.plan.head_of(task.holder), standing.as_of)
    if window is not None and (late or to_report):
        why = msg("no report in the last round") if late else msg("to report")
        for own in task.shares_of(unit):
            if _of_share(standing, own, task, until) is None:
                why = msg("{before}; {after}", before=why, after=share_told(own))
        yield Claim(kind=Kind.TO_REPORT, about=task.id, by=window.deadline, why=why)


def _urgency(one: OwedTask) -> tuple[int, date, int]:
    """Order by what is asked, then by the day, then by the light; else as on the unit's list."""
    return tuple(Kind).index(one.kind), one.by or date.max, tuple(Light).index(one.task.light)


def pressing(standing: PlanStanding, unit: str | None) -> tuple[Standing, ...]:
    """Return the tasks on which something is to be done: what a unit owes first, then its other ones.

    Without a unit, or for one that answers for none, they are all tasks, the worst lights first.
    """
    running = [task for task in standing.tasks if task.running]
    owed = [one.task for one in mine(standing, unit, _SOON).owed] if unit else []
    own = [task for _, task in answered(unit, running)] if unit else []
    if not own and not owed:
        worst = standing.rule.worst_first.index
        own = sorted(running, key=lambda task: (worst(task.light), task.limit))
    return tuple({task.id: task for task in (*owed, *own)}.values())
