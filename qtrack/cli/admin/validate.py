"""`qtrack validate`: what is wrong with the files of a plan."""

from pathlib import Path
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import AllPlansOption, PlanOption, format_option, refuse_both
from qtrack.cli.parameters import flag
from qtrack.errors import ExitCode
from qtrack.locale.message import Message, msg
from qtrack.model.problem import Level, Problem, listed, within
from qtrack.pages.problems import REPORTERS, ProblemForm, Report
from qtrack.store.own_templates import own_documents, own_templates
from qtrack.store.tree import HEAD, FolderTree


def validate(
    context: RunContext,
    *,
    form: Annotated[ProblemForm, format_option(ProblemForm)] = "text",
    strict: Annotated[bool, flag("Let warnings fail too.")] = False,
    every_plan: AllPlansOption = False,
    plan: PlanOption = None,
) -> int:
    """Print the problems, and return 1 where one is an error."""
    refuse_both(plan, every_plan=every_plan)
    if every_plan:
        from qtrack.cli.review.comparison import plans_on_disk

        folders = plans_on_disk(context)
    else:
        folders = (context.folder(plan),)
    trees = {context.shown(folder): FolderTree(folder) for folder in folders}
    found = {shown: _checked(context, tree) for shown, tree in trees.items()}
    problems = tuple(
        within(shown, problem) for shown, (problems, _, _) in found.items() for problem in problems
    )

    def read(path: str) -> bytes:
        shown = next(shown for shown in sorted(trees, reverse=True) if path.startswith(f"{shown}/"))
        return trees[shown].read(path.removeprefix(f"{shown}/"))

    tasks, entries = map(sum, zip(*(numbers for _, numbers, _ in found.values()), strict=True))
    REPORTERS[form](Report(problems, tasks, entries, read), context.screen)
    for shown, (_, _, has_office) in found.items():
        if form == "text" and not has_office:
            context.screen.talk(_without_office(shown))
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return ExitCode.PROBLEMS if any(problem.level in failing for problem in problems) else ExitCode.OK


def _without_office(shown: str) -> Message:
    """Say what does not work in a plan that names no office."""
    return msg(
        "{path} names no “office”, so papers do not say who made them, and “qtrack chase --issue”, “qtrack "
        "return” and a withdrawal for others ask who speaks; “qtrack set plan office UNIT” names it.",
        path=f"{shown}/{HEAD}",
    )


def _checked(context: RunContext, tree: FolderTree) -> tuple[tuple[Problem, ...], tuple[int, int], bool]:
    """Return all problems of a plan, how many tasks and entries it has, and whether it names an office."""
    reading = context.reading(tree.root)
    found = in_templates(tree.root)
    if reading.was_clean(context.today_in(reading.zone)):
        return listed(found), reading.numbers, reading.has_office
    loaded = reading.loaded
    problems = context.problems(tree, loaded)
    reading.keep(context.findings(loaded, problems))
    plan = loaded.plan
    numbers = (len(plan.tasks), len(plan.entries)) if plan else (0, 0)
    return listed((*problems, *found)), numbers, reading.has_office


def in_templates(folder: Path) -> tuple[Problem, ...]:
    """Return the problems of a plan's own templates."""
    own, documents = own_templates(folder), own_documents(folder)
    texts, found = own
    if texts or documents:
        from qtrack.papers.own.problems import document_problems, problems_of

        found = (*problems_of(own), *document_problems(documents, own))
    return found
