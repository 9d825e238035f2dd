"""`qtrack record --dry-run`, `--format json` and `--commit`: what becomes of an entry, and how it is told."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Run, Runner, everything
from tests.repositories import git, repository
from tests.small import HEAD, said

RECORD = ("record", "T01", "--unit", "metrology", "--status", "in-progress")


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "张三")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "zhang@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


def record(run: Runner, folder: Path, *more: str, summary: str = "有进展") -> Run:
    return run(*RECORD, "--summary", summary, *more, cwd=folder)


def test_a_dry_run_shows_the_file_and_writes_none(run: Runner, folder: Path) -> None:
    before = everything(folder)
    text = (
        "about: T01\nunit: metrology\ndate: 2019-02-19\nrecorded: 2019-02-19T09:12:44+08:00\n"
        "by: zhangsan\nstatus: in-progress\nsummary: 有进展\n"
    )
    assert record(run, folder, "--dry-run") == (0, text, "light unrated; share -\n")
    as_json = json.loads(record(run, folder, "--dry-run", "--format", "json").out)
    assert (as_json["text"], as_json["after"]["status"]) == (text, "in-progress")
    assert everything(folder) == before


def test_json_tells_id_and_path(run: Runner, folder: Path) -> None:
    done = record(run, folder, "--format", "json")
    told = json.loads(done.out)
    assert [*told][:5] == ["format", "id", "path", "about", "title"]
    assert (told["format"], told["committed"], told["next"]) == (1, False, [])
    assert told["path"] == f"plan/progress/T01/{told['id']}.yaml"
    assert (folder / told["path"]).exists()


LONG = "完成计量标准建设方案编制，已报省局审定；本月底前完成设备采购合同签订，并组织开展现场验收。"


@pytest.mark.parametrize(
    ("summary", "language", "message"),
    [
        ("有进展", "zh", "T01 计量处（进行中）：有进展\n"),
        ("有进展", "en", "T01 计量处, in progress: 有进展\n"),
        (
            LONG,
            "zh",
            f"T01 计量处（进行中）：完成计量标准建设方案编制，已报省局审定；本月底前完…\n\n{LONG}\n",
        ),
    ],
)
def test_only_the_new_file_is_committed(
    summary: str, language: str, message: str, run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    head = {"plan.yaml": f"{HEAD}language: {language}\n"}
    top = repository(tmp_path_factory.mktemp("git"), head, said(20))
    (top / "staged.txt").write_text("x", encoding="utf-8")
    git(top, "add", "staged.txt")
    with (top / "plan" / "units.yaml").open("a", encoding="utf-8") as units:
        units.write("# edited\n")
    done = record(run, top, "--commit", summary=summary)
    assert (done.code, done.err) == (0, "")
    assert git(top, "log", "-1", "--format=%B") == f"{message}\n"
    assert git(top, "show", "--name-only", "--format=", "HEAD") == f"{done.path}\n"
    assert done.out.splitlines()[-2] == "committed"
    assert git(top, "status", "--porcelain").splitlines() == [" M plan/units.yaml", "A  staged.txt"]


def test_all_rows_of_a_file_are_one_commit(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    top = repository(tmp_path_factory.mktemp("git"))
    (top / "rows.csv").write_text(
        "编号,单位,日期,进展情况,状态\nT01,计量处,2019-02-18,甲,\nT01,省计量院,2019-02-18,乙,done\n",
        encoding="utf-8",
    )
    done = run("record", "--from", "rows.csv", "--commit", cwd=top)
    assert done.code == 0
    assert git(top, "log", "-1", "--format=%B").rstrip() == (
        "录入计量处、省计量院进展 2 条\n\nT01 计量处：甲\nT01 省计量院（已完成）：乙"
    )
    assert git(top, "status", "--porcelain") == "?? rows.csv\n"


def test_without_a_repository_the_entry_stays_written(run: Runner, folder: Path) -> None:
    done = record(run, folder, "--commit")
    assert (done.code, (folder / done.path).exists()) == (2, True)
    where = folder / "plan"
    assert done.err == (
        f"qtrack: The entry is written, but not committed: {where} lies in no git repository. "
        "“git init” makes one.\n"
    )
    chinese = run(*RECORD, "--summary", "有", "--commit", environ=CHINESE)
    assert chinese.err == (
        f"qtrack：已写入，但没有提交到 git：{where} 不在 git 仓库中。可用“git init”建立。\n"
    )


def test_without_git_the_entry_stays_written(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    done = record(run, folder, "--commit")
    assert done.code == 2
    assert done.err == (
        "qtrack: The entry is written, but not committed: git was not found on this computer. Install git.\n"
    )
    assert (folder / done.path).exists()


def test_a_hook_that_refuses_leaves_the_entry_written(
    run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = repository(tmp_path_factory.mktemp("git"))
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = record(run, top, "--commit")
    assert done.code == 2
    assert done.err == (
        "qtrack: The entry is written, but not committed: git commit failed: no. "
        "“git status” and “qtrack doctor” tell more.\n"
    )
    assert (top / done.path).exists()
