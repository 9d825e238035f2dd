"""Which tasks a page shows; filters mean the same on every page and are combined with and."""

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.ids import parse_about
from qtrack.model.plan import Plan, Task
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light


class Filters(msgspec.Struct, frozen=True):
    """What to keep: a section by id, a unit by id, lights. An empty filter keeps everything."""

    section: str | None = None
    unit: str | None = None
    lights: frozenset[Light] = frozenset()

    def keeps(self, standing: Standing, section: str, plan: Plan) -> bool:
        """Tell whether a task passes every filter."""
        task = standing.holder
        if self.section and section != self.section:
            return False
        if self.lights and standing.light not in self.lights:
            return False
        return not self.unit or (isinstance(task, Task) and self.unit in answerable(task, plan))


def answerable(task: Task, plan: Plan) -> set[str]:
    """Return the ids of all units and groups that answer for a task in any role, group members included."""
    return {each for named in task.responsible.named for each in (named, *plan.register.members(named))}


def make_filters(plan: Plan, section: str | None, unit: str | None, lights: frozenset[Light]) -> Filters:
    """Make filters from what a person typed; raise QtrackError for what the plan does not have."""
    section_id = None
    if section is not None:
        typed = section.strip()
        section_id = parse_about(typed if typed[:1] in {"S", "s", "Ｓ", "ｓ"} else f"S{typed}")
        if section_id not in {each.id for each in plan.sections}:
            raise QtrackError(
                msg("There is no section {section}.", section=section),
                msg("The sections are {sections}.", sections=tuple(each.id for each in plan.sections)),
            )
    return Filters(section_id, find_unit(plan, unit) if unit is not None else None, lights)


def find_unit(plan: Plan, name: str) -> str:
    """Return the id of a unit named by id, full or short name; raise QtrackError where there is none."""
    found = plan.register.find(name)
    if found is not None:
        return found.id
    nearest = plan.register.nearest(name)
    hint = (
        msg("The nearest registered name is “{nearest}”.", nearest=nearest)
        if nearest
        else msg("The registered units stand in units.yaml.")
    )
    raise QtrackError(msg("There is no unit “{name}”.", name=name), hint)
