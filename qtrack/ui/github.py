"""Workflow commands that GitHub shows beside the lines of a pull request."""

from typing import Final

from qtrack.model.problem import Level, Problem
from qtrack.ui.screen import BREAK, Screen, clean

_LEVELS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def problem_command(problem: Problem, screen: Screen) -> str:
    """Return the command of a problem, so that it stands beside its line."""
    place = problem.place
    text = screen.say(problem.message)
    return workflow_command(
        _LEVELS[problem.level],
        text,
        title=problem.check,
        path=place.path,
        line=place.line,
        column=place.column,
    )


def workflow_command(
    level: str, text: str, *, title: str, path: str, line: int | None, column: int = 0
) -> str:
    """Return one command, as a line; `level` is error, warning or notice."""
    where = [f"file={_property(path)}"]
    if line:
        where.append(f"line={line}")
    if column:
        where.append(f"col={column}")
    where.append(f"title={_property(title)}")
    return f"::{level} {','.join(where)}::{_data(text)}\n"


def _data(text: str) -> str:
    return BREAK.sub("%0A", clean(text.replace("%", "%25")))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
