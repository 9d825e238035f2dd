"""`qtrack record --from`: the filled form of a unit, all rows or none, and never twice."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.store.entries import write_entry
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Runner, everything
from tests.conftest import ROOT
from tests.small import small_plan, task

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布年度报告, every: year}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
    "  - {id: share, name: 覆盖率, unit: '%', target: 95, kind: reach, due: 2019-04-10}\n"
)
OTHER = task("", "T02")

CHINESE_FORM = """\
进展情况,事项编号,单位,日期,进度（%）,状态,年度,存在的问题,下一步措施,佐证材料,计量标准（项）,指标数据,记录人,事项
完成招标,T01.1,计量处,2019/2/18,40%,进行中,,缺人,加人,闽质监〔2019〕12号；照片,"1,650项",share=80,李四,建成计量中心
已发布,t1.2,省计量院,2019年2月1日,,已完成,2019年,,,,,,,发布年度报告
,T02,计量处,2019-02-19,,,,,,,,,,健全量传溯源体系
"""
ENGLISH_FORM = """\
about;unit;date;percent;status;period;summary;problems;next;evidence;standards;actuals;by
T01.1;metrology;43514;40;in-progress;;完成招标;缺人;加人;闽质监〔2019〕12号；照片;1650;覆盖率=80%;李四
T01.2;institute;20190201;;done;2019;已发布;;;;;;
T02;计量处;;;;;;;;;;;
"""


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, OTHER)


def entries(folder: Path) -> tuple[Entry, ...]:
    loaded = load(FolderTree(folder / "plan"))
    assert loaded.plan is not None
    assert loaded.problems == ()
    return tuple(loaded.plan.entries)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE_FORM, each) for each in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")),
        *((ENGLISH_FORM, each) for each in ("utf-8", "gb18030")),
        (CHINESE_FORM.replace(",", "\t").replace('"1\t650项"', "1650"), "utf-16"),
    ],
)
@pytest.mark.parametrize("environ", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_any_header_encoding_and_separator_makes_the_same_entries(
    text: str, encoding: str, environ: dict[str, str], run: Runner, folder: Path
) -> None:
    (folder / "rows.csv").write_bytes(text.encode(encoding))
    done = run("record", "--from", "rows.csv", environ=environ)
    assert done.code == 0, done.err
    said = (
        "写入 2 条、未填报 1 行。\n变灯：T01 未评 → 绿\n"
        if environ is CHINESE
        else "2 entries written, 1 row reports nothing.\nlights that turn: T01 unrated → green\n"
    )
    assert done.err == said
    report, first = entries(folder)
    assert (folder / done.out.split()[0]).stem == first.id
    assert (first.about, first.unit, str(first.date), first.by) == (
        "T01.1",
        "metrology",
        "2019-02-18",
        "李四",
    )
    assert (first.status, str(first.percent), first.summary) == (Status.IN_PROGRESS, "40", "完成招标")
    assert (first.problems, first.next) == ("缺人", "加人")
    assert first.evidence == ("闽质监〔2019〕12号", "照片")
    assert first.actuals == {"standards": 1650, "share": 80}
    assert (report.about, report.unit, str(report.date)) == ("T01.2", "institute", "2019-02-01")
    assert (report.status, report.period, report.by) == (Status.DONE, "2019", "zhangsan")


def test_the_same_file_twice_is_written_once(run: Runner, folder: Path) -> None:
    (folder / "rows.csv").write_text(CHINESE_FORM, encoding="utf-8")
    assert run("record", "--from", "rows.csv").code == 0
    before = everything(folder)
    (folder / "rows.csv").write_text(ENGLISH_FORM, encoding="utf-8")
    before["rows.csv"] = ENGLISH_FORM.encode()
    again = run("record", "--from", "rows.csv", now=NOW.replace(day=27))
    assert again == (0, "", "0 entries written, 2 were there already, 1 row reports nothing.\n")
    chinese = run("record", "--from", "rows.csv", "--format", "json", environ=CHINESE)
    assert chinese.err == "写入 0 条、此前已有 2 条、未填报 1 行。\n"
    assert json.loads(chinese.out) == {"format": 1, "entries": []}
    assert everything(folder) == before


def test_two_equal_rows_are_one_fact(run: Runner, folder: Path) -> None:
    row = "T01,计量处,2019-02-18,有进展\n"
    (folder / "rows.csv").write_text("编号,单位,日期,进展情况\n" + row * 2, encoding="utf-8")
    assert run("record", "--from", "rows.csv").err == (
        "1 entry written, 1 was there already.\nno light turns, of 1 task\n"
    )


BAD = """\
编号,单位,日期,状态,进度,年度,进展情况,指标数据,计量标准,
T99,计量处,2019-02-18,,,,有进展,,,
T01,计量所,2019-02-30,好,四十,,有进展,,,
,,,,140,,,standard=5;x,,
T02,计量处,2019-12-01,,,2019,有进展,,5,多
T01,计量处,2019-02-18,,,,\u202e有进展,standards=4;standards=5,a,
"""
ENGLISH_PROBLEMS = """\
rows.csv, row 2, column “编号”: the plan has no T99
rows.csv, row 3, column “日期”: the calendar has no 2019-02-30
rows.csv, row 3, column “状态”: “好” is no status; it can be not-started, in-progress, blocked, done, \
closed, dropped
rows.csv, row 3, column “进度”: “四十” is not a number; write digits only, such as 40
rows.csv, row 3, column “单位”: “计量所” is not in units.yaml; the nearest there is “计量处”
rows.csv, row 4, column “编号”: this is missing
rows.csv, row 4, column “单位”: this is missing
rows.csv, row 4, column “日期”: the date is missing; say when it was so, or give it with --date
rows.csv, row 4, column “指标数据”: “x” is no figure; write ID=VALUE, several with “;” between
rows.csv, row 4, column “进度”: percent is 140; it must be 0 to 100
rows.csv, row 4, column “进展情况”: the summary is empty; say in a sentence what was done
rows.csv, row 5: “多” stands in a column without a name
rows.csv, row 5, column “计量标准”: T02 has no such indicator; leave this cell empty
rows.csv, row 5, column “日期”: 2019-12-01 is in the future: today is 2019-02-19 by the clock of \
this computer; give the day that is meant, or set the clock
rows.csv, row 5, column “年度”: T02 takes no period here; leave 2019 out
rows.csv, row 6, column “计量标准”: “a” is not a number; write digits only, such as 40
rows.csv, row 6, column “指标数据”: standards stands twice in this row
rows.csv, row 6, column “进展情况”: “summary” holds a control character; write plain text
qtrack: rows.csv has 18 problems. Nothing was written.
"""
CHINESE_PROBLEMS = """\
rows.csv 第 2 行“编号”列：方案中没有 T99
rows.csv 第 3 行“日期”列：历法中没有 2019-02-30 这一天
rows.csv 第 3 行“状态”列：“好”不是状态；可以是：未启动、进行中、受阻、已完成、已销号、已取消
rows.csv 第 3 行“进度”列：“四十”不是数字；请只写数字，例如 40
"""


def test_one_bad_row_refuses_all_with_every_problem(run: Runner, folder: Path) -> None:
    (folder / "rows.csv").write_text(BAD, encoding="utf-8")
    before = everything(folder)
    done = run("record", "--from", "rows.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == ENGLISH_PROBLEMS.splitlines()
    chinese = run("record", "--from", "rows.csv", environ=CHINESE)
    assert chinese.err.startswith(CHINESE_PROBLEMS)
    assert chinese.err.endswith("qtrack：rows.csv 有 18 处问题。没有写入任何内容。\n")
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("header", "english", "chinese"),
    [
        (
            "编号,进展情況,进展情况",
            (
                "rows.csv, row 1, column “进展情況”: no column is called so; “qtrack form UNIT” writes "
                "a form with the right ones\nqtrack: rows.csv has 1 problem. Nothing was written.\n"
            ),
            (
                "rows.csv 第 1 行“进展情況”列：没有这个列名；是否指“进展情况”？\n"
                "qtrack：rows.csv 有 1 处问题。没有写入任何内容。\n"
            ),
        ),
        (
            "about,sumary,状态,Status",
            (
                "rows.csv, row 1, column “sumary”: no column is called so; did you mean “summary”?\n"
                "rows.csv, row 1, column “Status”: this column stands twice, also as “状态”\n"
                "rows.csv, row 1, column “Progress”: this column is missing\n"
                "qtrack: rows.csv has 3 problems. Nothing was written.\n"
            ),
            (
                "rows.csv 第 1 行“sumary”列：没有这个列名；“qtrack form 单位”可生成列名正确的填报表\n"
                "rows.csv 第 1 行“Status”列：这一列重复，另一处是“状态”\n"
                "rows.csv 第 1 行“进展情况”列：缺少这一列\n"
                "qtrack：rows.csv 有 3 处问题。没有写入任何内容。\n"
            ),
        ),
    ],
)
def test_a_wrong_header_is_refused(
    header: str, english: str, chinese: str, run: Runner, folder: Path
) -> None:
    (folder / "rows.csv").write_text(header + "\n", encoding="utf-8")
    assert run("record", "--from", "rows.csv") == (2, "", english)
    assert run("record", "--from", "rows.csv", environ=CHINESE) == (2, "", chinese)


def test_options_fill_what_no_row_says(run: Runner, folder: Path) -> None:
    (folder / "rows.csv").write_text("编号,进展情况\nT01,有进展\n", encoding="utf-8")
    options = ("--unit", "计量处", "--date", "2019-02-18", "--by", "王五")
    assert run("record", "--from", "rows.csv", *options).code == 0
    (entry,) = entries(folder)
    assert (entry.unit, str(entry.date), entry.by) == ("metrology", "2019-02-18", "王五")


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (
            ("T01", "--from", "rows.csv"),
            "With --from no ID is given. Leave it out; each row names its own: “qtrack record --from FILE”.",
            "使用 --from 时不写编号。请去掉，由每一行自行填写：“qtrack record --from 文件”。",
        ),
        (
            ("--from", "rows.csv", "--percent", "4"),
            (
                "With --from no --percent is given. Leave it out; each "
                "row names its own: “qtrack record --from FILE”."
            ),
            "使用 --from 时不写 --percent。请去掉，由每一行自行填写：“qtrack record --from 文件”。",
        ),
        (
            ("--from", "no.csv"),
            (
                "--from is “no.csv”, which cannot be read: No such file or directory. "
                "Look whether the name is right; “qtrack form UNIT -o FILE” writes a form to fill."
            ),
            (
                "--from 写的是“no.csv”，无法读取：没有这个文件或文件夹。"
                "请核对文件名；“qtrack form 单位 -o 文件”生成填报表。"
            ),
        ),
        ((), "ID is missing. See “qtrack record --help”.", "缺少编号。参见“qtrack record --help”。"),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: tuple[str, ...], english: str, chinese: str, run: Runner
) -> None:
    assert run("record", *arguments) == (2, "", f"qtrack: {english}\n")
    assert run("record", *arguments, environ=CHINESE) == (2, "", f"qtrack：{chinese}\n")


def test_stdin_is_a_file_too(run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHINESE_FORM.encode("gbk"))))
    assert run("record", "--from", "-").code == 0
    assert len(entries(folder)) == 2


def test_a_dry_run_shows_the_files_and_writes_none(run: Runner, folder: Path) -> None:
    (folder / "rows.csv").write_text(CHINESE_FORM, encoding="utf-8")
    before = everything(folder)
    done = run("record", "--from", "rows.csv", "--dry-run")
    assert done.code == 0
    assert done.out.startswith("about: T01.1\nunit: metrology\ndate: 2019-02-18\n")
    assert done.out.count("---\n") == 1
    assert done.err == (
        "2 entries would be written, 1 row reports nothing.\nlights that turn: T01 unrated → green\n"
    )
    assert everything(folder) == before


def test_a_disk_that_fills_up_midway_loses_nothing(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rows.csv").write_text(CHINESE_FORM, encoding="utf-8")
    written: list[Entry] = []

    def full(root: Path, entry: Entry, new_id: Callable[[date], str]) -> Entry:
        if written:
            raise QtrackError(msg("No room."), msg("Make some."))
        written.append(write_entry(root, entry, new_id))
        return written[0]

    monkeypatch.setattr("qtrack.cli.write.writing.write_entry", full)
    done = run("record", "--from", "rows.csv")
    monkeypatch.undo()
    said = "Written: 1 of 2 entries; record the file again, and only the others are added.\n"
    assert done == (2, f"plan/{written[0].path}\n", f"{said}qtrack: No room. Make some.\n")
    again = run("record", "--from", "rows.csv")
    assert again.err == (
        "1 entry written, 1 was there already, 1 row reports nothing.\nno light turns, of 1 task\n"
    )
    assert len(entries(folder)) == 2


def test_the_same_file_recorded_at_once_gives_each_row_once(folder: Path) -> None:
    rows = "".join(f"T01,计量处,2019-02-01,第{number}批\n" for number in range(30))
    (folder / "rows.csv").write_text("编号,单位,日期,进展情况\n" + rows, encoding="utf-8")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "qtrack", "record", "--from", "rows.csv"],
            cwd=folder,
            env=os.environ | ENGLISH | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(4)
    ]
    said = sorted(each.communicate(timeout=60)[1] for each in processes)
    assert said == [
        *["0 entries written, 30 were there already.\n"] * 3,
        "30 entries written.\nno light turns, of 1 task\n",
    ]
    assert {each.returncode for each in processes} == {0}
    assert len(entries(folder)) == 30


def test_of_very_many_bad_rows_a_part_is_listed_and_all_are_counted(run: Runner, folder: Path) -> None:
    (folder / "form.csv").write_text("about,summary,percent\n" + "T02,甲,四成\n" * 3000, encoding="utf-8")
    before = everything(folder)
    done = run("record", "--from", "form.csv", "--unit", "metrology", "--date", "2019-02-18")
    *listed, more, last = done.err.splitlines()
    assert (done.code, len(listed)) == (2, 100)
    assert more == "form.csv: 2900 more are not listed"
    assert last == "qtrack: form.csv has 3000 problems. Nothing was written."
    assert everything(folder) == before


def test_of_very_many_doubtful_rows_a_part_is_listed(run: Runner, folder: Path) -> None:
    rows = "".join(f"T02,甲{number},fuzhou\n" for number in range(120))
    small_plan(folder, PARTS, {"tasks/T02.yaml": OTHER["tasks/T02.yaml"].replace("bureaus", "office")})
    (folder / "form.csv").write_text("about,summary,unit\n" + rows, encoding="utf-8")
    done = run("record", "--from", "form.csv", "--date", "2019-02-18")
    assert done.code == 0
    assert done.err.splitlines()[99:] == [
        "warning: form.csv, row 101, column “unit”: 福州市市场监管局 is not among those responsible for T02",
        "form.csv: 20 more are not listed",
        "120 entries written.",
        "no light turns, of 1 task",
    ]


def test_dates_in_words_are_read_from_today_and_said_back(run: Runner, folder: Path) -> None:
    rows = "进展情况,事项编号,单位,日期,年度\n完成,T01.1,计量处,昨天,\n已发布,T01.2,省计量院,2019/2/1,今年\n"
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    done = run("record", "--from", "rows.csv", "--dry-run")
    assert "date: 2019-02-18\n" in done.out
    assert "rows.csv, row 2, column “日期”: 昨天 = 2019-02-18\n" in done.err
    assert "row 3, column “年度”: 今年 = 2019, 2019-01-01 to 2019-12-31\n" in done.err
    assert "2019/2/1" not in done.err


def test_a_date_that_can_be_two_is_refused_with_both(run: Runner, folder: Path) -> None:
    rows = "进展情况,事项编号,单位,日期\n完成,T01.1,计量处,3/4\n"
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    done = run("record", "--from", "rows.csv")
    assert done.code == 2
    assert "“3/4” can be 2018-03-04, 2018-04-03; write the one that is meant\n" in done.err


@pytest.mark.parametrize(("share", "told"), [("0.4", True), ("0.4%", False), ("1", False), ("0", False)])
def test_of_a_share_that_may_be_a_part_of_one_there_is_a_word(
    share: str, told: bool, run: Runner, folder: Path
) -> None:
    (folder / "rows.csv").write_text(
        f"编号,单位,日期,进度,进展情况\nT01,计量处,2019-02-18,{share},好\n", "utf-8"
    )
    said = run("record", "--from", "rows.csv", "--dry-run").err
    word = "warning: rows.csv, row 2, column “进度”: 0.4 is less than one percent; write 40 for 40%\n"
    assert said.startswith(word) is told
