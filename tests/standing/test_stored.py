"""A standing that was stored and read is the one that was assessed, value by value and kind by kind."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.lazy import Lazy
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.stored import standing_of, stored
from qtrack.standing.task_standing import Standing
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.recompute.random_plan import draft, write
from tests.standing.plans import plans


def told(standing: Standing) -> dict[str, str]:
    """Return every field as Python writes it, which tells 40 from 40.0 and a list from a tuple within."""
    values = {name: getattr(standing, name) for name in standing.__struct_fields__}
    values["asked"] = {name: sorted(units) for name, units in standing.asked.items()}  # sets have no order
    return {
        name: repr(tuple(value) if isinstance(value, list | tuple | Lazy) else value)
        for name, value in values.items()
    }


def same_again(plan: Plan, day: date) -> int:
    """Store and read what is assessed on a day; return how many reasons there were."""
    reasons = 0
    for held in assess(plan, day).everything:
        own: Sequence[object] = [entry for entry in plan.entries if entry.holder == held.id]
        again = standing_of(stored(held), plan, held.holder, day, own)  # type: ignore[arg-type]
        assert told(again) == told(held)
        assert [list(again.reasons), again.light] == [list(held.reasons), held.light]
        reasons += len(held.reasons)
    return reasons


@given(plans(returning=True), st.integers(-20, 900))
def test_standings_of_plans_with_what_returns(plan: Plan, days: int) -> None:
    same_again(plan, plan.head.start + timedelta(days=days))


@pytest.mark.parametrize("seed", range(3))
def test_standings_of_whole_plans(seed: int, tmp_path: Path) -> None:
    write(draft(random.Random(seed)), tmp_path)  # noqa: S311 - a plan, no secret
    plan = load(FolderTree(tmp_path)).plan
    assert plan is not None
    middle = plan.head.start + (plan.head.end - plan.head.start) / 2
    assert sum(same_again(plan, day) for day in (plan.head.start, middle, plan.head.end)) > 0
