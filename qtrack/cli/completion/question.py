"""What completion is asked, and what it asks of a plan: no more than what is offered, as it is now."""

import os
import re
import time
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

import msgspec

from qtrack.cli.completion.line import Spot
from qtrack.cli.context import RunContext
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID, TASK_ID, holder_of, parse_about
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.assess import Standing, assess
from qtrack.standing.lights import Light
from qtrack.standing.rules import rule_of
from qtrack.store.reading.cache import snapshot_file
from qtrack.store.reading.plan import PlanReading
from qtrack.store.reading.snapshot import TICK, Snapshot
from qtrack.store.tree import FolderTree
from qtrack.store.user.settings import AS_OF, VARIABLES

#: So many of a kind are offered; of more, those that are likeliest.
MOST: Final = 40
#: So many tasks, at most, are read anew to find the likeliest; else the first are taken.
_FEW: Final = 100

#: Under which name the entries are kept, how many of the newest, and how long the month in an id is.
_ENTRIES: Final = "entries"
_KEPT: Final = 2_000
_MONTH: Final = len("2019-06")

_ENTRY_FILE: Final = re.compile(rf"({ENTRY_ID.pattern})\.yaml", re.ASCII)


class Trait(msgspec.Struct, array_like=True, frozen=True):
    """What a task is ranked by: the ids of those who answer for it, by their roles, and how it stands."""

    answering: tuple[tuple[str, ...], ...] = ()
    status: str = ""
    light: str = ""
    running: bool = True

    @classmethod
    def of(cls, held: Standing) -> "Trait":
        """Return that of a task that was assessed."""
        roles = tuple(held.holder.responsible.by_role.values())
        return cls(roles, held.status, held.light, held.running)


class _Entries(msgspec.Struct, array_like=True):
    """The folders of entries by id, as listed at a moment: all from `first` on, of earlier ones some."""

    seen: float
    folders: dict[str, str]
    first: str


#: What decides which of two tasks is likelier: the lower.
Rank = Callable[[Trait], tuple[int, ...]]

_KEPT_ENTRIES: Final = msgspec.json.Decoder(_Entries)
_KEPT_TRAITS: Final = msgspec.json.Decoder(list[tuple[Trait, list[str]]])


class KnownPlan:
    """The plan that a command line is about, looked at on one day."""

    def __init__(self, context: RunContext, named: str | None, as_of: str | None = None) -> None:
        self._folder = context.folder(named)
        self._tree = FolderTree(self._folder)
        file = snapshot_file(self._folder, context.environ)
        self._snapshot = Snapshot(file, self._folder.resolve())
        self.today: date = context.today(self.frame)
        self.day = self.today
        with suppress(ValueError):
            self.day = date.fromisoformat(as_of) if as_of else self.today

    @cached_property
    def frame(self) -> Plan:
        """The plan without its tasks; raise QtrackError where its head or units cannot be read."""
        return self._read(frozenset())[0]

    def _read(self, holders: AbstractSet[str]) -> tuple[Plan, PlanReading]:
        reading = PlanReading(self._tree, self._snapshot, holders)
        plan = reading.loaded.plan
        if plan is None:
            raise QtrackError(reading.loaded.problems[0].message, msg("“qtrack validate” shows every place."))
        return plan, reading

    def plan_of(self, holders: Iterable[str]) -> Plan:
        """Return the plan with no more than these tasks, and what was said of these and of sections."""
        return self._read(frozenset(holders))[0]

    def standings(self, holders: Iterable[str]) -> dict[str, Standing]:
        """Return where these tasks and sections stand, by id; those that are kept are not assessed anew."""
        plan, reading = self._read(frozenset(holders))
        found = assess(plan, self.day, kept=reading.standings(self.day))
        return {held.id: held for held in found.everything}

    def tasks(self, begin: str) -> list[str]:
        """Return the ids of tasks that begin so, in the order of the plan."""
        names = (name.removesuffix(".yaml") for name in self._listed("tasks") if name.startswith(begin))
        return sorted(filter(TASK_ID.fullmatch, names), key=lambda name: (len(name), name))

    def _listed(self, folder: str) -> list[str]:
        with suppress(OSError):
            return os.listdir(self._folder / folder)  # noqa: PTH208 - of thousands no more than the names
        return []

    def likeliest(self, names: list[str], rank: Rank) -> list[Standing]:
        """Return where these tasks stand, the likeliest first; of too many, only so many.

        Then the first and the last are among them, so that a shell that fills in what all have in common
        does not fill in too much.
        """
        if len(names) > MOST:
            known = {name: rank(trait) for trait, alike in self._traits() for name in alike}
            usual = rank(Trait())
            ends = (min(names), max(names))
            names.sort(key=lambda name: known.get(name, usual))
            names = list(dict.fromkeys((*ends, *names)))[:MOST]
        found = [held for name, held in self.standings(names).items() if TASK_ID.fullmatch(name)]
        return sorted(found, key=lambda held: rank(Trait.of(held)))

    def section_lights(self) -> dict[str, Light]:
        """Return the worst light in each section, by id; of too many tasks none, since it has to be quick."""
        names = self.tasks("T")
        if len(names) > _FEW:
            return {}
        found: dict[str, list[Light]] = {}
        for held in self.standings({*names, *(section.id for section in self.frame.sections)}).values():
            found.setdefault(held.section.id, []).append(held.light)
        rule = rule_of(self.frame.head.lights)
        return {section: rule.worst(lights) for section, lights in found.items()}

    def _traits(self) -> Iterable[tuple[Trait, list[str]]]:
        """Return the ids of tasks that are alike, as they were when something of the plan was last kept."""
        name = f"tasks of {self.day}"
        with suppress(msgspec.DecodeError):
            if kept := self._snapshot.page(name):
                return _KEPT_TRAITS.decode(kept)
        reading = PlanReading(self._tree, self._snapshot)
        if len(reading.changed) > _FEW or reading.loaded.plan is None:
            return ()
        found: dict[Trait, list[str]] = {}
        for held in reading.standings(self.day).values():
            found.setdefault(Trait.of(held), []).append(held.id)
        self._snapshot.save_page(name, msgspec.json.encode(list(found.items())))
        return found.items()

    def newest_entries(self, begin: str) -> list[Entry]:
        """Return entries whose id begins so, newest first; of too many only so many, and the oldest."""
        folders = self._entries(begin)
        ids = sorted((name for name in folders if name.startswith(begin)), reverse=True)
        chosen = dict.fromkeys((*ids[: MOST - 1], *ids[-1:]))
        found = {entry.id: entry for entry in self.plan_of({folders[name] for name in chosen}).entries}
        return [found[name] for name in chosen if name in found]

    def _entries(self, begin: str) -> dict[str, str]:
        """Return the folders of entries by id, those that are kept where these will do.

        Only a folder in which something was written since is looked into then.
        """
        kept = _Entries(0.0, {}, "")
        with suppress(msgspec.DecodeError):
            if page := self._snapshot.page(_ENTRIES):
                kept = _KEPT_ENTRIES.decode(page)
        found = self._newer(kept)
        fitting = sum(name.startswith(begin) for name in found)
        if kept.seen and (begin >= kept.first or (len(begin) <= _MONTH and fitting >= MOST)):
            return found
        began, found = time.time(), self._newer(_Entries(0.0, {}, ""))
        newest = sorted(found, reverse=True)[:_KEPT]
        first_of_months = {name[:_MONTH]: name for name in sorted(found, reverse=True)}
        folders = {name: found[name] for name in (*newest, *first_of_months.values())}
        known = _Entries(began, folders, newest[-1] if len(newest) == _KEPT else "")
        self._snapshot.save_page(_ENTRIES, msgspec.json.encode(known))
        return found

    def _newer(self, kept: "_Entries") -> dict[str, str]:
        """Return the folders of those entries that are kept and still there, and of all written since."""
        written = self._written(kept.seen - TICK)
        found = {name: folder for name, folder in kept.folders.items() if written.get(folder) is False}
        for folder in (folder for folder, new in written.items() if new):
            names = map(_ENTRY_FILE.fullmatch, self._listed(f"progress/{folder}"))
            found |= {name[1]: folder for name in names if name}
        return found

    def _written(self, since: float) -> dict[str, bool]:
        """Return the folders of entries, each with whether something was written to it since then."""
        with suppress(OSError), os.scandir(self._folder / "progress") as listed:
            return {folder.name: folder.stat(follow_symlinks=False).st_mtime >= since for folder in listed}
        return {}


class Offer(NamedTuple):
    """What may be typed, and what is said of it."""

    value: str
    text: str = ""


class Question:
    """What is asked for at one press of the key."""

    def __init__(self, context: RunContext, spot: Spot) -> None:
        self.context = context
        self.spot = spot
        self.say = context.screen.say

    @cached_property
    def plan(self) -> KnownPlan:
        """The plan; raise QtrackError where there is none."""
        day = self.spot.value("as_of") or self.context.environ.get(AS_OF)
        return KnownPlan(self.context, self.spot.value("plan"), day)

    @property
    def today(self) -> date:
        """Today in the plan's timezone, or here where there is none."""
        try:
            return self.plan.today
        except QtrackError:
            return self.context.now.astimezone().date()

    @property
    def own_unit(self) -> str:
        """The id of the unit that reports: the one that is typed, else the person's own, else nothing."""
        named = self.spot.value("unit") or self.context.environ.get(VARIABLES["unit"])
        found = self.plan.frame.register.find(named) if named else None
        return found.id if found else ""

    @cached_property
    def at_hand(self) -> tuple[str, Section | Task | None]:
        """The id that the line is about, and the task or section that has it, where one is typed."""
        about = parse_about(self.spot.value("about") or "") or ""
        return about, self.plan.plan_of({holder_of(about)}).holder(about) if about else None
