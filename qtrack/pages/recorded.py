"""What is told of an entry once it is written: what it does, what is still missing, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.records.answer import Answer, MatterState, UntoldPart
from qtrack.standing.lights import Light
from qtrack.standing.recurrence import runs
from qtrack.ui.labels import LIGHTS, percent, signed

#: So many names stand in a line; of more the rest is counted.
_NAMED: Final = 3


def recorded_line(answer: Answer, entry_id: str) -> Message:
    """Say what was recorded, and under which id."""
    return msg("{matter}: recorded as {id}", matter=matter_name(answer), id=entry_id)


def matter_name(answer: Answer) -> Message | str:
    """Name what an entry is about; a deliverable with its task."""
    own = f"{answer.about} {answer.title}".rstrip()
    if answer.holder in {"", answer.about}:
        return own
    return msg("{before} ({after})", before=own, after=f"{answer.holder} {answer.holder_title}")


def answer_lines(answer: Answer, today: date) -> Iterator[Message]:
    """Yield what an entry does to the light, the share and the gap, and what is missing of this round."""
    if answer.before is None or answer.after is None:
        return
    change = _change(answer.before, answer.after)
    yield change if answer.as_of == today else msg("{change}, as of {date}", change=change, date=answer.as_of)
    yield from _reason(answer.after)
    missing = [*_missing(answer)]
    if missing:
        what = reduce(lambda told, more: msg("{before}; {after}", before=told, after=more), missing)
        yield (
            msg("still missing by {date}: {what}", date=answer.deadline, what=what)
            if answer.deadline
            else msg("still missing: {what}", what=what)
        )
    if any(len(one) > _NAMED for one in (answer.parts, answer.figures, answer.units)):
        yield msg("“qtrack show {id}” lists them; “qtrack mine” what your unit owes", id=answer.holder)


def foreseen_lines(answer: Answer) -> Iterator[Message]:
    """Yield what an entry that is about to be written does to the light and the share."""
    if answer.before is None or answer.after is None:
        return
    before, after = answer.before, answer.after
    share = _turned(percent(before.progress), percent(after.progress))
    if before.light is after.light:
        yield msg("the light stays {light}; share {share}", light=LIGHTS[after.light], share=share)
    else:
        values = {"before": LIGHTS[before.light], "after": LIGHTS[after.light], "share": share}
        yield msg("the light turns from {before} to {after}; share {share}", **values)
    yield from _reason(after)


def _reason(after: MatterState) -> Iterator[Message]:
    """Yield why a light is red or yellow."""
    if after.light in {Light.RED, Light.YELLOW}:
        yield msg("reason: {reason}", reason=after.reasons[0].brief or after.reasons[0].message)


def turns_line(answers: Sequence[Answer]) -> Message:
    """Say of many entries which lights they turn."""
    turned = [
        msg("{id} {change}", id=turn.id, change=_turned(LIGHTS[turn.before], LIGHTS[turn.after]))
        for answer in answers
        if (turn := answer.turned)
    ]
    if not turned:
        return nmsg("no light turns, of {n} task", "no light turns, of {n} tasks", len(answers))
    return msg("lights that turn: {turns}", turns=_some(turned))


def _change(before: MatterState, after: MatterState) -> Message:
    light = _turned(LIGHTS[before.light], LIGHTS[after.light])
    values = {"light": light, "share": _turned(percent(before.progress), percent(after.progress))}
    if before.gap is None and after.gap is None:
        return msg("light {light}; share {share}", **values)
    gap = _turned(signed(before.gap), signed(after.gap))
    return msg("light {light}; share {share}; gap {gap} points", gap=gap, **values)


def _turned(before: Message | str, after: Message | str) -> Message | str:
    return after if before == after else msg("{before} → {after}", before=before, after=after)


def _missing(answer: Answer) -> Iterator[Message | str]:
    """Yield in a phrase each the deliverables, the figures and the units that nothing was heard of."""
    if len(answer.parts) == 1:
        yield _part(answer.parts[0], answer.parts[0].title)
    elif answer.parts:
        yield _some([_part(part) for part in answer.parts])
    if answer.figures:
        yield msg("figures of {names}", names=_some([figure.name for figure in answer.figures]))
    if answer.units:
        yield msg("reports of {units}", units=_some([unit.name for unit in answer.units]))


def _part(part: UntoldPart, title: str = "") -> Message | str:
    """Name a deliverable, with the periods that are owed of it."""
    name = f"{part.id} {title}".rstrip()
    return msg("{before} ({after})", before=name, after=runs(part.periods)) if part.periods else name


def _some(names: Sequence[Message | str]) -> Message:
    """Name the first of several, and count the rest."""
    beyond = len(names) - _NAMED
    if beyond <= 0:
        return msg("{names}", names=tuple(names))
    return nmsg("{names} and {n} more", "{names} and {n} more", beyond, names=tuple(names[:_NAMED]))


def next_line(commands: Sequence[str], *, committed: bool = False) -> Message | None:
    """Say what is left to do in git: nothing outside of it."""
    if committed:
        return msg("committed")
    if not commands:
        return None
    add, then = commands
    return msg("not committed yet: {add}, then {commit}; next time --commit does both", add=add, commit=then)
