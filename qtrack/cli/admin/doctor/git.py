"""Matters of git: its version, who commits, the repository of the plan, settings, hooks."""

from qtrack.cli.admin.doctor.subject import Computer, Found, in_git
from qtrack.locale.message import msg
from qtrack.pages.doctor import State
from qtrack.store.git.setup import OLDEST, git_version, has_hook


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
