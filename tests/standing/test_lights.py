"""Lights and their reasons: small plans at the edge of each rule, and one step beyond it."""

from decimal import Decimal

import pytest

from qtrack.standing.lights import Light
from qtrack.standing.rules import Rule, rule_of
from tests.small import Files, day, head, plan_of, said, section, task
from tests.standing.one_task import standing_of, why

CALM = "lights: {due_soon_days: 5, stale_days: 60}"
TO_80 = "due: 2019-03-21"  # day 80
PART_TO_50 = "deliverables: [{id: T01.1, title: 建标, due: 2019-02-19}]"  # day 50
REACH_200 = (
    "indicators: [{id: n, name: 建标数, unit: 项, target: 200, baseline: 0, kind: reach, due: 2019-04-10}]"
)
HOLD_91 = "indicators: [{id: n, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]"

ON_PACE = "green on-pace: at 100%, on pace"
NO_SHARE = "none no-share: reported, but without a share or a figure"


def lit(at: int, keys: str, *entries: Files, lights: str = CALM) -> list[str]:
    """Return the reasons for the light of T01 on a day, in their order; the first one's light is its own."""
    standing = standing_of(plan_of(head(lights), task(keys), *entries), at)
    assert standing.light is standing.reasons[0].light
    return why(standing)


# --- the gap, in percentage points; on day 50 the pace is 50 ----------------------------------------


@pytest.mark.parametrize(
    ("percent", "reason"),
    [
        ("62.5", "green on-pace: at 62.5%, should be at 50%, 12.5 points ahead"),
        ("50", "green on-pace: at 50%, on pace"),
        ("40.1", "green on-pace: at 40.1%, should be at 50%, 9.9 points behind"),
        ("40.04", "yellow behind: at 40%, should be at 50%, 10 points behind"),  # what is shown is compared
        ("40", "yellow behind: at 40%, should be at 50%, 10 points behind"),
        ("20", "yellow behind: at 20%, should be at 50%, 30 points behind"),
        ("19.9", "red far-behind: at 19.9%, should be at 50%, 30.1 points behind"),
        ("0", "red far-behind: at 0%, should be at 50%, 50 points behind"),
    ],
)
def test_yellow_from_10_points_behind_and_red_beyond_30(percent: str, reason: str) -> None:
    assert lit(50, "", said(40, f"percent: {percent}")) == [reason]


@pytest.mark.parametrize(
    ("lights", "percent", "reason"),
    [
        (
            "{yellow_gap: 2, red_gap: 5}",
            "44.9",
            "red far-behind: at 44.9%, should be at 50%, 5.1 points behind",
        ),
        ("{yellow_gap: 2, red_gap: 5}", "48", "yellow behind: at 48%, should be at 50%, 2 points behind"),
        ("{yellow_gap: 0}", "49.9", "yellow behind: at 49.9%, should be at 50%, 0.1 points behind"),
        ("{yellow_gap: 0}", "50", "green on-pace: at 50%, on pace"),
    ],
)
def test_the_gaps_may_be_set_down_to_none(lights: str, percent: str, reason: str) -> None:
    assert lit(50, "", said(40, f"percent: {percent}"), lights=f"lights: {lights}") == [reason]


def test_the_thresholds_unless_stated_are_10_30_30_and_60() -> None:
    rule = rule_of(plan_of().head.lights)
    assert (rule.yellow_gap, rule.red_gap) == (Decimal(10), Decimal(30))
    assert (rule.due_soon_days, rule.stale_days) == (30, 60)


def test_without_a_share_there_is_no_light_and_the_reason_says_which_of_two() -> None:
    assert lit(50, "") == ["none no-entries: no entries yet"]
    assert lit(50, "", said(40)) == [NO_SHARE]


# --- deadlines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "reasons"),
    [
        (74, ["green on-pace: at 100%, should be at 92.5%, 7.5 points ahead"]),  # 74 of 80 days
        (75, ["yellow due-soon: due in 5 days",
              "green on-pace: at 100%, should be at 93.8%, 6.2 points ahead"]),
        (79, ["yellow due-soon: due in 1 day",
              "green on-pace: at 100%, should be at 98.8%, 1.2 points ahead"]),
        (80, ["yellow due-soon: due today", ON_PACE]),
        (81, ["red overdue: 1 day overdue", ON_PACE]),
        (82, ["red overdue: 2 days overdue", ON_PACE]),
    ],
)  # fmt: skip
def test_a_deadline_is_soon_from_five_days_before_and_past_from_the_day_after(
    at: int, reasons: list[str]
) -> None:
    assert lit(at, TO_80, said(70, "percent: 100")) == reasons


def test_reasons_of_one_light_come_in_the_order_deadline_gap_silence() -> None:
    assert lit(82, TO_80, said(21, "percent: 60")) == [
        "red overdue: 2 days overdue",
        "red far-behind: at 60%, should be at 100%, 40 points behind",
        "yellow stale: nothing reported for 61 days",
    ]


def test_ongoing_work_is_due_when_the_plan_ends() -> None:
    whole = said(90, "percent: 100")
    assert lit(94, "", whole) == ["green on-pace: at 100%, should be at 94%, 6 points ahead"]
    assert lit(95, "", whole)[0] == "yellow due-soon: the plan ends in 5 days"
    assert lit(100, "", whole) == ["yellow due-soon: the plan ends today", ON_PACE]
    assert lit(101, "", whole) == ["red overdue: not done when the plan ended, 1 day ago", ON_PACE]
    assert lit(120, "", whole, said(100, "status: done")) == [f"blue done: done {day(100)}"]
    assert lit(120, "", whole, said(110, "status: done")) == [
        f"blue done-late: done {day(110)}, 10 days late"
    ]


@pytest.mark.parametrize(
    ("at", "reasons"),
    [
        (44, ["green on-pace: at 100%, should be at 88%, 12 points ahead"]),
        (45, ["yellow due-soon: T01.1 due in 5 days",
              "green on-pace: at 100%, should be at 90%, 10 points ahead"]),
        (50, ["yellow due-soon: T01.1 due today", ON_PACE]),
        (51, ["red part-overdue: T01.1 is 1 day overdue", ON_PACE]),
        (52, ["red part-overdue: T01.1 is 2 days overdue", ON_PACE]),
    ],
)  # fmt: skip
def test_the_deadline_of_a_part_counts_as_the_tasks_own_does(at: int, reasons: list[str]) -> None:
    assert lit(at, PART_TO_50, said(40, "percent: 100", about="T01.1")) == reasons


def test_a_part_nobody_spoke_of_is_overdue_too() -> None:
    assert lit(52, PART_TO_50) == ["red part-overdue: T01.1 is 2 days overdue"]


def test_a_part_that_ended_is_neither_soon_nor_overdue() -> None:
    two = "deliverables: [{id: T01.1, title: 建标, due: 2019-02-19}, {id: T01.2, title: 检定}]"
    for status in ("done", "closed", "dropped"):
        ended = said(40, f"status: {status}", about="T01.1")
        for at in (48, 60):
            assert not [each for each in lit(at, two, ended) if "due" in each]


def test_a_part_with_the_deadline_of_the_whole_is_said_once() -> None:
    keys = TO_80 + "\ndeliverables: [{id: T01.1, title: 建标, due: 2019-03-21}]"
    entry = said(79, "percent: 100", about="T01.1")
    assert lit(80, keys, entry) == ["yellow due-soon: due today", ON_PACE]
    assert lit(81, keys, entry) == ["red overdue: 1 day overdue", ON_PACE]


def test_of_several_deadlines_the_nearest_is_named() -> None:
    keys = TO_80 + "\ndeliverables: [{id: T01.1, title: 建标, due: 2019-03-19}]"  # day 78
    assert lit(77, keys, said(70, "percent: 90"))[0] == "yellow due-soon: T01.1 due in 1 day"
    assert lit(79, keys, said(70, "percent: 90"))[:2] == [
        "red part-overdue: T01.1 is 1 day overdue",
        "yellow due-soon: due in 1 day",
    ]


# --- silence ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "reasons"),
    [
        (70, ["green on-pace: at 100%, should be at 70%, 30 points ahead"]),
        (71, ["yellow stale: nothing reported for 61 days",
              "green on-pace: at 100%, should be at 71%, 29 points ahead"]),
    ],
)  # fmt: skip
def test_more_than_60_days_of_silence_are_too_many(at: int, reasons: list[str]) -> None:
    assert lit(at, "", said(10, "percent: 100")) == reasons


def test_without_any_entry_silence_counts_from_the_start_and_as_no_progress() -> None:
    assert lit(61, "") == ["none no-entries: no entries yet"]
    assert lit(62, "") == [
        "red far-behind: no share reported, which counts as 0% where 62% is due",
        "yellow never-reported: never reported, 61 days since the start",
    ]
    assert lit(62, "", lights="lights: {yellow_gap: 62, red_gap: 80, due_soon_days: 5}") == [
        "yellow behind: no share reported, which counts as 0% where 62% is due",
        "yellow never-reported: never reported, 61 days since the start",
    ]
    assert lit(62, "", lights="lights: {yellow_gap: 63, red_gap: 80, due_soon_days: 5}") == [
        "yellow never-reported: never reported, 61 days since the start",
    ]


def test_nobody_gains_by_saying_nothing_nor_by_a_text_without_a_share() -> None:
    for at in (62, 99, 101, 150):
        silent, text, little = (lit(at, "", *each) for each in ([], [said(11)], [said(11, "percent: 1")]))
        order = ["red", "yellow", "green", "none"]
        worst = [order.index(each[0].split()[0]) for each in (silent, text, little)]
        assert max(worst[:2]) <= worst[2]
    assert lit(61, "", said(11)) == [NO_SHARE]
    assert lit(62, "", said(11)) == ["red far-behind: no share reported, which counts as 0% where 62% is due"]


def test_any_word_breaks_the_silence_also_one_about_a_part() -> None:
    part = said(11, "percent: 65", about="T01.1")
    assert lit(71, "deliverables: [{id: T01.1, title: 建标}]", part) == [
        "green on-pace: at 65%, should be at 71%, 6 points behind"
    ]


def test_who_sends_work_back_or_closes_it_does_not_report() -> None:
    part = "deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 检定}]"
    done = said(10, "status: done\npercent: 100", about="T01.1")
    closed = said(60, "status: closed", about="T01.1", unit="office")
    back = said(60, "status: in-progress\nreturns: 2019-01-10-000001", about="T01.1", unit="office")
    for answer in (closed, back):
        assert "yellow stale: nothing reported for 61 days" in lit(71, part, done, answer)


def test_the_silence_that_is_allowed_may_be_none() -> None:
    assert lit(12, "", said(11, "percent: 12"), lights="lights: {stale_days: 0}")[0] == (
        "yellow stale: nothing reported for 1 day"
    )


# --- what a unit says -------------------------------------------------------------------------------


def test_blocked_work_is_yellow_until_a_later_word() -> None:
    ahead = "green on-pace: at 60%, should be at 50%, 10 points ahead"
    blocked = said(40, "status: blocked\npercent: 60")
    assert lit(50, "", blocked) == ["yellow blocked: blocked", ahead]
    assert lit(50, "", blocked, said(41)) == ["yellow blocked: blocked", ahead]
    assert lit(50, "", blocked, said(41, "status: in-progress")) == [ahead]


def test_blocked_parts_are_named() -> None:
    keys = "deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 检定}]"
    first = said(40, "status: blocked\npercent: 90", about="T01.1")
    second = said(40, "status: blocked", about="T01.2", tag="000002")
    # the mean of 90 and 0
    on_line = "green on-pace: at 45%, should be at 50%, 5 points behind"
    assert lit(50, keys, first, second) == ["yellow blocked: T01.1, T01.2 blocked", on_line]
    whole = said(40, "status: blocked", tag="000003")
    assert lit(50, keys, first, second, whole) == ["yellow blocked: blocked", on_line]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([(40, "done")], f"blue done: done {day(40)}"),
        ([(80, "done")], f"blue done: done {day(80)}"),  # its last day
        ([(81, "done")], f"blue done-late: done {day(81)}, 1 day late"),
        ([(83, "done")], f"blue done-late: done {day(83)}, 3 days late"),
        ([(40, "done"), (90, "closed")], f"blue closed: closed, done {day(40)}"),
        ([(81, "done"), (90, "closed")], f"blue done-late: done {day(81)}, 1 day late"),
        ([(40, "dropped")], "none dropped: dropped"),
        ([(80, "dropped")], "none dropped: dropped"),
    ],
)
def test_ended_work_is_asked_nothing_else(words: list[tuple[int, str]], reason: str) -> None:
    # Overdue, silent and behind its pace, were it not ended.
    keys = f"{TO_80}\n{REACH_200}"
    entries = [said(at, f"status: {status}\nactuals: {{n: 50}}\npercent: 10") for at, status in words]
    assert lit(90, keys, *entries) == [reason]


def test_work_that_is_taken_up_again_is_asked_again() -> None:
    assert lit(81, TO_80, said(40, "status: done"), said(70, "status: in-progress\npercent: 95")) == [
        "red overdue: 1 day overdue",
        "green on-pace: at 95%, should be at 100%, 5 points behind",
    ]


# --- figures ----------------------------------------------------------------------------------------


STOCK_1500 = "indicators: [{id: n, name: 名牌, unit: 个, target: 1500, kind: reach, due: 2019-03-01}]"


def test_a_figure_without_a_baseline_gives_no_light_until_its_deadline_has_passed() -> None:
    told = "none no-baseline: reported, but 名牌 has no baseline, so no gap can be told"
    assert lit(50, STOCK_1500, said(40, "actuals: {n: 15}")) == [told]
    assert lit(50, STOCK_1500, said(40, "actuals: {n: 1290}\npercent: 60")) == [
        "green on-pace: at 60%, should be at 50%, 10 points ahead"
    ]
    assert lit(61, STOCK_1500, said(40, "actuals: {n: 1290}")) == ["red part-overdue: 名牌 is 1 day overdue"]


@pytest.mark.parametrize(
    ("entry", "reasons"),
    [
        ("actuals: {n: 100}", ["green on-pace: at 50%, on pace"]),  # 100 of 200
        ("actuals: {n: 80}", ["yellow behind: at 40%, should be at 50%, 10 points behind",
                              "yellow behind: 建标数: at 40%, should be at 50%, 10 points behind"]),
        ("actuals: {n: 39}\npercent: 50",  # 19.5 percent of the target, whatever the unit says of the whole
         ["red far-behind: 建标数: at 19.5%, should be at 50%, 30.5 points behind",
          "green on-pace: at 50%, on pace"]),
        ("actuals: {n: 39}\nstatus: blocked\npercent: 50",
         ["red far-behind: 建标数: at 19.5%, should be at 50%, 30.5 points behind", "yellow blocked: blocked",
          "green on-pace: at 50%, on pace"]),
    ],
)  # fmt: skip
def test_a_figure_to_reach_has_a_gap_of_its_own(entry: str, reasons: list[str]) -> None:
    assert lit(50, REACH_200, said(40, entry)) == reasons


def test_a_value_below_the_one_to_hold_is_red_until_it_holds_again() -> None:
    below = said(40, "actuals: {n: 90.5}")
    assert lit(50, HOLD_91, below) == ["red not-held: 合格率 is 90.5 %, below 91 %"]
    assert lit(50, HOLD_91, below, said(41, "actuals: {n: 91}")) == [
        "green held: 合格率 is 91 %, to be held at 91 %"
    ]


# --- containers -------------------------------------------------------------------------------------


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
    assert Rule().worst(lights) is expected
    assert Rule().worst(lights[::-1]) is expected


def test_silence_about_the_goals_of_a_section_says_nothing_since_nobody_is_asked() -> None:
    goals = section("deliverables: [{id: S1.1, title: 质量总体水平提升}]\n")
    own = standing_of(plan_of(goals), 65, holder="S1")
    assert [(each.light, each.code) for each in own.reasons] == [(Light.NONE, "no-entries")]
    told = said(2, "percent: 80\n", about="S1")
    own = standing_of(plan_of(goals, told), 69, holder="S1")
    assert [each.code for each in own.reasons] == ["on-pace"]
