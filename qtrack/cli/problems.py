"""What is wrong with a plan that was read, and whether a command can go on: found where nothing keeps it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from qtrack.checks import check_entries, check_plan, run_checks
from qtrack.checks.context import CheckContext
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.store.reading.loaded import Loaded
from qtrack.store.reading.plan import Findings, PlanReading
from qtrack.store.tree import Tree

#: The check whose warnings are told at each start.
ODD_DATE: Final = "entry-date"


def problems_of(tree: Tree, loaded: Loaded, today: Callable[[Plan], date]) -> tuple[Problem, ...]:
    """Return what loading and all checks find on a plan's day, with lines, less what the files silence."""
    found: tuple[Problem, ...] = ()
    if loaded.checkable:
        day = today(loaded.checkable)
        unread = loaded.broken
        if loaded.checkable.head.revisions:  # which may name tasks that were not read this time
            stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in tree.paths("tasks")}
            unread |= stems - loaded.checkable.holders.keys()
        found = tuple(run_checks(CheckContext(loaded.checkable, day, unread)))
        if loaded.partly:
            from qtrack.store.yaml.problems import beside

            lost = loaded.lost | (unread - loaded.broken)
            more = check_plan(CheckContext(loaded.partly, day, lost))
            found += beside(tree, loaded.problems, (problem for problem in more if problem not in found))
    if not (found or loaded.problems or loaded.suppressions):
        return ()
    from qtrack.store.yaml.problems import apply_suppressions, locate  # they read YAML

    return apply_suppressions(locate(tree, (*loaded.problems, *found)), loaded.suppressions)


def findings(problems: Sequence[Problem], today: date) -> Findings:
    """Return what these problems say of a plan today; odd dates are told at each start, like errors."""
    told = any(problem.level is Level.ERROR or problem.check == ODD_DATE for problem in problems)
    return Findings(None if told else today, None if problems else today)


def still_sound(reading: PlanReading, today: date) -> bool:
    """Tell whether a plan that was sound is so with what was recorded since."""
    plan, holders = reading.loaded.plan, reading.to_check(today)
    if plan is None or holders is None:
        return False
    recorded = plan.only_entries_of(holders)
    if any(entry.chases for entry in recorded.entries):  # their numbers are compared with all others
        return False
    return not any(check_entries(CheckContext(recorded, today, reading.loaded.broken)))
