"""Problems as people and machines read them: reporters over one result, none of which finds anything."""

from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import ClassVar, Final, Literal

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.problem import Level, Problem
from qtrack.ui.labels import problem_command, problem_line
from qtrack.ui.line import clean, width_of
from qtrack.ui.screen import Screen

#: How problems are printed: also as workflow commands that GitHub shows beside the lines, and as GitLab's
#: report of code quality.
ProblemForm = Literal["text", "json", "github", "gitlab"]


class Report(msgspec.Struct, frozen=True):
    """What a check of a plan found, with paths as seen from where the person stands, which `read` takes."""

    as_json: ClassVar = "problems"

    problems: tuple[Problem, ...]
    tasks: int
    entries: int
    read: Callable[[str], bytes]


def report_text(report: Report, screen: Screen) -> None:
    """Write `path:line:column: level: text (check-name)`, on a terminal with the line and the spot below."""
    for path, of_file in groupby(report.problems, key=lambda problem: problem.place.path):
        lines = _lines(report, path) if screen.is_terminal else []
        for problem in of_file:
            place = problem.place
            screen.line(problem_line(problem, screen.translator))
            if 0 < place.line <= len(lines):
                _excerpt(lines[place.line - 1], place.column, screen)
    screen.talk(summary(report))


def report_json(report: Report, screen: Screen) -> None:
    """Write `{format, problems: [{path, line, column, level, check, message, times}]}`."""
    from qtrack.ui.json import page_json

    screen.write(page_json(report, screen.translator))


def report_github(report: Report, screen: Screen) -> None:
    """Write one workflow command a problem, so that it stands beside its line in a pull request."""
    for problem in report.problems:
        screen.write(problem_command(problem, screen))


def report_gitlab(report: Report, screen: Screen) -> None:
    """Write a Code Quality report; a fingerprint stays the same while the problem does."""
    import hashlib

    from qtrack.ui.json import encode

    severities = {Level.ERROR: "major", Level.WARNING: "minor", Level.HINT: "info"}
    rows = []
    for problem in report.problems:
        path, said = problem.place.path, screen.say(problem.message)
        named = f"{path}\n{problem.check}\n{said}".encode(errors="replace")
        rows.append(
            {
                "description": said,
                "check_name": problem.check,
                "fingerprint": hashlib.sha256(named).hexdigest(),
                "severity": severities[problem.level],
                "location": {"path": path, "lines": {"begin": problem.place.line}},
            }
        )
    screen.write(encode(rows))


REPORTERS: Final[dict[ProblemForm, Callable[[Report, Screen], None]]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
    "gitlab": report_gitlab,
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
    before = clean(line[: column - 1].replace("\t", " "))
    room = max(screen.width - 8, 20)
    shown = clean(line.replace("\t", " "))
    if width_of(before) > room or width_of(shown) > room:
        start = max(column - 1 - room // 4, 0)
        shown, before = shown[start : start + room // 2], before[start:]
    screen.line(f"    {shown}")
    screen.line(f"    {' ' * width_of(before)}^")
