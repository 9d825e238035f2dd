"""`qtrack set`: one value of the plan changed in its file, checked, and told by what it means."""

from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import CHINESE, Run, Runner, everything
from tests.repositories import lay
from tests.small import HEAD, SECTION, TASK, UNITS, said, task

FIGURE: Final = """
indicators:
  - {id: n, name: 计量标准, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: 0}
"""


def test_it_says_what_the_edit_means_in_both_languages(folder: Path, run: Runner) -> None:
    assert run("set", "T01", "due", "2019-04-01", "--dry-run") == (
        0,
        (
            "From the plan so far to the edit: 1 change.\n"
            "T01 gets a deadline, 2019-04-01\n"
            "    plan/tasks/T01.yaml:5  健全量传溯源体系  affects 计量处, 省计量院, 各市县局\n"
        ),
        "Nothing was written.\n",
    )
    assert (folder / "plan/tasks/T01.yaml").read_text("utf-8") == TASK
    assert run("set", "1", "时限", "2019-04-01", environ=CHINESE) == (
        0,
        (
            "原方案 → 修改后：变更 1 处。\n"
            "T01 增设完成时限 2019-04-01\n"
            "    plan/tasks/T01.yaml:5  健全量传溯源体系  涉及：计量处、省计量院、各市县局\n"
        ),
        "",
    )
    assert (folder / "plan/tasks/T01.yaml").read_text("utf-8") == TASK + "due: 2019-04-01\n"
    ran = run("set", "T01", "due", "2019-04-01", environ=CHINESE)
    assert ran == (0, "", "T01 已是如此，没有改动。\n")
    assert run("set", "T01", "due", "").out.splitlines()[0] == (
        "From the plan so far to the edit: 1 change, of them 1 loosening."
    )
    assert (folder / "plan/tasks/T01.yaml").read_text("utf-8") == TASK


@pytest.mark.parametrize(
    "edit",
    [
        ("T01 title 新题", "tasks/T01.yaml", "健全量传溯源体系", "新题"),
        ("t1 lead 办公室", "tasks/T01.yaml", "lead: metrology", "lead: office"),
        ("T01 shared 福州局、办公室", "tasks/T01.yaml", "[institute]", "[fuzhou, office]"),
        ("T01 responsible.shared 办公室", "tasks/T01.yaml", "[institute]", "[office]"),
        ("T01 按职责落实 --unset", "tasks/T01.yaml", ", by_duty: [bureaus]", ""),
        ("T01 each 是", "tasks/T01.yaml", "[bureaus]}", "[bureaus], each: true}"),
        (
            "T01 lead 省计量院 shared 计量处",
            "tasks/T01.yaml",
            "metrology, shared: [institute]",
            "institute, shared: [metrology]",
        ),
        ("n target 10项", "tasks/T01.yaml", "target: 9", "target: 10"),
        ("T01/n 目标值 1,200", "tasks/T01.yaml", "target: 9", "target: 1200"),
        ("计量标准 due 2019年4月", "tasks/T01.yaml", "due: 2019-04-10", "due: 2019-04-30"),
        ("S1 title 新部分", "sections/S1.yaml", "夯实质量基础", "新部分"),
        ("m1 标题 新措施", "sections/S1.yaml", "提升计量能力", "新措施"),
        ("plan 红灯阈值 25", "plan.yaml", "end: 2019-04-10\n", "end: 2019-04-10\nlights:\n  red_gap: 25\n"),
        ("方案 document.number 9号", "plan.yaml", "闽质监〔2018〕251号", "9号"),
        ("plan office 办公室", "plan.yaml", "end: 2019-04-10\n", "end: 2019-04-10\noffice: office\n"),
        ("福州 short 福州", "units.yaml", "short: 福州局", "short: 福州"),
        ("各市县局 members 福州局", "units.yaml", "[fuzhou, xiamen]", "[fuzhou]"),
        (
            "metrology aliases 计量科,量处",
            "units.yaml",
            "计量处, kind: division",
            "计量处, kind: division, aliases: [计量科, 量处]",
        ),
    ],
)
def test_every_part_is_edited_by_any_name(edit: tuple[str, str, str, str], folder: Path, run: Runner) -> None:
    typed, path, old, new = edit
    lay(folder / "plan", task(FIGURE))
    file = folder / "plan" / path
    before = file.read_text("utf-8")
    environ = CHINESE if "标准" in typed else None
    ran = run("set", *typed.split(), environ=environ)
    text = file.read_text("utf-8")
    if "年4月" in typed:
        assert (ran.code, text) == (2, before)  # after the end of the plan
        assert "2019-04-30" in ran.err
        return
    assert ran.code == 0, ran.err
    assert text == before.replace(old, new, 1) != before


@pytest.mark.parametrize(
    ("typed", "path", "line"),
    [
        ("n 类型 保持", "tasks/T01.yaml", "kind: hold"),
        ("n 方向 越低越好 baseline 20", "tasks/T01.yaml", "better: lower"),
        ("n 限定词 力争", "tasks/T01.yaml", "qualifiers: [strive]"),
        ("n 约束性 约束性", "tasks/T01.yaml", "binding: true"),
        ("n binding 预期性", "tasks/T01.yaml", "binding: false"),
        ("n 完成时限 2019年3月底", "tasks/T01.yaml", "due: 2019-03-31"),
        ("n due 3月底前", "tasks/T01.yaml", "due: 2019-03-31"),
        ("n due end_of_March", "tasks/T01.yaml", "due: 2019-03-31"),
        ("n due 2019年3月15日", "tasks/T01.yaml", "due: 2019-03-15"),
        ("T01 start 2019年2月", "tasks/T01.yaml", "start: 2019-02-01"),
        ("T01 牵头单位 办公室", "tasks/T01.yaml", "lead: office"),
        ("T01 报送频率 每季度", "tasks/T01.yaml", "every: quarter"),
        ("plan 序时 按整月", "plan.yaml", "pace: months"),
        ("plan rule 三亚", "plan.yaml", "rule: sanya"),
        ("plan 语言 英文", "plan.yaml", "language: en"),
        ("plan 文号 9号", "plan.yaml", "number: 9号"),
        ("计量处 类型 直属单位", "units.yaml", "kind: affiliate"),
        ("计量处 简称 计量", "units.yaml", "short: 计量,"),
    ],
)
def test_keys_choices_and_dates_are_taken_as_people_say_them(
    typed: str, path: str, line: str, folder: Path, run: Runner
) -> None:
    lay(folder / "plan", task(FIGURE))
    ran = run("set", *(word.replace("_", " ") for word in typed.split()), environ=CHINESE)
    assert ran.code == 0, ran.err
    assert line in (folder / "plan" / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("T09 title x", "编号写的是“T09”，方案中没有。可写 plan（方案）、S1、M01、T05、T05.2，"),
        ("局 short x", "编号写的是“局”，对应 3 个名称。请写全一些：fuzhou 福州市市场监管局、"),
        (
            "T01 id T02",
            "名称写的是“id”，T01 没有此项，或不能这样设定。可以是：measure、section、number、title、",
        ),
        ("T01 进展 x", "名称写的是“进展”，T01 没有此项，或不能这样设定。进展请用“qtrack record T01”报送。"),
        ("T01 due", "due 后面没有“值”。请写在名称之后；要删去此项请用 --unset。"),
        ("T01 due x --unset", "--unset 不带“值”。请去掉“值”，或去掉 --unset。"),
        ("T01 due 下回", "due 写的是“下回”，不是日期。请写成 2019-06-28。"),
        ("T01 lead 气象局", "responsible.lead 写的是“气象局”，没有这个单位。"),
        (
            "T01 title --unset",
            "plan/tasks/T01.yaml:1:1: 错误: 缺少“title”，或没有填值；任务标题：用自己的话写，",
        ),
        ("T01 lead 省计量院", "plan/tasks/T01.yaml:4:41: 错误: institute 在 T01 中写了两次；只留一种责任 "),
        ("T01 each 也许", "responsible.each 不能是“也许”。可以是：是、否。"),
    ],
)
def test_what_cannot_be_is_refused_whole(typed: str, said: str, folder: Path, run: Runner) -> None:
    before = everything(folder)
    ran = run("set", *typed.split(), environ=CHINESE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"qtrack：{said}"), ran.err
    assert everything(folder) == before


def test_a_comment_is_never_lost(folder: Path, run: Runner) -> None:
    lay(folder / "plan", {"tasks/T01.yaml": TASK + "due: 2019-04-01  # 待定\n"})
    assert run("set", "T01", "due", "--unset") == (
        2,
        "",
        (
            "qtrack: due in plan/tasks/T01.yaml, line 5, cannot be changed without touching comments or what "
            "stands beside it. “qtrack edit T01” opens the file there.\n"
        ),
    )
    assert run("set", "T01", "due", "2019-03-01").code == 0
    assert (folder / "plan/tasks/T01.yaml").read_text("utf-8") == TASK + "due: 2019-03-01  # 待定\n"


def test_errors_that_were_there_are_no_hindrance_and_new_warnings_are_told(folder: Path, run: Runner) -> None:
    lay(folder / "plan", {"tasks/T02.yaml": TASK.replace("T01", "T02").replace("M01", "M09")} | said(3))
    assert run("validate").code == 1
    ran = run("set", "T01", "title", "新题", environ=CHINESE)
    assert (ran.code, ran.err) == (0, "")
    assert "T01 表述由“健全量传溯源体系”改为“新题”" in ran.out
    assert run("set", "T02", "measure", "M01").code == 0
    assert run("validate").code == 0


def test_the_plan_need_not_be_whole_but_its_head_and_units(folder: Path, run: Runner) -> None:
    lay(folder / "plan", {"tasks/T02.yaml": "x\n"})
    assert run("set", "T01", "title", "新题").code == 0
    lay(folder / "plan", {"units.yaml": "x\n"})
    ran = run("set", "T01", "title", "新题")
    assert (ran.code, "qtrack validate" in ran.err) == (2, True)


def test_bytes_around_stay(folder: Path, run: Runner) -> None:
    for path, text in (("plan.yaml", HEAD), ("sections/S1.yaml", SECTION), ("units.yaml", UNITS)):
        raw = b"\xef\xbb\xbf# x\r\n" + text.replace("\n", "\r\n").encode()
        (folder / "plan" / path).write_bytes(raw)
    done: list[Run] = [
        run("set", "plan", "short", "方案"),
        run("set", "S1", "due", "2019-03-01"),
        run("set", "办公室", "short", "办"),
    ]
    assert [ran.code for ran in done] == [0, 0, 0]
    assert (folder / "plan/plan.yaml").read_bytes() == (
        b"\xef\xbb\xbf# x\r\n" + (HEAD + "short: 方案\n").replace("\n", "\r\n").encode()
    )
    assert b"due: 2019-03-01\r\nmeasures:\r\n" in (folder / "plan/sections/S1.yaml").read_bytes()
