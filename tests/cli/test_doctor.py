"""`qtrack doctor`: a line a matter, with the remedy, whatever is odd about the computer."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qtrack.store.user.shells import Shell
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, Runner, everything
from tests.conftest import ROOT
from tests.repositories import commit, git, repository
from tests.small import TASK, said, small_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEM = "qtrack.cli.admin.doctor"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything of the computer be known."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(f"{SYSTEM}.platform.python_version", lambda: "3.12.1")
    monkeypatch.setattr(f"{SYSTEM}.platform.system", lambda: "Linux")
    monkeypatch.setattr(f"{SYSTEM}.platform.release", lambda: "6.1")
    monkeypatch.setattr(f"{SYSTEM}.__version__", "1.0")
    monkeypatch.setattr(f"{SYSTEM}.chinese_fonts", lambda _: 3)
    monkeypatch.setattr(f"{SYSTEM}.file_system", lambda _: "ext4")
    monkeypatch.setattr(f"{SYSTEM}.find_browser", lambda environ: environ.get("FOUND", "/usr/bin/chromium"))
    monkeypatch.setattr("qtrack.cli.admin.doctor_of_plan.git_version", lambda _: (2, 40, 1))
    monkeypatch.setattr(
        f"{SYSTEM}.running_shell", lambda environ: environ.get("SHELL") and Shell(environ["SHELL"])
    )
    monkeypatch.setattr(f"{SYSTEM}.shutil.which", lambda name: f"/usr/bin/{name}")


def line(done: Run, name: str) -> str:
    """Return what is said of a matter in English, remedy and all."""
    rows = done.out.split("\n")
    start, end = len("look here "), rows[0].index("qtrack ")
    (at,) = (at for at, row in enumerate(rows) if row[start:end].strip() == name)
    more = [row.strip() for row in rows[at + 1 : at + 2] if row.startswith(" " * start)]
    return " ".join([rows[at][:start].strip(), rows[at][end:], *more])


def test_a_line_a_matter_with_the_remedy(run: Runner, tmp_path: Path) -> None:
    top = repository(tmp_path, said(20))
    environ = ENGLISH | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path), "EDITOR": "nano"}
    done = run("doctor", cwd=top, environ=environ)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "fine      version      qtrack 1.0, Python 3.12.1, Linux 6.1\n"
        "fine      encoding     stdout utf-8, stderr utf-8\n"
        "fine      language     English, by LANG=en_US.UTF-8\n"
        "fine      fonts        3 Chinese fonts for printing\n"
        f"fine      plan         {top}/plan: 1 task, 1 entry, 0 errors, 0 warnings\n"
        "fine      git          git 2.40.1\n"
        "look here git user     git does not know your name or address, and commits nothing without\n"
        "                       → git config --global user.name NAME; "
        "git config --global user.email ADDRESS\n"
        f"fine      repository   the plan lies in {top}\n"
        "fine      git settings core.autocrlf, core.safecrlf and core.quotePath do no harm here\n"
        "look here hook         the plan is not checked before a commit\n"
        "                       → “qtrack help git” tells how.\n"
        "fine      clock        2019-02-19 09:12, after all that was recorded and committed\n"
        "fine      timezone     Asia/Shanghai is known\n"
        "fine      disk         ext4, may be written to\n"
        "fine      letter case  T01 and t01 are two names\n"
        "fine      editor       nano\n"
        "fine      pager        less -FRX\n"
        "fine      browser      /usr/bin/chromium prints papers as PDF\n"
        f"fine      cache        {tmp_path}/cache/qtrack: 0 plans, 0 KB\n"
    )


def test_without_a_plan_in_chinese(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("empty")
    done = run("doctor", cwd=empty, environ=CHINESE | {"QTRACK_PAGER": "cat"})
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "正常 版本     qtrack 1.0，Python 3.12.1，Linux 6.1\n"
        "正常 编码     标准输出 utf-8，错误输出 utf-8\n"
        "正常 语言     中文，由 LANG=zh_CN.UTF-8 指定\n"
        "正常 字体     打印用的中文字体 3 种\n"
        f"注意 方案     这里没有方案：{empty} 及其上级都没有 plan/plan.yaml。\n"
        "              → 请到方案所在文件夹，或用 --plan 或 QTRACK_PLAN 指明；"
        "“qtrack demo 文件夹”可建一个来试用。\n"
        "正常 git      git 2.40.1\n"
        "注意 git 用户 git 里没有姓名或邮箱，无法提交\n"
        "              → 运行 git config --global user.name 姓名，"
        "再运行 git config --global user.email 邮箱\n"
        f"正常 时钟     {NOW.astimezone():%Y-%m-%d %H:%M}，没有可以对照的\n"
        "正常 时区     Asia/Shanghai，本机认得\n"
        "正常 编辑器   vi\n"
        "正常 分页程序 不分页\n"
        "正常 浏览器   /usr/bin/chromium 可把文书打印成 PDF\n"
        "注意 缓存     未启用：系统没有指明存放的文件夹\n"
        "              → 请设置 HOME。\n"
    )
    assert everything(empty) == {}


def test_a_shell_that_completes_nothing_is_told(run: Runner, tmp_path: Path) -> None:
    environ = CHINESE | {"SHELL": "bash", "HOME": str(tmp_path)}
    done = run("doctor", environ=environ)
    assert (
        "注意 补全     bash 尚未安装补全，或是别的 qtrack 装的\n"
        "              → “qtrack completion bash --install”可直接安装。\n"
    ) in done.out
    assert run("completion", "bash", "--install", environ=environ).code == 0
    assert "正常 补全     bash 已安装补全\n" in run("doctor", environ=environ).out
    (tmp_path / ".bashrc").write_text("", encoding="utf-8")
    assert "注意 补全" in run("doctor", environ=environ).out
    del environ["HOME"]
    assert "补全" not in run("doctor", environ=environ).out


def test_a_plan_that_is_named_and_not_there_is_broken(run: Runner) -> None:
    done = run("doctor", "--plan", "nowhere")
    assert done.code == 1
    assert line(done, "plan").startswith("broken --plan is “nowhere”, where there is no plan.yaml.")


def test_a_plan_with_errors_is_broken_and_left_as_it_is(run: Runner, folder: Path) -> None:
    small_plan(folder, {"tasks/T01.yaml": f"{TASK}what: 1\n"}, {"stray.txt": "x"})
    before = everything(folder)
    done = run("doctor")
    assert done.code == 1
    assert line(done, "plan").endswith("1 error, 1 warning → “qtrack validate” shows every place.")
    assert everything(folder) == before


def test_a_clock_behind_an_entry_or_a_commit_is_told(run: Runner, tmp_path: Path) -> None:
    top = repository(tmp_path, said(20))
    commit(top, {}, on="2019-03-01")
    remedy = "→ Set this clock; where it is right, the clock of another computer was ahead."
    told = line(run("doctor", cwd=top), "clock")
    assert told == f"look here 2019-02-19 09:12, but the newest commit is of 2019-03-01 09:00 {remedy}"
    commit(top / "plan", said(90), on="2019-02-01")
    assert "the newest entry is of 2019-03-31 09:00" in line(run("doctor", cwd=top), "clock")
    done = run("doctor", cwd=top, now=datetime(2019, 4, 1, tzinfo=UTC))
    assert line(done, "clock") == "fine 2019-04-01 08:00, after all that was recorded and committed"


def test_git_that_is_missing_or_old_is_broken(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.cli.admin.doctor_of_plan.git_version", lambda _: (2, 17, 1))
    done = run("doctor")
    assert (done.code, line(done, "git")) == (1, "broken git 2.17.1; 2.28 is needed → Install a newer git.")
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "")
    done = run("doctor")
    assert line(done, "git") == "broken git was not found on this computer. → Install git."
    assert "git user" not in done.out


def test_settings_and_hooks_of_git(run: Runner, tmp_path: Path) -> None:
    top = repository(tmp_path, plan="方案")
    assert "core.quotePath false" in line(run("doctor", "--plan", "方案", cwd=top), "git settings")
    for name in ("core.autocrlf", "core.safecrlf", "core.ignoreCase"):
        git(top, "config", name, "true")
    git(top, "config", "core.quotePath", "false")
    git(top, "config", "core.hooksPath", "own")
    git(top, "config", "user.name", "张三")
    git(top, "config", "user.email", "z@x")
    (top / "own").mkdir()
    (top / "own" / "pre-commit").write_text("", encoding="utf-8")
    done = run("doctor", "--plan", "方案", cwd=top)
    assert line(done, "git settings").endswith("→ git config core.safecrlf warn")
    assert line(done, "letter case").endswith("git takes it otherwise → git config core.ignoreCase false")
    assert line(done, "hook") == "fine something is run before each commit (pre-commit)"
    assert line(done, "git user") == "fine 张三 <z@x>"


def test_what_of_this_computer_is_missing(run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_plan(folder, {"plan.yaml": (folder / "plan/plan.yaml").read_text() + "timezone: No/Where\n"})
    monkeypatch.setattr(f"{SYSTEM}.chinese_fonts", lambda _: 0)
    monkeypatch.setattr(f"{SYSTEM}.shutil.which", lambda name: name if name == "git" else None)
    monkeypatch.setattr(f"{SYSTEM}.os.access", lambda *_: False)
    done = run("doctor", environ=ENGLISH | {"HOME": str(folder / "home"), "VISUAL": "code -w"})
    assert line(done, "fonts").startswith("look here no Chinese font")
    assert line(done, "editor").startswith("look here there is no code -w")
    assert line(run("doctor", environ=ENGLISH | {"FOUND": ""}), "browser") == (
        "look here neither Chromium, Chrome nor Edge, which --format pdf needs "
        "→ Install one, or name it in QTRACK_BROWSER."
    )
    assert line(done, "pager").startswith("look here there is no less: long pages")
    assert line(done, "disk").startswith(f"look here {folder}/plan may only be read")
    assert line(done, "cache").startswith(f"look here off: {folder}/home/.cache/qtrack cannot be written to")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("vfat", "fine vfat, without hard links: a new entry is renamed instead"),
        ("nfs4", "fine a folder on another computer; qtrack is slower there"),
        ("", "fine Linux, may be written to"),
    ],
)
def test_disks(kind: str, told: str, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{SYSTEM}.file_system", lambda _: kind)
    assert line(run("doctor"), "disk") == told


def test_the_place_and_size_of_the_cache_or_why_there_is_none(run: Runner, folder: Path) -> None:
    environ = ENGLISH | {"XDG_CACHE_HOME": str(folder / "cache")}
    run("status", environ=environ)
    (kept,) = (folder / "cache" / "qtrack").iterdir()
    size = -(-kept.stat().st_size // 1000)
    done = run("doctor", environ=environ)
    assert line(done, "cache") == f"fine {folder}/cache/qtrack: 1 plan, {size} KB"
    for off in (
        run("doctor", "--no-cache", environ=environ),
        run("doctor", environ=ENGLISH | {"QTRACK_CACHE": "off"}),
    ):
        assert line(off, "cache") == "fine off, by QTRACK_CACHE or --no-cache"
    inside = run("doctor", environ=ENGLISH | {"XDG_CACHE_HOME": str(folder / "plan")})
    assert line(inside, "cache").startswith(f"look here off: {folder}/plan/qtrack lies in the plan")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ["fine      encoding", "stdout utf-8, stderr utf-8"]),
        ("gbk", ["注意 编码", "标准输出 gbk，错误输出 gbk：生僻字会显示成“?”"]),
        ("ascii", ["broken    encoding", "stdout ascii, stderr ascii: Chinese is lost"]),
    ],
)
def test_consoles_of_other_encodings(encoding: str, told: list[str], folder: Path) -> None:
    environ: Mapping[str, str] = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "QTRACK_"))},
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": encoding,
        "QTRACK_LANG": "en" if encoding == "utf-8" else "zh",
    }
    done = subprocess.run(
        [sys.executable, "-m", "qtrack", "doctor"], cwd=folder, env=environ, capture_output=True, check=False
    )
    assert done.returncode == (encoding == "ascii")
    assert all(words in done.stdout.decode(encoding) for words in told)


def test_as_json_for_whoever_helps(run: Runner) -> None:
    page = json.loads(run("doctor", "--format", "json").out)
    assert page["format"] == 1
    assert {"name": "timezone", "state": "fine", "text": "Asia/Shanghai is known", "remedy": None} in page[
        "matters"
    ]
