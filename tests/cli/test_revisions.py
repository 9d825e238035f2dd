"""What pages and papers say of what another notice revises or ends."""

import json
from pathlib import Path

from tests.cli.conftest import CHINESE, Runner
from tests.repositories import commit, lay, repository
from tests.small import head, said, task

NOTICE = head(
    "revisions:\n"
    "  - {number: 闽市监〔2019〕12号, title: 关于调整部分任务的通知, issued: 2019-02-11, "
    "revises: [T01, T01.2], ends: [T02, T01.1]}\n"
)
PARTS = "deliverables:\n  - {id: T01.1, title: 建标, due: 2019-01-20}\n  - {id: T01.2, title: 比对}\n"


def plan(folder: Path) -> None:
    lay(folder / "plan", NOTICE | task(PARTS) | task("due: 2019-02-01", "T02"))


def test_status_counts_what_is_replaced_and_says_by_which_notice(folder: Path, run: Runner) -> None:
    plan(folder)
    text = run("status", "--all", environ=CHINESE).out
    assert "被新文件替代 1" in text
    assert "自 2019-02-11 起由闽市监〔2019〕12号替代" in text
    assert "已取消" not in text
    early = run("status", "--all", "--as-of", "2019-02-10", environ=CHINESE).out
    assert "替代" not in early
    assert "逾期 9 天" in early


def test_show_names_the_notice_at_what_it_revises_and_ends(folder: Path, run: Runner) -> None:
    plan(folder)
    notice = "闽市监〔2019〕12号《关于调整部分任务的通知》，2019-02-11"
    text = run("show", "T01", environ=CHINESE).out
    assert f"修订文件   {notice}\n" in text
    assert f"替代文件   T01.1：{notice}\n" in text
    assert "T01.1 建标 被新文件替代" in text
    assert "状态       被新文件替代\n" in run("show", "T02", environ=CHINESE).out
    assert "T01.2：" not in text  # the whole is named already
    found = json.loads(run("show", "T02", "--format", "json").out)
    assert found["revisions"] == [
        {
            "number": "闽市监〔2019〕12号",
            "issued": "2019-02-11",
            "title": "关于调整部分任务的通知",
            "revises": [],
            "ends": ["T02"],
        }
    ]
    assert (found["light"], found["reasons"][0]["code"]) == ("none", "replaced")
    before = run("show", "T01", "--as-of", "2019-02-10", environ=CHINESE).out
    assert "闽市监" not in before


def test_json_and_csv_tell_what_is_replaced_from_what_was_dropped(folder: Path, run: Runner) -> None:
    plan(folder)
    lay(folder / "plan", task("", "T03") | said(30, "status: dropped", about="T03", unit="office"))
    page = json.loads(run("status", "--since", "2019-01-15", "--format", "json").out)
    states = {one["id"]: (one["status"], one["replaced"]) for one in page["tasks"]}
    assert states == {"T01": ("not-started", False), "T02": ("dropped", True), "T03": ("dropped", False)}
    assert {one["id"]: one["replaced"] for one in page["dropped"]} == {
        "T01.1": True,
        "T02": True,
        "T03": False,
    }
    (first, _) = json.loads(run("show", "T01", "--format", "json").out)["deliverables"]
    assert (first["status"], first["replaced"]) == ("dropped", True)
    assert json.loads(run("show", "T02", "--format", "json").out)["replaced"] is True
    rows = run("status", "--format", "csv", environ=CHINESE).out.splitlines()
    assert [row.split(",")[7] for row in rows] == ["状态", "未启动", "被新文件替代", "已取消"]
    since = run("status", "--since", "2019-01-15", environ=CHINESE).out
    assert "新替代 2  T01.1、T02\n新取消 1  T03\n" in since


def test_nobody_is_asked_and_nothing_falls_due_of_it(folder: Path, run: Runner) -> None:
    plan(folder)
    assert "T02" not in run("due", "--within", "90").out
    assert "T02" not in run("chase").out
    assert "T02" not in run("mine", "计量处").out


def test_papers_tell_it_in_remarks_and_annexes(folder: Path, run: Runner) -> None:
    plan(folder)
    for kind in ("ledger", "assignments"):
        text = run("report", kind).out
        assert "按闽市监〔2019〕12号修订" in text
        assert "（1）由闽市监〔2019〕12号替代" in text
        assert "由闽市监〔2019〕12号替代" in text.rpartition("| 2 |")[2]
    weekly = run("report", "weekly", "--of", "2019-W07").out
    assert "含被新文件替代1项" in weekly
    assert "被新文件替代：建标（2月11日）、健全量传溯源体系（2月11日）。" in weekly
    assert (
        "《关于调整部分任务的通知》（闽市监〔2019〕12号），2月11日：修订“健全量传溯源体系”、“比对”；"
        "替代“健全量传溯源体系”、“建标”。"
    ) in weekly
    assert run("report", "weekly", "--of", "2019-W07", "--format", "html").code == 0
    assert "| - | - | - | 自2月11日起由闽市监〔2019〕12号替代 |" in run("report", "scorecard").out


def test_diff_tells_what_is_ended_and_which_extension_a_notice_approves(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path / "git", task("due: 2019-02-28"), task("", "T02"))
    notice = NOTICE["plan.yaml"].replace(", T01.2", "").replace(", T01.1", "")
    commit(top / "plan", {"plan.yaml": notice, **task("due: 2019-03-31")})
    text = run("diff", "HEAD~1..HEAD", cwd=top, environ=CHINESE).out
    assert "T02 自 2019-02-11 起由闽市监〔2019〕12号替代，不再执行" in text
    assert "依据闽市监〔2019〕12号" in text
    assert run("diff", "HEAD~1..HEAD", "--fail-on", "loosening", cwd=top).code == 1
