"""What an entry that is only being recorded may have got wrong, though nothing in the plan forbids it.

None of it keeps an entry from the plan, and what is written is not asked again: `validate` knows none of
these. What stands in for another entry, or verifies, is not doubted for what it says of that one.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final
from unicodedata import normalize

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import days, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import STATUSES
from qtrack.model.problem import Level
from qtrack.standing.assess import Standing, assess_alone
from qtrack.standing.recurrence import OccurrenceState, occurrence_of, runs
from qtrack.standing.reported.facts import oldest_first

#: So soon after one another the same words are taken for one report recorded twice.
_SOON: Final = timedelta(days=1)
#: A report of a day so long ago has mostly a slip in its month or year.
_LONG_AGO: Final = timedelta(days=90)
_DONE: Final = frozenset({OccurrenceState.DONE, OccurrenceState.LATE, OccurrenceState.DROPPED})


def doubtful(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield what is odd about new reports, beside what was said of the same matter."""
    told: dict[str, list[Entry]] = {}
    for entry in context.counted:
        if entry.chases is None:
            told.setdefault(entry.about, []).append(entry)
    for entry in entries:
        if entry.chases or entry.withdraws or entry.returns or entry.status is Status.CLOSED:
            continue
        holder = context.plan.holder(entry.about)
        own = context.plan.only_entries_of({entry.holder})
        held = assess_alone(own, holder, entry.date) if holder else None
        if held is not None:
            yield from _duties_to_come(entry, held)
        if not entry.corrects:
            meant = occurrence_of(context.plan, entry)
            before = [one for one in told.get(entry.about, ()) if occurrence_of(context.plan, one) == meant]
            yield from _twice(entry, before)
            yield from _long_ago(context, entry)
            if held is not None:
                finished = list(_finished(context, entry, held, meant))
                yield from finished or _falls(entry, before)


def _twice(entry: Entry, before: list[Entry]) -> Iterator[Finding]:
    """Yield where a unit said the same words of the same matter within a day."""
    words = _plain(entry.summary)
    for other in before:
        near = abs(entry.recorded - other.recorded) < _SOON
        if near and other.unit == entry.unit and _plain(other.summary) == words:
            message = msg(
                "the same words were recorded already ({id}); to change that entry, “qtrack correct {id}”",
                id=other.id,
            )
            yield finding(message, entry.path, "summary", level=Level.WARNING)
            return


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _falls(entry: Entry, before: list[Entry]) -> Iterator[Finding]:
    """Yield where the share is below the one said last, and nothing was sent back since."""
    share, last = entry.percent, None
    for other in oldest_first(before):
        if other.returns:
            last = None
        elif other.percent is not None and other.date <= entry.date:
            last = other
    if share is not None and last is not None and last.percent is not None and share < last.percent:
        message = msg(
            "the share falls from {before}% on {date} to {after}%; if {id} was wrong, “qtrack correct {id}”",
            before=last.percent,
            date=last.date,
            after=entry.percent,
            id=last.id,
        )
        yield finding(message, entry.path, "percent", level=Level.WARNING)


def _finished(context: CheckContext, entry: Entry, held: Standing, meant: str) -> Iterator[Finding]:
    """Yield where the work, or all that it belongs to, had ended by the day of the entry."""
    about = entry.about if _ended(entry.about, held, meant) else held.id
    if not _ended(about, held, meant):
        return
    words = (one for one in reversed(held.entries) if one.status and one.status.ended)
    last = next((one for one in words if one.about == about), None)
    status = last.status if last and last.status else held.status
    values: dict[str, object] = {"id": about, "status": STATUSES[status], "entry": last.id if last else ""}
    notice = context.plan.head.ending(about, entry.date)
    if last is None and notice:
        values |= {"number": notice.number, "date": notice.issued}
        message = msg(
            "{number} took the place of {id} on {date}; what is said of it counts for nothing", **values
        )
    elif last is None:
        message = msg("{id} is done by its parts already", **values)
    elif status is Status.CLOSED:
        message = msg("{id} is closed already ({entry}); what is said of it counts for nothing", **values)
    else:
        message = msg("{id} is reported {status} already ({entry})", **values)
    yield finding(message, entry.path, "about", level=Level.WARNING)


def _ended(about: str, held: Standing, meant: str) -> bool:
    if about == held.id:
        return held.status.ended
    for part in held.deliverables:
        if part.deliverable.id == about:
            of_period = [one.state in _DONE for one in part.occurrences if one.period == meant]
            return any(of_period) if meant else part.done or part.left_out
    return False


def _duties_to_come(entry: Entry, held: Standing) -> Iterator[Finding]:
    """Yield where a whole is said to be done while duties of it are still to be done again."""
    if entry.status is not Status.DONE or entry.about != held.id:
        return
    for part in held.deliverables:
        periods = tuple(one.period for one in part.occurrences if one.state.open)
        if periods:
            message = msg(
                "{id} is said to be done, yet {duty} for {periods} is still to be done",
                id=entry.about,
                duty=part.deliverable.id,
                periods=runs(periods),
            )
            yield finding(message, entry.path, "status", level=Level.WARNING)


def _long_ago(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """Yield a day long past, unless the entry names a period, or the plan is over."""
    past = context.today - entry.date
    if past > _LONG_AGO and not entry.period and context.today <= context.plan.head.end:
        message = msg("the date {date} is {days} ago", date=entry.date, days=days(past.days))
        yield finding(message, entry.path, "date", level=Level.WARNING)
