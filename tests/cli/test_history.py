"""`qtrack history`: who said what when, in four forms."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.small import head, said, small_plan, task

HOSTILE = "=1+1|<b>x</b> | `a`\n# 乙"
LEDGER = (
    head("office: office\nreporting: {by_day: 25}"),
    task("""
deliverables: [{id: T01.1, title: 建成计量中心}]
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}
"""),
    said(10, "percent: 90\nby: 李四\nsummary: 误录\n", tag="000001", recorded="2019-01-28T16:05:00+08:00"),
    said(
        10,
        "percent: 9\nactuals: {standards: 150}\nsummary: 更正进度\ncorrects: 2019-01-10-000001\n",
        tag="000002",
        recorded="2019-01-30T09:00:00+08:00",
    ),
    said(40, "status: done\nsummary: 建成", about="T01.1"),
    said(
        41, "status: in-progress\nsummary: 缺证书\nreturns: 2019-02-09-000001", about="T01.1", unit="office"
    ),
)


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, *LEDGER)


def test_the_ledger_as_a_page(run: Runner) -> None:
    assert run("history") == (
        0,
        (
            "质量提升工作方案  4 entries  as of 2019-02-19\n"
            "2019-02-10 09:00  T01.1  办公室  sent back  2019-02-10-000001\n"
            "  reason: 缺证书\n"
            "  sends back: 2019-02-09-000001\n"
            "2019-02-09 09:00  T01.1  计量处  done  2019-02-09-000001\n"
            "  progress: 建成\n"
            "2019-01-30 09:00  T01  correction  计量处  9%  2019-01-10-000002\n"
            "  progress: 更正进度\n"
            "  figures: 计量标准 150 项\n"
            "  corrects: 2019-01-10-000001\n"
            "    2019-01-28 16:05  T01  计量处  (by 李四)  90%  late  2019-01-10-000001\n"
            "      progress: 误录\n"
            "      replaced by: 2019-01-10-000002 (计量处)\n"
        ),
        "",
    )
    assert run("history", "T01.1", environ=CHINESE).out == (
        "质量提升工作方案  T01.1  进展条目 2 条  截至 2019-02-19\n"
        "2019-02-10 09:00  T01.1  办公室  退回补充  2019-02-10-000001\n"
        "  原因：缺证书\n"
        "  退回：2019-02-09-000001\n"
        "2019-02-09 09:00  T01.1  计量处  已完成  2019-02-09-000001\n"
        "  进展情况：建成\n"
    )


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (("--unit", "办公室"), 1),
        (("--since", "2019-02-10"), 1),
        (("--until", "2019-01-29"), 2),
        (("--as-of", "2019-02-09"), 3),
        (("--known-at", "2019-01-29"), 1),
        (("s1",), 4),
        (("t1.1", "--unit", "metrology"), 1),
        (("--until", "2019-01-01"), 0),
    ],
)
def test_what_is_asked_for_is_shown(arguments: tuple[str, ...], number: int, run: Runner) -> None:
    found = json.loads(run("history", *arguments, "--format", "json").out)
    assert sum(len(thread) for thread in found["threads"]) == number


def test_nothing_is_said_so(run: Runner) -> None:
    assert run("history", "--until", "2019-01-01", "--known-at", "2019-02-01").out == (
        "质量提升工作方案  no entries  as of 2019-02-19, as known on 2019-02-01\n"
    )


def test_the_ledger_as_json(run: Runner) -> None:
    found = json.loads(run("history", "T01", "--since", "2019-01-01", "--format", "json").out)
    assert list(found) == ["format", "as_of", "known_at", "about", "since", "until", "unit", "threads"]
    assert (found["format"], found["about"], found["since"]) == (1, "T01", "2019-01-01")
    newer, older = found["threads"][-1]
    assert (newer["kind"], newer["corrects"], newer["late"]) == ("correction", "2019-01-10-000001", False)
    assert (older["kind"], older["replaced_by"], older["late"]) == ("report", "2019-01-10-000002", True)
    assert older["recorded_at"] == "2019-01-28T16:05:00+08:00"


def test_the_ledger_as_csv(run: Runner) -> None:
    text = run("history", "--format", "csv", environ=CHINESE).out
    assert text.startswith("\ufeff记录时间,类别,日期,编号,名称,单位,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [each["类别"] for each in rows] == ["退回补充", "报送", "更正", "报送"]
    assert rows[2]["指标数据"] == "计量标准 150项"
    assert (rows[3]["补报"], rows[3]["已被更正"]) == ("补报", "2019-01-10-000002")


def test_no_cell_is_a_formula(run: Runner, folder: Path) -> None:
    small_plan(folder / "other", said(40, f"summary: {json.dumps(HOSTILE)}\nby: '@王'"))
    text = run("history", "--format", "csv", cwd=folder / "other").out
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["summary"] == f"'{HOSTILE}"
    assert row["recorded by"] == "'@王"


def test_the_ledger_as_markdown_leaves_out_what_nobody_filled(run: Runner, folder: Path) -> None:
    small_plan(folder / "other", said(40, f"summary: {json.dumps(HOSTILE)}"))
    assert run("history", "--format", "markdown", cwd=folder / "other").out == (
        "# 质量提升工作方案  1 entry  as of 2019-02-19\n"
        "\n"
        "| recorded at | kind | date | id | title | unit | summary | entry |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 2019-02-09 09:00 | report | 2019-02-09 | T01 | 健全量传溯源体系 | 计量处 "
        "| =1+1\\|\\<b\\>x\\</b\\> \\| \\`a\\` \\# 乙 | 2019-02-09-000001 |\n"
    )


def test_what_cannot_be_shown_is_refused_in_a_sentence(run: Runner) -> None:
    assert (
        run("history", "T99").err
        == "qtrack: ID is “T99”, which the plan does not have. “qtrack status” lists its tasks, T01 to T01.\n"
    )
    assert run("history", "--unit", "计量局").err.startswith(
        "qtrack: --unit is “计量局”, and no unit is called so."
    )
    assert run("history", "--since", "gestern").err == (
        "qtrack: --since is “gestern”, which is not a date. Write it as 2019-06-28.\n"
    )
    assert run("history", "--format", "xml").err == (
        "qtrack: --format cannot be “xml”. It can be table, json, csv, xlsx, markdown.\n"
    )
