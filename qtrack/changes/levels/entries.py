"""What changed in the entries: history that grew, and history that somebody touched."""

from collections.abc import Iterator
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs
from qtrack.changes.subject import Subject
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Chase, Entry, Status, entry_path
from qtrack.model.entry_fields import FIELDS, KEYS, STATUSES
from qtrack.model.problem import Place

#: What a person says in an entry, and what follows from the command; where the file lies says nothing.
_LABELS: Final[dict[str, Message]] = {field.name: field.label for field in FIELDS} | {
    "recorded": msg("recorded at"),
    "corrects": msg("corrects"),
    "withdraws": msg("withdraws"),
    "returns": msg("sends back"),
    "chases": msg("reminder"),
}


#: What an entry does that says so.
_ENDINGS: Final[dict[Status | None, Message]] = {
    Status.DONE: msg("{unit} reports {about} done as of {date}"),
    Status.CLOSED: msg("{unit} closes {about} as of {date}"),
    Status.DROPPED: msg("{unit} drops {about} as of {date}"),
}

#: What another entry has of its own, which is no correction.
_OWN: Final = ("recorded", "corrects", "by")

#: Work is recorded at once; an entry recorded so many days before a day without it are told.
_LONG: Final = 7


def entry_changes(sides: Sides) -> Iterator[Change]:
    """Yield entries that came, which is how history grows, and those altered or deleted."""
    for old, new in pairs(sides.old.entries, sides.new.entries):
        if old and new:
            if fields := altered_fields(old, new):
                yield _altered(sides, old, new, fields)
        elif new and new.id in sides.unread_old:
            values = {"id": new.id, "unit": sides.unit(new.unit), "about": new.about}
            message = msg("the entry {id} of {unit} on {about} can be read again", **values)
            subject = Subject(new.about, Place(new.path), (new.unit,))
            message = _with_words(message, _said(sides, new), new)
            yield subject.change(ChangeKind.ENTRY_MENDED, message, None, new.id)
        elif new:
            yield _added(sides, new)
        elif old:
            yield _gone(sides, old)


def altered_fields(old: Entry, new: Entry) -> tuple[str, ...]:
    """Return the names of what two versions of an entry say differently."""
    return tuple(field for field in KEYS if getattr(old, field) != getattr(new, field))


def rewritings(old: Entry, new: Entry, sides: Sides | None = None) -> tuple[Message, ...]:
    """Say what an alteration of an entry put for what; with `sides` units and indicators by their names."""
    return tuple(
        rewriting for field in altered_fields(old, new) for rewriting in _rewritten(old, new, field, sides)
    )


def _rewritten(old: Entry, new: Entry, field: str, sides: Sides | None) -> Iterator[Message]:
    if field == "actuals":
        for name in dict.fromkeys((*old.actuals, *new.actuals)):
            was, now = (entry.actuals.get(name, "-") for entry in (old, new))
            if was != now:
                label, _ = _figure(sides, new, name)
                yield msg("{field}: {before} → {after}", field=label, before=was, after=now)
        return
    before, after = (_shown(entry, field, sides) for entry in (old, new))
    yield msg("{field}: {before} → {after}", field=_LABELS[field], before=before, after=after)


def _shown(entry: Entry, field: str, sides: Sides | None) -> Message | str:
    """Return a value for people."""
    if field == "status" and entry.status:
        return STATUSES[entry.status]
    if field == "percent" and entry.percent is not None:
        return msg("{n}%", n=entry.percent)
    if field == "unit" and sides:
        return sides.unit(entry.unit)
    return _text(entry, field)


def _figure(sides: Sides | None, entry: Entry, name: str) -> tuple[str, str]:
    """Return the name and the unit of measure of an indicator; its id where the plan does not know it."""
    plans = (sides.new, sides.old) if sides else ()
    holders = [holder for plan in plans if (holder := plan.holder(entry.about))]
    own = (part for holder in holders for part in holder.indicators if part.id == name)
    return next(((part.name, part.unit) for part in own), (name, ""))


def _said(sides: Sides, entry: Entry) -> tuple[Message | str, ...]:
    """Return what an entry says in a word: status, share, figures, the occurrence that it speaks of."""
    words: list[Message | str] = [STATUSES[entry.status]] if entry.status else []
    if entry.percent is not None:
        words.append(msg("{n}%", n=entry.percent))
    for name, number in entry.actuals.items():
        indicator, unit = _figure(sides, entry, name)
        words.append(msg("{name} {number} {unit}", name=indicator, number=number, unit=unit))
    return (*words, *([msg("for {period}", period=entry.period)] if entry.period else ()))


def _with_words(message: Message, said: tuple[Message | str, ...], entry: Entry) -> Message:
    values = {"entry": message, "summary": _first(entry.summary)}
    if not said:
        return msg("{entry}: {summary}", **values)
    return msg("{entry} ({said}): {summary}", **values, said=said)


def _added(sides: Sides, entry: Entry) -> Change:
    earlier = next(
        (one for side in (sides.new, sides.old) for one in side.entries if one.id == entry.replaces), None
    )
    kind, sentence = _coming(entry, earlier)
    message = msg(
        sentence.text,
        unit=sides.unit(entry.unit),
        about=entry.about,
        date=entry.date,
        corrects=entry.replaces,
        whose=sides.unit(earlier.unit) if earlier else "",
        returned=entry.returns,
        reminded=sides.unit(entry.chases.unit) if entry.chases else "",
        number=entry.chases.number if entry.chases else "",
    )
    message = _with_words(message, _told(sides, entry, earlier), entry)
    if sides.since and (days := (sides.since - entry.recorded.date()).days) > _LONG:
        message = nmsg(
            "{entry}; recorded on {recorded}, {n} day before {date}, when it was not yet there",
            "{entry}; recorded on {recorded}, {n} days before {date}, when it was not yet there",
            days,
            entry=message,
            recorded=entry.recorded.date(),
            date=sides.since,
        )
    subject = Subject(entry.about, Place(entry.path), (entry.unit,))
    return subject.change(kind, message, entry.replaces or None, entry.id)


def _told(sides: Sides, entry: Entry, earlier: Entry | None) -> tuple[Message | str, ...]:
    """Return what an entry says; of a correction from what to what, of a withdrawal what no longer counts."""
    if earlier and entry.withdraws:
        said = _said(sides, earlier)
        return (msg("it said: {said}", said=said),) if said else ()
    if earlier:
        own = {field: getattr(earlier, field) for field in _OWN}
        return rewritings(earlier, msgspec.structs.replace(entry, **own), sides)
    return _said(sides, entry)[entry.status in _ENDINGS and not entry.replaces :]


def _coming(entry: Entry, earlier: Entry | None) -> tuple[ChangeKind, Message]:
    """Return what it means that an entry came, and the sentence that says it, without its values."""
    if entry.withdraws:
        whole = msg("{unit} withdraws the entry {corrects} of {whose} on {about}")
        sentence = whole if earlier else msg("{unit} withdraws the entry {corrects} on {about}")
        return ChangeKind.ENTRY_WITHDRAWN, sentence
    if entry.corrects:
        whole = msg("{unit} corrects the entry {corrects} of {whose} on {about}")
        return ChangeKind.ENTRY_CORRECTED, whole if earlier else msg(
            "{unit} corrects the entry {corrects} on {about}"
        )
    if entry.returns:
        return ChangeKind.ENTRY_ADDED, msg("{unit} sends back the entry {returned} on {about}")
    if entry.chases:
        return ChangeKind.ENTRY_ADDED, msg("{unit} reminds {reminded} of {about} ({number})")
    if entry.status in _ENDINGS:
        return ChangeKind.ENTRY_ADDED, _ENDINGS[entry.status]
    return ChangeKind.ENTRY_ADDED, msg("{unit} reports on {about} as of {date}")


def _altered(sides: Sides, old: Entry, new: Entry, fields: tuple[str, ...]) -> Change:
    values = {"id": old.id, "unit": sides.unit(old.unit), "about": old.about}
    fields_said = rewritings(old, new, sides)
    message = msg("the entry {id} of {unit} on {about} was altered ({fields})", **values, fields=fields_said)
    before, after = (tuple(f"{field}: {_text(entry, field)}" for field in fields) for entry in (old, new))
    subject = Subject(old.about, Place(new.path), tuple(dict.fromkeys((old.unit, new.unit))))
    return subject.change(ChangeKind.ENTRY_ALTERED, message, before, after, fields[0])


def _gone(sides: Sides, entry: Entry) -> Change:
    values = {"id": entry.id, "about": entry.about, "unit": sides.unit(entry.unit)}
    subject = Subject(entry.about, Place(entry.path), (entry.unit,))
    if entry.id in sides.strayed:
        folder = sides.strayed[entry.id]
        message = msg(
            "the entry {id} of {unit} on {about} was moved to the folder of {folder}", **values, folder=folder
        )
        subject = msgspec.structs.replace(subject, place=Place(entry_path(folder, entry.id)))
        return subject.change(ChangeKind.ENTRY_ALTERED, message, entry.holder, folder)
    if entry.id in sides.unread_new:
        message = msg("the entry {id} of {unit} on {about} was altered and can no longer be read", **values)
        return subject.change(ChangeKind.ENTRY_ALTERED, message, entry.id)
    message = msg("the entry {id} of {unit} on {about} was deleted", **values)
    return subject.change(
        ChangeKind.ENTRY_DELETED, _with_words(message, _said(sides, entry), entry), entry.id
    )


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
