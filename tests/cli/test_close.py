"""`qtrack close`: 销号, by another unit than the one that reported the work done."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, NOW, Runner, everything
from tests.small import head, said, small_plan, task

PARTS = task(
    "deliverables:\n  - {id: T01.1, title: 建成计量中心}\n  - {id: T01.2, title: 上报, every: year}\n"
)
OFFICE = head("office: office")
LONGER = {path: text.replace("start: 2019", "start: 2018") for path, text in OFFICE.items()}
REPORT = "2019-02-09-000001"
NEXT_DAY = NOW.replace(day=20)
CLOSE = ("close", "T01.1", "--verified-by", "办公室", "--evidence", "验收单1号")


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, OFFICE, PARTS, said(40, "status: done", about="T01.1"))


def test_a_closing_is_a_new_file(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run(*CLOSE, "--by", "王五")
    assert (done.code, done.err) == (0, "")
    after = everything(folder)
    assert after.pop(done.path).decode() == (
        "about: T01.1\n"
        "unit: office\n"
        "date: 2019-02-19\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: 王五\n"
        "status: closed\n"
        "summary: 经核实，予以销号\n"
        "evidence:\n"
        "- 验收单1号\n"
    )
    assert after == before
    assert run("validate").code == 0
    page = json.loads(run("show", "T01", "--format", "json").out)
    assert page["deliverables"][0]["status"] == "closed"


def test_a_year_of_a_duty_is_closed_by_itself(run: Runner, folder: Path) -> None:
    small_plan(folder, OFFICE, PARTS, said(30, "status: done", about="T01.2", tag="000007"))
    done = run(
        "close",
        "T01.2",
        "--verified-by",
        "office",
        "--evidence",
        "甲",
        "--summary",
        "已核",
        "--date",
        "2019-02-01",
    )
    text = (folder / done.path).read_text(encoding="utf-8")
    assert "date: 2019-02-01\n" in text
    assert "period: '2019'\nsummary: 已核\n" in text


def test_a_whole_that_is_done_by_its_parts_is_closed(run: Runner, folder: Path) -> None:
    small_plan(folder, OFFICE, task("deliverables: [{id: T01.1, title: 建成计量中心}]"))
    assert run("close", "T01", "--verified-by", "办公室", "--evidence", "甲").code == 0
    assert run("validate").code == 0


REFUSED = [
    (
        ("close", "T01.1", "--verified-by", "计量处", "--evidence", "甲"),
        (
            "计量处 reported T01.1 done and cannot close it too. "
            "Name with --verified-by the unit that has verified it."
        ),
        "计量处自己报告 T01.1 完成，不能又由它销号。请用 --verified-by 写明核实的单位。",
    ),
    (
        (*CLOSE[:-1], " "),
        (
            "--evidence is empty. Name what shows that it is done, "
            "such as --evidence with the number of a paper."
        ),
        "--evidence 是空的。请写明能证明完成的材料，如 --evidence 加文号。",
    ),
    (
        CLOSE[:-2],
        "--evidence is missing. See “qtrack close --help”.",
        "缺少 --evidence。参见“qtrack close --help”。",
    ),
    (
        ("close", "T01", *CLOSE[2:]),
        "By 2019-02-19 nobody had reported T01 done. “qtrack record T01 --status done” says so first.",
        "截至 2019-02-19，没有单位报告完成 T01。请先由承办单位用“qtrack record T01 --status done”报告完成。",
    ),
    (
        (*CLOSE, "--date", "2019-02-08"),
        "By 2019-02-08 nobody had reported T01.1 done. “qtrack record T01.1 --status done” says so first.",
        (
            "截至 2019-02-08，没有单位报告完成 T01.1。"
            "请先由承办单位用“qtrack record T01.1 --status done”报告完成。"
        ),
    ),
    (
        ("close", "T01.2", *CLOSE[2:]),
        (
            "By 2019-02-19 nobody had reported T01.2 of 2019 done. "
            "“qtrack record T01.2 --status done” says so first."
        ),
        (
            "截至 2019-02-19，没有单位报告完成 T01.2（2019 年度）。"
            "请先由承办单位用“qtrack record T01.2 --status done”报告完成。"
        ),
    ),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), REFUSED)
def test_what_may_not_be_closed_is_refused_in_a_sentence(
    arguments: tuple[str, ...], english: str, chinese: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    assert run(*arguments) == (2, "", f"qtrack: {english}\n")
    assert run(*arguments, environ=CHINESE) == (2, "", f"qtrack：{chinese}\n")
    assert everything(folder) == before


def test_what_is_closed_is_not_closed_again(run: Runner) -> None:
    entry = run(*CLOSE).path.rpartition("/")[2].removesuffix(".yaml")
    assert run(*CLOSE) == (
        2,
        "",
        f"qtrack: T01.1 was closed by 办公室 on 2019-02-19 ({entry}). “qtrack history T01.1” tells more.\n",
    )
    assert run(*CLOSE, environ=CHINESE).err == (
        f"qtrack：办公室已于 2019-02-19 销号：T01.1（{entry}）。详见“qtrack history T01.1”。\n"
    )


def test_another_year_that_is_done_is_named(run: Runner, folder: Path) -> None:
    small_plan(folder, LONGER, PARTS, said(30, "status: done\nperiod: 2018", about="T01.2", tag="000007"))
    arguments = ("close", "T01.2", *CLOSE[2:])
    assert run(*arguments).err == (
        "qtrack: By 2019-02-19 nobody had reported T01.2 of 2019 done. Name the year with --period: 2018.\n"
    )
    assert run(*arguments, "--period", "2018").code == 0


UNDONE = [
    ("withdraw", REPORT, "--reason", "误报"),
    ("correct", REPORT, "--status", "in-progress"),
    ("correct", REPORT, "--unit", "办公室"),
    ("record", "T01.1", "--unit", "计量处", "--status", "in-progress", "--summary", "返工"),
]


@pytest.mark.parametrize("arguments", UNDONE, ids=" ".join)
def test_what_another_clone_said_before_the_closing_keeps_nobody_from_the_plan(
    arguments: tuple[str, ...], run: Runner, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each clone was right by itself; only merged does the closing stand on nothing."""
    clone = tmp_path_factory.mktemp("clone")
    shutil.copytree(folder / "plan", clone / "plan")
    assert run(*arguments, cwd=clone).code == 0
    assert run(*CLOSE, now=NOW.replace(hour=10)).code == 0
    shutil.copytree(clone / "plan", folder / "plan", dirs_exist_ok=True)
    done = run("validate", now=NEXT_DAY)
    assert (done.code, ": warning: " in done.out, "(closed-apart)" in done.out) == (0, True, True)
    assert run("status", now=NEXT_DAY).code == 0


def test_what_was_undone_before_is_not_closed_by_hand(run: Runner, folder: Path) -> None:
    run("withdraw", REPORT, "--reason", "误报")
    before = everything(folder)
    arguments = ("record", "T01.1", "--unit", "办公室", "--status", "closed", "--summary", "已核实")
    assert run(*arguments).err == (
        "qtrack: The entry does not fit: nobody reported T01.1 done before it was closed. "
        "Nothing was written.\n"
    )
    assert everything(folder) == before


def test_reopening_keeps_the_closing_in_the_history(run: Runner) -> None:
    run(*CLOSE)
    again = (
        "record",
        "T01.1",
        "--unit",
        "计量处",
        "--status",
        "in-progress",
        "--summary",
        "返工",
        "--date",
        "2019-02-20",
    )
    assert run(*again, now=NEXT_DAY).code == 0
    page = run("history", "T01.1", now=NEXT_DAY).out
    assert "2019-02-20 09:12  T01.1  reopening  计量处  (by zhangsan)  in progress  " in page
    assert "2019-02-19 09:12  T01.1  closing  办公室  (by zhangsan)  " in page


def test_a_month_is_named_as_it_is_said(folder: Path, run: Runner) -> None:
    monthly = task("deliverables:\n  - {id: T01.2, title: 上报, every: month}\n")
    january = said(20, "status: done", about="T01.2", tag="000007")
    small_plan(folder, OFFICE, monthly, january, said(40, "summary: 有进展"))
    (folder / "plan/progress/T01/2019-02-09-000001.yaml").unlink()
    arguments = ("close", "T01.2", "--verified-by", "办公室", "--evidence", "验收单1号", "--lang", "en")
    refused = run(*arguments)
    assert refused.err == (
        "qtrack: By 2019-02-19 nobody had reported T01.2 for 2019-02 done."
        " Name which one with --period: 2019-01.\n"
    )
    assert run(*arguments, "--period", "2019年1月").code == 0


def test_what_was_dropped_too_late_is_closed_as_dropped(run: Runner, folder: Path) -> None:
    """Else it would stay red for ever, though the office agrees."""
    small_plan(
        folder,
        OFFICE,
        task("deliverables: [{id: T01.1, title: 建成计量中心, due: 2019-01-31}]"),
        said(45, "status: dropped", about="T01.1", tag="000009"),
    )
    (folder / "plan/progress/T01/2019-02-09-000001.yaml").unlink()
    before = json.loads(run("status", "--format", "json").out)["tasks"][0]
    assert (before["light"], before["reasons"][0]["code"]) == ("red", "part-overdue")
    own = run("close", "T01.1", "--verified-by", "计量处", "--evidence", "甲")
    assert (own.code, "计量处 dropped T01.1 and cannot close it too." in own.err) == (2, True)
    assert run(*CLOSE).code == 0
    after = json.loads(run("show", "T01", "--format", "json").out)
    assert (after["deliverables"][0]["status"], after["light"]) == ("dropped", "none")
    assert run("validate").code == 0
    assert "T01.1 was closed by 办公室 on 2019-02-19" in run(*CLOSE).err
