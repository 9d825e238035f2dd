"""Edits of how pace and lights are computed, back from other rules, and in words."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.changes.compare import compare
from qtrack.model.head import LightPreset
from qtrack.standing.rules import Rule, rule_of
from tests.changes.ground import PLAN, ground
from tests.small import english

LIGHTS = "lights: {yellow_gap: 10, red_gap: 30, due_soon_days: 30, stale_days: 60}\n"

TO_SHARE = (
    "the lights follow the rule “sanya” instead of “yinchuan”; gaps are percent of the pace instead of "
    "percentage points: yellow from 0, red beyond 50 +"
)
TO_POINTS = (
    "the lights follow the rule “yinchuan” instead of “sanya”; gaps are percentage points instead of "
    "percent of the pace: yellow from 10, red beyond 30 +"
)


def told(before: str, after: str) -> list[str]:
    """Tell the edit from some lines in the place of the lights to others, a `+` where it loosens."""
    old, new = (ground({"plan.yaml": PLAN.replace(LIGHTS, each)}) for each in (before, after))
    found = compare(old, new)
    return [f"{english(each.message)}{' +' if each.loosens else ''}" for each in found]


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        ("pace: days", "pace: months", ["pace is counted by whole months instead of days +"]),
        ("pace: months", "", ["pace is counted by days instead of whole months"]),
        (
            "",
            "lights: {rule: sanya, due_soon_days: 30}",
            [
                TO_SHARE,
            ],
        ),
        (
            "lights: {rule: sanya, due_soon_days: 30}",
            "",
            [
                TO_POINTS,
            ],
        ),
        (
            "lights: {rule: sanya}",
            "lights: {rule: sanya, red_gap: 60}",
            ["the threshold of lights “red, percent of the pace behind it” goes from 50 to 60 +"],
        ),
        (
            "lights: {rule: ouhai}",
            "lights: {rule: ouhai, red_gap: 60, due_soon_days: 5}",
            [
                "the threshold of lights “red, points behind pace” goes from none to 60",
                "the threshold of lights “due soon, days ahead” goes from none to 5",
            ],
        ),
        (
            "lights: {rule: ouhai, yellow_gap: 10, red_gap: 30, due_soon_days: 30}",
            "",
            [
                "the lights follow the rule “yinchuan” instead of “ouhai” +"
            ],  # what was made up is blue at once
        ),
        (
            "lights: {rule: suqian, yellow_gap: 10, red_gap: 30}",
            "lights: {rule: sanming}",
            ["the lights follow the rule “sanming” instead of “suqian”"],
        ),
    ],
)
def test_an_edit_of_the_rule_is_told_by_what_holds(before: str, after: str, sentences: list[str]) -> None:
    assert told(before and f"{before}\n", after and f"{after}\n") == sentences


FIFTHS = [Decimal(each) for each in range(0, 101, 5)]


def light_of(rule: Rule, progress: Decimal, pace: Decimal) -> int:
    """Return how bad a rule takes a gap, written once more."""
    behind = pace - progress
    if rule.measured.value == "share":
        behind = behind * 100 / pace
    if rule.red_gap is not None and behind > rule.red_gap:
        return 2
    return int(rule.yellow_gap is not None and behind >= rule.yellow_gap and behind > 0)


GAPS = st.none() | st.sampled_from([0, 5, 10, 30, 50, 70])


@given(st.sampled_from(LightPreset), GAPS, st.sampled_from(LightPreset), GAPS)
def test_a_change_that_lets_work_be_further_behind_loosens(
    old: LightPreset, old_red: int | None, new: LightPreset, new_red: int | None
) -> None:
    def lines(rule: LightPreset, red: int | None) -> str:
        own = "" if red is None else f", yellow_gap: 0, red_gap: {red}"
        return f"lights: {{rule: {rule}{own}}}\n"

    one = ground({"plan.yaml": PLAN.replace(LIGHTS, lines(old, old_red))})
    two = ground({"plan.yaml": PLAN.replace(LIGHTS, lines(new, new_red))})
    before, after = rule_of(one.head.lights), rule_of(two.head.lights)
    milder = any(
        light_of(after, progress, pace) < light_of(before, progress, pace)
        for pace, progress in product(FIFTHS, FIFTHS)
        if progress < pace
    )
    if milder:
        assert any(each.loosens for each in compare(one, two))
