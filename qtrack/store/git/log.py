"""The commits that touched a plan, read from git's objects as they are: nothing odd in one hides the rest."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

import msgspec

from qtrack.store.git.objects import Objects, below
from qtrack.store.git.repository import Repository


class Commit(msgspec.Struct, frozen=True):
    """One commit: full ids, who wrote it and when, and the first paragraph of what they said of it.

    `parents` are those that this clone has; it is `cut_off` where a shallow clone lacks them. `odd` is the
    date as git keeps it where the calendar has none such (the year 10000, a zone of 99 hours); `date` is then
    when it was committed, or the nearest there is.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    date: datetime
    subject: str
    cut_off: bool = False
    odd: str | None = None


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Seconds since then, and a zone.
_MOMENT: Final = re.compile(r"(-?\d{1,18}) ([+-])(\d\d)(\d\d)")
_SECONDS: Final = re.compile(r"-?\d+")


def commits(objects: Objects, prefix: str, tip: str = "HEAD") -> tuple[Commit, ...]:
    """Return every commit up to `tip` that touched files below `prefix`, newest first, children first.

    Side branches are told, too, and merges, in which an edit can hide.
    """
    listed = objects.repository.git("rev-list", "--full-history", "--date-order", tip, "--", below(prefix))
    edge = cut_off_at(objects.repository)
    return tuple(read_commit(objects, name, edge) for name in listed.split())


def cut_off_at(repository: Repository) -> frozenset[str]:
    """Return the ids of the commits whose parents a shallow clone does not have."""
    named = repository.git("rev-parse", "--git-path", "shallow").removesuffix("\n")
    try:
        return frozenset((repository.root / named).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def read_commit(objects: Objects, commit: str, edge: frozenset[str]) -> Commit:
    """Return a commit; those at the `edge` of a shallow clone have no parents here."""
    head, _, message = objects.read(commit, "commit").partition(b"\n\n")
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        fields.setdefault(name, []).append(value)
    encoding = fields.get(b"encoding", [b"utf-8"])[0].decode("ascii", "replace")
    (author, stated), (_, committed) = (
        _signed(fields.get(role, [b""])[0]) for role in (b"author", b"committer")
    )
    written = _moment(stated)
    return Commit(
        commit,
        () if commit in edge else tuple(parent.decode() for parent in fields.get(b"parent", [])),
        _decoded(author, encoding),
        written or _moment(committed) or _nearest(stated),
        _first_paragraph(_decoded(message, encoding)),
        cut_off=commit in edge,
        odd=None if written else stated,
    )


def _signed(value: bytes) -> tuple[bytes, str]:
    """Take `name <mail> moment` apart, each part of which may be missing, and leave the mail out."""
    return value.partition(b"<")[0].strip(), value.rpartition(b">")[2].strip().decode("utf-8", "replace")


def _moment(stated: str) -> datetime | None:
    """Return the moment that git keeps as seconds and a zone, None where the calendar has none such."""
    found = _MOMENT.fullmatch(stated)
    if found is None:
        return None
    seconds, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        return (_EPOCH + timedelta(seconds=int(seconds))).astimezone(
            timezone(-offset if sign == "-" else offset)
        )
    except (ValueError, OverflowError):
        return None


def _nearest(stated: str) -> datetime:
    """Return the moment of the calendar that is nearest to one that is none."""
    found = _SECONDS.match(stated)
    if found is None:
        return _EPOCH
    bound = date.min if found[0].startswith("-") else date.max
    return _moment(f"{found[0]} +0000") or datetime.combine(bound, time(), UTC)


def _decoded(raw: bytes, encoding: str) -> str:
    """Decode what somebody wrote, in the encoding that the commit names; what does not fit is replaced."""
    try:
        text = raw.decode(encoding)
    except (LookupError, ValueError):
        text = raw.decode("utf-8", "replace")
    return text.encode("utf-8", "replace").decode()  # some encodings can write what no console can show


def _first_paragraph(message: str) -> str:
    lines = [line.strip() for line in message.strip().splitlines()]
    return " ".join(lines[: lines.index("")] if "" in lines else lines)
