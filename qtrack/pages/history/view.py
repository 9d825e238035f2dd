"""Who said what when: the ledger of entries, with what corrects, withdraws, sends back or closes."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan, Task
from qtrack.records.page import Page
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.chasing import ChaseStanding, chases
from qtrack.standing.reported.facts import counting, known, oldest_first, replaced, threads
from qtrack.standing.reported.reporting import late


class EntryKind(StrEnum):
    """What an entry does in the ledger."""

    REPORT = "report"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    RETURN = "return"  # 退回补充
    CLOSING = "closing"  # 销号
    REOPENING = "reopening"  # of what was closed
    REMINDER = "reminder"  # 催办


class HistoryRow(PageEntry, frozen=True, kw_only=True):
    """An entry as the ledger has it. `late` is 补报; `gone_unit` is whose word took it out, if it is gone."""

    as_json: ClassVar = f"{PageEntry.as_json} kind title recorded_at=recorded late"

    kind: EntryKind
    title: str
    late: bool
    gone_unit: str


class History(Page, frozen=True):
    """The whole page: threads, newest first; in each an entry and what it stands in for or takes out.

    It is of a section, task or deliverable, of a unit, of days of recording; empty is all.
    """

    as_json: ClassVar = "as_of known_at about since until unit threads"

    about: str
    unit: str
    since: date | None
    until: date | None
    threads: tuple[tuple[HistoryRow, ...], ...]

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        """All entries in the order of the page."""
        return tuple(row for thread in self.threads for row in thread)


def history(
    plan: Plan,
    as_of: date,
    known_at: date | None = None,
    *,
    about: str = "",
    unit: str = "",
    since: date | None = None,
    until: date | None = None,
) -> History:
    """Make the ledger of what was so by `as_of`, as far as it was recorded by `known_at`.

    Of entries that belong together all are shown where any passes.
    """

    def passes(entry: Entry) -> bool:
        return (
            (not about or about in _places(plan, entry))
            and (not unit or entry.unit == unit)
            and (since or date.min) <= entry.recorded.date() <= (until or date.max)
        )

    entries = known(plan, known_at)
    gone = replaced(entries)
    reopened = frozenset(_reopenings(plan, entries))
    issued = chases(plan, as_of, known_at)
    seen = [entry for entry in entries if entry.date <= as_of]
    rows = (
        tuple(_row(plan, entry, gone.get(entry.id), reopened, issued.get(entry.id)) for entry in thread)
        for thread in threads(seen)
        if any(map(passes, thread))
    )
    return History(plan.head.name, as_of, known_at, about, unit, since, until, tuple(rows))


def _places(plan: Plan, entry: Entry) -> Iterator[str]:
    """Yield whatever an entry belongs to: its deliverable, its task, its section."""
    yield entry.about
    yield entry.holder
    holder = plan.holder(entry.about)
    if isinstance(holder, Task) and (section := plan.home_of(holder)):
        yield section.id


def _row(
    plan: Plan, entry: Entry, gone_by: Entry | None, reopened: frozenset[str], issued: ChaseStanding | None
) -> HistoryRow:
    holder = plan.holder(entry.about)
    part = plan.deliverables.get(entry.about)
    kind, head = _kind(entry, reopened), plan.head_of(holder) if holder else plan.head
    return HistoryRow(
        **msgspec.structs.asdict(page_entry(plan, holder, entry, gone_by, issued)),
        kind=kind,
        title=part.title if part else holder.title if holder else "",
        late=kind in {EntryKind.REPORT, EntryKind.REOPENING} and late(head, entry),
        gone_unit=plan.register.short(gone_by.unit) if gone_by else "",
    )


def _kind(entry: Entry, reopened: frozenset[str]) -> EntryKind:
    if entry.withdraws:
        return EntryKind.WITHDRAWAL
    if entry.corrects:
        return EntryKind.CORRECTION
    if entry.chases:
        return EntryKind.REMINDER
    if entry.returns:
        return EntryKind.RETURN
    if entry.status is Status.CLOSED:
        return EntryKind.CLOSING
    return EntryKind.REOPENING if entry.id in reopened else EntryKind.REPORT


def _reopenings(plan: Plan, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the entries that speak of open work where the last word before was that it is closed."""
    closed: set[tuple[str, str]] = set()
    for entry in oldest_first(counting(entries)):
        key = (entry.about, occurrence_of(plan, entry))
        if entry.status is Status.CLOSED:
            closed.add(key)
        elif entry.status is not None:
            if key in closed and not entry.status.ended:
                yield entry.id
            closed.discard(key)
