"""Real git repositories for tests: the small plan in commits, apart from the settings of the machine."""

import os
import subprocess
from pathlib import Path

from tests.small import Files, files_of

ENVIRON = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "张三",
    "GIT_AUTHOR_EMAIL": "zhang@example.invalid",
    "GIT_COMMITTER_NAME": "李四",
    "GIT_COMMITTER_EMAIL": "li@example.invalid",
}


def git(
    folder: Path, *arguments: str, on: str = "2019-02-01", fails: bool = False, given: str | None = None
) -> str:
    """Run git in a folder and return what it says; `on` dates a commit, `given` is what git reads."""
    moment = f"{on}T09:00:00+08:00"
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=ENVIRON | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        input=given,
    )
    assert fails or done.returncode == 0, done.stderr
    return done.stdout + done.stderr if fails else done.stdout


def lay(folder: Path, files: Files) -> None:
    """Write files below a folder; None takes one away."""
    for path, text in files.items():
        target = folder / path
        if text is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode() if isinstance(text, str) else text)


def commit(folder: Path, files: Files, message: str = "edit", on: str = "2019-02-01") -> None:
    """Write files below `folder`, a plan's, and commit all there is."""
    lay(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, on=on)


def repository(folder: Path, *files: Files, plan: str = "plan") -> Path:
    """Make a repository with the small plan, and other files laid over it, in one commit; return its top."""
    top = folder / "repository"
    (top / plan).mkdir(parents=True)
    git(top, "init", "--quiet", "--initial-branch=main")
    lay(top / plan, files_of(*files))
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "first", on="2019-01-02")
    return top
