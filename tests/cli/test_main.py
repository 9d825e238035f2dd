"""The edge: exit codes, and the language that is spoken."""

import errno
import io
import sys
from pathlib import Path

import pytest
from typer import Abort

from qtrack import __version__
from qtrack.cli import commands
from qtrack.cli import main as edge
from qtrack.cli.context import RunContext
from qtrack.cli.main import asked
from qtrack.cli.settings import choose_language
from qtrack.errors import ExitCode
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Ask, Runner, everything
from tests.repositories import lay
from tests.small import HEAD, head, said, small_plan


def test_exit_codes_are_these() -> None:
    assert {each.name: each.value for each in ExitCode} == {
        "OK": 0,
        "PROBLEMS": 1,
        "USAGE": 2,
        "BUG": 3,
        "INTERRUPTED": 130,
    }


def test_zero_one_and_two_tell_what_came_of_it(run: Runner, folder: Path) -> None:
    assert run("validate").code == 0
    (folder / "plan" / "tasks" / "T01.yaml").write_text("id: T01\n", encoding="utf-8")
    assert run("validate").code == 1
    assert run("status").code == 2


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command status end in this error."""

    def status(context: RunContext) -> int:  # noqa: ARG001 - as commands are called
        raise error

    monkeypatch.setattr("qtrack.cli.main.load_command", lambda _: status)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        (
            {},
            (
                "qtrack: A mistake of qtrack's own: ZeroDivisionError: by\N{REPLACEMENT CHARACTER}zero. "
                "Please report it; with QTRACK_TRACE=1 it shows where it happened.\n"
            ),
        ),
        (
            CHINESE,
            (
                "qtrack：qtrack 自身出错：ZeroDivisionError：by\N{REPLACEMENT CHARACTER}zero。"
                "请告知维护者；设 QTRACK_TRACE=1 可显示出错位置。\n"
            ),
        ),
    ],
)
def test_a_mistake_of_our_own_is_owned_up_to_without_a_traceback(
    environ: dict[str, str], said: str, run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(ZeroDivisionError("by\x1bzero"), monkeypatch)
    assert run("status", environ={"LANG": "en"} | environ, cwd=folder) == (3, "", said)


def test_a_maintainer_may_ask_where_it_happened(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        run("status", environ={"QTRACK_TRACE": "1"})


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), Abort()])
def test_who_interrupts_is_not_talked_to(
    stop: BaseException, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(stop, monkeypatch)
    assert run("status") == (130, "", "")


def test_what_the_system_refuses_is_said_in_a_sentence(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(PermissionError(13, "Permission denied", "x"), monkeypatch)
    assert run("status").err == (
        "qtrack: The system refused: Permission denied. “qtrack doctor” looks for what is in the way.\n"
    )


class Lost(io.StringIO):
    """A stream that takes words and loses them when it is emptied."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        """Fail."""
        raise self.error


def test_a_reader_that_leaves_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Lost(BrokenPipeError()))
        assert edge.main(["--version"], {}, folder, NOW) == 0
        (folder / "plan" / "tasks" / "T01.yaml").write_text("id: T01\n", encoding="utf-8")
        assert edge.main(["validate", "--format", "json"], {}, folder, NOW) == 1


def test_a_program_that_leaves_qtrack_alone_is_told(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(BrokenPipeError(errno.EPIPE, "Broken pipe"), monkeypatch)
    assert run("status") == (
        2,
        "",
        "qtrack: The system refused: Nobody reads it. “qtrack doctor” looks for what is in the way.\n",
    )


def test_what_cannot_be_delivered_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Lost(OSError(28, "No space left on device")))
    assert edge.main(["--version"], {}, folder, NOW) == 2
    monkeypatch.undo()
    assert capsys.readouterr().err == "qtrack：结果无法输出：磁盘空间不足。请查看标准输出指向哪里。\n"


def test_the_clock_and_the_folder_are_taken_from_here_where_not_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("QTRACK_LANG", "en")
    monkeypatch.delenv("QTRACK_PLAN", raising=False)
    assert edge.main(["validate"]) == 0
    assert capsys.readouterr().err.startswith("The plan is in order: 1 task, 0 entries.\n")


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--version", "status"), ("--lang", "zh", "--version")]
)
def test_the_version_is_data(arguments: tuple[str, ...], run: Runner) -> None:
    assert run(*arguments) == (0, f"qtrack {__version__}\n", "")


def test_only_the_command_that_is_called_is_imported(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []

    def load_command(name: str) -> object:
        called.append(name)
        return commands.load_command(name)

    monkeypatch.setattr("qtrack.cli.main.load_command", load_command)
    monkeypatch.setattr("qtrack.cli.help.load_command", load_command)
    run("--lang", "en", "validate")
    assert called == ["validate"]
    called.clear()
    run("--help")
    run("--version")
    assert called == []
    run("validate", "--help")
    assert called == ["validate"]


# --- the language ---------------------------------------------------------------------------------

IN_ORDER = {
    "en": "The plan is in order: 1 task, 0 entries.\n",
    "zh": "方案无误：任务 1 项，进展条目 0 条。\n",
}


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "en_US.UTF-8"}, "en"),
        ((), {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ((), {"LANG": "zh"}, "zh"),
        ((), {"LANG": "zh_TW.Big5"}, "zh"),
        # no language is asked for: that of the plan, which is Chinese
        ((), {}, "zh"),
        ((), {"LANG": "C"}, "zh"),
        ((), {"LANG": "POSIX"}, "zh"),
        ((), {"LANG": "C.UTF-8"}, "zh"),
        ((), {"LANG": "fr_FR.UTF-8"}, "zh"),
        ((), {"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "zh"),
        ((), {"LANG": "english"}, "zh"),
        # QTRACK_LANG goes before the locale, --lang before both
        ((), {"LANG": "zh_CN.UTF-8", "QTRACK_LANG": "en"}, "en"),
        ((), {"LANG": "zh_CN.UTF-8", "QTRACK_LANG": ""}, "zh"),
        (("--lang", "en"), {"LANG": "zh_CN.UTF-8", "QTRACK_LANG": "zh"}, "en"),
        (("--lang=zh",), {"LANG": "en_US.UTF-8", "QTRACK_LANG": "en"}, "zh"),
        (("--lang", "ZH_cn"), {"LANG": "en_US.UTF-8"}, "zh"),
        (("--lang", "en", "--lang", "zh"), {}, "zh"),
        (("--lang", "中文"), {"LANG": "en_US.UTF-8"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "QTRACK_LANG": "英文"}, "en"),
    ],
)
def test_the_language_is_chosen_in_this_order(
    arguments: tuple[str, ...], environ: dict[str, str], language: str, run: Runner
) -> None:
    assert run("validate", *arguments, environ=environ).err.startswith(IN_ORDER[language])
    assert run(*arguments, "validate", environ=environ).err.startswith(IN_ORDER[language])


def test_the_language_of_an_english_plan_is_english(
    run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    beside = tmp_path_factory.mktemp("beside")
    small_plan(beside, head("language: en\n"))
    assert run("validate", cwd=beside, environ={"LANG": "C"}).err.startswith(IN_ORDER["en"])
    for named in (("--plan", str(beside)), (f"--plan={beside}",)):
        assert run("validate", *named, environ={"LANG": "C"}).err.startswith(IN_ORDER["en"])
    assert run("validate", environ={"LANG": "C", "QTRACK_PLAN": str(beside)}).err.startswith(IN_ORDER["en"])


def test_without_a_plan_and_a_language_it_is_english(
    run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert run("validate", cwd=tmp_path_factory.mktemp("empty"), environ={}).err.startswith(
        "qtrack: There is no plan"
    )


@pytest.mark.parametrize("broken", ["language: [", "language: fr", "\xff", ""])
def test_a_head_that_cannot_be_read_speaks_no_language(broken: str, run: Runner, folder: Path) -> None:
    (folder / "plan" / "plan.yaml").write_bytes(broken.encode("latin-1"))
    done = run("status", environ={})
    assert done.code == 2
    assert done.err.startswith("qtrack: The plan has ")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], None),
        (["status"], None),
        (["--lang", "en", "status"], "en"),
        (["status", "--lang", "en"], "en"),
        (["status", "--lang=en"], "en"),
        (["--lang", "en", "status", "--lang=zh"], "zh"),
        (["status", "--lang"], None),
        (["record", "--", "--lang", "en"], None),
        (["--language", "en"], None),
    ],
)
def test_an_option_is_found_wherever_it_stands(arguments: list[str], found: str | None) -> None:
    assert asked("--lang", arguments) == found


@pytest.mark.parametrize("line", ["status --no-cache", "--no-cache status", "validate --no-cache"])
def test_without_the_cache_nothing_is_kept(line: str, run: Runner, tmp_path: Path) -> None:
    environ = {**ENGLISH, "XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    with_cache = run(*line.replace("--no-cache", "").split(), environ=environ)
    (kept,) = (tmp_path / "cache" / "qtrack").iterdir()
    before = kept.read_bytes(), kept.stat().st_mtime_ns
    assert run(*line.split(), environ=environ) == with_cache
    assert (kept.read_bytes(), kept.stat().st_mtime_ns) == before
    kept.unlink()
    assert run(*line.split(), environ=environ) == with_cache
    assert not kept.exists()


def test_only_what_reads_a_plan_can_do_without_the_cache(run: Runner) -> None:
    assert "--no-cache" in run("validate", "--help").out
    assert "--no-cache" not in run("explain", "--help").out
    assert run("explain", "--no-cache").code == 2
    assert run("find", "--", "--no-cache").code == 0


def test_the_plan_is_not_asked_where_the_locale_tells() -> None:
    def never() -> str | None:
        raise AssertionError

    assert choose_language("en", {}, never) == "en"
    assert choose_language(None, {"LANG": "zh_CN.UTF-8"}, never) == "zh"
    assert choose_language(None, {"LANG": "C"}, lambda: None) == "en"


@pytest.mark.parametrize(
    ("line", "typed", "questions"),
    [
        ("return T01", ["", "缺验收单"], ["还缺什么：", "还缺什么："]),
        ("close T01 --verified-by office", ["闽质监〔2019〕9号"], ["佐证材料："]),
        ("withdraw", ["2019-02-09-000001", "误报"], ["条目，写编号或其中一段", "撤回的原因："]),
    ],
)
def test_what_an_act_lacks_is_asked_for_on_a_terminal(
    line: str, typed: list[str], questions: list[str], *, folder: Path, ask: Ask, run: Runner
) -> None:
    lay(folder / "plan", said(40, "status: done\n", tag="000001"))
    lay(folder / "plan", {"plan.yaml": HEAD + "office: office\n"})
    ran = run(*line.split(), "--by", "张三", environ=CHINESE)
    assert (ran.code, ran.out) == (2, "")
    before = everything(folder)
    left = ask(*line.split(), typed=[])
    assert (left.code, everything(folder)) == (130, before)
    done = ask(*line.split(), typed=typed)
    assert done.code == 0, done.err
    for question in questions:
        assert question in done.err
    assert len(everything(folder)) == len(before) + 1
