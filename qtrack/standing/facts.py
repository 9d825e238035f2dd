"""Which entries count at a date."""

from datetime import date

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.plan import Plan


class Facts(msgspec.Struct, frozen=True):
    """The entries that count, oldest first, by the section or task they belong to."""

    as_of: date
    known_at: date | None
    by_holder: dict[str, tuple[Entry, ...]]

    def about(self, about: str) -> tuple[Entry, ...]:
        """Return the entries about exactly this section, task or deliverable, oldest first."""
        return tuple(each for each in self.of(about.partition(".")[0]) if each.about == about)

    def of(self, holder: str) -> tuple[Entry, ...]:
        """Return all entries of a section or task, those of its deliverables included."""
        return self.by_holder.get(holder, ())


def known(plan: Plan, known_at: date | None) -> tuple[Entry, ...]:
    """Return the entries recorded up to the end of `known_at`; all of them where it is None."""
    if known_at is None:
        return plan.entries
    return tuple(each for each in plan.entries if each.recorded.date() <= known_at)


def facts(plan: Plan, as_of: date, known_at: date | None = None) -> Facts:
    """Return what was so by the end of `as_of`, as far as it was recorded by the end of `known_at`.

    A corrected entry does not count, from the moment its correction is known; of a chain of
    corrections only the last link counts. Of two corrections of one entry the one recorded last counts.
    """
    entries = known(plan, known_at)
    corrected = {each.corrects for each in entries if each.corrects} | _outdone(entries)
    found: dict[str, list[Entry]] = {}
    for each in sorted(entries, key=lambda entry: (entry.date, entry.recorded, entry.id)):
        if each.id not in corrected and each.date <= as_of:
            found.setdefault(each.holder, []).append(each)
    return Facts(as_of, known_at, {holder: tuple(each) for holder, each in found.items()})


def _outdone(entries: tuple[Entry, ...]) -> set[str]:
    """Return corrections whose entry was corrected again by another that was recorded later."""
    last: dict[str, Entry] = {}
    for each in entries:
        if each.corrects:
            rival = last.get(each.corrects)
            if rival is None or (each.recorded, each.id) > (rival.recorded, rival.id):
                last[each.corrects] = each
    return {each.id for each in entries if each.corrects and last[each.corrects] is not each}
