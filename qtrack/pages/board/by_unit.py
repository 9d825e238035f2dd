"""The board grouped by who leads, each task once."""

import msgspec

from qtrack.model.plan import Plan
from qtrack.records.board import Board, BoardGroup, BoardTask, BoardUnit
from qtrack.standing.rules import rule_of


def by_unit(page: Board, plan: Plan) -> Board:
    """Return the board with a group a unit in the place of the sections, in the order of the register.

    A task stands under its lead, or where nobody leads under the first that it names. Goals of sections,
    which nobody leads, keep their section, before the units.
    """
    found: dict[str, list[BoardTask]] = {unit.id: [] for unit in plan.register}
    nobody: list[BoardTask] = []
    for task in page.tasks:
        found.get(plan.holders[task.id].responsible.first, nobody).append(task)
    goals = [msgspec.structs.replace(section, tasks=()) for section in page.sections if section.own_reasons]
    groups = [_group(plan, unit, tasks) for unit, tasks in (*found.items(), ("", nobody)) if tasks]
    return msgspec.structs.replace(page, group=BoardGroup.UNIT, sections=tuple(goals), units=tuple(groups))


def _group(plan: Plan, unit: str, tasks: list[BoardTask]) -> BoardUnit:
    rule = rule_of(plan.head.lights)
    lights = [task.light for task in tasks]
    name = plan.register.name(unit)
    return BoardUnit(unit, "", name, rule.worst(lights), rule.count(lights), (), tuple(tasks))
