"""What must hold in a plan that loads: one module a check, all of them spelled out here.

A check of the plan looks at everything but the entries; a check of an entry looks at one entry, so
that a new one can be checked alone before it is written; a check of the ledger looks at all entries
together.
"""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from qtrack.checks.context import CheckContext
from qtrack.checks.entries import (
    chase_numbers,
    closed_apart,
    corrected_once,
    entry_about,
    entry_chases,
    entry_corrects,
    entry_date,
    entry_percent,
    entry_period,
    entry_returns,
    entry_text,
    entry_unit,
    entry_withdraws,
)
from qtrack.checks.indicators import (
    actual_falls,
    actual_of_another,
    baseline_known,
    entry_actuals,
    hold_sound,
    indicator_sound,
)
from qtrack.checks.plan import (
    dates_in_plan,
    deliverable_ids,
    id_retired,
    ids_unique,
    measure_known,
    measures_in_order,
    recurrence_sound,
    text_plain,
    thresholds_sound,
)
from qtrack.checks.responsibility import (
    each_of_group,
    group_members,
    lead_apart,
    responsible_someone,
    unit_known,
)
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

PlanCheck = Callable[[CheckContext], Iterator[Problem]]
EntryCheck = Callable[[CheckContext, Entry], Iterator[Problem]]

PLAN_CHECKS: Final[tuple[PlanCheck, ...]] = (
    ids_unique.check,
    measures_in_order.check,
    measure_known.check,
    deliverable_ids.check,
    unit_known.check,
    group_members.check,
    responsible_someone.check,
    lead_apart.check,
    each_of_group.check,
    dates_in_plan.check,
    indicator_sound.check,
    hold_sound.check,
    baseline_known.check,
    recurrence_sound.check,
    id_retired.check,
    text_plain.check,
    thresholds_sound.check,
)

ENTRY_CHECKS: Final[tuple[EntryCheck, ...]] = (
    entry_about.check,
    entry_unit.check,
    entry_date.check,
    entry_percent.check,
    entry_actuals.check,
    entry_period.check,
    entry_text.check,
    entry_corrects.check,
    entry_withdraws.check,
    entry_returns.check,
    entry_chases.check,
)


LEDGER_CHECKS: Final[tuple[PlanCheck, ...]] = (
    actual_falls.check,
    actual_of_another.check,
    closed_apart.check,
    corrected_once.check,
    chase_numbers.check,
)


def run_checks(context: CheckContext) -> Iterator[Problem]:
    """Yield every problem of the plan and of all its entries."""
    for plan_check in PLAN_CHECKS:
        yield from plan_check(context)
    yield from _check_entries(context)


def _check_entries(context: CheckContext) -> Iterator[Problem]:
    """Yield every problem of the entries; those that were corrected or withdrawn have none any more."""
    for entry in context.plan.entries:
        if entry.id not in context.lifted:
            yield from check_entry(context, entry)
    for ledger_check in LEDGER_CHECKS:
        yield from ledger_check(context)


def check_entry(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield the problems of one entry by itself, which need not be among the plan's entries yet."""
    for entry_check in ENTRY_CHECKS:
        yield from entry_check(context, entry)


def check_new(context: CheckContext, *entries: Entry) -> Iterator[Problem]:
    """Yield what would be wrong with the plan if these entries, not written yet, were added to it.

    Each problem has the path of its entry, which none that is written has.
    """
    for entry in entries:
        yield from check_entry(context, entry)
        yield from entry_period.unnamed(context, entry)
    plan = msgspec.structs.replace(context.plan, entries=(*context.plan.entries, *entries))
    paths = {entry.path for entry in entries}
    for ledger_check in LEDGER_CHECKS:
        for found in ledger_check(msgspec.structs.replace(context, plan=plan)):
            if found.place.path in paths:
                yield found


def check_others(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield what would come to be wrong with entries that are there, if this one were added to them.

    A closing stands on ground that a correction or a withdrawal may take away, and what is no longer
    withdrawn counts again, with whatever is wrong with it.
    """
    plan = msgspec.structs.replace(context.plan, entries=(*context.plan.entries, entry))
    added = msgspec.structs.replace(context, plan=plan)
    found = [problem for problem in _check_entries(added) if problem.place.path != entry.path]
    before = frozenset(_check_entries(context)) if found else frozenset()
    yield from (problem for problem in found if problem not in before)
