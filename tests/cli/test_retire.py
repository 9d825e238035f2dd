"""`qtrack retire`: a part of the plan given up, its id kept from new use, told by what it means."""

from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.repositories import lay
from tests.small import HEAD, PARTS, SECTION, TASK, said

LEFT: Final = PARTS["tasks/T01.yaml"]
SECOND: Final = {
    "sections/S1.yaml": SECTION + "  - {id: M02, number: （二）, title: 子}\n",
    "sections/S2.yaml": (
        "id: S2\nnumber: 二\ntitle: 第二\nmeasures:\n  - {id: M03, number: （一）, title: 丑}\n"
    ),
    "tasks/T02.yaml": TASK.replace("T01", "T02"),
}


@pytest.fixture
def two(folder: Path) -> Path:
    """Give the small plan a second section and task, and parts to the first."""
    lay(folder / "plan", PARTS | SECOND)
    return folder


def plan_of(folder: Path) -> dict[str, str]:
    """Return the files of a plan as texts."""
    return {path.removeprefix("plan/"): text.decode() for path, text in everything(folder).items()}


def test_a_task_goes_with_its_file_and_is_told_in_both_languages(two: Path, run: Runner) -> None:
    before = plan_of(two)
    assert run("retire", "T02", "--dry-run") == (
        0,
        (
            "From the plan so far to the edit: 2 changes, of them 1 loosening.\n"
            "task T02 “健全量传溯源体系” is removed; this loosens the plan\n"
            "    plan/tasks/T02.yaml  affects 计量处, 省计量院, 各市县局\n"
            "T02 is retired: no new work may take the number\n"
            "    plan/plan.yaml:6  健全量传溯源体系\n"
        ),
        "Nothing was written.\n",
    )
    assert plan_of(two) == before
    ran = run("停用", "T02", environ=CHINESE)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "原方案 → 修改后：变更 2 处，其中放宽 1 处。")
    del before["tasks/T02.yaml"]
    assert plan_of(two) == before | {"plan.yaml": HEAD + "retired: [T02]\n"}
    assert "task T03 “x” is added" in run("new", "task", "M01", "x", "--lead", "office", "--dry-run").out
    assert run("validate").code == 0


@pytest.mark.parametrize(
    ("typed", "path", "gone"),  # behind what is typed the id in full, if it is another
    [
        ("T01.1", "tasks/T01.yaml", "  # 一\n  - id: T01.1\n    title: 甲   # 注\n    # 甲之下\n"),
        ("T01.2", "tasks/T01.yaml", "  - {id: T01.2, title: 乙}\n"),
        ("标准 T01/n", "tasks/T01.yaml", LEFT[LEFT.index("indicators") : LEFT.rindex("due")]),
        ("M02", "sections/S1.yaml", "  - {id: M02, number: （二）, title: 子}\n"),
        ("m03 M03", "sections/S2.yaml", "measures:\n  - {id: M03, number: （一）, title: 丑}\n"),
    ],
)
def test_a_part_goes_with_its_lines_and_nothing_else(
    typed: str, path: str, gone: str, two: Path, run: Runner
) -> None:
    before = plan_of(two)
    name, _, full = typed.partition(" ")
    ran = run("retire", name)
    assert (ran.code, ran.err) == (0, ""), ran.err
    assert plan_of(two) == before | {
        path: before[path].replace(gone, ""),
        "plan.yaml": HEAD + f"retired: [{full or name}]\n",
    }
    assert run("validate").code == 0


def test_nothing_else_gets_what_was_given_up(two: Path, run: Runner) -> None:
    for typed in ("T01.2", "n", "M03", "S2"):
        assert run("retire", typed).code == 0
    assert plan_of(two)["plan.yaml"] == HEAD + "retired: [T01.2, T01/n, M03, S2]\n"
    assert "deliverable T01.3 “x” is added" in run("new", "deliverable", "T01", "x").out
    assert "measure M04 “x” is added to S1" in run("new", "measure", "S1", "x").out
    assert "section S3 “x” is added" in run("new", "section", "x").out
    assert run("new", "indicator", "T01", "x", "unit", "项", "target", "9", "--id", "n").code == 2
    lay(two / "plan", {"tasks/T01.yaml": LEFT})
    ran = run("validate")
    assert "T01.2 is retired in plan.yaml; take the next free id (id-retired)" in ran.out
    assert "T01/n is retired in plan.yaml; take the next free id (id-retired)" in ran.out


def test_what_was_said_stays_about_something(two: Path, run: Runner) -> None:
    lay(two / "plan", said(9, about="T01.1") | said(10, "actuals: {n: 2}", tag="000002"))
    before = everything(two)
    for typed, told in (
        ("T01", "T01 已有 2 条进展，最近一条 2019-01-10-000002。“qtrack record T01 --status 取消”说明"),
        ("T01.1", "T01.1 已有 1 条进展，最近一条 2019-01-09-000001。"),
        ("n", "T01/n 已有 1 条进展，最近一条 2019-01-10-000002。"),
    ):
        ran = run("retire", typed, environ=CHINESE)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"qtrack：{told}"), ran.err
    assert everything(two) == before
    assert run("retire", "T01.2").code == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("plan", "plan 不能停用：进展条目和材料一直以它为准。可停用的是任务、事项、指标（如"),
        ("计量处", "metrology 不能停用：进展条目和材料一直以它为准。"),
        ("M01", "M01 中还有 T01、T02。请先移走，如“qtrack move T01 位置”，或先停用。"),
        ("S1", "S1 中还有 M01、M02。请先移走，如“qtrack move M01 位置”，或先停用。"),
        ("T09", "编号写的是“T09”，方案中没有。"),
    ],
)
def test_what_cannot_be_is_refused_whole(typed: str, told: str, two: Path, run: Runner) -> None:
    before = everything(two)
    ran = run("retire", typed, environ=CHINESE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"qtrack：{told}"), ran.err
    assert everything(two) == before


def test_ids_join_those_that_were_given_up_before(two: Path, run: Runner) -> None:
    lay(two / "plan", {"plan.yaml": HEAD + "# 停用\nretired:\n  - T07  # 并入T01\n"})
    assert run("retire", "T02").code == 0
    assert plan_of(two)["plan.yaml"] == HEAD + "# 停用\nretired:\n  - T07  # 并入T01\n  - T02\n"
