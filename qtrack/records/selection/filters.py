"""Which tasks a page shows; filters mean the same on every page and are combined with and."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import LIGHTS, ROLES, STATUSES, Words, shown
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.model.responsibility import Role
from qtrack.records.selection.names import Say, find_measure, find_section, find_unit
from qtrack.standing.assess import PlanStanding, SectionStanding, Standing
from qtrack.standing.lights import Light

#: Reasons that a light has where nothing was reported for longer than the plan allows.
_SILENT = frozenset({"stale", "never-reported"})


class Filters(msgspec.Struct, frozen=True):
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

    def keeps(self, standing: Standing) -> bool:
        """Tell whether a task passes every filter."""
        held = roles(standing, self.unit) if self.unit else ()
        silent = any(reason.code in _SILENT for reason in standing.reasons)
        return all(
            (
                not self.section or standing.section.id == self.section,
                not self.measure or standing.measure == self.measure,
                not self.unit or (self.role in held if self.role else bool(held)),
                not self.statuses or not self.statuses.isdisjoint(_statuses(standing)),
                not self.lights or standing.light in self.lights,
                not self.due_before or (standing.due is not None and standing.due < self.due_before),
                not self.stale or silent,
            )
        )

    def parts(self, plan: Plan) -> list[tuple[Message | str, "Filters"]]:
        """Return each filter alone, in the order they are tried in, as it is typed."""
        unit, role = self.unit, self.role
        found: list[tuple[Message | str, Filters]] = [
            (f"--section {self.section}", Filters(section=self.section)),
            (f"--measure {self.measure}", Filters(measure=self.measure)),
            (f"--unit {plan.register.short(unit or '')}", Filters(unit=unit)),
            (
                _chosen_of("--role", [role] if role else [], ROLES),
                Filters(unit=unit, role=role) if role else Filters(),
            ),
            (_chosen_of("--status", self.statuses, STATUSES), Filters(statuses=self.statuses)),
            (_chosen_of("--light", self.lights, LIGHTS), Filters(lights=self.lights)),
            (f"--due-before {self.due_before}", Filters(due_before=self.due_before)),
            ("--stale", Filters(stale=self.stale)),
        ]
        return [(words, alone) for words, alone in found if alone != Filters()]


def _statuses(standing: Standing) -> set[Status]:
    blocked = any(reason.code == "blocked" for reason in standing.reasons)
    return {standing.status, Status.BLOCKED} if blocked else {standing.status}


def _chosen_of(option: str, chosen: Iterable[StrEnum], table: Words) -> Message:
    """Return an option with the words that were chosen, in the language that is spoken."""
    return msg("{option} {choices}", option=option, choices=shown(sorted(chosen), table))


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
    for words, alone in filters.parts(standing.plan) if left else ():
        left = tuple(held for held in left if alone.keeps(held))
        if not left:
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
