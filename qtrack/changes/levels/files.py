"""What changed beside what the plan says: checks that comments keep quiet, and templates of papers."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.subject import Subject
from qtrack.locale.message import Message, msg
from qtrack.model.entry import is_entry
from qtrack.model.ids import holder_of
from qtrack.model.problem import Place, Suppression

_Silences = tuple[Suppression, ...]


def silence_changes(old: _Silences, new: _Silences, numbers: Mapping[str, str]) -> Iterator[Change]:
    """Yield checks that a comment keeps quiet from now on, which loosens, or no longer.

    A comment may move with what it stands beside, and with a section or task that has another number.
    """
    before = {_key(silence, numbers): silence for silence in old}
    after = {_key(silence, {}): silence for silence in new}
    for key, silence in after.items():
        if key not in before:
            values = {"check": silence.check, "place": _where(silence)}
            message = msg("the check {check} is kept quiet at {place}", **values)
            subject = Subject(_holder(silence), silence.place)
            yield subject.change(ChangeKind.CHECK_SILENCED, message, None, silence.check, loosens=True)
    for key, silence in before.items():
        if key not in after:
            values = {"check": silence.check, "place": _where(silence)}
            message = msg("the check {check} is no longer kept quiet at {place}", **values)
            subject = Subject(_holder(silence), Place(silence.place.path))
            yield subject.change(ChangeKind.CHECK_UNSILENCED, message, silence.check)


def _key(silence: Suppression, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what makes comments of two plans the same: the check, the file by its id, what it is beside."""
    own = PurePosixPath(silence.place.path).stem
    way = (part.removeprefix(own) if holder_of(part) == own else part for part in silence.of)
    return silence.check, numbers.get(own, own), *way


def _holder(silence: Suppression) -> str:
    path = PurePosixPath(silence.place.path)
    return path.parent.name if is_entry(silence.place.path) else path.stem


def _where(silence: Suppression) -> Message | str:
    name, way = PurePosixPath(silence.place.path).stem, "/".join(silence.of)
    if is_entry(silence.place.path):
        return msg("the entry {id} on {about}", id=name, about=_holder(silence))
    return f"{name} {way}".strip()


def template_changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Change]:
    """Yield templates, by path, that were added, changed or taken out; they decide what papers say."""
    for path in dict.fromkeys((*old, *new)):
        before, after = old.get(path), new.get(path)
        name, place = PurePosixPath(path).name, Place.top(path) if path in new else Place(path)
        subject, values = Subject(name, place), {"name": name}
        if before is None:
            message = msg("the template {name} is added; papers are made by it", **values)
            yield subject.change(ChangeKind.TEMPLATE_ADDED, message, None, name)
        elif after is None:
            message = msg("the template {name} is removed; papers are made by qtrack's own", **values)
            yield subject.change(ChangeKind.TEMPLATE_REMOVED, message, name)
        elif before != after:
            message = msg("the template {name} is changed; papers may say something else", **values)
            yield subject.change(ChangeKind.TEMPLATE_CHANGED, message, name, name)
