"""What a person names to edit: the plan, a section, measure, task, deliverable, indicator, unit or group."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from qtrack.errors import Place, QtrackError, ambiguous
from qtrack.locale.message import msg
from qtrack.locale.words import FILES, meant
from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.ids import ENTRY_ID, parse_about
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Measure, Plan, Section, Task
from qtrack.model.units import Unit, UnitGroup, plain_name
from qtrack.records.selection.names import Say
from qtrack.standing.reported.facts import lifted

#: The file of the head, and that of units.
HEAD_FILE: Final = "plan.yaml"
UNITS_FILE: Final = "units.yaml"

#: What each kind of part can stand in, and the key of the list there.
HOLDERS: Final[Mapping[type, tuple[type, ...]]] = {
    Measure: (Section,),
    Task: (Measure, Section),
    Deliverable: (Task, Section),
    Indicator: (Task, Section),
}
SHELVES: Final[Mapping[type, str]] = {
    Measure: "measures",
    Deliverable: "deliverables",
    Indicator: "indicators",
}

_ID: Final = msg("ID")

Value = PlanHead | Section | Measure | Task | Deliverable | Indicator | Unit | UnitGroup


class PlanPart(msgspec.Struct, frozen=True):
    """A part of the plan, its id as it can be typed, and where in which file it stands."""

    value: Value
    id: str
    path: str
    keys: tuple[str | int, ...] = ()


def find_part(plan: Plan, typed: str, say: Say, place: Place = _ID) -> PlanPart:
    """Return what has this id or name, or a part of a name that nothing else has, which `say` is told.

    Raises QtrackError where there is none, or several; `place` is where it was typed.
    """
    if meant(typed, ["plan"], FILES):
        return PlanPart(plan.head, "plan", HEAD_FILE)
    number = parse_about(typed) or _measure_id(typed)
    numbered = next((part for part in _numbered(plan) if part.id == number), None)
    if numbered is not None:
        return numbered
    named, text = list(_named(plan)), plain_name(typed)
    exact = [part for part, names in named if text in names]
    fitting = exact or [part for part, names in named if text and any(text in name for name in names)]
    if len(fitting) > 1:
        raise ambiguous(typed, [f"{part.id} {title_of(part.value)}" for part in fitting], place)
    if not fitting:
        raise QtrackError(
            msg("{place} is “{id}”, which the plan does not have.", place=place, id=typed),
            msg("“qtrack correct ENTRY” corrects an entry; its file is never edited.")
            if ENTRY_ID.fullmatch(typed.strip())
            else msg("It can be plan, S1, M01, T05, T05.2, or the name of an indicator or a unit."),
        )
    if not exact:
        say(msg("{text} = {meant}", text=typed.strip(), meant=title_of(fitting[0].value)))
    return fitting[0]


def entries_on(plan: Plan, part: PlanPart) -> list[Entry]:
    """Return the entries that would be about nothing without a part; what was taken back does not count."""
    gone = lifted(plan.entries)
    standing = (entry for entry in plan.entries if entry.id not in gone and not entry.withdraws)
    return [entry for entry in standing if _speaks_of(entry, part)]


def _speaks_of(entry: Entry, part: PlanPart) -> bool:
    match part.value:
        case Section() | Task():
            return entry.holder == part.id
        case Deliverable():
            return entry.about == part.id
        case Indicator(id=name):
            return entry.holder == part.id.partition("/")[0] and name in entry.actuals
        case _:
            return False


def title_of(value: Value) -> str:
    """Return the title or name of a part."""
    return value.name if isinstance(value, Indicator | Unit | UnitGroup) else value.title


def _measure_id(typed: str) -> str:
    found = plain_name(typed)
    return f"M{found[1:].zfill(2)}" if found.startswith("m") else ""


def _numbered(plan: Plan) -> Iterator[PlanPart]:
    for holder in plan.holders.values():
        yield PlanPart(holder, holder.id, holder.path)
        for at, deliverable in enumerate(holder.deliverables):
            yield PlanPart(deliverable, deliverable.id, holder.path, ("deliverables", at))
    for section in plan.sections:
        for at, measure in enumerate(section.measures):
            yield PlanPart(measure, measure.id, section.path, ("measures", at))


def _named(plan: Plan) -> Iterator[tuple[PlanPart, list[str]]]:
    """Yield indicators, units and groups, each with the plain forms of its ids and names."""
    for holder in plan.holders.values():
        for at, own in enumerate(holder.indicators):
            part = PlanPart(own, f"{holder.id}/{own.id}", holder.path, ("indicators", at))
            dotted = f"{holder.id}.{own.id}"  # as changes name it
            yield part, [plain_name(name) for name in (part.id, dotted, own.id, own.name)]
    for shelf in ("units", "groups"):
        for at, body in enumerate(getattr(plan.register, shelf)):
            names = [plain_name(name) for name in (body.id, body.name, body.short, *body.aliases)]
            yield PlanPart(body, body.id, UNITS_FILE, (shelf, at)), [name for name in names if name]
