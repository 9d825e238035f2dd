"""`qtrack return`: work that was reported done is sent back for completion (退回补充)."""

from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.small import head, said, small_plan, task

PARTS = task("deliverables: [{id: T01.1, title: 建成计量中心}]")
DONE = "2019-02-09-000001"
RETURN = ("return", "T01.1", "--reason", "缺少检定证书")


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, head("office: office"), PARTS, said(40, "status: done", about="T01.1"))


def test_a_return_is_a_new_file_that_names_what_it_sends_back(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run(*RETURN)
    assert (done.code, done.err) == (0, "")
    after = everything(folder)
    assert after.pop(done.path).decode() == (
        "about: T01.1\n"
        "unit: office\n"
        "date: 2019-02-19\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: zhangsan\n"
        "status: in-progress\n"
        "summary: 缺少检定证书\n"
        f"returns: {DONE}\n"
    )
    assert after == before
    assert run("validate").code == 0


def test_what_is_sent_back_is_in_progress_and_says_so(run: Runner) -> None:
    new = run(*RETURN).path.rpartition("/")[2].removesuffix(".yaml")
    page = run("show", "T01", environ=CHINESE).out
    assert "\nT01.1 建成计量中心 进行中" in page
    assert f"2019-02-19  T01.1  办公室  （zhangsan记录）  退回补充  {new}\n" in page
    assert f"  原因：缺少检定证书\n  退回：{DONE}\n" in page


def test_done_sent_back_done_again_and_closed(run: Runner) -> None:
    close = ("close", "T01.1", "--verified-by", "办公室", "--evidence", "甲")
    run(*RETURN, "--date", "2019-02-10")
    assert run(*close).err == (
        "qtrack: By 2019-02-19 nobody had reported T01.1 done. "
        "“qtrack record T01.1 --status done” says so first.\n"
    )
    again = (
        "record",
        "T01.1",
        "--unit",
        "计量处",
        "--status",
        "done",
        "--summary",
        "补齐",
        "--date",
        "2019-02-11",
    )
    assert run(*again).code == 0
    assert run(*close).code == 0
    assert run("validate").code == 0


REFUSED = [
    (
        ("return", "T01", "--reason", "x"),
        "T01 is done by its parts; nobody reported it done as a whole. Send back one of T01.1.",
        "T01 因各事项都已完成而完成，没有单位整体报告完成。请退回其中一项：T01.1。",
    ),
    (
        (*RETURN, "--date", "2019-02-08"),
        "By 2019-02-08 nobody had reported T01.1 done. “qtrack record T01.1 --status done” says so first.",
        (
            "截至 2019-02-08，没有单位报告完成 T01.1。"
            "请先由承办单位用“qtrack record T01.1 --status done”报告完成。"
        ),
    ),
    (
        RETURN[:-2],
        "--reason is missing. See “qtrack return --help”.",
        "缺少 --reason。参见“qtrack return --help”。",
    ),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), REFUSED)
def test_what_cannot_be_sent_back_is_refused_in_a_sentence(
    arguments: tuple[str, ...], english: str, chinese: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    assert run(*arguments) == (2, "", f"qtrack: {english}\n")
    assert run(*arguments, environ=CHINESE) == (2, "", f"qtrack：{chinese}\n")
    assert everything(folder) == before


def test_what_is_closed_is_opened_again_by_recording(run: Runner) -> None:
    closing = run("close", "T01.1", "--verified-by", "办公室", "--evidence", "甲").out
    entry = closing.rpartition("/")[2].removesuffix(".yaml\n")
    assert run(*RETURN).err == (
        f"qtrack: T01.1 was closed by 办公室 on 2019-02-19 ({entry}). "
        "“qtrack record T01.1 --status in-progress” opens it again.\n"
    )
    assert run(*RETURN, environ=CHINESE).err == (
        f"qtrack：办公室已于 2019-02-19 销号：T01.1（{entry}）。"
        "用“qtrack record T01.1 --status in-progress”重新办理。\n"
    )


def test_without_an_office_the_unit_is_named(run: Runner, folder: Path) -> None:
    small_plan(folder, PARTS)
    assert run(*RETURN).err == "qtrack: The plan names no office. Name with --unit who speaks for it.\n"
    assert (
        run(*RETURN, environ=CHINESE).err
        == "qtrack：方案没有写明跟踪办公室。请用 --unit 写明由哪个单位作出。\n"
    )
    assert run(*RETURN, "--unit", "办公室").code == 0
