"""deliverable-ids: a deliverable's id is that of its task or section, a dot and a number.

Entries and papers name a deliverable by its id alone; the id must tell which task it belongs to.

Passes: `id: T18.2` in T18.yaml
Fails: `id: T17.2` in T18.yaml
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.ids import DELIVERABLE_ID, holder_of
from qtrack.model.problem import Problem

NAME = "deliverable-ids"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each deliverable with an id of another form or holder."""
    for holder, at, deliverable in context.deliverables():
        if not DELIVERABLE_ID.fullmatch(deliverable.id) or holder_of(deliverable.id) != holder.id:
            values = {"id": deliverable.id, "holder": holder.id}
            message = msg("“{id}” is no id of a deliverable here; write {holder}.1, {holder}.2 …", **values)
            yield problem(NAME, message, holder.path, "deliverables", at, "id")
