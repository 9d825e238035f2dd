"""`qtrack withdraw`: an entry stays in the history and no longer counts."""

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from qtrack.checks import ENTRY_CHECKS, LEDGER_CHECKS, name_of
from tests.checks.specimens import Specimen, found, specimens
from tests.cli.conftest import CHINESE, NOW, Runner, everything
from tests.small import HEAD, day, head, said, small_plan, task

OLD = "2019-02-09-000001"
#: When everything in the specimens has been recorded, but for what lies ahead of every clock.
AFTER: Final = NOW.replace(year=2020, month=4)
CHECKS_OF_ENTRIES: Final = {name_of(check) for checks in (ENTRY_CHECKS, LEDGER_CHECKS) for check in checks}


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(
        folder, head("office: office"), said(40, "status: done"), said(30, "percent: 30", tag="000003")
    )


def withdrawn(run: Runner, entry: str, *more: str) -> str:
    """Withdraw an entry and return the id of the withdrawal."""
    done = run("withdraw", entry, "--reason", "重复报送", *more)
    assert (done.code, done.err) == (0, "")
    return done.path.rpartition("/")[2].removesuffix(".yaml")


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


def withdraw_all(run: Runner, stems: list[str]) -> None:
    """Withdraw these entries, by the office where the unit of one is nobody."""
    for stem in stems:
        done = run("withdraw", stem, "--reason", "误报", now=AFTER)
        if "Name with --unit" in done.err:
            done = run("withdraw", stem, "--reason", "误报", "--unit", "office", now=AFTER)
        assert done.code == 0, done.err


WRONG = [
    specimen
    for specimen in specimens()
    if not specimen.passes and specimen.check in CHECKS_OF_ENTRIES and "circle" not in specimen.expected("en")
]


@pytest.mark.parametrize("specimen", WRONG, ids=[f"{each.check}-{each.folder.name}" for each in WRONG])
def test_a_withdrawal_settles_whatever_is_wrong_with_an_entry(
    specimen: Specimen, run: Runner, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scratch = tmp_path_factory.mktemp("specimen")
    found(specimen, scratch)
    shutil.rmtree(folder / "plan")
    shutil.move(scratch / "plan", folder)
    for _ in range(3):  # what was withdrawn may have hidden what is wrong with another
        done = run("validate", "--format", "json", now=AFTER)
        problems = json.loads(done.out)["problems"]
        withdraw_all(run, sorted({Path(each["path"]).stem for each in problems}))
    assert run("validate", "--strict", now=AFTER).out == ""
    for command in ("status", "history", "units", "find"):
        more = ["a"] if command == "find" else []
        done = run(command, *more, now=AFTER)
        assert (done.code, done.err) == (0, "")
        assert not set("\x1b\x07\u202e") & set(run(command, *more, "--format", "csv", now=AFTER).out)


def test_who_withdraws_what_nobody_said_is_named(run: Runner, folder: Path) -> None:
    small_plan(folder, said(41, unit="metrolgy", tag="000005"))
    arguments = ("withdraw", f"{day(41)}-000005", "--reason", "误报")
    (folder / "plan/plan.yaml").write_text(HEAD, encoding="utf-8")
    assert run(*arguments) == (
        2,
        "",
        "qtrack: The plan names no office. Name with --unit who speaks for it.\n",
    )
    assert run(*arguments, "--unit", "办公室").code == 0
    assert run("validate", "--strict").code == 0


def test_of_two_corrections_the_one_that_lost_can_be_withdrawn(run: Runner, folder: Path) -> None:
    corrects = f"corrects: {OLD}\npercent: "
    small_plan(folder, said(41, f"{corrects}41", tag="000041"), said(42, f"{corrects}42", tag="000042"))
    assert "corrected-once" in run("validate").out
    withdrawn(run, f"{day(41)}-000041")
    assert run("validate", "--strict").code == 0
    assert share(run) == 42


def test_what_would_correct_a_withdrawal_can_be_withdrawn(run: Runner, folder: Path) -> None:
    new = withdrawn(run, OLD)
    small_plan(folder, said(50, f"corrects: {new}", tag="000050"))
    assert "is a withdrawal, which says nothing to correct" in run("validate").out
    withdrawn(run, f"{day(50)}-000050")
    assert run("validate", "--strict").code == 0
    assert share(run) == 30


def test_a_withdrawal_under_which_an_error_lies_is_not_withdrawn(run: Runner, folder: Path) -> None:
    small_plan(folder, said(41, "percent: 140", tag="000005"))
    new = withdrawn(run, f"{day(41)}-000005")
    before = everything(folder)
    path = f"plan/progress/T01/{day(41)}-000005.yaml"
    assert run("withdraw", new, "--reason", "x") == (
        2,
        "",
        f"qtrack: {path} would be wrong then: percent is 140; it must be 0 to 100. Nothing was written.\n",
    )
    assert run("withdraw", new, "--reason", "x", environ=CHINESE).err == (
        f"qtrack：这样一来，{path} 就有错误：进度为 140，应在 0 到 100 之间。没有写入任何内容。\n"
    )
    assert everything(folder) == before


def test_an_error_elsewhere_keeps_nobody_from_withdrawing(run: Runner, folder: Path) -> None:
    (folder / "plan" / "tasks" / "T02.yaml").write_text("id: [", encoding="utf-8")
    withdrawn(run, OLD)


def test_of_two_entries_with_one_id_the_folder_tells_which_is_withdrawn(run: Runner, folder: Path) -> None:
    twice = "2019-02-09-000001"
    small_plan(folder, task("", "T02"), said(40), said(40, about="T02"))
    done = run("withdraw", twice, "--reason", "误录")
    assert (done.code, done.out) == (2, "")
    assert f"Write more of it: T01/{twice}, T02/{twice}." in done.err
    done = run("withdraw", f"T02/{twice}", "--reason", "误录")
    assert done.code == 0, done.err
    assert done.path.startswith("plan/progress/T02/")
    assert f"withdraws: {twice}\n" in (folder / done.path).read_text(encoding="utf-8")
    assert run("validate").code == 0
    kept = json.loads(run("history", "--format", "json").out)
    assert f"T01/{twice}" in json.dumps(kept)
