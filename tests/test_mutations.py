"""The short version of the mutation run: each kind of mistake a few times; and a check that is missing."""

import pytest

from qtrack import checks
from qtrack.checks.identity import measure_known
from tests.mutations import KINDS, report, run

pytestmark = pytest.mark.slow


def test_every_mistake_is_found_where_it_was_made() -> None:
    outcome = run(count=2 * len(KINDS), seed=2018)
    assert not outcome.missed, report(outcome)


def test_a_check_that_is_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(check for check in checks.PLAN_CHECKS if check is not measure_known)
    monkeypatch.setattr(checks, "PLAN_CHECKS", kept)
    missed = run(count=len(KINDS), seed=2018).missed
    assert missed
    assert all(each.startswith("unknown measure in tasks/") for each in missed)
