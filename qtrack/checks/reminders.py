"""Reminders (催办): what they have, and their numbers."""

import re
from collections.abc import Iterator
from typing import Final

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.entries import unseen
from qtrack.checks.responsibility import not_responsible, unknown_unit
from qtrack.locale.message import msg
from qtrack.model.entry import Chase, Entry
from qtrack.model.problem import Level
from qtrack.standing.reported.corrections import counting
from qtrack.standing.reported.order import by_moment

_NUMBER: Final = re.compile(r"\d{4}-\d{3,9}", re.ASCII)
#: What only a report says.
_OF_THE_WORK: Final = ("status", "percent", "actuals", "period", "problems", "next", "returns")


def entry_chases(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-chases: a reminder (催办) has a number, a unit to reply and a day for it, and is no report.

    What a reminder said of the work would be the office's word in the place of the unit's. Its number is
    how people speak of it.

    Level: error, warning
    Passes: `chases: {number: 2019-007, level: remind, unit: metrology, reply_by: 2019-07-05}`
    Fails: the same with `percent: 40` beside it, or with `reply_by` before the day of the reminder
    """
    chase = entry.chases
    corrected = context.entries.get(entry.corrects)
    if corrected is not None and (corrected.chases is None) is not (chase is None):
        message = msg(
            "a reminder and a report cannot stand in for each other; withdraw {id}", id=corrected.id
        )
        yield finding(message, entry.path, "corrects")
    if chase is None:
        return
    for key in _OF_THE_WORK:
        if getattr(entry, key):
            message = msg("a reminder says nothing of the work; take “{key}” out", key=key)
            yield finding(message, entry.path, key)
    if not _NUMBER.fullmatch(chase.number):
        message = msg("the number “{number}” is not of the form 2019-007", number=chase.number)
        yield finding(message, entry.path, "chases", "number")
    if chase.reply_by < entry.date:
        values = {"day": chase.reply_by, "date": entry.date}
        message = msg("the day to reply by, {day}, is before the reminder of {date}", **values)
        yield finding(message, entry.path, "chases", "reply_by")
    for key in ("phone", "answer"):
        if unseen(getattr(chase, key).replace("\n", "")):
            message = msg("“{key}” holds a control character; write plain text", key=key)
            yield finding(message, entry.path, "chases", key)
    yield from _unit(context, entry, chase)


def _unit(context: CheckContext, entry: Entry, chase: Chase) -> Iterator[Finding]:
    if context.units_unread:
        return
    if chase.unit not in context.plan.register.by_id:
        yield finding(unknown_unit(context, chase.unit), entry.path, "chases", "unit")
    elif wrong := not_responsible(context, entry.about, chase.unit):
        yield finding(wrong, entry.path, "chases", "unit", level=Level.WARNING)


def chase_numbers(context: CheckContext) -> Iterator[Finding]:
    """chase-numbers: no two reminders have one number.

    Two clones of a plan may count on from the same number. Whoever was sent the paper must find the one
    reminder that it names.

    Level: warning
    Passes: reminders with the numbers 2019-007 and 2019-008
    Fails: two reminders with the number 2019-007
    """
    first: dict[str, str] = {}
    for entry in sorted(counting(context.plan.entries), key=by_moment):
        if entry.chases is None:
            continue
        number = entry.chases.number
        if number in first:
            message = msg(
                "the number {number} is that of the reminder {id}, too; withdraw one and issue it anew",
                number=number,
                id=first[number],
            )
            yield finding(message, entry.path, "chases", "number", level=Level.WARNING)
        first.setdefault(number, entry.id)
