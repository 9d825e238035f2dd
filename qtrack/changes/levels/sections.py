"""What changed in sections and their measures, their deliverables and indicators aside."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs, reordered
from qtrack.changes.subject import Field, Subject
from qtrack.locale.message import mark, msg
from qtrack.model.plan import Measure, Plan, Section
from qtrack.model.problem import Place

_SECTION: Final = (
    Field(
        "chapter",
        ChangeKind.SECTION_MOVED,
        mark("the chapter of section {id} changes from {before} to {after}"),
        quoted=True,
    ),
    Field("number", ChangeKind.SECTION_MOVED, mark("section {id} moves from {before} to {after}")),
    Field(
        "title", ChangeKind.SECTION_REWORDED, mark("section {id} is reworded from “{before}” to “{after}”")
    ),
)
_MEASURE: Final = (
    Field(
        "title", ChangeKind.MEASURE_REWORDED, mark("measure {id} is reworded from “{before}” to “{after}”")
    ),
)


def section_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in every section that both sides could read, and in all measures."""
    for old, new in pairs(sides.read(sides.old.sections), sides.read(sides.new.sections)):
        if old and new:
            subject = Subject(new.id, Place(new.path))
            yield from subject.fields(_SECTION, old, new)
            yield from subject.due((old.due, new.due), (old.due or sides.old.head.end, new.due))
        elif new:
            message = msg("section {id} “{title}” is added", id=new.id, title=new.title)
            yield Subject(new.id, Place(new.path)).change(ChangeKind.SECTION_ADDED, message, None, new.title)
        elif old:
            message = msg("section {id} “{title}” is removed", id=old.id, title=old.title)
            subject = Subject(old.id, Place(old.path))
            yield subject.change(ChangeKind.SECTION_REMOVED, message, old.title, loosens=True)
    yield from _measures(sides)
    yield from _order(sides)


def _measures(sides: Sides) -> Iterator[Change]:
    """Compare measures over all sections, since one may move; a whole section takes its measures along."""
    for old, new in pairs(sides.old.measures.values(), sides.new.measures.values()):
        if old and new:
            yield from _measure(sides, old, new)
        elif new and (section := sides.new.section_of_measure[new.id]).id in sides.old.holders:
            values = {"id": new.id, "title": new.title, "section": section.id}
            message = msg("measure {id} “{title}” is added to {section}", **values)
            subject = Subject(new.id, _place(sides.new, new))
            yield subject.change(ChangeKind.MEASURE_ADDED, message, None, new.title)
        elif old and (section := sides.old.section_of_measure[old.id]).id in sides.new.holders:
            values = {"id": old.id, "title": old.title, "section": section.id}
            message = msg("measure {id} “{title}” is removed from {section}", **values)
            subject = Subject(old.id, Place(sides.new.holders[section.id].path, ("measures",)))
            yield subject.change(ChangeKind.MEASURE_REMOVED, message, old.title, loosens=True)


def _measure(sides: Sides, old: Measure, new: Measure) -> Iterator[Change]:
    subject = Subject(new.id, _place(sides.new, new))
    was, now = sides.old.section_of_measure[old.id], sides.new.section_of_measure[new.id]
    if (was.id, old.number) != (now.id, new.number):
        before, after = f"{was.id}{old.number}", f"{now.id}{new.number}"
        message = msg("measure {id} moves from {before} to {after}", id=new.id, before=before, after=after)
        yield subject.change(ChangeKind.MEASURE_MOVED, message, before, after)
    yield from subject.fields(_MEASURE, old, new)


def _order(sides: Sides) -> Iterator[Change]:
    """Yield sections whose measures changed places and kept their numbers."""
    for section in sides.new.sections:
        before = sides.old.holders.get(section.id)
        if not isinstance(before, Section):
            continue
        old, new = ({measure.id: measure.number for measure in side.measures} for side in (before, section))
        if reordered(old, new) and all(old[measure] == new[measure] for measure in old.keys() & new.keys()):
            message = msg("the measures of {id} stand in another order", id=section.id)
            subject = Subject(section.id, Place(section.path, ("measures",)))
            yield subject.change(ChangeKind.ORDER_CHANGED, message, tuple(old), tuple(new))


def _place(plan: Plan, measure: Measure) -> Place:
    section = plan.section_of_measure[measure.id]
    return Place(section.path, ("measures", section.measures.index(measure)))
