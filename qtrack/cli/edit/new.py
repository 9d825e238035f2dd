"""`qtrack new KIND`: a section, measure, task, deliverable, indicator or unit with the next free id."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Annotated, Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.edit.keys import find_key, keys_of, read_value
from qtrack.cli.edit.session import EditDryRunOption, PlanEditing
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument, choice, option
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.locale.words import PART_KINDS
from qtrack.model.indicator import Indicator, IndicatorKind
from qtrack.model.plan import Deliverable, Measure, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Unit, UnitKind
from qtrack.records.new_ids import FIRST_MEASURE, FIRST_SECTION, KnownIds, number_behind
from qtrack.records.parts import HOLDERS, SHELVES, PlanPart, Value, find_part
from qtrack.store.git.known_ids import known_to_git
from qtrack.store.tree import UNITS
from qtrack.store.yaml.lists import with_item
from qtrack.store.yaml.spelling import Value as Written
from qtrack.store.yaml.spelling import new_file

#: What can be added to a plan.
Kind = StrEnum("Kind", "SECTION MEASURE TASK DELIVERABLE INDICATOR UNIT")

_NO_DAY: Final = date.min
#: What each is before anything is said of it, so that its keys are known; and what it stands in, if it does.
_EMPTY: Final[dict[Kind, tuple[Value, str]]] = {
    Kind.SECTION: (Section("", "", ""), ""),
    Kind.MEASURE: (Measure("", "", ""), "S3"),
    Kind.TASK: (Task(id="", title="", responsible=Responsibility()), "M03"),
    Kind.DELIVERABLE: (Deliverable("", ""), "T05"),
    Kind.INDICATOR: (Indicator("", "", "", Decimal(0), IndicatorKind.REACH, _NO_DAY), "T05"),
    Kind.UNIT: (Unit("", "", "", UnitKind.DIVISION), ""),
}


def new(
    context: RunContext,
    *,
    kind: Annotated[Kind, argument("What to add: {choices}.", "KIND", choice(Kind, PART_KINDS))],
    words: Annotated[
        list[str],
        argument("Where it belongs (M03, T05, S3), its title, keys and values as in “qtrack set”.", "WORD…"),
    ],
    lead: Annotated[str | None, option("Who leads a task, as the key lead; else nobody.", "UNIT")] = None,
    due: Annotated[str | None, option("Its deadline; else that of what it is part of.", "DATE")] = None,
    identifier: Annotated[str | None, option("Its id; else the next free one.", "NAME", name="--id")] = None,
    dry_run: EditDryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Add it to its file, or as a file of its own, and tell what that means."""
    editing = PlanEditing(context, plan)
    empty, example = _EMPTY[kind]
    holder, rest = _holder(editing, kind, words, example)
    if not rest or not rest[0].strip():
        raise QtrackError(
            msg("The title is missing."), msg("Write it in quotes, as in “qtrack new task M01 TITLE”.")
        )
    title, *pairs = rest
    if isinstance(empty, Unit) and (same := editing.plan.register.find(title)):
        raise QtrackError(
            msg("“{name}” is registered already, as {id}.", name=title, id=same.id),
            msg("“qtrack set {id} …” changes it.", id=same.id),
        )
    known = KnownIds(editing.plan, known_to_git(editing.folder))
    chosen = identifier or known.next(empty, holder.value if holder else None)
    if known.has(empty, chosen):
        raise QtrackError(
            msg("The id {id} is taken, given up, or was in use before.", id=chosen),
            msg("Leave --id out: the next free one is taken."),
        )
    typed = [*pairs, *(("lead", lead) if lead else ()), *(("due", due) if due else ())]
    values = _given(editing, empty, chosen, typed) | _made(editing, empty, chosen, title, holder)
    return editing.finish(_files(editing, empty, chosen, holder, values), dry_run=dry_run, several=True)


def _holder(
    editing: PlanEditing, kind: Kind, words: list[str], example: str
) -> tuple[PlanPart | None, list[str]]:
    """Return what a new part belongs in, and the words behind that."""
    if not example:
        return None, words
    found = find_part(editing.plan, words[0], editing.screen.talk)
    if not isinstance(found.value, HOLDERS[type(_EMPTY[kind][0])]):
        raise QtrackError(
            msg("{id} is nothing that it could be added to.", id=found.id),
            msg("Name first where it belongs, such as {example}.", example=example),
        )
    return found, words[1:]


def _given(editing: PlanEditing, empty: Value, chosen: str, typed: list[str]) -> dict[str, Written]:
    """Return the keys and values that were typed, keys below a key together."""
    part, said = PlanPart(empty, chosen, ""), dict[tuple[str, ...], Written]()
    for name, text in zip_longest(typed[::2], typed[1::2], fillvalue=""):
        if text.strip():
            key = find_key(part, name)
            said[key.way] = read_value(editing, part, key, text.strip())
            continue
        raise QtrackError(
            msg("{key} has no VALUE.", key=name),
            msg("Write it behind KEY, as in “qtrack new task M01 TITLE due 2020-06-30”."),
        )
    found: dict[str, Written] = {}
    for way in (key.way for key in keys_of(type(empty)) if key.way in said):
        top, *below = way
        held, value = found.get(top), said[way]
        found[top] = {**(held if isinstance(held, Mapping) else {}), below[0]: value} if below else value
    return found


def _made(
    editing: PlanEditing, empty: Value, chosen: str, title: str, holder: PlanPart | None
) -> dict[str, Written]:
    """Return what is known of a new part by where it stands."""
    name = "title" if hasattr(empty, "title") else "name"
    found: dict[str, Written] = {"id": chosen, name: title.strip()}
    if isinstance(empty, Section):
        found["number"] = number_behind([section.number for section in editing.plan.sections], FIRST_SECTION)
    if isinstance(empty, Measure) and holder and isinstance(holder.value, Section):
        found["number"] = number_behind([own.number for own in holder.value.measures], FIRST_MEASURE)
    if isinstance(empty, Task) and holder:
        found["section" if isinstance(holder.value, Section) else "measure"] = holder.id
    return found


def _files(
    editing: PlanEditing, empty: Value, chosen: str, holder: PlanPart | None, values: dict[str, Written]
) -> dict[str, bytes]:
    """Return the file that a new part stands in, as it will be."""
    if isinstance(empty, Unit):
        values = {"short": values["name"], "kind": "division"} | values
    if isinstance(empty, Indicator) and holder:
        end = getattr(holder.value, "due", None) or editing.plan.head.end
        values = {"kind": "reach", "due": str(end)} | values
    order = [
        field.encode_name for field in msgspec.structs.fields(type(empty)) if field.encode_name in values
    ]
    item = {name: values[name] for name in order}
    if isinstance(empty, Section | Task):
        folder = "sections" if isinstance(empty, Section) else "tasks"
        like = editing.read(next(iter(sorted(editing.tree.paths(folder))), "")) or b""
        return {f"{folder}/{chosen}.yaml": new_file(item, like)}
    path, keys = (holder.path, (SHELVES[type(empty)],)) if holder else (UNITS, ("units",))
    with editing.plainly(chosen, path, keys):
        return {path: with_item(path, editing.tree.read(path), keys, item)}
