"""`qtrack undo`: one's last act is taken back, removed where git never had it, else withdrawn."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, Runner, everything, meanwhile
from tests.repositories import commit, git, repository
from tests.screens import Terminal
from tests.small import head, said, small_plan, task

OFFICE = head("office: office")
LATER = NOW + timedelta(minutes=5)
RECORD = ("record", "T01", "--unit", "计量处", "--summary", "完成招标", "--percent", "60")
ROWS = (
    "编号,单位,日期,进展情况,进度\n"
    "T01,计量处,2019-02-18,甲,40\nT02,计量处,2019-02-18,乙,\nT01,省计量院,2019-02-18,丙,\n"
)


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with what others recorded."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "张三")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "zhang@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("QTRACK_BY", "张三")
    return repository(tmp_path / "git", OFFICE, task("", "T02"), said(40, "percent: 20\nby: 李四"))


def paths(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "plan/progress").rglob("*.yaml"))


def undo(run: Runner, folder: Path, *more: str, now: object = LATER, by: str = "张三") -> Run:
    return run("undo", "--yes", *more, cwd=folder, environ=ENGLISH | {"QTRACK_BY": by}, now=now)  # type: ignore[arg-type]


def record(run: Runner, folder: Path, *more: str, line: tuple[str, ...] = RECORD, now: object = NOW) -> Run:
    done = run(*line, "--by", "张三", *more, cwd=folder, now=now)  # type: ignore[arg-type]
    assert done.code == 0, done.err
    return done


@pytest.mark.parametrize("staged", [False, True])
def test_what_git_never_had_is_removed_from_the_index_too(staged: bool, run: Runner, top: Path) -> None:
    before = paths(top)
    record(run, top)
    if staged:
        git(top, "add", "--all")
    done = undo(run, top)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "remove: T01 健全量传溯源体系, 计量处 2019-02-19: 完成招标",
        "light green → yellow; share 60% → 20%; gap +10 → -30 points",
        "reason: 30 points behind",
        "1 file is removed",
    ]
    assert paths(top) == before
    assert git(top, "status", "--porcelain") == ""


def test_what_was_committed_is_withdrawn(run: Runner, top: Path) -> None:
    entry = record(run, top, "--commit").path
    done = undo(run, top, "--commit")
    assert done.code == 0, done.err
    assert done.out.startswith("withdraw: T01 健全量传溯源体系, 计量处 2019-02-19: 完成招标\n")
    assert done.out.splitlines()[-2] == "committed"
    text = (top / done.path).read_text(encoding="utf-8")
    assert f"withdraws: {Path(entry).stem}\n" in text
    assert "by: 张三\n" in text
    assert (top / entry).exists()
    assert git(top, "status", "--porcelain") == ""
    assert run("validate", cwd=top, now=LATER).code == 0


def test_twice_goes_further_back_and_undoes_no_undoing(run: Runner, top: Path) -> None:
    first = record(run, top, "--commit").path
    second = record(
        run, top, "--commit", line=(*RECORD[:-3], "签订合同"), now=NOW + timedelta(minutes=1)
    ).path
    for entry in (second, first):
        done = undo(run, top)
        assert f"withdraws: {Path(entry).stem}\n" in (top / done.path).read_text(encoding="utf-8")
    nothing = undo(run, top)
    assert (nothing.code, nothing.err) == (
        2,
        (
            "qtrack: Nothing that counts was recorded here by “张三”. "
            "Name with --by who recorded it; “qtrack history” lists entries.\n"
        ),
    )


def test_a_withdrawal_of_ones_own_is_an_act_too(run: Runner, top: Path) -> None:
    entry = record(run, top).path
    record(run, top, line=("withdraw", Path(entry).stem, "--reason", "误报"), now=NOW + timedelta(minutes=1))
    done = undo(run, top)
    assert done.out.splitlines()[1] == "light yellow → green; share 20% → 60%; gap -30 → +10 points"
    assert (top / entry).exists()


def test_rows_of_a_spreadsheet_are_one_act_and_two_records_of_one_second_are_two(
    run: Runner, top: Path
) -> None:
    before = paths(top)
    record(run, top)
    alone = paths(top)
    (top / "rows.csv").write_text(ROWS, encoding="utf-8")
    record(run, top, line=("record", "--from", "rows.csv"))
    assert len(paths(top)) == len(alone) + 3
    done = undo(run, top)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-2:] == ["no light turns, of 2 tasks", "3 files are removed"]
    assert paths(top) == alone
    undo(run, top)
    assert paths(top) == before


def test_of_an_act_that_was_committed_in_part_that_part_is_withdrawn(run: Runner, top: Path) -> None:
    (top / "rows.csv").write_text(ROWS, encoding="utf-8")
    record(run, top, line=("record", "--from", "rows.csv"))
    git(top, "add", "plan/progress/T02")
    git(top, "commit", "--quiet", "--message", "x")
    done = undo(run, top, "--format", "json")
    told = json.loads(done.out)
    assert [one["about"] for one in told["removed"]] == ["T01", "T01"]
    assert [one["about"] for one in told["withdrawn"]] == ["T02"]


def test_what_others_build_on_is_refused(run: Runner, top: Path) -> None:
    entry = Path(record(run, top, line=(*RECORD[:-2], "--status", "done")).path).stem
    commit(top / "plan", {})
    before = everything(top / "plan")
    run("correct", entry, "--percent", "90", "--by", "李四", cwd=top, now=LATER)
    done = undo(run, top, now=LATER + timedelta(days=1))
    assert done.code == 2
    assert done.err.startswith(f"qtrack: {entry} cannot be taken back: 计量处 answered it on 2019-02-19 (")
    for path in (top / "plan").rglob("*.yaml"):
        if path.relative_to(top / "plan").as_posix() not in before:
            path.unlink()
    close = ("close", "T01", "--verified-by", "办公室", "--evidence", "甲", "--by", "李四")
    closing = run(*close, cwd=top, now=LATER)
    done = undo(run, top, now=LATER + timedelta(days=1))
    assert (done.code, done.err) == (
        2,
        (
            f"qtrack: It cannot be taken back: {closing.path.removeprefix('plan/')} would be wrong then: "
            "nobody reported T01 done before it was closed. Withdraw that one first.\n"
        ),
    )


def test_outside_of_git_it_is_withdrawn(run: Runner, folder: Path) -> None:
    small_plan(folder, OFFICE)
    entry = record(run, folder).path
    done = undo(run, folder)
    assert f"withdraws: {Path(entry).stem}\n" in (folder / done.path).read_text(encoding="utf-8")


def test_a_dry_run_changes_nothing_and_needs_no_word(run: Runner, top: Path) -> None:
    record(run, top)
    before = everything(top / "plan")
    environ = CHINESE | {"QTRACK_BY": "张三"}
    done = run("undo", "--dry-run", cwd=top, environ=environ, now=LATER)
    assert done.out.splitlines()[0] == "删除：T01 健全量传溯源体系，计量处 2019-02-19：完成招标"
    assert everything(top / "plan") == before


def test_in_a_pipe_it_needs_yes(run: Runner, top: Path) -> None:
    record(run, top)
    before = everything(top / "plan")
    done = run("undo", cwd=top, environ=ENGLISH | {"QTRACK_BY": "张三"}, now=LATER)
    assert (done.code, done.err) == (
        2,
        "qtrack: There is nobody to ask whether to take it back. --yes takes it back without asking.\n",
    )
    assert everything(top / "plan") == before


@pytest.mark.parametrize(("typed", "removed"), [("y\n", True), ("\n", False), ("", False)])
def test_on_a_terminal_it_is_shown_and_asked(
    typed: str,
    removed: bool,
    run: Runner,
    top: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(run, top)
    before, err = paths(top), Terminal()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", Terminal(typed))
        patched.setattr(sys, "stderr", err)
        code = main(("undo",), CHINESE | {"QTRACK_BY": "张三"}, top, LATER)
    assert err.getvalue().startswith(
        "删除：T01 健全量传溯源体系，计量处 2019-02-19：完成招标\n撤销吗？[y/N] "
    )
    assert (code, len(before) - len(paths(top))) == ((0, 1) if removed else (130, 0))
    assert err.getvalue().endswith("没有改动任何内容。\n") is not removed


def test_who_is_late_looks_first_at_what_others_recorded(
    run: Runner, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(run, top)
    before = paths(top)
    with meanwhile(top, said(50, about="T02", tag="0000c1"), monkeypatch):
        done = undo(run, top)
    assert (done.code, done.err.startswith("qtrack: Others recorded meanwhile: 2019-02-19-0000c1.")) == (
        2,
        True,
    )
    assert set(before) <= set(paths(top))


def test_only_ones_own_acts_are_taken_back(run: Runner, top: Path) -> None:
    record(run, top)
    assert "by “李四五”" in undo(run, top, by="李四五").err
    done = undo(run, top, "--by", "李四")
    assert done.out.startswith("withdraw: T01 健全量传溯源体系, 计量处 2019-02-09: 有进展\n")
