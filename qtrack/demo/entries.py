"""From lines to entries: a name, a moment of recording, who recorded it, the number of a document.

What is said, and about what, is settled in the lines already.
"""

from datetime import date, datetime, timedelta
from typing import Final

from qtrack.demo.chance import OFFICE_MINUTES, Chance, office_moment, working_from
from qtrack.demo.story import Line, story
from qtrack.model.entry import Chase, Entry, entry_path
from qtrack.model.plan import Plan, Task
from qtrack.model.units import Unit

_USUAL_DELAY: Final = 3
_LATE_ONE_IN: Final = 16
_DAYS_TO_REPLY: Final = 7


def entries_of(lines: list[Line], plan: Plan, chance: Chance, limit: date) -> tuple[Entry, ...]:
    """Return the lines as entries in the order they were recorded; none was after `limit`."""
    recorded = [(moment, line) for line in lines if (moment := _moment(line, chance, limit))]
    recorded.sort(key=lambda pair: (pair[0], pair[1].about))
    marks: dict[str, str] = {}
    papers: dict[int, int] = {}
    found: dict[str, Entry] = {}
    for moment, line in recorded:
        if line.corrects and line.corrects not in marks:
            continue  # what it corrects was recorded too late to be told
        name = _name(line, chance, found)
        if line.mark:
            marks[line.mark] = name
        evidence: tuple[str, ...] = ()
        if line.paper:
            papers[moment.year] = papers.get(moment.year, 0) + 1
            evidence = (story().paper.format(year=moment.year, number=papers[moment.year]),)
        found[name] = Entry(
            about=line.about,
            unit=line.unit,
            date=line.date,
            recorded=moment,
            summary=line.summary + story().sign,
            by=_role(plan, line.unit),
            status=line.status,
            percent=line.percent,
            actuals=line.actuals,
            period=line.period,
            problems=line.problems,
            next=line.next,
            evidence=evidence,
            corrects=marks.get(line.corrects, ""),
            id=name,
            path=entry_path(line.about, name),
        )
    return tuple(found.values())


def _role(plan: Plan, unit_id: str) -> str:
    unit = plan.register.by_id.get(unit_id)
    return story().roles.get(unit.kind, "") if isinstance(unit, Unit) else ""


def _name(line: Line, chance: Chance, taken: dict[str, Entry]) -> str:
    ordinal = 0
    while True:
        name = f"{line.date.isoformat()}-{chance.hexadecimal(line.about, line.date, ordinal)}"
        if name not in taken:
            return name
        ordinal += 1


def _moment(line: Line, chance: Chance, limit: date) -> datetime | None:
    """Return when a line was recorded: soon after its date, now and then late; None beyond `limit`."""
    question = (line.about, line.unit, line.date, line.summary)
    delay = line.late
    if delay is None:
        delay = chance.between(0, _USUAL_DELAY, "delay", *question)
        if chance.below(_LATE_ONE_IN, "late", *question) == 0:
            delay += chance.between(7, 15, "how late", *question)
    for days in (delay, 0):
        day = working_from(line.date + timedelta(days=days))
        if day <= limit:
            minute = chance.below(OFFICE_MINUTES, "minute", *question)
            return office_moment(day, minute, chance.below(60, "second", *question))
    return None


def reminders(plan: Plan, shift: timedelta, limit: date, chance: Chance) -> tuple[Entry, ...]:
    """Return the reminders whose tasks and units a plan has, moved in time like the story, until `limit`."""
    found: list[Entry] = []
    count: dict[int, int] = {}
    for line in story().reminders:
        day = working_from(line.date + shift)
        if day > limit or not _reminds_its_lead(line, plan):
            continue
        count[day.year] = count.get(day.year, 0) + 1
        number = f"{day.year}-{count[day.year]:03d}"
        question = ("reminder", line.about, day)
        name = f"{day.isoformat()}-{chance.hexadecimal(*question)}"
        found.append(
            Entry(
                about=line.about,
                unit=plan.head.office,
                date=day,
                recorded=office_moment(day, chance.below(OFFICE_MINUTES, *question)),
                summary=line.summary + story().sign,
                by=story().office_role,
                chases=Chase(number, line.level, line.unit, day + timedelta(_DAYS_TO_REPLY)),
                id=name,
                path=entry_path(line.about, name),
            )
        )
    return tuple(found)


def _reminds_its_lead(line: Line, plan: Plan) -> bool:
    task = plan.holders.get(line.about)
    return bool(plan.head.office) and isinstance(task, Task) and task.responsible.lead == line.unit
