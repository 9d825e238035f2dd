"""What each command loads: a quick command stays quick as long as it loads nothing that it does not use."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.main import main
from tests.conftest import ROOT
from tests.repositories import repository
from tests.small import said

#: What every run loads, beside Typer and msgspec and what these load themselves.
START: Final = (
    "cli.commands cli.help cli.main cli.names cli.parameters cli.settings errors locale "
    "store.numbers store.user.settings store.tree store.user_folders ui.line ui.screen"
)
HELP: Final = f"{START} ui.help ui.wrap"
#: What reads a plan of which nothing changed since.
PLAN: Final = (
    f"{START} cli.context cli.kept_page cli.options model records sqlite3 standing store.git "
    "store.reading.cache store.reading.identities store.reading.layout store.reading.loaded "
    "store.reading.plan store.reading.snapshot ui.labels zoneinfo"
)
BOARD: Final = f"{PLAN} cli.read.status pages.board ui.listing ui.phrases ui.table ui.text ui.wrap"
PAGE: Final = f"{PLAN} ui.listing ui.phrases ui.table ui.text ui.values ui.wrap"
WRITE: Final = (
    f"{PLAN} checks cli.write.recording cli.write.writing store.disk store.entries store.form store.yaml"
)
GIT: Final = (
    f"{PLAN} changes cli.review.comparison hashlib store.reading.format store.reading.load "
    "store.reading.parts store.plain store.yaml yaml"
)
#: What reads a date that is not written plainly.
SAID: Final = "cli.dates store.dates"

#: What a command line may load: `pages.diff` stands for all modules of that package.
LOADS: Final = {
    "--version": START,
    "--help": HELP,
    "status --help": f"{PLAN} {HELP} cli.read.status",
    "record --help": (
        f"{PLAN} {HELP} cli.write.record cli.write.recording cli.write.writing "
        "store.disk store.entries store.form"
    ),
    "diff --help": f"{GIT} {HELP} cli.review.diff html pages.diff ui.json ui.markdown ui.phrases",
    "status": BOARD,
    "status --as-of 2019-02-18": BOARD,
    "status --no-cache": f"{BOARD} checks cli.problems store.reading.parts store.plain",
    "status --as-of 2019/2/18": f"{BOARD} {SAID}",
    "history --since 2019-02-18": f"{PAGE} cli.read.lists pages.history",
    "history --since 2019/2/18": (
        f"{PAGE} {SAID} cli.read.lists pages.history store.reading.head store.reading.parts store.plain"
    ),
    "status --format json": f"{PLAN} cli.read.status ui.json",
    "show T01": f"{PAGE} cli.read.status pages.task",
    "units": f"{PAGE} cli.read.lists pages.units",
    "mine 计量处": f"{PAGE} cli.read.lists pages.mine",
    "matrix": f"{PAGE} cli.read.lists pages.matrix",
    "due": f"{PAGE} cli.read.lists pages.due",
    "indicators": f"{PAGE} cli.read.lists pages.indicators",
    "find x": f"{PAGE} cli.read.lists pages.find",
    "history T01": f"{PAGE} cli.read.lists pages.history",
    "chase": f"{PAGE} cli.read.chase pages.chase",
    "record T01 --unit office --summary x --dry-run": f"{WRITE} cli.write.record pages.recorded",
    "close T01 --verified-by office --evidence x --dry-run": f"{WRITE} cli.write.judge pages.recorded",
    "undo --dry-run --by 张三": f"{WRITE} {GIT} cli.write.judge cli.write.undo pages.recorded",
    "set T01 title x --dry-run": (
        f"{GIT} {SAID} checks cli.edit cli.edit.keys cli.edit.session cli.edit.set "
        "html json pages.diff cli.problems store.disk store.edited store.entries store.form "
        "store.migrate ui.json ui.markdown ui.phrases ui.wrap"
    ),
    "new task M01 x --lead office --dry-run": (
        f"{GIT} {SAID} checks cli.edit cli.edit.keys cli.edit.new cli.edit.session cli.edit.set html json "
        "pages.diff cli.problems store.disk store.edited store.entries store.form store.migrate ui.json "
        "ui.markdown ui.phrases ui.wrap"
    ),
    "move T01 M02 --dry-run": (
        f"{GIT} checks cli.edit cli.edit.move cli.edit.retire cli.edit.session html json pages.diff "
        "cli.problems store.disk store.edited store.entries store.migrate ui.json ui.markdown ui.phrases "
        "ui.wrap"
    ),
    "retire T02 --dry-run": (
        f"{GIT} checks cli.edit cli.edit.retire cli.edit.session html json pages.diff "
        "cli.problems store.disk store.edited store.entries store.migrate ui.json ui.markdown ui.phrases "
        "ui.wrap"
    ),
    "init mine --title x --number 1 --issuer x --issued 2019-01-01 --end 2019-12-31": (
        f"{GIT} {SAID} cli.edit cli.edit.first_files cli.edit.init json store.disk store.migrate"
    ),
    "edit T01": (
        f"{GIT} checks cli.edit cli.edit.edit cli.edit.session html json pages.diff store.disk store.edited "
        "cli.problems store.programs store.entries store.migrate ui.json ui.markdown ui.phrases ui.wrap"
    ),
    "validate": f"{PLAN} cli.admin.validate pages.problems store.own_templates",
    "config": f"{PAGE} cli.admin.config csv pages.config random shlex store.programs tempfile",
    "doctor": (
        f"{PAGE} checks csv cli.admin.doctor cli.admin.doctor_of_plan cli.admin.validate cli.kept_page "
        "pages.doctor cli.problems pages.problems random shellingham shlex sqlite3 store.disk "
        "store.programs store.reading.parts store.own_templates store.plain tempfile"
    ),
    "audit": f"{GIT} cli.review.audit pages.audit ui.json ui.phrases ui.wrap",
    "changes": f"{GIT} cli.review.changes pages.diff ui.phrases ui.wrap",
}

#: Runs a command line and tells what was loaded.
SCRIPT: Final = """
import sys, typer, msgspec
before = set(sys.modules)
from qtrack.cli.main import main
code = main(sys.argv[1:])
print("\\n", *sorted(set(sys.modules) - before), file=sys.stderr)
"""
#: What of Python's own library is noticed at a start; most of the rest Typer loads.
SLOW: Final = [
    "asyncio",
    "csv",
    "email",
    "hashlib",
    "html",
    "http",
    "json",
    "random",
    "sqlite3",
    "ssl",
    "statistics",
    "tempfile",
    "tomllib",
    "xml",
    "zoneinfo",
]
#: What holds parts and is nothing else.
PACKAGES: Final = {
    "",
    "cli",
    "cli.admin",
    "cli.read",
    "cli.review",
    "cli.write",
    "pages",
    "store",
    "store.reading",
    "store.user",
    "ui",
}
#: How the modules begin that compiled ones bring along.
INNER: Final = ("_", "cython")


def part_of(module: str) -> str | None:
    """Return what a module counts as: a part of qtrack, a package of others, or nothing."""
    top, *below = module.split(".")
    if top != "qtrack":
        return top if top in SLOW or not (top in sys.stdlib_module_names or top.startswith(INNER)) else None
    if below[:2] == ["store", "reading"]:
        return ".".join(below)
    depth = {"cli": 3, "pages": 2, "papers": 2, "store": 2, "ui": 2}.get("".join(below[:1]), 1)
    return ".".join(below[:depth])


ENVIRON: Final = os.environ | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh", "EDITOR": "true"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a plan in a repository, and read it once, as if long after."""
    found = repository(tmp_path_factory.mktemp("imports"), said(20, "status: done\n"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qtrack.store.reading.snapshot.TICK", -60.0)
        main(["status"], ENVIRON | {"XDG_CACHE_HOME": str(found.parent)}, found)
    return found


def modules(line: str, folder: Path, **environ: str) -> list[str]:
    """Run a command line, with other variables, and return the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *line.split()],
        cwd=folder,
        env=ENVIRON | {"XDG_CACHE_HOME": str(folder.parent)} | environ,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stderr.rpartition("\n ")[2].split()


def loaded(line: str, folder: Path) -> set[str]:
    """Run a command line and return the parts that it loaded."""
    return {part for part in map(part_of, modules(line, folder)) if part}


@pytest.mark.parametrize("line", LOADS)
def test_a_command_loads_nothing_that_it_does_not_use(line: str, folder: Path) -> None:
    assert loaded(line, folder) - PACKAGES <= set(LOADS[line].split())


def test_the_language_that_only_the_plan_says_is_read_without_yaml(folder: Path) -> None:
    found = modules("status", folder, QTRACK_LANG="", LC_ALL="C")
    assert "qtrack.store.reading.head" in found
    assert "yaml" not in found


@pytest.mark.parametrize("line", ["status --light red", "units", "due", "chase", "matrix", "indicators"])
def test_a_page_that_is_kept_is_shown_without_what_made_it(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtrack.store.reading.snapshot.TICK", -60.0)
    for _ in range(2):
        main(line.split(), ENVIRON | {"XDG_CACHE_HOME": str(folder.parent)}, folder)
    made = ("qtrack.standing.assess", "qtrack.records.page", "qtrack.pages.", "qtrack.ui.table")
    assert not [module for module in modules(line, folder) if module.startswith(made)]


#: Answers a shell and tells what was loaded; Typer is among it if it was.
COMPLETING: Final = """
import os, sys, msgspec
os._exit = sys.exit
before = set(sys.modules)
from qtrack.__main__ import run
sys.argv = ["qtrack", "--complete", "zsh"]
try:
    run()
finally:
    print("\\n", *sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "line", ["qtrack show ", "qtrack status --light ", "qtrack units ", "qtrack record ", "qtrack correct "]
)
def test_a_press_of_tab_loads_neither_typer_nor_yaml_nor_what_draws(line: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMPLETING],
        cwd=folder,
        env=ENVIRON | {"XDG_CACHE_HOME": str(folder.parent), "_QTRACK_LINE": line},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout
    found = {part_of(module) for module in done.stderr.rpartition("\n ")[2].split()}
    assert not found & {"typer", "rich", "yaml", "jinja2", "checks", "papers", "shellingham", "subprocess"}
