"""What is refused: one sentence in the language of the terminal, exit 2, no data, nothing written."""

import os
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.cli.conftest import CHINESE, ENGLISH, Runner, everything
from tests.small import TASK, small_plan, wide

RECORD: Final = ("record", "T01", "--unit", "metrology", "--summary", "有进展")


class Refusal(NamedTuple):
    """A command line, and what is said of it in English and in Chinese."""

    arguments: tuple[str, ...]
    english: str
    chinese: str


REFUSALS: Final = (
    # ids
    Refusal(
        ("show", "T99"),
        "ID is “T99”, which the plan does not have. “qtrack status” lists its tasks, T01 to T01.",
        "编号写的是“T99”，方案中没有。“qtrack status”列出各任务，编号为 T01 至 T01。",
    ),
    Refusal(
        ("show", "abc"),
        "ID is “abc”, which the plan does not have. “qtrack status” lists its tasks, T01 to T01.",
        "编号写的是“abc”，方案中没有。“qtrack status”列出各任务，编号为 T01 至 T01。",
    ),
    Refusal(
        ("record", "T01.7", *RECORD[2:]),
        "ID is “T01.7”, which the plan does not have. T01 has no deliverables; write T01 alone.",
        "编号写的是“T01.7”，方案中没有。T01 没有分列事项，写 T01 即可。",
    ),
    Refusal(
        ("status", "--section", "9"),
        "--section is “9”, which the plan does not have. The sections are S1.",
        "--section 写的是“9”，方案中没有这个部分。各部分是 S1。",
    ),
    Refusal(
        ("status", "--measure", "2"),
        "--measure is “2”, which the plan does not have. The measures are M01 to M01.",
        "--measure 写的是“2”，方案中没有这项措施。措施编号为 M01 至 M01。",
    ),
    Refusal(
        ("status", "--role", "lead"),
        "--role is asked of nobody. Name the unit whose role it is with --unit.",
        "写了 --role，没有写单位。请用 --unit 写明是哪个单位。",
    ),
    Refusal(
        ("due", "--within", "3个月"),
        "--within is “3个月”, which is not a number of days. Write it as 60d.",
        "--within 写的是“3个月”，不是天数。请写成 60d。",
    ),
    Refusal(
        ("find", " "),
        (
            "TEXT is empty, so there is nothing to look for. “qtrack find WORD” "
            "finds a word, or a part of one."
        ),
        "文字是空的，没有可查找的。“qtrack find 词语”查找一个词或词的一部分。",
    ),
    # units
    Refusal(
        ("status", "--unit", "计量"),
        "--unit is “计量”, which fits 2 names. Write more of it: 计量处, 省计量科学研究院.",
        "--unit 写的是“计量”，对应 2 个名称。请写全一些：计量处、省计量科学研究院。",
    ),
    Refusal(
        ("record", "T01", "--unit", "省计量研究院", "--summary", "x"),
        (
            "--unit is “省计量研究院”, and no unit is called so. The nearest registered name is "
            "“省计量科学研究院”; “qtrack units” lists them all."
        ),
        (
            "--unit 写的是“省计量研究院”，没有这个单位。"
            "最接近的登记名称是“省计量科学研究院”；“qtrack units”列出全部。"
        ),
    ),
    Refusal(
        ("status", "--unit", "zzzz"),
        "--unit is “zzzz”, and no unit is called so. “qtrack units” lists those that are registered.",
        "--unit 写的是“zzzz”，没有这个单位。“qtrack units”列出已登记的单位。",
    ),
    # dates
    Refusal(
        ("status", "--as-of", "2月30日"),
        (
            "--as-of is “2月30日”, a day that the calendar does not have. Look at the "
            "month and the day, as in 2019-06-28."
        ),
        "--as-of 写的是“2月30日”，历法中没有这一天。请核对月和日，写成 2019-06-28 这样。",
    ),
    Refusal(
        ("record", "T01", "--unit", "计量处", "--summary", "x", "--date", "last monday"),
        (
            "--date is “last monday”, which can be 2019-02-11, 2019-02-18. Write the "
            "one that is meant, such as 2019-02-11."
        ),
        "--date 写的是“last monday”，可以是2019-02-11、2019-02-18。请写明是哪一个，如 2019-02-11。",
    ),
    Refusal(
        ("record", "T01", "--unit", "计量处", "--summary", "x", "--date", "上周"),
        "--date is “上周”, which is not a date. Write it as 2019-06-28.",
        "--date 写的是“上周”，不是日期。请写成 2019-06-28。",
    ),
    Refusal(
        ("report", "weekly", "--of", "3/4"),
        "--of is “3/4”, which can be 2018-W09, 2018-W14. Write the one that is meant, such as 2018-W09.",
        "--of 写的是“3/4”，可以是2018-W09、2018-W14。请写明是哪一个，如 2018-W09。",
    ),
    Refusal(
        ("report", "weekly", "--of", "上月"),
        "--of is “上月”, which is not a week. Write it as 2018-W43.",
        "--of 写的是“上月”，不是周。请写成 2018-W43。",
    ),
    Refusal(
        ("status", "--as-of", "节后"),
        "--as-of is “节后”, which is not a date. Write it as 2019-06-28.",
        "--as-of 写的是“节后”，不是日期。请写成 2019-06-28。",
    ),
    Refusal(
        ("show", "T01", "--known-at", "6/8"),
        (
            "--known-at is “6/8”, which can be 2018-06-08, 2018-08-06. Write the one "
            "that is meant, such as 2018-06-08."
        ),
        "--known-at 写的是“6/8”，可以是2018-06-08、2018-08-06。请写明是哪一个，如 2018-06-08。",
    ),
    Refusal(
        ("status", "--as-of", "2019-W08-2"),
        "--as-of is “2019-W08-2”, which is not a date. Write it as 2019-06-28.",
        "--as-of 写的是“2019-W08-2”，不是日期。请写成 2019-06-28。",
    ),
    Refusal(
        ("status", "--as-of", "2019-02-30"),
        (
            "--as-of is “2019-02-30”, a day that the calendar does not have. Look at the "
            "month and the day, as in 2019-06-28."
        ),
        "--as-of 写的是“2019-02-30”，历法中没有这一天。请核对月和日，写成 2019-06-28 这样。",
    ),
    Refusal(
        (*RECORD, "--date", "2019-13-01"),
        (
            "--date is “2019-13-01”, a day that the calendar does not have. Look at the "
            "month and the day, as in 2019-06-28."
        ),
        "--date 写的是“2019-13-01”，历法中没有这一天。请核对月和日，写成 2019-06-28 这样。",
    ),
    Refusal(
        (*RECORD, "--date", "2019-02-20"),
        (
            "The entry does not fit: 2019-02-20 is in the future: today is 2019-02-19 by the "
            "clock of this computer; give the day that is meant, or set the clock. "
            "Nothing was written."
        ),
        (
            "这条进展不合要求：2019-02-20 是未来的日期：按本机时钟今天是 2019-02-19；"
            "请填写实际日期，或校准本机时钟。没有写入任何内容。"
        ),
    ),
    Refusal(
        (*RECORD, "--date", "2018-12-31"),
        "The entry does not fit: 2018-12-31 is before the plan starts on 2019-01-01. Nothing was written.",
        "这条进展不合要求：2018-12-31 早于方案开始日 2019-01-01。没有写入任何内容。",
    ),
    # figures
    Refusal(
        (*RECORD, "--percent", "140"),
        "The entry does not fit: percent is 140; it must be 0 to 100. Nothing was written.",
        "这条进展不合要求：进度为 140，应在 0 到 100 之间。没有写入任何内容。",
    ),
    Refusal(
        (*RECORD, "--percent", "-1"),
        "The entry does not fit: percent is -1; it must be 0 to 100. Nothing was written.",
        "这条进展不合要求：进度为 -1，应在 0 到 100 之间。没有写入任何内容。",
    ),
    *(
        Refusal(
            (*RECORD, "--percent", text),
            f"--percent is “{text}”, which is not a number. Write digits only, such as 40.",
            f"--percent 写的是“{text}”，不是数字。请只写数字，如 40。",
        )
        for text in ("一半", "", "1e1", "1_0", "NaN", "Infinity", wide("40"), "1,000", "9" * 30)
    ),
    Refusal(
        (*RECORD, "--actual", "标准=多"),
        "--actual is “多”, which is not a number. Write digits only, such as 40.",
        "--actual 写的是“多”，不是数字。请只写数字，如 40。",
    ),
    Refusal(
        (*RECORD, "--actual", "1650"),
        "--actual is “1650”. Write ID=VALUE, such as public-standards=1650.",
        "--actual 写的是“1650”。请写成 编号=数值，如 public-standards=1650。",
    ),
    Refusal(
        (*RECORD, "--actual", "standards=1"),
        "The entry does not fit: T01 has no indicators. Nothing was written.",
        "这条进展不合要求：T01 没有指标。没有写入任何内容。",
    ),
    Refusal(
        (*RECORD, "--period", "2019"),
        "The entry does not fit: T01 takes no period here; leave 2019 out. Nothing was written.",
        (
            "这条进展不合要求：T01 不是定期事项，所报也没有逐年目标的数值，不要写 period（2019）。"
            "没有写入任何内容。"
        ),
    ),
    # texts
    Refusal(
        (*RECORD[:-1], " \u3000"),
        "The entry does not fit: the summary is empty; say in a sentence what was done. Nothing was written.",
        "这条进展不合要求：进展情况为空；请用一句话写明做了什么。没有写入任何内容。",
    ),
    Refusal(
        (*RECORD, "--next", "\x1b[31m红"),
        "The entry does not fit: “next” holds a control character; write plain text. Nothing was written.",
        "这条进展不合要求：“next”中有控制字符；请只写普通文字。没有写入任何内容。",
    ),
    Refusal(
        (*RECORD[:-1], "", "--percent", "140"),
        (
            "The entry does not fit: percent is 140; it must be 0 to 100; the summary is empty; "
            "say in a sentence what was done. Nothing was written."
        ),
        (
            "这条进展不合要求：进度为 140，应在 0 到 100 之间；进展情况为空；"
            "请用一句话写明做了什么。没有写入任何内容。"
        ),
    ),
    # choices
    Refusal(
        (*RECORD, "--status", "fine"),
        "--status cannot be “fine”. It can be not-started, in-progress, blocked, done, closed, dropped.",
        "--status 不能是“fine”。可以是：未启动、进行中、受阻、已完成、已销号、已取消。",
    ),
    Refusal(
        ("status", "--light", "pink"),
        "--light cannot be “pink”. It can be red, yellow, green, blue, none.",
        "--light 不能是“pink”。可以是：红、黄、绿、蓝、未评。",
    ),
    Refusal(
        ("status", "--format", "xml"),
        "--format cannot be “xml”. It can be table, json, csv, xlsx, markdown.",
        "--format 不能是“xml”。可以是：表格、JSON、CSV、Excel、Markdown。",
    ),
    Refusal(
        ("report", "daily"),
        (
            "KIND cannot be “daily”. "
            "It can be weekly, monthly, quarterly, half-year, annual, brief, ledger, assignments, unit, "
            "scorecard, chase."
        ),
        "种类不能是“daily”。可以是：周报、月报、季报、半年报、年报、简报、台账、任务分工表、单位任务清单、考核评分表、催办单。",
    ),
    Refusal(
        ("report", "weekly", "--of", "2018-W60"),
        "--of is “2018-W60”, which is not a week. Write it as 2018-W43.",
        "--of 写的是“2018-W60”，不是周。请写成 2018-W43。",
    ),
    Refusal(
        ("report", "weekly", "--save", "--output", "x.md"),
        "--save and --output name two places. Give --save alone, or --output FILE alone.",
        "--save 和 --output 指了两个地方。请只写 --save，或只写 --output 文件。",
    ),
    # the command line itself
    Refusal(
        ("record", "T01", "--unit", "metrology"),
        "--summary is missing. See “qtrack record --help”.",
        "缺少 --summary。参见“qtrack record --help”。",
    ),
    Refusal(("show",), "ID is missing. See “qtrack show --help”.", "缺少编号。参见“qtrack show --help”。"),
    Refusal(
        ("status", "--as-off", "x"),
        "There is no option --as-off; perhaps --as-of. See “qtrack status --help”.",
        "没有选项 --as-off；是否指 --as-of。参见“qtrack status --help”。",
    ),
    Refusal(
        ("status", "-z"),
        "There is no option -z. See “qtrack status --help”.",
        "没有选项 -z。参见“qtrack status --help”。",
    ),
    Refusal(
        ("status", "--as-of"),
        "The option --as-of needs a value. See “qtrack status --help”.",
        "选项 --as-of 需要一个值。参见“qtrack status --help”。",
    ),
    Refusal(
        ("--version=1",),
        "The option --version takes no value. See “qtrack --help”.",
        "选项 --version 不带值。参见“qtrack --help”。",
    ),
    Refusal(
        ("statu",),
        "There is no command “statu”; perhaps “status”. “qtrack --help” lists the commands.",
        "没有命令“statu”；是否指“status”。“qtrack --help”列出全部命令。",
    ),
    Refusal(
        ("status", "T01", "T02"),
        "Too many words: T01 T02. See “qtrack status --help”.",
        "多余的内容：T01 T02。参见“qtrack status --help”。",
    ),
    # the plan
    Refusal(
        ("status", "--plan", "nowhere"),
        "--plan is “nowhere”, where there is no plan.yaml. "
        "Name the folder that holds plan.yaml, such as --plan plan.",
        "--plan 写的是“nowhere”，那里没有 plan.yaml。请指明含有 plan.yaml 的文件夹，如 --plan plan。",
    ),
    Refusal(
        ("demo", "plan"),
        "{folder}/plan holds something already. Name a folder that does not exist yet: “qtrack demo DIR”.",
        "{folder}/plan 里已有内容。请写一个尚不存在的文件夹：“qtrack demo 文件夹”。",
    ),
    # the language
    Refusal(
        ("status", "--lang", "fr"),
        "--lang is “fr”. The languages are en, zh.",
        "--lang 写的是“fr”。可用的语言：en、zh。",
    ),
)


def named(refusal: Refusal) -> str:
    return " ".join(refusal.arguments)


@pytest.mark.parametrize("refusal", REFUSALS, ids=named)
def test_a_refusal_is_one_sentence_in_either_language(refusal: Refusal, run: Runner, folder: Path) -> None:
    before = everything(folder)
    english, chinese = run(*refusal.arguments, environ=ENGLISH), run(*refusal.arguments, environ=CHINESE)
    assert english == (2, "", f"qtrack: {refusal.english.replace('{folder}', str(folder))}\n")
    assert chinese == (2, "", f"qtrack：{refusal.chinese.replace('{folder}', str(folder))}\n")
    assert everything(folder) == before


#: What is typed for a command that is not there, and where that leads.
LEADS: Final = {
    "xyzzy": "“qtrack --help” lists the commands.",
    "log": "“qtrack history” lists entries, “qtrack changes” edits of the plan.",
    "日志": "“qtrack history” lists entries, “qtrack changes” edits of the plan.",
    "LIST": "“qtrack status” shows every task, “qtrack units UNIT” those of a unit.",
    "导出": "“qtrack status --format csv” writes a table, “qtrack report ledger --save” a paper.",
    "周报": "“qtrack report weekly” makes this paper.",
    wide("T05"): "“qtrack show T05” shows T05.",
}


@pytest.mark.parametrize("typed", LEADS)
def test_a_habit_of_another_program_is_led_to_the_command_that_does_it(typed: str, run: Runner) -> None:
    said = f"qtrack: There is no command “{typed}”. {LEADS[typed]}\n"
    assert run(typed, "--oneline", environ=ENGLISH) == (2, "", said)


def test_an_option_that_stands_before_the_command_is_written_behind_it(run: Runner) -> None:
    for typed in (("--plan", "x", "status"), ("--plan=x", "状态"), ("--lang", "en", "--plan", "x", "status")):
        done = run(*typed, environ=ENGLISH)
        command = typed[-1]
        assert done == (
            2,
            "",
            f"qtrack: --plan stands before the command. Write it behind: “qtrack {command} --plan x”.\n",
        )


@pytest.mark.parametrize("arguments", [("status",), ("show", "T01"), ("validate",), RECORD])
def test_where_there_is_no_plan_commands_say_how_to_name_or_make_one(
    arguments: tuple[str, ...], run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = tmp_path_factory.mktemp("empty")
    done = run(*arguments, cwd=empty)
    assert done == (
        2,
        "",
        (
            f"qtrack: There is no plan here: neither {empty} nor a folder above it holds plan/plan.yaml. "
            "Go to the plan's folder, or name it with --plan or QTRACK_PLAN; "
            "“qtrack demo DIR” makes one to try things on.\n"
        ),
    )
    assert run(*arguments, cwd=empty, environ=CHINESE).err == (
        f"qtrack：这里没有方案：{empty} 及其上级都没有 plan/plan.yaml。"
        "请到方案所在文件夹，或用 --plan 或 QTRACK_PLAN 指明；“qtrack demo 文件夹”可建一个来试用。\n"
    )
    assert everything(empty) == {}


def test_a_plan_named_by_the_environment_is_blamed_on_it(run: Runner) -> None:
    done = run("status", environ=ENGLISH | {"QTRACK_PLAN": "nowhere"})
    assert done.err == (
        "qtrack: QTRACK_PLAN is “nowhere”, where there is no plan.yaml. "
        "Name the folder that holds plan.yaml, such as --plan plan.\n"
    )
    assert done.code == 2


@pytest.mark.parametrize(
    "arguments", [("status",), ("show", "T01"), ("report", "weekly"), ("demo", "x"), RECORD]
)
def test_a_plan_with_an_error_is_not_worked_with_and_its_file_is_named(
    arguments: tuple[str, ...], run: Runner, folder: Path
) -> None:
    (folder / "plan" / "tasks" / "T01.yaml").write_text(TASK.replace("T01", "T02"), encoding="utf-8")
    before = everything(folder)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "qtrack: The plan has 1 error: plan/tasks/T01.yaml: "
        "the id is T02, the file is named T01; they must agree. “qtrack validate” shows every place.\n"
    )
    assert run(*arguments, environ=CHINESE).err == (
        "qtrack：方案有 1 处错误，首处在 plan/tasks/T01.yaml：编号是 T02，文件名是 T01；两者应一致。"
        "用“qtrack validate”查看全部位置。\n"
    )
    assert everything(folder) == before


def test_an_error_elsewhere_stops_nobody_from_recording(run: Runner, folder: Path) -> None:
    (folder / "plan" / "tasks" / "T02.yaml").write_text("id: [", encoding="utf-8")
    assert run(*RECORD).code == 0
    assert run("status").code == 2


@pytest.mark.parametrize("arguments", [("status",), ("show", "T01"), ("validate",), RECORD])
def test_a_plan_of_a_newer_format_asks_for_a_newer_qtrack(
    arguments: tuple[str, ...], run: Runner, folder: Path
) -> None:
    head = folder / "plan" / "plan.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("format: 2", "format: 3"), encoding="utf-8")
    done = run(*arguments)
    assert done == (
        2,
        "",
        "qtrack: plan.yaml is of format 3; this qtrack reads up to format 2. Install a newer qtrack.\n",
    )
    assert run(*arguments, environ=CHINESE).err == (
        "qtrack：plan.yaml 的格式是 3，本版 qtrack 只能读到格式 2。请安装新版 qtrack。\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(run: Runner, folder: Path) -> None:
    tasks = folder / "plan" / "tasks"
    tasks.chmod(0)
    try:
        done = run("status")
    finally:
        tasks.chmod(0o755)
    assert done == (
        2,
        "",
        (
            f"qtrack: The folder {tasks} cannot be read: Permission denied. "
            "Ask for the right to read it, or name another plan with --plan.\n"
        ),
    )


def test_a_wrong_language_in_the_environment_is_refused_by_its_name(run: Runner) -> None:
    done = run("status", environ={"QTRACK_LANG": "Klingon", "LANG": "zh_CN.UTF-8"})
    assert done == (2, "", "qtrack：QTRACK_LANG 写的是“Klingon”。可用的语言：en、zh。\n")


def test_a_refused_name_cannot_steer_the_terminal(run: Runner) -> None:
    done = run("show", "\x1b]0;title\x07\x9b31m")
    assert not {"\x1b", "\x07", "\x9b"} & set(done.err)
    assert done.err.count("\n") == 1


def test_a_demonstration_of_a_broken_plan_leaves_nothing(run: Runner, folder: Path) -> None:
    small_plan(folder / "broken", {"tasks/T01.yaml": "id: ["})
    assert run("demo", "x", "--plan", "broken").code == 2
    assert not (folder / "x").exists()
