"""`qtrack doctor`: whether this computer, its git and the plan are as qtrack needs them.

It writes nothing, into the plan least of all, and works without a plan, without git and in any locale.
"""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Final

from qtrack import __version__
from qtrack.cli.admin import doctor_of_plan as of_plan
from qtrack.cli.admin.doctor_of_plan import Computer, Found, in_git
from qtrack.cli.context import RunContext, print_in
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.cli.settings import language_meant, place_of, source_of_language
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import KEY_LANGUAGE, Message, msg, nmsg
from qtrack.pages.doctor import Examination, Matter, State, show_examination
from qtrack.store.programs.browser import find_browser
from qtrack.store.programs.computer import NETWORK, NO_LINKS, chinese_fonts, file_system, tells_case
from qtrack.store.programs.editor import editor_of
from qtrack.store.programs.pager import pager_of
from qtrack.store.reading.cache import is_off, size_of, snapshot_file
from qtrack.store.user.shells import is_installed, places, running_shell
from qtrack.store.user_folders import cache_folder
from qtrack.ui.line import COMMON_CHINESE, lacking


def doctor(
    context: RunContext,
    *,
    form: Annotated[PageForm, format_option(PageForm)] = "table",
    plan: PlanOption = None,
) -> int:
    """Print what is found, and return 1 where something is broken."""
    computer = Computer(context, plan)
    page = Examination(tuple(matter for look in MATTERS for matter in examined(look, computer)))
    print_in(context, form, page, {"table": show_examination})
    broken = any(matter.state is State.BROKEN for matter in page.matters)
    return ExitCode.PROBLEMS if broken else ExitCode.OK


def examined(look: Callable[[Computer], Found], computer: Computer) -> Iterator[Matter]:
    """Yield what a matter is; what cannot be found out is broken, and its error says why."""
    name = look.__name__
    try:
        for found in look(computer):
            yield Matter(name, *found)
    except QtrackError as error:
        yield Matter(name, State.BROKEN, error.message, error.hint)


def version(_: Computer) -> Found:
    """Tell which qtrack and Python run on which system."""
    text = msg(
        "qtrack {version}, Python {python}, {system}",
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}",
    )
    yield State.FINE, text


#: A sign of a name that GBK has not, as all beyond the first plane.
_RARE: Final = chr(0x20BB7)


def encoding(computer: Computer) -> Found:
    """Tell which signs the streams can write."""
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


def language(computer: Computer) -> Found:
    """Tell which language is spoken, and why."""
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


def fonts(computer: Computer) -> Found:
    """Tell whether papers can be printed here in Chinese."""
    number = chinese_fonts(computer.environ)
    if number:
        yield State.FINE, nmsg("{n} Chinese font for printing", "{n} Chinese fonts for printing", number)
    elif number == 0:
        remedy = msg("Install one before papers are printed here, such as Noto CJK.")
        yield State.LOOK, msg("no Chinese font for printing"), remedy


def disk(computer: Computer) -> Found:
    """Tell what the plan lies on, and whether it can be written to."""
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


def case(computer: Computer) -> Found:
    """Tell whether small letters and capitals make two names, and whether git knows."""
    if computer.folder is None:
        return
    told = tells_case(computer.folder)
    stated = computer.repository.setting("core.ignoreCase", "bool") if in_git(computer) else None
    text = msg("T01 and t01 are two names") if told else msg("T01 and t01 are one name")
    if stated == ("true" if told else "false"):
        remedy = msg("git config core.ignoreCase {value}", value="false" if told else "true")
        yield State.LOOK, msg("{text}, but git takes it otherwise", text=text), remedy
    else:
        yield State.FINE, text


def editor(computer: Computer) -> Found:
    """Tell what --edit opens."""
    named, words = editor_of(computer.environ)
    if words and shutil.which(words[0]):
        yield State.FINE, msg("{name}", name=named)
    else:
        remedy = msg("“qtrack config editor PROGRAM” names another; put a path with blanks in double quotes.")
        yield State.LOOK, msg("there is no {name}, which --edit would open", name=named), remedy


def pager(computer: Computer) -> Found:
    """Tell what shows long pages."""
    words = pager_of(computer.environ)
    if not words:
        yield State.FINE, msg("none is wanted")
    elif shutil.which(words[0]):
        yield State.FINE, msg("{name}", name=" ".join(words))
    else:
        remedy = msg("Install less, or name another: “qtrack config pager PROGRAM”; cat is none.")
        yield State.LOOK, msg("there is no {name}: long pages run off the screen", name=words[0]), remedy


def browser(computer: Computer) -> Found:
    """Tell what prints papers as PDF."""
    found = find_browser(computer.environ)
    if found:
        yield State.FINE, msg("{name} prints papers as PDF", name=found)
    else:
        remedy = msg("Install one, or name it in QTRACK_BROWSER.")
        yield State.LOOK, msg("neither Chromium, Chrome nor Edge, which --format pdf needs"), remedy


def completion(computer: Computer) -> Found:
    """Tell whether the user's shell completes command lines of this qtrack; of other shells nothing."""
    shell = running_shell(computer.environ)
    if shell is None:
        return
    remedy = msg("“qtrack completion {shell} --install” installs it.", shell=shell)
    try:
        installed = is_installed(shell, places(shell, computer.environ))
    except QtrackError:  # without a home, which the cache tells
        return
    if installed:
        yield State.FINE, msg("installed for {shell}", shell=shell)
    else:
        yield State.LOOK, msg("not installed for {shell}, or by another qtrack", shell=shell), remedy


def cache(computer: Computer) -> Found:
    """Tell where what was read is kept, and how much."""
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


#: What is looked at, in the order of the page.
MATTERS: Final[tuple[Callable[[Computer], Found], ...]] = (
    *(version, encoding, language, fonts, of_plan.plan),
    *(of_plan.git, of_plan.user, of_plan.repository, of_plan.settings, of_plan.hook),
    *(of_plan.clock, of_plan.timezone, disk, case, editor, pager, browser, completion, cache),
)
