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


def raw_commit(
    folder: Path, author: str, message: bytes = b"edit", *, committer: str = "", encoding: str = ""
) -> str:
    """Commit what is staged with a head as it is given, which git itself would not write; return its id.

    `author` and `committer` are names with a mail and a moment, such as `张三 <z@x> 1549000000 +0800`.
    """
    lines = [
        f"tree {git(folder, 'write-tree').strip()}",
        f"parent {git(folder, 'rev-parse', 'HEAD').strip()}",
    ]
    lines += [f"author {author}", f"committer {committer or author}"]
    head = "\n".join([*lines, *([f"encoding {encoding}"] if encoding else [])])
    raw = head.encode(encoding or "utf-8") + b"\n\n" + message + b"\n"
    written = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=folder,
        env=ENVIRON,
        input=raw,
        capture_output=True,
        check=True,
    )
    made = written.stdout.decode().strip()
    (folder / git(folder, "rev-parse", "--git-path", "refs/heads/main").strip()).write_text(f"{made}\n")
    return made


def repository(folder: Path, *files: Files, plan: str = "plan") -> Path:
    """Make a repository with the small plan, and other files laid over it, in one commit; return its top."""
    top = folder / "repository"
    (top / plan).mkdir(parents=True)
    git(top, "init", "--quiet", "--initial-branch=main")
    lay(top / plan, files_of(*files))
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "first", on="2019-01-02")
    return top
