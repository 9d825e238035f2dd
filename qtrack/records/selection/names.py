"""What a person means by a name: of a unit, section, measure or indicator, or by the id of a matter."""

from collections.abc import Callable, Iterable
from typing import Final

from qtrack.errors import Place, QtrackError, ambiguous, offered
from qtrack.locale.message import LANGUAGES, Message, Translator, msg
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Deliverable, Measure, Plan, Section
from qtrack.model.units import plain_name

#: Tells a person what was understood of a part of a name.
Say = Callable[[Message], object]


#: So long is a title where parts are offered.
_SHORT: Final = 12


def _tell(say: Say | None, typed: str, meant: str) -> None:
    if say is not None:
        say(msg("{text} = {meant}", text=typed.strip(), meant=meant))


def find_indicator(plan: Plan, about: str, name: str, say: Say | None = None) -> str:
    """Return the id of an indicator by its id, its name, or a part of one that no other of the task has.

    What no indicator of the task or section has is returned as it is; `say` is told which has the part.
    Raises QtrackError where several have it.
    """
    holder, part = plan.holder(holder_of(about)), plain_name(name)
    own = holder.indicators if holder else ()
    names = {(one.id, one.name): (plain_name(one.id), plain_name(one.name)) for one in own}
    fitting = [found for found, plain in names.items() if part in plain] or [
        found for found, plain in names.items() if part and any(part in whole for whole in plain)
    ]
    if len(fitting) > 1:
        raise ambiguous(name, [shown for _, shown in fitting], "--actual")
    if fitting and part not in names[fitting[0]]:
        _tell(say, name, fitting[0][1])
    return fitting[0][0] if fitting else name.strip()


def find_about(plan: Plan, typed: str) -> str:
    """Return the id of the task, section or deliverable that a person means."""
    found = plan.find(typed)
    if found is not None:
        return found.id
    holder = plan.holder(parse_about(typed) or "")
    parts = offered([_part_name(one) for one in holder.deliverables]) if holder else ()
    if holder and not parts:
        hint = msg("{id} has no deliverables; write {id} alone.", id=holder.id)
    elif holder:
        hint = msg("“qtrack show {id}” shows its parts: {parts}.", id=holder.id, parts=parts)
    elif plan.tasks:
        first, last = plan.tasks[0], plan.tasks[-1]
        hint = msg("“qtrack status” lists its tasks, {first} to {last}.", first=first.id, last=last.id)
    else:
        hint = msg("It has no tasks yet; “qtrack help files” tells how one is written.")
    raise QtrackError(msg("ID is “{id}”, which the plan does not have.", id=typed), hint)


def _part_name(part: Deliverable) -> str:
    title = part.title if len(part.title) <= _SHORT else f"{part.title[:_SHORT]}…"
    return f"{part.id} {title}"


def find_section(plan: Plan, name: str, say: Say | None = None) -> str:
    """Return the id of a section typed as S1, s1, 1, its number or a part of its title.

    Raises QtrackError where there is none, or several.
    """
    typed = name.strip()
    found = parse_about(typed if typed[:1] in {"S", "s", "Ｓ", "ｓ"} else f"S{typed}")
    if found not in {own.id for own in plan.sections}:
        found = _by_heading(plan.sections, name, "--section", say)
    if found is None:
        raise QtrackError(
            msg("--section is “{section}”, which the plan does not have.", section=name),
            msg("The sections are {sections}.", sections=tuple(own.id for own in plan.sections)),
        )
    return found


def _by_heading(
    headings: Iterable[Section | Measure], typed: str, place: Place, say: Say | None
) -> str | None:
    """Return the id of what has this number in the document, or a part of a title that no other has."""
    part = plain_name(typed).strip("()、")
    numbered = [own for own in headings if part in _numbers(own.number)]
    fitting = numbered or [own for own in headings if part and part in plain_name(own.title)]
    if len(fitting) > 1:
        raise ambiguous(typed, [own.title for own in fitting], place)
    for own in fitting:
        _tell(say, typed, f"{own.id} {own.title}")
    return fitting[0].id if fitting else None


def _numbers(number: str) -> set[str]:
    """Return how the number of a heading may be typed."""
    said = (Translator(language).say(msg("section {number}", number=number)) for language in LANGUAGES)
    return {plain_name(text).strip("()、") for text in (number, *said)}


def find_measure(plan: Plan, name: str, say: Say | None = None) -> str:
    """Return the id of a measure typed as M05, m5, 5, its number or a part of its title.

    Raises QtrackError where there is none, or several.
    """
    typed = name.strip().casefold()
    number = typed[1:] if typed[:1] in {"m", "\uff4d"} else typed
    for measure in plan.measures:
        if number.isdecimal() and measure[1:].isdecimal() and int(measure[1:]) == int(number):
            return measure
    if found := _by_heading(plan.measures.values(), name, "--measure", say):
        return found
    measures = tuple(plan.measures)
    raise QtrackError(
        msg("--measure is “{measure}”, which the plan does not have.", measure=name),
        msg("The measures are {first} to {last}.", first=measures[0], last=measures[-1])
        if measures
        else msg("The plan has no measures; leave --measure out."),
    )


def find_unit(plan: Plan, name: str, place: Place = "--unit", say: Say | None = None) -> str:
    """Return the id of a unit by a name of it, or a part that no other has; raise QtrackError otherwise.

    `say` is told which one has the part.
    """
    fitting = plan.register.fitting(name)
    if len(fitting) == 1:
        if plan.register.find(name) is None:
            _tell(say, name, fitting[0].name)
        return fitting[0].id
    if fitting:
        raise ambiguous(name, [unit.name for unit in fitting], place)
    nearest = plan.register.nearest(name)
    hint = (
        msg("The nearest registered name is “{nearest}”; “qtrack units” lists them all.", nearest=nearest)
        if nearest
        else msg("“qtrack units” lists those that are registered.")
    )
    raise QtrackError(
        msg("{place} is “{name}”, and no unit is called so.", place=place, name=name)
        if place
        else msg("There is no unit “{name}”.", name=name),
        hint,
    )
