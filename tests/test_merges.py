"""The short version of the merge run."""

import pytest

from tests.merges import report, run

pytestmark = pytest.mark.slow


def test_clones_that_merge_in_any_order_stand_alike() -> None:
    outcome = run(count=2, seed=2018)
    assert outcome.done["entries"] > 10
    assert outcome.done["merge"] > 10
    assert not outcome.wrong, report(outcome, 2)
