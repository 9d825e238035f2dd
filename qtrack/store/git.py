"""git, asked as a process: with our own environment, and without a word to the terminal."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg

#: Variables that git sets inside hooks and that would make it look at another repository.
_FOREIGN: Final = (
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_WORK_TREE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
)

#: Of these, what a hook needs where it asks about its own repository: the index that is about to be
#: committed, and the place where objects wait that were pushed but not accepted yet.
_OF_HOOKS: Final = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


class Repository:
    """The git repository that `root` lies in. `kept` are variables for git that `surroundings` found."""

    def __init__(self, root: Path, kept: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.kept = dict(kept or {})

    def git(self, *arguments: str, at: datetime | None = None) -> str:
        """Run git here and return what it prints; with `at`, commits are dated so.

        Raises QtrackError where git is missing or refuses, with git's own last line.
        """
        code, out, said = self._run(arguments, at)
        if code:
            lines = said.strip().splitlines() or [str(code)]
            raise QtrackError(msg("git {verb} failed: {why}", verb=arguments[0], why=lines[-1]))
        return out

    def ask(self, *arguments: str) -> str | None:
        """Run git here and return what it prints, or None where it says no."""
        code, out, _ = self._run(arguments, None)
        return None if code else out

    def environ(self) -> dict[str, str]:
        """Return the variables that git is run with."""
        return {name: value for name, value in os.environ.items() if name not in _FOREIGN} | self.kept

    def _run(self, arguments: tuple[str, ...], at: datetime | None) -> tuple[int, str, str]:
        environ = self.environ()
        if at is not None:
            environ |= {"GIT_AUTHOR_DATE": at.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()}
        try:
            done = subprocess.run(  # noqa: S603 - arguments of ours, no shell
                ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607 - the user's own git
                cwd=self.root,
                env=environ,
                capture_output=True,
                check=False,
                encoding="utf-8",
                errors="surrogateescape",
            )
        except FileNotFoundError as error:
            raise QtrackError(msg("git was not found on this computer."), msg("Install git.")) from error
        return done.returncode, done.stdout, done.stderr

    def start(self, name: str, email: str) -> None:
        """Make an empty repository whose commits carry this name and nobody's keys."""
        self.git("init", "--quiet", "--initial-branch=main")
        for key, value in (
            ("user.name", name),
            ("user.email", email),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
        ):
            self.git("config", key, value)

    def commit(self, message: str, at: datetime | None = None) -> None:
        """Commit everything that stands in the working tree."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", message, at=at)

    def commit_only(self, paths: Sequence[str], message: str) -> None:
        """Commit these files, named from `root`, and nothing else; what else is staged stays staged.

        Hooks run as they do for a person. Raises QtrackError where git is missing or refuses.
        """
        if self.ask("rev-parse", "--is-inside-work-tree") is None:
            raise QtrackError(
                msg("{folder} lies in no git repository.", folder=str(self.root)),
                msg("“git init” makes one."),
            )
        self.git("add", "--", *paths)
        self.git("commit", "--quiet", "--only", "--message", message, "--", *paths)


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
