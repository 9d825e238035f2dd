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
    circles = {
        identifier: below[-1] for identifier, below in chains.below.items() if identifier not in reached
    }
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
    for identifier in chains.order:
        lost, by, entry = found.get(identifier), holding.get(identifier), chains.by_id.get(identifier)
        if by is not None:
            found[identifier] = by
        for claim in chains.below.get(identifier, ()):
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
        identifier: tuple(sorted((claim for claim in below if not _undone(claim, holding)), key=by_moment))
        for identifier, below in chains.below.items()
    }
    return {identifier: claims for identifier, claims in found.items() if len(claims) > 1}


def threads(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries with what corrects or withdraws them: each tree newest first, the newest first."""
    chains = _chains(entries := tuple(entries))
    found: dict[str, list[Entry]] = {}
    root_of: dict[str, str] = {}
    for identifier in chains.order:
        root_of.update(
            (claim.id, root_of.get(identifier, identifier)) for claim in chains.below.get(identifier, ())
        )
    for entry in entries:
        found.setdefault(root_of.get(entry.id, entry.id), []).append(entry)
    trees = [tuple(sorted(tree, key=by_moment, reverse=True)) for tree in found.values()]
    return tuple(sorted(trees, key=lambda tree: by_moment(tree[0]), reverse=True))


def _chains(entries: Iterable[Entry]) -> _Chains:
    by_id: dict[str, Entry] = {}
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id[entry.id] = entry
        if entry.replaces:
            below.setdefault(entry.replaces, []).append(entry)
    order = [identifier for identifier in below if identifier not in by_id or not by_id[identifier].replaces]
    for identifier in order:  # grows while it is gone through: from the roots down
        order += [claim.id for claim in below.get(identifier, ())]
    return _Chains(by_id, below, order)


def _holding(chains: _Chains) -> dict[str, Entry]:
    """Return for each entry the correction or withdrawal of it that holds, if any does."""
    holding: dict[str, Entry] = {}
    for identifier in reversed(chains.order):  # from the leaves up: what is withdrawn replaces nothing
        claims = [claim for claim in chains.below.get(identifier, ()) if not _undone(claim, holding)]
        if claims:
            holding[identifier] = max(claims, key=by_moment)
    return holding


def _undone(claim: Entry, holding: dict[str, Entry]) -> bool:
    by = holding.get(claim.id)
    return by is not None and bool(by.withdraws)
