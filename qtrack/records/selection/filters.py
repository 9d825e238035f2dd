"""Which tasks a page shows; filters mean the same on every page and are combined with and."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import LIGHTS, ROLES, STATUSES, shown
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.model.responsibility import Role
from qtrack.records.selection.names import Say, find_measure, find_section, find_unit
from qtrack.standing.assess import PlanStanding, SectionStanding, Standing
from qtrack.standing.lights import Light

#: Reasons that a light has where nothing was reported for longer than the plan allows.
_SILENT = frozenset({"stale", "never-reported"})


#: A filter alone: its option, what was said behind it, and whether a task passes.
Filter = tuple[str, object, Callable[[Standing], bool]]


class Filters(msgspec.Struct, frozen=True, dict=True):
    """What to keep. An empty filter keeps everything.

    `role` is that of `unit` and means nothing without it. `due_before` is of the deadline of the task
    itself; a task without one (持续推进) does not pass. `stale` keeps what was silent for longer than
    the plan's `stale_days`. A task of which a part is blocked has that status, too. A section's own goals
    have no measure and nobody who answers for them.
    """

    section: str | None = None
    unit: str | None = None
    lights: frozenset[Light] = frozenset()
    measure: str | None = None
    role: Role | None = None
    statuses: frozenset[Status] = frozenset()
    due_before: date | None = None
    stale: bool = False

    @property
    def scope(self) -> "Filters":
        """What of it chooses by what the plan says, and not by how the work stands."""
        return Filters(self.section, self.unit, measure=self.measure, role=self.role)

    @cached_property
    def each(self) -> tuple[Filter, ...]:
        """What is set, in the order in which it is tried: the option, what it says, and what passes."""
        unit, role = self.unit or "", [self.role] if self.unit and self.role else []
        before = self.due_before or date.min
        found: tuple[Filter, ...] = (
            ("--section", self.section, lambda held: held.section.id == self.section),
            ("--measure", self.measure, lambda held: held.measure == self.measure),
            ("--unit", unit, lambda held: bool(roles(held, unit))),
            ("--role", shown(role, ROLES), lambda held: self.role in roles(held, unit)),
            ("--status", shown(sorted(self.statuses), STATUSES), self._has_status),
            ("--light", shown(sorted(self.lights), LIGHTS), lambda held: held.light in self.lights),
            ("--due-before", self.due_before, lambda held: (held.due or date.max) < before),
            ("--stale", self.stale, lambda held: any(reason.code in _SILENT for reason in held.reasons)),
        )
        return tuple(one for one in found if one[1])

    def _has_status(self, standing: Standing) -> bool:
        blocked = any(reason.code == "blocked" for reason in standing.reasons)
        return standing.status in self.statuses or (blocked and Status.BLOCKED in self.statuses)

    def keeps(self, standing: Standing) -> bool:
        """Tell whether a task passes every filter."""
        return all(passes(standing) for _, _, passes in self.each)


def narrowed(standing: PlanStanding, filters: Filters) -> PlanStanding:
    """Return the standing of what passes; sections of which nothing passes are left out."""
    if filters == Filters():
        return standing
    return _chosen(standing, filters.keeps)


def only(standing: PlanStanding, holders: frozenset[str]) -> PlanStanding:
    """Return the standing of these tasks, and sections with goals of their own, as `narrowed` does."""
    return _chosen(standing, lambda held: held.id in holders)


def _chosen(standing: PlanStanding, keeps: Callable[[Standing], bool]) -> PlanStanding:
    found = []
    for section in standing.sections:
        own = section.own if section.own and keeps(section.own) else None
        tasks = tuple(task for task in section.tasks if keeps(task))
        if own is not None or tasks:
            found.append(SectionStanding(section.section, standing.rule, own, tasks))
    return msgspec.structs.replace(standing, sections=tuple(found))


def emptied(standing: PlanStanding, filters: Filters, *, tasks_only: bool = False) -> Message:
    """Say that nothing passes, and the first filter after which nothing is left."""
    left = standing.tasks if tasks_only else standing.everything
    for option, said, passes in filters.each if left else ():
        left = tuple(filter(passes, left))
        if not left:
            named = standing.plan.register.short(str(said)) if option == "--unit" else said
            words = option if said is True else msg("{option} {choices}", option=option, choices=named)
            return msg("No task passes the filters; none is left after {filter}.", filter=words)
    return msg("No task passes the filters.")


def roles(standing: Standing, unit: str) -> tuple[Role, ...]:
    """Return how a unit or group answers for a task, itself or as a member, the weightiest role first."""
    own, register = standing.holder.responsible, standing.register
    return tuple(
        role
        for role, ids in own.by_role.items()
        if any(unit == body or unit in own.members(body, register) for body in ids)
    )


def all_answered(tasks: Iterable[Standing]) -> dict[str, list[tuple[Role, Standing]]]:
    """Return for each unit and group that answers for any task what `answered` returns."""
    found: dict[str, list[tuple[Role, Standing]]] = {}
    for task in tasks:
        weightiest: dict[str, Role] = {}
        own = task.holder.responsible
        for role, ids in own.by_role.items():
            for body in ids:
                for unit in (body, *own.members(body, task.register)):
                    weightiest.setdefault(unit, role)
        for unit, role in weightiest.items():
            found.setdefault(unit, []).append((role, task))
    return found


def answered(unit: str, tasks: Iterable[Standing]) -> list[tuple[Role, Standing]]:
    """Return the tasks that a unit answers for, each with its weightiest role."""
    return [(held[0], task) for task in tasks if (held := roles(task, unit))]


def resolve(typed: Filters, plan: Plan, say: Say | None = None) -> Filters:
    """Return filters as a person typed them by the ids of the plan; raise QtrackError for what it has not.

    `say` is told of what goes by a part of its name.
    """
    if typed.role is not None and typed.unit is None:
        raise QtrackError(
            msg("--role is asked of nobody."), msg("Name the unit whose role it is with --unit.")
        )
    return msgspec.structs.replace(
        typed,
        section=None if typed.section is None else find_section(plan, typed.section, say),
        unit=None if typed.unit is None else find_unit(plan, typed.unit, say=say),
        measure=None if typed.measure is None else find_measure(plan, typed.measure, say),
    )
