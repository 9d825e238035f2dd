"""What was loaded of a tree of files: the parts of a plan one by one, and the plan that they make."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.head import Document, PlanHead
from qtrack.model.lazy import in_order
from qtrack.model.plan import Plan, Section, Task, natural
from qtrack.model.problem import Problem, Suppression
from qtrack.model.problem import in_order as problems_in_order
from qtrack.model.units import Register
from qtrack.store.tree import HEAD, UNITS

#: In the place of a head that cannot be read: no date lies outside it.
NO_HEAD: Final = PlanHead(0, "", Document("", "", date.min), date.min, date.max)


class Loaded(msgspec.Struct, frozen=True):
    """What a tree holds. `plan` is None where its head or its units cannot be read.

    `broken` are the ids of sections, tasks and entries whose file could not be read, and the names of
    the head and the units where it is theirs, so that nobody takes what stands there for missing.
    `checkable` is the plan, or what can be read of it, for the checks alone; `partly` has besides what
    could be read of files with problems, with `lost` in the place of `broken`.
    """

    plan: Plan | None
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()
    suppressions: tuple[Suppression, ...] = ()
    checkable: Plan | None = None
    partly: Plan | None = None
    lost: frozenset[str] = frozenset()


class Parts:
    """The parts of a plan that were taken from its files so far, and the problems found on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.suppressions: list[Suppression] = []
        self.head: PlanHead | None = None
        self.register: Register | None = None
        self.sections: list[Section] = []
        self.tasks: list[Task] = []
        self.entries: list[Entry] = []
        self.partly: dict[str, PlanHead | Register | Section | Task] = {}
        self.found: set[str] = set()

    def put_partly(self, name: str, value: PlanHead | Register | Section | Task, *, lost: bool) -> None:
        """Add what could be read of a file with problems; `lost` where others may refer to what is not."""
        self.partly[value.path if isinstance(value, Section | Task) else name] = value
        if not lost:
            self.found.add(name)

    def put(self, value: PlanHead | Register | Section | Task) -> None:
        """Add what was read of one file."""
        match value:
            case PlanHead():
                self.head = value
            case Register():
                self.register = value
            case Section():
                self.sections.append(value)
            case Task():
                self.tasks.append(value)

    def add(self, other: "Parts") -> None:
        """Add what another has taken from other files."""
        self.head, self.register = other.head or self.head, other.register or self.register
        self.sections += other.sections
        self.tasks += other.tasks
        self.entries += other.entries
        self.problems += other.problems
        self.broken |= other.broken
        self.suppressions += other.suppressions
        self.partly |= other.partly
        self.found |= other.found

    def loaded(self, entries: Sequence[Entry] | None = None) -> Loaded:
        """Return what has been taken so far as one plan, with other `entries` in the place of those taken."""
        self.broken |= {path for path, read in ((HEAD, self.head), (UNITS, self.register)) if read is None}
        head = self.head or NO_HEAD
        checkable = Plan(
            head,
            self.register or Register(()),
            tuple(sorted(self.sections, key=lambda section: natural(section.id))),
            tuple(sorted(self.tasks, key=lambda task: natural(task.id))),
            in_order(on_clock_of(head, _told_apart(self.entries))) if entries is None else entries,
        )
        return Loaded(
            checkable if self.head and self.register else None,
            problems_in_order(self.problems),
            frozenset(self.broken),
            tuple(self.suppressions),
            checkable,
            self._with_parts(checkable),
            frozenset(self.broken - self.found),
        )

    def _with_parts(self, plan: Plan) -> Plan | None:
        """Return the plan with what could be read of files with problems, None where there is none."""
        if not self.partly:
            return None
        others = Parts()
        for value in (self.head, self.register, *plan.sections, *plan.tasks, *self.partly.values()):
            if value is not None:
                others.put(value)
        return others.loaded(()).checkable


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """Return the entries so that each id that another entry names is that of one.

    Where two folders hold the same, by a copy or a rare chance, the folder stands before it; an entry names
    earlier ones of its own folder only.
    """
    times = Counter(entry.id for entry in entries)
    named = {identifier for entry in entries for identifier in (entry.replaces, entry.returns)}
    own = {(entry.holder, entry.id) for entry in entries if times[entry.id] > 1 and entry.id in named}
    if not own:
        return entries

    def name(entry: Entry, identifier: str) -> str:
        return f"{entry.holder}/{identifier}" if (entry.holder, identifier) in own else identifier

    fields = ("id", "corrects", "withdraws", "returns")
    return [
        msgspec.structs.replace(entry, **{field: name(entry, getattr(entry, field)) for field in fields})
        for entry in entries
    ]


def on_clock_of(head: PlanHead, entries: list[Entry]) -> list[Entry]:
    """Return the entries with the moment of recording as the clock of the plan's timezone shows it."""
    try:
        zone = ZoneInfo(head.timezone)
    except (ValueError, OSError, LookupError):
        return entries  # a check tells of the timezone
    return [_on_clock(entry, zone) for entry in entries]


def _on_clock(entry: Entry, zone: ZoneInfo) -> Entry:
    """Return an entry with the offset of its moment; moments of one zone compare by their hours alone."""
    try:
        offset = entry.recorded.astimezone(zone).utcoffset()
        if offset is None or offset == entry.recorded.utcoffset():
            return entry
        clock = timezone(timedelta(minutes=offset // timedelta(minutes=1)))  # as ISO 8601 writes it
        return msgspec.structs.replace(entry, recorded=entry.recorded.astimezone(clock))
    except OverflowError:  # at the ends of the calendar
        return entry
