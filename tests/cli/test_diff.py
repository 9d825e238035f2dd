"""`qtrack diff`, from the command line to its exit code, on real repositories and in real hooks."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from qtrack.cli.main import main
from tests.repositories import ENVIRON, commit, git, lay, repository
from tests.small import HEAD, SMALL, head, said, task

NOW = datetime(2019, 3, 1, 4, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
ENTRY = next(iter(said(3)))
ALTERED = {ENTRY: said(3)[ENTRY].replace("有进展", "已完成")}


class Ran(NamedTuple):
    """What a run of qtrack said and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return `qtrack diff` as a function of a folder and its arguments."""

    def ran(cwd: Path, *arguments: str, lang: str = "en") -> Ran:
        code = main(["diff", *arguments], {"QTRACK_LANG": lang}, cwd, NOW)
        return Ran(code, *capsys.readouterr())

    return ran


def test_an_untouched_plan_has_no_change_in_meaning(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path)
    ran = run(top)
    assert (ran.code, ran.out, ran.err) == (0, "From HEAD to the working tree: no change in meaning.\n", "")
    assert run(top, lang="zh").out == "HEAD → 工作区：方案含义没有变化。\n"
    assert json.loads(run(top, "--format", "json").out) == {
        "format": 1,
        "changes": [],
        "problems": [],
        "effect": None,
    }
    assert run(top, "--format", "github").out == ""


def test_a_reformat_has_no_change_in_meaning(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path)
    text = (
        SMALL["tasks/T01.yaml"]
        .replace("\n", "\r\n")
        .replace("title: 健全", "title:  '健全")
        .replace("体系", "体系'")
    )
    lay(top / "plan", {"tasks/T01.yaml": "# 注\n" + text})
    assert git(top, "status", "--short")
    assert run(top).code == 0


def test_a_checkout_with_the_line_ends_of_windows_has_no_change(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, said(3))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(top), str(clone))
    assert b"\r\n" in (clone / "plan" / "plan.yaml").read_bytes()
    assert run(clone).code == 0
    assert run(clone, "--staged").code == 0


def test_a_postponed_deadline_is_a_sentence_with_its_place(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("due: 2019-03-01"))
    lay(top / "plan", task("due: 2019-04-01"))
    ran = run(top, "--as-of", "2019-01-10", lang="zh")
    assert ran.code == 1
    assert ran.out == (
        "HEAD → 工作区：变更 1 处，其中放宽 1 处。\n"
        "T01 完成时限由 2019-03-01 推迟到 2019-04-01（推迟 31 天），属放宽\n"
        "    plan/tasks/T01.yaml:5  健全量传溯源体系  涉及：计量处、省计量院、各市县局\n"
    )
    assert run(top, "--as-of", "2019-01-10").out == (
        "From HEAD to the working tree: 1 change, of them 1 loosening.\n"
        "T01 is due on 2019-04-01 instead of 2019-03-01 (31 days later); this loosens the plan\n"
        "    plan/tasks/T01.yaml:5  健全量传溯源体系  affects 计量处, 省计量院, 各市县局\n"
    )


def test_json_is_what_the_readme_says(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("due: 2019-03-01"))
    lay(top / "plan", task("due: 2019-04-01"))
    (change,) = json.loads(run(top, "--as-of", "2019-01-10", "--format", "json").out)["changes"]
    assert change == {
        "kind": "due-postponed",
        "about": "T01",
        "from": "2019-03-01",
        "to": "2019-04-01",
        "loosens": True,
        "tampers": False,
        "units": ["计量处", "省计量院", "各市县局"],
        "path": "plan/tasks/T01.yaml",
        "line": 5,
        "text": "T01 is due on 2019-04-01 instead of 2019-03-01 (31 days later); this loosens the plan",
    }


def test_github_gets_annotations_and_a_merge_request_markdown(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("due: 2019-03-01"), said(3))
    lay(top / "plan", task("due: 2019-04-01\nsource: '<b>*第1项*'") | {ENTRY: None})
    lines = run(top, "--as-of", "2019-01-10", "--format", "github").out.splitlines()
    assert lines[0].startswith(f"::error file=plan/{ENTRY},title=entry-deleted::")
    assert lines[1].startswith("::warning file=plan/tasks/T01.yaml,line=5,title=due-postponed::T01 is due on")
    assert lines[2].startswith("::notice file=plan/tasks/T01.yaml,line=6,title=source-changed::")
    page = run(top, "--format", "markdown", lang="zh").out
    heads = [line for line in page.splitlines() if line.startswith("#")]
    assert heads == ["#### 篡改记录", "#### 放宽要求"]
    assert "\n<details><summary>其他变更 1 处</summary>\n\n- " in page
    assert page.endswith("\n</details>\n")
    assert r"\<b\>\*第1项\*" in page


def test_a_light_that_gets_better_by_an_edit_of_no_loosening_kind_fails_all_the_same(
    tmp_path: Path, run: Run
) -> None:
    late = "deliverables:\n  - {id: T01.1, title: 建标准, due: 2019-02-25}\n"
    far = "".join(f"  - {{id: T01.{number}, title: 建{number}, due: 2019-04-10}}\n" for number in range(2, 9))
    top = repository(tmp_path, task(late), said(5, "percent: 0", about="T01.1"))
    lay(top / "plan", task(late + far))
    early = run(top, "--fail-on", "loosening", "--as-of", "2019-01-04")
    assert (early.code, early.out.count("added")) == (0, 7)
    ran = run(top, "--fail-on", "loosening", "--as-of", "2019-01-20", lang="zh")
    assert ran.code == 1
    assert ran.out.splitlines()[1] == (
        "仅因修改方案，截至 2019-01-20，T01“健全量传溯源体系”由红转黄；"
        "原为：达 0%，应达 35.7%，落后 35.7 个百分点；现为：达 0%，应达 22%，落后 22 个百分点，属放宽"
    )


def test_silences_and_templates_come_before_rewordings(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, said(3))
    quiet = task("").copy() | {"templates/weekly.md.j2": "x"}
    quiet["tasks/T01.yaml"] = quiet["tasks/T01.yaml"].replace("体系", "系统  # qtrack: allow closed-apart")
    lay(top / "plan", quiet)
    changes = json.loads(run(top, "--format", "json").out)["changes"]
    assert [(change["kind"], change["line"]) for change in changes] == [
        ("check-silenced", 3),
        ("template-added", 1),
        ("task-reworded", 3),
    ]
    assert run(top, "--fail-on", "loosening").code == 1


def test_entries_are_told_with_what_git_holds_beside_them(tmp_path: Path, run: Run) -> None:
    figure = "indicators:\n  - {id: n, name: 标准, unit: 项, target: 9, kind: reach, due: 2019-04-10}\n"
    first = said(3, "percent: 20\nactuals: {n: 10}")
    top = repository(tmp_path, task(figure), first)
    (path,) = first
    commit(
        top / "plan",
        said(40, "corrects: 2019-01-03-000001\nactuals: {n: 12}", recorded="2018-12-20T09:00:00+08:00"),
    )
    assert run(top, "HEAD~1..HEAD", lang="zh").out.splitlines()[1] == (
        "计量处更正计量处关于 T01 的进展条目 2019-01-03-000001（日期：2019-01-03 → 2019-02-09、"
        "进度：20% → -、标准：10 → 12）：有进展；"
        "记录于 2018-12-20，比 2019-01-02 早 13 天，而 2019-01-02 时尚无此条目"
    )
    lay(top / "plan", {path: first[path].replace("n: 10", "n: 11")})
    assert "（标准：10 → 11），属篡改记录" in run(top, lang="zh").out
    git(top, "checkout", "--quiet", ".")
    (top / "plan/progress/T02").mkdir()
    git(top, "mv", f"plan/{path}", "plan/progress/T02")
    ran = run(top, "--fail-on", "tampering")
    assert ran.code == 1
    assert "was moved to the folder of T02; this tampers with the record\n    plan/progress/T02/" in ran.out


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
def test_a_template_that_cannot_be_read_is_told_all_the_same(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path)
    (top / "plan/templates").mkdir()
    (top / "plan/templates/weekly.md.j2").symlink_to("nowhere")
    assert "the template weekly.md.j2 is added" in run(top).out


def test_a_new_number_is_said_with_the_edits_beside_it_and_is_no_tampering(tmp_path: Path, run: Run) -> None:
    entries = [said(at, f"percent: {at}\n", tag=f"{at:06}") for at in (3, 9, 20)]
    top = repository(tmp_path, task("due: 2019-03-01"), *entries)
    plan = top / "plan"
    git(plan, "mv", "tasks/T01.yaml", "tasks/T40.yaml")
    git(plan, "mv", "progress/T01", "progress/T40")
    lay(plan, task("due: 2019-04-01", "T40"))
    for path in plan.glob("progress/T40/*"):
        path.write_text(path.read_text("utf-8").replace("T01", "T40"), "utf-8")
    ran = run(top, "--as-of", "2019-01-10", "--fail-on", "tampering", lang="zh")
    assert ran.code == 0
    assert ran.out.splitlines()[1::2] == [
        "T40 完成时限由 2019-03-01 推迟到 2019-04-01（推迟 31 天），属放宽",
        "T01 编号改为 T40",
    ]
    altered = next(plan.glob("progress/T40/*-000009.yaml"))
    altered.write_text(altered.read_text("utf-8").replace("percent: 9", "percent: 90"), "utf-8")
    ran = run(top, "--as-of", "2019-01-10", "--fail-on", "tampering", lang="zh")
    assert ran.code == 1
    assert "被改动（进度：9% → 90%），属篡改记录" in ran.out


def test_an_entry_that_can_be_read_again_is_told_with_what_it_says(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, {ENTRY: "about T01\n"})
    lay(top / "plan", said(3, "status: done\npercent: 90"))
    ran = run(top, "--fail-on", "tampering", lang="zh")
    assert ran.code == 0
    assert "计量处关于 T01 的进展条目 2019-01-03-000001 恢复可读（已完成、90%）：有进展" in ran.out


def test_an_earlier_end_that_drops_what_returns_loosens(tmp_path: Path, run: Run) -> None:
    monthly = "deliverables:\n  - {id: T01.1, title: 月报, every: month}\n"
    top = repository(tmp_path, task(monthly))
    lay(top / "plan", {"plan.yaml": HEAD.replace("end: 2019-04-10", "end: 2019-04-02")})
    assert run(top, "--fail-on", "loosening", "--as-of", "2019-01-10").code == 0
    lay(top / "plan", {"plan.yaml": HEAD.replace("end: 2019-04-10", "end: 2019-03-31")})
    assert run(top, "--fail-on", "loosening", "--as-of", "2019-01-10").code == 1


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (task("due: 2019-04-01"), {"": 1, "loosening": 1, "tampering": 0, "any": 1}),
        (task("due: 2019-02-01"), {"": 1, "loosening": 0, "tampering": 0, "any": 1}),
        (ALTERED, {"": 1, "loosening": 0, "tampering": 1, "any": 1}),
        ({ENTRY: None}, {"": 1, "loosening": 0, "tampering": 1, "any": 1}),
        ({}, {"": 0, "loosening": 0, "tampering": 0, "any": 0}),
    ],
)
def test_what_fails_can_be_chosen(
    tmp_path: Path, run: Run, edit: dict[str, str], codes: dict[str, int]
) -> None:
    top = repository(tmp_path, task("due: 2019-03-01"), said(3))
    lay(top / "plan", edit)
    for name, code in codes.items():
        assert run(top, *(["--fail-on", name] if name else [])).code == code, name
    both = run(top, "--fail-on", "loosening", "--fail-on", "tampering").code
    assert both == max(codes["loosening"], codes["tampering"])


def test_a_broken_side_is_told_and_the_rest_compared(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("", "T02"), said(3))
    lay(top / "plan", task("due: 2019-04-01") | {"tasks/T02.yaml": "id T02\n", ENTRY: "about T01\n"})
    ran = run(top, "--fail-on", "tampering")
    assert ran.code == 1
    assert "T01 gets a deadline, 2019-04-01" in ran.out
    assert "altered and can no longer be read; this tampers with the record" in ran.out
    assert "task T02" not in ran.out
    assert "2 problems keep parts of the working tree from being compared:" in ran.out
    assert "plan/tasks/T02.yaml:1:1: error: " in ran.out
    found = json.loads(run(top, "--format", "json").out)
    assert [each["path"] for each in found["problems"]] == [f"plan/{ENTRY}", "plan/tasks/T02.yaml"]


def test_an_edit_that_mends_a_broken_side_does_not_fail(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path)
    commit(top / "plan", {"tasks/T02.yaml": "id T02\n"})
    lay(top / "plan", task("", "T02"))
    assert run(top, "--fail-on", "loosening", "--fail-on", "tampering").code == 0
    assert "1 problem keeps parts of HEAD from being compared:" in run(top).out


def test_both_heads_broken_leave_nothing_to_compare(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path)
    commit(top / "plan", {"plan.yaml": "format: 2\n"})
    lay(top / "plan", {"plan.yaml": "format: 2\ntitle: x\n"})
    ran = run(top)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("qtrack: Neither side can be read: plan.yaml: ")


def test_the_effect_tells_a_moved_deadline_from_progress(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("due: 2019-02-01"), task("due: 2019-02-01", "T02"))
    lay(
        top / "plan",
        task("due: 2019-04-10") | said(28, "status: done\npercent: 100\n", about="T02"),
    )
    ran = run(top, "--effect", "--as-of", "2019-02-10", lang="zh")
    assert "截至 2019-02-10，2 个灯有变化：\n" in ran.out
    assert "    T01 健全量传溯源体系：红 → " in ran.out
    assert "因修改方案" in ran.out
    assert "    T02 健全量传溯源体系：红 → 蓝，因进展条目：" in ran.out
    turns = json.loads(run(top, "--effect", "--as-of", "2019-02-10", "--format", "json").out)["effect"][
        "turns"
    ]
    assert [(each["id"], each["from"], each["because"]) for each in turns] == [
        ("T01", "red", "plan"),
        ("T02", "red", "entries"),
    ]
    assert "As of 2019-03-01, " in run(top, "--effect").out
    lay(top / "plan", {"tasks/T02.yaml": "id T02\n"})
    assert "The lights cannot be told" in run(top, "--effect").out


def test_the_effect_comes_first_with_what_is_gone_and_new(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, task("due: 2019-02-01"), task("due: 2019-02-01", "T02"))
    new = task("due: 2019-04-10", "T03")["tasks/T03.yaml"].replace("健全量传溯源体系", "推进质量认证")
    lay(top / "plan", {"tasks/T01.yaml": None, "tasks/T03.yaml": new})
    asked = ("--effect", "--as-of", "2019-02-10")
    effect = [
        "T01 健全量传溯源体系（红）不再列入：逾期 9 天",
        "T03 推进质量认证 为新列入（未评）：尚无进展条目",
    ]
    lines = run(top, *asked, lang="zh").out.splitlines()
    assert lines[1:4] == ["截至 2019-02-10，2 个灯有变化或增减：", *(f"    {line}" for line in effect)]
    lines = run(top, *asked, "--format", "markdown", lang="zh").out.splitlines()
    assert lines[2:6] == ["#### 截至 2019-02-10，2 个灯有变化或增减：", "", *(f"- {line}" for line in effect)]
    turns = json.loads(run(top, *asked, "--format", "json").out)["effect"]["turns"]
    assert [(turn["id"], turn["from"], turn["to"]) for turn in turns] == [
        ("T01", "red", None),
        ("T03", None, "none"),
    ]


def test_places_are_links_where_the_host_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top = repository(tmp_path, plan="工作/方案")
    commit(top / "工作/方案", task("due: 2019-04-01"))
    sha = git(top, "rev-parse", "HEAD").strip()
    hosts = {
        "https://git.example/a/b/blob": {
            "GITHUB_SERVER_URL": "https://git.example",
            "GITHUB_REPOSITORY": "a/b",
        },
        "https://lab.example/a/-/blob": {
            "CI_PROJECT_URL": "https://lab.example/a",
            "CI_COMMIT_SHA": "0" * 40,
        },
    }
    for address, environ in hosts.items():
        main(["diff", "HEAD~1..HEAD", "--format", "markdown"], {"QTRACK_LANG": "en"} | environ, top, NOW)
        path = "%E5%B7%A5%E4%BD%9C/%E6%96%B9%E6%A1%88/tasks/T01.yaml"
        assert "](" + f"{address}/{sha}/{path}#L5)" in capsys.readouterr().out
    main(["diff", "HEAD~1..HEAD", "--format", "markdown"], {"QTRACK_LANG": "en"}, top, NOW)
    assert "](" not in capsys.readouterr().out


def test_chinese_sentences_name_rules_and_quote_within_quotes_in_chinese(tmp_path: Path, run: Run) -> None:
    titled = {"tasks/T01.yaml": SMALL["tasks/T01.yaml"].replace("健全", "推广“互联网+政务服务”")}
    top = repository(tmp_path)
    lay(top / "plan", titled | head("lights: {rule: sanya}"))
    out = run(top, "--as-of", "2019-01-04", lang="zh").out
    assert "“推广‘互联网+政务服务’量传溯源体系”" in out
    assert "亮灯规则由“银川”改为“三亚”" in out
    assert "sanya" not in out


def test_a_plan_that_comes_or_goes_is_one_change(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, said(3))
    git(top, "rm", "-r", "--quiet", "plan")
    commit(top, {"README.md": "x"})
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    gone = run(bare, "HEAD~1..HEAD", "--format", "json")
    came = run(bare, "HEAD..HEAD~1", "--format", "json")
    assert [each["kind"] for each in json.loads(gone.out)["changes"]] == ["plan-removed"]
    assert [each["kind"] for each in json.loads(came.out)["changes"]] == ["plan-added"]
    assert run(bare, "HEAD~1..HEAD", "--fail-on", "tampering").code == 1
    assert run(bare, "HEAD..HEAD").code == 2


@pytest.mark.parametrize("where", [".", "plan", "plan/tasks"])
def test_it_works_from_any_folder(tmp_path: Path, run: Run, where: str) -> None:
    top = repository(tmp_path)
    lay(top / "plan", task("due: 2019-04-01"))
    assert "plan/tasks/T01.yaml:5" in run(top / where).out
    assert "plan/tasks/T01.yaml:5" in run(tmp_path, "--plan", "repository").out


def test_a_bare_repository_finds_the_plan_in_its_commits(tmp_path: Path, run: Run) -> None:
    top = repository(tmp_path, plan="工作/方案")
    commit(top / "工作/方案", task("due: 2019-04-01"))
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    assert "工作/方案/tasks/T01.yaml:5" in run(bare, "HEAD~1..HEAD", "--plan", "工作/方案").out
    refused = run(bare, "--plan", "工作/方案")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "git has no revision “nowhere” here."),
        (["HEAD..HEAD", "--staged"], "--staged compares with the index"),
        (["--fail-on", "nothing"], "--fail-on cannot be “nothing”."),
        (["--format", "yaml"], "--format cannot be “yaml”."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, run: Run, arguments: list[str], sentence: str
) -> None:
    ran = run(repository(tmp_path), *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_plan_outside_git_is_refused(tmp_path: Path, run: Run) -> None:
    lay(tmp_path / "plan", SMALL)
    ran = run(tmp_path)
    assert ran.code == 2
    assert "lies in no git repository" in ran.err


def hook(top: Path, name: str, command: str, folder: str = ".git/hooks") -> None:
    path = top / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m qtrack {command}\n", encoding="utf-8"
    )
    path.chmod(0o755)


def committed(folder: Path, *arguments: str) -> bool:
    done = subprocess.run(
        ["git", "commit", "--quiet", "--message", "edit", *arguments],
        cwd=folder,
        env=ENVIRON | {"QTRACK_LANG": "en"},
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts")
@pytest.mark.parametrize("linked", [False, True])
def test_a_hook_lets_no_tampering_through(tmp_path: Path, linked: bool) -> None:
    top = repository(tmp_path, said(3))
    hook(top, "pre-commit", "diff --staged --fail-on tampering")
    if linked:
        git(top, "worktree", "add", "--quiet", str(tmp_path / "linked"))
        top = tmp_path / "linked"
    lay(top / "plan", task("due: 2019-04-01"))
    git(top, "add", "--all")
    assert committed(top)
    lay(top / "plan", ALTERED)
    assert not committed(top, "--all")
    assert not committed(top, f"plan/{ENTRY}")  # git makes an index for this commit alone
    git(top, "checkout", "--quiet", "--", ".")
    lay(top / "plan", head("office: office"))
    assert committed(top / "plan", "--all")


@pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts")
def test_a_server_refuses_a_push_that_tampers(tmp_path: Path) -> None:
    top = repository(tmp_path, said(3))
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    path = bare / "hooks" / "pre-receive"
    path.write_text(
        "#!/bin/sh\nread old new ref\n"
        f"export PYTHONPATH='{ROOT}' QTRACK_LANG=en\n"
        f"exec '{sys.executable}' -m qtrack diff $old..$new --fail-on tampering\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    commit(top / "plan", {"plan.yaml": HEAD + "office: office\n"})
    git(top, "push", "--quiet", str(bare), "main")
    commit(top / "plan", ALTERED)
    assert "tampers with the record" in git(top, "push", str(bare), "main", fails=True)
    assert git(bare, "rev-parse", "main") != git(top, "rev-parse", "main")
