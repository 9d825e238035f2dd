"""What counts (rules 1 to 4) and what was said of a matter (rules 5 to 8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.recompute.days import period_of, span_of
from tests.recompute.exercised import seen
from tests.recompute.plan import Deliverable, Entry, Indicator, Occurrence, Plan

WEAKER_LAST = ("closed", "done", "dropped", None, "in-progress", "blocked", "not-started")
FINISHED = frozenset({"done", "closed"})
ENDED = frozenset({"done", "closed", "dropped"})


def in_order(entry: Entry) -> tuple[Any, ...]:
    """Give what entries are ordered by (rule 3)."""
    return (
        entry.date,
        entry.recorded,
        WEAKER_LAST.index(entry.status),
        entry.share is not None,
        -(entry.share or 0),
        [(name, -value) for name, value in sorted(entry.actuals.items())],
        entry.unit,
        entry.id,
    )


def standing_entries(plan: Plan, known: date | None) -> list[Entry]:
    """Give the entries that corrections and withdrawals leave, in their order (rules 2 and 3)."""
    entries = []
    for entry in plan.entries:
        local = entry.recorded.astimezone(plan.zone).date()
        if known is not None and (local <= known) != (entry.recorded.astimezone(UTC).date() <= known):
            seen("1 day of the zone")
        if known is not None and local > known:
            seen("1 later than K")
        else:
            entries.append(entry)
    return sorted(filter(_Chains(entries).stands, entries), key=in_order)


def counting(plan: Plan, day: date, known: date | None) -> list[Entry]:
    """Give the entries that count, in their order (rules 1 to 3)."""
    result = []
    for entry in standing_entries(plan, known):
        if entry.chases:
            seen("1 reminder")
        elif entry.date > day:
            seen("2 correction after D" if entry.corrects else "1 later than D")
        else:
            result.append(entry)
    for one, other in pairwise(result):
        if (one.date, one.recorded, one.whole) == (other.date, other.recorded, other.whole):
            seen("3 one second")
    return result


class _Chains:
    """What stands after corrections and withdrawals (rule 2)."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._naming: dict[str, list[Entry]] = {}
        for entry in entries:
            named = entry.corrects or entry.withdraws
            if named:
                self._naming.setdefault(named, []).append(entry)

    def stands(self, entry: Entry) -> bool:
        """Tell whether an entry counts: nothing is in its place, and the place that it takes is its own."""
        if entry.withdraws or not self._holds(entry):
            return False
        instead = self._instead(entry)
        if instead is not None:
            seen("2 withdrawal" if instead.withdraws else "2 correction")
        return instead is None

    def _instead(self, entry: Entry) -> Entry | None:
        """Give the correction or withdrawal that holds of those that name an entry."""
        naming = [one for one in self._naming.get(entry.id, ()) if not self._undone(one)]
        if entry.withdraws:
            naming = [one for one in naming if one.withdraws]
        if len(naming) > 1:
            seen("2 of several")
            if sum(one.recorded == max(other.recorded for other in naming) for one in naming) > 1:
                seen("2 of several of one second")
        return max(naming, key=lambda one: (one.recorded, in_order(one)), default=None)

    def _undone(self, entry: Entry) -> bool:
        """Tell whether a correction or a withdrawal was withdrawn."""
        instead = self._instead(entry)
        if instead is None or not instead.withdraws:
            return False
        seen("2 withdrawal undone" if entry.withdraws else "2 correction undone")
        return True

    def _holds(self, entry: Entry) -> bool:
        """Tell whether what an entry names has it in its place, and so on back to the first of the row."""
        named = entry.corrects or entry.withdraws
        if not named or named not in self._entries:
            return True
        before = self._entries[named]
        if self._instead(before) is not entry:
            return False
        if not self._holds(before):
            seen("2 names what counts for nothing")
            return False
        return True


@dataclass
class Told:
    """What the words say of a matter, gone through in their order (rules 5 to 8)."""

    status: str | None = None
    since: date | None = None
    share: Fraction | None = None
    verified: bool = False
    sent_back: bool = False
    _ended: bool = field(default=False, repr=False)
    _reopened: bool = field(default=False, repr=False)

    def hear(self, word: Entry, office: str | None) -> None:
        """Go on to the next word."""
        if self._ended and not word.returns:
            seen("7 after closed")
            return
        if self._ended:
            seen("7 closed returned")
        before = self.status
        self._ended = False
        self.status = self._status_by(word)
        if word.share is not None:
            self.share = word.share
        if word.returns or word.status in ENDED:
            self.sent_back = bool(word.returns)
        if _kind(self.status) != _kind(before):
            self._turn(word, before)
        elif (before, self.status) == ("done", "closed"):
            seen("8 row goes on")
        elif self.status == "dropped" and word.status == "dropped":
            seen("7 dropped once more")
        if word.status == "closed":
            self._ended = self.verified = True
        elif word.status == "dropped" and word.unit == office:
            seen("7 dropped by office")
            self.verified = True

    def _turn(self, word: Entry, before: str | None) -> None:
        """Begin a new row of words (rule 8)."""
        if self._reopened and self.status in ENDED:
            seen("8 row broken")
        self._reopened = self._reopened or before in ENDED
        self.since = word.date if self.status in ENDED else None
        self.verified = False

    def _status_by(self, word: Entry) -> str | None:
        if word.status == "closed" and self.status == "dropped":
            seen("7 closed dropped")
            return "dropped"
        if word.status:
            if word.share is not None and word.status in FINISHED and word.share < 100:
                seen("6 share beside status")
            return word.status
        if word.share == 100 and self.status not in FINISHED:
            seen("6 share of 100")
        if word.share is not None and word.share < 100 and self.status == "done":
            seen("6 share reopens")
            return "in-progress"
        if word.share and self.status == "not-started":
            seen("6 share begins")
            return "in-progress"
        return self.status


def _kind(status: str | None) -> str | None:
    return "done" if status in FINISHED else status if status == "dropped" else None


def words_about(entries: Iterable[Entry], name: str) -> list[Entry]:
    """Give the words of rule 5 that name a task, a section or a deliverable."""
    return [one for one in entries if one.about == name and (one.status or one.share is not None)]


def told_of(words: Iterable[Entry], office: str | None) -> Told:
    told = Told()
    for word in words:
        told.hear(word, office)
    return told


def told_of_occurrence(
    duty: Deliverable, occurrence: Occurrence, words: Iterable[Entry], office: str | None
) -> Told:
    """Go through the words about a duty that mean one occurrence (rule 19)."""
    told = Told()
    for word in words:
        if word.status == "dropped" and word.period is None:
            if told.status in FINISHED:
                seen("19 dropped not done")
                continue
            seen("19 dropped")
        elif not _means(duty, occurrence, word):
            continue
        told.hear(word, office)
    return told


def _means(duty: Deliverable, occurrence: Occurrence, word: Entry) -> bool:
    if word.period is not None:
        if word.period == occurrence.period:
            seen("19 by period")
        return word.period == occurrence.period
    if duty.later:
        means = _period_before(duty, word.date) == occurrence.period
        if means:
            seen("19 by date, next")
        return means
    means = word.date in span_of(occurrence.period)
    if means:
        seen("19 by date")
    return means


def _period_before(duty: Deliverable, day: date) -> str:
    every = str(duty.every)
    first = span_of(period_of(every, day)).first
    return period_of(every, date.fromordinal(first.toordinal() - 1))


def values_of(entries: Iterable[Entry], about: Indicator) -> Iterator[tuple[Entry, Fraction]]:
    """Give the entries that have a value of an indicator, in their order (rule 14)."""
    own = [(one, one.actuals[about.id]) for one in entries if about.id in one.actuals]
    if not about.shares:
        yield from own
        return
    of_years = about.yearly or about.kind == "average"
    for at, (entry, _) in enumerate(own):
        if entry.unit not in about.shares:
            seen("14 no share")
            continue
        told = {
            other.unit: value
            for other, value in own[: at + 1]
            if other.unit in about.shares and (not of_years or year_of(other) == year_of(entry))
        }
        if about.kind == "reach" and not about.lower:
            seen("14 sum")
            yield entry, sum(told.values(), Fraction(0))
        elif len(told) == len(about.shares):
            seen("14 sum of all")
            yield entry, sum(told.values(), Fraction(0))
        else:
            seen("14 not all told")


def year_of(entry: Entry) -> str:
    """Give the year that a value is of (rule 17)."""
    return (entry.period or str(entry.date.year))[:4]
