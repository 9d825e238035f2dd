"""`qtrack record ID` on a terminal: asked step by step, each answer checked, nothing written unasked."""

import io
import os
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, everything
from tests.conftest import ROOT
from tests.screens import Terminal
from tests.small import said, small_plan, task

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布年度报告, every: year}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
)
Ask = Callable[..., Run]


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, said(20, "status: in-progress\nsummary: 招标\nactuals: {standards: 120}\n"))


@pytest.fixture
def ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run a command line on a terminal where these lines are typed; the end of them is Ctrl-D."""
    monkeypatch.setenv("LOGNAME", "zhangsan")

    def ask(*arguments: str, typed: tuple[str, ...], environ: dict[str, str] = CHINESE) -> Run:
        out, err = Terminal(), Terminal()
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{each}\n" for each in typed)))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        code = main(arguments, environ, folder, NOW)
        monkeypatch.undo()
        return Run(code, out.getvalue(), err.getvalue())

    return ask


TYPED = (
    *("9", "3", "计量所", "", "2019-02-30", "2019-03-01", "2019-2-18", "2018", "", "6", "完成了一半", "2"),
    *(
        "140",
        "40%",
        "1",
        "一百",
        "1,50",
        "150项",
        "",
        "",
        "完成招标",
        "缺人",
        "加人",
        "〔2019〕12号",
        "",
        "好",
    ),
)
CHINESE_SAID = """\
T01 健全量传溯源体系
最近报送：2019-01-20 进行中：招标
未办结事项：
  T01.1 建成计量中心（未启动）
  T01.2 发布年度报告（未启动、应报 2019 年度）
指标：
  standards 计量标准（目标 200项、2019-01-20 为 120项）
直接回车：采用方括号中的内容，没有则略过；按 Ctrl-C 放弃。
  1) T01 整体
  2) T01.1 建成计量中心（未启动）
  3) T01.2 发布年度报告（未启动、应报 2019 年度）
事项 [1]：“9”不在其中；请输入 1 至 3 的序号。
事项 [1]：  1) 计量处
  2) 省计量科学研究院
  3) 福州市市场监管局
  4) 厦门市质监局
单位（也可直接输入其他单位名称） [1]：没有单位“计量所”。
最接近的登记名称是“计量处”；“qtrack units”列出全部。
单位（也可直接输入其他单位名称） [1]：日期 [2019-02-19]：历法中没有 2019-02-30 这一天。
日期 [2019-02-19]：2019-03-01 是未来的日期：按本机时钟今天是 2019-02-19；请填写实际日期，或校准本机时钟。
日期 [2019-02-19]：年度 [2019]：“2018”不是 T01.2 的年度；可用的是 2019。
年度 [2019]：  1) 未启动
  2) 进行中
  3) 受阻
  4) 已完成
  5) 已取消
状态：“6”不在其中；请输入 1 至 5 的序号。
状态：“完成了一半”不在其中；请输入 1 至 5 的序号。
状态：进度（%）：进度为 140，应在 0 到 100 之间。
进度（%）：  1) 计量标准（目标 200项、2019-01-20 为 120项）
指标：计量标准（项）：“一百”不是数字；请只写数字，例如 40。
计量标准（项）：“1,50”不是数字；请只写数字，例如 40。
计量标准（项）：  1) 计量标准（目标 200项、2019-01-20 为 120项）
指标：进展情况：这里必须填写。
进展情况：存在的问题：下一步措施：佐证材料：佐证材料：
  about: T01.2
  unit: metrology
  date: 2019-02-18
  recorded: 2019-02-19T09:12:44+08:00
  by: zhangsan
  status: in-progress
  percent: 40
  actuals:
    standards: 150
  period: '2019'
  summary: 完成招标
  problems: 缺人
  next: 加人
  evidence:
  - 〔2019〕12号
是否写入？[Y/n] """


def test_each_answer_is_checked_and_the_file_shown_before_it_is_written(ask: Ask, folder: Path) -> None:
    done = ask("record", "T01", typed=TYPED)
    assert done.err.splitlines() == CHINESE_SAID.splitlines()
    assert done.code == 0
    text = (folder / done.path).read_text(encoding="utf-8")
    assert text.splitlines() == [
        line.removeprefix("  ") for line in CHINESE_SAID.partition("佐证材料：\n")[2].splitlines()[:-1]
    ]


def test_what_the_options_say_is_not_asked(ask: Ask, folder: Path) -> None:
    options = ("--unit", "计量处", "--date", "2019-02-18", "--status", "done", "--percent", "100")
    done = ask("record", "T01.1", *options, typed=("", "done", "", "", "", "y"), environ=ENGLISH)
    assert done.code == 0
    assert "indicator: progress: problems: next: evidence: \n  about: T01.1\n" in done.err
    assert "summary: done\n" in (folder / done.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", [(), ("1",), TYPED[:-1], (*TYPED[:-1], "n"), (*TYPED[:-1], "?", "否")])
def test_who_does_not_agree_writes_nothing(typed: tuple[str, ...], ask: Ask, folder: Path) -> None:
    before = everything(folder)
    done = ask("record", "T01", typed=typed)
    assert (done.code, done.out) == (130, "")
    assert done.err.endswith("\n没有写入任何内容。\n")
    assert everything(folder) == before


def test_what_is_no_text_is_asked_again(ask: Ask) -> None:
    done = ask("record", "T01.1", "--unit", "计量处", typed=("\ufffd",), environ=ENGLISH)
    assert "That came in an encoding which is not that of the terminal.\n" in done.err


def test_without_a_terminal_nothing_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (
        "Name it, or “qtrack config unit UNIT” sets your own once; see",
        "请写明，或用“qtrack config unit 单位”一次设好本单位；详见",
    )
    for missing, options, see in (
        ("--summary", ("--unit", "计量处"), ("See", "参见")),
        ("--unit", ("--summary", "x"), more),
    ):
        for environ, said_ in (
            (ENGLISH, f"qtrack: {missing} is missing. {see[0]} “qtrack record --help”.\n"),
            (CHINESE, f"qtrack：缺少 {missing}。{see[1]}“qtrack record --help”。\n"),
        ):
            err = io.StringIO()
            monkeypatch.setattr(sys, "stdin", Terminal("1\n"))  # a terminal, but nobody sees what is asked
            monkeypatch.setattr(sys, "stderr", err)
            code = main(("record", "T01", *options), environ, folder, NOW)
            monkeypatch.undo()
            assert (code, err.getvalue()) == (2, said_)


def talk(folder: Path, *answers: bytes) -> tuple[int, str]:
    """Answer the questions of a real process on a real terminal, one after another."""
    import pty  # noqa: PLC0415 - Windows has none

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        environ = os.environ | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh", "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "qtrack", "record", "T01"], environ)  # noqa: S606 - the process under test
    shown, waiting, end = b"", list(answers), time.monotonic() + 30
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            if not read:
                break
            shown += read
        elif waiting and shown.endswith(("：".encode(), b"] ")):
            os.write(terminal, waiting.pop(0))
            shown += b"\n"
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
def test_a_real_terminal_is_asked_and_answered(folder: Path) -> None:
    answers = ["2", "计量处", "2019-02-18", "进行中", "40", "", "完成招标", "", "", "", "y"]
    code, shown = talk(folder, *(f"{each}\n".encode() for each in answers))
    assert code == 0, shown
    (path,) = (folder / "plan/progress/T01").glob("2019-02-18-*.yaml")
    assert f"plan/progress/T01/{path.name}" in shown
    assert "summary: 完成招标\n" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
@pytest.mark.parametrize("last", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_ctrl_c_and_ctrl_d_on_a_real_terminal_write_nothing(last: bytes, folder: Path) -> None:
    before = everything(folder)
    code, shown = talk(folder, b"2\n", last)
    assert code == 130, shown
    assert shown.endswith("没有写入任何内容。\r\n")
    assert everything(folder) == before


def test_a_date_in_words_is_read_and_said_back(ask: Ask) -> None:
    options = ("--unit", "计量处", "--status", "done", "--percent", "100")
    done = ask(
        "record", "T01.1", *options, typed=("3/4", "前天", "", "done", "", "", "", "y"), environ=ENGLISH
    )
    assert (
        "date [2019-02-19]: “3/4” can be 2018-03-04, 2018-04-03; write the one that is meant.\n" in done.err
    )
    assert "date [2019-02-19]: 前天 = 2019-02-17\n" in done.err
    assert "  date: 2019-02-17\n" in done.err


def test_a_status_is_answered_in_any_word_for_it(ask: Ask, folder: Path) -> None:
    options = ("--unit", "计量处", "--date", "2019-02-18", "--percent", "100")
    done = ask("record", "T01.1", *options, typed=("办结", "", "x", "", "", "", "y"), environ=ENGLISH)
    assert done.code == 0
    assert "status: done\n" in (folder / done.path).read_text(encoding="utf-8")
