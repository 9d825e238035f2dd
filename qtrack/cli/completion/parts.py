"""Offers of what a plan has: sections, measures, tasks, units, indicators, entries, keys of its files."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from qtrack.cli.completion.question import Offer, Question, Rank, Trait
from qtrack.cli.completion.words import first, periods, worded
from qtrack.errors import QtrackError
from qtrack.locale.words import FORMS, LANGUAGE_NAMES
from qtrack.model.entry import Entry, Status
from qtrack.model.ids import MeasureId, SectionId, UnitId, holder_of, parse_about
from qtrack.model.period import PeriodKind
from qtrack.model.plan import Measure, Section, Task
from qtrack.model.responsibility import Role
from qtrack.model.units import Unit
from qtrack.standing.reported.facts import replaced
from qtrack.standing.rules import rule_of
from qtrack.ui.labels import LIGHTS, percent

if TYPE_CHECKING:
    from qtrack.records.parts import PlanPart

#: What takes whole tasks only, and what takes the parts of a task and sections with goals of their own.
_WHOLE: Final = {"show", "chase"}
#: Behind all roles.
_NOBODY: Final = len(Role)
#: Where a unit speaks for itself, so that no group can.
_REPORTING: Final = {"record", "close", "withdraw", "form"}


def sections(question: Question) -> Iterator[Offer]:
    """Offer the sections with their titles and lights."""
    yield from _sections(question, question.plan.frame.sections)


def _sections(question: Question, some: Sequence[Section]) -> Iterator[Offer]:
    lights = question.plan.section_lights() if some else {}
    for section in some:
        light = question.say(LIGHTS[lights[section.id]]) if section.id in lights else ""
        yield from _titled(question, section.id, section.title, light)


def _titled(question: Question, name: str, title: str, light: str = "") -> Iterator[Offer]:
    """Offer something by its id, or by its title where that is typed."""
    for offer in first(question, name, title):
        yield offer._replace(text=f"{light} {title if offer.value == name else name}".lstrip())


def measures(question: Question) -> Iterator[Offer]:
    """Offer the measures, of the section that is given, with their titles."""
    section = question.spot.value("section")
    for one in question.plan.frame.sections:
        if not section or one.id == parse_about(section):
            for measure in one.measures:
                yield from _titled(question, measure.id, measure.title)


def groups(question: Question) -> Iterator[Offer]:
    """Offer the groups of units."""
    for group in question.plan.frame.register.groups:
        yield from first(question, group.short or group.name, group.name, group.id)


def units(question: Question) -> Iterator[Offer]:
    """Offer the units: one's own, those that answer for what is at hand, the others; and groups."""
    register, (_, holder) = question.plan.frame.register, question.at_hand
    near = [question.own_unit]
    if holder:
        own = holder.responsible
        near += [unit for body in own.named for unit in own.members(body, register)]
    alone = question.spot.command in _REPORTING
    bodies = sorted(register, key=lambda body: near.index(body.id) if body.id in near else len(near))
    for body in bodies:
        if isinstance(body, Unit) or not alone:
            for offer in first(question, body.short or body.name, body.name, body.id):
                yield offer._replace(text=body.id if offer.value == body.name else body.name)


def settings(question: Question) -> Iterator[Offer]:
    """Offer what the setting that is typed may be."""
    match question.spot.value("key"):
        case "unit":
            yield from units(question)
        case "lang":
            yield from worded(question, LANGUAGE_NAMES, LANGUAGE_NAMES)
        case "format":
            yield from worded(question, FORMS, FORMS)


def abouts(question: Question, *, whole: bool = False) -> Iterator[Offer]:
    """Offer tasks by their ids, titles and lights; of one alone its deliverables, too; then sections."""
    typed = unicodedata.normalize("NFKC", question.spot.typed).strip().upper()
    plan, whole = question.plan, whole or question.spot.command in _WHOLE
    exact = parse_about(typed.rstrip("."))
    begin = holder_of(exact) if exact and (typed[0].isdigit() or "." in typed) else typed
    names = plan.tasks(begin)
    if exact and typed[0].isdigit():
        names = [name for name in names if name == begin]
    for held in plan.likeliest(names, _rank(question)):
        light = question.say(LIGHTS[held.light])
        yield Offer(held.id, f"{light} {held.title}")
        if len(names) == 1 and not whole:
            yield from (Offer(part.id, part.title) for part in held.holder.deliverables)
    fitting = [section for section in plan.frame.sections if section.id.startswith(begin)]
    yield from _sections(question, [one for one in fitting if whole or one.deliverables or one.indicators])


def _rank(question: Question) -> Rank:
    """Return what puts the likely tasks first: those that wait for this, one's own, the worst light."""
    own, command = question.own_unit, question.spot.command
    frame = question.plan.frame
    worst = [light.value for light in rule_of(frame.head.lights).worst_first]
    bodies = {body.id for body in frame.register if own in frame.register.members(body.id)} if own else set()

    def rank(trait: Trait) -> tuple[int, ...]:
        role = next((at for at, ids in enumerate(trait.answering) if not bodies.isdisjoint(ids)), _NOBODY)
        waits = trait.status == Status.DONE if command in {"close", "return"} else trait.running
        light = worst.index(trait.light) if trait.light else len(worst)
        return (not waits, role, light)

    return rank


def figures(question: Question) -> Iterator[Offer]:
    """Offer the indicators of what is at hand, each up to where its value begins."""
    _, holder = question.at_hand
    for indicator in holder.indicators if holder else ():
        unit = f" ({indicator.unit})" if indicator.unit else ""
        yield Offer(f"{indicator.id}=", f"{indicator.name}{unit}")


def occurrences(question: Question) -> Iterator[Offer]:
    """Offer the periods in which what is at hand returns, those that run first."""
    about, holder = question.at_hand
    duties: list[tuple[str, str | None]] = []
    duties += [(part.id, part.every) for part in holder.deliverables] if holder else []
    duties += [(part.id, "year" if part.by_year else None) for part in holder.indicators] if holder else []
    returning = (PeriodKind(every) for name, every in duties if every and about in {name, holder_of(about)})
    usual = (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
    yield from periods(dict.fromkeys(returning) or usual, question.today)


def entries(question: Question) -> Iterator[Offer]:
    """Offer entries that still count, one's own before others, newest first; of a task if one is typed."""
    own, typed = question.own_unit, question.spot.typed
    if typed[:1].casefold() in {"t", "s"}:
        task, slash, typed = typed.upper().partition("/")
        found = question.plan.plan_of({task}).entries if slash or question.plan.tasks(task) == [task] else ()
        yield from () if slash else abouts(question, whole=True)
        before = f"{task}/"
    else:
        found, before = question.plan.newest_entries(typed), ""
    gone = replaced(found) if question.spot.command == "correct" else {}
    counting = [entry for entry in found if entry.id not in gone and not (gone and entry.withdraws)]
    newest = sorted(counting, key=lambda entry: entry.id, reverse=True)
    for entry in sorted(newest, key=lambda entry: bool(own) and entry.unit != own):
        if entry.holder == before.rstrip("/") or not before:
            yield Offer(f"{before}{entry.id}", _told(entry, question))


def _told(entry: Entry, question: Question) -> str:
    """Return in a line what an entry is about, who said it, and what."""
    who = question.plan.frame.register.short(entry.unit)
    share = percent(entry.percent) if entry.percent is not None else ""
    return " ".join(filter(None, (entry.about, who, share, " ".join(entry.summary.split()))))


def keys(question: Question) -> Iterator[Offer]:
    """Offer the keys of what is typed, each with what it is called."""
    from qtrack.cli.edit.keys import keys_of

    part = _part(question)
    for key in keys_of(type(part.value)) if part else ():
        yield Offer(key.typed, question.say(key.title))


def values(question: Question) -> Iterator[Offer]:
    """Offer what a setting, or a key of a part of the plan, may be."""
    if question.spot.command != "set":
        yield from settings(question)
        return
    from qtrack.cli.edit.keys import find_key
    from qtrack.store.yaml.values import choices_of

    part, key = _part(question), None
    with suppress(QtrackError):
        key = find_key(part, question.spot.value("key") or "") if part else None
    if key is not None:
        named = {UnitId: units, MeasureId: measures, SectionId: sections}.get(key.member)
        yield from named(question) if named else map(Offer, choices_of(key.member))


def places(question: Question) -> Iterator[Offer]:
    """Offer what the part that is typed may be moved to."""
    from qtrack.records.parts import HOLDERS

    part = _part(question)
    holders = HOLDERS.get(type(part.value), ()) if part else ()
    if Measure in holders:
        yield from measures(question)
        yield from sections(question)
    elif Task in holders:
        yield from abouts(question)
    elif Section in holders:
        yield from sections(question)


def _part(question: Question) -> "PlanPart | None":
    from qtrack.records.parts import find_part

    typed = question.spot.value("about") or ""
    with suppress(QtrackError):
        plan = question.plan.plan_of({holder_of(parse_about(typed) or "")})
        return find_part(plan, typed, lambda _: None)
    return None
