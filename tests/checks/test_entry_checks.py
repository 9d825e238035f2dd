"""What must hold in an entry: for each check entries that pass and entries that fail."""

from datetime import date

import msgspec

from tests.checks.specimen import Specimen, fails, found, passes, table
from tests.small import Files, day, head, said, section, task

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建标}
  - {id: T01.2, title: 上报, every: year}
indicators:
  - {id: public-standards, name: 建标数, unit: 项, target: 200, kind: reach, due: 2019-04-10}
""")
GOALS = section("deliverables: [{id: S1.1, title: 达标}]")
#: The entry that the specimens speak of, and another one.
ENTRY = "progress/T01/2019-02-09-000001.yaml"
OTHER = "progress/T01/2019-02-10-000002.yaml"


def word(more: str = "", *, about: str = "T01", unit: str = "metrology") -> Files:
    """Return an entry of day 40; what it says more begins in line 6."""
    return said(40, more, about=about, unit=unit)


ENTRY_ABOUT = (
    passes("entry-about", "a task, a part, a section", PARTS, GOALS, word(), said(41, about="T01.1"),
           said(41, about="S1", unit="office"), said(42, about="S1.1", unit="office")),
    fails("entry-about", "a part that the task does not have", (PARTS, word(about="T01.9")),
          f"{ENTRY}:1:8: error: the plan has no T01.9"),
    fails("entry-about", "a task that the plan does not have", word(about="T99"),
          "progress/T99/2019-02-09-000001.yaml:1:8: error: the plan has no T99"),
)  # fmt: skip

ENTRY_UNIT = (
    passes("entry-unit", "the lead, a member of a group, the group", word(), said(41, unit="xiamen"),
           said(42, unit="bureaus")),
    passes("entry-unit", "the office for everyone", head("office: office"), word(unit="office")),
    passes("entry-unit", "anybody about a section", GOALS, word(about="S1", unit="office")),
    fails("entry-unit", "not registered", word(unit="metrolgy"),
          f"{ENTRY}:2:7: error: “metrolgy” is not in units.yaml; the nearest there is “metrology”"),
    fails("entry-unit", "by its name", word(unit="计量处"),
          f"{ENTRY}:2:7: error: “计量处” is a name; refer to it by its id metrology"),
    fails("entry-unit", "another unit's word is kept", word(unit="office"),
          f"{ENTRY}:2:7: warning: 办公室 is not among those responsible for T01"),
)  # fmt: skip

ENTRY_DATE = (
    passes("entry-date", "the first day of the plan", said(1)),
    passes("entry-date", "today", said(100)),
    fails("entry-date", "the day before the plan", said(0),
          "progress/T01/2018-12-31-000001.yaml:3:7: error: 2018-12-31 is before the plan starts on"
          " 2019-01-01"),
    fails("entry-date", "the day after it was recorded", said(40, recorded="2019-02-08T23:59:59+08:00"),
          f"{ENTRY}:3:7: error: 2019-02-09 is in the future; it was recorded on 2019-02-08"),
    # Five in the afternoon in London is one in the morning of the next day in Shanghai.
    passes("entry-date", "the same day by the clock of the plan",
           said(40, recorded="2019-02-08T17:00:00+00:00")),
)  # fmt: skip

ENTRY_PERCENT = (
    passes("entry-percent", "none and all", word("percent: 0"), said(41, "percent: 100\nstatus: done")),
    passes("entry-percent", "done without a share, dropped with one", word("status: done"),
           said(41, "percent: 80\nstatus: dropped")),
    fails("entry-percent", "more than all", word("percent: 100.1"),
          f"{ENTRY}:6:10: error: percent is 100.1; it must be 0 to 100"),
    fails("entry-percent", "less than nothing", word("percent: -1\nstatus: done"),
          f"{ENTRY}:6:10: error: percent is -1; it must be 0 to 100"),
    fails("entry-percent", "done with less than all", word("status: done\npercent: 99.9"),
          f"{ENTRY}:7:10: warning: the work is said to be done, yet percent is 99.9"),
)  # fmt: skip

ENTRY_ACTUALS = (
    passes("entry-actuals", "of the task, also about a part", PARTS, word("actuals: {public-standards: 0}"),
           said(41, "actuals: {public-standards: 3000}", about="T01.1")),
    fails("entry-actuals", "a slip", (PARTS, word("actuals: {public-standard: 1650}")),
          f"{ENTRY}:6:28: error: T01 has no indicator “public-standard”; the nearest is “public-standards”"),
    fails("entry-actuals", "a task without indicators", word("actuals: {n: 1}"),
          f"{ENTRY}:6:14: error: T01 has no indicators"),
    fails("entry-actuals", "less than nothing", (PARTS, word("actuals: {public-standards: -0.5}")),
          f"{ENTRY}:6:29: error: public-standards is -0.5; it cannot be below 0"),
)  # fmt: skip

ENTRY_PERIOD = (
    passes("entry-period", "a year of the plan", PARTS, word("period: 2019", about="T01.2")),
    passes("entry-period", "none", PARTS, word(about="T01.2")),
    fails("entry-period", "a year outside the plan", (PARTS, word("period: 2020", about="T01.2")),
          f"{ENTRY}:6:9: error: “2020” is no occurrence of T01.2; these are 2019"),
    fails("entry-period", "a part that does not return", (PARTS, word("period: 2019", about="T01.1")),
          f"{ENTRY}:6:9: error: T01.1 does not return; leave the period out"),
    fails("entry-period", "the task itself", (PARTS, word("period: 2019")),
          f"{ENTRY}:6:9: error: T01 does not return; leave the period out"),
)  # fmt: skip

THREE_YEARS = {
    "plan.yaml": """\
format: 1
title: 三年方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-09-30}
start: 2018-09-30
end: 2020-12-31
"""
}
FROM_2019 = task("deliverables: [{id: T01.1, title: 上报, every: year, first: 2019}]")
ENTRY_PERIOD_YEARS = (
    passes("entry-period", "its last year", THREE_YEARS, FROM_2019, word("period: 2020", about="T01.1")),
    fails("entry-period", "a year before its first",
          (THREE_YEARS, FROM_2019, word("period: 2018", about="T01.1")),
          f"{ENTRY}:6:9: error: “2018” is no occurrence of T01.1; these are 2019, 2020"),
)  # fmt: skip

ENTRY_TEXT = (
    passes("entry-text", "lines, wide spaces and rare signs",
           word('summary: "一\\n第二\\u3000三\\u00a0四\\U00031350"\nnext: |\n  一\n  二')),
    fails("entry-text", "nothing said", word("summary: '  '"),
          f"{ENTRY}:5:10: error: the summary is empty; say in a sentence what was done"),
    fails("entry-text", "codes that steer a terminal or turn its text",
          word('summary: "a\\e[31m"\nproblems: "b\\u202e"\nnext: "c\\td"\nby: "e\\u200b"\n'
               'evidence: ["f\\a"]'),
          f"{ENTRY}:5:10: error: “summary” holds a control character; write plain text",
          f"{ENTRY}:6:11: error: “problems” holds a control character; write plain text",
          f"{ENTRY}:7:7: error: “next” holds a control character; write plain text",
          f"{ENTRY}:8:5: error: “by” holds a control character; write plain text",
          f"{ENTRY}:9:11: error: “evidence” holds a control character; write plain text"),
)  # fmt: skip


def after(corrects: str, *, about: str = "T01", tag: str = "000002") -> Files:
    """Return an entry of day 41 that corrects another; the key stands in line 6."""
    return said(41, f"corrects: {corrects}", about=about, tag=tag)


ENTRY_CORRECTS = (
    passes("entry-corrects", "an entry of the same task, also about a part of it", PARTS, word(about="T01.1"),
           after("2019-02-09-000001"), said(42, "corrects: 2019-02-10-000002", tag="000003")),
    fails("entry-corrects", "an entry that is not there", after("2019-03-29-ffffff"),
          f"{OTHER}:6:11: error: there is no entry 2019-03-29-ffffff"),
    fails("entry-corrects", "an entry of another task",
          (task("", "T02"), word(), after("2019-02-09-000001", about="T02")),
          "progress/T02/2019-02-10-000002.yaml:6:11: error:"
          " the entry 2019-02-09-000001 is about T01, another matter"),
    fails("entry-corrects", "itself", after("2019-02-10-000002"),
          f"{OTHER}:6:11: error: these corrections lead round in a circle"),
    fails("entry-corrects", "one another", (word("corrects: 2019-02-10-000002"), after("2019-02-09-000001")),
          f"{ENTRY}:6:11: error: these corrections lead round in a circle",
          f"{OTHER}:6:11: error: these corrections lead round in a circle"),
)  # fmt: skip

SPECIMENS = (
    *ENTRY_ABOUT,
    *ENTRY_UNIT,
    *ENTRY_DATE,
    *ENTRY_PERCENT,
    *ENTRY_ACTUALS,
    *ENTRY_PERIOD,
    *ENTRY_PERIOD_YEARS,
    *ENTRY_TEXT,
    *ENTRY_CORRECTS,
)


@table(*SPECIMENS)
def test_a_check_of_an_entry_says_what_is_wrong_and_where(specimen: Specimen) -> None:
    assert found(specimen) == specimen.problems


def test_an_entry_of_tomorrow_is_in_the_future_whenever_it_was_recorded() -> None:
    tomorrow = fails(
        "entry-date",
        "tomorrow",
        said(40, recorded=f"{day(50)}T09:00:00+08:00"),
        f"{ENTRY}:3:7: error: 2019-02-09 is in the future; it was recorded on 2019-02-08",
    )
    assert found(msgspec.structs.replace(tomorrow, today=date(2019, 2, 8))) == tomorrow.problems
    assert found(msgspec.structs.replace(tomorrow, today=date(2019, 2, 9))) == ()
