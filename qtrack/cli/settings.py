"""What a person has set, as commands use it, for options that are not given; and which language is spoken."""

import locale
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qtrack.cli.parameters import Option
from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, Message, msg
from qtrack.locale.words import FORMS, LANGUAGE_NAMES, meant
from qtrack.store.tree import find_plan
from qtrack.store.user.settings import AS_OF, VARIABLES, Place, Setting, name_in_git, read_settings

if TYPE_CHECKING:
    from qtrack.cli.context import RunContext
    from qtrack.model.plan import Plan


#: How files end whose form is called otherwise than they end.
ENDINGS: Final = {"markdown": "md", "text": "txt"}
#: The forms that pages can have without being asked; the others are files, and nothing to be looked at.
SETTABLE: Final = tuple(form for form in FORMS if form not in {"xlsx", "docx", "pdf"})


def surroundings(
    named: str | None, environ: Mapping[str, str], cwd: Path
) -> tuple[Path | None, Mapping[str, Setting], Mapping[str, str]]:
    """Return the plan's folder, if there is one, what is set, and the variables of a run.

    What is set stands there, too, under the name that goes before it.
    """
    folder = None
    with suppress(QtrackError):
        folder = find_plan(named, environ, cwd)
    settings = read_settings(environ, folder)
    told = {setting.variable: setting.value for setting in settings.values() if not _wrong_language(setting)}
    return folder, settings, {**environ, **told} if told else environ


def wrong_language(settings: Mapping[str, Setting]) -> Message | None:
    """Return what to tell of a language that is kept and is none; that of a variable is refused."""
    setting = settings.get("lang")
    if setting is None or not _wrong_language(setting):
        return None
    return msg("warning: {place} is “{text}”; {remedy}", **_values(setting))


def _wrong_language(setting: Setting) -> bool:
    return (
        setting.name == "lang" and setting.place is not Place.VARIABLE and not language_meant(setting.value)
    )


def _values(setting: Setting) -> dict[str, object]:
    return {"place": place_of(setting), "text": setting.value, "remedy": remedy_of(setting)}


def place_of(setting: Setting) -> Message:
    """Say where a setting stands."""
    key = f"qtrack.{setting.name}"
    match setting.place:
        case Place.VARIABLE:
            return msg("{name}", name=setting.variable)
        case Place.COMMAND:
            return msg("{name} as git was given it for this run", name=key)
        case Place.LOCAL:
            return msg("{name} in git's settings of this repository", name=key)
        case Place.GLOBAL:
            return msg("{name} in your own settings of git", name=key)
    return msg("{name} in {file}", name=setting.name, file=setting.file)


def remedy_of(setting: Setting) -> Message:
    """Say how a setting is changed."""
    if setting.place in {Place.VARIABLE, Place.COMMAND}:
        return msg("Give it another value, or none.")
    scope = " --global" if setting.place is Place.GLOBAL else ""
    return msg("“qtrack config{scope} {name} VALUE” changes it.", scope=scope, name=setting.name)


def with_settings(
    context: "RunContext", name: str, parameters: Iterable[Option], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of a call with the form and the day that are set, where it says none of its own.

    The form that the name of a file ends in goes before the one that is set. Raises QtrackError where what
    is set is neither. Reminders are issued today, whatever is set.
    """
    filled = dict(values)
    for one in parameters:
        if filled.get(one.name) is not None:
            continue
        if one.shown == "--format" and name != "config":
            form = _form(context)
            own = name == "report" and (form == "csv" or values.get("show"))  # not every paper is a table
            forms, ending = one.metavar.split("|"), Path(values.get("output") or "").suffix.casefold()
            asked = [known for known in forms if f".{ENDINGS.get(known, known)}" == ending]
            asked += [form] if form in forms and not own else []
            filled[one.name] = one.parse("--format", asked[0]) if asked and one.parse else None
        elif one.shown == "--as-of" and not values.get("issue") and context.environ.get(AS_OF):
            filled[one.name] = one.parse and one.parse(AS_OF, context.environ[AS_OF])
    return filled


def _form(context: "RunContext") -> str:
    """Return the form that is set, nothing where none is."""
    setting = context.settings.get("format")
    if setting is None:
        return ""
    form = meant(setting.value, SETTABLE, FORMS)
    if form is None:
        raise QtrackError(msg("{place} is “{text}”.", **_values(setting)), remedy_of(setting))
    return form


def unit_of(context: "RunContext", plan: "Plan") -> str | None:
    """Return the id of the unit that the person works for, None where none is set.

    Raises QtrackError where the plan does not have it.
    """
    from qtrack.records.selection.names import find_unit

    setting = context.settings.get("unit")
    if setting is None:
        return None
    try:
        return find_unit(plan, setting.value, "")
    except QtrackError as error:
        why = msg("{what} {remedy}", what=error.message, remedy=error.hint)
        raise QtrackError(
            msg("{place} is “{text}”: {why}", **_values(setting), why=why), remedy_of(setting)
        ) from error


def named_unit(
    context: "RunContext", plan: "Plan", typed: str | None, command: str, place: Message | str
) -> str:
    """Return the id of the unit that is typed, else of the person's own.

    Raises QtrackError where none is set, and `place` is missing.
    """
    if typed is not None:
        from qtrack.records.selection.names import find_unit

        return find_unit(plan, typed, place, context.screen.talk)
    own = unit_of(context, plan)
    if own is None:
        raise QtrackError(
            msg("{place} is missing.", place=place),
            msg(
                "Name it, or “qtrack config unit UNIT” sets your own once; see “{command} --help”.",
                command=command,
            ),
        )
    return own


def own_name(context: "RunContext") -> str:
    """Return under which name the person records, nothing where none is set."""
    return context.environ.get(VARIABLES["by"], "").strip()


def usual_name(environ: Mapping[str, str], folder: Path) -> tuple[str, bool]:
    """Return who works in a folder, and whether it is git that knows: by git's user.name, else the login.

    No process is started where git's files say it plainly.
    """
    if plain := name_in_git(environ, folder):
        return plain, True
    import getpass

    from qtrack.store.git.repository import Repository

    with suppress(QtrackError):  # without git
        if named := (Repository(folder).setting("user.name") or "").strip():
            return named, True
    try:
        return getpass.getuser().strip(), False
    except (KeyError, OSError):
        return "", False


_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(asked: str | None, environ: Mapping[str, str], of_plan: Callable[[], str | None]) -> str:
    """Return `zh` or `en`. Raise QtrackError where --lang or QTRACK_LANG name another language."""
    for source, text in (("--lang", asked), ("QTRACK_LANG", environ.get("QTRACK_LANG"))):
        if text:
            language = language_meant(text)
            if language is None:
                raise QtrackError(
                    msg("{source} is “{text}”.", source=source, text=text),
                    msg("The languages are {languages}.", languages=LANGUAGES),
                )
            return language
    return usual_language(environ, of_plan)


def usual_language(environ: Mapping[str, str], of_plan: Callable[[], str | None]) -> str:
    """Return the language of the locale, else of the plan: that in which a wrong --lang is refused, too."""
    # The first that is set rules, as everywhere: LC_ALL=C means that no language is asked for.
    ruling = next((environ[name] for name in _LOCALES if environ.get(name)), "") or _of_windows()
    return _of_locale(ruling) or of_plan() or LANGUAGES[0]


def source_of_language(asked: str | None, environ: Mapping[str, str]) -> str:
    """Return the option or variable that says the language, nothing where none of them does."""
    named = (("--lang", asked), ("QTRACK_LANG", environ.get("QTRACK_LANG")))
    ruling = ((name, environ.get(name)) for name in _LOCALES)
    name, text = next(((name, text) for name, text in (*named, *ruling) if text), ("", ""))
    return f"{name}={text}" if _of_locale(text or "") else ""


def language_meant(text: str) -> str | None:
    """Return the language that a person names, also as a locale, None where it is none of ours."""
    return _of_locale(text) or meant(text, LANGUAGES, LANGUAGE_NAMES)


def _of_locale(text: str) -> str | None:
    start = text.casefold()[:2]
    return start if start in LANGUAGES and not text[2:3].isalpha() else None


def _of_windows() -> str:
    """Windows keeps the language of its user elsewhere than in the environment."""
    if os.name != "nt":
        return ""
    name = locale.getlocale()[0] or ""
    return "zh" if name.startswith("Chinese") else "en" if name.startswith("English") else name
