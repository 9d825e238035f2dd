"""Which entries count at a date."""

from datetime import date

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.standing.reported.corrections import counting
from qtrack.standing.reported.order import by_day


class Facts(msgspec.Struct, frozen=True):
    """The entries that count, oldest first, by the section or task they belong to."""

    as_of: date
    known_at: date | None
    by_holder: dict[str, tuple[Entry, ...]]

    def about(self, about: str) -> tuple[Entry, ...]:
        """Return the entries about exactly this section, task or deliverable, oldest first."""
        return tuple(entry for entry in self.of(about.partition(".")[0]) if entry.about == about)

    def of(self, holder: str) -> tuple[Entry, ...]:
        """Return all entries of a section or task, those of its deliverables included."""
        return self.by_holder.get(holder, ())


def known(plan: Plan, known_at: date | None) -> tuple[Entry, ...]:
    """Return the entries recorded up to the end of `known_at`; all of them where it is None."""
    if known_at is None:
        return plan.entries
    return tuple(entry for entry in plan.entries if entry.recorded.date() <= known_at)


def facts(plan: Plan, as_of: date, known_at: date | None = None, *, dated_by: date | None = None) -> Facts:
    """Return what was so by the end of `as_of`, as far as it was recorded by the end of `known_at`.

    With `dated_by` nothing that is dated after that day counts, as if nobody had reported since.
    A reminder is no fact about the work. A corrected or withdrawn entry does not count, from the moment
    that the correction or withdrawal is known, whatever day that speaks of;
    `qtrack.standing.reported.corrections` has the rules.
    """
    last = min(as_of, dated_by or as_of)
    found: dict[str, list[Entry]] = {}
    for entry in sorted(counting(known(plan, known_at)), key=by_day):
        if entry.date <= last and entry.chases is None:
            found.setdefault(entry.holder, []).append(entry)
    return Facts(as_of, known_at, {holder: tuple(own) for holder, own in found.items()})
