"""`qtrack indicators`: targets, values, pace and outlook."""

import csv
import io
import json
from pathlib import Path

import pytest

from qtrack.locale.message import Translator
from qtrack.pages.record import figure_line
from qtrack.records.task import matter
from tests.cli.conftest import CHINESE, Runner
from tests.small import day, plan_of, said, small_plan, task

INDICATOR = """
indicators:
  - {id: standards, name: 计量标准, unit: 项, baseline: 0, target: 200, kind: reach, due: 2019-04-10}
"""


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    """Go from 100 to 112 in 10 days: the 88 that are left take 73.3 days more, until day 104."""
    small_plan(
        folder,
        task(INDICATOR),
        said(20, "actuals: {standards: 100}\n"),
        said(30, "actuals: {standards: 112}\n"),
    )


def test_the_page_in_chinese(run: Runner) -> None:
    done = run("indicators", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "质量提升工作方案  指标 1 项  截至 2019-02-19\n"
        "编号 指标     目标值 完成值 日期       进度 序时 差值 完成时限   走势      预计\n"
        "T01  计量标准    200    112 2019-01-30  56%  50%   +6 2019-04-10 100 > 112 "
        "按目前速度 2019-04-14 达到，逾期 4 天\n"
    )


def test_json_has_every_value(run: Runner) -> None:
    found = json.loads(run("indicators", "--format", "json").out)
    assert found["format"] == 1
    (row,) = found["indicators"]
    assert row["values"] == [{"date": "2019-01-20", "value": 100}, {"date": "2019-01-30", "value": 112}]
    assert row["projection"] == {"outlook": "late", "reached": "2019-04-14", "days_late": 4}
    assert (row["holder"], row["indicator"]["gap"]) == ("T01", 6.0)


def test_csv_and_markdown(run: Runner) -> None:
    text = run("indicators", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (row["indicator id"], row["unit of measure"], row["target"], row["gap"]) == (
        "standards",
        "项",
        "200",
        "+6",
    )
    assert not {"upper end", "nature", "baseline", "year of the baseline"} & row.keys()
    assert row["outlook"] == "at this rate reached 2019-04-14, 4 days late"
    assert "| T01 | 计量标准 | 200 | 项 | 112 |" in run("indicators", "--format", "markdown").out


def assert_shown(run: Runner, folder: Path, keys: str, command: list[str], shown: list[str]) -> None:
    """Check that a command shows these texts of a task with these keys."""
    small_plan(folder, task(keys))
    told = run(*command, environ=CHINESE)
    assert [text for text in shown if text not in told.out] == []


WORDED = """
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10,
     qualifiers: [strive, at-least]}
  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10, qualifiers: [at-least]}
  - {id: own, name: 省级标准, unit: 项, target: 350, kind: reach, due: 2019-04-10}
"""


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["indicators"], ["力争200以上", "保持 91以上", " 350 "]),
        (["indicators", "--format", "markdown"], ["| 力争200以上 |", "| 保持 91以上 |", "| 350 |"]),
        (["indicators", "--format", "csv"], [",200,力争200项以上,", ",91,保持 91%以上,", ",350,350项,"]),
        (["show", "T01"], ["力争200项以上", "保持 91%以上", "350项"]),
        (["report", "assignments"], ["计量标准 力争200项以上", "合格率 保持91%以上", "省级标准 350项"]),
        (["report", "ledger"], ["计量标准 力争200项以上", "合格率 保持91%以上", "省级标准 350项"]),
        (["report", "monthly", "--of", "2019-01"], ["| 力争200项以上 |", "| 保持91%以上 |", "| 350项 |"]),
    ],
)  # fmt: skip
def test_a_target_is_printed_with_the_words_of_the_document(
    run: Runner, folder: Path, command: list[str], shown: list[str]
) -> None:
    assert_shown(run, folder, WORDED, command, shown)


FURTHER = """
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 20, most: 25, kind: reach, due: 2019-04-10,
     baseline: 10, baseline_year: 2017, binding: true, qualifiers: [strive]}
  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10, qualifiers: [about],
     binding: false}
  - {id: batches, name: 批次, unit: 批, target: 20, most: 25, kind: reach, every: year, binding: true,
     due: 2019-04-10}
"""


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (
            ["indicators", "--format", "markdown"],
            ["| 计量标准（约束性） | 力争20—25 |", "| 保持 91左右 |", "| 批次（2019 年）（约束性） |"],
        ),
        (
            ["indicators", "--format", "csv"],
            [",上限,指标性质,基期值,基期年份,", ",力争20—25项,25,约束性,10,2017,", ",保持 91%左右,,预期性,,"],
        ),
        (["show", "T01"], ["力争20—25项", "保持 91%左右", "约束性", "2017 年基期值 10项"]),
        (
            ["report", "assignments"],
            ["计量标准（约束性） 力争20—25项（2017年基期值10项）", "（约束性） 每年20—25批"],
        ),
        (["report", "ledger"], ["计量标准（约束性） 力争20—25项（2017年基期值10项）"]),
        (["report", "monthly", "--of", "2019-01"], ["| 计量标准（约束性） |", "| 力争20—25项 |"]),
    ],
)  # fmt: skip
def test_ranges_their_nature_and_the_year_of_the_baseline_are_printed(
    run: Runner, folder: Path, command: list[str], shown: list[str]
) -> None:
    assert_shown(run, folder, FURTHER, command, shown)


def test_whoever_records_sees_the_words_around_the_target() -> None:
    figures = matter(plan_of(task(WORDED)), "T01", day(50)).figures
    assert [figure_line(each, Translator("zh")) for each in figures] == [
        "计量标准（目标 力争200项以上）",
        "合格率（目标 91%以上）",
        "省级标准（目标 350项）",
    ]


def test_the_words_around_a_target_change_no_light(run: Runner, folder: Path) -> None:
    def lights() -> list[object]:
        page = json.loads(run("status", "--format", "json").out)
        return [page["counts"], *page["sections"]]

    small_plan(folder, task(WORDED), said(20, "actuals: {standards: 100, rate: 90.9, own: 10}\n"))
    worded = lights()
    plain = WORDED.replace(",\n     qualifiers: [strive, at-least]", "").replace(
        ", qualifiers: [at-least]", ""
    )
    small_plan(folder, task(plain))
    assert lights() == worded


def test_json_has_the_words_around_a_target(run: Runner, folder: Path) -> None:
    small_plan(folder, task(WORDED))
    rows = json.loads(run("indicators", "--format", "json").out)["indicators"]
    found = [(each["indicator"]["target"], each["indicator"]["qualifiers"]) for each in rows]
    assert found == [(200, ["strive", "at-least"]), (91, ["at-least"]), (350, [])]
