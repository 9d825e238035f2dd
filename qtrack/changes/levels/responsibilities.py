"""Who answers for a task, in which role: units that came, went or changed roles; who is asked alone."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, reordered, touched
from qtrack.changes.subject import Subject
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Task
from qtrack.model.problem import Place
from qtrack.standing.reported.reporting import asked

#: The roles from the strongest down: the word, and where it stands in the file.
_ROLES: Final[dict[str, tuple[Message, tuple[str, ...]]]] = {
    "lead": (msg("lead unit"), ("responsible", "lead")),
    "co_leads": (msg("second lead unit"), ("responsible", "co_leads")),
    "shared": (msg("sharing unit"), ("responsible", "shared")),
    "by_duty": (msg("unit by duty"), ("responsible", "by_duty")),
    "support": (msg("supporting unit"), ("responsible", "support")),
    "partners": (msg("partner"), ("partners",)),
}

Roles = dict[str, tuple[str, ...]]


def responsibility_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the responsibilities of every task that both plans have."""
    for old, new in sides.common:
        if isinstance(old, Task) and isinstance(new, Task):
            yield from _lead(sides, old, new)
            yield from _others(sides, old, new)
            yield from _order(old, new)
            yield from _left_out(sides, old, new)
            yield from _switched(old, new)


def _roles(task: Task) -> Roles:
    """Return the roles of every unit that a task names."""
    found: Roles = {}
    for role, units in _lists(task).items():
        for unit in dict.fromkeys(units):
            found[unit] = (*found.get(unit, ()), role)
    return found


def _lists(task: Task) -> Roles:
    """Return whom a task names in each role."""
    return {**task.responsible.by_key, "partners": task.partners}


def _lead(sides: Sides, old: Task, new: Task) -> Iterator[Change]:
    """Yield a new lead as one change, with what the two units are or were beside it.

    It loosens where nobody asks the new one to report: one outside the system, or a group of such.
    """
    before, after = old.responsible.lead, new.responsible.lead
    if before == after:
        return
    units = tuple(unit for unit in (before, after) if unit)
    subject = Subject(new.id, Place(new.path, _ROLES["lead"][1]), units)
    if before is None:
        message = msg("{id} gets a lead unit, {after}", id=new.id, after=sides.unit(after or ""))
        kind, loosens = ChangeKind.LEAD_ADDED, False
    elif after is None:
        message = msg("{id} has no lead unit any more; it was {before}", id=new.id, before=sides.unit(before))
        kind, loosens = ChangeKind.LEAD_REMOVED, True
    else:
        values = {"id": new.id, "before": sides.unit(before), "after": sides.unit(after)}
        message = msg("{id} is led by {after} instead of {before}", **values)
        kind, loosens = ChangeKind.LEAD_REPLACED, after not in asked(new, sides.new.register)
    yield subject.change(kind, _with_rest(sides, message, old, new), before, after, loosens=loosens)


def _with_rest(sides: Sides, message: Message, old: Task, new: Task) -> Message:
    """Add what the new lead was before, and what the old one is from now on."""
    was, now = _roles(old), _roles(new)
    before, after = old.responsible.lead, new.responsible.lead
    notes = []
    if after and after in was:
        notes.append(msg("{unit} was {role}", unit=sides.unit(after), role=_words(was[after])))
    if before and before in now:
        notes.append(msg("{unit} is now {role}", unit=sides.unit(before), role=_words(now[before])))
    return msg("{change} ({notes})", change=message, notes=tuple(notes)) if notes else message


def _others(sides: Sides, old: Task, new: Task) -> Iterator[Change]:
    """Yield units that came, went or changed roles, a change of the lead aside."""
    was, now = _roles(old), _roles(new)
    leads = {old.responsible.lead, new.responsible.lead}
    for unit in was | now:
        before, after = was.get(unit, ()), now.get(unit, ())
        if before == after or (len(leads) > 1 and unit in leads):
            continue
        values = {"unit": sides.unit(unit), "id": new.id}
        if not before:
            message = msg("{unit} joins {id} as {role}", **values, role=_words(after))
            kind, loosens = ChangeKind.UNIT_ADDED, False
        elif not after:
            message = msg("{unit}, {role}, is dropped from {id}", **values, role=_words(before))
            kind, loosens = ChangeKind.UNIT_DROPPED, True
        else:
            roles = {"before": _words(before), "after": _words(after)}
            message = msg("{unit} in {id} changes from {before} to {after}", **values, **roles)
            kind, loosens = ChangeKind.ROLE_CHANGED, _rank(after) > _rank(before)
        subject = Subject(new.id, Place(new.path, _ROLES[(after or before)[0]][1]), (unit,))
        listed = (", ".join(before) or None, ", ".join(after) or None)
        yield subject.change(kind, message, *listed, loosens=loosens)


def _words(roles: tuple[str, ...]) -> tuple[Message, ...]:
    return tuple(_ROLES[role][0] for role in roles)


def _rank(roles: tuple[str, ...]) -> int:
    """Return how strong the strongest role is; 0 is the lead."""
    return min(list(_ROLES).index(role) for role in roles)


def _order(old: Task, new: Task) -> Iterator[Change]:
    """Yield lists whose units stand in another order, which offices read as rank."""
    now = _lists(new)
    for role, before in _lists(old).items():
        after = now[role]
        if reordered(before, after):
            label, keys = _ROLES[role]
            message = msg("{id} names its units in another order ({role})", id=new.id, role=label)
            subject = Subject(new.id, Place(new.path, keys), tuple(dict.fromkeys((*before, *after))))
            yield subject.change(ChangeKind.ORDER_CHANGED, message, before, after)


def _left_out(sides: Sides, old: Task, new: Task) -> Iterator[Change]:
    """Yield members that are left out of the groups named from now on, or no longer."""
    before, after = old.responsible.excluding, new.responsible.excluding
    for unit in dict.fromkeys((*before, *after)):
        values = {"unit": sides.unit(unit), "id": new.id}
        subject = Subject(new.id, Place(new.path, ("responsible", "excluding")), (unit,))
        if unit not in before:
            message = msg("{unit} is left out of the groups that {id} names", **values)
            yield subject.change(ChangeKind.UNIT_DROPPED, message, None, "excluding", loosens=True)
        elif unit not in after:
            message = msg("{unit} is no longer left out of the groups that {id} names", **values)
            yield subject.change(ChangeKind.UNIT_ADDED, message, "excluding", None)


#: What a task says with true or false: the kind and the sentence for true, then those for false.
_SWITCHES: Final = {
    "each": (
        (ChangeKind.ASKING_TIGHTENED, msg("{id} asks every member of its groups on its own")),
        (ChangeKind.ASKING_LOOSENED, msg("{id} no longer asks every member of its groups on its own")),
    ),
    "open": (
        (ChangeKind.TASK_REWORDED, msg("{id} prints “and others” behind its units")),
        (ChangeKind.TASK_REWORDED, msg("{id} no longer prints “and others” behind its units")),
    ),
}


def _switched(old: Task, new: Task) -> Iterator[Change]:
    """Yield that the members of groups report on their own, or that the list of units is printed as open."""
    for key, turns in _SWITCHES.items():
        before, after = (getattr(task.responsible, key) for task in (old, new))
        if before is not after:
            kind, sentence = turns[before]
            subject = Subject(new.id, Place(new.path, ("responsible", key)), touched(old, new))
            loosens = kind is ChangeKind.ASKING_LOOSENED
            words = (str(value).lower() for value in (before, after))
            yield subject.change(kind, msg(sentence.text, id=new.id), *words, loosens=loosens)
