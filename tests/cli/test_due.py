"""`qtrack due`: what is overdue and what falls due."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.small import small_plan, task


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(
        folder,
        task("due: 2019-04-10\ndeliverables: [{id: T01.1, title: 建成计量中心, due: 2019-02-10}]\n"),
    )


def test_the_page_by_date(run: Runner) -> None:
    done = run("due", "--within", "60d", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "质量提升工作方案  2019-04-20 前到期  截至 2019-02-19\n"
        "尚未记录任何进展；用“qtrack record”记第一条。\n"
        "\n"
        "逾期  1\n"
        "完成时限   天数 编号  类别 名称             灯 牵头\n"
        "2019-02-10   -9 T01.1 事项 建成计量中心     红 计量处\n"
        "\n"
        "60 天内到期  1\n"
        "2019-04-10   50 T01   任务 健全量传溯源体系 红 计量处\n"
    )


@pytest.mark.parametrize(("within", "shown"), [("50", 1), ("49d", 0), ("0", 0), ("50D", 1)])
def test_how_far_it_looks(within: str, shown: int, run: Runner) -> None:
    found = json.loads(run("due", "--within", within, "--format", "json").out)
    assert (found["format"], len(found["overdue"]), len(found["coming"])) == (1, 1, shown)


def test_thirty_days_unless_told_otherwise(run: Runner) -> None:
    found = json.loads(run("due", "--format", "json").out)
    assert (found["within"], found["until"]) == (30, "2019-03-21")


def test_csv_and_markdown(run: Runner) -> None:
    lines = run("due", "--format", "csv").out.splitlines()
    assert lines == [
        "\ufeffdue,days,id,kind,title,light,lead,period,indicator id",
        "2019-02-10,-9,T01.1,deliverable,建成计量中心,red,计量处,,",
    ]
    table = run("due", "--format", "markdown").out
    assert table.endswith("| 2019-02-10 | -9 | T01.1 | deliverable | 建成计量中心 | red | 计量处 |\n")
