"""git, asked as a process: with our own environment, and without a word to the terminal."""

import os
import subprocess
from datetime import datetime
from pathlib import Path

from qtrack.errors import QtrackError
from qtrack.locale.message import msg

#: Variables that git sets inside hooks and that would make it look at another repository.
_FOREIGN = (
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_WORK_TREE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
)


class Repository:
    """A git repository with a working tree at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str, at: datetime | None = None) -> str:
        """Run git here and return what it prints; with `at`, commits are dated so.

        Raises QtrackError where git is missing or refuses, with git's own last line.
        """
        environ = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
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
                errors="replace",
            )
        except FileNotFoundError as error:
            raise QtrackError(msg("git was not found on this computer."), msg("Install git.")) from error
        if done.returncode:
            said = done.stderr.strip().splitlines() or [str(done.returncode)]
            raise QtrackError(msg("git {verb} failed: {why}", verb=arguments[0], why=said[-1]))
        return done.stdout

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
