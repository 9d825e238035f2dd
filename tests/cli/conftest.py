"""How tests run a command line: in this process, in a folder of their own, at a known moment."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import pytest

from qtrack.cli.main import main
from qtrack.store.entries import alone
from tests.repositories import lay
from tests.screens import Terminal
from tests.small import Files, small_plan

#: Day 50 of the small plan, in the morning of its timezone.
NOW: Final = datetime(2019, 2, 19, 9, 12, 44, tzinfo=timezone(timedelta(hours=8)))
#: When all of the demonstration has been told.
LATER: Final = NOW.replace(month=7, day=1)
ENGLISH: Final = {"LANG": "en_US.UTF-8"}
CHINESE: Final = {"LANG": "zh_CN.UTF-8"}


class Run(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def path(self) -> str:
        """The last line on stdout, which is the file of an entry that was recorded."""
        return self.out.rstrip("\n").rpartition("\n")[2]


class Runner(Protocol):
    """Runs a command line; in the small plan's folder, in English and on its day 50 unless told otherwise."""

    def __call__(
        self,
        *arguments: str,
        cwd: Path | None = None,
        environ: Mapping[str, str] | None = None,
        now: datetime = NOW,
    ) -> Run:
        """Run it and return its exit code and what it printed."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with the small plan in it."""
    small_plan(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Return what runs a command line."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LOGNAME", "zhangsan")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(
        *arguments: str,
        cwd: Path | None = None,
        environ: Mapping[str, str] | None = None,
        now: datetime = NOW,
    ) -> Run:
        capsys.readouterr()
        code = main(arguments, ENGLISH if environ is None else environ, cwd or folder, now)
        printed = capsys.readouterr()
        return Run(code, printed.out, printed.err)

    return run


Ask = Callable[..., Run]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run a command line on a terminal where these lines are typed; the end of them is Ctrl-D."""

    def ask(*arguments: str, typed: Iterable[str], environ: Mapping[str, str] = CHINESE) -> Run:
        out, err = Terminal(), Terminal()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in typed)))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            code = main(arguments, environ, tmp_path, NOW)
        return Run(code, out.getvalue(), err.getvalue())

    return ask


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with what it holds, to see that nothing was written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@contextmanager
def meanwhile(folder: Path, files: Files, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let somebody else record just before the lock of the plan in `folder` is taken."""

    @contextmanager
    def taken(plan: Path) -> Iterator[None]:
        lay(folder / "plan", files)
        with alone(plan):
            yield

    with monkeypatch.context() as patched:
        for module in ("write.writing", "write.reminders", "write.undo"):
            patched.setattr(f"qtrack.cli.{module}.alone", taken)
        yield
