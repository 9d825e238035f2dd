"""The worked example of the manual: its sums are right, and they are what qtrack computes."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

import msgspec
import pytest

from qtrack.model.head import LightPreset, Pace
from qtrack.model.plan import Plan
from qtrack.pages.manual import topic_text
from qtrack.standing.assess import Standing, assess
from tests.small import HEAD, english, plan_of, said

MANUAL: Final = topic_text("lights", "en") + topic_text("lights", "zh")
TASK: Final = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
SUMS: Final = re.compile(r"```text\n(.*?)```", re.DOTALL)
LINE: Final = re.compile(r"(.+?)  *((?:[(\d][-+×÷(). \d]*) = (-?[\d.]+))")
DAY: Final = date(2019, 5, 31)

#: The lines of the Chinese block by those of the English one.
ALIKE: Final = {
    "已过天数": "days gone",
    "T01.1 序时进度": "pace of T01.1",
    "T01.2 序时进度": "pace of T01.2",
    "指标进度": "progress of standards",
    "任务进度": "progress of T01",
    "任务序时进度": "pace of T01",
    "任务差值": "gap of T01",
}


def example() -> Plan:
    found = TASK.search(MANUAL)
    assert found
    plan = HEAD.replace("2019-04-10", "2019-12-31")
    return plan_of(
        {"plan.yaml": plan, "tasks/T01.yaml": found[1]},
        said(DAY, "percent: 40", about="T01.1", tag="000001"),
        said(DAY, "percent: 10", about="T01.2", tag="000002"),
        said(DAY, "actuals: {standards: 1600}", tag="000003"),
    )


def standing(rule: LightPreset = LightPreset.YINCHUAN, pace: Pace = Pace.DAYS) -> Standing:
    plan = example()
    lights = msgspec.structs.replace(plan.head.lights, rule=rule)
    head = msgspec.structs.replace(plan.head, lights=lights, pace=pace)
    found = assess(msgspec.structs.replace(plan, head=head), DAY).of("T01")
    assert found is not None
    return found


def computed() -> dict[str, Decimal | int | None]:
    """Return by its label what qtrack computes, or the calendar tells, for every line."""
    task, by_months = standing(), standing(pace=Pace.MONTHS)
    (rules, centre), (figure,) = task.deliverables, task.indicators
    red = standing(LightPreset.SANYA).reasons
    below = {each.code: dict((each.brief or each.message).values) for each in red}
    inner = below["far-behind"]["reason"]
    plan = example().head
    one = timedelta(days=1)
    return {
        "days gone": (DAY + one - plan.start).days,
        "days of the plan": (plan.end + one - plan.start).days,
        "days to T01.2's deadline": (centre.due + one - plan.start).days,
        "pace of T01.1": rules.pace,
        "pace of T01.2": centre.pace,
        "pace of standards": figure.pace,
        "progress of standards": figure.progress,
        "gap of standards": figure.gap,
        "progress of T01": task.progress,
        "pace of T01": task.pace,
        "gap of T01": task.gap,
        "T01 below pace": below["behind"]["gap"],  # type: ignore[dict-item]
        "standards below pace": dict(inner.values)["gap"],  # type: ignore[attr-defined]
        "by months: pace of T01.1": by_months.deliverables[0].pace,
        "by months: pace of T01.2": by_months.deliverables[1].pace,
        "by months: pace of T01": by_months.pace,
        "by months: gap of T01": by_months.gap,
    }


def sums() -> Iterator[tuple[str, str, str]]:
    """Yield every line of both blocks: its label, its sum, its result."""
    for block in SUMS.findall(MANUAL):
        for line in block.splitlines():
            found = LINE.fullmatch(line)
            assert found, line
            label, whole, result = found.groups()
            yield ALIKE.get(label, label), whole.partition(" = ")[0], result


def value(expression: str) -> Fraction:
    """Work out a sum exactly: numbers, the four operations and brackets."""
    plain = re.sub(r"[\d.]+", lambda each: f"Fraction('{each[0]}')", expression)
    plain = plain.replace("×", "*").replace("÷", "/")
    assert not re.sub(r"Fraction\('[\d.]+'\)|[-+*/() ]", "", plain), expression
    return Fraction(eval(plain, {"Fraction": Fraction}))  # noqa: S307 - nothing but numbers is left


@pytest.mark.parametrize(("label", "expression", "result"), list(sums()))
def test_every_sum_is_right(label: str, expression: str, result: str) -> None:
    exact = value(expression)
    tenths = Fraction(floor(abs(exact) * 10 + Fraction(1, 2)), 10)
    assert (tenths if exact >= 0 else -tenths) == Fraction(result), label


@pytest.mark.parametrize(("label", "expression", "result"), list(sums()))
def test_every_result_is_what_qtrack_computes(label: str, expression: str, result: str) -> None:
    assert computed()[label] == Decimal(result), expression


def test_every_line_stands_there_and_those_in_chinese_are_among_them() -> None:
    english_lines, chinese = (block.splitlines() for block in SUMS.findall(MANUAL))
    assert len(english_lines) == len(computed())
    assert len(chinese) == len(ALIKE)


@pytest.mark.parametrize(
    ("rule", "light"),
    [
        (LightPreset.YINCHUAN, "yellow"),
        (LightPreset.SANMING, "yellow"),
        (LightPreset.SUQIAN, "yellow"),
        (LightPreset.OUHAI, "green"),
        (LightPreset.SANYA, "red"),
    ],
)
def test_the_light_by_each_rule_is_the_one_that_is_told(rule: LightPreset, light: str) -> None:
    task = standing(rule)
    assert task.light == light
    told = re.sub(r"\s+", " ", MANUAL)
    where = {"yellow": r"yellow[^;.]*", "green": r"green[^;.]*", "red": r"red[^;.]*"}[light]
    assert re.search(f"{where}`{rule}`", told)


def test_the_words_around_the_sums_have_their_figures() -> None:
    reasons = [english(each.message) for each in standing(LightPreset.SANYA).reasons]
    assert reasons == [
        "公用计量标准: at 20%, should be at 41.4%, 51.7% below pace",
        "at 23.3%, should be at 46%, 49.3% below pace",
    ]
    told = re.sub(r"\s+", " ", MANUAL)
    for words in (
        "T01 is 22.7 points behind",
        "the task itself is 49.3 % below its pace",
        "its indicator 51.7 %",
        "落后 22.7 个百分点",
        "任务低于序时进度 49.3%，但指标低于序时进度 51.7%",
    ):
        assert words in told
