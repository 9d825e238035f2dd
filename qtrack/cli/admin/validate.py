"""`qtrack validate`: every problem of the plan."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option
from qtrack.cli.papers.templates import template_problems
from qtrack.cli.parameters import flag
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.model.problem import Level, listed, within
from qtrack.pages.problems import REPORTERS, ProblemForm, Report
from qtrack.store.load import load
from qtrack.store.tree import FolderTree


def validate(
    context: RunContext,
    *,
    form: Annotated[ProblemForm, format_option(ProblemForm)] = ProblemForm.TEXT,
    strict: Annotated[bool, flag("--strict", mark("Let warnings fail too."))] = False,
    plan: PlanOption = None,
) -> int:
    """Check the whole plan and print every problem with its place; exit 1 if any is an error."""
    folder = context.folder(plan)
    tree = FolderTree(folder)
    loaded = load(tree)
    problems = listed((*context.problems(tree, loaded), *template_problems(folder)))
    tasks, entries = (len(loaded.plan.tasks), len(loaded.plan.entries)) if loaded.plan else (0, 0)
    shown = context.shown(folder)
    placed = tuple(within(shown, problem) for problem in problems)
    report = Report(placed, tasks, entries, lambda path: tree.read(path.removeprefix(f"{shown}/")))
    REPORTERS[form](report, context.screen)
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return ExitCode.PROBLEMS if any(problem.level in failing for problem in problems) else ExitCode.OK
