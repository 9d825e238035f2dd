"""Where a whole stands at a day: status, progress, pace (rules 10, 11, 26 to 28), what is open (rule 40)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.recompute.days import Span, pace, rounded
from tests.recompute.deliverables import deliverable_at, duty_at, not_ended
from tests.recompute.exercised import seen
from tests.recompute.indicators import indicator_at
from tests.recompute.parts import Part
from tests.recompute.plan import Entry, Plan, Whole
from tests.recompute.words import ENDED, FINISHED, Told, told_of, words_about

Figure = Fraction | None


@dataclass(frozen=True)
class Row:
    """Something open with its deadline (rule 40); `begins` where it returns."""

    due: date
    kind: str
    id: str
    period: str
    begins: date | None = None


@dataclass(frozen=True)
class Standing:
    """A task, or the goals of a section, at a day."""

    whole: Whole
    entries: Sequence[Entry]
    told: Told
    parts: tuple[Part, ...]
    due: date
    status: str
    since: date | None
    said: Figure
    computed: Figure
    pace: Fraction

    @property
    def deliverables(self) -> list[Part]:
        """Its deliverables, in the order of the file."""
        return [part for part in self.parts if not part.is_indicator]

    @property
    def indicators(self) -> list[Part]:
        """Its indicators, in the order of the file."""
        return [part for part in self.parts if part.is_indicator]

    @property
    def reports(self) -> list[Entry]:
        """What counts and neither returns work nor closes it (rule 4)."""
        return [entry for entry in self.entries if not entry.returns and entry.status != "closed"]

    def own(self, part: Part) -> bool:
        """Tell whether a part has an own deadline (rule 11)."""
        return part.due != self.due


def standing(plan: Plan, whole: Whole, counting: Sequence[Entry], day: date) -> Standing:
    """Compute where a whole stands from the entries that count."""
    plan = plan.seen_by(whole)
    if whole.start:
        seen("11 own start")
    entries = [entry for entry in counting if entry.whole == whole.id]
    due = whole.due or plan.span.last
    if not whole.due:
        seen("11 ongoing")
    parts = [
        duty_at(plan, one, entries, day) if one.every else deliverable_at(plan, whole, one, entries, day)
        for one in whole.deliverables
    ]
    parts = [not_ended(plan, part, day) for part in parts]
    if any(not part.returns and part.due != due for part in parts):
        seen("11 own deadline")
    parts += [indicator_at(plan, one, entries, day) for one in whole.indicators]
    told = told_of(words_about(entries, whole.id), plan.office)
    status, since = _status(whole, told, parts, entries)
    if told.since and told.since > due and status in FINISHED:
        seen("12 done late")
    said = None if told.share is None else rounded(told.share)
    if said is not None:
        seen("26 said")
    return Standing(
        whole=whole,
        entries=entries,
        told=told,
        parts=tuple(parts),
        due=due,
        status=status,
        since=since,
        said=said,
        computed=_computed(parts),
        pace=_pace(plan, due, day, parts, said),
    )


def _status(
    whole: Whole, told: Told, parts: Sequence[Part], entries: Sequence[Entry]
) -> tuple[str, date | None]:
    """Give the status of the whole, and since when it is ended (rules 10, 28)."""
    if told.status in ENDED:
        return str(told.status), told.since
    needed = [part for part in parts if not part.dropped]
    if needed and all(part.fulfilled for part in needed):
        seen("28 all fulfilled")
        last = max(part.since for part in needed if part.since)
        if not any(_takes_back(word) and word.date > last for word in words_about(entries, whole.id)):
            seen("10 by parts")
            return "done", last
        seen("10 taken back")
    if told.status:
        if any(part.status in FINISHED for part in parts):
            seen("5 whole and parts apart")
        return told.status, None
    if entries:
        seen("10 any entry")
    return "in-progress" if entries else "not-started", None


def _takes_back(word: Entry) -> bool:
    if word.status:
        return word.status not in ENDED
    return word.share is not None and word.share < 100


def _computed(parts: Sequence[Part]) -> Figure:
    """Give the mean of the shares of the parts (rule 26)."""
    counted = [part for part in parts if part.counts]
    known = any(part.share is not None for part in counted)
    if counted and not known and any(part.value is not None for part in parts):
        seen("26 value of no part")
        known = True
    if not counted or not known:
        seen("26 unknown")
        return None
    if len(counted) > 1:
        seen("26 mean")
        if any(part.share is None for part in counted):
            seen("26 counts 0")
    return _mean([(part.share or Fraction(0), part.weight) for part in counted])


def _mean(weighed: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Give the mean of shares, each with its points (rule 26)."""
    if len({weight for _, weight in weighed}) > 1:
        seen("26 points")
    whole = sum((weight for _, weight in weighed), Fraction(0))
    return rounded(sum((share * weight for share, weight in weighed), Fraction(0)) / whole)


def _pace(plan: Plan, due: date, day: date, parts: Sequence[Part], said: Figure) -> Fraction:
    """Give the pace of the whole (rule 27)."""
    paces = [(part.pace, part.weight) for part in parts if part.counts and part.pace is not None]
    if said is not None or not paces:
        seen("27 pace of the whole")
        return rounded(pace(Span(plan.span.first, due), day, months=plan.months))
    seen("27 pace of parts")
    return _mean(paces)


def rows(at: Standing, day: date) -> list[Row]:
    """Give what is open with its deadline (rule 40)."""
    if at.status == "closed":
        return []
    if at.status in ENDED:
        listed = [row for row in late_rows(at, day) if row.due < day]
        if listed:
            seen("40 of done or dropped")
        return listed
    listed = [Row(at.due, "task", at.whole.id, ""), *_open_parts(at, day)]
    for row in listed:
        seen("40 year" if row.kind == "indicator" and row.period else f"40 {row.kind}")
    return listed


def _open_parts(at: Standing, day: date) -> Iterator[Row]:
    for part in at.deliverables:
        if part.returns:
            yield from (
                Row(one.due, "occurrence", part.id, one.period, one.begins)
                for one in part.times
                if one.is_open
            )
        elif not part.dropped and not part.fulfilled and at.own(part):
            yield Row(part.due, "deliverable", part.id, "")
    for part in at.indicators:
        if not part.to_hold and not part.fulfilled:
            yield from _open_indicator(part, day)


def _open_indicator(part: Part, day: date) -> Iterator[Row]:
    if part.year:
        yield from (
            Row(one.due, "indicator", part.id, one.period, one.begins) for one in part.times if one.is_open
        )
        return
    if day <= part.due:
        yield from (Row(one.due, "milestone", part.id, "") for one in part.times if one.is_open)
    yield Row(part.due, "indicator", part.id, "")


def late_rows(at: Standing, day: date) -> Iterator[Row]:
    """Give what makes done or dropped work red, but for what is to be held (rules 33, 34, 40)."""
    by = at.since if at.status == "dropped" else None
    if at.status == "dropped":
        if at.told.verified:
            return
        if at.since and at.due < at.since:
            yield Row(at.due, "task", at.whole.id, "")
    for row in _open_parts(at, day):
        if row.due < day and (by is None or row.due < by):
            yield row
