"""What an entry says: about what, by whom, how much of the work, in what words."""

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.responsibility import not_responsible, unknown_unit
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import Kind, fields
from qtrack.model.ids import holder_of
from qtrack.model.problem import Level


def entry_about(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-about: an entry is about a section, a task or a deliverable that exists.

    What is reported about nothing would count nowhere, and nobody would notice.

    Passes: `about: T18.1`
    Fails: `about: T99`
    """
    if entry.withdraws:
        return  # it lies beside what it takes out, and that may be about nothing
    known = entry.about in context.plan.holders or entry.about in context.plan.deliverables
    if not known and holder_of(entry.about) not in context.broken:
        yield finding(msg("the plan has no {id}", id=entry.about), entry.path, "about")


def entry_unit(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-unit: the unit of an entry is registered, and reports on what it is responsible for.

    Another unit's word is kept, with a warning: the office itself often records for others.

    Level: error, warning
    Passes: `unit: metrology` about T18
    Fails: `unit: metrolgy`
    """
    register = context.plan.register
    if context.units_unread:
        return
    if entry.unit not in register.by_id:
        yield finding(unknown_unit(context, entry.unit), entry.path, "unit")
        return
    if entry.unit == context.plan.head.office or entry.status is Status.CLOSED:
        return
    if entry.returns or entry.chases:  # said by whoever verifies or reminds
        return
    withdrawn = context.entries.get(entry.withdraws)
    if withdrawn is not None and (withdrawn.unit == entry.unit or withdrawn.unit not in register.by_id):
        return  # its own word, or that of nobody
    if wrong := not_responsible(context, entry.about, entry.unit):
        yield finding(wrong, entry.path, "unit", level=Level.WARNING)


_WHOLE = 100


def entry_percent(context: CheckContext, entry: Entry) -> Iterator[Finding]:  # noqa: ARG001 - all checks of entries are called alike
    """entry-percent: a share of the work is 0 to 100, and done work is 100.

    The share is compared with the share of the time that is gone. Work that is said to be done with less
    than 100 is kept, with a warning: the unit should say which of the two holds.

    Level: error, warning
    Passes: `percent: 40`
    Fails: `percent: 140`, or `status: done` with `percent: 80`
    """
    if entry.percent is None:
        return
    if not 0 <= entry.percent <= _WHOLE:
        message = msg("percent is {percent}; it must be 0 to 100", percent=entry.percent)
        yield finding(message, entry.path, "percent")
    elif entry.percent < _WHOLE and entry.status in {Status.DONE, Status.CLOSED}:
        message = msg("the work is said to be done, yet percent is {percent}", percent=entry.percent)
        yield finding(message, entry.path, "percent", level=Level.WARNING)


_TEXTS: Final = [field.name for field in fields("by") if field.kind in {Kind.TEXT, Kind.LIST, Kind.NAME}]
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def entry_text(context: CheckContext, entry: Entry) -> Iterator[Finding]:  # noqa: ARG001 - all checks of entries are called alike
    """entry-text: an entry says something, in plain text.

    The summary is what the papers print. Control codes could steer the terminal of whoever reads it.

    Passes: a summary of one sentence
    Fails: `summary: ''`, or a text with terminal control codes in it
    """
    if not entry.summary.strip():
        message = msg("the summary is empty; say in a sentence what was done")
        yield finding(message, entry.path, "summary")
    for key in _TEXTS:
        if unseen("".join(getattr(entry, key)).replace("\n", "")):
            message = msg("“{key}” holds a control character; write plain text", key=key)
            yield finding(message, entry.path, key)


def unseen(text: str) -> bool:
    """Tell whether a text holds control, format or separating characters.

    Spaces of every width, and rare characters that this Python does not know yet, are text.
    """
    return not text.isprintable() and any(category(character) in _UNSEEN for character in text)
