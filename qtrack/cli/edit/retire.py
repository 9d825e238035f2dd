"""`qtrack retire ID`: a part of the plan given up; its id is kept, so that nothing else ever gets it."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.edit.session import EditDryRunOption, PlanEditing
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Measure, Plan, Section, Task
from qtrack.records.parts import PlanPart, entries_on, find_part
from qtrack.store.tree import HEAD
from qtrack.store.yaml.lists import Piece, taken, with_item


def retire(
    context: RunContext,
    *,
    about: Annotated[
        str,
        argument("What is given up: a task, deliverable, indicator, or an empty measure or section.", "ID"),
    ],
    dry_run: EditDryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Take it out of its file, or the file away, note its id, and tell what that means."""
    editing = PlanEditing(context, plan)
    part = find_part(editing.plan, about, context.screen.talk)
    if not isinstance(part.value, Section | Measure | Task | Deliverable | Indicator):
        raise QtrackError(
            msg("{id} cannot be given up: entries and papers go by it for good.", id=part.id),
            msg(
                "What can be is a task, deliverable or indicator, as in “qtrack retire T05.2”, and a "
                "measure or section that nothing is left in."
            ),
        )
    _refuse_full(editing.plan, part)
    refuse_spoken_of(
        editing.plan,
        part,
        msg(
            "“qtrack record {id} --status dropped” says that it is given up, and keeps what was said of it.",
            id=part.id.partition("/")[0],
        ),
    )
    held = None if isinstance(part.value, Section | Task) else taken_from(editing, part)[0]
    return editing.finish({part.path: held, HEAD: with_retired(editing, part.id)}, dry_run=dry_run)


def _refuse_full(plan: Plan, part: PlanPart) -> None:
    """Raise QtrackError where tasks or measures still stand in a measure or section."""
    left: list[str] = []
    if isinstance(part.value, Measure):
        left = [task.id for task in plan.tasks if task.measure == part.id]
    elif isinstance(part.value, Section):
        left = [measure.id for measure in part.value.measures]
        left += [task.id for task in plan.tasks if task.section == part.id]
    if left:
        raise QtrackError(
            msg("{id} still holds {parts}.", parts=tuple(left), id=part.id),
            msg("Move them first, as in “qtrack move {part} WHERE”, or give them up.", part=left[0]),
        )


def refuse_spoken_of(plan: Plan, part: PlanPart, remedy: Message) -> None:
    """Raise QtrackError where entries stand that would then be about nothing."""
    entries = entries_on(plan, part)
    if entries:
        raise QtrackError(
            nmsg(
                "{n} entry is about {id}: {last}.",
                "{n} entries are about {id}, the last one {last}.",
                len(entries),
                id=part.id,
                last=entries[-1].id,
            ),
            remedy,
        )


def taken_from(editing: PlanEditing, part: PlanPart) -> tuple[bytes, Piece]:
    """Return the file of a part of a list without it, and the part; raise QtrackError."""
    with editing.plainly(part.id, part.path, part.keys, part.id):
        return taken(part.path, editing.tree.read(part.path), part.keys)


def with_retired(editing: PlanEditing, identifier: str) -> bytes:
    """Return plan.yaml with one more id that is given up; raise QtrackError."""
    with editing.plainly("plan", HEAD, ("retired",)):
        return with_item(HEAD, editing.tree.read(HEAD), ("retired",), identifier)
