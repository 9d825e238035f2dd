"""What commands declare of their options, and what of a command line does not fit it."""

from datetime import UTC
from itertools import product
from typing import Literal, get_args, get_origin

import pytest

from qtrack.cli.commands import load_command
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import Choice, parameters_of
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Runner
from tests.small import wide


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_no_plain_text_is_read_where_it_is_declared(name: str) -> None:
    plain = {str, str | None, list[str], list[str] | None, bool}
    for parameter in parameters_of(load_command(name)):
        read = isinstance(parameter.parse, Choice) and parameter.parse.make is str
        if get_origin(parameter.kind) is Literal:
            assert get_args(parameter.kind) == tuple(parameter.choices), parameter
        else:
            assert (parameter.kind in plain) == (parameter.parse is None or read), parameter
        assert parameter.flag == (not parameter.metavar), parameter


def test_a_letter_means_the_same_option_in_every_command() -> None:
    declared = [one for name in COMMANDS for one in parameters_of(load_command(name)) if one.names]
    letters = {(one.names[1], one.names[0]) for one in declared if len(one.names) > 1}
    assert letters == {
        ("-d", "--date"),
        ("-m", "--summary"),
        ("-n", "--next"),
        ("-o", "--output"),
        ("-p", "--percent"),
        ("-s", "--status"),
        ("-u", "--unit"),
    }
    short = {long for _, long in letters} - {"--output"}  # that of `schema` names no file
    assert not [one.names for one in declared if one.shown in short and len(one.names) == 1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "-o"), "The option -o needs a value. See “qtrack report --help”."),
        (("form", "--outpt=x"), "There is no option --outpt; perhaps --output. See “qtrack form --help”."),
        (("due", "--stale=yes"), "The option --stale takes no value. See “qtrack due --help”."),
        (("due", "-5"), "There is no option -5. See “qtrack due --help”."),
        (("due", "--within", "5", "-hx"), "There is no option -x. See “qtrack due --help”."),
        (("find", "--", "-x", "y"), "Too many words: y. See “qtrack find --help”."),
        (("--land", "status"), "There is no option --land; perhaps --lang. See “qtrack --help”."),
        (("return", "T01", "--by", "x"), "--reason is missing. See “qtrack return --help”."),
        (("close", "--evidence", "x"), "ID is missing. See “qtrack close --help”."),
    ],
)
def test_what_does_not_fit_is_named(arguments: tuple[str, ...], said: str, run: Runner) -> None:
    assert run(*arguments, environ=ENGLISH) == (2, "", f"qtrack: {said}\n")


FLAGS = ("--", "-", "-o", "-h", "-ho", "--as-of", "--as-of=", "--stale", "--stale=1", "--sta", "--lang")
WORDS = (*FLAGS, "x", "2019-01-01")


@pytest.mark.parametrize("words", list(product(WORDS, WORDS)), ids=" ".join)
def test_no_command_line_is_beyond_explanation(words: tuple[str, ...], run: Runner) -> None:
    for before in ((), ("due",), ("report",)):
        assert run(*before, *words, environ=ENGLISH).code in {0, 2}, words


SPOKEN = [
    # NOW is Tuesday, 2019-02-19
    (("status", "--as-of", "昨天"), ("status", "--as-of", "2019-02-18"), "昨天 = 2019-02-18"),
    (("status", "--as-of", "本月"), ("status", "--as-of", "2019-02-19"), "本月 = 2019-02-19"),
    (("units", "--known-at", "２月１８日"), ("units", "--known-at", "2019-02-18"), None),
    (("due", "--due-before", "6月1日"), ("due", "--due-before", "2019-06-01"), None),
    (("due", "--within", "两周"), ("due", "--within", "14"), "两周 = 14 days"),
    (("history", "--since", "上周"), ("history", "--since", "2019-02-11"), "上周 = 2019-02-11"),
    (("history", "--until", "last week"), ("history", "--until", "2019-02-17"), "last week = 2019-02-17"),
    (("history", "--since", "2w"), ("history", "--since", "2019-02-05"), "2w = 2019-02-05"),
    (
        ("report", "weekly", "--of", "上周"),
        ("report", "weekly", "--of", "2019-W07"),
        "上周 = 2019-W07, 2019-02-11 to 2019-02-17",
    ),
    (
        ("report", "monthly", "--of", "2019-02-03"),
        ("report", "monthly", "--of", "2019-02"),
        "2019-02-03 = 2019-02, 2019-02-01 to 2019-02-28",
    ),
    (
        ("record", "T01", "--unit", "计量处", "--summary", "x", "--date", "前天", "--dry-run"),
        ("record", "T01", "--unit", "计量处", "--summary", "x", "--date", "2019-02-17", "--dry-run"),
        "前天 = 2019-02-17",
    ),
]
#: What is said of a day without a year.
OF_THE_YEAR = {"--known-at": "２月１８日 = 2019-02-18, the latest one"}
OF_THE_YEAR |= {"--due-before": "6月1日 = 2019-06-01, the next one"}


@pytest.mark.parametrize(("spoken", "plain", "told"), SPOKEN, ids=lambda words: " ".join(words or ()))
def test_a_date_in_words_is_as_good_as_its_plain_form_and_said_back(
    spoken: tuple[str, ...], plain: tuple[str, ...], told: str | None, run: Runner
) -> None:
    expected, done = run(*plain), run(*spoken)
    assert (done.code, done.out) == (expected.code, expected.out)
    assert done.err.startswith(f"{told or OF_THE_YEAR[spoken[1]]}\n")
    assert "=" not in expected.err


def test_today_is_that_of_the_plan(run: Runner) -> None:
    night = NOW.replace(hour=1)  # in London it is still the day before
    done = run("history", "--since", "今天", now=night.astimezone(UTC))
    assert done.err == "今天 = 2019-02-19\n"


SAID_BACK = [
    (("status", "--unit", "科学"), "科学 = 省计量科学研究院\n"),
    (("units", "科学"), "科学 = 省计量科学研究院\n"),
    (("mine", "科学"), "科学 = 省计量科学研究院\n"),
    (("form", "科学"), "科学 = 省计量科学研究院\n"),
    (("history", "--unit", "科学"), "科学 = 省计量科学研究院\n"),
    (("due", "--section", "一"), "一 = S1 夯实质量基础\n"),
    (("chase", "--measure", "计量"), "计量 = M01 提升计量能力\n"),
    (("report", "ledger", "--unit", "科学"), "科学 = 省计量科学研究院\n"),
    (("matrix", "--group", "各市"), "各市 = 各市县局\n"),
    (("status", "--status", "办结", "--light", "grey"), "办结 = 已完成\ngrey = 未评\n"),
    (("status", "--unit", "省计量院", "--light", "红灯", "--status", "完成", "--section", "s1"), ""),
]


@pytest.mark.parametrize(("words", "told"), SAID_BACK, ids=" ".join)
def test_what_a_part_of_a_name_or_another_word_means_is_said_back(
    words: tuple[str, ...], told: str, run: Runner
) -> None:
    for _ in range(2):  # the second time, perhaps, as it is kept
        done = run(*words, environ=CHINESE)
        assert (done.code, done.err) == (0, told)


def test_the_filter_after_which_nothing_is_left_is_named_as_the_terminal_speaks(run: Runner) -> None:
    for environ, left in ((ENGLISH, "--light blue, red."), (CHINESE, "--light 蓝、红 之后一项不剩")):
        assert left in run("status", "--light", "blue", "--light", "red", environ=environ).out


SAID = ("T01", "--unit", "计量处", "--summary", "x")
SAME_IN_CHINESE = [
    (("状态",), ("status",)),
    ((wide("Status"), "--light", "未评"), ("status", "--light", "none")),
    (("状态", "--light", "红灯", "--light", "黄色"), ("status", "--light", "red", "--light", "yellow")),
    (("status", "--status", "完成", "--format", "表格"), ("status", "--status", "done")),
    (("status", "--group", "单位"), ("status", "--group", "unit")),
    (("status", "--unit", "计量处", "--role", "牵头"), ("status", "--unit", "计量处", "--role", "lead")),
    (("--lang", "en", "单位"), ("units",)),
    (("文书", "台账", "--as-of", "2019-02-18"), ("report", "ledger", "--as-of", "2019-02-18")),
    (("report", "周报", "--fields"), ("report", "weekly", "--fields")),
    (("report", "周报", "--annex", "不带"), ("report", "weekly", "--annex", "none")),
    (("schema", "方案"), ("schema", "plan")),
    (("schema", "--output", "状态"), ("schema", "--output", "status")),
    (("explain", "条目日期"), ("explain", "entry-date")),
    (("帮助", "状态"), ("status", "--help")),
    (("help", "灯"), ("help", "lights")),
    (("状态", "--help"), ("status", "--help")),
    (("检查", "--format", "文本"), ("validate",)),
    (("record", *SAID, "--status", "完成", "--dry-run"), ("record", *SAID, "--status", "done", "--dry-run")),
]


@pytest.mark.parametrize(("chinese", "english"), SAME_IN_CHINESE, ids=" ".join)
def test_chinese_words_do_what_english_ones_do(
    chinese: tuple[str, ...], english: tuple[str, ...], run: Runner
) -> None:
    expected = run(*english, environ=ENGLISH)
    assert run(*chinese, environ=ENGLISH) == expected
