"""What an entry says: about what, by whom, how much, in what words; and what a reminder (催办) has."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final
from unicodedata import category

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.responsibility import not_responsible, unknown_unit
from qtrack.locale.message import msg
from qtrack.model.entry import Chase, Entry, Status
from qtrack.model.entry_fields import Kind, fields
from qtrack.model.ids import Form, holder_of
from qtrack.model.problem import Level
from qtrack.standing.reported.facts import by_moment


def entry_about(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-about: an entry is about a section, a task or a deliverable that exists.

    What is reported about nothing would count nowhere, and nobody would notice.

    Passes: `about: T18.1`
    Fails: `about: T99`
    """
    plan = context.plan
    for entry in entries:
        if entry.about in plan.holders or entry.about in plan.deliverables:
            continue
        # a withdrawal lies beside what it takes out, and that may be about nothing
        if not entry.withdraws and holder_of(entry.about) not in context.broken:
            yield finding(msg("the plan has no {id}", id=entry.about), entry.path, "about")


def entry_unit(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-unit: the unit of an entry is registered, and reports on what it is responsible for.

    Another unit's word is kept, with a warning: the office itself often records for others.

    Level: error, warning
    Passes: `unit: metrology` about T18
    Fails: `unit: metrolgy`
    """
    register = context.plan.register
    if context.units_unread:
        return
    for entry in entries:
        if entry.unit not in register.by_id:
            yield finding(unknown_unit(context, entry.unit), entry.path, "unit")
            continue
        if entry.unit == context.plan.head.office or entry.status is Status.CLOSED:
            continue
        if entry.returns or entry.chases:  # said by whoever verifies or reminds
            continue
        withdrawn = context.entries.get(entry.withdraws)
        if withdrawn is not None and (withdrawn.unit == entry.unit or withdrawn.unit not in register.by_id):
            continue  # its own word, or that of nobody
        if wrong := not_responsible(context, entry.about, entry.unit):
            yield finding(wrong, entry.path, "unit", level=Level.WARNING)


_WHOLE = 100
_DONE: Final = frozenset({Status.DONE, Status.CLOSED})


def entry_percent(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:  # noqa: ARG001 - all are called alike
    """entry-percent: a share of the work is 0 to 100, and done work is 100.

    The share is compared with the share of the time that is gone. Work that is said to be done with less
    than 100 is kept, with a warning: the unit should say which of the two holds.

    Level: error, warning
    Passes: `percent: 40`
    Fails: `percent: 140`, or `status: done` with `percent: 80`
    """
    for entry in entries:
        if entry.percent is None:
            continue
        if not 0 <= entry.percent <= _WHOLE:
            message = msg("percent is {percent}; it must be 0 to 100", percent=entry.percent)
            yield finding(message, entry.path, "percent")
        elif entry.status in _DONE and entry.percent < _WHOLE:
            message = msg("the work is said to be done, yet percent is {percent}", percent=entry.percent)
            yield finding(message, entry.path, "percent", level=Level.WARNING)


_TEXTS: Final = [field.name for field in fields("by") if field.kind in {Kind.TEXT, Kind.NAME}]
_texts: Final = attrgetter(*_TEXTS)
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def entry_text(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:  # noqa: ARG001 - all are called alike
    """entry-text: an entry says something, in plain text.

    The summary is what the papers print. Control codes could steer the terminal of whoever reads it.

    Passes: a summary of one sentence
    Fails: `summary: ''`, or a text with terminal control codes in it
    """
    for entry in entries:
        if not entry.summary.strip():
            message = msg("the summary is empty; say in a sentence what was done")
            yield finding(message, entry.path, "summary")
        if "".join((*_texts(entry), *entry.evidence)).replace("\n", "").isprintable():  # as nearly all are
            continue
        texts = *zip(_TEXTS, _texts(entry), strict=True), ("evidence", "".join(entry.evidence))
        for key, text in texts:
            if unseen(text.replace("\n", "")):
                message = msg("“{key}” holds a control character; write plain text", key=key)
                yield finding(message, entry.path, key)


def unseen(text: str) -> bool:
    """Tell whether a text holds control, format or separating characters.

    Spaces of every width, and rare characters that this Python does not know yet, are text.
    """
    return not text.isprintable() and any(category(character) in _UNSEEN for character in text)


_NUMBER: Final = Form(r"\d{4}-\d{3,9}")
#: What only a report says.
_OF_THE_WORK: Final = ("status", "percent", "actuals", "period", "problems", "next", "returns")


def entry_chases(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-chases: a reminder (催办) has a number, a unit to reply and a day for it, and is no report.

    What a reminder said of the work would be the office's word in the place of the unit's. Its number is
    how people speak of it.

    Level: error, warning
    Passes: `chases: {number: 2019-007, level: remind, unit: metrology, reply_by: 2019-07-05}`
    Fails: the same with `percent: 40` beside it, or with `reply_by` before the day of the reminder
    """
    for entry in entries:
        corrected = context.entries.get(entry.corrects) if entry.corrects else None
        if corrected is not None and (corrected.chases is None) is not (entry.chases is None):
            message = msg(
                "a reminder and a report cannot stand in for each other; withdraw {id}", id=corrected.id
            )
            yield finding(message, entry.path, "corrects")
        if entry.chases is not None:
            yield from _reminder(context, entry, entry.chases)


def _reminder(context: CheckContext, entry: Entry, chase: Chase) -> Iterator[Finding]:
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
    reminders = [(entry, entry.chases) for entry in context.counted if entry.chases is not None]
    for entry, chase in sorted(reminders, key=lambda reminder: by_moment(reminder[0])):
        number = chase.number
        if number in first:
            message = msg(
                "the number {number} is that of the reminder {id}, too; withdraw one and issue it anew",
                number=number,
                id=first[number],
            )
            yield finding(message, entry.path, "chases", "number", level=Level.WARNING)
        first.setdefault(number, entry.id)
