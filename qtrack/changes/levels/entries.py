"""What changed in the entries: history that grew, and history that somebody touched."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Chase, Entry
from qtrack.model.problem import Place

#: What an entry says, and what that is called; where the file lies says nothing.
_FIELDS: Final[dict[str, Message]] = {
    "about": msg("about"),
    "unit": msg("unit"),
    "date": msg("date"),
    "recorded": msg("recorded at"),
    "by": msg("recorded by"),
    "status": msg("status"),
    "percent": msg("percent"),
    "actuals": msg("figures"),
    "period": msg("period"),
    "summary": msg("progress"),
    "problems": msg("problems"),
    "next": msg("next"),
    "evidence": msg("evidence"),
    "corrects": msg("corrects"),
    "withdraws": msg("withdraws"),
    "returns": msg("sends back"),
    "chases": msg("reminder"),
}


def entry_changes(sides: Sides) -> Iterator[Change]:
    """Yield entries that came, which is how history grows, and those altered or deleted."""
    for old, new in pairs(sides.old.entries, sides.new.entries, lambda entry: entry.id):
        if old and new:
            fields = altered_fields(old, new)
            if fields:
                yield _altered(old, new, fields)
        elif new and new.id not in sides.unread_old:
            yield _added(sides, new)
        elif old:
            yield _gone(sides, old)


def altered_fields(old: Entry, new: Entry) -> tuple[str, ...]:
    """Return the names of what two versions of an entry say differently."""
    return tuple(field for field in _FIELDS if getattr(old, field) != getattr(new, field))


def rewritings(old: Entry, new: Entry) -> tuple[Message, ...]:
    """Say what an alteration of an entry put for what."""
    return tuple(_rewritten(old, new, field) for field in altered_fields(old, new))


def _rewritten(old: Entry, new: Entry, field: str) -> Message:
    return msg(
        "{field}: {before} → {after}",
        field=_FIELDS[field],
        before=_text(old, field),
        after=_text(new, field),
    )


def _added(sides: Sides, entry: Entry) -> Change:
    values = {"unit": sides.unit(entry.unit), "about": entry.about, "date": entry.date}
    if entry.withdraws:
        kind = ChangeKind.ENTRY_WITHDRAWN
        message = msg(
            "{unit} withdraws the entry {corrects} on {about}: {summary}",
            **values | {"corrects": entry.withdraws, "summary": _first(entry.summary)},
        )
    elif entry.corrects:
        kind = ChangeKind.ENTRY_CORRECTED
        message = msg(
            "{unit} corrects the entry {corrects} on {about}: {summary}",
            **values | {"corrects": entry.corrects, "summary": _first(entry.summary)},
        )
    elif entry.returns:
        kind = ChangeKind.ENTRY_ADDED
        message = msg(
            "{unit} sends back the entry {returned} on {about}: {summary}",
            **values | {"returned": entry.returns, "summary": _first(entry.summary)},
        )
    elif entry.chases:
        kind = ChangeKind.ENTRY_ADDED
        message = msg(
            "{unit} reminds {reminded} of {about} ({number}): {summary}",
            **values
            | {
                "reminded": sides.unit(entry.chases.unit),
                "number": entry.chases.number,
                "summary": _first(entry.summary),
            },
        )
    else:
        kind = ChangeKind.ENTRY_ADDED
        message = msg(
            "{unit} reports on {about} as of {date}: {summary}",
            **values | {"summary": _first(entry.summary)},
        )
    before = entry.replaces or None
    return Change(kind, entry.about, message, Place(entry.path), before, entry.id, units=(entry.unit,))


def _altered(old: Entry, new: Entry, fields: tuple[str, ...]) -> Change:
    said = tuple(_rewritten(old, new, field) for field in fields)
    message: Message = msg(
        "the entry {id} on {about} was altered ({fields})", id=old.id, about=old.about, fields=said
    )
    before, after = (tuple(f"{field}: {_text(entry, field)}" for field in fields) for entry in (old, new))
    place = Place(new.path, (fields[0],))
    units = tuple(dict.fromkeys((old.unit, new.unit)))
    return Change(ChangeKind.ENTRY_ALTERED, old.about, message, place, before, after, units=units)


def _gone(sides: Sides, entry: Entry) -> Change:
    values = {"id": entry.id, "about": entry.about, "unit": sides.unit(entry.unit)}
    if entry.id in sides.unread_new:
        kind = ChangeKind.ENTRY_ALTERED
        message = msg("the entry {id} of {unit} on {about} was altered and can no longer be read", **values)
    else:
        kind = ChangeKind.ENTRY_DELETED
        message = msg("the entry {id} of {unit} on {about} was deleted", **values)
    return Change(kind, entry.about, message, Place(entry.path), entry.id, units=(entry.unit,))


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
            return "; ".join(
                str(getattr(value, name)) for name in value.__struct_fields__ if getattr(value, name)
            )
    return _first(str(value)) or "-"
