"""What `record`, `correct`, `withdraw`, `close` and `return` answer: in words, and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, ENGLISH, NOW, Runner
from tests.repositories import repository
from tests.small import head, said, small_plan, task

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布季度报告, every: quarter}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
)
ROUNDS = head("reporting: {by_day: 25}\noffice: office\n")
EARLIER = said(10, "percent: 10\n"), said(26, "status: done\n", about="T01.1", tag="00000d")
RECORD = ("record", "T01", "--unit", "计量处", "--summary", "完成招标", "--percent", "40")


@pytest.fixture(autouse=True)
def _plan(folder: Path) -> None:
    small_plan(folder, PARTS, ROUNDS, *EARLIER)


def test_it_answers_in_words_and_ends_with_the_file(run: Runner, folder: Path) -> None:
    done = run(*RECORD, environ=ENGLISH)
    name = Path(done.path).stem
    assert (done.code, done.err, (folder / done.path).exists()) == (0, "", True)
    missing = "T01.2 发布季度报告 (2019Q1); figures of 计量标准; reports of 省计量科学研究院"
    assert done.out.splitlines() == [
        f"T01 健全量传溯源体系: recorded as {name}",
        "light red → yellow; share 10% → 40%; gap -40 → -10 points",
        "reason: 10 points behind",
        f"still missing by 2019-02-25: {missing}",
        f"plan/progress/T01/{name}.yaml",
    ]


def test_it_answers_in_chinese(run: Runner) -> None:
    done = run("record", "T01.1", "--unit", "计量处", "--summary", "补充验收", environ=CHINESE)
    missing = "T01.2 发布季度报告（2019Q1）；指标数据：计量标准；报送单位：省计量科学研究院"
    assert done.out.splitlines()[:4] == [
        f"T01.1 建成计量中心（T01 健全量传溯源体系）：已录入 {Path(done.path).stem}",
        "灯 红；进度 10%；差值 -40 个百分点",
        "原因：落后 40 个百分点",
        f"本期（2019-02-25 前）尚缺：{missing}",
    ]


def test_json_has_the_same_as_fields(run: Runner) -> None:
    told = json.loads(run(*RECORD, "--format", "json").out)
    assert (told["about"], told["title"], told["as_of"]) == ("T01", "健全量传溯源体系", "2019-02-19")
    assert (told["before"]["light"], told["before"]["gap"]) == ("red", -40.0)
    assert (told["after"]["light"], told["after"]["gap"]) == ("yellow", -10.0)
    assert (told["deadline"], told["committed"], told["next"]) == ("2019-02-25", False, [])
    assert told["missing_parts"] == [{"id": "T01.2", "title": "发布季度报告", "periods": ["2019Q1"]}]
    assert told["missing_figures"] == [{"id": "standards", "name": "计量标准"}]
    assert told["missing"] == [{"id": "institute", "name": "省计量科学研究院"}]


def test_a_dry_run_tells_what_it_would_do_beside_the_file(run: Runner) -> None:
    done = run(*RECORD, "--dry-run")
    assert done.out.startswith("about: T01\n")
    assert done.err.splitlines()[0] == "light red → yellow; share 10% → 40%; gap -40 → -10 points"


def test_in_git_it_says_how_to_commit(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    top = repository(tmp_path_factory.mktemp("git"))
    done = run("record", "T01", "--unit", "计量处", "--summary", "完成招标", cwd=top)
    assert done.out.splitlines()[-2] == (
        f"not committed yet: git add {done.path}, then git commit; next time --commit does both"
    )


def test_corrections_withdrawals_returns_and_closings_answer_too(run: Runner) -> None:
    corrected = run("correct", "000001", "--percent", "45")
    assert corrected.out.splitlines()[1] == "light red → green; share 10% → 45%; gap -40 → -5 points"
    withdrawn = run("withdraw", Path(corrected.path).stem, "--reason", "误报")
    assert withdrawn.out.splitlines()[1] == "light green → red; share 45% → 10%; gap -5 → -40 points"
    returned = run("return", "T01.1", "--reason", "缺材料")
    assert returned.out.splitlines()[0].startswith("T01.1 建成计量中心 (T01 健全量传溯源体系): recorded as ")
    later = NOW.replace(day=20)
    run("record", "T01.1", "--unit", "计量处", "--summary", "补齐", "--status", "done", now=later)
    closed = run("close", "T01.1", "--verified-by", "办公室", "--evidence", "甲", now=later)
    assert closed.out.splitlines()[1] == "light red; share 10%; gap -41 points"


def test_after_the_plans_end_it_speaks_of_the_day_of_the_entry(run: Runner) -> None:
    done = run(*RECORD, "--date", "2019-02-20", now=NOW.replace(year=2020))
    assert done.out.splitlines()[1].endswith("; gap -41 → -11 points, as of 2019-02-20")


def test_a_spreadsheet_ends_with_one_answer_for_all(run: Runner, folder: Path) -> None:
    rows = "编号,单位,日期,进展情况,进度\nT01,计量处,2019-02-18,甲,40\nT01,省计量院,2019-02-18,乙,\n"
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    done = run("record", "--from", "rows.csv")
    assert done.err.splitlines() == ["2 entries written.", "lights that turn: T01 red → yellow"]
    assert len(done.out.splitlines()) == 2
