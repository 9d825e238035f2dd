"""The questions of `record`, `correct` and `undo` on a real terminal of 80 columns and 24 lines, or of 40."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

from qtrack.model.entry import Entry, Status
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import everything
from tests.conftest import ROOT
from tests.repositories import git
from tests.small import said, small_plan, task
from tests.terminal import CTRL_C, ENTER, Window

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no pty")

#: What was said before.
FIRST: Final = "2019-01-20-000001"
CTRL_D: Final = "\x04"
ERASE: Final = "\x7f"
LEFT: Final = "\x1b[D"
PARTS: Final = """
deliverables:
  - {id: T01.1, title: 建成计量中心}
  - {id: T01.2, title: 签订设备采购合同}
  - {id: T01.3, title: 发布年度报告, every: year}
"""
#: More tasks than a screen has lines.
TASKS: Final = {
    path: text.replace("健全量传溯源体系", f"推进第{number}项工作")
    for number in range(2, 24)
    for path, text in task("", f"T{number:02}").items()
}
#: How a language asks, by what is asked.
LABELS: Final = {
    "zh": {
        "task": "任务",
        "part": "哪个事项",
        "unit": "单位（也可直接输入其他单位名称）",
        "date": "日期",
        "status": "状态",
        "percent": "进度（%）",
        "summary": "进展情况",
        "problems": "存在的问题",
        "next": "下一步措施",
        "evidence": "佐证材料",
        "agreed": "或输入要改的项目，如 进展情况",
    },
    "en": {
        "task": "task",
        "part": "which part",
        "unit": "unit, or the name of another",
        "date": "date",
        "status": "status",
        "percent": "percent done",
        "summary": "progress",
        "problems": "problems",
        "next": "next",
        "evidence": "evidence",
        "agreed": "or what to change, as progress",
    },
}


class Clerk:
    """Somebody who answers at a window, and looks at the screen before each answer."""

    def __init__(self, window: Window, language: str) -> None:
        self.window, self._labels = window, LABELS[language]

    def asked(self, label: str) -> str:
        """Wait for a question, by its name or its words, and return the screen."""
        words = re.compile(rf"{re.escape(self._labels.get(label, label))}( ?\[.*\])?[:：]?$")
        self.window.until(lambda: words.search(self.window.line) is not None, words.pattern)
        return self.window.text

    def answer(self, keys: str, label: str) -> str:
        """Answer, and return the screen at the question that is asked then."""
        before = self.window.text
        self.window.type(keys + ENTER)
        self.window.until(lambda: self.window.text != before, keys)
        return self.asked(label)

    def leave(self, keys: str) -> int:
        """Press keys that end it, again where it did not listen yet, and return the exit code."""
        while self.window.process.poll() is None:
            self.window.type(keys)
            with suppress(subprocess.TimeoutExpired):
                self.window.process.wait(5)
        return self.window.end()

    def end(self, keys: str) -> int:
        """Answer the last question, and return the exit code."""
        self.window.type(keys + ENTER)
        return self.window.end()


@contextmanager
def clerk(
    folder: Path, *arguments: str, language: str = "zh", columns: int = 80, lines: int = 24
) -> Iterator[Clerk]:
    """Start a command line at a terminal on day 50 of the small plan."""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "HOME": str(folder),
        "LOGNAME": "zhangsan",
        "QTRACK_LANG": language,
        "QTRACK_AS_OF": "2019-02-19",
        "QTRACK_CACHE": "off",
    }
    command = [sys.executable, "-m", "qtrack", *arguments]
    with Window(command, folder, environ, columns=columns, lines=lines) as window:
        yield Clerk(window, language)


@pytest.fixture(autouse=True)
def _tasks(folder: Path) -> None:
    small_plan(
        folder,
        task(PARTS),
        TASKS,
        said(20, "status: in-progress\npercent: 30\nsummary: 完成招标\n", about="T01"),
    )


def entries(folder: Path) -> list[Entry]:
    """Return what was recorded since, in the order of recording."""
    plan = load(FolderTree(folder / "plan")).plan
    assert plan is not None
    new = [entry for entry in plan.entries if entry.id != FIRST]
    return sorted(new, key=lambda entry: entry.recorded)


def shares(folder: Path) -> list[str]:
    """Return the shares that were recorded since."""
    return [str(entry.percent) for entry in entries(folder)]


def last(screen: str, lines: int) -> str:
    """Return the last lines of a screen."""
    return "\n".join(screen.split("\n")[-lines:])


OFFERED: Final = {
    "zh": (
        "  T01  黄 持续推进 健全量传溯源体系\n",
        "  第 1 至 15 项，共 23 项；+ 看下一页，也可输入其中几个字查找\n任务：",
    ),
    "en": (
        "  T01  yellow ongoing 健全量传溯源体系\n",
        "  1 to 15 of 23; + shows more, a part of the text finds it\ntask:",
    ),
}
OF_T01: Final = {
    "zh": """\
  → T01 黄 持续推进 健全量传溯源体系
T01 健全量传溯源体系（灯 黄）
最近报送：2019-01-20 进行中 30%：完成招标
回车取方括号中的内容或略过；< 返回上一步；? 帮助。
  T01    整项任务
  T01.1  未启动  建成计量中心
  T01.2  未启动  签订设备采购合同
  T01.3  未启动、应报 2019 年度  发布年度报告
哪个事项 [T01]：""",
    "en": """\
  → T01 yellow ongoing 健全量传溯源体系
T01 健全量传溯源体系 (light yellow)
last entry: 2019-01-20 in progress 30%: 完成招标
Enter takes what stands in brackets or goes on; < goes back; ? helps.
  T01    the whole
  T01.1  not started  建成计量中心
  T01.2  not started  签订设备采购合同
  T01.3  not started, owed for 2019  发布年度报告
which part [T01]:""",
}
REVIEW: Final = {
    "zh": """\
  T01 健全量传溯源体系
  2019-02-19  计量处  （zhangsan记录）  进行中  60%
  进展情况：合同已签
  灯由黄转绿；进度 30% → 60%
回车写入，n 放弃，< 返回上一步；或输入要改的项目，如 进展情况：""",
    "en": """\
  T01 健全量传溯源体系
  2019-02-19  计量处  (by zhangsan)  in progress  60%
  progress: 合同已签
  the light turns from yellow to green; share 30% → 60%
Enter writes it, n gives up, < goes back; or what to change, as progress:""",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_record_alone_leads_from_the_open_tasks_to_an_entry_on_one_screen_after_the_other(
    language: str, folder: Path
) -> None:
    with clerk(folder, "record", language=language) as one:
        first, end = OFFERED[language]
        assert one.asked("task").startswith(first)
        assert one.window.text.endswith(end)
        assert "T16" in one.answer("+", "task")
        assert last(one.answer("量传", "part"), 9) == OF_T01[language]
        one.answer("1", "unit")
        assert one.answer("<", "part").endswith("[T01.1]：" if language == "zh" else "[T01.1]:")
        one.answer("0", "unit")
        assert "  1 计量处   2 省计量科学研究院   3 福州市市场监管局   4 厦门市质监局" in one.window.text
        one.answer("", "date")
        one.answer("", "status")
        one.answer("2", "percent")
        one.answer("50", "summary")
        one.answer("<", "percent")
        one.answer("60", "summary")
        for keys, label in (("合同已签", "problems"), ("", "next"), ("", "evidence"), ("", "agreed")):
            one.answer(keys, label)
        assert last(one.window.text, 5) == REVIEW[language]
        assert one.end("") == 0
        (entry,) = entries(folder)
        assert one.window.text.endswith(f"\nplan/{entry.path}")
    assert (entry.about, entry.unit, str(entry.date)) == ("T01", "metrology", "2019-02-19")
    assert (entry.status, str(entry.percent), entry.summary) == (Status.IN_PROGRESS, "60", "合同已签")


def test_what_was_said_is_changed_by_its_name_or_a_part_of_it(folder: Path) -> None:
    with clerk(folder, "record", "T02", "-u", "计量处", "-s", "在办", "-p", "20") as one:
        one.asked("date")
        assert "在办 = 进行中" in one.window.text
        for label in ("summary", "problems", "next", "evidence", "agreed"):
            one.answer("开工" if label == "problems" else "", label)
        assert last(one.answer("？", "agreed"), 3) == (
            "  可以改的项目：日期、进展情况、存在的问题、下一步措施、佐证材料\n"
            "  回车：取方括号中的内容，没有则略过；- 清空；< 返回上一步；Ctrl-C 放弃。\n"
            "回车写入，n 放弃，< 返回上一步；或输入要改的项目，如 进展情况："
        )
        assert "“灯”不是其中一项：日期、进展情况、" in one.answer("灯", "agreed")
        assert one.answer("问题", "problems").endswith("存在的问题：")
        one.answer("缺人", "agreed")
        assert one.end("") == 0
    (entry,) = entries(folder)
    assert (entry.summary, entry.problems, str(entry.percent)) == ("开工", "缺人", "20")


def test_a_figure_that_was_given_stands_in_the_list_and_is_emptied_there(folder: Path) -> None:
    standards = "{id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}"
    small_plan(folder, task(f"indicators:\n  - {standards}\n", "T02"))
    with clerk(folder, "record", "T02", "-u", "计量处", "-s", "进行中", "-p", "20") as one:
        one.asked("date")
        one.answer("", "哪个指标的数据（没有直接回车）")
        one.answer("标准", "计量标准（项）")
        assert last(one.answer("120项", "还有哪个指标的数据（没有直接回车）"), 2) == (
            "  1 = 120 项  计量标准\n还有哪个指标的数据（没有直接回车）："
        )
        one.answer("1", "计量标准（项）")
        one.answer("-", "哪个指标的数据（没有直接回车）")
        one.answer("standards", "计量标准（项）")
        one.answer("130", "还有哪个指标的数据（没有直接回车）")
        for keys, label in (
            ("", "summary"),
            ("建标", "problems"),
            ("", "next"),
            ("", "evidence"),
            ("", "agreed"),
        ):
            one.answer(keys, label)
        assert one.end("") == 0
    (entry,) = entries(folder)
    assert {name: str(value) for name, value in entry.actuals.items()} == {"standards": "130"}


def test_what_is_typed_is_edited_as_it_is_seen(folder: Path) -> None:
    with clerk(folder, "record", "T02", "-u", "计量处", "-s", "进行中", "-p", "20") as one:
        one.asked("date")
        one.answer("", "summary")
        one.window.type(f"建成标准{ERASE * 2}目{LEFT}项")
        one.asked("进展情况：建成项目")
        for keys, label in (("", "problems"), ("", "next"), ("", "evidence"), ("", "agreed")):
            one.answer(keys, label)
        assert one.end("") == 0
    assert [entry.summary for entry in entries(folder)] == ["建成项目"]


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("steps", [(), ("1", "part"), ("1", "part", "", "unit", "", "date")])
def test_who_gives_up_anywhere_writes_nothing(keys: str, steps: tuple[str, ...], folder: Path) -> None:
    before = everything(folder)
    with clerk(folder, "record") as one:
        one.asked("task")
        for answer, label in zip(steps[::2], steps[1::2], strict=True):
            one.answer(answer, label)
        assert one.leave(keys) == 130
        assert one.window.text.endswith("\n没有写入任何内容。")
    assert everything(folder) == before


def test_what_is_worth_a_word_is_asked_about(folder: Path) -> None:
    before = everything(folder)
    for answer, code in (("n", 130), ("", 130), ("y", 0)):
        assert everything(folder) == before
        with clerk(folder, "record", "T01", "20%", "设备到货", "-u", "计量处", "-d", "2019-02-19") as one:
            assert one.asked("仍要写入吗？[y/N]") == (
                f"警告：进度比 2019-01-20 的 30% 低，降为 20%；如果是 {FIRST} 报错了，用\n"
                f"“qtrack correct {FIRST}”更正\n仍要写入吗？[y/N]"
            )
            assert one.end(answer) == code
    assert shares(folder) == ["20"]


def test_a_doubtful_entry_is_not_written_by_enter_alone(folder: Path) -> None:
    with clerk(folder, "record", "T01", "-u", "办公室", "-s", "进行中", "-p", "40") as one:
        for label in ("part", "date", "summary", "problems", "next", "evidence"):
            one.asked(label)
            one.window.type(("设备到货" if label == "summary" else "") + ENTER)
        assert "警告：办公室不在 T01 的责任单位之列\n" in one.asked("agreed")
        assert one.answer("", "agreed").count("y 仍要写入，n 放弃") == 2
        assert one.end("n") == 130
    assert entries(folder) == []


def test_the_last_entry_is_corrected_by_asking_what_is_to_be_different(folder: Path) -> None:
    with clerk(folder, "record", "T01", "40%", "设备到货", "-u", "计量处", "-d", "2019-02-18") as one:
        assert one.window.end() == 0
    (old,) = entries(folder)
    with clerk(folder, "correct", "T01") as one:
        assert one.asked("是这一条吗？[Y/n]").startswith(f"zhangsan在 T01 上的最近一条：{old.id}\n")
        assert last(one.answer("", "agreed"), 5) == (
            "  T01 健全量传溯源体系\n"
            "  2019-02-18  计量处  （zhangsan记录）  40%\n"
            "  进展情况：设备到货\n"
            f"  更正：{old.id}\n"
            "n 放弃，< 返回上一步；或输入要改的项目，如 进展情况："
        )
        assert "这里必须填写。" in one.answer("", "agreed")
        assert one.answer("进度", "percent").endswith("[40]：")
        assert "\n  灯由黄转绿；进度 40% → 45%\n" in one.answer("45", "agreed")
        assert one.end("") == 0
    assert shares(folder) == ["40", "45"]
    assert [entry.corrects for entry in entries(folder)] == ["", old.id]
    with clerk(folder, "correct", "T01") as one:
        one.asked("是这一条吗？[Y/n]")
        assert one.end("n") == 2
    assert len(entries(folder)) == 2


def test_undo_shows_what_it_takes_back_and_asks(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    with clerk(folder, "record", "T02", "40%", "开工", "-u", "计量处", "-d", "2019-02-18") as one:
        assert one.window.end() == 0
    with clerk(folder, "undo") as one:
        assert one.asked("撤销吗？[y/N]") == "删除：T02 推进第2项工作，计量处 2019-02-18：开工\n撤销吗？[y/N]"
        assert one.end("") == 130
        assert one.window.text.endswith("\n没有改动任何内容。")
    assert len(entries(folder)) == 1
    with clerk(folder, "undo") as one:
        one.asked("撤销吗？[y/N]")
        assert one.end("y") == 0
    assert entries(folder) == []


#: How the question about the unit ends where it takes two lines.
NARROW: Final = {"zh": "处]：", "en": "unit, or the name of another [计量处]"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_narrow_terminal_breaks_no_word_and_hides_no_question(language: str, folder: Path) -> None:
    with clerk(folder, "record", language=language, columns=40) as one:
        one.asked("task")
        for keys, label in (("1", "part"), ("?", "part"), ("0", "narrow"), ("", "date")):
            screen = one.answer(keys, NARROW[language] if label == "narrow" else label)
            assert not [line for line in screen.split("\n") if line[:1] in set("，。；：、）”")]
            assert "T01 健全量传溯源体系" in screen or label == "date"
        assert one.leave(CTRL_C) == 130
