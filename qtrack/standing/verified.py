"""Whether work was reported done, and what its closing or its return would answer."""

from datetime import date

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.facts import by_day, facts_about
from qtrack.standing.reported.status import Reported, reported_on


class Word(msgspec.Struct, frozen=True):
    """What was last said of a matter at a date.

    `parts` are the reports of done of all its parts, where these make the whole done; `periods` are the
    occurrences of a returning duty whose last word is done.
    """

    reported: Reported
    parts: tuple[Entry, ...] = ()
    periods: tuple[str, ...] = ()

    @property
    def last(self) -> Entry | None:
        """The entry that says the status, if any does."""
        return self.reported.word

    @property
    def reports(self) -> tuple[Entry, ...]:
        """The reports that the work is done; none where it is not."""
        if self.last is not None and self.reported.status is Status.DONE:
            return (self.last,)
        return self.parts

    @property
    def to_verify(self) -> tuple[Entry, ...]:
        """What can be closed: reports that the work is done, or that it was dropped."""
        if self.last is not None and self.reported.status is Status.DROPPED and not self.reported.verified:
            return (self.last,)
        return self.reports


def last_word(plan: Plan, about: str, period: str, as_of: date) -> Word:
    """Return the last word on a section, a task, a deliverable, or an occurrence of a returning duty."""
    words: dict[str, list[Entry]] = {period: []}
    for entry in facts_about(plan, about, as_of):
        words.setdefault(occurrence_of(plan, entry), []).append(entry)
    of_all = words.pop("", []) if period else []  # what drops a duty drops each occurrence
    found = {
        name: reported_on(sorted([*own, *of_all], key=by_day), plan.head.office, occurrence=bool(name))
        for name, own in words.items()
    }
    reported = found[period]
    periods = tuple(name for name, word in found.items() if name and word.status is Status.DONE)
    ended = reported.status is not None and reported.status.ended
    return Word(reported, () if ended else _parts(plan, about, as_of), periods)


def _parts(plan: Plan, about: str, as_of: date) -> tuple[Entry, ...]:
    """Return the reports that made a whole done, if it is: the last words of its deliverables."""
    standing = assess(plan, as_of).of(about)
    if standing is None or standing.status is not Status.DONE:
        return ()
    ended = {part.deliverable.id for part in standing.deliverables if part.status is Status.DONE}
    last = {entry.about: entry for entry in standing.entries if entry.about in ended and entry.status}
    return tuple(last.values())
