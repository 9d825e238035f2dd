"""The short version of the mutation run: each kind of mistake a few times."""

import pytest

from tests.mutations import KINDS, report, run

pytestmark = pytest.mark.slow


def test_every_mistake_is_found_where_it_was_made() -> None:
    outcome = run(count=4 * len(KINDS), seed=2018)
    assert not outcome.missed, report(outcome)
