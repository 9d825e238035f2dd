"""git, asked as a process: every command is built here, so that no setting of anybody's alters an answer.

What is read is read by plumbing only, which knows few settings; those it knows are set here, and of git's
variables it sees only those that say where its settings lie. It takes no lock, runs no program of the
repository's (hooks, filters, fsmonitor) and reaches for no other machine. What is written on behalf of a
person is written as that person has set up git: with their name, their keys and their hooks.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg

#: What of git's variables is left when it is asked: where it lies, and where its settings do, among which
#: is whose repositories may be read.
_KEPT: Final = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_DISCOVERY_ACROSS_FILESYSTEM")

#: Variables under which git gives the same answer everywhere.
_QUIET: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # so that a git that does not know the line above fetches nothing either
    "GIT_TRACE2": "0",
    "GIT_TRACE2_PERF": "0",
    "GIT_TRACE2_EVENT": "0",
}

#: Settings that plumbing heeds, or `init`, `add` and `commit` in a demonstration.
_SETTINGS: Final = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.useReplaceRefs=false",
    f"core.attributesFile={os.devnull}",
    "core.autocrlf=false",
    "i18n.commitEncoding=UTF-8",
    "commit.gpgSign=false",
    "maintenance.auto=false",
)

#: Variables that point git at another repository, as it does itself within hooks, at another history, or
#: that give the names of files another meaning; left out also when a person's commit is made.
_FOREIGN: Final = (
    "DIR WORK_TREE COMMON_DIR PREFIX NAMESPACE CEILING_DIRECTORIES INDEX_FILE OBJECT_DIRECTORY GRAFT_FILE "
    "ALTERNATE_OBJECT_DIRECTORIES SHALLOW_FILE REPLACE_REF_BASE LITERAL_PATHSPECS GLOB_PATHSPECS "
    "NOGLOB_PATHSPECS ICASE_PATHSPECS"
)

#: Of these, what a hook needs where it asks about its own repository: the index that is about to be
#: committed, and the place where objects wait that were pushed but not accepted yet.
_OF_HOOKS: Final = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


class Repository:
    """The git repository that `root` lies in. `kept` are variables for git that `surroundings` found."""

    def __init__(self, root: Path, kept: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.kept = dict(kept or {})

    def git(self, *arguments: str, given: str = "") -> str:
        """Ask git and return what it prints; `given` is what it reads.

        Raises QtrackError where git is missing or refuses, with git's own words.
        """
        done = self._run(_quiet(arguments), self._environ(), given)
        if done.returncode:
            raise _refused(arguments[0], done, self.lacking())
        return _text(done.stdout)

    def ask(self, *arguments: str) -> str | None:
        """Ask git and return what it prints, or None where it says no."""
        done = self._run(_quiet(arguments), self._environ())
        return None if done.returncode else _text(done.stdout)

    def setting(self, name: str, kind: str = "") -> str | None:
        """Return what the person's own git has under a name, None where nothing; `kind` is git's, as bool."""
        typed = (f"--type={kind}",) if kind else ()
        done = self._run(("git", "config", *typed, "--get", name), self._environ())
        return None if done.returncode else _text(done.stdout).removesuffix("\n")

    def popen(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start git as a process that is asked one thing after the other."""
        return subprocess.Popen(  # noqa: S603 - arguments of ours, no shell
            _quiet(arguments),
            cwd=self.root,
            env=self._environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def prefix(self, *, on_disk: bool = True) -> str | None:
        """Return the folder of `root` from the repository's top, empty for the top; None outside of any.

        Raises QtrackError for a repository that git refuses to read, and where `root` lies `on_disk` for
        one that knows of no working tree.
        """
        done = self._run(_quiet(("rev-parse", "--is-inside-work-tree", "--show-prefix")), self._environ())
        inside, _, folder = _text(done.stdout).removesuffix("\n").partition("\n")
        if on_disk and inside == "false":
            raise QtrackError(
                msg("{folder} lies in a git repository without a working tree.", folder=str(self.root)),
                msg("“git config core.bare false” tells git that there is one."),
            )
        if not done.returncode:
            return folder.removesuffix("/")
        top = _top_above(self.root)
        if top is None:
            return None
        raise QtrackError(
            msg("git refuses to read the repository in {folder}: {why}.", folder=str(top), why=_word(done)),
            _how_to_trust(top),
        )

    def lacking(self) -> Message | None:
        """Say how to get what a partial clone lacks; None for a clone that is none."""
        if self.ask("config", "--get-regexp", r"^remote\..*\.promisor$") is None:
            return None
        return msg("This is a partial clone; “git fetch --refetch --no-filter” brings what it lacks.")

    def start(self, name: str, email: str) -> None:
        """Make an empty repository whose commits carry this name and nobody's keys."""
        for role in ("AUTHOR", "COMMITTER"):
            self.kept |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": email}
        self.git("init", "--quiet", "--initial-branch=main", "--template=", "--object-format=sha1")
        own = {"user.name": name, "user.email": email, "commit.gpgsign": "false", "core.autocrlf": "false"}
        for key, value in own.items():
            self.git("config", key, value)

    def commit(self, message: str, at: datetime) -> None:
        """Commit everything that stands in the working tree of a repository that `start` made, so dated."""
        self.kept |= {"GIT_AUTHOR_DATE": at.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()}
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--no-verify", "--cleanup=whitespace", "--message", message)

    def commit_only(self, paths: Sequence[str], message: str) -> None:
        """Commit these files, named from `root`, and nothing else; what else is staged stays staged.

        Hooks run as they do for a person. Raises QtrackError where git is missing or refuses.
        """
        if self.prefix() is None:
            raise QtrackError(
                msg("{folder} lies in no git repository.", folder=str(self.root)),
                msg("“git init” makes one."),
            )
        self._write("add", "--", *paths)
        self._write("commit", "--quiet", "--only", "--cleanup=whitespace", "--message", message, "--", *paths)

    def configure(self, scope: str, name: str, value: str) -> None:
        """Keep a setting in the person's own git, `scope` is git's, as global; an empty value takes it out.

        Raises QtrackError where git is missing or refuses.
        """
        change = ("--replace-all", name, value) if value else ("--unset-all", name)
        self._write("config", f"--{scope}", *change)

    def committed(self, folders: Iterable[str]) -> frozenset[str]:
        """Return the files below these folders, named from `root`, that any commit that is kept has had."""
        told = self.git("log", "--all", "--format=", "--name-only", "-z", "--relative", "--", *folders)
        return frozenset(name for name in told.split("\0") if name)

    def unstage(self, paths: Sequence[str]) -> None:
        """Take files, named from `root`, out of the index; they stay where they are."""
        self._write("rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--", *paths)

    def _write(self, *arguments: str) -> None:
        """Run git as the person's own, in UTF-8 and with the names of files as they are."""
        command = ["git", "--literal-pathspecs", "-c", "i18n.commitEncoding=UTF-8", *arguments]
        foreign = {f"GIT_{name}" for name in _FOREIGN.split()}
        environ = {name: value for name, value in os.environ.items() if name not in foreign}
        done = self._run(command, environ, None)
        if done.returncode:
            raise _refused(arguments[0], done)

    def _run(
        self, command: Sequence[str], environ: Mapping[str, str], given: str | None = ""
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - arguments of ours, no shell
                command,
                cwd=self.root,
                env=environ,
                input=None if given is None else given.encode(errors="surrogateescape"),
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise QtrackError(msg("git was not found on this computer."), msg("Install git.")) from error

    def _environ(self) -> dict[str, str]:
        """Return the variables that git is asked with."""
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name.startswith(_KEPT)
        }
        return own | _QUIET | self.kept


def _quiet(arguments: Sequence[str]) -> list[str]:
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    return ["git", *settings, *arguments]


def _text(raw: bytes) -> str:
    """Decode what git prints; bytes of a name that are not UTF-8 survive the way back to git."""
    return raw.decode("utf-8", "surrogateescape")


def _refused(verb: str, done: subprocess.CompletedProcess[bytes], hint: Message | None = None) -> QtrackError:
    return QtrackError(
        msg("git {verb} failed: {why}.", verb=verb, why=_word(done)),
        hint or msg("“git status” and “qtrack doctor” tell more."),
    )


def _word(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the line in which git says why it refused, else its last one, else its code."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line for line in lines if line.startswith("fatal: ")]
    return (fatal or lines or [str(done.returncode)])[-1].removesuffix(".")


def _top_above(folder: Path) -> Path | None:
    """Return the folder at or above this one that looks like a repository, on the same disk."""
    disk = folder.stat().st_dev
    for above in (folder, *folder.resolve().parents):
        if above.stat().st_dev != disk:
            return None
        if is_git_folder(above) or (above / ".git").exists():
            return above
    return None


def is_git_folder(folder: Path) -> bool:
    """Tell whether a folder is one that git keeps a repository in, whatever its name."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _how_to_trust(top: Path) -> Message:
    """Say how to trust a repository that belongs to another user, which is why git mostly refuses one."""
    own = top / ".git"
    user = getattr(os, "geteuid", lambda: None)()
    if user is None or all(folder.stat().st_uid == user for folder in (top, own) if folder.exists()):
        return msg("“git status” and “qtrack doctor” tell more.")
    return msg(
        "It belongs to another user; if you trust it: git config --global --add safe.directory {folder}",
        folder=f"'{top}'",
    )


def surroundings(root: Path, cwd: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a hook that hold for the repository of `root`; outside hooks there are none.

    Where the hook runs in another repository than the one asked about, none of its variables apply.
    """
    found = {name: environ[name] for name in _OF_HOOKS if environ.get(name)}
    if not found:
        return {}
    own = _git_folder(Repository(root))
    named = environ.get("GIT_DIR")
    of_hook = (cwd / named).resolve() if named else _git_folder(Repository(cwd))
    if own is None or own != of_hook:
        return {}
    if "GIT_INDEX_FILE" in found:
        found["GIT_INDEX_FILE"] = str(cwd / found["GIT_INDEX_FILE"])
    return found


def _git_folder(repository: Repository) -> Path | None:
    folder = repository.ask("rev-parse", "--absolute-git-dir")
    return Path(folder.removesuffix("\n")).resolve() if folder else None
