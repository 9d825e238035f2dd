"""Lights stand in the order of the plan's rule wherever they are listed: blue before green where it warns."""

import re

import msgspec
import pytest

from qtrack.model.head import LightPreset, LightRule
from qtrack.model.plan import Plan
from qtrack.pages.board.show import show_board
from qtrack.pages.units import UNITS
from qtrack.papers.engine.paper import PaperForm
from qtrack.papers.summary.charts import stacked_bars
from qtrack.records.board import board
from qtrack.records.selection.filters import Filters
from qtrack.records.units import units
from qtrack.standing.assess import PlanStanding, assess
from tests.papers.papers import LAST_DAY, page_of, paper, told_plan
from tests.screens import printed, shown

ORDERS = [
    (LightPreset.YINCHUAN, ["red", "yellow", "green", "blue", "unrated"]),
    (LightPreset.SANMING, ["red", "yellow", "blue", "green", "unrated"]),
]
LIGHT = re.compile(r"\b(red|yellow|green|blue|unrated)\b")


def plan_by(rule: LightPreset) -> Plan:
    plan = told_plan()
    return msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, lights=LightRule(rule=rule)))


def standing(rule: LightPreset) -> PlanStanding:
    return assess(plan_by(rule), LAST_DAY)


@pytest.mark.parametrize(("rule", "order"), ORDERS)
def test_on_the_board(rule: LightPreset, order: list[str]) -> None:
    screen = shown()
    show_board(board(standing(rule), Filters()), screen.screen)
    counts = next(line for line in screen.text.splitlines() if line.count("unrated"))
    assert LIGHT.findall(counts) == order


@pytest.mark.parametrize(("rule", "order"), ORDERS)
def test_among_the_units(rule: LightPreset, order: list[str]) -> None:
    head = printed(UNITS, units(standing(rule), Filters()), "csv").splitlines()[0]
    assert LIGHT.findall(head) == order


@pytest.mark.parametrize(("rule", "order"), ORDERS)
def test_in_papers_and_their_charts(rule: LightPreset, order: list[str]) -> None:
    page = page_of(plan_by(rule))
    told = paper(page, PaperForm.MARKDOWN, "en")
    head = next(line for line in told.splitlines() if line.startswith("| Section"))
    assert LIGHT.findall(head) == order
    assert [each for each in re.findall(r"(?m)^\| (\w+) \|", told) if LIGHT.fullmatch(each)] == order
    (segments,) = (segments for _, segments in stacked_bars(page.sections) if segments)
    found = [light.value.replace("none", "unrated") for light, *_ in segments]
    assert found == [each for each in order if each in found]


@pytest.mark.parametrize(("rule", "order"), ORDERS)
def test_what_is_late_comes_by_it(rule: LightPreset, order: list[str]) -> None:
    page = page_of(plan_by(rule))
    assert [light.value for light in page.counts] == [each.replace("unrated", "none") for each in order]
    places = [order.index(late.light.value) for late, _ in page.late]
    assert places == sorted(places)
