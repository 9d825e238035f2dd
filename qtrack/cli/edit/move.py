"""`qtrack move ID WHERE`: a part of the plan to another place, as it is written and with its comments."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.edit.retire import refuse_spoken_of, taken_from, with_retired
from qtrack.cli.edit.session import EditDryRunOption, PlanEditing
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument, option
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Measure, Section, Task
from qtrack.records.new_ids import KnownIds
from qtrack.records.parts import HOLDERS, SHELVES, PlanPart, find_part
from qtrack.store.git.known_ids import known_to_git
from qtrack.store.tree import HEAD
from qtrack.store.yaml.edit import renamed, with_value
from qtrack.store.yaml.lists import with_piece


def move(
    context: RunContext,
    *,
    about: Annotated[str, argument("What to move: T05, M05, T05.2, or an indicator by id or name.", "ID")],
    where: Annotated[
        str | None, argument("A measure, section or task that it is to stand in; else where it is.", "WHERE")
    ] = None,
    before: Annotated[
        str | None, option("Put it before this one in the list; else see --after.", "ID")
    ] = None,
    after: Annotated[str | None, option("Put it behind this one; else it is last.", "ID")] = None,
    dry_run: EditDryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Move it, all else staying as it is, and tell what that means."""
    editing = PlanEditing(context, plan)
    part = find_part(editing.plan, about, context.screen.talk)
    if isinstance(part.value, Section):
        raise QtrackError(
            msg("{id} cannot be moved: sections stand in the order of their ids.", id=part.id),
            msg(
                "What stands in it can be, as in “qtrack move M05 S3”; “qtrack set {id} number TEXT” changes "
                "the number that is printed.",
                id=part.id,
            ),
        )
    if not isinstance(part.value, Task | Measure | Deliverable | Indicator):
        raise QtrackError(
            msg("{id} cannot be moved.", id=part.id),
            msg("A task, measure, deliverable or indicator can be, as in “qtrack move T05 M07”."),
        )
    beside = _beside(editing, part, before, after)
    holder = _holder(editing, part, where, beside)
    if isinstance(part.value, Task):
        texts = {part.path: _told_where(editing, part, holder)}
    else:
        texts = _texts(editing, part, holder, beside, behind=before is None)
    if all(editing.read(path) == text for path, text in texts.items()):
        context.screen.talk(msg("{id} stands there already; nothing was changed.", id=part.id))
        return ExitCode.OK
    return editing.finish(texts, dry_run=dry_run)


def _told_where(editing: PlanEditing, task: PlanPart, holder: PlanPart) -> bytes:
    """Return the file of a task as it names its measure, or its section, and not the other one."""
    key, other = ("section", "measure") if isinstance(holder.value, Section) else ("measure", "section")
    before = other if getattr(task.value, other) else key
    with editing.plainly(task.id, task.path, (before,)):
        return renamed(task.path, editing.tree.read(task.path), before, key, holder.id)


def _beside(editing: PlanEditing, part: PlanPart, before: str | None, after: str | None) -> PlanPart | None:
    """Return what the part is to stand beside, None where that is not said; raise QtrackError."""
    if before and after:
        raise QtrackError(
            msg("--before and --after exclude each other."), msg("Leave --before or --after out.")
        )
    typed = before or after
    if not typed:
        return None
    found = find_part(editing.plan, typed, editing.screen.talk, "--before" if before else "--after")
    if isinstance(part.value, Task):
        raise QtrackError(
            msg("The tasks of a measure stand in the order of their ids, which stay."),
            msg(
                "“qtrack move {id} M07” moves it to another measure; “qtrack set {id} number TEXT” changes "
                "the number that is printed.",
                id=part.id,
            ),
        )
    if type(found.value) is not type(part.value) or found.id == part.id:
        raise QtrackError(
            msg("{id} cannot stand beside {other}.", id=part.id, other=found.id),
            msg("Name another one of its kind behind --before or --after."),
        )
    return found


def _holder(editing: PlanEditing, part: PlanPart, where: str | None, beside: PlanPart | None) -> PlanPart:
    """Return what the part is to stand in; raise QtrackError where it cannot, or where nothing says it."""
    if where:
        found = find_part(editing.plan, where, editing.screen.talk, msg("WHERE"))
        if not isinstance(found.value, HOLDERS[type(part.value)]):
            raise QtrackError(
                msg("{id} cannot stand in {holder}.", id=part.id, holder=found.id),
                msg(
                    "A task stands in a measure or section, as in “qtrack move T05 M07”, a measure in a "
                    "section, the rest in a task or section."
                ),
            )
        if beside and beside.path != found.path:
            raise QtrackError(
                msg("{id} does not stand in {holder}.", id=beside.id, holder=found.id),
                msg("Leave out where to, or --before and --after."),
            )
        return found
    if beside is None:
        raise QtrackError(
            msg("It is not said where {id} is to stand.", id=part.id),
            msg("Write it behind ID, as in “qtrack move T05 M07”, or --before or --after another one."),
        )
    holder = next(holder for holder in editing.plan.holders.values() if holder.path == beside.path)
    return PlanPart(holder, holder.id, holder.path)


def _texts(
    editing: PlanEditing, part: PlanPart, holder: PlanPart, beside: PlanPart | None, *, behind: bool
) -> dict[str, bytes]:
    """Return the files as they will be: a part of a list taken out of one place and put in another."""
    same = holder.path == part.path
    if not same and isinstance(part.value, Deliverable | Indicator):
        refuse_spoken_of(
            editing.plan,
            part,
            msg(
                "What was said of it stays with it: add a new one with “qtrack new”, and say of this one "
                "“qtrack record {id} --status dropped”.",
                id=part.id,
            )
            if isinstance(part.value, Deliverable)
            else msg("Figures stay with what they were reported on: add a new one with “qtrack new”."),
        )
    old, piece = taken_from(editing, part)
    raw = old if same else editing.tree.read(holder.path)
    keys = (SHELVES[type(part.value)],)
    at = len(getattr(holder.value, keys[0])) - same
    if beside:
        at = int(beside.keys[1]) + behind
        at -= same and int(part.keys[1]) < at
    with editing.plainly(holder.id, holder.path, keys):
        new = with_piece(holder.path, raw, keys, piece, at)
        if same or not isinstance(part.value, Deliverable):
            return {part.path: old, holder.path: new}
        number = KnownIds(editing.plan, known_to_git(editing.folder)).next(part.value, holder.value)
        new = with_value(holder.path, new, (*keys, at, "id"), number)
    return {part.path: old, holder.path: new, HEAD: with_retired(editing, part.id)}
