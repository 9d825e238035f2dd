"""The rules of the places: small plans at the edge of each, and one step beyond it."""

import pytest

from qtrack.model.head import LightPreset
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.standing.rules import Rule, rule_of
from tests.small import Files, day, english, head, plan_of, said, section, task
from tests.standing.one_task import standing_of, why
from tests.standing.test_lights import HOLD_91, ON_PACE, PART_TO_50, TO_80


def lit(at: int, rule: str, keys: str, *entries: Files) -> list[str]:
    """Return the reasons for the light of T01 on a day by the rule of a place, with more if it has commas."""
    standing = standing_of(plan_of(head(f"lights: {{rule: {rule}}}"), task(keys), *entries), at)
    assert standing.light is standing.reasons[0].light
    return why(standing)


def only(at: int, rule: str, keys: str, *entries: Files) -> str:
    """Return the first word of each reason: the lights, and their codes."""
    return "; ".join(each.partition(":")[0] for each in lit(at, rule, keys, *entries))


# --- the gap; on day 40 the pace is 40 --------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "reason"),
    [
        ("45", "green on-pace: at 45%, should be at 40%, 5 points ahead"),
        ("40", "green on-pace: at 40%, on pace"),
        ("39.9", "yellow behind: at 39.9%, should be at 40%, 0.3% below pace"),  # 0.1 of 40 is 0.25 %
        ("20", "yellow behind: at 20%, should be at 40%, 50% below pace"),
        ("19.9", "red far-behind: at 19.9%, should be at 40%, 50.3% below pace"),  # 20.1 of 40
        ("0", "red far-behind: at 0%, should be at 40%, 100% below pace"),
    ],
)
def test_sanya_measures_the_gap_in_percent_of_the_pace(percent: str, reason: str) -> None:
    assert lit(40, "sanya", "", said(40, f"percent: {percent}")) == [reason]


def test_before_the_start_nothing_is_below_a_pace_of_nothing() -> None:
    assert only(0, "sanya", "", said(0, "percent: 0")) == "green on-pace"


@pytest.mark.parametrize(
    ("percent", "rule", "light"),
    [
        ("0", "ouhai", "green on-pace"),  # nothing is asked of the gap
        ("40", "suqian", "green on-pace"),
        ("39.9", "suqian", "yellow behind"),
        ("0", "suqian", "yellow behind"),
        ("30.1", "sanming", "green on-pace"),
        ("30", "sanming", "yellow behind"),
        ("10", "sanming", "yellow behind"),
        ("9.9", "sanming", "red far-behind"),
        ("9.9", "yinchuan", "red far-behind"),
    ],
)
def test_how_far_behind_other_places_let_work_be(percent: str, rule: str, light: str) -> None:
    assert only(40, rule, "", said(40, f"percent: {percent}")) == light


@pytest.mark.parametrize(
    ("rule", "light"),
    [
        ("sanya, red_gap: 70", "yellow behind"),  # 62.5 % of the pace
        ("sanya, yellow_gap: 62.6, red_gap: 70", "green on-pace"),
        ("ouhai, yellow_gap: 25", "yellow behind"),
        ("ouhai, red_gap: 24.9", "red far-behind"),
        ("suqian, red_gap: 20", "red far-behind"),
        ("sanming, yellow_gap: 26", "green on-pace"),
    ],
)
def test_a_plans_own_gap_holds_in_the_place_of_the_rules(rule: str, light: str) -> None:
    assert only(40, rule, "", said(40, "percent: 15")) == light


# --- deadlines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "at", "light"),
    [
        ("yinchuan", 50, "yellow due-soon; green on-pace"),
        ("yinchuan", 49, "green on-pace"),
        ("sanya", 80, "green on-pace"),
        ("ouhai", 80, "green on-pace"),
        ("suqian", 50, "blue due-soon; green on-pace"),
        ("suqian", 49, "green on-pace"),
        ("sanming", 50, "blue due-soon; green on-pace"),
        ("sanming", 49, "green on-pace"),
        ("sanya, due_soon_days: 5", 75, "yellow due-soon; green on-pace"),
        ("suqian, due_soon_days: 5", 74, "green on-pace"),
    ],
)
def test_near_its_deadline_work_is_blue_in_two_places_and_in_two_is_not_told(
    rule: str, at: int, light: str
) -> None:
    assert only(at, rule, TO_80, said(49, "percent: 100")) == light


@pytest.mark.parametrize("rule", LightPreset)
def test_past_its_deadline_work_is_red_everywhere(rule: str) -> None:
    assert only(81, rule, TO_80, said(80, "percent: 100")) == "red overdue; green on-pace"
    assert only(50, rule, HOLD_91, said(50, "actuals: {n: 90}")) == "red not-held"


@pytest.mark.parametrize(
    ("rule", "in_time", "late"),
    [
        ("yinchuan", "blue done", "blue done-late"),
        ("sanya", "blue done", "blue done-late"),
        ("ouhai", "blue done", "yellow done-late"),
        ("suqian", "green done", "green done-late"),
        ("sanming", "green done", "green done-late"),
    ],
)
def test_the_light_of_finished_work_is_that_of_the_place(rule: str, in_time: str, late: str) -> None:
    assert only(90, rule, TO_80, said(80, "status: done")) == in_time
    assert only(90, rule, TO_80, said(81, "status: done")) == late
    closed = said(85, "status: closed\nby: 办公室", unit="office")
    assert only(90, rule, TO_80, said(80, "status: done"), closed) == in_time.replace("done", "closed")


def test_in_ouhai_a_part_that_was_made_up_turns_from_red_to_yellow() -> None:
    silent = said(45, "percent: 10")
    assert only(52, "ouhai", PART_TO_50, silent) == "red part-overdue; green on-pace"
    made_up = said(53, "status: done", about="T01.1")
    assert lit(54, "ouhai", PART_TO_50, silent, made_up) == [
        "yellow part-done-late: T01.1 done 3 days late",
        "blue done: done 2019-02-22",
    ]
    two = PART_TO_50.replace("]", ", {id: T01.2, title: 编制}]")
    assert lit(54, "ouhai", two, silent, made_up) == [
        "yellow part-done-late: T01.1 done 3 days late",
        "green on-pace: at 10%, should be at 54%, 44 points behind",
    ]
    assert "part-done-late" not in only(54, "yinchuan", two, silent, made_up)


def test_a_duty_that_falls_due_today_makes_nobody_green_who_reported_no_share() -> None:
    monthly = "deliverables: [{id: T01.1, title: 月报, every: month}]"
    for words in ((), (said(5, "status: in-progress"),)):
        assert only(30, "ouhai", monthly, *words).startswith("none no-")
        assert only(31, "ouhai", monthly, *words).startswith("none no-")
        assert only(32, "ouhai", monthly, *words) == "red missed"
    assert only(31, "ouhai", monthly, said(5, "percent: 0")) == "green on-pace"


def test_in_ouhai_a_year_that_was_made_up_is_yellow_while_others_come() -> None:
    spans = {"plan.yaml": head("lights: {rule: ouhai}")["plan.yaml"].replace("2019-04-10", "2020-04-10")}
    duty = task("deliverables: [{id: T01.1, title: 年报, every: year}]")
    late = said(370, "status: done\nperiod: '2019'", about="T01.1")
    found = standing_of(plan_of(spans, duty, late), 371)
    assert [english(each.message) for each in found.reasons if each.light is Light.YELLOW] == [
        "T01.1 of 2019 done late"
    ]


# --- what was sent back -----------------------------------------------------------------------------

DONE = said(20, "status: done", about="T01.1")
BACK = said(22, "status: in-progress\nreturns: 2019-01-20-000001", about="T01.1", unit="office")
PARTS = "deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 编制}]"


@pytest.mark.parametrize("rule", LightPreset)
def test_what_was_sent_back_is_yellow_until_it_is_reported_done_again(rule: str) -> None:
    sent_back = lit(25, rule, PARTS, DONE, BACK)
    assert "yellow returned: T01.1 sent back" in sent_back
    going_on = said(23, "percent: 90", about="T01.1")
    assert "yellow returned: T01.1 sent back" in lit(25, rule, PARTS, DONE, BACK, going_on)
    again = said(24, "status: done", about="T01.1")
    assert "returned" not in only(25, rule, PARTS, DONE, BACK, again)
    dropped = said(24, "status: dropped", about="T01.1")
    assert "returned" not in only(25, rule, PARTS, DONE, BACK, dropped)


@pytest.mark.parametrize("rule", LightPreset)
def test_a_whole_that_was_sent_back_says_so(rule: str) -> None:
    done = said(20, "status: done\npercent: 100")
    back = said(22, "status: in-progress\nreturns: 2019-01-20-000001", unit="office")
    assert lit(25, rule, "", done, back) == [
        "yellow returned: sent back, not yet reported done again",
        "green on-pace: at 100%, should be at 25%, 75 points ahead",
    ]


# --- the order --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", LightPreset)
def test_blocked_and_silent_work_is_yellow_everywhere(rule: str) -> None:
    assert only(50, rule, "", said(50, "status: blocked")) == "yellow blocked"
    assert "yellow stale" in only(91, rule, "", said(30, "percent: 100"))
    assert "stale" not in only(90, rule, "", said(30, "percent: 100"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("yinchuan", "red yellow green blue none"),
        ("sanya", "red yellow green blue none"),
        ("ouhai", "red yellow green blue none"),
        ("suqian", "red yellow blue green none"),
        ("sanming", "red yellow blue green none"),
    ],
)
def test_blue_is_worse_than_green_where_it_warns(rule: str, expected: str) -> None:
    plan = plan_of(head(f"lights: {{rule: {rule}}}"))
    assert " ".join(rule_of(plan.head.lights).worst_first) == expected
    assert list(assess(plan, day(1)).counts) == expected.split()


def test_a_section_takes_the_worst_light_in_the_order_of_its_rule() -> None:
    goal = section("deliverables: [{id: S1.1, title: 达标, due: 2019-02-19}]")
    files = (goal, said(49, "percent: 100"), said(49, "percent: 100", about="S1.1"))
    for rule, light in (("sanming", Light.BLUE), ("sanya", Light.GREEN)):
        found = assess(plan_of(head(f"lights: {{rule: {rule}}}"), *files), day(50))
        assert found.sections[0].light is light


def test_without_a_word_the_rule_is_that_of_yinchuan() -> None:
    plan = plan_of()
    assert plan.head.lights.rule is LightPreset.YINCHUAN
    assert rule_of(plan.head.lights) == Rule()
    assert ON_PACE.startswith("green")
