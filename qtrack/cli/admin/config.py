"""`qtrack config [KEY [VALUE]]`: who one is and how qtrack is to speak, kept by git where it has the plan."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from qtrack.cli.context import RunContext, print_json
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.cli.parameters import argument, choice, flag, parse_name
from qtrack.cli.settings import SETTABLE, language_meant, place_of, remedy_of, source_of_language, usual_name
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import LANGUAGES, Message, msg
from qtrack.locale.words import FORMS, LANGUAGE_NAMES, SETTINGS
from qtrack.pages.config import Key, SettingRow, SettingsPage, Source, show_settings
from qtrack.records.selection.names import find_unit
from qtrack.store.git.repository import Repository
from qtrack.store.programs.editor import editor_of
from qtrack.store.programs.pager import pager_of
from qtrack.store.user.settings import (
    AS_OF,
    VARIABLES,
    Place,
    Setting,
    all_settings,
    settings_file,
    top_of,
    write_file_setting,
)


def config(
    context: RunContext,
    *,
    key: Annotated[Key | None, argument("One of {choices}; else all.", "KEY", choice(Key, SETTINGS))] = None,
    value: Annotated[str | None, argument("What it is to be; an empty one takes it back.", "VALUE")] = None,
    unset: Annotated[bool, flag("Take the setting back.")] = False,
    everywhere: Annotated[
        bool, flag("For all plans of yours, not for this one alone.", name="--global")
    ] = False,
    form: Annotated[PageForm, format_option(PageForm)] = "table",
    plan: PlanOption = None,
) -> int:
    """Show what is set, or set it; raise QtrackError for what cannot be so."""
    if value is None and not unset:
        if everywhere:
            raise QtrackError(
                msg("--global says where a setting is kept, and none is given."),
                msg("Such as “qtrack config --global unit UNIT”."),
            )
        return _show(context, key, form, plan)
    if key is None or (value and unset):
        raise QtrackError(
            msg("--unset takes the name of one setting, and no value."),
            msg("Such as “qtrack config --unset unit”."),
        )
    if key is Key.AS_OF:
        raise QtrackError(
            msg("{name} is set by the variable {variable} alone.", name=key.value, variable=AS_OF),
            msg("Such as {variable}=2019-06-28.", variable=AS_OF),
        )
    text, folder = (value or "").strip(), context.folder_if_any(plan)
    told = (_set if text else _take_back)(context, key, text, folder, everywhere=everywhere)
    now = {one.name: one for one in _all(context, folder)}
    return _show(msgspec.structs.replace(context, settings=now), key, form, plan, told)


def _show(
    context: RunContext, key: Key | None, form: PageForm, plan: str | None, told: Message | None = None
) -> int:
    """Show what holds, of one setting its value alone, or `told` where it was changed just now."""
    rows = tuple(_row(context, one, plan) for one in ([key] if key else Key))
    page = SettingsPage(tuple(row for row in rows if key or row.name is not Key.AS_OF or row.value))
    if form == "json":
        return print_json(context, page)
    if told:
        context.screen.line(told)
    elif key is None:
        show_settings(page, context.screen)
    elif rows[0].value:
        context.screen.line(rows[0].value)
    else:
        raise QtrackError(
            msg("{name} is not set.", name=key.value),
            msg("“qtrack config {name} VALUE” sets it.", name=key.value),
        )
    return ExitCode.OK


def _set(context: RunContext, key: Key, value: str, folder: Path | None, *, everywhere: bool) -> Message:
    """Set something where it is kept; return what to tell of it, and tell what goes before it."""
    value = _checked(context, key, value, folder)
    kept = _goal(context, folder, key, value, everywhere=everywhere)
    _keep(context, kept, folder)
    *_, now = (one for one in _all(context, folder) if one.name == key.value)
    if now != kept:
        context.screen.talk(
            msg("warning: {place} is “{text}”, and goes before it.", place=place_of(now), text=now.value)
        )
    return msg("{name} = {value}, by {place}", name=key.value, value=value, place=place_of(kept))


def _take_back(
    context: RunContext, key: Key, value: str, folder: Path | None, *, everywhere: bool
) -> Message:
    """Take a setting back, and return what to tell; raise QtrackError where it is not set there."""
    goal = _goal(context, folder, key, value, everywhere=everywhere).place
    places = {goal, Place.FILE} if everywhere else {goal}
    held = [one for one in _all(context, folder) if one.name == key.value]
    there = [one for one in held if one.place in places]
    if not held:
        raise QtrackError(msg("{name} is not set.", name=key.value), msg("“qtrack config” lists what is."))
    if not there:
        raise QtrackError(
            msg("{name} is not set there, but by {place}.", name=key.value, place=place_of(held[-1])),
            _how_to_take_back(held[-1]),
        )
    for one in there:
        _keep(context, Setting(one.name, "", one.place, one.file), folder)
    return msg("{name} is taken back.", name=key.value)


def _how_to_take_back(setting: Setting) -> Message:
    if setting.place in {Place.VARIABLE, Place.COMMAND}:
        return remedy_of(setting)
    if setting.place is Place.LOCAL:
        return msg("“qtrack config --unset {name}” takes it back.", name=setting.name)
    return msg("“qtrack config --global --unset {name}” takes it back.", name=setting.name)


def _goal(context: RunContext, folder: Path | None, key: Key, value: str, *, everywhere: bool) -> Setting:
    """Return the setting where it is to be kept; raise QtrackError where the system names no place for it."""
    if shutil.which("git") and (everywhere or (folder and top_of(folder))):
        return Setting(key.value, value, Place.GLOBAL if everywhere else Place.LOCAL)
    file = settings_file(context.environ)
    if file is None:
        name = "APPDATA" if sys.platform == "win32" else "HOME"
        raise QtrackError(msg("The system names no folder for settings."), msg("Set {name}.", name=name))
    return Setting(key.value, value, Place.FILE, str(file))


def _keep(context: RunContext, setting: Setting, folder: Path | None) -> None:
    if setting.place is Place.FILE:
        write_file_setting(Path(setting.file), setting.name, setting.value)
    else:
        repository = Repository(folder or context.cwd)
        repository.configure(setting.place.value, f"qtrack.{setting.name}", setting.value)


def _all(context: RunContext, folder: Path | None) -> Iterator[Setting]:
    """Yield all that is set by now, the weaker first."""
    given = context.settings.values()
    filled = {one.variable for one in given if one.place is not Place.VARIABLE}
    own = {name: value for name, value in context.environ.items() if name not in filled}
    return all_settings(own, folder)


def _checked(context: RunContext, key: Key, value: str, folder: Path | None) -> str:
    """Return a value as it is kept; raise QtrackError for one that the setting cannot have."""
    if not value.isprintable():
        raise QtrackError(
            msg("The value of {name} has signs that cannot be seen, or several lines.", name=key.value),
            msg("Write it in one line."),
        )
    match key:
        case Key.UNIT:
            plan = context.reading(folder).loaded.plan if folder else None
            if plan is not None:
                find_unit(plan, value, "")
        case Key.LANG:
            return language_meant(value) or parse_name("lang", value, LANGUAGES, LANGUAGE_NAMES)
        case Key.FORMAT:
            return parse_name("format", value, SETTABLE, FORMS)
        case Key.PAGER:
            if value != "cat":
                _refuse_missing(value, pager_of({VARIABLES["pager"]: value}))
        case Key.EDITOR:
            _refuse_missing(value, editor_of({VARIABLES["editor"]: value})[1])
    return value


def _refuse_missing(named: str, words: list[str]) -> None:
    if not words or shutil.which(words[0]) is None:
        raise QtrackError(
            msg("There is no program “{name}” on this computer.", name=named),
            msg("Give its name or its whole path; a path with blanks stands in double quotes."),
        )


def _row(context: RunContext, key: Key, named: str | None) -> SettingRow:
    """Return what holds of a setting."""
    setting = context.settings.get(key.value)
    if key is Key.LANG and context.language:
        return SettingRow(key, context.language, Source.OPTION, msg("{name}", name="--lang"))
    if setting is None:
        return _unset(context, key, named)
    wrong = None
    try:
        _checked(context, key, setting.value, context.folder_if_any(named))
    except QtrackError as error:
        wrong = error.message
    return SettingRow(key, setting.value, Source(setting.place.value), place_of(setting), wrong)


def _unset(context: RunContext, key: Key, named: str | None) -> SettingRow:
    """Return what holds where a setting is not set."""
    environ, value, source, place = context.environ, "", Source.DEFAULT, msg("not set")
    names: tuple[str, ...] = ()
    match key:
        case Key.BY:
            value, by_git = usual_name(environ, context.folder_if_any(named) or context.cwd)
            source = Source.GIT if by_git else Source.LOGIN
            place = msg("{name} of git", name="user.name") if by_git else msg("the login")
        case Key.LANG:
            value, said = context.screen.translator.language, source_of_language(None, environ)
            source = Source.VARIABLE if said else Source.DEFAULT
            place = msg("{name}", name=said) if said else msg("the system or the plan")
        case Key.FORMAT:
            value, place = "table", msg("usual")
        case Key.PAGER:
            value, place, names = " ".join(pager_of(environ)), msg("usual"), ("PAGER",)
        case Key.EDITOR:
            value, place, names = editor_of(environ)[0], msg("usual"), ("VISUAL", "EDITOR")
        case Key.AS_OF:
            value, names = environ.get(AS_OF, ""), (AS_OF,)
    for name in names:
        if environ.get(name):
            return SettingRow(key, value, Source.VARIABLE, msg("{name}", name=name))
    return SettingRow(key, value, source, place)
