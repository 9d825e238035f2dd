"""`qtrack validate`: every problem of the plan."""

from typing import Annotated

from qtrack.checks import run_checks
from qtrack.checks.ground import Ground
from qtrack.cli.forms import ProblemForm
from qtrack.cli.here import Here
from qtrack.cli.options import PlanOption, format_option, parse_choice
from qtrack.errors import ExitCode
from qtrack.model.problem import Level
from qtrack.store.load import load, locate
from qtrack.store.tree import FolderTree


def validate(
    here: Here,
    form: Annotated[str, format_option("text", "json")] = "text",
    plan: PlanOption = None,
) -> int:
    """Check the whole plan and print every problem with its place; exit 1 if any is an error."""
    shape = parse_choice("--format", form, ProblemForm)
    folder = here.folder(plan)
    tree = FolderTree(folder)
    loaded = load(tree)
    found = list(loaded.problems)
    if loaded.plan:
        found += run_checks(Ground(loaded.plan, here.today(loaded.plan), loaded.broken))
    problems = locate(tree, tuple(found))
    if shape is ProblemForm.JSON:
        from qtrack.render.json import problems_json

        here.screen.write(problems_json(problems, here.screen.translator))
    else:
        from qtrack.render.problems import show_problems, summary

        show_problems(problems, here.shown(folder), here.screen)
        tasks, entries = (len(loaded.plan.tasks), len(loaded.plan.entries)) if loaded.plan else (0, 0)
        here.screen.talk(summary(problems, tasks, entries))
    return ExitCode.FOUND if any(each.level is Level.ERROR for each in problems) else ExitCode.FINE
