"""`qtrack validate`: every problem of the plan."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option, parse_choice
from qtrack.cli.papers.templates import template_problems
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.model.problem import Level, listed, within
from qtrack.pages.problems import REPORTERS, ProblemForm, Report
from qtrack.store.load import load
from qtrack.store.tree import FolderTree


def validate(
    context: RunContext,
    form: Annotated[str, format_option("text", "json", "github", "gitlab")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help=mark("Let warnings fail too."))] = False,
    plan: PlanOption = None,
) -> int:
    """Check the whole plan and print every problem with its place; exit 1 if any is an error."""
    shape = parse_choice("--format", form, ProblemForm)
    folder = context.folder(plan)
    tree = FolderTree(folder)
    loaded = load(tree)
    problems = listed((*context.problems(tree, loaded), *template_problems(folder)))
    tasks, entries = (len(loaded.plan.tasks), len(loaded.plan.entries)) if loaded.plan else (0, 0)
    shown = context.shown(folder)
    placed = tuple(within(shown, problem) for problem in problems)
    report = Report(placed, tasks, entries, lambda path: tree.read(path.removeprefix(f"{shown}/")))
    REPORTERS[shape](report, context.screen)
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return ExitCode.PROBLEMS if any(each.level in failing for each in problems) else ExitCode.OK
