"""The commits that touched a plan, as git tells them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from qtrack.store.git import Repository


class Commit(msgspec.Struct, frozen=True):
    """One commit: full ids, who wrote it and when, and the first line of what they said of it."""

    id: str
    parents: tuple[str, ...]
    author: str
    date: datetime
    subject: str


#: What git is asked to tell of a commit, in fields parted by NUL, and how many there are.
FORM: Final = "%H%x00%P%x00%an%x00%aI%x00%s"
FIELDS: Final = FORM.count("%x00") + 1


def commits(repository: Repository, prefix: str, tip: str = "HEAD") -> tuple[Commit, ...]:
    """Return every commit up to `tip` that touched files below `prefix`, newest first.

    Side branches are told, too, and merges, in which an edit can hide.
    """
    listed = repository.git("log", "--full-history", "-z", f"--format={FORM}", tip, "--", below(prefix))
    fields = listed.removesuffix("\0").split("\0") if listed else []
    return tuple(commit_of(fields[at : at + FIELDS]) for at in range(0, len(fields), FIELDS))


def below(prefix: str) -> str:
    """Return how git is told of the files below a folder of the repository, empty for its top."""
    return f":(top,literal){prefix}" if prefix else ":(top)"


def commit_of(fields: Sequence[str]) -> Commit:
    """Return the commit of which git told these fields."""
    name, parents, author, when, subject = fields
    return Commit(name, tuple(parents.split()), author, datetime.fromisoformat(when), subject)
