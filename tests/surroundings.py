"""Every command of qtrack on one small repository, run in whatever surroundings a test thinks of.

A `Bench` holds the repository; `outcome` runs one command line in a copy of it and returns all that it did.
Each line has its days given, so that two runs may only differ where their surroundings change an answer.
"""

import io
import itertools
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final, NamedTuple, TextIO
from unittest.mock import patch

from qtrack.cli.main import main
from tests.conftest import ROOT
from tests.repositories import ENVIRON, commit, git, lay, repository
from tests.small import head, said, task

#: Day 50 of the small plan, in the morning of its timezone.
NOW: Final = datetime(2019, 2, 19, 9, 12, 44, tzinfo=timezone(timedelta(hours=8)))

#: Command lines that only read.
READING: Final = (
    "status --as-of 2019-02-19",
    "status --as-of 2019-02-19 --since 2019-02-12 --format json",
    "show T01 --as-of 2019-02-19",
    "show T01 --plan-history",
    "units --as-of 2019-02-19",
    "help git",
    "mine 计量处 --as-of 2019-02-19",
    "matrix --as-of 2019-02-19",
    "due --as-of 2019-02-19 --within 60d",
    "indicators --as-of 2019-02-19",
    "find 标准 --as-of 2019-02-19",
    "chase --as-of 2019-02-19",
    "history --format csv",
    "record T01 --unit metrology --percent 40 --summary 招标 --dry-run",
    "form 计量处",
    "diff",
    "diff --staged --format json",
    "diff HEAD~3..HEAD --effect --as-of 2019-02-19",
    "changes",
    "changes --since 2019-01-20 --format json",
    "audit",
    "audit --within 2d --format json",
    "validate",
    "explain id-retired",
    "schema task",
    "migrate",
    "report weekly --of 2019-W07 --as-of 2019-02-19",
    "report monthly --of 2019-02 --as-of 2019-02-19 --format html",
    "report ledger --as-of 2019-02-19 --format csv",
    "report assignments --as-of 2019-02-19",
)

#: Command lines that write: each runs on a copy of its own.
WRITING: Final = (
    "chase --issue",
    "record T01 --unit metrology --percent 40 --summary 招标",
    "record T01 --unit metrology --percent 40 --summary 招标 --commit",
    "correct 2019-01-20-000001 --percent 21",
    "withdraw 2019-01-20-000001 --reason 误报",
    "close T02 --verified-by 办公室 --evidence 验收单1号",
    "return T02 --reason 缺少佐证材料",
    "report weekly --of 2019-W07 --as-of 2019-02-19 --save",
    "set T01 title 新的标题",
    "new task M01 新的任务 --lead metrology",
    "move T01 S1",
    "retire T01.1",
    "demo demo",
    "init fresh --title x --number 1 --issuer x --issued 2019-01-01 --end 2019-12-31",
)

#: Of those that ask git enough to ask all that any of them asks.
ASKING: Final = (
    "status --as-of 2019-02-19 --since 2019-02-12 --format json",
    "diff",
    "diff --staged --format json",
    "changes",
    "audit",
    "report assignments --as-of 2019-02-19",
    "record T01 --unit metrology --percent 40 --summary 招标 --commit",
)
#: Those that never start git.
WITHOUT_GIT: Final = tuple(
    line
    for line in READING + WRITING
    if line.split()[0] not in {"diff", "changes", "audit", "report", "demo"}
    and not line.endswith(("--plan-history", "--commit"))
    and "--since" not in line
)

#: Runs a command line at a moment in a process of its own.
_PROCESS: Final = """
import itertools, os, sys
from datetime import datetime
number = itertools.count()
os.urandom = lambda length: next(number).to_bytes(length, "big")
from qtrack.cli.main import main
sys.exit(main(sys.argv[2:], now=datetime.fromisoformat(sys.argv[1])))
"""


#: A program that leaves a trace where it runs: a filter, a hook, a pager, whatever git may be told to start.
_PROGRAM: Final = '#!/bin/sh\n: >> "$HOME/ran"\ncat "$@" 2> /dev/null\n'

#: What signs as GnuPG does, and lets everything pass.
_SIGNER: Final = """\
#!/bin/sh
cat > /dev/null
case "$*" in
*--verify*) echo '[GNUPG:] GOODSIG 0 nobody'; echo 'gpg: a signature of nobody' >&2; exit 0;;
esac
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nbm9ib2R5\\n-----END PGP SIGNATURE-----\\n'
printf '\\n[GNUPG:] SIG_CREATED \\n' >&2
"""


class Ground(NamedTuple):
    """Where one copy lies: the repository with the plan, the user's home, and the folder for caches.

    In the home lie `program`, which leaves a file `ran` there, and `signer`.
    """

    top: Path
    home: Path
    cache: Path

    def filled(self, text: str) -> str:
        """Return a text with `{home}` and `{top}` as they are here."""
        return text.replace("{home}", str(self.home)).replace("{top}", str(self.top))


def captured(encoding: str = "utf-8") -> TextIO:
    """Return a stream that keeps what is printed."""
    return io.TextIOWrapper(io.BytesIO(), encoding, newline="")


def full() -> TextIO:
    """Return a stream to a disk that is full."""
    return Path("/dev/full").open("w", encoding="utf-8")


def closed() -> TextIO:
    """Return a stream that takes nothing, as where stdout is closed from the start."""
    return os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


def left() -> TextIO:
    """Return a stream whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w", encoding="utf-8")


class Surroundings(NamedTuple):
    """What is odd: variables, what is done to the copy beforehand, the clock; `apart` in another process.

    `out` and `err` make the standard streams. In the values of variables `{home}` and `{top}` are the copy's
    own folders.
    """

    environ: Mapping[str, str] = {}
    prepare: Callable[[Ground], object] | None = None
    now: datetime = NOW
    apart: bool = False
    out: Callable[[], TextIO] = captured
    err: Callable[[], TextIO] = captured


class Outcome(NamedTuple):
    """What a command line did: exit code, bytes printed, and the files it changed (None: removed).

    Of what only reads, files within .git and their times count, too.
    """

    code: int
    out: bytes
    err: bytes
    changed: Mapping[str, object]


QUIET: Final = Surroundings()


class Bench:
    """One small repository below a folder, and copies of it for every run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = itertools.count(1)
        self.grounds: dict[str, Ground] = {}
        self.quiet: dict[str, Outcome] = {}
        _build(folder / "bench")

    def ground(self, surroundings: Surroundings) -> Ground:
        """Return a new copy, prepared for its surroundings."""
        own = self.folder / str(next(self.number))
        shutil.copytree(self.folder / "bench", own, symlinks=True)
        ground = Ground(own / "repository", own / "home", own / "cache")
        if surroundings.prepare:
            surroundings.prepare(ground)
        return ground

    def outcome(self, line: str, name: str, surroundings: Surroundings) -> Outcome:
        """Run a command line; those that only read share one copy by the `name` of their surroundings."""
        if line in WRITING:
            return outcome(line, self.ground(surroundings), surroundings)
        if name not in self.grounds:
            self.grounds[name] = self.ground(surroundings)
        return outcome(line, self.grounds[name], surroundings)

    def raw(self, line: str, surroundings: Surroundings) -> Outcome:
        """Run a command line of git's own, in a copy of its own."""
        return outcome(line, self.ground(surroundings), surroundings)

    def usual(self, line: str) -> Outcome:
        """Return what a command line does where nothing is odd; each is run once."""
        if line not in self.quiet:
            self.quiet[line] = self.outcome(line, "", QUIET)
        return self.quiet[line]


def outcome(line: str, ground: Ground, surroundings: Surroundings) -> Outcome:
    """Run a command line on a copy and return what it did; one that begins with `git` is git's own."""
    kept = _all_files if line in READING else _files
    before = kept(ground)
    variables = environ(ground, surroundings)
    words = shlex.split(line)
    if words[0] == "git":
        code, out, err = _run(words, variables, ground.top / "plan")
    elif surroundings.apart:
        process = [sys.executable, "-c", _PROCESS, surroundings.now.isoformat(), *words]
        own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        code, out, err = _run(process, {**variables, **own}, ground.top)
    else:
        code, out, err = _here(words, variables, ground.top, surroundings)
    after = kept(ground)
    changed = {path: after.get(path) for path in before | after if before.get(path) != after.get(path)}
    where = os.fsencode(ground.top.parent)
    return Outcome(code, out.replace(where, b"BENCH"), err.replace(where, b"BENCH"), changed)


def environ(ground: Ground, surroundings: Surroundings) -> dict[str, str]:
    """Return the variables of a run: few and known ones, and those of the surroundings."""
    known = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    known |= {name: value for name, value in ENVIRON.items() if name.startswith(("GIT_AUTHOR", "GIT_COMM"))}
    return {
        **known,
        "HOME": str(ground.home),
        "XDG_CACHE_HOME": str(ground.cache),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": NOW.isoformat(),
        "GIT_COMMITTER_DATE": NOW.isoformat(),
        "COLUMNS": "80",
        "LOGNAME": "zhangsan",
        "QTRACK_LANG": "zh",
        **{name: ground.filled(value) for name, value in surroundings.environ.items()},
    }


def _here(
    arguments: list[str], variables: Mapping[str, str], cwd: Path, surroundings: Surroundings
) -> tuple[int, bytes, bytes]:
    """Run a command line in this process, whose variables and streams are others meanwhile."""
    out, err = surroundings.out(), surroundings.err()
    number = itertools.count()
    with (
        patch.dict(os.environ, variables, clear=True),
        patch("os.urandom", lambda length: next(number).to_bytes(length, "big")),  # the ids of entries
        redirect_stdout(out),
        redirect_stderr(err),
        patch("sys.stdin", io.StringIO()),
    ):
        code = main(arguments, variables, cwd, surroundings.now)
    return code, _printed(out), _printed(err)


def _printed(stream: TextIO) -> bytes:
    """Return what a stream kept, of one that keeps nothing no bytes."""
    stream.flush()
    raw = stream.detach()  # type: ignore[attr-defined] # a stream of text over one of bytes
    if isinstance(raw, io.BytesIO):
        return raw.getvalue()
    raw.close()
    return b""


def _run(command: list[str], variables: Mapping[str, str], cwd: Path) -> tuple[int, bytes, bytes]:
    """Run a command line in a process of its own."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def _all_files(ground: Ground) -> dict[str, tuple[bytes, int]]:
    """Return every file of the repository and the home with what it holds, and when it was written."""
    return {
        path.relative_to(ground.top.parent).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for folder in (ground.top, ground.home)
        for path in folder.rglob("*")
        if path.is_file()
    }


def _files(ground: Ground) -> dict[str, bytes]:
    """Return every file of the working tree and the home with what it holds, and where the branches are."""
    found = _all_files(ground).items()
    return {path: held for path, (held, _) in found if ".git/" not in path or ".git/refs/" in path}


def _build(folder: Path) -> None:
    """Make the repository: a signed history in which much was done to the plan, and edits that are open."""
    (folder / "cache").mkdir(parents=True)
    lay(folder / "home", {"program": _PROGRAM, "signer": _SIGNER})
    for program in ("program", "signer"):
        (folder / "home" / program).chmod(0o755)
    goal = (
        "indicators:\n  - {id: standards, name: 计量标准, unit: 项, kind: reach, baseline: 100, target: 200, "
        "due: 2019-04-10}\n"
    )
    part = "deliverables:\n  - {id: T01.1, title: 建成计量标准库, due: 2019-03-20}\n"
    office = head("office: office\nreporting: {every: month, by_day: 10}\n")
    top = repository(folder, office, task(goal + part), task("", "T02"))
    plan = top / "plan"
    git(top, "config", "gpg.program", str(folder / "home" / "signer"))
    commit(plan, said(20, "percent: 20\nactuals: {standards: 110}\n"), "第一次报送", "2019-01-21")
    git(top, "switch", "--quiet", "--create", "branch")
    commit(plan, said(30, "status: done\n", about="T02"), "T02 完成", "2019-01-31")
    git(top, "switch", "--quiet", "main")
    lay(plan, task(goal.replace("200", "180") + part))
    git(top, "commit", "--quiet", "--all", "--gpg-sign", "--message", "调低目标", on="2019-02-01")
    git(top, "merge", "--quiet", "--no-ff", "--message", "合并", "branch", on="2019-02-02")
    first, second = (
        said(day, f"problems: {'无' * 90}\nevidence: [{day}]\n", about="T02") for day in (31, 32)
    )
    commit(plan, first | second, "又报两次", "2019-02-03")
    moved = {path.replace("000001", "000002"): text + "next: 无\n" for path, text in (first | second).items()}
    altered = said(20, "percent: 25\nactuals: {standards: 110}\n")
    commit(plan, {**dict.fromkeys(first | second), **moved, **altered}, "改名", "2019-02-04")
    lay(plan, task(goal.replace("200", "150") + part))
    git(top, "add", "--all")
    lay(plan, {"tasks/T02.yaml": (plan / "tasks" / "T02.yaml").read_text("utf-8") + "due: 2019-04-01\n"})
    lay(plan, {path: text + "problems: 无\n" for path, text in altered.items()})
    lay(top, {"说明.md": "x\n"})
    shutil.rmtree(top / ".git" / "hooks")
    git(top, "config", "--unset", "gpg.program")
    git(top, "repack", "--quiet", "-a", "-d")
    git(top, "prune-packed", "--quiet")
