"""Which tasks a page shows; filters mean the same on every page and are combined with and."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.errors import Place, QtrackError, ambiguous, offered
from qtrack.locale.message import LANGUAGES, Message, Translator, msg
from qtrack.locale.words import LIGHTS, ROLES, STATUSES, Words, shown
from qtrack.model.entry import Status
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Deliverable, Measure, Plan, Section, Task
from qtrack.model.units import plain_name
from qtrack.standing.assess import PlanStanding, SectionStanding, Standing
from qtrack.standing.lights import Light

#: Tells a person what was understood of a part of a name.
Say = Callable[[Message], object]

#: Reasons that a light has where nothing was reported for longer than the plan allows.
_SILENT = frozenset({"stale", "never-reported"})


#: So long is a title where parts are offered.
_SHORT: Final = 12


class Role(StrEnum):
    """How a unit answers for a task, the weightiest first."""

    LEAD = "lead"
    SHARED = "shared"
    BY_DUTY = "by-duty"


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
    members = standing.register.members
    return tuple(
        role
        for role, ids in by_role(standing.holder).items()
        if any(unit == body or unit in members(body) for body in ids)
    )


def by_role(holder: Section | Task) -> dict[Role, tuple[str, ...]]:
    """Return the ids of those who answer for a task, by their role, the weightiest first."""
    own = holder.responsible
    return {Role.LEAD: (own.lead,) if own.lead else (), Role.SHARED: own.shared, Role.BY_DUTY: own.by_duty}


def all_answered(tasks: Iterable[Standing]) -> dict[str, list[tuple[Role, Standing]]]:
    """Return for each unit and group that answers for any task what `answered` returns."""
    found: dict[str, list[tuple[Role, Standing]]] = {}
    for task in tasks:
        weightiest: dict[str, Role] = {}
        for role, ids in by_role(task.holder).items():
            for body in ids:
                for unit in (body, *task.register.members(body)):
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


def _tell(say: Say | None, typed: str, meant: str) -> None:
    if say is not None:
        say(msg("{text} = {meant}", text=typed.strip(), meant=meant))


def find_indicator(plan: Plan, about: str, name: str, say: Say | None = None) -> str:
    """Return the id of an indicator by its id, its name, or a part of one that no other of the task has.

    What no indicator of the task or section has is returned as it is; `say` is told which has the part.
    Raises QtrackError where several have it.
    """
    holder, part = plan.holder(holder_of(about)), plain_name(name)
    own = holder.indicators if holder else ()
    names = {(one.id, one.name): (plain_name(one.id), plain_name(one.name)) for one in own}
    fitting = [found for found, plain in names.items() if part in plain] or [
        found for found, plain in names.items() if part and any(part in whole for whole in plain)
    ]
    if len(fitting) > 1:
        raise ambiguous(name, [shown for _, shown in fitting], "--actual")
    if fitting and part not in names[fitting[0]]:
        _tell(say, name, fitting[0][1])
    return fitting[0][0] if fitting else name.strip()


def find_about(plan: Plan, typed: str) -> str:
    """Return the id of the task, section or deliverable that a person means."""
    found = plan.find(typed)
    if found is not None:
        return found.id
    holder = plan.holder(parse_about(typed) or "")
    parts = offered([_part_name(one) for one in holder.deliverables]) if holder else ()
    if holder and not parts:
        hint = msg("{id} has no deliverables; write {id} alone.", id=holder.id)
    elif holder:
        hint = msg("“qtrack show {id}” shows its parts: {parts}.", id=holder.id, parts=parts)
    elif plan.tasks:
        first, last = plan.tasks[0], plan.tasks[-1]
        hint = msg("“qtrack status” lists its tasks, {first} to {last}.", first=first.id, last=last.id)
    else:
        hint = msg("It has no tasks yet; “qtrack help files” tells how one is written.")
    raise QtrackError(msg("ID is “{id}”, which the plan does not have.", id=typed), hint)


def _part_name(part: Deliverable) -> str:
    title = part.title if len(part.title) <= _SHORT else f"{part.title[:_SHORT]}…"
    return f"{part.id} {title}"


def find_section(plan: Plan, name: str, say: Say | None = None) -> str:
    """Return the id of a section typed as S1, s1, 1, its number or a part of its title.

    Raises QtrackError where there is none, or several.
    """
    typed = name.strip()
    found = parse_about(typed if typed[:1] in {"S", "s", "Ｓ", "ｓ"} else f"S{typed}")
    if found not in {own.id for own in plan.sections}:
        found = _by_heading(plan.sections, name, "--section", say)
    if found is None:
        raise QtrackError(
            msg("--section is “{section}”, which the plan does not have.", section=name),
            msg("The sections are {sections}.", sections=tuple(own.id for own in plan.sections)),
        )
    return found


def _by_heading(
    headings: Iterable[Section | Measure], typed: str, place: Place, say: Say | None
) -> str | None:
    """Return the id of what has this number in the document, or a part of a title that no other has."""
    part = plain_name(typed).strip("()、")
    numbered = [own for own in headings if part in _numbers(own.number)]
    fitting = numbered or [own for own in headings if part and part in plain_name(own.title)]
    if len(fitting) > 1:
        raise ambiguous(typed, [own.title for own in fitting], place)
    for own in fitting:
        _tell(say, typed, f"{own.id} {own.title}")
    return fitting[0].id if fitting else None


def _numbers(number: str) -> set[str]:
    """Return how the number of a heading may be typed."""
    said = (Translator(language).say(msg("section {number}", number=number)) for language in LANGUAGES)
    return {plain_name(text).strip("()、") for text in (number, *said)}


def find_measure(plan: Plan, name: str, say: Say | None = None) -> str:
    """Return the id of a measure typed as M05, m5, 5, its number or a part of its title.

    Raises QtrackError where there is none, or several.
    """
    typed = name.strip().casefold()
    number = typed[1:] if typed[:1] in {"m", "\uff4d"} else typed
    for measure in plan.measures:
        if number.isdecimal() and measure[1:].isdecimal() and int(measure[1:]) == int(number):
            return measure
    if found := _by_heading(plan.measures.values(), name, "--measure", say):
        return found
    measures = tuple(plan.measures)
    raise QtrackError(
        msg("--measure is “{measure}”, which the plan does not have.", measure=name),
        msg("The measures are {first} to {last}.", first=measures[0], last=measures[-1])
        if measures
        else msg("The plan has no measures; leave --measure out."),
    )


def find_unit(plan: Plan, name: str, place: Place = "--unit", say: Say | None = None) -> str:
    """Return the id of a unit by a name of it, or a part that no other has; raise QtrackError otherwise.

    `say` is told which one has the part.
    """
    fitting = plan.register.fitting(name)
    if len(fitting) == 1:
        if plan.register.find(name) is None:
            _tell(say, name, fitting[0].name)
        return fitting[0].id
    if fitting:
        raise ambiguous(name, [unit.name for unit in fitting], place)
    nearest = plan.register.nearest(name)
    hint = (
        msg("The nearest registered name is “{nearest}”; “qtrack units” lists them all.", nearest=nearest)
        if nearest
        else msg("“qtrack units” lists those that are registered.")
    )
    raise QtrackError(
        msg("{place} is “{name}”, and no unit is called so.", place=place, name=name)
        if place
        else msg("There is no unit “{name}”.", name=name),
        hint,
    )
