"""Whether work was reported done, and what its closing or its return would answer."""

from datetime import date

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.facts import facts
from qtrack.standing.recurrence import occurrence_of


class Word(msgspec.Struct, frozen=True):
    """The last word on a matter at a date: the entry that says a status, if any.

    `parts` are the reports of done of all its parts, where these make the whole done; `periods` are the
    occurrences of a returning duty whose last word is done.
    """

    last: Entry | None
    parts: tuple[Entry, ...] = ()
    periods: tuple[str, ...] = ()

    @property
    def reports(self) -> tuple[Entry, ...]:
        """The reports that the work is done; none where it is not."""
        if self.last is not None and self.last.status is Status.DONE:
            return (self.last,)
        return self.parts


def last_word(plan: Plan, about: str, period: str, as_of: date) -> Word:
    """Return the last word on a section, a task, a deliverable, or an occurrence of a returning duty."""
    by_period: dict[str, Entry] = {}
    for each in facts(plan, as_of).about(about):
        if each.status is not None:
            by_period[occurrence_of(plan, each)] = each
    last = by_period.get(period)
    periods = tuple(name for name, each in by_period.items() if name and each.status is Status.DONE)
    done_by_parts = (last is None or not last.status or not last.status.ended) and _done(plan, about, as_of)
    return Word(last, _parts(plan, about, as_of) if done_by_parts else (), periods)


def _done(plan: Plan, about: str, as_of: date) -> bool:
    standing = assess(plan, as_of).of(about)
    return standing is not None and standing.status is Status.DONE


def _parts(plan: Plan, about: str, as_of: date) -> tuple[Entry, ...]:
    """Return the reports that made a whole done: the last words of its deliverables."""
    standing = assess(plan, as_of).of(about)
    if standing is None:
        return ()
    ended = {each.deliverable.id for each in standing.deliverables if each.status is Status.DONE}
    last = {each.about: each for each in standing.entries if each.about in ended and each.status}
    return tuple(last.values())
