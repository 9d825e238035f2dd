"""The draft of a plan: nothing invented, nothing lost, and every doubt told."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.errors import QtrackError
from qtrack.model.problem import Level
from qtrack.notice.draft import Draft, draft
from qtrack.notice.phrases.phrase import fold
from qtrack.notice.reading.blocks import joined, of_text
from qtrack.notice.reading.outline import outline
from qtrack.notice.text import Span, bare
from qtrack.notice.write import files
from qtrack.store.reading.load import load
from tests.conftest import NOTICES
from tests.small import TextTree

SCHEME = (NOTICES / "scheme.txt").read_text(encoding="utf-8")
HEAD = "某某市2024年工作要点\n"
ISSUED = date(2024, 1, 2)


def made(text: str, issued: date | None = ISSUED) -> Draft:
    return draft(outline(joined(of_text(text))), issued)


def words(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(re.findall(r"[^\W_①-⑳]", fold(text)))


ENGLISH = r"No\. |Ref: |Section \d+\s*:?\s*"
WORDS = "[一二三四五六七八九十]"
#: What a line begins with that says nothing but its place.
NUMBER = rf"^\s*(?:{ENGLISH}|{WORDS}+是|第?[（(]?(?:{WORDS}|[\d.])+[)）]?[、.．章条]?|[①-⑳])\s*"


def unsaid(text: str, own: Draft) -> str:
    """Return what of a text neither went anywhere nor is told to be left out."""
    told = words("".join([*(one.text for one in own.told), *(one.text for one in own.left)]))
    lines = (re.sub(NUMBER, "", cell) for line in text.split("\n") for cell in line.split("\t"))
    found = []
    for line in lines:
        pieces = [
            words(piece)
            for piece in re.split(r"\. |[。；，：:;,（）()〔〕\[\]①-⑳](?:[一二三四五六七八九十]是)?", line)
        ]
        found += [piece for piece in pieces if len(piece) > 2 and piece not in told]
    return " ".join(found)


def test_nothing_of_a_notice_is_lost_unsaid() -> None:
    assert unsaid(SCHEME, made(SCHEME, None)) == ""


#: What is told of in other words than those of the notice.
SAID_ELSEWHERE = {
    "responsible",
    "due",
    "reporting",
    "start",
    "weight",
    "revisions",
    "header",
    "issued",
    "title",
}


def untrue(own: Draft) -> list[str]:
    """Return what is told to be in the plan, and is not there."""
    everything = words("".join(files(own).values()))
    told = [one for one in own.told if one.about.rpartition(":")[2] not in SAID_ELSEWHERE]
    clauses = (piece for one in told for piece in re.split("[，,；;。、：:（）() ]", one.text))
    found = (words(bare(Span(0, re.sub(NUMBER, "", clause))).text) for clause in clauses)
    return [clause for clause in found if len(clause) > 2 and clause not in everything]


def test_what_is_told_to_be_in_the_plan_is_there() -> None:
    own = made(SCHEME, None)
    assert untrue(own) == []
    lost = msgspec.structs.replace(own.tasks[1], deliverables=())
    assert untrue(msgspec.structs.replace(own, tasks=(own.tasks[0], lost, *own.tasks[2:]))) == [
        "每季度通报一次办理情况"
    ]


def test_a_deadline_that_is_counted_from_the_notice_says_so() -> None:
    own = made(f"{HEAD}1.制定办法，印发之日起3个月内出台（市人社局）", date(2024, 11, 30))
    assert [(one.wording, str(one.date), one.within) for one in own.head.deadlines] == [
        ("印发之日起3个月内", "2025-02-28", "3 months")
    ]
    assert valid(own)


def test_a_measure_without_tasks_is_a_task() -> None:
    own = made(
        f"{HEAD}一、甲\n（一）建平台。建成市级平台。（责任单位：市数据局）\n（二）抓培训。\n1.训干部。（市人社局）\n2.训企业。（市工信局）"
    )
    assert [(task.id, task.measure, task.title) for task in own.tasks] == [
        ("T01", "M01", "建平台"),
        ("T02", "M02", "训干部"),
        ("T03", "M02", "训企业"),
    ]
    assert [one.title for one in own.tasks[0].deliverables] == ["建成市级平台"]


def test_numbering_that_begins_anew_runs_on_in_ids_and_tells_where_a_task_stands() -> None:
    own = made(f"{HEAD}一、甲\n（一）乙\n1.训干部（市人社局）\n（二）丙\n1.训企业（市工信局）")
    assert [(task.id, task.source) for task in own.tasks] == [("T01", "一（一）1"), ("T02", "一（二）1")]


def test_who_answers_is_taken_from_above_and_from_before() -> None:
    own = made(
        f"{HEAD}一、甲\n（一）乙\n1.训干部（市人社局）\n2.训企业（同上）\n（二）丙（责任单位：市工信局）\n3.建园区\n4.建平台\n"
        "二、丁\n（三）戊\n5.办展会（市商务局，下同）\n6.引外资"
    )
    name = own.register.name
    assert [name(task.responsible.first) for task in own.tasks] == [
        "市人社局",
        "市人社局",
        "市工信局",
        "市工信局",
        "市商务局",
        "市商务局",
    ]


def test_who_is_left_out_is_written_where_the_group_has_members() -> None:
    own = made(
        f"{HEAD}一、甲\n1.乙（办公室、质量科）\n2.丙（各科室（除办公室外）、市财政局）\n3.丁（各区局（除东区局外））"
    )
    second, third = own.tasks[1].responsible, own.tasks[2].responsible
    assert (own.register.members("g01"), second.excluding, third.excluding) == (("u01", "u02"), ("u01",), ())
    assert [one.about for one in own.doubts if "left out" in one.message.text] == ["T03:responsible"]
    assert valid(own)


def test_persons_stand_with_their_task_and_contacts_are_a_doubt() -> None:
    own = made(f"{HEAD}一、甲\n1.乙（责任单位：市财政局；分管领导：王某；责任人：李某；联系人：赵某）")
    (task,) = own.tasks
    assert own.register.name(task.responsible.first) == "市财政局"
    assert (task.supervisor, task.person) == ("王某", "李某")
    assert [dict(one.message.values) for one in own.doubts if "contacts" in one.message.text] == [
        {"name": "赵某"}
    ]


def test_nobody_is_invented() -> None:
    own = made(f"{HEAD}一、甲\n（一）乙\n1.训干部（市人社局）\n2.训企业")
    assert own.register.name(own.tasks[1].responsible.first) == "待核"
    assert [(one.about, one.line) for one in own.doubts if "nobody" in one.message.text] == [
        ("T02:responsible", 5)
    ]


def test_a_deadline_is_bound_to_its_clause() -> None:
    own = made(
        f"{HEAD}一、甲\n（一）乙\n1.开展培训。完善制度，2024年6月底前上线平台。每年举办展会。（市人社局）"
    )
    parts = own.tasks[0].deliverables
    assert [(one.title, str(one.due), one.every) for one in parts] == [
        ("完善制度", "None", None),
        ("2024年6月底前上线平台", "2024-06-30", None),
        ("每年举办展会", "None", "year"),
    ]
    assert own.tasks[0].due is None


def test_without_a_day_or_parts_a_notice_is_refused() -> None:
    with pytest.raises(QtrackError, match="does not say of which day"):
        made("工作要点\n1.甲（市人社局）", None)
    with pytest.raises(QtrackError, match="no numbered parts"):
        made("只是一封信。")


def test_the_day_may_be_that_of_the_title() -> None:
    own = made(f"{HEAD}1.训干部（市人社局）", None)
    assert (own.head.start, own.head.end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert "issued" in [one.about for one in own.doubts]


def valid(own: Draft) -> bool:
    loaded = load(TextTree(files(own)))
    if loaded.plan is None or any(one.level is Level.ERROR for one in loaded.problems):
        return False
    found = run_checks(CheckContext(loaded.plan, own.head.start, loaded.broken))
    return not [one for one in found if one.level is Level.ERROR]


def doubts(own: Draft, about: str) -> list[str]:
    """Return what is in doubt of a part of a plan."""
    return [one.message.text for one in own.doubts if one.about == about]


def test_shares_are_those_of_units_that_answer_and_of_no_others() -> None:
    own = made(
        f"{HEAD}一、甲\n1.培育企业50家，其中：东县局30家、西县局20家。（市工信局、东县局、西县局）\n"
        "2.新建学校5所，其中东县局3所、西县局2所。（市教育局）\n3.培训干部90人，其中东县60人、西县30人。（东县局、西县局）"
    )
    shares = [[(one.unit, int(one.target)) for one in task.indicators[0].shares] for task in own.tasks]
    assert shares == [[("u02", 30), ("u03", 20)], [], [("u02", 60), ("u03", 30)]]
    assert [one.name for one in own.tasks[1].indicators[1:]] == [
        "新建学校（其中东县局）",
        "新建学校（其中西县局）",
    ]
    split = "it is split by {names}; where these are units of it, write shares"
    assert [split in doubts(own, f"T0{at}:i1") for at in (1, 2, 3)] == [False, True, False]
    assert "its shares are taken for those of units whose names begin so" in doubts(own, "T03:i1")
    assert valid(own)


@pytest.mark.parametrize(
    "letter",
    [
        "为落实部署，完善《工作机制》，制定本要点。",
        "市局对《工作要点》进行了修订，现印发给你们。",
        "按照修订后的《总体规划》执行。",
    ],
)
def test_a_letter_that_speaks_of_revising_revises_nothing(letter: str) -> None:
    own = made(f"{HEAD}{letter}\n1.训干部（市人社局）")
    assert (own.head.title, own.head.revisions, doubts(own, "title")) == ("某某市2024年工作要点", (), [])


def test_a_figure_that_is_not_read_is_a_doubt_wherever_it_stands() -> None:
    own = made(
        "Action Plan 2027\n1. Build libraries. Build 12 libraries, of which 8 in towns. Lead: Works Office"
    )
    assert [one.title for one in own.tasks[0].deliverables] == ["of which 8 in towns"]
    assert doubts(own, "T01.1") == ["the figure was not read as a target"]


def test_a_colon_before_a_tab_is_no_key() -> None:
    assert valid(made("某市工作要点\n2024年1月2日\nNo.\t甲:\t乙\n1.训干部（市人社局）"))


def test_two_rhythms_in_one_statement_are_a_doubt() -> None:
    own = made(f"{HEAD}1.办公室每月5日前汇总进展，每季度末报告（办公室）")
    (part,) = own.tasks[0].deliverables
    assert (part.every, part.by) == (None, "")
    assert doubts(own, "T01.1") == ["a plan has no word for how often this returns"]


def test_what_stands_beside_a_sentence_that_asks_all_for_reports_is_taken() -> None:
    own = made(
        f"{HEAD}一、甲\n1.训干部（市人社局）\n二、工作要求\n各责任单位每月5日前报送进展情况，市发改委每季度通报一次。"
    )
    assert (str(own.head.reporting and own.head.reporting.every), own.sections[1].deliverables[0].title) == (
        "month",
        "市发改委每季度通报一次",
    )


def test_what_was_ended_by_a_notice_that_nothing_names_is_a_doubt() -> None:
    own = made(
        f"{HEAD}（根据有关文件修订）\n一、甲\n1.训干部（已废止）。（市人社局）\n2.取消证明10项。（市司法局）"
    )
    assert own.head.revisions == ()
    assert doubts(own, "title") == [
        "number and later day of the notice that revised it are not both said; look them up"
    ]
    assert doubts(own, "T01") == [
        "it is marked as ended or revised; write it under revisions, with the notice"
    ]
    assert doubts(own, "T02") == []


def test_what_a_notice_ends_is_not_the_document_that_it_brings() -> None:
    own = made(
        f"{HEAD}各单位：\n现将《{HEAD.strip()}》印发给你们。《某某市工作规划》同时废止。\n一、甲\n1.训干部（市人社局）"
    )
    (said,) = (one for one in own.doubts if one.message.text.startswith("it ends"))
    assert (said.text, dict(said.message.values)) == (
        "《某某市工作规划》同时废止。",
        {"names": ("《某某市工作规划》",)},
    )


def test_a_day_that_every_year_has_is_no_deadline_of_the_plan() -> None:
    own = made(
        f"{HEAD}一、甲\n1.每年6月10日前训干部，9月底前办结。（市人社局）\n2.每年训干部，2024年9月底前办结。（市人社局）"
    )
    assert [one.wording for one in own.head.deadlines] == ["2024年9月底前"]


def test_a_notice_that_revises_another_without_its_day_is_a_doubt() -> None:
    own = made(
        "市局关于修改《工作方案》的通知\n市发〔2024〕7号\n1.第3项任务停止执行。（市人社局）\n2.加强培训。（市人社局）"
    )
    (notice,) = own.head.revisions
    assert (own.head.title, own.head.document.number, own.head.document.issuer) == (
        "工作方案",
        "待核",
        "待核",
    )
    assert (notice.number, notice.ends, notice.revises) == ("市发〔2024〕7号", ("T01",), ())
    assert doubts(own, "number") == [
        "number and day of the document that is revised are not both said; look them up"
    ]
    assert doubts(own, "T02") == ["does the notice revise this, end it, or add it?"]
    assert valid(own)


def test_what_is_written_is_a_plan() -> None:
    assert valid(made(SCHEME, None))


def test_a_loss_would_be_seen() -> None:
    own = made(SCHEME, None)
    for line in (25, 27, 31, 33, 37):
        told = tuple(one for one in own.told if one.line != line)
        assert unsaid(SCHEME, msgspec.structs.replace(own, told=told)) != "", line
    left = tuple(one for one in own.left if one.line != 19)
    assert unsaid(SCHEME, msgspec.structs.replace(own, left=left)) == "坚持问题导向"


TEXTS = [path.read_text(encoding="utf-8") for path in sorted(NOTICES.iterdir()) if path.suffix != ".html"]
LINES = [line for text in TEXTS for line in text.split("\n")]
PIECES = ["", *"（），。①\x00至\t", "一是", "（责任单位：", "同上", "每季度", "2025年底前", "第二章 "]


def holds(text: str) -> None:
    """Assert that a notice makes a plan from which nothing is lost unsaid, or is refused."""
    try:
        own = made(text)
    except QtrackError:
        return
    assert valid(own)
    assert unsaid(text.replace("\x00", " "), own) == ""


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30))
def test_shuffled_lines_make_a_plan_or_are_refused(lines: list[str]) -> None:
    holds("\n".join(lines))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.sampled_from(TEXTS), st.data(), st.sampled_from(PIECES))
def test_a_damaged_notice_makes_a_plan_or_is_refused(text: str, data: st.DataObject, more: str) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    holds(text[:start] + more + text[end:])


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(PIECES)), max_size=8))
def test_pieces_that_fall_into_a_notice_lose_nothing(text: str, pieces: list[tuple[int, str]]) -> None:
    for at, piece in pieces:
        text = text[: at % len(text)] + piece + text[at % len(text) :]
    holds(text)


def test_a_bracket_that_was_cut_still_tells_who_answers() -> None:
    own = made(f"{HEAD}一、甲\n（一）乙\n1.训干部。（责任单位：市人社局")
    assert own.register.name(own.tasks[0].responsible.first) == "市人社局"
    assert own.tasks[0].title == "训干部"
