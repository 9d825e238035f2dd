"""What a person has set for qtrack: variables, else git's settings, else a file of the user's own.

Every start looks here, so git is asked only where its files say something of qtrack in a way that is not
plain, such as by including another file.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.store.user_folders import absolute, config_folder

#: What can be set, each with the variable that says it for one run.
VARIABLES: Final = {
    name: f"QTRACK_{name.upper()}" for name in ("unit", "by", "lang", "format", "pager", "editor")
}
#: What only a variable says: as of which day pages are shown.
AS_OF: Final = "QTRACK_AS_OF"
#: Settings that name a program, which is run.
_PROGRAMS: Final = frozenset({"pager", "editor"})


class Place(StrEnum):
    """Where a setting stands; what comes first goes before."""

    VARIABLE = "variable"
    COMMAND = "command"  # given to git for one run, as by `git -c`
    LOCAL = "local"  # git's, of this repository
    FILE = "file"  # the user's own
    GLOBAL = "global"  # git's, of this user


class Setting(msgspec.Struct, frozen=True):
    """A setting, what it says, and where; `file` is that of the user's own."""

    name: str
    value: str
    place: Place
    file: str = ""

    @property
    def variable(self) -> str:
        """The variable that goes before."""
        return VARIABLES[self.name]


def all_settings(environ: Mapping[str, str], folder: Path | None) -> Iterator[Setting]:
    """Yield what is set for a plan in this folder, or for none, the weaker first; nothing is refused here.

    An empty variable says nothing, but for the pager, of which it says that none is wanted.
    """
    of_git = list(_of_git(environ, folder))
    yield from (setting for setting in of_git if setting.place is Place.GLOBAL)
    yield from _of_file(environ)
    yield from (setting for setting in of_git if setting.place is not Place.GLOBAL)
    for name, variable in VARIABLES.items():
        if environ.get(variable) or (name == "pager" and variable in environ):
            yield Setting(name, environ[variable], Place.VARIABLE)


def read_settings(environ: Mapping[str, str], folder: Path | None) -> dict[str, Setting]:
    """Return by name what holds of `all_settings`."""
    return {setting.name: setting for setting in all_settings(environ, folder)}


def settings_file(environ: Mapping[str, str]) -> Path | None:
    """Return the file of the user's own, None where the system names no place for it."""
    folder = config_folder(environ)
    return folder and folder / "config"


def _of_file(environ: Mapping[str, str]) -> Iterator[Setting]:
    file = settings_file(environ)
    pairs = plain_pairs(_bytes(file) if file else b"") or {}
    for name, value in pairs.items():
        if name in VARIABLES and value:
            yield Setting(name, value, Place.FILE, str(file))


def write_file_setting(file: Path, name: str, value: str) -> None:
    """Keep a setting in the file of the user's own; an empty one is taken out.

    Raises QtrackError where the file is refused.
    """
    from qtrack.store.disk import write_file

    pairs = {**(plain_pairs(_bytes(file)) or {}), name: value}
    lines = [f"\t{name} = {_quoted(value)}\n" for name, value in pairs.items() if value]
    write_file(file, "".join(["[qtrack]\n", *lines]))


def top_of(folder: Path) -> Path | None:
    """Return the folder of the repository that a folder lies in, None outside of any."""
    with_links = folder.absolute()
    return next((above for above in (with_links, *with_links.parents) if (above / ".git").exists()), None)


def name_in_git(environ: Mapping[str, str], folder: Path) -> str:
    """Return git's user.name as plain files of the user and the repository say it, else nothing."""
    said = [pairs["name"] for *_, pairs in _plain_files(environ, folder, "user") or () if "name" in pairs]
    return said[-1] if said else ""


def _of_git(environ: Mapping[str, str], folder: Path | None) -> Iterator[Setting]:
    """Yield what git's settings say, the weaker first; it knows, too, whom to trust with programs."""
    read = _plain_files(environ, folder, "qtrack")
    found: Iterable[tuple[Place, str, str]]
    if read is None or not all(_PROGRAMS.isdisjoint(pairs) or _mine(file) for _, file, pairs in read):
        found = _asked(environ, folder)
    else:
        found = ((place, *pair) for place, _, pairs in read for pair in pairs.items())
    return (Setting(name, value, place) for place, name, value in found if name in VARIABLES and value)


def _plain_files(
    environ: Mapping[str, str], folder: Path | None, section: str
) -> list[tuple[Place, Path, dict[str, str]]] | None:
    """Return what a section says in git's files, the weaker first; None where git has to be asked."""
    top = top_of(folder) if folder else None
    if _in_variables(environ, section) or (top and not (top / ".git").is_dir()):
        return None
    files = [(Place.GLOBAL, file) for file in _global_files(environ)]
    files += [(Place.LOCAL, top / ".git" / "config")] if top else []
    read = []
    for place, file in files:
        pairs = plain_pairs(_bytes(file), section)
        if pairs is None:
            return None
        read.append((place, file, pairs))
    return read


def _global_files(environ: Mapping[str, str]) -> Iterator[Path]:
    """Yield the files that git has of a user, the weaker first."""
    if "GIT_CONFIG_GLOBAL" in environ:
        yield Path(environ["GIT_CONFIG_GLOBAL"] or os.devnull)
        return
    home = absolute(environ.get("HOME") or environ.get("USERPROFILE"))
    own = absolute(environ.get("XDG_CONFIG_HOME")) or (home and home / ".config")
    if own:
        yield own / "git" / "config"
    if home:
        yield home / ".gitconfig"


def _in_variables(environ: Mapping[str, str], section: str) -> bool:
    """Tell whether a variable of git's says something of a section, or leads to a file that may."""
    return any(
        name.startswith(("GIT_CONFIG_KEY_", "GIT_CONFIG_PARAMETERS"))
        and any(word in value.casefold() for word in (section, "include"))
        for name, value in environ.items()
    )


def _asked(environ: Mapping[str, str], folder: Path | None) -> Iterator[tuple[Place, str, str]]:
    """Yield what git says, the weaker first; nothing where it is missing or refuses.

    What holds for all users of a computer is left out, as where nobody asks git.
    """
    from qtrack.store.git.repository import Repository

    homes = ("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL")
    own = {name: environ[name] for name in homes if name in environ} | {"GIT_CONFIG_NOSYSTEM": "1"}
    try:
        told = Repository(folder or Path.cwd(), own).ask(
            "config", "--null", "--show-scope", "--get-regexp", r"^qtrack\."
        )
    except QtrackError:
        return
    words = iter((told or "").split("\0")[:-1])
    for scope, said in zip(words, words, strict=False):
        key, _, value = said.partition("\n")
        place = Place.LOCAL if scope == "worktree" else Place(scope)
        if place is not Place.LOCAL or (folder and top_of(folder)):
            yield place, key.removeprefix("qtrack."), value


def _mine(file: Path) -> bool:
    """Tell whether a file and its folder are the user's own; on Windows nobody but git can tell."""
    if os.name == "nt":
        return False
    try:
        return all(one.stat().st_uid == os.geteuid() for one in (file, file.parent))
    except OSError:
        return False


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


#: A value that git need not be asked of: without a comment, no escapes but of quotes and backslashes.
_PLAIN: Final = r'(?:[^"\\#;]|\\["\\]|"(?:[^"\\]|\\["\\])*")*'


def plain_pairs(text: bytes, section: str = "qtrack") -> dict[str, str] | None:
    """Return what a section says in a file of git's form; None where that is not plain."""
    lowered = text.lower()
    if b"worktreeconfig" in lowered:  # then there is one more file
        return None
    if f"[{section}".encode() not in lowered and b"[include" not in lowered:
        return {}
    pairs: dict[str, str] = {}
    inside = False
    for line in (line.strip(" \t\r") for line in text.decode(errors="replace").split("\n")):
        if line.endswith("\\"):  # the next line belongs to it
            return None
        if line.startswith("["):
            inside = line.casefold() == f"[{section}]"
            if not inside and (f"[{section}" in line.casefold() or "[include" in line.casefold()):
                return None
        elif inside and line and line[0] not in "#;":
            name, sign, value = (word.strip(" \t") for word in line.partition("="))
            known = _value(value)
            if not sign or known is None or not (name.isascii() and name.replace("-", "").isalnum()):
                return None
            pairs[name.casefold()] = known
    return pairs


def _value(text: str) -> str | None:
    """Return a value without its quotes; None where it has a comment, or what only git can read."""
    return re.sub(r'\\(.)|"', r"\1", text) if re.fullmatch(_PLAIN, text) else None


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if value != value.strip() or re.search(r'["\\#;]', value) else escaped
