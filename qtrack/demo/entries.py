"""From lines to entries: a name, a moment of recording, who recorded it, the number of a document.

What is said, and about what, is settled in the lines already.
"""

from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from qtrack.demo.chance import Chance
from qtrack.demo.story import Line, story
from qtrack.demo.workdays import OFFICE_MINUTES, office_moment, working_from
from qtrack.model.entry import Entry, entry_path
from qtrack.model.plan import Plan
from qtrack.model.units import Unit

_USUAL_DELAY: Final = 3
_LATE_ONE_IN: Final = 16


class Recorded(msgspec.Struct, frozen=True):
    """A line and when it was recorded."""

    line: Line
    moment: datetime


def entries_of(lines: list[Line], plan: Plan, chance: Chance, limit: date) -> tuple[Entry, ...]:
    """Return the lines as entries in the order they were recorded; none was after `limit`."""
    recorded = [Recorded(line, moment) for line in lines if (moment := _moment(line, chance, limit))]
    recorded.sort(key=lambda record: (record.moment, record.line.about))
    marks: dict[str, str] = {}
    papers: dict[int, int] = {}
    found: dict[str, Entry] = {}
    for record in recorded:
        said = record.line
        if said.corrects and said.corrects not in marks:
            continue  # what it corrects was recorded too late to be told
        name = _name(said, chance, found)
        if said.mark:
            marks[said.mark] = name
        if said.paper:
            papers[record.moment.year] = papers.get(record.moment.year, 0) + 1
        year = record.moment.year
        evidence = (story().paper.format(year=year, number=papers[year]),) if said.paper else ()
        found[name] = _entry(record, name, evidence, marks.get(said.corrects, ""), plan)
    return tuple(found.values())


def _entry(recorded: Recorded, name: str, evidence: tuple[str, ...], corrects: str, plan: Plan) -> Entry:
    said = recorded.line
    return Entry(
        about=said.about,
        unit=said.unit,
        date=said.date,
        recorded=recorded.moment,
        summary=said.summary + story().sign,
        by=_role(plan, said.unit),
        status=said.status,
        percent=said.percent,
        actuals=said.actuals,
        period=said.period,
        problems=said.problems,
        next=said.next,
        evidence=evidence,
        corrects=corrects,
        id=name,
        path=entry_path(said.about, name),
    )


def _role(plan: Plan, unit_id: str) -> str:
    unit = plan.register.by_id.get(unit_id)
    return story().roles[unit.kind] if isinstance(unit, Unit) else ""


def _name(said: Line, chance: Chance, taken: dict[str, Entry]) -> str:
    ordinal = 0
    while True:
        name = f"{said.date.isoformat()}-{chance.hexadecimal(said.about, said.date, ordinal)}"
        if name not in taken:
            return name
        ordinal += 1


def _moment(said: Line, chance: Chance, limit: date) -> datetime | None:
    """Return when a line was recorded: soon after its date, now and then late; None beyond `limit`."""
    question = (said.about, said.unit, said.date, said.summary)
    delay = said.late
    if delay is None:
        delay = chance.between(0, _USUAL_DELAY, "delay", *question)
        if chance.below(_LATE_ONE_IN, "late", *question) == 0:
            delay += chance.between(7, 15, "how late", *question)
    for days in (delay, 0):
        day = working_from(said.date + timedelta(days=days))
        if day <= limit:
            minute = chance.below(OFFICE_MINUTES, "minute", *question)
            return office_moment(day, minute, chance.below(60, "second", *question))
    return None
