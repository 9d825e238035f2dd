"""A whole report in one short line: `qtrack record 5 40% "设备采购完成招标"`."""

from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, ENGLISH, Run, Runner, everything
from tests.small import said, small_plan, wide

OWN = ENGLISH | {"QTRACK_UNIT": "计量处"}


def lines(done: Run) -> list[str]:
    """Return what an entry says of the work."""
    told = [
        line for line in done.out.splitlines() if line.partition(":")[0] in {"status", "percent", "summary"}
    ]
    return told or [done.err]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (("40%", "设备采购完成招标"), ["percent: 40", "summary: 设备采购完成招标"]),
        ((f"{wide('40.5')} ％", "x"), ["percent: 40.5", "summary: x"]),
        (("40", "%", "x"), ["percent: 40", "summary: x"]),
        (("进行中", "x"), ["status: in-progress", "summary: x"]),
        (("100%", "办结", "x"), ["status: done", "percent: 100", "summary: x"]),
        (("done", "100%", "x"), ["status: done", "percent: 100", "summary: x"]),
        (("x",), ["summary: x"]),
        (("40%", "--summary", "x"), ["percent: 40", "summary: x"]),
        (("完成40%", "--percent", "40"), ["percent: 40", "summary: 完成40%"]),
        (("-m", "x", "-p", "40", "-s", "进行中"), ["status: in-progress", "percent: 40", "summary: x"]),
        (("40%", "--summary", "50%"), ["percent: 40", "summary: 50%"]),
    ],
)
def test_a_share_a_status_and_a_text_stand_for_themselves(
    words: tuple[str, ...], entry: list[str], run: Runner
) -> None:
    assert lines(run("record", "1", *words, "--dry-run", environ=OWN)) == entry


def test_it_is_a_whole_report(run: Runner, folder: Path) -> None:
    done = run("record", "1", "40%", "设备采购完成招标", "-n", "签订合同", "-d", "2019-02-18", environ=OWN)
    assert done.code == 0
    (entry,) = (folder / "plan/progress/T01").iterdir()
    assert entry.read_text("utf-8") == (
        "about: T01\n"
        "unit: metrology\n"
        "date: 2019-02-18\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: zhangsan\n"
        "percent: 40\n"
        "summary: 设备采购完成招标\n"
        "next: 签订合同\n"
    )


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (
            ("40%", "采购", "招标"),
            "“招标”多余，前面已有进度“40%”、进展情况“采购”。请把整段文字放在引号里：“采购 招标”。",
        ),
        (
            ("40%", "50%", "x"),
            "“50%”多余，前面已有进度“40%”。只写一次；本来就是文字的，写在 --summary 后面。",
        ),
        (
            ("进行中", "完成"),
            "“完成”多余，前面已有状态“进行中”。只写一次；本来就是文字的，写在 --summary 后面。",
        ),
        (
            ("x", "40%"),
            "“40%”多余，前面已有进展情况“x”。请把整段文字放在引号里：“x 40%”。",
        ),
        (
            ("40", "x"),
            "“40”可能是完成比例，也可能是文字。完成比例写成 40%，文字写在 --summary 后面。",
        ),
        (("40%", "x", "-p", "50"), "--percent 已给出，又写了进度“40%”。请去掉 --percent，或去掉这个词。"),
        (("40%", "x", "-m", "y"), "--summary 已给出，又写了进展情况“x”。请去掉 --summary，或去掉这个词。"),
        (("40%",), "缺少 --summary。参见“qtrack record --help”。"),
    ],
)
def test_what_is_too_much_or_can_be_two_things_is_refused_with_what_was_understood(
    words: tuple[str, ...], refusal: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    done = run("record", "1", *words, environ=CHINESE | {"QTRACK_UNIT": "计量处"})
    assert done == Run(2, "", f"qtrack：{refusal}\n")
    assert everything(folder) == before


def test_a_correction_takes_them_too(run: Runner, folder: Path) -> None:
    small_plan(folder, said(20, "percent: 10\n"))
    assert lines(run("correct", "000001", "45%", "更正", "--dry-run")) == ["percent: 45", "summary: 更正"]


def test_with_a_file_there_is_nothing_to_say(run: Runner) -> None:
    done = run("record", "--from", "rows.csv", "T01", "40%")
    assert (done.code, done.out) == (2, "")
