"""Two plans to the changes between them: one generator a level, and the order in which they are told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, TypeVar

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.deliverables import deliverable_changes
from qtrack.changes.levels.entries import entry_changes
from qtrack.changes.levels.indicators import indicator_changes
from qtrack.changes.levels.renumbered import numbers, renumbered, renumbering_changes
from qtrack.changes.levels.responsibilities import responsibility_changes
from qtrack.changes.levels.revisions import by_notice, revision_changes
from qtrack.changes.levels.sections import section_changes
from qtrack.changes.levels.settings import setting_changes
from qtrack.changes.levels.tasks import part_order_changes, task_changes
from qtrack.changes.levels.units import unit_changes
from qtrack.changes.sides import Sides
from qtrack.changes.subject import Subject
from qtrack.locale.message import msg, nmsg
from qtrack.model.plan import Plan
from qtrack.model.problem import Place

LEVELS: Final[tuple[Callable[[Sides], Iterator[Change]], ...]] = (
    renumbering_changes,
    setting_changes,
    revision_changes,
    unit_changes,
    section_changes,
    task_changes,
    deliverable_changes,
    indicator_changes,
    part_order_changes,
    responsibility_changes,
    entry_changes,
)

ChangeT = TypeVar("ChangeT", bound=Change)

_PLAN: Final = Subject("plan", Place("plan.yaml"))
_TOP: Final = msg("the top of the repository")


def compare(
    old: Plan,
    new: Plan,
    unread_old: frozenset[str] = frozenset(),
    unread_new: frozenset[str] = frozenset(),
    *,
    since: date | None = None,
    strayed: Mapping[str, str] | None = None,
) -> tuple[Change, ...]:
    """Return what the edit from `old` to `new` means; tampering comes first, then what loosens.

    `unread_old` and `unread_new` are the ids whose file a side could not read; of these and the others see
    `Sides`.
    """
    given = numbers(old, new)
    sides = Sides(renumbered(old, given), new, unread_old, unread_new, given, since, strayed or {})
    return in_order(by_notice(sides, (change for level in LEVELS for change in level(sides))))


def in_order(changes: Iterable[ChangeT]) -> tuple[ChangeT, ...]:
    """Return changes as they are told: tampering first, then what loosens."""
    return tuple(sorted(changes, key=lambda change: (not change.tampers, not change.loosens)))


def plan_added(title: str, sections: int, tasks: int, entries: int) -> Change:
    """Return the one change where there was no plan before; of the rest it tells how much there is."""
    message = msg(
        "the plan “{title}” is added: {sections}, {tasks}, {entries}",
        title=title,
        sections=nmsg("{n} section", "{n} sections", sections),
        tasks=nmsg("{n} task", "{n} tasks", tasks),
        entries=nmsg("{n} entry", "{n} entries", entries),
    )
    return _PLAN.change(ChangeKind.PLAN_ADDED, message, None, title)


def plan_removed(plan: Plan) -> Change:
    """Return the one change where there is no plan any more."""
    message = msg("the plan “{title}” is removed", title=plan.head.title)
    return _PLAN.change(ChangeKind.PLAN_REMOVED, message, plan.head.title, loosens=True)


def plan_moved(before: str, after: str, *, copied: bool) -> Change:
    """Return the change that the plan lies in another folder of the repository, empty for its top."""
    folders = {"before": before or _TOP, "after": after or _TOP}
    if copied:
        message = msg("the plan was copied from {before} to {after}", **folders)
    else:
        message = msg("the plan moved from {before} to {after}", **folders)
    return _PLAN.change(ChangeKind.PLAN_MOVED, message, before or "/", after or "/")
