"""A specimen: a small plan, and what the checks find in it."""

from datetime import date

import msgspec
import pytest

from qtrack.checks import run_checks
from qtrack.checks.ground import Ground
from qtrack.store.load import load, locate
from tests.small import END, Files, lines, tree_of


class Specimen(msgspec.Struct, frozen=True):
    """Files over the small plan, and all problems of all checks as lines; none where it passes."""

    check: str
    name: str
    files: tuple[Files, ...]
    problems: tuple[str, ...] = ()
    today: date = END


def passes(check: str, name: str, *files: Files) -> Specimen:
    """Make a specimen that passes."""
    return Specimen(check, name, files)


def fails(check: str, name: str, files: Files | tuple[Files, ...], *problems: str) -> Specimen:
    """Make a specimen that fails; the name of the check is added to each line."""
    laid = files if isinstance(files, tuple) else (files,)
    return Specimen(check, name, laid, tuple(f"{each} ({check})" for each in problems))


def found(specimen: Specimen) -> tuple[str, ...]:
    """Return what all checks find in a specimen, which must load without problems."""
    tree = tree_of(*specimen.files)
    loaded = load(tree)
    assert loaded.plan is not None, lines(loaded.problems)
    assert not loaded.problems, lines(loaded.problems)
    ground = Ground(loaded.plan, specimen.today, loaded.broken)
    return tuple(lines(locate(tree, tuple(run_checks(ground)))))


def table(*specimens: Specimen) -> pytest.MarkDecorator:
    """Parametrize a test with specimens, named by check and case."""
    return pytest.mark.parametrize("specimen", specimens, ids=lambda each: f"{each.check}: {each.name}")
