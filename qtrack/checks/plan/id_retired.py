"""id-retired: an id that was given up is not used again.

Entries and papers of earlier years speak of the old thing; a new one under its id would inherit them.

Passes: `retired: [T33]` in plan.yaml, and no T33.yaml
Fails: `retired: [T18.2]` in plan.yaml, and `id: T18.2` in T18.yaml
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.problem import Problem

NAME = "id-retired"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each task, section or deliverable with a retired id."""
    retired = frozenset(context.plan.head.retired)
    for holder in context.holders:
        if holder.id in retired:
            yield problem(NAME, _said(holder.id), holder.path, "id")
    for holder, at, deliverable in context.deliverables():
        if deliverable.id in retired:
            yield problem(NAME, _said(deliverable.id), holder.path, "deliverables", at, "id")


def _said(identifier: str) -> Message:
    return msg("{id} is retired in plan.yaml; take the next free id", id=identifier)
