"""What is examined: this computer as the run sees it, and the plan where there is one."""

import shutil
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec

from qtrack.cli.admin.validate import in_templates
from qtrack.cli.context import RunContext
from qtrack.errors import QtrackError
from qtrack.locale.message import Message
from qtrack.model.plan import Plan
from qtrack.model.problem import Problem
from qtrack.pages.doctor import State
from qtrack.store.git.repository import Repository
from qtrack.store.reading.loaded import Loaded
from qtrack.store.tree import FolderTree


class Computer:
    """What is examined: the computer as this run sees it, and the plan where there is one."""

    def __init__(self, context: RunContext, named: str | None) -> None:
        self.context, self.environ = context, context.environ
        self.named = named or context.environ.get("QTRACK_PLAN")
        self.has_git = shutil.which("git") is not None
        try:
            self.folder: Path | None = context.folder(named)
        except QtrackError as error:
            self.folder, self.missing = None, error
        self.repository = Repository(self.folder or context.cwd)

    @cached_property
    def read(self) -> tuple[Loaded, tuple[Problem, ...]]:
        """The plan, read without the cache, and all that is wrong with it."""
        if self.folder is None:
            raise self.missing
        without = msgspec.structs.replace(self.context, environ={**self.environ, "QTRACK_CACHE": "off"})
        loaded = without.reading(self.folder).loaded
        return loaded, (*without.problems(FolderTree(self.folder), loaded), *in_templates(self.folder))

    @property
    def plan(self) -> Plan | None:
        """The plan, None where it cannot be read, which is told as a matter of its own."""
        try:
            return self.read[0].plan
        except QtrackError:
            return None

    @cached_property
    def within(self) -> str | None:
        """Where in a repository the plan lies, None without one; raises QtrackError where git refuses."""
        return self.repository.prefix() if self.folder and self.has_git else None


Found = Iterable[tuple[State, Message] | tuple[State, Message, Message | None]]


def in_git(computer: Computer) -> bool:
    """Tell whether the plan lies in git; where git refuses to say, it does not."""
    try:
        return computer.within is not None
    except QtrackError:  # told as the matter of the repository
        return False
