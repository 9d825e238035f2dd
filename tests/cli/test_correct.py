"""`qtrack correct`: a new entry stands in for an earlier one, which stays as it is."""

import sys
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import CHINESE, NOW, Runner, everything, meanwhile
from tests.screens import Terminal
from tests.small import said, small_plan, task

PARTS = task("""
deliverables: [{id: T01.1, title: 建成计量中心}]
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}
  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}
""")
OLD = "2019-02-09-000001"
WHOLE = (
    "by: 李四\nstatus: in-progress\npercent: 40\nactuals: {standards: 150, rate: 92}\n"
    "problems: 资金不足\nnext: 落实资金\nevidence: [甲, 乙]\n"
)
TAKEN_OVER = """\
about: T01
unit: metrology
date: 2019-02-09
recorded: 2019-02-19T09:12:44+08:00
by: zhangsan
status: in-progress
percent: 40
actuals:
  standards: 150
  rate: 92
summary: 有进展
problems: 资金不足
next: 落实资金
evidence:
- 甲
- 乙
corrects: 2019-02-09-000001
"""


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, PARTS, said(40, WHOLE), said(41, tag="0000b1"), said(41, tag="0000b2"))


def corrected(run: Runner, folder: Path, *arguments: str) -> str:
    """Correct the entry and return the text of the new file; the old one must not have changed."""
    before = everything(folder)
    done = run("correct", OLD, *arguments)
    assert (done.code, done.err) == (0, "")
    after = everything(folder)
    text = after.pop(done.path).decode()
    assert after == before
    assert run("validate").code == 0
    return text


@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [
        (("--percent", "45"), "percent: 40\n", "percent: 45\n"),
        (("--percent", "45%"), "percent: 40\n", "percent: 45\n"),
        (("--percent", ""), "percent: 40\n", ""),
        (("--status", ""), "status: in-progress\n", ""),
        (("--status", "blocked"), "status: in-progress\n", "status: blocked\n"),
        (("--summary", " 建标12项 "), "summary: 有进展\n", "summary: 建标12项\n"),
        (("--problems", ""), "problems: 资金不足\n", ""),
        (("--next", "签订合同"), "next: 落实资金\n", "next: 签订合同\n"),
        (("--evidence", "丙"), "- 甲\n- 乙\n", "- 丙\n"),
        (("--evidence", ""), "evidence:\n- 甲\n- 乙\n", ""),
        (("--actual", "standards=160"), "standards: 150\n", "standards: 160\n"),
        (("--actual", "rate="), "  rate: 92\n", ""),
        (("--actual", "", "--actual", "rate=93"), "  standards: 150\n  rate: 92\n", "  rate: 93\n"),
        (("--actual", ""), "actuals:\n  standards: 150\n  rate: 92\n", ""),
        (("--date", "2019-02-08"), "date: 2019-02-09\n", "date: 2019-02-08\n"),
        (("--about", "t1.1"), "about: T01\n", "about: T01.1\n"),
        (("--unit", "省计量院"), "unit: metrology\n", "unit: institute\n"),
        (("--by", "王五"), "by: zhangsan\n", "by: 王五\n"),
    ],
)
def test_what_is_not_given_is_taken_over(
    arguments: tuple[str, ...], old: str, new: str, run: Runner, folder: Path
) -> None:
    by = () if "--by" in arguments else ("--by", "zhangsan")
    assert corrected(run, folder, *arguments, *by) == TAKEN_OVER.replace(old, new, 1)


@pytest.mark.parametrize(
    "typed", ["2019-02-09", "000001", OLD, f"plan/progress/T01/{OLD}.yaml", f" {OLD.upper()} "]
)
def test_an_entry_is_found_by_its_id_or_a_part_of_it(typed: str, run: Runner) -> None:
    assert run("correct", typed, "--percent", "45").code == 0


def test_the_correction_counts_and_is_told(run: Runner) -> None:
    new = run("correct", OLD, "--percent", "45").path.rpartition("/")[2].removesuffix(".yaml")
    page = run("show", "T01").out
    assert "\nshare   45%" in page
    assert f"  corrects: {OLD}\n" in page
    assert f"  replaced by: {new}\n" in page
    again = run("correct", new, "--percent", "50")
    assert again.code == 0
    assert "\nshare   50%" in run("show", "T01").out


def test_a_correction_is_recorded_after_what_it_corrects_whatever_the_clocks_say(
    run: Runner, folder: Path
) -> None:
    done = run("correct", OLD, "--percent", "45", now=NOW.replace(day=9, hour=8, minute=0, second=0))
    text = (folder / done.path).read_text(encoding="utf-8")
    assert "\nrecorded: 2019-02-09T09:00:01+08:00\n" in text


REFUSED = [
    (
        (OLD, "--percent", "40"),
        f"{OLD} says so already; nothing would change. Give what should be different, such as --percent 40.",
        f"{OLD} 已是如此，没有改动。请写出要改的内容，如 --percent 40。",
    ),
    (
        (OLD,),
        f"{OLD} says so already; nothing would change. Give what should be different, such as --percent 40.",
        f"{OLD} 已是如此，没有改动。请写出要改的内容，如 --percent 40。",
    ),
    (
        ("2019-02-09-000002", "--percent", "4"),
        (
            "ENTRY is “2019-02-09-000002”, and no entry is called so. "
            f"The nearest are {OLD}, 2019-02-10-0000b2, 2019-02-10-0000b1."
        ),
        (
            f"条目写的是“2019-02-09-000002”，没有这条条目。最接近的是 {OLD}、"
            "2019-02-10-0000b2、2019-02-10-0000b1。"
        ),
    ),
    (
        ("zzz", "--percent", "4"),
        "ENTRY is “zzz”, and no entry is called so. “qtrack history” lists them with their ids.",
        "条目写的是“zzz”，没有这条条目。用“qtrack history”查看全部条目及其编号。",
    ),
    (
        ("2019-02-10", "--percent", "4"),
        (
            "ENTRY is “2019-02-10”, which fits 2 entries. Write more "
            "of it: 2019-02-10-0000b1, 2019-02-10-0000b2."
        ),
        "条目写的是“2019-02-10”，对应 2 条。请再多写几位：2019-02-10-0000b1、2019-02-10-0000b2。",
    ),
    (
        (OLD, "--summary", ""),
        (
            "The entry does not fit: the summary is empty; say in a sentence what was done. "
            "Nothing was written."
        ),
        "这条进展不合要求：进展情况为空；请用一句话写明做了什么。没有写入任何内容。",
    ),
    (
        (OLD, "--actual", "standards"),
        "--actual is “standards”. Write ID=VALUE, such as public-standards=1650.",
        "--actual 写的是“standards”。请写成 编号=数值，如 public-standards=1650。",
    ),
    (
        (OLD, "--date", ""),
        "--date is “”, which is not a date. Write it as 2019-06-28.",
        "--date 写的是“”，不是日期。请写成 2019-06-28。",
    ),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), REFUSED)
def test_what_cannot_be_corrected_is_refused_in_a_sentence(
    arguments: tuple[str, ...], english: str, chinese: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    assert run("correct", *arguments) == (2, "", f"qtrack: {english}\n")
    assert run("correct", *arguments, environ=CHINESE) == (2, "", f"qtrack：{chinese}\n")
    assert everything(folder) == before


def test_an_entry_that_was_corrected_already_says_by_which(run: Runner) -> None:
    first = run("correct", OLD, "--percent", "45").path.rpartition("/")[2].removesuffix(".yaml")
    second = run("correct", first, "--percent", "50").path.rpartition("/")[2].removesuffix(".yaml")
    assert run("correct", OLD, "--percent", "46") == (
        2,
        "",
        (
            f"qtrack: {OLD} was corrected by 计量处 on 2019-02-19 ({second}). "
            f"Correct or withdraw {second} instead.\n"
        ),
    )
    assert run("correct", OLD, "--percent", "46", environ=CHINESE).err == (
        f"qtrack：{OLD} 已由计量处于 2019-02-19 更正（{second}）。请更正或撤回 {second}。\n"
    )


def test_a_dry_run_shows_the_file_and_writes_nothing(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("correct", OLD, "--summary", "建标12项", "--dry-run")
    assert done[:2] == (0, TAKEN_OVER.replace("有进展", "建标12项"))
    assert done.err.splitlines() == [
        "light yellow; share 40%; gap -10 points",
        "reason: 10 points behind",
        "still missing: T01.1 建成计量中心",
    ]
    assert everything(folder) == before


def test_who_is_late_looks_first_at_what_others_recorded_meanwhile(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = said(50, f"corrects: {OLD}\n", tag="0000c1")
    with meanwhile(folder, other, monkeypatch):
        done = run("correct", OLD, "--percent", "50", environ=CHINESE)
    name = "2019-02-19-0000c1"
    assert done == (2, "", f"qtrack：其间有人记入了：{name}。请用“qtrack history”查看后重试。\n")
    again = run("correct", OLD, "--percent", "50")
    assert f"{OLD} was corrected" in again.err
    assert len(list((folder / "plan" / "progress" / "T01").iterdir())) == 4


def test_a_task_means_ones_own_last_entry_on_it(run: Runner, folder: Path) -> None:
    small_plan(folder, PARTS, said(42, "by: zhangsan", tag="0000d1"), said(44, "by: 李四", tag="0000d2"))
    done = run("correct", "T01", "--percent", "45")
    assert done.err == ("the last entry of zhangsan on T01: 2019-02-11-0000d1\n  计量处 2019-02-11: 有进展\n")
    assert "corrects: 2019-02-11-0000d1\n" in (folder / done.path).read_text(encoding="utf-8")
    withdrawn = run("withdraw", "t1", "--reason", "误报", "--by", "李四")
    assert "withdraws: 2019-02-13-0000d2\n" in (folder / withdrawn.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["1", "01", "1.1"])
def test_a_number_of_two_digits_is_a_task_whatever_entries_end_with_it(
    typed: str, run: Runner, folder: Path
) -> None:
    ends = [said(at, "by: 李四", tag=f"000{at}1") for at in range(40, 43)]
    small_plan(folder, PARTS, *ends, said(45, "by: zhangsan", about="T01.1", tag="0000d2"))
    done = run("correct", typed, "--percent", "45")
    assert done.code == 0, done.err
    assert "corrects: 2019-02-14-0000d2\n" in (folder / done.path).read_text(encoding="utf-8")


def test_of_a_task_without_an_entry_of_ones_own_the_newest_are_named(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("correct", "T01", "--percent", "45", "--by", "王五")
    assert (done.code, done.err) == (
        2,
        (
            "qtrack: “王五” has no entry on T01 that counts. "
            "The newest are 2019-02-10-0000b2, 2019-02-10-0000b1, 2019-02-09-000001.\n"
        ),
    )
    assert run("correct", "T01.1", "--percent", "45").err == (
        "qtrack: “zhangsan” has no entry on T01.1 that counts. “qtrack history” lists them with their ids.\n"
    )
    assert everything(folder) == before


@pytest.mark.parametrize(("typed", "code"), [("\n", 0), ("n\n", 2)])
def test_on_a_terminal_the_last_entry_is_offered(
    typed: str, code: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_plan(folder, PARTS, said(42, "by: 张三", tag="0000d1"))
    err = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", err)
    arguments = ("correct", "T01", "--percent", "45", "--by", "张三")
    assert main(arguments, CHINESE, folder, NOW) == code
    assert err.getvalue().startswith(
        "张三在 T01 上的最近一条：2019-02-11-0000d1\n  计量处 2019-02-11：有进展\n是这一条吗？[Y/n] "
    )
