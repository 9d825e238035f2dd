"""Problems as lines: `path:line:column: level: text (check-name)`."""

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.problem import Level, Problem
from qtrack.render.labels import LEVELS
from qtrack.render.screen import Screen


def show_problems(problems: tuple[Problem, ...], folder: str, screen: Screen) -> None:
    """Write one line a problem, paths as seen from where the person stands."""
    for problem in problems:
        place = problem.place
        path = f"{folder}/{place.path}" if folder else place.path
        level, said = screen.say(LEVELS[problem.level]), screen.say(problem.message)
        screen.line(f"{path}:{place.line}:{place.column}: {level}: {said} ({problem.check})")


def summary(problems: tuple[Problem, ...], tasks: int, entries: int) -> Message:
    """Say in one sentence how the plan fared."""
    errors = sum(problem.level is Level.ERROR for problem in problems)
    warnings = sum(problem.level is Level.WARNING for problem in problems)
    looked = msg(
        "{tasks}, {entries}",
        tasks=nmsg("{n} task", "{n} tasks", tasks),
        entries=nmsg("{n} entry", "{n} entries", entries),
    )
    if not problems:
        return msg("The plan is in order: {looked}.", looked=looked)
    return msg(
        "{errors}, {warnings} in {looked}.",
        errors=nmsg("{n} error", "{n} errors", errors),
        warnings=nmsg("{n} warning", "{n} warnings", warnings),
        looked=looked,
    )


def one_sentence(problem: Problem) -> Message:
    """Say a problem of an entry that was never written, which has no line to name."""
    return msg("{text} ({check})", text=problem.message, check=problem.check)
