"""Problems as people and machines read them: reporters over one result, none of which finds anything."""

import hashlib
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from itertools import groupby
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.problem import Level, Problem
from qtrack.ui.github import workflow_command
from qtrack.ui.labels import LEVELS
from qtrack.ui.screen import Screen, clean


class ProblemForm(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"  # workflow commands that GitHub shows beside the lines
    GITLAB = "gitlab"  # GitLab's Code Quality report


class Report(msgspec.Struct, frozen=True):
    """What a check of a plan found. `folder` is the plan's as seen from where the person stands."""

    problems: tuple[Problem, ...]
    folder: str
    tasks: int
    entries: int
    read: Callable[[str], bytes]

    def path(self, problem: Problem) -> str:
        """Return the path of the file as seen from where the person stands."""
        return f"{self.folder}/{problem.place.path}" if self.folder else problem.place.path


def report_text(report: Report, screen: Screen) -> None:
    """Write `path:line:column: level: text (check-name)`, on a terminal with the line and the spot below."""
    for path, of_file in groupby(report.problems, key=lambda problem: problem.place.path):
        lines = _lines(report, path) if screen.is_terminal else []
        for problem in of_file:
            place = problem.place
            level, said = screen.say(LEVELS[problem.level]), screen.say(problem.message)
            screen.line(
                f"{report.path(problem)}:{place.line}:{place.column}: {level}: {said} ({problem.check})"
            )
            if 0 < place.line <= len(lines):
                _excerpt(lines[place.line - 1], place.column, screen)
    screen.talk(summary(report))


class ShownProblem(msgspec.Struct, frozen=True):
    """A problem as JSON has it; lines and columns count from 1, 0 is the file as a whole.

    `times` is 1, but for what stands for problems that are not listed.
    """

    path: str
    line: int
    column: int
    level: Level
    check: str
    message: Message
    times: int


class ShownProblems(msgspec.Struct, frozen=True):
    """What a check of a plan found, as JSON has it."""

    problems: tuple[ShownProblem, ...]


def report_json(report: Report, screen: Screen) -> None:
    """Write `{format, problems: [{path, line, column, level, check, message, times}]}`."""
    from qtrack.ui.json import page_json

    found = tuple(
        ShownProblem(
            report.path(each),
            each.place.line,
            each.place.column,
            each.level,
            each.check,
            each.message,
            each.times,
        )
        for each in report.problems
    )
    screen.write(page_json(ShownProblems(found), screen.translator))


def report_github(report: Report, screen: Screen) -> None:
    """Write one workflow command a problem, so that it stands beside its line in a pull request."""
    commands = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
    for each in report.problems:
        screen.write(
            workflow_command(
                commands[each.level],
                screen.say(each.message),
                title=each.check,
                path=report.path(each),
                line=each.place.line,
                column=each.place.column,
            )
        )


def report_gitlab(report: Report, screen: Screen) -> None:
    """Write a Code Quality report; a fingerprint stays the same while the problem does."""
    from qtrack.ui.json import encode_list

    severities = {Level.ERROR: "major", Level.WARNING: "minor", Level.HINT: "info"}
    rows = []
    for each in report.problems:
        path, said = report.path(each), screen.say(each.message)
        named = f"{path}\n{each.check}\n{said}".encode(errors="replace")
        rows.append(
            {
                "description": said,
                "check_name": each.check,
                "fingerprint": hashlib.sha256(named).hexdigest(),
                "severity": severities[each.level],
                "location": {"path": path, "lines": {"begin": each.place.line}},
            }
        )
    screen.write(encode_list(rows))


REPORTERS: Final[dict[ProblemForm, Callable[[Report, Screen], None]]] = {
    ProblemForm.TEXT: report_text,
    ProblemForm.JSON: report_json,
    ProblemForm.GITHUB: report_github,
    ProblemForm.GITLAB: report_gitlab,
}


def summary(report: Report) -> Message:
    """Say in one sentence how the plan fared."""
    levels = Counter[Level]()
    for problem in report.problems:
        levels[problem.level] += problem.times
    looked = msg(
        "{tasks}, {entries}",
        tasks=nmsg("{n} task", "{n} tasks", report.tasks),
        entries=nmsg("{n} entry", "{n} entries", report.entries),
    )
    if not levels:
        return msg("The plan is in order: {looked}.", looked=looked)
    return msg(
        "{errors}, {warnings} in {looked}.",
        errors=nmsg("{n} error", "{n} errors", levels[Level.ERROR]),
        warnings=nmsg("{n} warning", "{n} warnings", levels[Level.WARNING]),
        looked=looked,
    )


def _lines(report: Report, path: str) -> list[str]:
    try:
        return report.read(path).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []


def _excerpt(line: str, column: int, screen: Screen) -> None:
    """Show the line and mark the spot; Chinese signs before it take two columns each."""
    from rich.cells import cell_len

    before = clean(line[: column - 1].replace("\t", " "))
    room = max(screen.console().width - 8, 20)
    shown = clean(line.replace("\t", " "))
    if cell_len(before) > room or cell_len(shown) > room:
        start = max(column - 1 - room // 4, 0)
        shown, before = shown[start : start + room // 2], before[start:]
    screen.line(f"    {shown}")
    screen.line(f"    {' ' * cell_len(before)}^")
