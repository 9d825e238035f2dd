"""Matters of the plan and its git: whether it is sound, clock and timezone, who commits, settings, hook."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from qtrack.cli.admin.validate import in_templates
from qtrack.cli.context import RunContext
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.pages.doctor import State
from qtrack.store.git.repository import Repository
from qtrack.store.git.setup import OLDEST, git_version, has_hook, newest_commit
from qtrack.store.reading.loaded import NO_HEAD, Loaded
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


def plan(computer: Computer) -> Found:
    """Tell where the plan is, and how much of it is wrong."""
    if computer.folder is None:
        state = State.BROKEN if computer.named else State.LOOK
        yield state, computer.missing.message, computer.missing.hint
        return
    loaded, problems = computer.read
    levels = [problem.level for problem in problems for _ in range(problem.times)]
    errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
    plan = loaded.plan
    text = msg(
        "{folder}: {tasks}, {entries}, {errors}, {warnings}",
        folder=str(computer.folder),
        tasks=nmsg("{n} task", "{n} tasks", len(plan.tasks) if plan else 0),
        entries=nmsg("{n} entry", "{n} entries", len(plan.entries) if plan else 0),
        errors=nmsg("{n} error", "{n} errors", errors),
        warnings=nmsg("{n} warning", "{n} warnings", warnings),
    )
    state = State.BROKEN if errors else State.LOOK if warnings else State.FINE
    yield state, text, msg("“qtrack validate” shows every place.") if levels else None


def clock(computer: Computer) -> Found:
    """Tell whether this clock is behind what was recorded and committed."""
    plan = computer.plan
    now = computer.context.now
    entries = [entry.recorded for entry in plan.entries] if plan else []
    known: list[tuple[datetime, Message]] = [(max(entries), msg("the newest entry"))] if entries else []
    if in_git(computer) and (commit := newest_commit(computer.repository)):
        known.append((commit, msg("the newest commit")))
    zone = computer.context.moment(plan).tzinfo if plan else None
    newest = max(known, default=None, key=lambda pair: pair[0])
    written = _minute(now.astimezone(zone))
    if newest is None:
        yield State.FINE, msg("{now}, with nothing to compare it with", now=written)
        return
    if newest[0] <= now:
        yield State.FINE, msg("{now}, after all that was recorded and committed", now=written)
        return
    then, what = newest
    yield (
        State.LOOK,
        msg("{now}, but {what} is of {then}", now=written, what=what, then=_minute(then.astimezone(zone))),
        msg("Set this clock; where it is right, the clock of another computer was ahead."),
    )


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def timezone(computer: Computer) -> Found:
    """Tell whether this computer knows the plan's timezone."""
    plan = computer.plan
    name = (plan.head if plan else NO_HEAD).timezone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        text = msg("{zone} is not known here; days begin and end as on this computer", zone=name)
        yield State.LOOK, text, msg("“pip install tzdata” brings it.")
    else:
        yield State.FINE, msg("{zone} is known", zone=name)


def git(computer: Computer) -> Found:
    """Tell whether git is there, and new enough."""
    numbers = git_version(computer.repository)
    version, oldest = (".".join(map(str, some)) for some in (numbers, OLDEST))
    if numbers < OLDEST:
        text = msg("git {version}; {oldest} is needed", version=version, oldest=oldest)
        yield State.BROKEN, text, msg("Install a newer git.")
    else:
        yield State.FINE, msg("git {version}", version=version)


def user(computer: Computer) -> Found:
    """Tell in whose name git commits."""
    if not computer.has_git:
        return
    name, mail = (computer.repository.setting(f"user.{what}") for what in ("name", "email"))
    if name and mail:
        yield State.FINE, msg("{name} <{mail}>", name=name, mail=mail)
    else:
        remedy = msg("git config --global user.name NAME; git config --global user.email ADDRESS")
        yield State.LOOK, msg("git does not know your name or address, and commits nothing without"), remedy


def repository(computer: Computer) -> Found:
    """Tell which repository the plan lies in."""
    if computer.folder is None or not computer.has_git:
        return
    if computer.within is None:
        remedy = msg("“git init” makes one.")
        yield State.LOOK, msg("the plan lies in no git repository, and has no history"), remedy
    else:
        top = computer.repository.git("rev-parse", "--show-toplevel").removesuffix("\n")
        yield State.FINE, msg("the plan lies in {folder}", folder=top)


def settings(computer: Computer) -> Found:
    """Tell which settings of git are in the way."""
    if not in_git(computer):
        return
    setting, told = computer.repository.setting, False
    if setting("core.autocrlf") == "true" and setting("core.safecrlf") == "true":
        told, remedy = True, msg("git config core.safecrlf warn")
        yield State.LOOK, msg("core.safecrlf with core.autocrlf lets git refuse what qtrack writes"), remedy
    if not str(computer.within).isascii() and setting("core.quotePath", "bool") != "false":
        told, remedy = True, msg("git config --global core.quotePath false")
        yield State.LOOK, msg("git writes the Chinese names of folders as numbers"), remedy
    if not told:
        yield State.FINE, msg("core.autocrlf, core.safecrlf and core.quotePath do no harm here")


def hook(computer: Computer) -> Found:
    """Tell whether anything is run before a commit."""
    if not in_git(computer):
        return
    if has_hook(computer.repository, "pre-commit"):
        yield State.FINE, msg("something is run before each commit (pre-commit)")
    else:
        yield State.LOOK, msg("the plan is not checked before a commit"), msg("“qtrack help git” tells how.")
