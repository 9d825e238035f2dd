"""A short run of `python -m tests.recompute`: every figure of a random plan, computed a second time."""

import pytest

from qtrack.standing.rules import Light, Rule
from tests.recompute.__main__ import run

pytestmark = pytest.mark.slow


def test_every_figure_is_the_one_that_the_written_rules_give() -> None:
    found = run(1, seed=9)
    assert found.differences == []
    assert sum(found.compared.values()) > 1000


def test_a_rule_that_is_broken_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Rule,
        "worst_first",
        property(lambda _: (Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED, Light.NONE)),
    )
    assert run(1, seed=9).differences
