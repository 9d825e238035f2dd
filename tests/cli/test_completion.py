"""What is offered in a command line that is being typed, and the lines that a shell reads."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qtrack.cli.commands import load_command
from qtrack.cli.completion.answer import FILES, FREE, VALUES, answered
from qtrack.cli.completion.line import find_spot, read_line
from qtrack.cli.help import options_of
from qtrack.cli.names import COMMANDS
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Runner
from tests.conftest import ROOT
from tests.repositories import lay
from tests.small import said, small_plan, task, wide

#: Returns what is offered for a line: the values, each with what is said of it.
Offered = Callable[..., dict[str, str]]


@pytest.fixture
def offered(folder: Path) -> Offered:
    def offered(
        line: str, environ: Mapping[str, str] = CHINESE, program: str = "zsh", cwd: Path = folder
    ) -> dict[str, str]:
        cache = {"XDG_CACHE_HOME": str(folder / "cache")}
        text = answered(program, {"_QTRACK_LINE": f"qtrack {line}", **cache, **environ}, cwd, NOW)
        values: dict[str, str] = {}
        for row in text.splitlines():
            value, _, shown = row.partition("\t")
            values[value] = shown
        return values

    return offered


def test_commands_are_offered_with_what_they_do(offered: Offered) -> None:
    assert list(offered("")) == list(COMMANDS)
    assert offered("sch", ENGLISH) == {
        "schema": "Print the JSON Schema of a kind of file, or keep those that the editor of a plan reads."
    }
    assert list(offered("记")) == ["记录"]  # where it is typed so


def test_options_of_the_command_are_offered_but_those_that_are_given(offered: Offered) -> None:
    found = offered("show T01 --as-of 2019-02-19 --", ENGLISH)
    assert list(found) == [
        "--known-at",
        "--format",
        "--plan-history",
        "--plan",
        "--lang",
        "--no-cache",
        "--help",
    ]
    assert found["--known-at"] == "Count only what had been recorded by this date; else all."
    assert "--light" in offered("status --light red --")  # which may be repeated
    assert list(offered("-")) == ["--lang", "--no-cache", "--version", "--help", "-h"]


def test_what_must_be_given_is_offered_first(offered: Offered) -> None:
    assert set(list(offered("close T01 -"))[:2]) == {"--verified-by", "--evidence"}


def test_choices_are_offered_in_the_words_of_the_terminal(offered: Offered) -> None:
    assert offered("status --light ") == {
        "红": "red",
        "黄": "yellow",
        "绿": "green",
        "蓝": "blue",
        "未评": "none",
    }
    assert list(offered("status --light ", ENGLISH)) == ["red", "yellow", "green", "blue", "none"]
    assert offered("status --light=r") == {"--light=red": "红"}
    assert offered("record 1 --status fin") == {"finished": "done"}
    assert list(offered("report ", ENGLISH))[:3] == ["weekly", "monthly", "quarterly"]
    assert list(offered("schema ", ENGLISH)) == ["plan", "units", "section", "task", "entry"]
    assert list(offered("--lang ", ENGLISH)) == ["zh", "en"]
    assert list(offered("config format j", ENGLISH)) == ["json"]


def tasks(folder: Path) -> None:
    lay(
        folder / "plan",
        task("deliverables: [{id: T02.1, title: 修订规范}, {id: T02.2, title: 开展比对}]", "T02")
        | task("", "T03")
        | task("", "T04")
        | {
            "tasks/T05.yaml": "id: T05\nmeasure: M01\ntitle: 开展抽查\nresponsible: {lead: office}\n",
        }
        | said(40, "percent: 80\n", about="T01")
        | said(40, "percent: 2\n", about="T02", tag="000002")
        | said(40, "status: done\n", about="T03", tag="000003")
        | said(40, "percent: 25\n", about="T04", tag="000004"),
    )


def test_tasks_are_offered_with_light_and_title_the_worst_first(offered: Offered, folder: Path) -> None:
    tasks(folder)
    assert list(offered("show ").items()) == [
        ("T02", "红 健全量传溯源体系"),
        ("T04", "黄 健全量传溯源体系"),
        ("T01", "绿 健全量传溯源体系"),
        ("T05", "未评 开展抽查"),
        ("T03", "蓝 健全量传溯源体系"),
        ("S1", "红 夯实质量基础"),
    ]


def test_the_tasks_of_ones_own_unit_come_first(offered: Offered, folder: Path) -> None:
    tasks(folder)
    assert next(iter(offered("record ", CHINESE | {"QTRACK_UNIT": "办公室"}))) == "T05"
    assert next(iter(offered("record --unit office "))) == "T05"


def test_for_a_closing_what_is_done_comes_first(offered: Offered, folder: Path) -> None:
    tasks(folder)
    assert next(iter(offered("close "))) == "T03"


@pytest.mark.parametrize("typed", ["2", "t02", wide("T02"), "T02", "02"])
def test_an_id_is_known_in_every_form_and_its_deliverables_are_offered(
    typed: str, offered: Offered, folder: Path
) -> None:
    tasks(folder)
    assert offered(f"record {typed}") == {
        "T02": "红 健全量传溯源体系",
        "T02.1": "修订规范",
        "T02.2": "开展比对",
    }
    assert list(offered(f"show {typed}")) == ["T02"]


def test_behind_a_point_deliverables_are_offered(offered: Offered, folder: Path) -> None:
    tasks(folder)
    assert list(offered("record T02.")) == ["T02.1", "T02.2"]
    assert list(offered("record t02.2")) == ["T02.2"]


def test_what_was_edited_or_recorded_since_is_offered_as_it_is_now(
    offered: Offered, folder: Path, run: Runner
) -> None:
    tasks(folder)
    run("status", environ=CHINESE | {"XDG_CACHE_HOME": str(folder / "cache")})
    assert offered("show T02")["T02"] == "红 健全量传溯源体系"
    lay(folder / "plan", said(45, "percent: 90\n", about="T02", tag="00000b"))
    assert offered("show T02")["T02"] == "绿 健全量传溯源体系"
    lay(folder / "plan", task("", "T06"))
    assert "T06" in offered("show T")
    lay(folder / "plan", {"tasks/T05.yaml": None})
    assert "T05" not in offered("show T")


def test_of_many_tasks_the_likeliest_are_offered_and_the_first_and_last(
    offered: Offered, folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtrack.store.reading.snapshot.TICK", -60.0)  # as if long after
    for number in range(2, 120):
        lay(folder / "plan", task("", f"T{number:02d}"))
    lay(folder / "plan", said(40, "percent: 2\n", about="T77"))
    run("status", environ=CHINESE | {"XDG_CACHE_HOME": str(folder / "cache")})
    for _ in "kept", "read":
        found = [name for name in offered("show ") if name != "S1"]
        assert len(found) == 40
        assert found[0] == "T77"
        assert {"T01", "T99"} <= set(found)
    assert len(offered("show T11")) == 11


def test_keys_of_the_plan_are_offered_with_what_each_may_be(offered: Offered) -> None:
    assert offered("set T01 ")["title"] == "任务标题：用自己的话写，简短、可查。"
    assert list(offered("set plan lights.")) == [
        "lights.rule",
        "lights.yellow_gap",
        "lights.red_gap",
        "lights.due_soon_days",
        "lights.stale_days",
    ]
    assert offered("set T01 lead ")["办公室"] == "office"
    assert list(offered("set plan pace ")) == ["days", "months"]
    assert offered("set T01 title ") == {}


def test_units_are_offered_by_name_those_at_hand_first(offered: Offered) -> None:
    assert offered("record T01 --unit ") == {
        "计量处": "metrology",
        "省计量院": "省计量科学研究院",
        "福州局": "福州市市场监管局",
        "厦门局": "厦门市质监局",
        "办公室": "office",
    }
    assert next(iter(offered("units ", CHINESE | {"QTRACK_UNIT": "厦门局"}))) == "厦门局"
    assert list(offered("units 各")) == ["各市县局"]  # a group, where it can be one
    assert offered("units met") == {"metrology": "计量处"}
    assert list(offered("config unit 福")) == ["福州局"]
    assert list(offered("matrix --group ")) == ["各市县局"]


def test_sections_measures_and_indicators_are_offered_with_their_names(
    offered: Offered, folder: Path
) -> None:
    lay(
        folder / "plan",
        task(
            "indicators: [{id: standards, name: 计量标准, unit: 项, target: 9, kind: reach, due: 2019-04-01}]"
        ),
    )
    assert offered("status --section ") == {"S1": "未评 夯实质量基础"}
    assert offered("status --section 夯") == {"夯实质量基础": "未评 S1"}
    assert offered("status --measure m") == {"M01": "提升计量能力"}
    assert offered("status --measure 提") == {"提升计量能力": "M01"}
    assert offered("record T01 --actual ") == {"standards=": "计量标准 (项)"}
    assert offered("record T01 --actual standards=1") == {}


def test_entries_are_offered_newest_first_ones_own_before_others(offered: Offered, folder: Path) -> None:
    lay(
        folder / "plan",
        said(10, "summary: 印发方案\npercent: 10\n")
        | said(20, "summary: 抽样\n", unit="institute", tag="00000b")
        | said(30, "summary: 完成比对\n", tag="00000c")
        | said(31, "summary: 印发方案\ncorrects: 2019-01-10-000001\n", tag="00000d"),
    )
    found = offered("correct ")
    assert list(found) == ["2019-01-31-00000d", "2019-01-30-00000c", "2019-01-20-00000b"]
    assert found["2019-01-30-00000c"] == "T01 计量处 完成比对"
    assert next(iter(offered("withdraw ", CHINESE | {"QTRACK_UNIT": "institute"}))) == "2019-01-20-00000b"
    lay(folder / "plan", said(40, tag="00000e"))
    assert next(iter(offered("correct "))) == "2019-02-09-00000e"
    assert list(offered("correct 2019-01-3")) == ["2019-01-31-00000d", "2019-01-30-00000c"]


def test_periods_and_dates_are_offered_the_current_one_first(offered: Offered, folder: Path) -> None:
    assert list(offered("report weekly --of "))[:2] == ["2019-W08", "2019-W07"]
    assert offered("report weekly --of ")["2019-W08"] == "2019-02-18 – 2019-02-24"
    assert list(offered("record T01 --period "))[:4] == ["2019", "2019Q1", "2019-02", "2018"]
    lay(folder / "plan", task("deliverables: [{id: T01.1, title: 通报, every: quarter}]"))
    assert list(offered("record T01.1 --period "))[:2] == ["2019Q1", "2018Q4"]
    assert offered("status --as-of ") == {
        "2019-02-19": "今天",
        "2019-02-18": "昨天",
        "2019-02-15": "上周五",
        "2019-01-31": "上月末",
    }
    assert next(iter(offered("chase T01 --reply-by "))) == "2019-02-26"
    assert list(offered("due --within ")) == ["7d", "14d", "30d", "60d", "90d"]


def test_topics_checks_and_shells_are_offered(offered: Offered) -> None:
    assert offered("help li")["lights"] == "灯的规则"
    assert "entry-date" in offered("explain entry")
    assert list(offered("completion ")) == ["bash", "zsh", "fish", "powershell"]
    assert list(offered("schema --output sh", ENGLISH)) == ["show"]


def test_the_names_of_files_are_left_to_the_shell(offered: Offered) -> None:
    assert offered("form 计量处 -o ") == {"": "files"}
    assert offered("status --plan x") == {"": "files"}


def test_what_only_a_person_knows_is_not_offered(offered: Offered) -> None:
    assert offered("record T01 --summary ") == {}
    assert offered("record T01 --summary x --percent ") == {}


@pytest.mark.parametrize(
    "line",
    ["nonsense ", "show T99", "show T01 --nonsense ", "show T01 T02 ", 'show "', "show '", "show \\"],
)
def test_what_makes_no_sense_is_answered_with_nothing_or_with_options(line: str, offered: Offered) -> None:
    assert all(value.startswith(("-", "T01", "S1")) for value in offered(line))


def test_every_value_of_every_command_is_offered_or_known_as_free() -> None:
    unknown = {
        (name, option.shown, option.metavar)
        for name in COMMANDS
        for option in options_of(load_command(name))
        if not option.flag and option.metavar not in (*VALUES, *FREE, *FILES) and not option.choices
    }
    assert unknown == set()


BASH: Final = {"_QTRACK_BREAKS": " \t\n\"'@><=;|&(:", "_QTRACK_WIDTH": "40"}


def test_bash_gets_lists_in_columns_and_what_it_replaces(offered: Offered, folder: Path) -> None:
    tasks(folder)
    assert offered("status --light=r", CHINESE | BASH, "bash") == {"red": "red  红"}
    found = offered("show T0", CHINESE | BASH, "bash")
    assert found["T02"] == "T02  红 健全量传溯源体系"
    long = offered("sta", ENGLISH | BASH, "bash")
    assert long == {"status": "status  Show where the plan stands:"}


def test_a_name_with_blanks_is_quoted_where_the_shell_does_not(offered: Offered, folder: Path) -> None:
    units = (
        (folder / "plan/units.yaml").read_text(encoding="utf-8").replace("short: 办公室", "short: 办 公(室)")
    )
    lay(folder / "plan", {"units.yaml": units})
    assert "办\\ 公\\(室\\)" in offered("units 办", program="bash")
    assert "办 公(室)" in offered('units "办', program="bash")
    assert "'办 公(室)'" in offered("units 办", program="powershell")
    assert "办 公(室)" in offered("units 办", program="zsh")


#: What lines are made of: a text drawn at random hardly ever has a command in it, or a second word.
PIECES: Final = st.sampled_from(
    (
        "status ",
        "show ",
        "record ",
        "T01 ",
        "计量处",
        "--light",
        "--plan",
        "--lang",
        "=",
        " ",
        "-",
        "'",
        '"',
        "\\",
        "\t",
    )
)
LINES: Final = st.lists(PIECES | st.text(max_size=3), max_size=8).map(lambda some: f"qtrack {''.join(some)}")


@given(LINES | st.text())
@example("qtrack show ' \\")
@example("qtrack --plan")
@example("qtrack status --light=")
@example("-")
def test_any_line_is_read(text: str) -> None:
    line = read_line(text)
    assert all(line.words) or '"' in text or "'" in text or "\\" in text
    find_spot(line)


def process(line: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qtrack", "--complete", "zsh"],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh", "_QTRACK_LINE": line, **environ},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )


def test_whatever_is_wrong_not_a_word_reaches_the_shell(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    assert process("qtrack show t", tmp_path).stdout.startswith("T01\t")
    (plan / "units.yaml").write_text("units: [", encoding="utf-8")
    for line in ("qtrack show ", "qtrack correct ", "qtrack units ", "qtrack show T01 --lang nonsense "):
        done = process(line, tmp_path)
        assert (done.stdout, done.stderr) == ("", "")
    for cwd in (Path("/"), tmp_path):
        (plan / "plan.yaml").write_text("\0", encoding="utf-8")
        done = process("qtrack record ", cwd)
        assert (done.stdout, done.stderr) == ("", "")
    assert process("qtrack --l", tmp_path).stdout == "--lang\t界面语言：zh 中文、en 英文；默认按设置。\n"
