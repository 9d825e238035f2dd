"""The last word on a matter at a date, and the reports by which it is done."""

from datetime import date

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.facts import facts_about, oldest_first
from qtrack.standing.reported.status import Reported, reported_on

#: What was last said of a matter at a date; the reports that the work is done, of the whole or of all its
#: parts; and the occurrences of a returning duty whose last word is done.
Word = tuple[Reported, tuple[Entry, ...], tuple[str, ...]]


def last_word(plan: Plan, about: str, period: str, as_of: date) -> Word:
    """Return the last word on a section, a task, a deliverable, or an occurrence of a returning duty."""
    words: dict[str, list[Entry]] = {period: []}
    for entry in facts_about(plan, about, as_of):
        words.setdefault(occurrence_of(plan, entry), []).append(entry)
    of_all = words.pop("", []) if period else []  # what drops a duty drops each occurrence
    found = {
        name: reported_on(oldest_first([*own, *of_all]), plan.head.office, occurrence=bool(name))
        for name, own in words.items()
    }
    reported = found[period]
    periods = tuple(name for name, word in found.items() if name and word.status is Status.DONE)
    reports: tuple[Entry, ...] = ()
    if reported.status is None or not reported.status.ended:
        reports = _done_by_parts(plan, about, as_of)
    elif reported.status is Status.DONE and reported.word:
        reports = (reported.word,)
    return reported, reports, periods


def _done_by_parts(plan: Plan, about: str, as_of: date) -> tuple[Entry, ...]:
    """Return the reports that made a whole done, if it is: the last words of its deliverables."""
    standing = assess(plan, as_of).of(about)
    if standing is None or standing.status is not Status.DONE:
        return ()
    ended = {part.deliverable.id for part in standing.deliverables if part.status is Status.DONE}
    last = {entry.about: entry for entry in standing.entries if entry.about in ended and entry.status}
    return tuple(last.values())
