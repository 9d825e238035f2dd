"""What must hold among the entries of a plan: plans that pass and plans that fail."""

from tests.checks.specimen import Specimen, fails, found, passes, table
from tests.small import head, said, section, task

FIGURES = task("""
indicators:
  - {id: reached, name: 建标数, unit: 项, target: 200, kind: reach, due: 2019-04-10}
  - {id: held, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}
""")
ON_41 = "progress/T01/2019-02-10-000001.yaml"
ON_42 = "progress/T01/2019-02-11-000001.yaml"
ON_43 = "progress/T01/2019-02-12-000001.yaml"

ACTUAL_FALLS = (
    passes("actual-falls", "it grows or stays", FIGURES, said(40, "actuals: {reached: 160}"),
           said(41, "actuals: {reached: 160}"), said(42, "actuals: {reached: 161}")),
    passes("actual-falls", "a value to hold may fall", FIGURES, said(40, "actuals: {held: 95}"),
           said(41, "actuals: {held: 92}")),
    passes("actual-falls", "less than a value that was corrected", FIGURES,
           said(40, "actuals: {reached: 1600}"),
           said(40, "actuals: {reached: 160}\ncorrects: 2019-02-09-000001", tag="000002"),
           said(41, "actuals: {reached: 165}")),
    passes("actual-falls", "of two tasks", FIGURES,
           {path.replace("T01", "T02"): text.replace("T01", "T02") for path, text in FIGURES.items()},
           said(40, "actuals: {reached: 160}"), said(41, "actuals: {reached: 20}", about="T02")),
    fails("actual-falls", "less than the highest before, however often",
          (FIGURES, said(40, "actuals: {reached: 160}"), said(41, "actuals: {reached: 16.5, held: 90}"),
           said(42, "actuals: {reached: 17}"), said(43, "actuals: {reached: 160}")),
          f"{ON_41}:6:20: warning: reached is 16.5, less than the 160 of 2019-02-09",
          f"{ON_42}:6:20: warning: reached is 17, less than the 160 of 2019-02-09"),
    fails("actual-falls", "by the days spoken of, not by the order of recording",
          (FIGURES, said(40, "actuals: {reached: 160}", recorded="2019-03-01T09:00:00+08:00"),
           said(41, "actuals: {reached: 150}")),
          f"{ON_41}:6:20: warning: reached is 150, less than the 160 of 2019-02-09"),
)  # fmt: skip

TWO = task("deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 检定}]")
YEARLY = task("deliverables: [{id: T01.1, title: 上报, every: year}]")
OFFICE = head("office: office")

CLOSED_APART = (
    passes("closed-apart", "done by the unit, closed by the office", OFFICE, said(40, "status: done"),
           said(41, "status: closed", unit="office")),
    passes("closed-apart", "a word between", OFFICE, said(40, "status: done"), said(41),
           said(42, "status: closed", unit="office")),
    passes("closed-apart", "all its parts were done", OFFICE, TWO, said(40, "status: done", about="T01.1"),
           said(41, "status: done", about="T01.2"), said(42, "status: closed", unit="office")),
    passes("closed-apart", "a year that one names and the other does not", OFFICE, YEARLY,
           said(40, "status: done\nperiod: 2019", about="T01.1"),
           said(41, "status: closed", about="T01.1", unit="office")),
    passes("closed-apart", "a section's own goals", OFFICE,
           section("deliverables: [{id: S1.1, title: 达标}]"),
           said(40, "status: done", about="S1.1"), said(41, "status: closed", about="S1.1", unit="office")),
    fails("closed-apart", "by the unit itself", (said(40, "status: done"), said(41, "status: closed")),
          f"{ON_41}:2:7: error: 计量处 reported T01 done and cannot close it too"),
    fails("closed-apart", "nobody said it was done", (OFFICE, said(41, "status: closed", unit="office")),
          f"{ON_41}:6:9: error: nobody reported T01 done before it was closed"),
    fails("closed-apart", "only a part was done",
          (OFFICE, TWO, said(40, "status: done", about="T01.1"), said(41, "status: closed", unit="office")),
          f"{ON_41}:6:9: error: nobody reported T01 done before it was closed"),
    fails("closed-apart", "another part was done",
          (OFFICE, TWO, said(40, "status: done", about="T01.1"),
           said(41, "status: closed", about="T01.2", unit="office")),
          f"{ON_41}:6:9: error: nobody reported T01.2 done before it was closed"),
    fails("closed-apart", "what said it was done was corrected",
          (OFFICE, said(40, "status: done"), said(40, "corrects: 2019-02-09-000001", tag="000002"),
           said(41, "status: closed", unit="office")),
          f"{ON_41}:6:9: error: nobody reported T01 done before it was closed"),
)  # fmt: skip

FIRST = "corrects: 2019-02-09-000001"
CORRECTED_ONCE = (
    passes("corrected-once", "a correction of the correction", said(40), said(41, FIRST),
           said(42, "corrects: 2019-02-10-000001")),
    fails("corrected-once", "twice and thrice", (said(40), said(41, FIRST), said(42, FIRST), said(43, FIRST)),
          f"{ON_42}:6:11: warning: 2019-02-09-000001 is corrected by 2019-02-10-000001 too;"
          " the one recorded last counts",
          f"{ON_43}:6:11: warning: 2019-02-09-000001 is corrected by 2019-02-10-000001 too;"
          " the one recorded last counts"),
)  # fmt: skip

SPECIMENS = (*ACTUAL_FALLS, *CLOSED_APART, *CORRECTED_ONCE)


@table(*SPECIMENS)
def test_a_check_of_the_entries_says_what_is_wrong_and_where(specimen: Specimen) -> None:
    assert found(specimen) == specimen.problems
