"""Which entries still count, where some correct or withdraw others.

Corrections and withdrawals are entries like any other, so that clones can merge them. Together they make
trees: at each root an entry as it was first said, below each entry whatever corrects or withdraws it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from qtrack.model.entry import Entry
from qtrack.standing.reported.order import by_moment


class _Chains(NamedTuple):
    """The trees. `below` has the entries against each id, `order` every id that a root leads to."""

    by_id: dict[str, Entry]
    below: dict[str, list[Entry]]
    order: list[str]


def replaced(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return each entry that does not count any more, by its id, with the entry by which that is so.

    A correction stands in for an entry, a withdrawal takes it out. Withdrawing a correction or a
    withdrawal undoes it, as if it had never been recorded. Where several correct or withdraw one entry,
    the one recorded last holds, as `qtrack.standing.reported.order` has it; the others do not count.
    Entries that lead round in a circle replace one another.
    """
    chains = _chains(entries)
    reached = set(chains.order)
    circles = {each: below[-1] for each, below in chains.below.items() if each not in reached}
    return _replaced(chains) | circles


def lifted(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of the entries of which nothing is asked any more, whatever was wrong with them.

    They are those that another entry stands in for or takes out. An entry in a circle is none of them,
    and none that would correct a withdrawal.
    """
    chains = _chains(entries)
    gone = ((chains.by_id.get(identifier), by) for identifier, by in _replaced(chains).items())
    return frozenset(entry.id for entry, by in gone if entry is not None and entry.corrects != by.id)


def _replaced(chains: _Chains) -> dict[str, Entry]:
    holding = _holding(chains)
    found: dict[str, Entry] = {}
    for each in chains.order:
        lost, by, entry = found.get(each), holding.get(each), chains.by_id.get(each)
        if by is not None:
            found[each] = by
        for claim in chains.below.get(each, ()):
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
    return tuple(each for each in entries if each.id not in gone and not each.withdraws)


def rivals(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries that several correct or withdraw, by id, with these, the one that holds last."""
    chains = _chains(entries)
    holding = _holding(chains)
    found = {
        each: tuple(sorted((claim for claim in below if not _undone(claim, holding)), key=by_moment))
        for each, below in chains.below.items()
    }
    return {each: claims for each, claims in found.items() if len(claims) > 1}


def threads(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries with what corrects or withdraws them: each tree newest first, the newest first."""
    chains = _chains(entries := tuple(entries))
    found: dict[str, list[Entry]] = {}
    root_of: dict[str, str] = {}
    for each in chains.order:
        root_of.update((claim.id, root_of.get(each, each)) for claim in chains.below.get(each, ()))
    for entry in entries:
        found.setdefault(root_of.get(entry.id, entry.id), []).append(entry)
    trees = [tuple(sorted(each, key=by_moment, reverse=True)) for each in found.values()]
    return tuple(sorted(trees, key=lambda each: by_moment(each[0]), reverse=True))


def _chains(entries: Iterable[Entry]) -> _Chains:
    by_id: dict[str, Entry] = {}
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id[entry.id] = entry
        if entry.replaces:
            below.setdefault(entry.replaces, []).append(entry)
    order = [each for each in below if each not in by_id or not by_id[each].replaces]
    for each in order:  # grows while it is gone through: from the roots down
        order += [claim.id for claim in below.get(each, ())]
    return _Chains(by_id, below, order)


def _holding(chains: _Chains) -> dict[str, Entry]:
    """Return for each entry the correction or withdrawal of it that holds, if any does."""
    holding: dict[str, Entry] = {}
    for each in reversed(chains.order):  # from the leaves up: what is withdrawn replaces nothing
        claims = [claim for claim in chains.below.get(each, ()) if not _undone(claim, holding)]
        if claims:
            holding[each] = max(claims, key=by_moment)
    return holding


def _undone(claim: Entry, holding: dict[str, Entry]) -> bool:
    by = holding.get(claim.id)
    return by is not None and bool(by.withdraws)
