"""`qtrack doctor`: whether this computer, its git and the plan are as qtrack needs them; a function a matter.

It writes nothing, into the plan least of all, and works without a plan, without git and in any locale.
"""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from qtrack import __version__
from qtrack.cli.admin.validate import in_templates
from qtrack.cli.context import RunContext, print_json
from qtrack.cli.language import language_meant, source_of_language
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.cli.settings import place_of
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import KEY_LANGUAGE, Message, msg, nmsg
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.pages.doctor import Examination, Matter, State, show_examination
from qtrack.store.computer import NETWORK, NO_LINKS, chinese_fonts, file_system, tells_case
from qtrack.store.form.entry_form import editor_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.setup import OLDEST, git_version, has_hook, newest_commit
from qtrack.store.pager import pager_of
from qtrack.store.reading.cache import is_off, size_of, snapshot_file
from qtrack.store.reading.loaded import NO_HEAD, Loaded
from qtrack.store.tree import FolderTree
from qtrack.store.user_folders import cache_folder
from qtrack.ui.screen import COMMON_CHINESE, lacking


class _Computer:
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


def doctor(
    context: RunContext,
    *,
    form: Annotated[PageForm, format_option(PageForm)] = PageForm.TABLE,
    plan: PlanOption = None,
) -> int:
    """Print what is found, and return 1 where something is broken."""
    computer = _Computer(context, plan)
    page = Examination(tuple(matter for look in _MATTERS for matter in _examined(look, computer)))
    if form is PageForm.JSON:
        print_json(context, page)
    else:
        show_examination(page, context.screen)
    broken = any(matter.state is State.BROKEN for matter in page.matters)
    return ExitCode.PROBLEMS if broken else ExitCode.OK


_Found = Iterable[tuple[State, Message] | tuple[State, Message, Message | None]]


def _examined(look: Callable[[_Computer], _Found], computer: _Computer) -> Iterator[Matter]:
    """Yield what a matter is; what cannot be found out is broken, and its error says why."""
    name = look.__name__.removeprefix("_")
    try:
        for found in look(computer):
            yield Matter(name, *found)
    except QtrackError as error:
        yield Matter(name, State.BROKEN, error.message, error.hint)


def _version(_: _Computer) -> _Found:
    text = msg(
        "qtrack {version}, Python {python}, {system}",
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}",
    )
    yield State.FINE, text


#: A sign of a name that GBK has not, as all beyond the first plane.
_RARE: Final = chr(0x20BB7)


def _encoding(computer: _Computer) -> _Found:
    names = tuple(
        (stream.encoding or "utf-8").lower()
        for stream in (computer.context.screen.out, computer.context.screen.err)
    )
    where = msg("stdout {out}, stderr {err}", out=names[0], err=names[1])
    remedy = (
        msg("Type “chcp 65001” and “set PYTHONIOENCODING=utf-8” before qtrack.")
        if os.name == "nt"
        else msg("Type “export PYTHONIOENCODING=utf-8” before qtrack.")
    )
    if any(lacking(COMMON_CHINESE, name) for name in names):
        yield State.BROKEN, msg("{where}: Chinese is lost", where=where), remedy
    elif any(lacking(_RARE, name) for name in names):
        yield State.LOOK, msg("{where}: rare Chinese signs come out as “?”", where=where), remedy
    else:
        yield State.FINE, where


def _language(computer: _Computer) -> _Found:
    context, own = computer.context, computer.context.settings.get("lang")
    if own and not context.language and language_meant(own.value):
        source: Message | str = place_of(own)
    else:
        source = source_of_language(context.language, computer.environ)
    english = computer.context.screen.translator.language == KEY_LANGUAGE
    language = msg("English") if english else msg("Chinese")
    if source:
        yield State.FINE, msg("{language}, by {source}", language=language, source=source)
    else:
        yield State.FINE, msg("{language}, by the system or the plan", language=language)


def _fonts(computer: _Computer) -> _Found:
    number = chinese_fonts(computer.environ)
    if number:
        yield State.FINE, nmsg("{n} Chinese font for printing", "{n} Chinese fonts for printing", number)
    elif number == 0:
        remedy = msg("Install one before papers are printed here, such as Noto CJK.")
        yield State.LOOK, msg("no Chinese font for printing"), remedy


def _plan(computer: _Computer) -> _Found:
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


def _git(computer: _Computer) -> _Found:
    numbers = git_version(computer.repository)
    version, oldest = (".".join(map(str, some)) for some in (numbers, OLDEST))
    if numbers < OLDEST:
        text = msg("git {version}; {oldest} is needed", version=version, oldest=oldest)
        yield State.BROKEN, text, msg("Install a newer git.")
    else:
        yield State.FINE, msg("git {version}", version=version)


def _user(computer: _Computer) -> _Found:
    if not computer.has_git:
        return
    name, mail = (computer.repository.setting(f"user.{what}") for what in ("name", "email"))
    if name and mail:
        yield State.FINE, msg("{name} <{mail}>", name=name, mail=mail)
    else:
        remedy = msg("git config --global user.name NAME; git config --global user.email ADDRESS")
        yield State.LOOK, msg("git does not know your name or address, and commits nothing without"), remedy


def _repository(computer: _Computer) -> _Found:
    if computer.folder is None or not computer.has_git:
        return
    if computer.within is None:
        remedy = msg("“git init” makes one.")
        yield State.LOOK, msg("the plan lies in no git repository, and has no history"), remedy
    else:
        top = computer.repository.git("rev-parse", "--show-toplevel").removesuffix("\n")
        yield State.FINE, msg("the plan lies in {folder}", folder=top)


def _settings(computer: _Computer) -> _Found:
    if not _in_git(computer):
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


def _hook(computer: _Computer) -> _Found:
    if not _in_git(computer):
        return
    if has_hook(computer.repository, "pre-commit"):
        yield State.FINE, msg("something is run before each commit (pre-commit)")
    else:
        yield State.LOOK, msg("the plan is not checked before a commit"), msg("“qtrack help git” tells how.")


def _in_git(computer: _Computer) -> bool:
    try:
        return computer.within is not None
    except QtrackError:  # told as the matter of the repository
        return False


def _clock(computer: _Computer) -> _Found:
    plan = computer.plan
    now = computer.context.now
    entries = [entry.recorded for entry in plan.entries] if plan else []
    known: list[tuple[datetime, Message]] = [(max(entries), msg("the newest entry"))] if entries else []
    if _in_git(computer) and (commit := newest_commit(computer.repository)):
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


def _timezone(computer: _Computer) -> _Found:
    plan = computer.plan
    name = (plan.head if plan else NO_HEAD).timezone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        text = msg("{zone} is not known here; days begin and end as on this computer", zone=name)
        yield State.LOOK, text, msg("“pip install tzdata” brings it.")
    else:
        yield State.FINE, msg("{zone} is known", zone=name)


def _disk(computer: _Computer) -> _Found:
    if computer.folder is None:
        return
    kind = file_system(computer.folder)
    if not os.access(computer.folder, os.W_OK):
        text = msg("{folder} may only be read; nothing can be recorded", folder=str(computer.folder))
        yield State.LOOK, text, msg("Ask for the right to write there.")
    elif kind in NO_LINKS:
        yield State.FINE, msg("{kind}, without hard links: a new entry is renamed instead", kind=kind)
    elif kind in NETWORK or str(computer.folder.resolve()).startswith("\\\\"):
        yield State.FINE, msg("a folder on another computer; qtrack is slower there")
    else:
        yield State.FINE, msg("{kind}, may be written to", kind=kind or platform.system())


def _case(computer: _Computer) -> _Found:
    if computer.folder is None:
        return
    told = tells_case(computer.folder)
    stated = computer.repository.setting("core.ignoreCase", "bool") if _in_git(computer) else None
    text = msg("T01 and t01 are two names") if told else msg("T01 and t01 are one name")
    if stated == ("true" if told else "false"):
        remedy = msg("git config core.ignoreCase {value}", value="false" if told else "true")
        yield State.LOOK, msg("{text}, but git takes it otherwise", text=text), remedy
    else:
        yield State.FINE, text


def _editor(computer: _Computer) -> _Found:
    named, words = editor_of(computer.environ)
    if words and shutil.which(words[0]):
        yield State.FINE, msg("{name}", name=named)
    else:
        remedy = msg("“qtrack config editor PROGRAM” names another; put a path with blanks in double quotes.")
        yield State.LOOK, msg("there is no {name}, which --edit would open", name=named), remedy


def _pager(computer: _Computer) -> _Found:
    words = pager_of(computer.environ)
    if not words:
        yield State.FINE, msg("none is wanted")
    elif shutil.which(words[0]):
        yield State.FINE, msg("{name}", name=" ".join(words))
    else:
        remedy = msg("Install less, or name another: “qtrack config pager PROGRAM”; cat is none.")
        yield State.LOOK, msg("there is no {name}: long pages run off the screen", name=words[0]), remedy


def _cache(computer: _Computer) -> _Found:
    kept = cache_folder(computer.environ)
    if is_off(computer.environ):
        yield State.FINE, msg("off, by QTRACK_CACHE or --no-cache")
    elif kept is None:
        name = "LOCALAPPDATA" if sys.platform == "win32" else "HOME"
        yield State.LOOK, msg("off: the system names no folder for it"), msg("Set {name}.", name=name)
    elif computer.folder and snapshot_file(computer.folder, computer.environ) is None:
        text = msg("off: {folder} lies in the plan or its repository", folder=str(kept))
        yield State.LOOK, text, msg("Name another folder in XDG_CACHE_HOME.")
    elif not os.access(next(up for up in (kept, *kept.parents) if up.exists()), os.W_OK):
        text = msg("off: {folder} cannot be written to", folder=str(kept))
        yield State.LOOK, text, msg("Delete it, or ask for the right to write there.")
    else:
        number, size = size_of(kept)
        plans = nmsg("{n} plan", "{n} plans", number)
        yield (
            State.FINE,
            msg("{folder}: {plans}, {size} KB", folder=str(kept), plans=plans, size=-(-size // 1000)),
        )


_MATTERS: Final[tuple[Callable[[_Computer], _Found], ...]] = (
    *(_version, _encoding, _language, _fonts, _plan),
    *(_git, _user, _repository, _settings, _hook),
    *(_clock, _timezone, _disk, _case, _editor, _pager, _cache),
)
