"""What changed in sections and their measures, their deliverables and indicators aside."""

from collections.abc import Iterator

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.deadlines import due_changes
from qtrack.changes.sides import Sides, pairs, reordered
from qtrack.locale.message import msg
from qtrack.model.plan import Measure, Plan, Section
from qtrack.model.problem import Place


def section_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in every section that both sides could read, and in all measures."""
    for old, new in pairs(sides.old.sections, sides.new.sections, lambda section: section.id):
        known = old or new
        if known is None or known.id in sides.unread:
            continue
        if old and new:
            yield from _section(old, new)
        elif new:
            message = msg("section {id} “{title}” is added", id=new.id, title=new.title)
            yield Change(ChangeKind.SECTION_ADDED, new.id, message, Place(new.path), None, new.title)
        elif old:
            message = msg("section {id} “{title}” is removed", id=old.id, title=old.title)
            place = Place(old.path)
            yield Change(ChangeKind.SECTION_REMOVED, old.id, message, place, old.title, loosens=True)
    yield from _measures(sides)


def _section(old: Section, new: Section) -> Iterator[Change]:
    if old.number != new.number:
        message = msg(
            "section {id} moves from {before} to {after}", id=new.id, before=old.number, after=new.number
        )
        place = Place(new.path, ("number",))
        yield Change(ChangeKind.SECTION_MOVED, new.id, message, place, old.number, new.number)
    if old.title != new.title:
        message = msg(
            "section {id} is reworded from “{before}” to “{after}”",
            id=new.id,
            before=old.title,
            after=new.title,
        )
        place = Place(new.path, ("title",))
        yield Change(ChangeKind.SECTION_REWORDED, new.id, message, place, old.title, new.title)
    dates = (old.due, new.due)
    yield from due_changes(new.id, new.id, dates, dates, place=Place(new.path, ("due",)), units=())


def _measures(sides: Sides) -> Iterator[Change]:
    """Compare measures over all sections, since one may move; a whole section takes its measures along."""
    for old, new in pairs(_all(sides.old), _all(sides.new), lambda measure: measure.id):
        if old and new:
            yield from _measure(sides, old, new)
        elif new and sides.new.section_of_measure[new.id].id in sides.old.holders:
            section = sides.new.section_of_measure[new.id]
            message = msg(
                "measure {id} “{title}” is added to {section}",
                id=new.id,
                title=new.title,
                section=section.id,
            )
            place = _place(sides.new, new)
            yield Change(ChangeKind.MEASURE_ADDED, new.id, message, place, None, new.title)
        elif old and (section := sides.old.section_of_measure[old.id]).id in sides.new.holders:
            message = msg(
                "measure {id} “{title}” is removed from {section}",
                id=old.id,
                title=old.title,
                section=section.id,
            )
            place = Place(sides.new.holders[section.id].path, ("measures",))
            yield Change(ChangeKind.MEASURE_REMOVED, old.id, message, place, old.title, loosens=True)
    yield from _order(sides)


def _measure(sides: Sides, old: Measure, new: Measure) -> Iterator[Change]:
    place = _place(sides.new, new)
    was, now = sides.old.section_of_measure[old.id], sides.new.section_of_measure[new.id]
    if (was.id, old.number) != (now.id, new.number):
        before, after = f"{was.id}{old.number}", f"{now.id}{new.number}"
        message = msg("measure {id} moves from {before} to {after}", id=new.id, before=before, after=after)
        yield Change(ChangeKind.MEASURE_MOVED, new.id, message, place, before, after)
    if old.title != new.title:
        message = msg(
            "measure {id} is reworded from “{before}” to “{after}”",
            id=new.id,
            before=old.title,
            after=new.title,
        )
        where = Place(place.path, (*place.keys, "title"))
        yield Change(ChangeKind.MEASURE_REWORDED, new.id, message, where, old.title, new.title)


def _order(sides: Sides) -> Iterator[Change]:
    """Yield sections whose measures changed places and kept their numbers."""
    for section in sides.new.sections:
        before = sides.old.holders.get(section.id)
        if not isinstance(before, Section):
            continue
        old, new = ({measure.id: measure.number for measure in side.measures} for side in (before, section))
        if reordered(old, new) and all(old[measure] == new[measure] for measure in old.keys() & new.keys()):
            message = msg("the measures of {id} stand in another order", id=section.id)
            place = Place(section.path, ("measures",))
            yield Change(ChangeKind.ORDER_CHANGED, section.id, message, place, tuple(old), tuple(new))


def _all(plan: Plan) -> Iterator[Measure]:
    for section in plan.sections:
        yield from section.measures


def _place(plan: Plan, measure: Measure) -> Place:
    section = plan.section_of_measure[measure.id]
    return Place(section.path, ("measures", section.measures.index(measure)))
