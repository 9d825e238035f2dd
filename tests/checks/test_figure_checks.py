"""What must hold of dates, figures and settings: plans that pass and plans that fail."""

from tests.checks.specimen import Specimen, fails, found, passes, table
from tests.small import HEAD, head, task

DATES_IN_PLAN = (
    passes(
        "dates-in-plan",
        "on the first and on the last day",
        head("deadlines: [{wording: 到年底, date: 2019-04-10}]"),
        task("due: 2019-04-10\ndeliverables: [{id: T01.1, title: 建标, due: 2019-01-01}]"),
    ),
    passes(
        "dates-in-plan",
        "a first year",
        task("deliverables: [{id: T01.1, title: 上报, every: year, first: 2019}]"),
    ),
    fails(
        "dates-in-plan",
        "the plan ends before it starts, and nothing else is said",
        ({"plan.yaml": HEAD.replace("end: 2019-04-10", "end: 2018-04-10")}, task("due: 2030-01-01")),
        "plan.yaml:5:6: error: the plan ends on 2018-04-10, before it starts on 2019-01-01",
    ),
    fails(
        "dates-in-plan",
        "a wording and a task a day out of it",
        (head("deadlines: [{wording: 到年底, date: 2019-04-11}]"), task("due: 2018-12-31")),
        "plan.yaml:6:34: error: 2019-04-11 lies outside the plan (2019-01-01 to 2019-04-10)",
        "tasks/T01.yaml:5:6: error: 2018-12-31 lies outside the plan (2019-01-01 to 2019-04-10)",
    ),
    fails(
        "dates-in-plan",
        "parts due after their task, and after the plan",
        task("""
        due: 2019-03-01
        deliverables:
          - {id: T01.1, title: 建标, due: 2019-03-01}
          - {id: T01.2, title: 检定, due: 2019-03-02}
        indicators:
          - {id: n, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-11}
        """),
        "tasks/T01.yaml:8:33: error: T01.2 is due on 2019-03-02, after T01 itself on 2019-03-01",
        "tasks/T01.yaml:10:60: error: 2019-04-11 lies outside the plan (2019-01-01 to 2019-04-10)",
    ),
    fails(
        "dates-in-plan",
        "a first year of nothing, and one outside the plan",
        task("""
        deliverables:
          - {id: T01.1, title: 建标, first: 2019}
          - {id: T01.2, title: 上报, every: year, first: 2020}
        """),
        "tasks/T01.yaml:6:35: error: “first” goes with “every” only",
        "tasks/T01.yaml:7:48: error: the first year 2020 lies outside the plan (2019-01-01 to 2019-04-10)",
    ),
)

RECURRENCE_SOUND = (
    passes("recurrence-sound", "each year", task("deliverables: [{id: T01.1, title: 上报, every: year}]")),
    fails(
        "recurrence-sound",
        "each year, and by one day",
        task("deliverables: [{id: T01.1, title: 上报, every: year, due: 2019-03-01}]"),
        "tasks/T01.yaml:5:57: error: T01.1 returns every year, so it has no one deadline; delete due",
    ),
)

INDICATOR_SOUND = (
    passes(
        "indicator-sound",
        "all of 100 percent, beyond 100 pieces",
        task("""
        indicators:
          - {id: a, name: 率, unit: '%', target: 100, kind: hold, due: 2019-04-10}
          - {id: b, name: 数, unit: 项, target: 950, kind: reach, due: 2019-04-10, baseline: 949}
        """),
    ),
    fails(
        "indicator-sound",
        "no id, no share, no target, no way",
        task("""
        indicators:
          - {id: 合格率, name: 率, unit: 项, target: 91, kind: hold, due: 2019-04-10}
          - {id: b, name: 率, unit: '%', target: 100.5, kind: hold, due: 2019-04-10}
          - {id: c, name: 率, unit: ％, target: 950, kind: reach, due: 2019-04-10}
          - {id: d, name: 数, unit: 项, target: 0, kind: reach, due: 2019-04-10}
          - {id: e, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: 9}
        """),
        "tasks/T01.yaml:6:10: error: “合格率” is not an id of an indicator;"
        " write small letters, digits and -",
        "tasks/T01.yaml:7:41: error: the target 100.5% is beyond 100%",
        "tasks/T01.yaml:8:39: error: the target 950% is beyond 100%",
        "tasks/T01.yaml:9:39: error: the target must be more than 0, it is 0",
        "tasks/T01.yaml:10:82: error: the baseline 9 is not below the target 9",
    ),
)

HOLD_SOUND = (
    passes(
        "hold-sound",
        "without a baseline",
        task("indicators: [{id: n, name: 率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]"),
    ),
    fails(
        "hold-sound",
        "with one",
        task("""
        indicators:
          - {id: n, name: 率, unit: '%', target: 91, kind: hold, due: 2019-04-10, baseline: 95}
        """),
        "tasks/T01.yaml:6:84: hint: n is to be held; its baseline is not used",
    ),
)

THRESHOLDS_SOUND = (
    passes("thresholds-sound", "equal gaps", head("lights: {yellow_gap: 10, red_gap: 10}")),
    passes("thresholds-sound", "the 28th", head("reporting: {by_day: 28}\ntimezone: Asia/Urumqi")),
    fails(
        "thresholds-sound",
        "red before yellow, a day that not every month has, and no timezone",
        head("""
        lights: {red_gap: 10, yellow_gap: 10.5}
        reporting: {by_day: 29}
        timezone: 福州
        """),
        "plan.yaml:6:35: error: yellow_gap must be at least 0 and not more than red_gap",
        "plan.yaml:7:21: error: by_day must be 1 to 28, a day that every month has",
        "plan.yaml:8:11: error: “福州” is not a timezone; write one such as Asia/Shanghai",
    ),
    fails(
        "thresholds-sound",
        "less than nothing",
        head("lights: {yellow_gap: -1}\nreporting: {by_day: 0}\ntimezone: ../etc"),
        "plan.yaml:6:22: error: yellow_gap must be at least 0 and not more than red_gap",
        "plan.yaml:7:21: error: by_day must be 1 to 28, a day that every month has",
        "plan.yaml:8:11: error: “../etc” is not a timezone; write one such as Asia/Shanghai",
    ),
    fails(
        "thresholds-sound",
        "a red gap alone, below the yellow one nobody wrote",
        head("lights: {red_gap: 5}"),
        "plan.yaml:6:9: error: yellow_gap must be at least 0 and not more than red_gap",
    ),
)

SPECIMENS = (*DATES_IN_PLAN, *RECURRENCE_SOUND, *INDICATOR_SOUND, *HOLD_SOUND, *THRESHOLDS_SOUND)


@table(*SPECIMENS)
def test_a_check_of_figures_says_what_is_wrong_and_where(specimen: Specimen) -> None:
    assert found(specimen) == specimen.problems
