"""Telling as entries: the scripts that fit a plan, moved to its start, and rounds for every other task."""

from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from qtrack.demo.chance import OFFICE_MINUTES, Chance, office_moment, working_from
from qtrack.demo.monthly import Rounds
from qtrack.demo.partners import partner_lines
from qtrack.demo.story import Edit, Line, scripts, story
from qtrack.model.entry import Chase, Entry, entry_path
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable, Plan, Task
from qtrack.model.units import Unit
from qtrack.standing.recurrence import periods_of

_WEEK: Final = 7
_USUAL_DELAY: Final = 3
_LATE_ONE_IN: Final = 16
_DAYS_TO_REPLY: Final = 7
#: What an entry says in the words of its line.
_SAID: Final = ("about", "unit", "date", "status", "percent", "actuals", "period", "problems", "next")


def sample_entries(plan: Plan, seed: int = 2018) -> tuple[Entry, ...]:
    """Return invented entries for a plan in the order they were recorded; the same for the same seed.

    They fill the plan's first nine months. Tasks that the story does not know, or knows otherwise,
    get a monthly round made of sentence patterns and the titles of their deliverables. The units beside
    the lead say a word in the rounds that ask them.
    """
    chance = Chance(seed)
    shift, limit = _moved_by(plan), _limit(plan)
    known = {holder: lines for holder, lines in scripts().items() if _fits(holder, lines, plan)}
    scripted = (line for lines in known.values() for line in lines)
    lines = [moved for line in scripted if (moved := _moved(line, shift, plan)) is not None]
    for task in plan.tasks:
        if task.id not in known:
            lines += Rounds(plan, task, chance, limit).lines()
        told = [line for line in lines if line.about.partition(".")[0] == task.id]
        lines += partner_lines(plan, task, told, chance, limit)
    entries = _entries_of(
        [line for line in lines if plan.head.start <= line.date <= limit], plan, chance, limit
    )
    chased = _reminders(plan, shift, limit, chance)
    return tuple(sorted((*entries, *chased), key=lambda entry: (entry.recorded, entry.about)))


def sample_edits(plan: Plan) -> tuple[Edit, ...]:
    """Return the invented edits of a plan in the order of their days, for files that have what they wrote."""
    shift = _moved_by(plan)
    edits = (msgspec.structs.replace(edit, date=edit.date + shift) for edit in story().edits)
    return tuple(
        msgspec.structs.replace(edit, subject=edit.subject + story().sign)
        for edit in sorted(edits, key=lambda edit: edit.date)
        if plan.head.start < edit.date <= _limit(plan)
    )


def _moved_by(plan: Plan) -> timedelta:
    """Return how far the story is moved: whole weeks, so that every day keeps its place in the week."""
    return timedelta(weeks=-((story().start - plan.head.start).days // _WEEK))


def _limit(plan: Plan) -> date:
    """Return the last day of which something is told."""
    return min(plan.head.end, story().end + _moved_by(plan))


def _fits(name: str, lines: tuple[Line, ...], plan: Plan) -> bool:
    """Tell whether a plan knows everything that a script speaks of, and lets those units speak."""
    holder = plan.holders.get(name)
    if holder is None:
        return False
    named = holder.responsible.named
    allowed = {plan.head.office, *named, *(unit for body in named for unit in plan.register.members(body))}
    indicators = {indicator.id for indicator in holder.indicators}
    parts: dict[str, Deliverable] = {deliverable.id: deliverable for deliverable in holder.deliverables}
    return all(
        (line.about == holder.id or line.about in parts)
        and indicators.issuperset(line.actuals)
        and (not line.period or (line.about in parts and parts[line.about].every is not None))
        and line.unit in plan.register.by_id
        and (not isinstance(holder, Task) or line.unit in allowed)
        for line in lines
    )


def _moved(line: Line, shift: timedelta, plan: Plan) -> Line | None:
    """Move a line in time, and the occurrence it speaks of by as many years, quarters or months.

    None where it speaks of one that the plan does not ask for.
    """
    day = line.date + shift
    if not line.period:
        return msgspec.structs.replace(line, date=day)
    known = periods_of(plan.deliverables[line.about], plan.head)
    period = next((str(other) for other in known if _as_far(other, day, line)), None)
    return None if period is None else msgspec.structs.replace(line, date=day, period=period)


def _as_far(period: Period, day: date, line: Line) -> bool:
    """Tell whether a period is as far from a day as the one that a line names is from its own."""
    named = Period.parse(line.period)
    return named is not None and period.number_since(day) == named.number_since(line.date)


def _entries_of(lines: list[Line], plan: Plan, chance: Chance, limit: date) -> tuple[Entry, ...]:
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
        unit = plan.register.by_id.get(line.unit)
        found[name] = Entry(
            **{field: getattr(line, field) for field in _SAID},
            recorded=moment,
            summary=line.summary + story().sign,
            by=story().roles.get(unit.kind, "") if isinstance(unit, Unit) else "",
            evidence=evidence,
            corrects=marks.get(line.corrects, ""),
            id=name,
            path=entry_path(line.about, name),
        )
    return tuple(found.values())


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
        if chance.one_in(_LATE_ONE_IN, "late", *question):
            delay += chance.between(7, 15, "how late", *question)
    for days in (delay, 0):
        day = working_from(line.date + timedelta(days=days))
        if day <= limit:
            minute = chance.below(OFFICE_MINUTES, "minute", *question)
            return office_moment(day, minute, chance.below(60, "second", *question))
    return None


def _reminders(plan: Plan, shift: timedelta, limit: date, chance: Chance) -> tuple[Entry, ...]:
    """Return the reminders whose tasks and units a plan has, moved in time like the story, until `limit`."""
    found: list[Entry] = []
    count: dict[int, int] = {}
    for line in story().reminders:
        day = working_from(line.date + shift)
        task = plan.holders.get(line.about)
        its_lead = isinstance(task, Task) and task.responsible.lead == line.unit
        if day > limit or not (plan.head.office and its_lead):
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
