"""`qtrack changes` and `qtrack show ID --plan-history`: the edits of the plan from real histories."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.repositories import commit, git, lay, raw_commit, repository
from tests.small import head, said, task

NOW = datetime(2019, 3, 1, 4, tzinfo=UTC)


def run(capsys: pytest.CaptureFixture[str], cwd: Path, *arguments: str, lang: str = "en") -> str:
    assert main(arguments, {"QTRACK_LANG": lang}, cwd, NOW) == 0
    return capsys.readouterr().out


def edits(capsys: pytest.CaptureFixture[str], cwd: Path, *arguments: str) -> list[tuple[str, list[str]]]:
    found = json.loads(run(capsys, cwd, *arguments, "--format", "json"))["edits"]
    return [(each["date"], [f"{one['kind']} {one['about']}" for one in each["changes"]]) for each in found]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a history: first, a deadline, a report, a lower threshold, the deadline again."""
    made = repository(tmp_path)
    commit(made / "plan", task("due: 2019-03-01"), "定时限", "2019-01-10")
    commit(made / "plan", said(3), "报进展", "2019-01-11")
    commit(made / "plan", head("lights: {red_gap: 40}"), "放宽红灯", "2019-01-20")
    commit(made / "plan", task("due: 2019-03-20"), "推迟", "2019-02-01")
    commit(made, {"README.md": "x"}, "与方案无关", "2019-02-02")
    return made


def test_edits_come_newest_first_with_author_and_date(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert edits(capsys, top, "changes") == [
        ("2019-02-01", ["due-postponed T01"]),
        ("2019-01-20", ["light-threshold-loosened lights.red_gap"]),
        ("2019-01-10", ["due-added T01"]),
        ("2019-01-02", ["plan-added plan"]),
    ]
    page = run(capsys, top, "changes", "--since", "2019-02-01", lang="zh")
    assert page.startswith("2019-02-01  张三  推迟  ")
    assert page.endswith("\n    T01 完成时限由 2019-03-01 推迟到 2019-03-20（推迟 19 天），属放宽\n")
    assert (
        run(capsys, top, "changes", "--since", "2019-02-02", lang="zh") == "2019-02-02 以来方案没有修改。\n"
    )


def test_the_history_of_one_task_leaves_others_out(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert edits(capsys, top, "show", "1", "--plan-history") == [
        ("2019-02-01", ["due-postponed T01"]),
        ("2019-01-10", ["due-added T01"]),
    ]
    assert run(capsys, top, "show", "T09", "--plan-history") == "git knows no edit of T09.\n"


def test_a_task_is_followed_under_its_older_number(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = top / "plan"
    git(plan, "mv", "tasks/T01.yaml", "tasks/T08.yaml")
    git(plan, "mv", "progress/T01", "progress/T08")
    for path in (*plan.glob("progress/T08/*"), plan / "tasks/T08.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("T01", "T08"), encoding="utf-8")
    commit(plan, {}, "重编", "2019-02-10")
    assert edits(capsys, top, "show", "T08", "--plan-history") == [
        ("2019-02-10", ["task-renumbered T08"]),
        ("2019-02-01", ["due-postponed T01"]),
        ("2019-01-10", ["due-added T01"]),
    ]
    assert "T01 got the number T08" in run(capsys, top, "show", "T08", "--plan-history")


def test_a_merge_tells_only_what_it_did_itself(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(top, "switch", "--quiet", "--create", "topic", "HEAD~2")
    commit(top / "plan", head("office: office\nlights: {red_gap: 40}"), "设办公室", "2019-02-03")
    git(top, "switch", "--quiet", "main")
    git(top, "merge", "--quiet", "--no-edit", "topic", on="2019-02-04")
    assert edits(capsys, top, "changes", "--since", "2019-02-02") == [
        ("2019-02-03", ["office-replaced office"])
    ]
    git(top, "switch", "--quiet", "--create", "sly", "topic")
    commit(top / "plan", said(9, tag="000002"), "又报", "2019-02-05")
    git(top, "switch", "--quiet", "main")
    git(top, "merge", "--quiet", "--no-commit", "--no-ff", "sly")
    (entry,) = said(3)
    commit(top / "plan", {entry: None}, "合并", "2019-02-06")
    assert edits(capsys, top, "changes", "--since", "2019-02-04") == [("2019-02-06", ["entry-deleted T01"])]


def test_a_merge_with_a_branch_that_never_had_the_plan_hides_nothing(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(top, "checkout", "--quiet", "--orphan", "empty")
    git(top, "rm", "-r", "--quiet", "--force", ".")
    commit(top, {"x": "x"}, "别的", "2019-02-03")
    git(top, "checkout", "--quiet", "main")
    git(top, "merge", "--quiet", "--no-commit", "--no-ff", "--allow-unrelated-histories", "empty")
    commit(top / "plan", task("due: 2019-04-09"), "合并", "2019-02-04")
    assert edits(capsys, top, "changes", "--since", "2019-02-02") == [("2019-02-04", ["due-postponed T01"])]


def test_a_broken_commit_is_told_and_passed_over(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(top / "plan", {"tasks/T01.yaml": "id T01\n"}, "弄坏", "2019-02-08")
    commit(top / "plan", task("due: 2019-03-25"), "修好", "2019-02-09")
    assert edits(capsys, top, "changes", "--since", "2019-02-02") == [("2019-02-09", []), ("2019-02-08", [])]
    page = run(capsys, top, "changes", "--since", "2019-02-02")
    assert page.count("    parts of this edit cannot be read\n") == 2


def test_the_words_of_a_commit_are_read_by_the_encoding_it_names(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(top / "plan", task("due: 2019-03-25"))
    git(top, "add", "--all")
    raw_commit(top, "张三 <z@x> 1549700000 +0800", "再推迟".encode("gbk"), encoding="GBK")
    page = run(capsys, top, "changes", "--since", "2019-02-08")
    assert page.startswith("2019-02-09  张三  再推迟  ")
    lay(top / "plan", task("due: 2019-03-26"))
    git(top, "add", "--all")
    raw_commit(top, "z <z@x> 1549800000 +0800", "再推迟".encode("gbk"))
    (newest, _) = json.loads(run(capsys, top, "changes", "--since", "2019-02-08", "--format", "json"))[
        "edits"
    ]
    assert "\N{REPLACEMENT CHARACTER}" in newest["subject"]
    assert [each["kind"] for each in newest["changes"]] == ["due-postponed"]


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("253402300800 +0000", "9999-12-31"), ("1549700000 +9999", "2019-02-09"), ("x", "1970-01-01")],
)
def test_an_odd_date_stops_nothing_and_is_told(
    moment: str, shown: str, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(top / "plan", task("due: 2019-03-25"))
    git(top, "add", "--all")
    raw_commit(top, f"张三 <z@x> {moment}", "再推迟".encode())
    commit(top / "plan", task("due: 2019-03-26"), "又推迟", "2019-02-10")
    commits = edits(capsys, top, "changes")
    assert [date for date, _ in commits][:3] == ["2019-02-10", shown, "2019-02-01"]
    page = run(capsys, top, "show", "T01", "--plan-history")
    assert f"    git keeps “{moment}” as the date of this commit, which no calendar has\n" in page
    assert page.count("no calendar") == 1


def test_a_shallow_clone_says_where_it_ends_and_tells_nothing_of_that_commit(
    top: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=3", top.as_uri(), str(clone))
    edge = git(top, "rev-parse", "HEAD~2").strip()[:8]
    limit = (
        f"This is a shallow clone: it was seen back to 2019-01-20 ({edge}), and not what came before. "
        "“git fetch --unshallow” brings the rest.\n"
    )
    for command in (("changes",), ("show", "T01", "--plan-history")):
        assert edits(capsys, clone, *command) == [("2019-02-01", ["due-postponed T01"])]
        assert run(capsys, clone, *command).endswith(f"\n\n{limit}")
        page = json.loads(run(capsys, clone, *command, "--format", "json"))
        assert page["cut_off"] == [{"commit": edge, "date": "2019-01-20"}]
    assert run(capsys, clone, "show", "S1", "--plan-history") == f"git knows no edit of S1.\n\n{limit}"
    assert run(capsys, clone, "changes", "--since", "2019-02-02") == "No edit of the plan since 2019-02-02.\n"
    assert json.loads(run(capsys, top, "changes", "--format", "json"))["cut_off"] == []


@pytest.mark.parametrize("lacking", ["blob:none", "tree:0"])
def test_what_a_partial_clone_lacks_is_no_edit(
    lacking: str, top: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(top, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", f"--filter={lacking}", top.as_uri(), str(clone))
    how = "This is a partial clone; “git fetch --refetch --no-filter” brings what it lacks.\n"
    asked = (("changes",), ("show", "T01", "--plan-history"), ("diff", "HEAD~4"), ("report", "annual"))
    for command in asked:
        assert main(command, {"QTRACK_LANG": "en"}, clone, NOW) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.partition(". ")[2]) == ("", how)
    assert "?" in git(clone, "rev-list", "--objects", "--missing=print", "HEAD")
    git(clone, "fetch", "--quiet", "--refetch", "--no-filter")
    assert edits(capsys, clone, "changes") == edits(capsys, top, "changes")


def test_before_the_first_commit_there_is_no_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "plan", head("") | {"units.yaml": "units: []\n"})
    git(tmp_path, "init", "--quiet")
    assert run(capsys, tmp_path, "changes") == "git knows no edit of the plan.\n"


def moved(top: Path, old: str, new: str, on: str, files: dict[str, str]) -> None:
    """Move the plan from one folder to another, with an edit, in one commit."""
    (top / new).mkdir(parents=True, exist_ok=True)
    for name in ("plan.yaml", "units.yaml", "sections", "tasks", "progress"):
        git(top, "mv", f"{old}/{name}", f"{new}/{name}")
    commit(top / new, files, "搬", on)


def test_a_plan_is_followed_wherever_it_was_moved(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved(top, "plan", "部门/方案", "2019-02-10", task("due: 2019-03-25"))
    moved(top, "部门/方案", ".", "2019-02-11", head("lights: {red_gap: 45}"))
    assert edits(capsys, top, "changes") == [
        ("2019-02-11", ["light-threshold-loosened lights.red_gap", "plan-moved plan"]),
        ("2019-02-10", ["due-postponed T01", "plan-moved plan"]),
        ("2019-02-01", ["due-postponed T01"]),
        ("2019-01-20", ["light-threshold-loosened lights.red_gap"]),
        ("2019-01-10", ["due-added T01"]),
        ("2019-01-02", ["plan-added plan"]),
    ]
    assert [date for date, _ in edits(capsys, top, "show", "T01", "--plan-history")] == [
        "2019-02-10",
        "2019-02-01",
        "2019-01-10",
    ]


def test_a_plan_that_was_gone_for_a_while_is_followed_to_before_that(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(top, "mv", "plan", "away")
    git(top, "rm", "-r", "--quiet", "--cached", "away")
    commit(top, {".gitignore": "away\n"}, "删", "2019-02-10")
    (top / "away").rename(top / "方案")
    (entry,) = said(3)
    lay(top / "方案", {entry: said(3)[entry].replace("有进展", "已完成")})
    commit(top, {}, "回来", "2019-02-11")
    assert edits(capsys, top, "changes", "--since", "2019-02-01") == [
        ("2019-02-11", ["entry-altered T01", "plan-moved plan"]),
        ("2019-02-10", ["plan-removed plan"]),
        ("2019-02-01", ["due-postponed T01"]),
    ]
    assert "    the plan is there again\n" in run(capsys, top, "changes")


def test_the_history_of_another_repository_is_followed_into_its_subfolder(
    top: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The plan of one repository becomes a folder of another, with all its commits."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet", "--initial-branch=main")
    commit(other, {"README.md": "x"}, "先", "2019-01-01")
    git(other, "fetch", "--quiet", str(top), "main")
    options = ("--no-commit", "--allow-unrelated-histories", "--strategy=ours", "--quiet")
    git(other, "merge", *options, "FETCH_HEAD")
    git(other, "read-tree", "--prefix=质量/", "-u", "FETCH_HEAD:plan")
    git(other, "commit", "--quiet", "--message", "并入", on="2019-02-20")
    found = edits(capsys, other / "质量", "changes")
    assert found[0] == ("2019-02-20", ["plan-moved plan"])
    assert [date for date, _ in found[1:]] == ["2019-02-01", "2019-01-20", "2019-01-10", "2019-01-02"]


def test_the_later_of_two_dates_counts_and_both_are_told(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(top / "plan", task("due: 2019-03-25"))
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "倒填", "--date", "2018-12-28T09:00:00+08:00", on="2019-02-10")
    assert edits(capsys, top, "changes", "--since", "2019-02-02") == [("2019-02-10", ["due-postponed T01"])]
    page = run(capsys, top, "changes", "--since", "2019-02-02")
    assert "    its author dated it 2018-12-28, yet it was committed on 2019-02-10\n" in page
    lay(top / "plan", task("due: 2019-03-26"))
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "倒填", "--date", "2019-02-12T09:00:00+08:00", on="2019-01-01")
    assert edits(capsys, top, "changes", "--since", "2019-02-11") == [("2019-02-12", ["due-postponed T01"])]


def test_hundreds_of_commits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top = repository(tmp_path)
    stream = []
    for number in range(300):
        text = head(f"lights: {{stale_days: {61 + number}}}")["plan.yaml"]
        stream.append(
            f"commit refs/heads/main\nauthor 张三 <z@x> {1549000000 + number * 3600} +0800\n"
            f"committer 张三 <z@x> {1549000000 + number * 3600} +0800\ndata <<END\n第{number}次\nEND\n"
            f"{'from refs/heads/main^0' if not number else ''}\n"
            f"M 100644 inline plan/plan.yaml\ndata <<END\n{text}\nEND\n\n"
        )
    git(top, "fast-import", "--quiet", given="".join(stream))
    assert len(edits(capsys, top, "changes")) == 301
