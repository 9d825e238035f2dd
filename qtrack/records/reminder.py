"""A reminder (催办) as it stands on a page."""

from datetime import date
from typing import ClassVar

import msgspec

from qtrack.model.entry import Chase, Entry
from qtrack.model.plan import Plan
from qtrack.standing.assess import PlanStanding
from qtrack.standing.reported.chasing import ChaseStanding, ChaseState, chases


class Reminder(Chase, frozen=True, kw_only=True):
    """A reminder that was issued: whom it reminds, until when to reply, and what became of it.

    `times` says which one it is to this unit on this matter. `answered` is the day on which the unit's report
    was recorded; `days` are those since the day to reply by, while it is unanswered. Of one that was
    withdrawn or corrected `times` is 0 and `state` None.
    """

    as_json: ClassVar = (
        "number level unit unit_name issued reply_by text by phone phone_answer=answer times state "
        "answered days"
    )

    unit_name: str
    issued: date
    text: str
    by: str
    times: int = 0
    state: ChaseState | None = None
    answered: date | None = None
    days: int = 0


class MatterReminder(msgspec.Struct, frozen=True):
    """A reminder with the task, or the section, that it is about."""

    id: str
    title: str
    reminder: Reminder


def reminders_of(standing: PlanStanding, since: date) -> tuple[MatterReminder, ...]:
    """Return what was issued or answered after the day `since`, or is not answered yet, oldest first."""
    plan = standing.plan
    titles = {held.holder.id: held.holder.title for held in standing.everything}
    return tuple(
        MatterReminder(issued.holder, titles[issued.holder], reminder(plan, issued.entry, issued))
        for issued in chases(plan, standing.as_of, standing.known_at).all
        if issued.holder in titles
        and (
            issued.state is not ChaseState.ANSWERED
            or issued.entry.date > since
            or (issued.answer is not None and issued.answer.recorded.date() > since)
        )
    )


def waiting_for(standing: PlanStanding, unit: str) -> tuple[MatterReminder, ...]:
    """Return the reminders that a unit or group has not answered yet, oldest first."""
    waiting = [
        matter
        for matter in reminders_of(standing, standing.as_of)
        if matter.reminder.state is not ChaseState.ANSWERED
    ]
    return tuple(matter for matter in waiting if concerns(standing.plan, unit, matter.reminder.unit))


def concerns(plan: Plan, asked: str, unit: str) -> bool:
    """Tell whether a reminder to a unit or group concerns the one that is asked about."""
    members = plan.register.members
    return asked == unit or asked in members(unit) or unit in members(asked)


def reminder(plan: Plan, entry: Entry, standing: ChaseStanding | None) -> Reminder:
    """Put a reminder on a page; raise ValueError for an entry that is none."""
    own = entry.chases
    if own is None:
        raise ValueError(entry)
    made = Reminder(
        **msgspec.structs.asdict(own),
        unit_name=plan.register.short(own.unit),
        issued=entry.date,
        text=entry.summary,
        by=entry.by,
    )
    if standing is None:
        return made
    return msgspec.structs.replace(
        made,
        times=standing.times,
        state=standing.state,
        answered=standing.answer.recorded.date() if standing.answer else None,
        days=standing.days,
    )
