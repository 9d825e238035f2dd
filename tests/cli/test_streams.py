"""Standard streams that are closed, full or left: what is told, and that nothing is done twice for it."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_process import environ
from tests.repositories import repository
from tests.small import said, small_plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its shell closes no streams")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")

RECORD = "$Q record T01 --unit metrology --summary 招标 --date 2019-02-01"
CLOSED = "qtrack：结果无法输出：已关闭。请查看标准输出指向哪里。\n"


def in_shell(folder: Path, line: str) -> tuple[int, str, str]:
    """Run a line of the shell, in which $Q is qtrack."""
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("$Q", '"$PYTHON" -X dev -W error -m qtrack')],
        cwd=folder,
        env=environ({"PYTHON": sys.executable}),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with the small plan; tests only read it."""
    return repository(tmp_path_factory.mktemp("streams"))


READING = (
    "status",
    "diff",
    "--help",
    "--version",
    "status --format json",
    "report weekly",
    "form 计量处",
)


@pytest.mark.parametrize(
    "arguments",
    [
        *("status", "units", "matrix", "due --within 9999d", "indicators", "find 计量", "history", "chase"),
        *("report ledger", "report assignments", "report unit --unit 计量处"),
        "form 计量处",
    ],
)
def test_csv_is_the_same_whichever_way_it_leaves_and_opens_in_a_spreadsheet(
    arguments: str, top: Path, tmp_path: Path
) -> None:
    form = "" if arguments.startswith("form") else "--format csv"
    code, _, told = in_shell(
        top,
        f"$Q {arguments} {form} > {tmp_path}/a.csv && $Q {arguments} {form} | cat > {tmp_path}/b.csv && "
        f"PYTHONIOENCODING=gbk $Q {arguments} {form} -o {tmp_path}/c.csv",
    )
    assert code == 0, told
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {raw} == {(tmp_path / name).read_bytes() for name in ("b.csv", "c.csv")}


@pytest.mark.parametrize("arguments", READING)
def test_a_closed_stdout_is_a_sentence(arguments: str, top: Path) -> None:
    assert in_shell(top, f"$Q {arguments} >&-") == (2, "", CLOSED)
    assert in_shell(top, f"$Q {arguments} <&- >&- 2>&-") == (2, "", "")


def test_a_reader_that_leaves_early_changes_no_exit_code(top: Path) -> None:
    line = '{ $Q explain; echo "left $?" >&2; } | head -1'
    code, out, err = in_shell(top, line)
    assert (code, out.count("\n"), err) == (0, 1, "“qtrack explain 检查名”说明理由并举例。\nleft 0\n")


@pytest.mark.parametrize("streams", ["2>&-", "<&- 2>&-", pytest.param("2>/dev/full", marks=FULL)])
def test_without_stderr_the_data_and_the_exit_code_are_the_same(streams: str, top: Path) -> None:
    day = "--as-of 2019-02-19"
    assert in_shell(top, f"$Q status {day} {streams}") == in_shell(top, f"$Q status {day}")
    assert in_shell(top, f"$Q status --lang xx {streams}") == (2, "", "")


def test_a_closed_stdin_is_empty(top: Path) -> None:
    wrong = "qtrack：标准输入 是空的。“qtrack form 单位”可生成待填的填报表。\n"
    assert in_shell(top, "$Q record --from - <&-") == (2, "", wrong)


def entry_told(folder: Path) -> str:
    (entry,) = (folder / "plan" / "progress" / "T01").iterdir()
    return f"条目已记入方案：{entry.stem}。只是标准输出没有收到这句话："


@pytest.mark.parametrize(
    ("streams", "why"),
    [
        (">&-", "已关闭"),
        (">&- <&-", "已关闭"),
        ("--format json >&-", "已关闭"),
        pytest.param("> /dev/full", "磁盘空间不足", marks=FULL),
        pytest.param("--format json > /dev/full", "磁盘空间不足", marks=FULL),
    ],
)
def test_an_entry_that_was_recorded_invites_no_second_one(streams: str, why: str, tmp_path: Path) -> None:
    small_plan(tmp_path)
    assert in_shell(tmp_path, f"{RECORD} {streams}") == (0, "", f"{entry_told(tmp_path)}{why}。\n")


def test_an_entry_of_which_nobody_reads_is_told_of_otherwise(tmp_path: Path) -> None:
    small_plan(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "qtrack", "record", "T01", "--unit", "metrology", "--summary", "招标"],
        cwd=tmp_path,
        env=environ({}),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, f"{entry_told(tmp_path)}无人读取。\n")


def test_an_entry_is_recorded_though_nobody_can_be_told(tmp_path: Path) -> None:
    small_plan(tmp_path)
    assert in_shell(tmp_path, f"{RECORD} >&- 2>&- <&-") == (0, "", "")
    assert entry_told(tmp_path)


ROWS = "任务编号,单位,进展情况,日期\n" + "".join(f"T01,计量处,第{at}批,2019-02-01\n" for at in range(12))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            "record --from rows.csv",
            (
                r"条目已记入方案：(\S{17}、){10}…。只是标准输出没有收到这句话：已关闭。\n写入 12 条。\n"
                r"涉及 1 项任务，灯均不变\n"
            ),
        ),
        ("report weekly --save --of 2019-W07", r"reports/2019-W07-weekly.md 已写入。只是.*。\n"),
        ("report weekly -o a.md", r"a.md 已写入。只是.*。\n"),
        ("form 计量处 -o a.csv", r"a.csv 已写入。只是.*。\n"),
        ("report weekly --eject", r"(plan/templates/\S+ 已写入。只是.*。\n)+"),
        ("schema --write", r"(写了 5 个模式文件。.*\n){2}"),
        ("demo demo", r"demo：.*。只是.*。\n"),
    ],
)
def test_whatever_was_done_is_told_where_it_can_be(command: str, told: str, tmp_path: Path) -> None:
    small_plan(tmp_path, said(20, "percent: 2\n"))
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    code, out, err = in_shell(tmp_path, f"$Q {command} >&-")
    assert (code, out) == (0, "")
    assert re.fullmatch(told, err), err
