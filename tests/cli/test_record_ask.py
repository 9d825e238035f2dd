"""`qtrack record` on a terminal: asked step by step, back and forth, and said back in words."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, everything
from tests.small import said, small_plan, task

PARTS = task("deliverables:\n  - {id: T01.1, title: 建成计量中心}\n  - {id: T01.2, title: 签订合同}\n")


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, said(20, "status: in-progress\nsummary: 招标\n"))


@pytest.mark.parametrize(("typed", "about"), [("2", "T01.2"), ("合同", "T01.2"), ("", "T01"), ("0", "T01")])
def test_a_part_is_chosen_by_its_own_id_or_a_part_of_its_title(
    typed: str, about: str, ask: Ask, folder: Path
) -> None:
    done = ask("record", "T01", typed=(typed, "计量处", "", "进行中", "40", "完成招标", "", "", "", ""))
    assert done.code == 0, done.err
    assert f"about: {about}\n" in (folder / done.path).read_text(encoding="utf-8")
    assert "回车写入，n 放弃，< 返回上一步；或输入要改的项目，如 进展情况：" in done.err


def test_one_can_go_back_and_change_what_was_said(ask: Ask, folder: Path) -> None:
    answers = ("1", "计量处", "", "进行中", "40", "<", "50", "招标", "", "", "", "进展情况", "签约", "")
    done = ask("record", "T01", typed=answers)
    assert done.code == 0, done.err
    text = (folder / done.path).read_text(encoding="utf-8")
    assert ("percent: 50\n" in text, "summary: 签约\n" in text) == (True, True)


def test_alone_it_offers_the_open_tasks(ask: Ask, folder: Path) -> None:
    done = ask("record", typed=("1", "0", "计量处", "", "", "", "完成招标", "", "", "", ""))
    assert done.code == 0, done.err
    assert "about: T01\n" in (folder / done.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", [(), ("1",), ("1", "计量处", "", "", "", "完成", "", "", "", "n")])
def test_who_does_not_agree_writes_nothing(typed: tuple[str, ...], ask: Ask, folder: Path) -> None:
    before = everything(folder)
    done = ask("record", "T01", typed=typed)
    assert (done.code, done.out) == (130, "")
    assert done.err.endswith("\n没有写入任何内容。\n")
    assert everything(folder) == before
