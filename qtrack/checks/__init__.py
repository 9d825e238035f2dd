"""What must hold in a plan that loads: a function a check, all of them spelled out here.

A check of the plan looks at everything but the entries; a check of entries looks at each by itself, so
that a new one can be checked alone before it is written; a check of the ledger looks at all entries
together. The docstring of a check is its page of the manual, its name that of the function. Each goes
through all entries itself: a call for each of thousands would take longer than looking at it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from qtrack.checks import (
    answers,
    deadlines,
    doubts,
    entries,
    entry_times,
    figures,
    groups,
    identity,
    indicators,
    responsibility,
    settings,
    weights,
)
from qtrack.checks.context import CheckContext, Finding
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

PlanCheck = Callable[[CheckContext], Iterator[Finding]]
EntryCheck = Callable[[CheckContext, Iterable[Entry]], Iterator[Finding]]

PLAN_CHECKS: Final[tuple[PlanCheck, ...]] = (
    identity.ids_unique,
    identity.measures_in_order,
    identity.measure_known,
    identity.deliverable_ids,
    responsibility.unit_known,
    groups.group_members,
    responsibility.responsible_someone,
    responsibility.lead_apart,
    responsibility.excluding_members,
    responsibility.lead_external,
    responsibility.part_lead,
    responsibility.each_of_group,
    deadlines.dates_in_plan,
    deadlines.within_counted,
    indicators.indicator_sound,
    indicators.target_plain,
    indicators.shares_sound,
    indicators.hold_sound,
    indicators.baseline_known,
    deadlines.recurrence_sound,
    identity.id_retired,
    identity.revisions_sound,
    settings.text_plain,
    settings.phone_plain,
    settings.thresholds_sound,
    settings.format_stated,
    weights.weight_sound,
    weights.weight_missing,
)
ENTRY_CHECKS: Final[tuple[EntryCheck, ...]] = (
    entries.entry_about,
    entries.entry_unit,
    entry_times.entry_date,
    entries.entry_percent,
    figures.entry_actuals,
    entry_times.entry_period,
    entries.entry_text,
    answers.entry_corrects,
    answers.entry_withdraws,
    answers.entry_returns,
    entries.entry_chases,
)
LEDGER_CHECKS: Final[tuple[PlanCheck, ...]] = (
    figures.actual_falls,
    figures.actual_of_another,
    answers.closed_apart,
    answers.corrected_once,
    entries.chase_numbers,
)
CHECKS: Final[tuple[Callable[..., Iterator[Finding]], ...]] = (*PLAN_CHECKS, *ENTRY_CHECKS, *LEDGER_CHECKS)


def name_of(check: Callable[..., Iterator[Finding]]) -> str:
    """Return the name of a check, as a problem shows it."""
    return check.__name__.replace("_", "-")


def run_checks(context: CheckContext) -> Iterator[Problem]:
    """Yield every problem of the plan and of all its entries."""
    yield from check_plan(context)
    yield from check_entries(context)


def check_plan(context: CheckContext) -> Iterator[Problem]:
    """Yield every problem of the plan, its entries aside."""
    yield from _run(PLAN_CHECKS, context)


def _run(checks: tuple[PlanCheck, ...], context: CheckContext) -> Iterator[Problem]:
    for check in checks:
        for found in check(context):
            yield Problem(name_of(check), *found)


def check_entries(context: CheckContext) -> Iterator[Problem]:
    """Yield every problem of the entries; those that were corrected or withdrawn have none any more."""
    yield from check_each(
        context, [entry for entry in context.plan.entries if entry.id not in context.lifted]
    )
    yield from _run(LEDGER_CHECKS, context)


def check_each(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield the problems of entries each by itself, which need not be among the plan's entries yet."""
    for check in ENTRY_CHECKS:
        for found in check(context, entries):
            yield Problem(name_of(check), *found)


def check_new(context: CheckContext, *entries: Entry) -> Iterator[Problem]:
    """Yield what would be wrong with the plan if these entries, not written yet, were added to it.

    Each problem has the path of its entry, which none that is written has.
    """
    yield from check_each(context, entries)
    for entry in entries:
        for found in entry_times.unnamed(context, entry):
            yield Problem(name_of(entry_times.entry_period), *found)
    plan = msgspec.structs.replace(context.plan, entries=(*context.plan.entries, *entries))
    paths = {entry.path for entry in entries}
    for problem in _run(LEDGER_CHECKS, msgspec.structs.replace(context, plan=plan)):
        if problem.place.path in paths:
            yield problem


def doubt_new(context: CheckContext, *entries: Entry) -> Iterator[Problem]:
    """Yield what may be a slip in entries that are not written yet; all of it is a warning."""
    for found in doubts.doubtful(context, entries):
        yield Problem("doubtful", *found)


def check_others(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield what would come to be wrong with entries that are there, if this one were added to them.

    A closing stands on ground that a correction or a withdrawal may take away, and what is no longer
    withdrawn counts again, with whatever is wrong with it.
    """
    plan = msgspec.structs.replace(context.plan, entries=(*context.plan.entries, entry))
    added = msgspec.structs.replace(context, plan=plan)
    found = [problem for problem in check_entries(added) if problem.place.path != entry.path]
    before = frozenset(check_entries(context)) if found else frozenset()
    yield from (problem for problem in found if problem not in before)
