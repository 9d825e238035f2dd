"""`qtrack withdraw`: an entry stays in the history and no longer counts."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.small import head, said, small_plan

OLD = "2019-02-09-000001"


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(
        folder, head("office: office"), said(40, "status: done"), said(30, "percent: 30", tag="000003")
    )


def withdrawn(run: Runner, entry: str, *more: str) -> str:
    """Withdraw an entry and return the id of the withdrawal."""
    done = run("withdraw", entry, "--reason", "重复报送", *more)
    assert (done.code, done.err) == (0, "")
    return done.out.rpartition("/")[2].removesuffix(".yaml\n")


def share(run: Runner) -> float | None:
    found = json.loads(run("show", "T01", "--format", "json").out)["progress"]
    assert found is None or isinstance(found, int | float)
    return found


def test_a_withdrawal_is_a_new_file_that_says_why(run: Runner, folder: Path) -> None:
    before = everything(folder)
    new = withdrawn(run, OLD)
    after = everything(folder)
    assert after.pop(f"plan/progress/T01/{new}.yaml").decode() == (
        "about: T01\n"
        "unit: metrology\n"
        "date: 2019-02-19\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: zhangsan\n"
        "summary: 重复报送\n"
        f"withdraws: {OLD}\n"
    )
    assert after == before
    assert run("validate").code == 0


def test_what_is_withdrawn_no_longer_counts_until_the_withdrawal_is_withdrawn(run: Runner) -> None:
    assert share(run) == 100
    first = withdrawn(run, OLD)
    assert share(run) == 30
    withdrawn(run, first)
    assert share(run) == 100


def test_the_page_of_the_task_tells_it(run: Runner) -> None:
    new = withdrawn(run, OLD, "--unit", "办公室", "--by", "王五")
    page = run("show", "T01").out
    assert (
        f"2019-02-19  T01  办公室  (by 王五)  withdrawal  {new}\n  reason: 重复报送\n  withdraws: {OLD}\n"
        in page
    )
    assert f"  progress: 有进展\n  withdrawn by: {new}\n" in page
    page = run("show", "T01", environ=CHINESE).out
    assert f"  原因：重复报送\n  撤回：{OLD}\n" in page
    assert f"  已被撤回：{new}\n" in page


def test_what_is_gone_is_not_withdrawn_or_corrected_again(run: Runner, folder: Path) -> None:
    new = withdrawn(run, OLD)
    before = everything(folder)
    for arguments in (("withdraw", OLD, "--reason", "x"), ("correct", OLD, "--percent", "4")):
        assert run(*arguments) == (
            2,
            "",
            (
                f"qtrack: {OLD} was withdrawn by 计量处 on 2019-02-19 ({new}). "
                f"Withdraw {new} first, or record anew.\n"
            ),
        )
        assert run(*arguments, environ=CHINESE).err == (
            f"qtrack：{OLD} 已由计量处于 2019-02-19 撤回（{new}）。请先撤回 {new}，或另行记录。\n"
        )
    assert everything(folder) == before


def test_a_withdrawal_has_nothing_to_correct(run: Runner) -> None:
    new = withdrawn(run, OLD)
    assert run("correct", new, "--summary", "x") == (
        2,
        "",
        (
            f"qtrack: {new} is a withdrawal; it says nothing that could be corrected. "
            f"Withdraw it, and {OLD} counts again.\n"
        ),
    )
    assert run("correct", new, "--summary", "x", environ=CHINESE).err == (
        f"qtrack：{new} 是撤回，其中没有可更正的内容。撤回它，{OLD} 即重新计入。\n"
    )


def test_a_reason_is_needed(run: Runner) -> None:
    assert run("withdraw", OLD) == (2, "", "qtrack: --reason is missing. See “qtrack withdraw --help”.\n")
    assert run("withdraw", OLD, "--reason", " ").err == (
        "qtrack: The entry does not fit: the summary is empty; say in a sentence what was done. "
        "Nothing was written.\n"
    )


def test_a_closing_that_loses_its_ground_is_told_of(run: Runner) -> None:
    assert run("close", "T01", "--verified-by", "办公室", "--evidence", "甲").code == 0
    done = run("withdraw", OLD, "--reason", "误报")
    assert (done.code, done.err) == (0, "warning: nobody reported T01 done before it was closed\n")
    assert run("validate").code == 0


def test_an_error_elsewhere_keeps_nobody_from_withdrawing(run: Runner, folder: Path) -> None:
    (folder / "plan" / "tasks" / "T02.yaml").write_text("id: [", encoding="utf-8")
    withdrawn(run, OLD)
