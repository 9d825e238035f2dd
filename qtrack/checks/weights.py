"""Points (分值) of tasks and of their parts."""

from collections.abc import Iterator
from decimal import Decimal

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import msg, nmsg
from qtrack.model.plan import Section, Task
from qtrack.model.problem import Level

#: A part: the keys that lead to it, its id, its points, whether progress is a mean of it.
_Part = tuple[tuple[str, int], str, Decimal | None, bool]


def weight_sound(context: CheckContext) -> Iterator[Finding]:
    """weight-sound: points are more than 0, and of the parts of a task all have some, or none.

    The parts are those that progress is the mean of: deliverables, and indicators that have a pace. One
    without points among others that have them would weigh as much as nobody said.

    Passes: `{id: T01.1, weight: 3}` beside `{id: T01.2, weight: 2}`
    Fails: `{id: T01.1, weight: 3}` beside `{id: T01.2}`, and also `weight: 0`
    """
    for holder in context.holders:
        if isinstance(holder, Task) and holder.weight is not None and holder.weight <= 0:
            message = msg("the weight of {id} must be more than 0", id=holder.id)
            yield finding(message, holder.path, "weight")
        parts = list(_parts(holder))
        weighed = any(weight is not None and counts for _, _, weight, counts in parts)
        for keys, name, weight, counts in parts:
            if weight is not None and weight <= 0:
                message = msg("the weight of {id} must be more than 0", id=name)
                yield finding(message, holder.path, *keys, "weight")
            elif weight is not None and not counts:
                message = msg("{id} has no pace, so progress is no mean of it; delete its weight", id=name)
                yield finding(message, holder.path, *keys, "weight")
            elif weight is None and counts and weighed:
                message = msg(
                    "{id} has no weight, and other parts of {holder} have one; give all of them one, or none",
                    id=name,
                    holder=holder.id,
                )
                yield finding(message, holder.path, *keys)


def _parts(holder: Section | Task) -> Iterator[_Part]:
    for at, part in enumerate(holder.deliverables):
        yield ("deliverables", at), part.id, part.weight, True
    for at, own in enumerate(holder.indicators):
        yield ("indicators", at), own.id, own.weight, not own.held and not own.baseless


def weight_missing(context: CheckContext) -> Iterator[Finding]:
    """weight-missing: where tasks have points, each of them has.

    A task without points counts for nothing on the scorecard of who leads it.

    Level: warning
    Passes: `weight: 5` in every task
    Fails: `weight: 5` in T01, and none in T02
    """
    without = [task for task in context.plan.tasks if task.weight is None]
    if without and len(without) < len(context.plan.tasks):
        message = nmsg(
            "{n} task has no weight, though others have one: {ids}",
            "{n} tasks have no weight, though others have one: {ids}",
            len(without),
            ids=tuple(task.id for task in without),
        )
        yield finding(message, without[0].path, level=Level.WARNING)
