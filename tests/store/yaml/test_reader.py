"""Nodes to values: a scalar is what its field says, and every problem of a file is found at once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from textwrap import dedent

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.model.head import PlanHead
from qtrack.model.indicator import IndicatorKind
from qtrack.model.plan import Deliverable, Every, Plan, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.store.reading.load import load
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.reader import FileReader
from tests.small import SMALL, english, lines, plan_of, said, section, task, tree_of, wide


def read(text: str, kind: type[Task | Section | PlanHead]) -> FileReader:
    """Read a text as one file `x.yaml` and return the sheet with its problems."""
    root = compose("x.yaml", dedent(text).lstrip("\n").encode())
    sheet = FileReader("x.yaml")
    assert isinstance(root, yaml.Node)
    sheet.read(root, kind, {})
    return sheet


def wrong(text: str, kind: type[Task | Section | PlanHead] = Task) -> list[str]:
    """Return the problems of a file as `line:column: text (check)`."""
    return [
        f"{each.place.line}:{each.place.column}: {english(each.message)} ({each.check})"
        for each in read(text, kind).problems
    ]


# --- values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["NO", "yes", "on", "010", "12:30", "1.10", "1e3", "0x1F", "2020-12-31", "~x", "null."]
)
def test_what_yaml_would_turn_into_something_else_stays_what_it_is(text: str) -> None:
    assert plan_of(task(f"source: {text}")).tasks[0].source == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("甲 # 注", "甲"),
        ("'甲 # 不是注'", "甲 # 不是注"),
        ('"第一\\n第二"', "第一\n第二"),
        ("|\n  第一\n  第二", "第一\n第二"),
        (">\n  第一\n  第二", "第一 第二"),
        ("'  两边有空格 \u3000'", "两边有空格"),
        ("'null'", "null"),
        ("''", ""),
    ],
)
def test_a_text_is_kept_but_for_the_space_round_it(written: str, kept: str) -> None:
    assert plan_of(task(f"source: {written}")).tasks[0].source == kept


@given(st.text(st.characters(codec="utf-8")).map(str.strip))
def test_any_text_that_is_quoted_for_yaml_comes_back_unchanged(text: str) -> None:
    quoted = yaml.dump(text, default_style='"', allow_unicode=True, width=10**6)
    loaded = load(tree_of(task(f"source: {quoted}")))
    assert lines(loaded.problems) == []
    assert loaded.plan is not None
    assert loaded.plan.tasks[0].source == text


@pytest.mark.parametrize("empty", ["", " ~", " null", "  # 未定"])
def test_a_key_with_nothing_behind_it_is_as_good_as_none(empty: str) -> None:
    found = plan_of(task(f"due:{empty}\npartners:{empty}\nsource:{empty}\ndeliverables:{empty}")).tasks[0]
    assert (found.due, found.partners, found.source, found.deliverables) == (None, (), "", ())


def test_every_kind_of_value_is_read_by_the_type_of_its_field() -> None:
    plan = plan_of(
        task("""
        due: 2019-04-10
        deliverables: [{id: T01.1, title: 上报, every: year, first: 2019}]
        indicators: [{id: n, name: 数, unit: 项, target: 0095.50, kind: hold, due: 2019-04-10, baseline: 0}]
        """),
        said(
            40,
            """
        status: in-progress
        percent: 33.3
        actuals: {n: 1650}
        evidence: [闽质监〔2019〕12号, 010]
        """,
        ),
    )
    found, entry = plan.tasks[0], plan.entries[0]
    assert found.due == date(2019, 4, 10)
    assert (found.deliverables[0].every, found.deliverables[0].first) == (Every.YEAR, "2019")
    assert (found.indicators[0].target, found.indicators[0].baseline) == (Decimal("95.50"), Decimal(0))
    assert found.indicators[0].kind is IndicatorKind.HOLD
    assert (entry.status, entry.percent) == (Status.IN_PROGRESS, Decimal("33.3"))
    assert entry.actuals == {"n": Decimal(1650)}
    assert entry.evidence == ("闽质监〔2019〕12号", "010")
    assert entry.recorded == datetime(2019, 2, 9, 1, 0, tzinfo=UTC)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)), st.integers(-14, 14))  # noqa: DTZ001
def test_a_time_is_the_same_moment_whatever_its_offset(moment: datetime, hours: int) -> None:
    offset = f"{'-' if hours < 0 else '+'}{abs(hours):02d}:00"
    written = (moment + timedelta(hours=hours)).replace(tzinfo=None).isoformat() + offset
    plan = plan_of(said(40, recorded=written))
    assert plan.entries[0].recorded == moment


# --- problems ---------------------------------------------------------------------------------------


def keys_of(kind: type[msgspec.Struct]) -> str:
    """Return the keys of a part of a file as a sentence lists them."""
    return ", ".join(field.encode_name for field in msgspec.structs.fields(kind) if field.name != "path")


KNOWN = f"known are {keys_of(Task)} (key-unknown)"
NO_DATE = "is not a date; write it as 2020-12-31 (value-date)"
NO_LIST = "a list belongs here ([a, b] or lines that begin with “- ”) (shape)"
COMMA = "a full-width comma between names; write [a, b] with plain signs (shape)"
KEYS = (
    f"keys with values belong here (key: value); the keys are {keys_of(Deliverable)}; "
    "Id of the deliverable: that of the task, a dot and a number, as T18.1 (shape)"
)
LEAD = (
    "“lead” stands below “responsible”; Lead: the id of the unit that leads and reports, else the first that "
    "is named (key-unknown)"
)
NOBODY = (
    "1:1: “responsible” is missing or has no value; Responsible: who answers for the task; name at least "
    f"one; the keys below it are {keys_of(Responsibility)} (key-missing)"
)
NO_TITLE = "“title” is missing or has no value; Title of the deliverable: short and checkable (key-missing)"


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("due: 2020-02-30", "5:6: the calendar has no 2020-02-30 (value-date)"),
        ("due: 0000-01-01", "5:6: the calendar has no 0000-01-01 (value-date)"),
        ("due: 2020年2月30日", "5:6: the calendar has no 2020年2月30日 (value-date)"),
        ("due: 到2020年", f"5:6: “到2020年” {NO_DATE}"),
        ("due: 2020-12-31T00:00:00", "5:6: write the date “2020-12-31T00:00:00” as 2020-12-31 (value-date)"),
        ("due: 2020年6月底", "5:6: write the date “2020年6月底” as 2020-06-30 (value-date)"),
        ("牵头单位: metrology", f"5:1: “牵头单位” is not a key here; {LEAD}"),
        ("lead: metrology", f"5:1: “lead” is not a key here; {LEAD}"),
        ("deadline: 2020-12-31", "5:1: “deadline” is not a key here; did you mean “due”? (key-unknown)"),
        ("完成时限: 2020-12-31", "5:1: “完成时限” is not a key here; did you mean “due”? (key-unknown)"),
        ("due: 2020/3/1", "5:6: write the date “2020/3/1” as 2020-03-01 (value-date)"),
        ("due: 2020.12.31", "5:6: write the date “2020.12.31” as 2020-12-31 (value-date)"),
        ("due: 2020年12月31日", "5:6: write the date “2020年12月31日” as 2020-12-31 (value-date)"),
        ("due: 20-12-31", f"5:6: “20-12-31” {NO_DATE}"),
        (f"due: {wide('2020')}-12-31",
         f"5:6: write the date “{wide('2020')}-12-31” as 2020-12-31 (value-date)"),
        ("due: [2020-12-31]", "5:6: a single value belongs here (shape)"),
        ("partners: metrology", f"5:11: {NO_LIST}"),
        ("partners: {a: b}", f"5:11: {NO_LIST}"),
        ("partners: 计量处、法规处", f"5:11: {COMMA}"),
        ("partners: 计量处，法规处", f"5:11: {COMMA}"),
        ("partners: [[a]]", "5:12: a single value belongs here (shape)"),
        ("deliverables: [T01.1]", f"5:16: {KEYS}"),
        ("deliverables: [id：T01.1]",
         "5:16: a full-width colon “：” after a key; use “:” and a space (shape)"),
        ("deliverables: [{id: T01.1}]", f"5:16: {NO_TITLE}"),
        ("deliverables: [{id: T01.1, title: }]", f"5:28: {NO_TITLE}"),
        ("deliverables: [{id: a, title: b, every: week}]",
         "5:41: “week” is not one of year, half-year, quarter, month (value-choice)"),
        ("dew: 2020-12-31", "5:1: “dew” is not a key here; did you mean “due”? (key-unknown)"),
        ("path: x.yaml", f"5:1: “path” is not a key here; {KNOWN}"),
        ("Due: 2020-12-31", "5:1: write the key “due” in small plain letters (key-unknown)"),
        (f"{wide('due')}: 2020-12-31", "5:1: write the key “due” in small plain letters (key-unknown)"),
        ("\u3000due: 2020-12-31",
         "5:1: a full-width space stands beside the key “due”; use plain spaces (key-unknown)"),
        ("截止: 2020-12-31", "5:1: “截止” is not a key here; did you mean “due”? (key-unknown)"),
        ("杂项: 2020-12-31", f"5:1: “杂项” is not a key here; {KNOWN}"),
        ("[a]: b", f"5:1: “” is not a key here; {KNOWN}"),
        ("<<: {due: 2020-12-31}", f"5:1: “<<” is not a key here; {KNOWN}"),
        ("source: a\nsource: b", "6:1: the key “source” stands here and in line 5; keep one (key-duplicate)"),
    ],
)  # fmt: skip
def test_what_a_field_does_not_take_is_said_where_it_stands(keys: str, problem: str) -> None:
    assert wrong(SMALL["tasks/T01.yaml"] + keys + "\n") == [problem]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        (
            "status state 状态 percent done 进度 进展 完成情况 actual 完成值",
            "the plan holds no progress: “qtrack record”",
        ),
        ("deadline end end_date DueDate 截止 截止日 到期 结束时间 完成时限", "did you mean “due”?"),
        ("begin 开始时间", "did you mean “start”?"),
        ("owner leader lead_unit 牵头 牵头部门 主办单位 负责单位", "“lead” stands below “responsible”"),
        ("配合单位 协办", "“support” stands below “responsible”"),
        ("负责人 责任人", "did you mean “person”?"),
        ("name content 任务名称 工作内容", "did you mean “title”?"),
        ("notes 说明", "did you mean “remark”?"),
        ("goal 目标值", "“target” stands below “indicators”"),
        ("baseline 基数", "“baseline” stands below “indicators”"),
        ("period year what", "known are id, measure"),
        ("mesure tilte sectoin deliverable", "did you mean"),
    ],
)
def test_words_of_beginners_lead_to_the_key_that_is_meant(names: str, hint: str) -> None:
    for name in names.split():
        told = wrong(f"{SMALL['tasks/T01.yaml']}{name}: x\n")
        assert hint in told[0], told


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("25.5", "6:21: “25.5” must be a whole number (value-number)"),
        ("25日", "6:21: “25日” is not a plain number; write digits only, without units (value-number)"),
        ("'2,019'", "6:21: “2,019” must be written as plain digits: 2019 (value-number)"),
        (f"{wide('25')}日",
         f"6:21: “{wide('25')}日” is not a plain number; write digits only, without units (value-number)"),
        (wide("25"), f"6:21: “{wide('25')}” must be written as plain digits: 25 (value-number)"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_said_where_it_stands(typed: str, problem: str) -> None:
    assert wrong(SMALL["plan.yaml"] + f"reporting: {{by_day: {typed}}}\n", PlanHead) == [problem]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2019-04-01T09:12:44", "“2019-04-01T09:12:44” is not a time; write it as 2019-04-01T09:12:44+08:00"),
        ("2019-04-01", "“2019-04-01” is not a time; write it as 2019-04-01T09:12:44+08:00"),
        ("昨天", "“昨天” is not a time; write it as 2019-04-01T09:12:44+08:00"),
    ],
)
def test_a_time_needs_its_offset(written: str, problem: str) -> None:
    loaded = load(tree_of(said(40, recorded=written)))
    assert lines(loaded.problems) == [
        f"progress/T01/2019-02-09-000001.yaml:4:11: error: {problem} (value-time)"
    ]


@pytest.mark.parametrize(
    ("actuals", "problem"),
    [
        (
            "{n: 12项}",
            "6:14: error: “12项” is not a plain number; write digits only, without units (value-number)",
        ),
        ("{n: 95%}", "6:14: error: “95%” must be written as plain digits: 95 (value-number)"),
        ("[12]", "6:10: error: keys with values belong here (key: value) (shape)"),
        ("{n: 1, n: 2}", "6:17: error: the key “n” stands here and in line 6; keep one (key-duplicate)"),
        ("{n: }", "6:13: error: “” is not a plain number; write digits only, without units (value-number)"),
    ],
)
def test_values_of_indicators_are_numbers_by_their_ids(actuals: str, problem: str) -> None:
    loaded = load(tree_of(said(40, f"actuals: {actuals}")))
    assert lines(loaded.problems) == [f"progress/T01/2019-02-09-000001.yaml:{problem}"]


def test_the_id_of_an_entry_is_no_key_of_its_file() -> None:
    loaded = load(tree_of(said(40, "id: x")))
    assert [each.check for each in loaded.problems] == ["key-unknown"]


def test_all_problems_of_a_file_are_found_at_once() -> None:
    assert wrong("""
        id: T01
        titel: 任务
        due: 2020-02-30
        partners: metrology
        deliverables:
          - {id: T01.1}
          - 建标
          - {id: T01.3, title: 检定, due: 后天}
        """) == [
        "2:1: “titel” is not a key here; did you mean “title”? (key-unknown)",
        "3:6: the calendar has no 2020-02-30 (value-date)",
        "4:11: a list belongs here ([a, b] or lines that begin with “- ”) (shape)",
        f"6:5: {NO_TITLE}",
        f"7:5: {KEYS}",
        "8:33: “后天” is not a date; write it as 2020-12-31 (value-date)",
        NOBODY,
    ]  # fmt: skip


def test_a_file_with_a_problem_gives_no_value() -> None:
    loaded = load(tree_of(task("due: 后天")))
    assert loaded.plan is not None
    assert loaded.plan.tasks == ()
    assert loaded.broken == {"T01"}


def test_a_file_that_is_a_list_or_a_word_is_no_task() -> None:
    for text in ("[a, b]", "建标", "- id: T01"):
        assert [each.partition("; ")[0] for each in wrong(text)][:1] == [
            "1:1: keys with values belong here (key: value)"
        ]


def test_the_path_of_a_value_is_that_of_its_file() -> None:
    plan: Plan = plan_of(said(40))
    assert plan.sections[0].path == "sections/S1.yaml"
    assert plan.tasks[0].path == "tasks/T01.yaml"
    entry: Entry = plan.entries[0]
    assert entry.path == "progress/T01/2019-02-09-000001.yaml"
    assert entry.id == "2019-02-09-000001"


def test_a_section_may_be_a_heading_only() -> None:
    assert wrong("{id: S1, number: 一, title: 总则}", Section) == []
    assert plan_of(section("")).sections[0].title == "夯实质量基础"


def test_of_one_file_a_hundred_problems_are_listed_and_the_others_counted() -> None:
    found = {
        number: lines(load(tree_of(task("".join(f"x{at}: 1\n" for at in range(number))))).problems)
        for number in (100, 103)
    }
    assert {number: len(told) for number, told in found.items()} == {100: 100, 103: 101}
    assert found[103][:-1] == found[100]
    assert found[103][-1] == (
        "tasks/T01.yaml:105:1: error: from here on 3 more problems of this file are not listed"
        " (problems-listed)"
    )
