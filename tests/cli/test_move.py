"""`qtrack move`: a part of the plan at another place, with its comments, told by what it means."""

import re
from collections import Counter
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Final

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.conftest import ROOT
from tests.repositories import commit, lay, repository
from tests.small import HEAD, PARTS, SECTION, TASK, Files, said, section

SECOND: Final = {
    "sections/S2.yaml": (
        "id: S2\nnumber: 二\ntitle: 第二\nmeasures:\n"
        "  - {id: M02, number: （一）, title: 子}  # 子\n  - {id: M03, number: （二）, title: 丑}\n"
    ),
    "tasks/T02.yaml": TASK.replace("T01", "T02").replace("M01", "M03"),
}
LEFT: Final = PARTS["tasks/T01.yaml"]
FIRST: Final = LEFT[LEFT.index("  # 一") : LEFT.index("  - {id: T01.2")]


@pytest.fixture
def two(folder: Path) -> Path:
    """Give the small plan a second section and task, and parts to the first."""
    lay(folder / "plan", PARTS | SECOND)
    return folder


def changed(before: dict[str, bytes], folder: Path) -> dict[str, str]:
    """Return the files of the plan that are not as they were, as texts."""
    after = everything(folder)
    assert set(after) == set(before)
    return {path.removeprefix("plan/"): text.decode() for path, text in after.items() if text != before[path]}


def test_a_task_goes_to_another_measure_and_is_told_in_both_languages(two: Path, run: Runner) -> None:
    assert run("move", "T01", "M02", "--dry-run") == (
        0,
        (
            "From the plan so far to the edit: 1 change.\n"
            "T01 moves from M01 “提升计量能力” to M02 “子”\n"
            "    plan/tasks/T01.yaml:2  健全量传溯源体系  affects 计量处, 省计量院, 各市县局\n"
        ),
        "Nothing was written.\n",
    )
    before = everything(two)
    assert run("移动", "1", "m2", environ=CHINESE).out == (
        "原方案 → 修改后：变更 1 处。\n"
        "T01 由 M01“提升计量能力”移至 M02“子”\n"
        "    plan/tasks/T01.yaml:2  健全量传溯源体系  涉及：计量处、省计量院、各市县局\n"
    )
    assert changed(before, two) == {"tasks/T01.yaml": LEFT.replace("M01", "M02")}
    ran = run("move", "T01", "M02", environ=CHINESE)
    assert ran == (0, "", "T01 已在该处，没有改动。\n")
    assert run("validate").code == 0


def test_a_measure_goes_to_another_section_and_keeps_its_id(two: Path, run: Runner) -> None:
    before = everything(two)
    ran = run("move", "M02", "S1")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "measure M02 moves from S2（一） to S1（一）")
    assert changed(before, two) == {
        "sections/S1.yaml": SECTION + "  - {id: M02, number: （一）, title: 子}  # 子\n",
        "sections/S2.yaml": SECOND["sections/S2.yaml"].replace(
            "  - {id: M02, number: （一）, title: 子}  # 子\n", ""
        ),
    }
    assert run("move", "M02", "--after", "M03").code == 0
    assert run("validate").code == 0
    assert (two / "plan/sections/S1.yaml").read_text("utf-8") == SECTION


def test_a_deliverable_stands_elsewhere_in_its_list_with_its_comments(two: Path, run: Runner) -> None:
    before = everything(two)
    assert "the deliverables of T01 stand in another order" in run("move", "T01.1", "--after", "T01.2").out
    second = "  - {id: T01.2, title: 乙}\n"
    assert changed(before, two) == {"tasks/T01.yaml": LEFT.replace(FIRST + second, second + FIRST)}
    assert run("move", "T01.1", "--before", "T01.2").code == 0
    assert changed(before, two) == {}
    assert run("move", "T01.1", "T01").code == 0  # to the end of its own list
    assert changed(before, two) == {"tasks/T01.yaml": LEFT.replace(FIRST + second, second + FIRST)}


def test_in_another_task_it_gets_the_next_number_and_the_old_one_is_retired(two: Path, run: Runner) -> None:
    before = everything(two)
    ran = run("move", "T01.1", "T02", environ=CHINESE)
    assert ran.out == (
        "原方案 → 修改后：变更 2 处，其中放宽 1 处。\n"
        "事项 T01.1“甲”移至 T02.1，属放宽\n"
        "    plan/tasks/T02.yaml:7  健全量传溯源体系  涉及：计量处、省计量院、各市县局\n"
        "停用编号 T01.1：不得再用于新的内容\n"
        "    plan/plan.yaml:6  健全量传溯源体系\n"
    )
    assert changed(before, two) == {
        "plan.yaml": HEAD + "retired: [T01.1]\n",
        "tasks/T01.yaml": LEFT.replace(FIRST, ""),
        "tasks/T02.yaml": SECOND["tasks/T02.yaml"] + "deliverables:\n" + FIRST.replace("T01.1", "T02.1"),
    }
    assert run("validate").code == 0
    assert run("move", "n", "T02").code == 0
    assert "indicators:" not in (two / "plan/tasks/T01.yaml").read_text("utf-8")


def test_what_was_said_keeps_what_it_was_said_of(two: Path, run: Runner) -> None:
    lay(two / "plan", said(9, about="T01.1") | said(10, "actuals: {n: 2}", tag="000002"))
    before = everything(two)
    ran = run("move", "T01.1", "T02")
    assert (ran.code, ran.err) == (
        2,
        (
            "qtrack: 1 entry is about T01.1: 2019-01-09-000001. What was said of it stays with it: add a new "
            "one with “qtrack new”, and say of this one “qtrack record T01.1 --status dropped”.\n"
        ),
    )
    assert run("move", "n", "T02").code == 2
    assert everything(two) == before
    assert run("move", "T01.1", "--after", "T01.2").code == 0
    assert run("withdraw", "2019-01-09-000001", "--reason", "x").code == 0
    assert run("move", "T01.1", "T02").code == 0
    assert run("validate").code == 0


def test_a_number_that_git_remembers_is_not_given_again(tmp_path: Path, run: Runner) -> None:
    files: list[Files] = [PARTS, SECOND]
    top = repository(tmp_path, *files)
    more = SECOND["tasks/T02.yaml"] + "deliverables: [{id: T02.4, title: x}]\n"
    commit(top / "plan", {"tasks/T02.yaml": more})
    commit(top / "plan", {"tasks/T02.yaml": SECOND["tasks/T02.yaml"]})
    assert "T01.1 “甲” moves to T02.5" in run("move", "T01.1", "T02", cwd=top).out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("S1 S2", "S1 不能移动：各部分按编号排列。可移动其中的内容，如“qtrack move M05 S3”；要改"),
        ("计量处 S2", "metrology 不能移动。可移动的是"),
        ("T01", "没有写 T01 移到哪里。请写在编号之后，如“qtrack move T05 M07”，或用 --before"),
        ("T01 T02", "T01 不能放在 T02 中。任务属于措施或部分，如“qtrack move T05 M07”；措施属于部分，"),
        ("T01 --before T02", "同一措施的任务按编号排列，编号不变。“qtrack move T01 M07”可移到另一措施；"),
        ("T01.1 --before T01", "T01.1 不能放在 T01 旁边。请在 --before 或 --after 后写同一种的另一个。"),
        ("T01.1 --before T01.1", "T01.1 不能放在 T01.1 旁边。"),
        ("T01.1 T02 --before T01.2", "T01.2 不在 T02 中。请去掉“位置”，或去掉 --before、--after。"),
        ("T01.1 --before T01.2 --after T01.2", "--before 与 --after 不能同时用。请去掉 --before"),
        ("T01 M09", "位置写的是“M09”，方案中没有。"),
    ],
)
def test_what_cannot_be_is_refused_whole(typed: str, told: str, two: Path, run: Runner) -> None:
    before = everything(two)
    ran = run("move", *typed.split(), environ=CHINESE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"qtrack：{told}"), ran.err
    assert everything(two) == before


def test_a_comment_is_never_lost(folder: Path, run: Runner) -> None:
    flow = section("deliverables: [\n  {id: S1.1, title: 甲},  # 注\n  {id: S1.2, title: 乙}]\n")
    lay(folder / "plan", flow)
    ran = run("move", "S1.1", "--after", "S1.2")
    assert (ran.code, ran.err) == (
        2,
        (
            "qtrack: S1.1 in plan/sections/S1.yaml, line 7, cannot be changed without touching comments or "
            "what stands beside it. “qtrack edit S1.1” opens the file there.\n"
        ),
    )


def test_a_task_goes_from_a_measure_to_a_section_and_back_on_its_line(two: Path, run: Runner) -> None:
    file = two / "plan/tasks/T01.yaml"
    file.write_text(LEFT.replace("measure: M01", "measure: M01   # 假定"), encoding="utf-8")
    assert run("move", "T01", "S2").code == 0
    assert file.read_text("utf-8") == LEFT.replace("measure: M01", "section: S2   # 假定")
    assert run("validate").code == 0
    assert run("move", "T01", "M01").code == 0
    assert file.read_text("utf-8") == LEFT.replace("measure: M01", "measure: M01   # 假定")


def lines_of(folder: Path) -> Counter[str]:
    """Count the lines of a plan, but for the keys that say where a part stands."""
    texts = (path.read_text("utf-8") for path in (folder / "plan").rglob("*.yaml"))
    places = re.compile(r"id:|measure:|section:|retired:|deliverables:|indicators:|measures:")
    return Counter(line.strip() for text in texts for line in text.splitlines() if not places.search(line))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_moved_no_line_is_lost_and_the_plan_stays_in_order(
    seed: int, tmp_path: Path, run: Runner
) -> None:
    copytree(ROOT / "plan", tmp_path / "own/plan")
    top, chance = tmp_path / "own", Random(seed)  # noqa: S311 - the same walk each time
    before, moved = lines_of(top), 0
    while moved < 4:
        text = "".join(path.read_text("utf-8") for path in sorted((top / "plan").rglob("*.yaml")))
        there = re.findall(r"\bid: ([ST]\d+\.\d+|M\d+|T\d+)\b", text) + re.findall(r"- id: ([a-z-]+)\n", text)
        one, other = chance.sample(there, 2)
        where = chance.choice([[other], ["--before", other], ["--after", other]])
        ran = run("move", one, *where, cwd=top)
        assert ran.code in {0, 2}, ran.err
        moved += ran.code == 0
        assert lines_of(top) == before, (one, where)
    assert run("validate", "--strict", cwd=top).code == 0
