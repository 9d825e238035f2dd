"""`qtrack new`: a part of the plan with the next free id, where it belongs, told by what it means."""

from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.repositories import commit, git, lay, repository
from tests.small import HEAD, SECTION, TASK, UNITS, said, task

PARTS: Final = task("""
deliverables:
  - id: T01.1
    title: 一   # 注
indicators: [{id: n, name: 标准, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: 0}]
# 末
""")


def test_a_task_is_a_file_of_its_own_and_told_in_both_languages(folder: Path, run: Runner) -> None:
    typed = ("new", "task", "M01", "新的任务", "--lead", "计量处", "--due", "2019-04-01")
    assert run(*typed, "--dry-run") == (
        0,
        (
            "From the plan so far to the edit: 1 change.\n"
            "task T02 “新的任务” is added\n"
            "    plan/tasks/T02.yaml:1  affects 计量处\n"
        ),
        "Nothing was written.\n",
    )
    assert not (folder / "plan/tasks/T02.yaml").exists()
    assert run(*typed, "shared", "福州局", environ=CHINESE) == (
        0,
        (
            "原方案 → 修改后：变更 1 处。\n"
            "新增任务 T02“新的任务”\n"
            "    plan/tasks/T02.yaml:1  涉及：计量处、福州局\n"
        ),
        "",
    )
    assert (folder / "plan/tasks/T02.yaml").read_text("utf-8") == (
        "id: T02\nmeasure: M01\ntitle: 新的任务\nresponsible:\n  lead: metrology\n  shared: [fuzhou]\n"
        "due: 2019-04-01\n"
    )
    assert run("validate").code == 0


@pytest.mark.parametrize(
    "edit",  # the words, the file, what stands there, and what then
    [
        ("deliverable T01 二", "tasks/T01.yaml", "# 注\n", "# 注\n  - id: T01.2\n    title: 二\n"),
        (
            "事项 1 x 周期 year",
            "tasks/T01.yaml",
            "# 注\n",
            "# 注\n  - id: T01.2\n    title: x\n    every: year\n",
        ),
        (
            "指标 T01 x 计量单位 项 目标值 9 baseline 0",
            "tasks/T01.yaml",
            "0}]",
            "0}, {id: indicator-1, name: x, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: 0}]",
        ),
        ("measure S1 二", "sections/S1.yaml", "能力}\n", "能力}\n  - {id: M02, number: （二）, title: 二}\n"),
        ("事项 S1 甲", "sections/S1.yaml", "力}\n", "力}\ndeliverables:\n  - id: S1.1\n    title: 甲\n"),
        (
            "单位 科技处 类别 系统外 --id science",
            "units.yaml",
            "kind: division}\ngroups",
            "kind: division}\n  - {id: science, name: 科技处, short: 科技处, kind: external}\ngroups",
        ),
    ],
)  # fmt: skip
def test_a_part_is_put_behind_the_last_and_written_like_it(
    edit: tuple[str, str, str, str], folder: Path, run: Runner
) -> None:
    typed, path, old, new = edit
    lay(folder / "plan", PARTS)
    before = (folder / "plan" / path).read_text("utf-8")
    ran = run("new", *typed.split())
    assert ran.code == 0, ran.err
    text = (folder / "plan" / path).read_text("utf-8")
    assert text == before.replace(old, new, 1) != before


def test_a_section_has_the_next_number_and_the_line_ends_of_the_others(folder: Path, run: Runner) -> None:
    first = "# yaml-language-server: $schema=../.schemas/section.json\n"
    lay(folder / "plan", {"sections/S1.yaml": (first + SECTION).replace("\n", "\r\n")})
    assert run("new", "section", "保障措施").code == 0
    assert (folder / "plan/sections/S2.yaml").read_bytes() == (
        (first + "id: S2\nnumber: 二\ntitle: 保障措施\n").replace("\n", "\r\n").encode()
    )


def test_an_id_that_was_in_use_is_never_given_again(tmp_path: Path, run: Runner) -> None:
    retired = {"plan.yaml": HEAD + "retired: [T05]\n"}
    top = repository(tmp_path, retired, task("deliverables:\n  - {id: T01.7, title: 七}\n"), said(3))
    plan = top / "plan"
    lay(plan, {"tasks/T07.yaml": TASK.replace("T01", "T07")})
    commit(plan, {"tasks/T07.yaml": TASK.replace("T01", "T07")})
    git(plan, "rm", "-q", "tasks/T07.yaml")
    commit(plan, {"tasks/T01.yaml": TASK})
    assert "task T08 “x” is added" in run("new", "task", "M01", "x", "--lead", "office", cwd=top).out
    assert "deliverable T01.8 “x” is added" in run("new", "deliverable", "T01", "x", cwd=top).out
    for taken in ("T01", "T05", "T07"):
        ran = run("new", "task", "M01", "x", "--lead", "office", "--id", taken, cwd=top, environ=CHINESE)
        assert (ran.code, ran.err) == (
            2,
            f"qtrack：编号 {taken} 已有、已停用，或曾经用过。请去掉 --id，自动取下一个空号。\n",
        )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("task T01 x", "T01 下不能新增这一种。请先写属于哪里，如 M03。"),
        ("task M01", "缺少标题。请用引号括起，如“qtrack new task M01 标题”。"),
        ("task M01 _", "缺少标题。"),
        ("unit _", "缺少标题。"),
        ("task M01 x source _", "source 后面没有“值”。"),
        ("task M01 x", "plan/tasks/T02.yaml:1:1: 错误: 缺少“responsible”，或没有填值；"),
        (
            "task M01 x lead",
            "lead 后面没有“值”。请写在名称之后，如“qtrack new task M01 标题 due 2020-06-30”。",
        ),
        ("unit 计量处", "“计量处”已登记，编号 metrology。修改请用“qtrack set metrology …”。"),
        ("goose x", "种类不能是“goose”。"),
    ],
)
def test_what_cannot_be_is_refused_whole(typed: str, said: str, folder: Path, run: Runner) -> None:
    before = everything(folder)
    ran = run("new", *typed.replace("_", "\u3000").split(" "), environ=CHINESE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"qtrack：{said}"), ran.err
    assert everything(folder) == before


def test_units_are_found_by_their_name_at_once(folder: Path, run: Runner) -> None:
    assert run("new", "unit", "科技处", "kind", "处室").code == 0
    assert (folder / "plan/units.yaml").read_text("utf-8") == UNITS.replace(
        "groups:", "  - {id: unit-1, name: 科技处, short: 科技处, kind: division}\ngroups:"
    )
    assert run("set", "T01", "lead", "科技处").code == 0


def test_a_measure_joins_a_section_that_is_not_the_last(folder: Path, run: Runner) -> None:
    second = "id: S2\nnumber: 二\ntitle: 第二\nmeasures:\n  - {id: M02, number: （一）, title: 子}\n"
    lay(folder / "plan", {"sections/S2.yaml": second})
    ran = run("new", "measure", "S1", "后来的")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "measure M03 “后来的” is added to S1")
    assert (folder / "plan/sections/S1.yaml").read_text("utf-8") == SECTION + (
        "  - {id: M03, number: （二）, title: 后来的}\n"
    )
    assert run("new", "task", "M03", "其任务", "--lead", "计量处").code == 0
    assert run("validate").code == 0
