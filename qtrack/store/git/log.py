"""The commits of a plan, read from git's objects as they are, and where the plan lay in each.

Nothing odd in one commit hides the rest, and the plan is followed wherever it was moved.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

from qtrack.store.git.objects import FOLDER, Objects
from qtrack.store.git.repository import Repository
from qtrack.store.git.sides import SHORT, Side, State, tree_side
from qtrack.store.git.trees import ObjectTree, differing


class Commit(msgspec.Struct, frozen=True):
    """One commit: full ids, who wrote it and when, and the first paragraph of what they said of it.

    `parents` are those that this clone has; it is `cut_off` where a shallow clone lacks them. `date` is the
    later of the author's and the committer's, of which anybody sets either; `dated` are both where they lie a
    day or more apart. `odd` is a date as git keeps it where the calendar has none such (the year 10000, a
    zone of 99 hours); `date` is then the other, or the nearest there is.
    """

    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    date: datetime
    subject: str
    cut_off: bool = False
    dated: tuple[datetime, datetime] | None = None
    odd: str | None = None

    @property
    def short(self) -> str:
        """The id as it is shown."""
        return self.id[:SHORT]


#: Commits and their parents follow one another, so few are ever needed again.
_KEPT: Final = 1024
#: So many are read together: their folders, four each, are kept until they are compared.
_AHEAD: Final = 50
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Seconds since then, and a zone.
_MOMENT: Final = re.compile(r"(-?\d{1,18}) ([+-])(\d\d)(\d\d)")
_SECONDS: Final = re.compile(r"-?\d+")


class Step(msgspec.Struct, frozen=True):
    """A commit, the plan as it left it, and as it was in each of its parents, which may be nowhere.

    Of a parent that lacks the plan, the plan `before` is that of the nearest commit before it that has it;
    it is then `back`.
    """

    commit: Commit
    after: State
    before: tuple[State, ...]
    back: bool = False

    @property
    def untouched(self) -> bool:
        """Whether the plan's folder is that of one of the parents, so that nothing was done to it here."""
        own = _folder(self.after)
        return own is not None and any(_folder(state) == own for state in self.before)

    @property
    def of_plan(self) -> bool:
        """Whether there was a plan before it or after it."""
        return any(state.holds_plan for state in (self.after, *self.before))


def history(objects: Objects, head: State) -> Iterator[Step]:
    """Yield every commit up to HEAD, newest first, children before parents, merges and side branches, too.

    `head` is the plan in HEAD. Each parent holds it where its child does, or else in the folder that shares
    most with it.
    """
    edge = cut_off_at(objects.repository)
    read = lru_cache(_KEPT)(lambda name: read_commit(objects, name, edge))
    # of a commit: the plan in it, and the last state known of the plan with the side that it lay in
    found: dict[str, _Found] = {}
    names = objects.repository.git("rev-list", "--date-order", "HEAD").split()
    for at, name in enumerate(names):
        if not at % _AHEAD:
            _read_ahead(objects, names[at : at + _AHEAD], read, head.prefix)
        commit = read(name)
        here = found.pop(name) if name in found else _Found(head, head, _side(objects, commit))
        before = []
        back = False
        for parent in commit.parents:
            if parent not in found:
                found[parent] = _follow(objects, read(parent), here)
            state = found[parent].state
            if here.state.holds_plan and not state.holds_plan and not state.another:
                earlier = _earlier(objects, read, parent, here)
                back, state = back or earlier is not None, earlier or state
            before.append(state)
        yield Step(commit, here.state, tuple(before), back)


class _Found(NamedTuple):
    """The plan in a commit, and the last state known of it, which is a child's where it is not there."""

    state: State
    plan: State
    side: Side


def _follow(objects: Objects, commit: Commit, child: _Found) -> _Found:
    """Return the plan in a commit whose child is known."""
    side = _side(objects, commit)
    if child.state.another:
        state = side.at(child.state.prefix).as_another()
    else:
        state = side.followed(child.plan, child.side)
    return _Found(state, state, side) if state.holds_plan else _Found(state, child.plan, child.side)


def _earlier(objects: Objects, read: Callable[[str], Commit], lacking: str, child: _Found) -> State | None:
    """Return the plan of the nearest ancestor of a commit that lacks it, None where none had it before."""
    seen, line = {lacking}, [lacking]
    for name in line:
        for parent in read(name).parents:
            if parent not in seen:
                found = _follow(objects, read(parent), child)
                if found.state.holds_plan:
                    return found.state
                seen.add(parent)
                line += [] if found.state.another else [parent]
    return None


def _read_ahead(objects: Objects, names: list[str], read: Callable[[str], Commit], prefix: str) -> None:
    """Bring here together what will be asked of these commits: folders, and the files that differ."""
    objects.forget()
    objects.read_ahead(names)
    folders = [read(name).tree for name in names]
    for part in filter(None, prefix.split("/")):
        objects.read_ahead(folders)
        found = (objects.folder(folder).get(part, ("", "")) for folder in folders)
        folders = [str(held) for kind, held in found if kind == FOLDER]
    pairs = [(older, younger) for younger, older in pairwise(folders) if older != younger]
    objects.compared.update(zip(pairs, differing(objects, pairs), strict=True))
    files = (held for rows in objects.compared.values() for both in rows.values() for _, held in both)
    objects.read_ahead(str(held) for held in files if held)


def _side(objects: Objects, commit: Commit) -> Side:
    return tree_side(ObjectTree(objects, commit.tree), commit.short)


def _folder(state: State) -> object:
    return (state.prefix, state.tree.top) if isinstance(state.tree, ObjectTree) else None


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
    written, finished = _moment(stated), _moment(committed)
    apart = written and finished and abs(written - finished) >= timedelta(days=1)
    return Commit(
        commit,
        fields[b"tree"][0].decode(),
        () if commit in edge else tuple(parent.decode() for parent in fields.get(b"parent", [])),
        _decoded(author, encoding),
        max((moment for moment in (written, finished) if moment), default=_nearest(stated)),
        _first_paragraph(_decoded(message, encoding)),
        cut_off=commit in edge,
        dated=(written, finished) if written and finished and apart else None,
        odd=None if written and finished else committed if written else stated,
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
