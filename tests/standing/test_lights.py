"""Lights and their reasons: a table of small plans, at the edge of each rule and one step beyond."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from qtrack.standing.assess import assess
from qtrack.standing.lights import Light, worst
from tests.small import Files, day, english, head, plan_of, said, task


class Case(msgspec.Struct, frozen=True):
    """A plan, a day, and the reasons it must give, in their order; the light is that of the first."""

    name: str
    at: int  # a day of the small plan
    reasons: list[str]  # as `light code: text`
    task: str = ""
    said: tuple[Files, ...] = ()
    head: str = "lights: {due_soon_days: 5, stale_days: 60}"


TO_80 = "due: 2019-03-21"  # day 80
PART_TO_50 = "deliverables: [{id: T01.1, title: 建标, due: 2019-02-19}]"  # day 50
REACH_200 = "indicators: [{id: n, name: 建标数, unit: 项, target: 200, kind: reach, due: 2019-04-10}]"
HOLD_91 = "indicators: [{id: n, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]"
NO_ENTRIES = "none no-entries: no entries yet"


def done_by(on: int) -> str:
    return f"at 100%, should be at {on}%, {100 - on} points ahead"


GAPS = [
    Case("nothing said yet", 50, [NO_ENTRIES]),
    Case(
        "a word without a share",
        50,
        ["none no-share: reported, but without a share or a figure"],
        said=(said(40),),
    ),
    Case("on the line", 50, ["green on-pace: at 50%, on pace"], said=(said(40, "percent: 50"),)),
    Case(
        "ahead",
        50,
        ["green on-pace: at 62.5%, should be at 50%, 12.5 points ahead"],
        said=(said(40, "percent: 62.5"),),
    ),
    Case(
        "9.9 behind",
        50,
        ["green on-pace: at 40.1%, should be at 50%, 9.9 points behind"],
        said=(said(40, "percent: 40.1"),),
    ),
    Case(
        "10 behind",
        50,
        ["yellow behind: at 40%, should be at 50%, 10 points behind"],
        said=(said(40, "percent: 40"),),
    ),
    Case(
        "30 behind",
        50,
        ["yellow behind: at 20%, should be at 50%, 30 points behind"],
        said=(said(40, "percent: 20"),),
    ),
    Case(
        "30.1 behind",
        50,
        ["red far-behind: at 19.9%, should be at 50%, 30.1 points behind"],
        said=(said(40, "percent: 19.9"),),
    ),
    # 40.04 is 40.0 once rounded, and rounded it is compared.
    Case(
        "what is shown is compared",
        50,
        ["yellow behind: at 40%, should be at 50%, 10 points behind"],
        said=(said(40, "percent: 40.04"),),
    ),
    Case(
        "other thresholds",
        50,
        ["red far-behind: at 44.9%, should be at 50%, 5.1 points behind"],
        said=(said(40, "percent: 44.9"),),
        head="lights: {yellow_gap: 2, red_gap: 5}",
    ),
    Case(
        "no tolerance at all",
        50,
        ["yellow behind: at 49.9%, should be at 50%, 0.1 points behind"],
        said=(said(40, "percent: 49.9"),),
        head="lights: {yellow_gap: 0}",
    ),
    Case(
        "no tolerance, on the line",
        50,
        ["green on-pace: at 50%, on pace"],
        said=(said(40, "percent: 50"),),
        head="lights: {yellow_gap: 0}",
    ),
]

DEADLINES = [
    Case(
        "6 days before",
        74,
        ["green on-pace: at 100%, should be at 92.5%, 7.5 points ahead"],  # 74 of 80
        TO_80,
        (said(70, "percent: 100"),),
    ),
    Case(
        "5 days before",
        75,
        [
            "yellow due-soon: due in 5 days",
            "green on-pace: at 100%, should be at 93.8%, 6.2 points ahead",
        ],  # 93.75
        TO_80,
        (said(70, "percent: 100"),),
    ),
    Case(
        "1 day before",
        79,
        [
            "yellow due-soon: due in 1 day",
            "green on-pace: at 100%, should be at 98.8%, 1.2 points ahead",
        ],  # 98.75
        TO_80,
        (said(70, "percent: 100"),),
    ),
    Case(
        "the day itself",
        80,
        ["yellow due-soon: due today", "green on-pace: at 100%, on pace"],
        TO_80,
        (said(70, "percent: 100"),),
    ),
    Case(
        "1 day after",
        81,
        ["red overdue: 1 day overdue", "green on-pace: at 100%, on pace"],
        TO_80,
        (said(70, "percent: 100"),),
    ),
    Case(
        "2 days after",
        82,
        ["red overdue: 2 days overdue", "red far-behind: at 60%, should be at 100%, 40 points behind"],
        TO_80,
        (said(70, "percent: 60"),),
    ),
    Case(
        "overdue and never begun",
        81,
        ["red overdue: 1 day overdue", "yellow never-reported: never reported, 80 days since the start"],
        TO_80,
    ),
    Case(
        "without a deadline the end of the plan makes nothing overdue",
        120,
        ["green on-pace: at 100%, on pace"],
        "",
        (said(100, "percent: 100"),),
    ),
    Case(
        "a part soon",
        47,
        ["yellow due-soon: T01.1 due in 3 days", "green on-pace: at 100%, should be at 94%, 6 points ahead"],
        PART_TO_50,
        (said(40, "percent: 100", about="T01.1"),),
    ),  # 47 of 50 days
    Case(
        "a part overdue",
        51,
        ["red part-overdue: T01.1 is 1 day overdue", "green on-pace: at 100%, on pace"],
        PART_TO_50,
        (said(40, "percent: 100", about="T01.1"),),
    ),
    Case(
        "a part overdue before anybody spoke", 52, ["red part-overdue: T01.1 is 2 days overdue"], PART_TO_50
    ),
    Case(
        "a part dropped is not overdue",
        52,
        ["none no-share: reported, but without a share or a figure"],
        PART_TO_50,
        (said(40, "status: dropped", about="T01.1"),),
    ),
    Case(
        "a part with the deadline of the whole is said once",
        81,
        ["red overdue: 1 day overdue", "green on-pace: at 100%, on pace"],
        TO_80 + "\ndeliverables: [{id: T01.1, title: 建标, due: 2019-03-21}]",
        (said(70, "percent: 100", about="T01.1"),),
    ),
    Case(
        "of two deadlines the nearest is named",
        78,
        ["yellow due-soon: due in 2 days", "green on-pace: at 100%, should be at 97.5%, 2.5 points ahead"],
        TO_80 + "\ndeliverables: [{id: T01.1, title: 建标, due: 2019-03-22}]",
        (said(70, "percent: 100"),),
    ),
]

SILENCE = [
    Case(
        "60 days silent",
        70,
        ["green on-pace: at 100%, should be at 70%, 30 points ahead"],
        said=(said(10, "percent: 100"),),
    ),
    Case(
        "61 days silent",
        71,
        [
            "yellow stale: nothing reported for 61 days",
            "green on-pace: at 100%, should be at 71%, 29 points ahead",
        ],
        said=(said(10, "percent: 100"),),
    ),
    Case("60 days since the start", 61, [NO_ENTRIES]),
    Case("61 days since the start", 62, ["yellow never-reported: never reported, 61 days since the start"]),
    Case(
        "any word breaks the silence",
        71,
        ["none no-share: reported, but without a share or a figure"],
        said=(said(11),),
    ),
    Case(
        "also one about a part",
        71,
        ["yellow behind: at 60%, should be at 71%, 11 points behind"],
        "deliverables: [{id: T01.1, title: 建标}]",
        (said(11, "percent: 60", about="T01.1"),),
    ),
    Case(
        "a day is too long",
        12,
        ["yellow stale: nothing reported for 1 day"],
        said=(said(11),),
        head="lights: {stale_days: 0}",
    ),
]

WORDS = [
    Case(
        "blocked",
        50,
        ["yellow blocked: blocked", "green on-pace: at 60%, should be at 50%, 10 points ahead"],
        said=(said(40, "status: blocked\npercent: 60"),),
    ),
    Case(
        "no longer blocked",
        50,
        ["green on-pace: at 60%, should be at 50%, 10 points ahead"],
        said=(said(40, "status: blocked\npercent: 60"), said(41, "status: in-progress")),
    ),
    Case(
        "parts blocked",
        50,
        ["yellow behind: at 40%, should be at 50%, 10 points behind", "yellow blocked: T01.1, T01.2 blocked"],
        "deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 检定}]",
        (
            said(40, "status: blocked\npercent: 80", about="T01.1"),
            said(40, "status: blocked", about="T01.2", tag="000002"),
        ),
    ),
    Case("done", 99, [f"blue done: done {day(40)}"], TO_80, (said(40, "status: done"),)),
    Case("done on its last day", 99, [f"blue done: done {day(80)}"], TO_80, (said(80, "status: done"),)),
    Case(
        "done a day late",
        99,
        [f"blue done-late: done {day(81)}, 1 day late"],
        TO_80,
        (said(81, "status: done"),),
    ),
    Case(
        "done 3 days late",
        99,
        [f"blue done-late: done {day(83)}, 3 days late"],
        TO_80,
        (said(83, "status: done"),),
    ),
    Case(
        "closed since it was done",
        99,
        [f"blue closed: closed, done {day(40)}"],
        TO_80,
        (said(40, "status: done"), said(90, "status: closed")),
    ),
    Case("dropped", 99, ["none dropped: dropped"], TO_80, (said(40, "status: dropped"),)),
    Case(
        "done without a deadline is never late",
        120,
        [f"blue done: done {day(110)}"],
        said=(said(110, "status: done"),),
    ),
    Case(
        "done and then open again",
        81,
        ["red overdue: 1 day overdue", "green on-pace: at 90%, should be at 100%, 10 points behind"],
        TO_80,
        (said(40, "status: done"), said(70, "status: in-progress\npercent: 90")),
        "lights: {yellow_gap: 11}",
    ),
    Case(
        "done asks for nothing else",
        99,
        [f"blue done: done {day(40)}"],
        "due: 2019-03-21\n" + HOLD_91,
        (said(40, "status: done\nactuals: {n: 50}"),),
    ),
]

FIGURES = [
    Case(
        "a figure on the line",
        50,
        ["green on-pace: at 50%, on pace"],
        REACH_200,
        (said(40, "actuals: {n: 100}"),),
    ),
    Case(
        "a figure behind is said of the whole and of itself",
        50,
        [
            "yellow behind: at 40%, should be at 50%, 10 points behind",
            "yellow behind: 建标数: at 40%, should be at 50%, 10 points behind",
        ],
        REACH_200,
        (said(40, "actuals: {n: 80}"),),
    ),
    Case(
        "a figure far behind what the unit says",
        50,
        [
            "red far-behind: 建标数: at 19.5%, should be at 50%, 30.5 points behind",
            "green on-pace: at 50%, on pace",
        ],
        REACH_200,
        (said(40, "actuals: {n: 39}\npercent: 50"),),
    ),
    Case(
        "a value that holds is no share",
        50,
        ["none no-share: reported, but without a share or a figure"],
        HOLD_91,
        (said(40, "actuals: {n: 91}"),),
    ),
    Case(
        "a value that does not hold",
        50,
        ["red not-held: 合格率 is 90.5 %, below 91 %"],
        HOLD_91,
        (said(40, "actuals: {n: 90.5}"),),
    ),
    Case(
        "a value that holds again",
        50,
        ["none no-share: reported, but without a share or a figure"],
        HOLD_91,
        (said(40, "actuals: {n: 90.5}"), said(41, "actuals: {n: 91.5}")),
    ),
]


@pytest.mark.parametrize("case", [*GAPS, *DEADLINES, *SILENCE, *WORDS, *FIGURES], ids=lambda case: case.name)
def test_the_light_and_its_reasons(case: Case) -> None:
    plan = plan_of(head(case.head), task(case.task), *case.said)
    standing = assess(plan, day(case.at)).of("T01")
    assert standing is not None
    assert [f"{each.light} {each.code}: {english(each.message)}" for each in standing.reasons] == case.reasons
    assert standing.light == case.reasons[0].partition(" ")[0]


def test_the_thresholds_unless_stated_are_10_30_30_and_60() -> None:
    rule = plan_of().head.lights
    assert (rule.yellow_gap, rule.red_gap, rule.due_soon_days, rule.stale_days) == (
        Decimal(10),
        Decimal(30),
        30,
        60,
    )


# --- duties that return ------------------------------------------------------------------------------

YEARS = {
    "plan.yaml": """\
format: 1
title: 三年方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2017-12-30}
start: 2018-01-01
end: 2020-12-31
lights: {stale_days: 2000, due_soon_days: 10}
"""
}
DUTY = "deliverables: [{id: T01.1, title: 每年上报, every: year}]"


def on(day_: str, words: str = "status: done", about: str = "T01.1") -> Files:
    return said(date.fromisoformat(day_), words, about=about)


@pytest.mark.parametrize(
    ("as_of", "entries", "reasons"),
    [
        ("2018-12-20", [], ["none no-entries: no entries yet"]),
        ("2018-12-21", [], ["yellow due-soon: T01.1 due in 10 days"]),
        ("2018-12-31", [], ["yellow due-soon: T01.1 due in 0 days"]),
        ("2019-01-01", [], ["red missed: T01.1 of 2018 missed, 1 day overdue"]),
        # from 2018-12-31 to 2020-01-02: 365 + 2 days
        ("2020-01-02", [], ["red missed: T01.1 of 2018, 2019 missed, 367 days overdue"]),
        ("2018-12-25", [on("2018-12-24")], ["green on-pace: at 33.3%, should be at 0%, 33.3 points ahead"]),
        ("2019-01-01", [on("2018-12-24")], ["green on-pace: at 33.3%, on pace"]),
        # one of three done and two of three due: 66.7 - 33.3
        (
            "2020-01-01",
            [on("2018-12-24")],
            [
                "red missed: T01.1 of 2019 missed, 1 day overdue",
                "red far-behind: at 33.3%, should be at 66.7%, 33.4 points behind",
            ],
        ),
        # done as a whole, and yet a later year was missed
        (
            "2020-01-01",
            [on("2018-12-24"), on("2019-02-01", "status: done", "T01")],
            ["red missed: T01.1 of 2019 missed, 1 day overdue", "blue done: done 2019-02-01"],
        ),
        (
            "2019-12-31",
            [on("2018-12-24"), on("2019-02-01", "status: done", "T01")],
            ["blue done: done 2019-02-01"],
        ),
        (
            "2021-01-01",
            [on("2018-12-24"), on("2019-12-24"), on("2020-12-24")],
            ["blue done: done 2020-12-24"],
        ),
    ],
)
def test_a_duty_that_returns(as_of: str, entries: list[Files], reasons: list[str]) -> None:
    standing = assess(plan_of(YEARS, task(DUTY), *entries), date.fromisoformat(as_of)).of("T01")
    assert standing is not None
    assert [f"{each.light} {each.code}: {english(each.message)}" for each in standing.reasons] == reasons


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([], Light.NONE),
        ([Light.NONE, Light.BLUE], Light.BLUE),
        ([Light.BLUE, Light.GREEN, Light.NONE], Light.GREEN),
        ([Light.GREEN, Light.YELLOW, Light.BLUE], Light.YELLOW),
        ([Light.YELLOW, Light.RED, Light.GREEN], Light.RED),
    ],
)
def test_a_container_takes_the_worst_light(lights: list[Light], expected: Light) -> None:
    assert worst(lights) is expected
    assert worst(lights[::-1]) is expected
