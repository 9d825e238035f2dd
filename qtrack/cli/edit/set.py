"""`qtrack set ID KEY VALUE`: one value of the plan, changed in its file."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.edit.keys import find_key, read_value
from qtrack.cli.edit.session import EditDryRunOption, PlanEditing
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument, flag
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.records.parts import PlanPart, find_part
from qtrack.store.yaml.edit import with_value, without_value


def set_(
    context: RunContext,
    *,
    about: Annotated[
        str, argument("What to edit: plan, S1, M01, T05, T05.2, an indicator or unit by id or name.", "ID")
    ],
    key: Annotated[str, argument("Its key in the file, as due, lead, title; or what it is called.", "KEY")],
    value: Annotated[
        str | None, argument("The new value; several units with commas between.", "VALUE")
    ] = None,
    more: Annotated[
        list[str] | None, argument("More keys and values that are changed with it.", "KEY VALUE…")
    ] = None,
    unset: Annotated[bool, flag("Take the key out, as an empty value does.")] = False,
    dry_run: EditDryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Change values in their file, all or none, and tell what that means."""
    typed = [key, *((value,) if value is not None else ()), *(more or ())]
    if unset and len(typed) > 1:
        raise QtrackError(msg("--unset takes no VALUE."), msg("Leave VALUE out, or --unset."))
    if len(typed) % 2 and not unset:
        raise QtrackError(
            msg("{key} has no VALUE.", key=typed[-1]),
            msg("Write it behind KEY, or --unset to take the key out."),
        )
    editing = PlanEditing(context, plan)
    part = find_part(editing.plan, about, context.screen.talk)
    before = after = editing.tree.read(part.path)
    words = iter([*typed, ""] if unset else typed)
    for one, text in zip(words, words, strict=True):
        after = _edited(editing, part, after, one, text.strip())
    if after == before:
        context.screen.talk(msg("{id} says so already; nothing was changed.", id=part.id))
        return ExitCode.OK
    return editing.finish({part.path: after}, dry_run=dry_run, several=True)


def _edited(editing: PlanEditing, part: PlanPart, raw: bytes, key: str, text: str) -> bytes:
    own = find_key(part, key)
    keys = (*part.keys, *own.way)
    with editing.plainly(part.id, part.path, keys, own.typed):
        if not text:
            return without_value(part.path, raw, keys)
        return with_value(part.path, raw, keys, read_value(editing, part, own, text))
