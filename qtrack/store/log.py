"""The commits that touched a plan, as git tells them."""

from datetime import datetime

import msgspec

from qtrack.store.git import Repository


class Commit(msgspec.Struct, frozen=True):
    """One commit: full ids, who wrote it and when, and the first line of what they said of it."""

    id: str
    parents: tuple[str, ...]
    author: str
    date: datetime
    subject: str


_FORM = "%H%x00%P%x00%an%x00%aI%x00%s"
_FIELDS = _FORM.count("%x00") + 1


def commits(repository: Repository, prefix: str, tip: str = "HEAD") -> tuple[Commit, ...]:
    """Return every commit up to `tip` that touched files below `prefix`, newest first.

    Side branches are told, too, and merges, in which an edit can hide.
    """
    where = f":(top,literal){prefix}" if prefix else ":(top)"
    listed = repository.git("log", "--full-history", "-z", f"--format={_FORM}", tip, "--", where)
    fields = listed.removesuffix("\0").split("\0") if listed else []
    rows = [fields[at : at + _FIELDS] for at in range(0, len(fields), _FIELDS)]
    return tuple(
        Commit(name, tuple(parents.split()), author, datetime.fromisoformat(when), subject)
        for name, parents, author, when, subject in rows
    )
