"""Which entries count at a date, where some correct or withdraw others, and in which order.

Corrections and withdrawals are entries like any other, so that clones can merge them. Together they make
trees: at each root an entry as it was first said, below each entry whatever corrects or withdraws it.

Entries are ordered by the day they speak of, or by the moment they were recorded. Of one moment the weaker
word comes last, and so is the one that holds: what the files of entries are called decides nothing, and
whoever reads the entries can put them in order.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Final

from qtrack.model.entry import Entry, Status
from qtrack.model.ids import holder_of
from qtrack.model.plan import Plan

#: The trees: entries by their ids, the entries against each id, and every id that a root leads to.
_Chains = tuple[dict[str, Entry], dict[str, list[Entry]], list[str]]

_STRONGEST_FIRST: Final = (
    Status.CLOSED,
    Status.DONE,
    Status.DROPPED,
    None,
    Status.IN_PROGRESS,
    Status.BLOCKED,
    Status.NOT_STARTED,
)
_STRENGTH: Final = {status: place for place, status in enumerate(_STRONGEST_FIRST)}


def oldest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by the day they speak of; only of one moment what they say decides."""
    entries = list(entries)
    by_time = {_times(entry): entry for entry in entries}
    if len(by_time) == len(entries):
        return [by_time[times] for times in sorted(by_time)]
    return sorted(entries, key=lambda entry: (*_times(entry), *_weaker_last(entry)))


_times: Final = attrgetter("date", "recorded")


def by_moment(entry: Entry) -> tuple[object, ...]:
    """Return what orders entries by the moment they were recorded, oldest first."""
    return entry.recorded, entry.date, *_weaker_last(entry)


def _weaker_last(entry: Entry) -> tuple[object, ...]:
    """Order by status, then share, then values, the better first; the ids are for what says the same."""
    share = () if entry.percent is None else (-entry.percent,)
    values: tuple[tuple[str, Decimal], ...] = ()
    if entry.actuals:
        values = tuple((name, -value) for name, value in sorted(entry.actuals.items()))
    return _STRENGTH[entry.status], share, values, entry.unit, entry.id


def known(plan: Plan, known_at: date | None) -> Sequence[Entry]:
    """Return the entries recorded up to the end of `known_at`; all of them where it is None."""
    if known_at is None:
        return plan.entries
    return tuple(entry for entry in plan.entries if entry.recorded.date() <= known_at)


def facts(
    plan: Plan, as_of: date, known_at: date | None = None, *, dated_by: date | None = None
) -> dict[str, tuple[Entry, ...]]:
    """Return what was so by the end of `as_of`, as far as it was recorded by the end of `known_at`.

    They are the entries that count, oldest first, by the section or task they belong to. With `dated_by`
    nothing that is dated after that day counts, as if nobody had reported since. A reminder is no fact about
    the work. A corrected or withdrawn entry does not count, from the moment that the correction or
    withdrawal is known, whatever day that speaks of.
    """
    last = min(as_of, dated_by or as_of)
    found: dict[str, list[Entry]] = {}
    for entry in counting(known(plan, known_at)):
        if entry.date <= last and entry.chases is None:
            found.setdefault(entry.holder, []).append(entry)
    return {holder: tuple(oldest_first(own)) for holder, own in found.items()}


def facts_about(plan: Plan, about: str, as_of: date) -> tuple[Entry, ...]:
    """Return the entries that count about exactly this section, task or deliverable, oldest first."""
    own = facts(plan, as_of).get(holder_of(about), ())
    return tuple(entry for entry in own if entry.about == about)


def replaced(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return each entry that does not count any more, by its id, with the entry by which that is so.

    A correction stands in for an entry, a withdrawal takes it out. Withdrawing a correction or a
    withdrawal undoes it, as if it had never been recorded. Where several correct or withdraw one entry,
    the one recorded last holds, as `by_moment` has it; the others do not count.
    Entries that lead round in a circle replace one another.
    """
    chains = _chains(entries)
    _, below, order = chains
    reached = set(order)
    circles = {name: claims[-1] for name, claims in below.items() if name not in reached}
    return _replaced(chains) | circles


def lifted(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of the entries of which nothing is asked any more, whatever was wrong with them.

    They are those that another entry stands in for or takes out. An entry in a circle is none of them,
    and none that would correct a withdrawal.
    """
    chains = _chains(entries)
    gone = ((chains[0].get(name), by) for name, by in _replaced(chains).items())
    return frozenset(entry.id for entry, by in gone if entry is not None and entry.corrects != by.id)


def _replaced(chains: _Chains) -> dict[str, Entry]:
    by_id, below, order = chains
    holding = _holding(chains)
    found: dict[str, Entry] = {}
    for name in order:
        lost, by, entry = found.get(name), holding.get(name), by_id.get(name)
        if by is not None:
            found[name] = by
        for claim in below.get(name, ()):
            if lost is not None:
                found[claim.id] = lost
            elif entry is not None and entry.withdraws and not claim.withdraws:
                found[claim.id] = entry  # a withdrawal says nothing that could be corrected
            elif by is not None and claim is not by and not _undone(claim, holding):
                found[claim.id] = by
    return found


def counting(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that count, in the same order; a withdrawal itself never does."""
    entries = tuple(entries)
    gone = replaced(entries)
    return tuple(entry for entry in entries if entry.id not in gone and not entry.withdraws)


def rivals(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries that several correct or withdraw, by id, with these, the one that holds last."""
    chains = _chains(entries)
    holding = _holding(chains)
    found = {
        name: tuple(sorted((claim for claim in claims if not _undone(claim, holding)), key=by_moment))
        for name, claims in chains[1].items()
    }
    return {name: claims for name, claims in found.items() if len(claims) > 1}


def threads(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries with what corrects or withdraws them: each tree newest first, the newest first."""
    _, below, order = _chains(entries := tuple(entries))
    found: dict[str, list[Entry]] = {}
    root_of: dict[str, str] = {}
    for name in order:
        root_of.update((claim.id, root_of.get(name, name)) for claim in below.get(name, ()))
    for entry in entries:
        found.setdefault(root_of.get(entry.id, entry.id), []).append(entry)
    trees = [tuple(sorted(tree, key=by_moment, reverse=True)) for tree in found.values()]
    return tuple(sorted(trees, key=lambda tree: by_moment(tree[0]), reverse=True))


def _chains(entries: Iterable[Entry]) -> _Chains:
    entries = tuple(entries)
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.corrects or entry.withdraws:
            below.setdefault(entry.replaces, []).append(entry)
    by_id = {entry.id: entry for entry in entries} if below else {}
    order = [name for name in below if name not in by_id or not by_id[name].replaces]
    for name in order:  # grows while it is gone through: from the roots down
        order += [claim.id for claim in below.get(name, ())]
    return by_id, below, order


def _holding(chains: _Chains) -> dict[str, Entry]:
    """Return for each entry the correction or withdrawal of it that holds, if any does."""
    _, below, order = chains
    holding: dict[str, Entry] = {}
    for name in reversed(order):  # from the leaves up: what is withdrawn replaces nothing
        claims = [claim for claim in below.get(name, ()) if not _undone(claim, holding)]
        if claims:
            holding[name] = max(claims, key=by_moment)
    return holding


def _undone(claim: Entry, holding: dict[str, Entry]) -> bool:
    by = holding.get(claim.id)
    return by is not None and bool(by.withdraws)
