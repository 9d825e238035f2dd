"""Specimens of problems: folders of files laid over the small plan, and the exact text expected.

`specimens/CHECK/passes/NAME/` and `specimens/CHECK/fails/NAME/` hold the files of a plan that differ
from the small one; `expected.en` and `expected.zh` of a failing one hold what is found, a line a
problem. A file `stage` says what files alone cannot: `remove PATH`, `grow PATH BYTES`, `link PATH
GOAL`, `today DATE`.
"""

import shutil
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.locale.message import Translator
from qtrack.model.problem import Problem, listed
from qtrack.papers.own.problems import problems_of
from qtrack.store.own_templates import own_templates
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.store.yaml.problems import apply_suppressions, locate
from qtrack.ui.labels import LEVELS
from tests.small import END, small_plan

FOLDER: Final = Path(__file__).parent / "specimens"
LANGUAGES: Final = ("en", "zh")
_BESIDE: Final = frozenset({"stage", *(f"expected.{each}" for each in LANGUAGES)})


class Specimen(NamedTuple):
    """One folder: the check it is of, whether it passes, and where it lies."""

    check: str
    passes: bool
    folder: Path

    def expected(self, language: str) -> str:
        """Return what is to be found, nothing where the specimen passes."""
        path = self.folder / f"expected.{language}"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def specimens() -> list[Specimen]:
    """Return every specimen there is."""
    return [
        Specimen(check.name, verdict.name == "passes", folder)
        for check in sorted(FOLDER.iterdir())
        for verdict in sorted(check.iterdir())
        for folder in sorted(verdict.iterdir())
    ]


def found(specimen: Specimen, scratch: Path) -> tuple[Problem, ...]:
    """Lay a specimen over the small plan and return everything found in it."""
    root = small_plan(scratch)
    for path in sorted(specimen.folder.rglob("*")):
        own = path.relative_to(specimen.folder)
        if path.is_file() and own.as_posix() not in _BESIDE:
            goal = root / own
            if goal.parent.is_file():  # a folder where a file belongs
                goal.parent.unlink()
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)
    today = _staged(specimen.folder / "stage", root)
    tree = FolderTree(root)
    loaded = load(tree)
    problems: tuple[Problem, ...] = ()
    if loaded.checkable:
        problems = tuple(run_checks(CheckContext(loaded.checkable, today, loaded.broken)))
    settled = apply_suppressions(locate(tree, (*loaded.problems, *problems)), loaded.suppressions)
    return listed((*settled, *problems_of(own_templates(root))))


def _staged(stage: Path, root: Path) -> date:
    today = END
    for line in stage.read_text(encoding="utf-8").splitlines() if stage.exists() else ():
        match line.split():
            case ["remove", path]:
                (root / path).unlink()
            case ["grow", path, size]:
                (root / path).write_bytes((root / path).read_bytes().ljust(int(size), b" "))
            case ["link", path, goal]:
                (root / path).unlink(missing_ok=True)
                (root / path).symlink_to(goal)
            case ["today", day]:
                today = date.fromisoformat(day)
            case _:
                raise ValueError(line)
    return today


def told(problems: tuple[Problem, ...], language: str) -> str:
    """Return problems as lines, as `validate` prints them."""
    say = Translator(language).say
    return "".join(
        f"{each.place.path}:{each.place.line}:{each.place.column}: "
        f"{say(LEVELS[each.level])}: {say(each.message)} ({each.check})\n"
        for each in problems
    )
