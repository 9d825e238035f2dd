"""What changed in the entries: history that grew, and history that somebody touched."""

from collections.abc import Iterator
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs
from qtrack.changes.subject import Subject
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Chase, Entry
from qtrack.model.entry_fields import FIELDS, KEYS
from qtrack.model.problem import Place

#: What a person says in an entry, and what follows from the command; where the file lies says nothing.
_LABELS: Final[dict[str, Message]] = {field.name: field.label for field in FIELDS} | {
    "recorded": msg("recorded at"),
    "corrects": msg("corrects"),
    "withdraws": msg("withdraws"),
    "returns": msg("sends back"),
    "chases": msg("reminder"),
}


def entry_changes(sides: Sides) -> Iterator[Change]:
    """Yield entries that came, which is how history grows, and those altered or deleted."""
    for old, new in pairs(sides.old.entries, sides.new.entries):
        if old and new:
            if fields := altered_fields(old, new):
                yield _altered(old, new, fields)
        elif new and new.id not in sides.unread_old:
            yield _added(sides, new)
        elif old:
            yield _gone(sides, old)


def altered_fields(old: Entry, new: Entry) -> tuple[str, ...]:
    """Return the names of what two versions of an entry say differently."""
    return tuple(field for field in KEYS if getattr(old, field) != getattr(new, field))


def rewritings(old: Entry, new: Entry) -> tuple[Message, ...]:
    """Say what an alteration of an entry put for what."""
    return tuple(_rewritten(old, new, field) for field in altered_fields(old, new))


def _rewritten(old: Entry, new: Entry, field: str) -> Message:
    values = {"field": _LABELS[field], "before": _text(old, field), "after": _text(new, field)}
    return msg("{field}: {before} → {after}", **values)


def _added(sides: Sides, entry: Entry) -> Change:
    kind, sentence = _coming(entry)
    message = msg(
        sentence.text,
        unit=sides.unit(entry.unit),
        about=entry.about,
        date=entry.date,
        summary=_first(entry.summary),
        corrects=entry.replaces,
        returned=entry.returns,
        reminded=sides.unit(entry.chases.unit) if entry.chases else "",
        number=entry.chases.number if entry.chases else "",
    )
    subject = Subject(entry.about, Place(entry.path), (entry.unit,))
    return subject.change(kind, message, entry.replaces or None, entry.id)


def _coming(entry: Entry) -> tuple[ChangeKind, Message]:
    """Return what it means that an entry came, and the sentence that says it, without its values."""
    if entry.withdraws:
        sentence = msg("{unit} withdraws the entry {corrects} on {about}: {summary}")
        return ChangeKind.ENTRY_WITHDRAWN, sentence
    if entry.corrects:
        return ChangeKind.ENTRY_CORRECTED, msg("{unit} corrects the entry {corrects} on {about}: {summary}")
    if entry.returns:
        return ChangeKind.ENTRY_ADDED, msg("{unit} sends back the entry {returned} on {about}: {summary}")
    if entry.chases:
        return ChangeKind.ENTRY_ADDED, msg("{unit} reminds {reminded} of {about} ({number}): {summary}")
    return ChangeKind.ENTRY_ADDED, msg("{unit} reports on {about} as of {date}: {summary}")


def _altered(old: Entry, new: Entry, fields: tuple[str, ...]) -> Change:
    values = {"id": old.id, "about": old.about, "fields": rewritings(old, new)}
    message = msg("the entry {id} on {about} was altered ({fields})", **values)
    before, after = (tuple(f"{field}: {_text(entry, field)}" for field in fields) for entry in (old, new))
    subject = Subject(old.about, Place(new.path), tuple(dict.fromkeys((old.unit, new.unit))))
    return subject.change(ChangeKind.ENTRY_ALTERED, message, before, after, fields[0])


def _gone(sides: Sides, entry: Entry) -> Change:
    values = {"id": entry.id, "about": entry.about, "unit": sides.unit(entry.unit)}
    subject = Subject(entry.about, Place(entry.path), (entry.unit,))
    if entry.id in sides.unread_new:
        message = msg("the entry {id} of {unit} on {about} was altered and can no longer be read", **values)
        return subject.change(ChangeKind.ENTRY_ALTERED, message, entry.id)
    message = msg("the entry {id} of {unit} on {about} was deleted", **values)
    return subject.change(ChangeKind.ENTRY_DELETED, message, entry.id)


def _first(text: str) -> str:
    """Return the first line of a text, which is enough to know it by."""
    return text.strip().partition("\n")[0]


def _text(entry: Entry, field: str) -> str:
    value = getattr(entry, field)
    match value:
        case None:
            return "-"
        case dict():
            return "; ".join(f"{name}={number}" for name, number in value.items()) or "-"
        case tuple():
            return "; ".join(value) or "-"
        case Chase():
            return "; ".join(str(part) for part in msgspec.structs.astuple(value) if part)
    return _first(str(value)) or "-"
