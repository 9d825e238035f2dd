"""The outline of a notice: head and numbering, whatever signs it uses."""

import pytest

from qtrack.notice.reading.blocks import joined, of_text
from qtrack.notice.reading.outline import outline
from qtrack.notice.reading.page import of_page
from qtrack.notice.reading.tree import Node, Outline
from tests.small import wide


def read(text: str) -> Outline:
    return outline(joined(of_text(text)))


def shape(parts: list[Node]) -> str:
    """Return the numbers of parts, those below in brackets."""
    return " ".join(part.number + (f"[{shape(part.parts)}]" if part.parts else "") for part in parts)


NUMBERED = [
    ("一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n1.己\n二、庚", "一[一[1 2] 二[1]] 二"),
    ("第一章 甲\n一、乙\n（一）丙\n第二章 丁\n一、戊", "一[一[一]] 二[一]"),
    (wide("1.甲\n2.乙"), "1 2"),
    ("1.甲\n①乙\n②丙\n2.丁", "1[① ②] 2"),
    ("一、甲\n1、乙\n（1）丙\n2、丁", "一[1[1] 2]"),
    ("1. Improve\n1.1 Train staff\n1.2 Buy tools\n2. Publish", "1[1.1 1.2] 2"),
    ("一、甲\n2018年完成。\n3.5万元投入。\n二、乙", "一 二"),
]


@pytest.mark.parametrize(("text", "found"), NUMBERED)
def test_parts_are_found_by_their_numbers(text: str, found: str) -> None:
    whole = read(text)
    doubts = [doubt for part in whole.parts for node in part.walk() for doubt in node.doubts]
    assert (shape(whole.parts), doubts) == (found, [])


def test_a_number_that_is_left_out_is_a_doubt() -> None:
    (doubt,) = read("一、甲\n二、乙\n四、丁").parts[2].doubts
    assert (doubt[0].line, dict(doubt[1].values)) == (3, {"number": "四"})


def test_a_broken_paragraph_is_put_together() -> None:
    whole = read("一、推进建设（责任单位：市教育局、\n市财政局）\n（二）说明")
    assert [one.name for one in whole.parts[0].responsible[0].units] == ["市教育局", "市财政局"]


def test_the_letter_before_the_plan_gives_number_issuer_and_day() -> None:
    whole = read(
        "某某市关于印发《某某市提升方案》的通知\n某政〔2024〕3号\n各县区政府：\n现印发给你们。\n某某市人民政府\n"
        "二〇二四年三月五日\n某某市提升方案\n一、甲\n1.乙"
    )
    assert (whole.number.text, whole.issuer.text, whole.title.text) == (
        "某政〔2024〕3号",
        "某某市人民政府",
        "某某市提升方案",
    )
    assert whole.issued is not None
    assert str(whole.issued[0]) == "2024-03-05"
    assert [(span.line, reason.text) for span, reason in whole.left] == [
        (3, "addressees"),
        (4, "stands before the first numbered part"),
    ]


def test_number_issuer_and_day_may_stand_in_one_paragraph() -> None:
    whole = read("River Plan\nRef: CR/2025/04. Issued by the River Office on 3 March 2025.\n1. Map rivers")
    assert (whole.number.text, whole.issuer.text) == ("CR/2025/04", "River Office")
    assert str(whole.issued and whole.issued[0]) == "2025-03-03"


def test_a_notice_may_be_signed_at_its_end() -> None:
    whole = read("某某市教育局2024年工作要点\n1.甲\n2.乙\n某某市教育局\n2024年2月1日")
    assert whole.issuer.text == "某某市教育局"
    assert whole.parts[-1].body == []


def test_a_line_of_its_own_below_several_tasks_answers_for_all() -> None:
    whole = read("一、甲\n1.乙\n2.丙\n责任单位：市教育局")
    assert [len(node.responsible) for node in whole.parts[0].walk()] == [1, 0, 0]


def test_a_page_of_the_web_is_read_by_paragraphs_and_cells() -> None:
    page = (
        "<html><head><title>题</title><style>p{}</style></head><body><script>var a='一、'</script>"
        "<p>一、甲<br>（一）乙&nbsp;丙</p>\n<table><tr><th>序号</th><th>任务</th></tr>\n<tr><td>1</td>"
        "<td><p>建设</p><p>平台</p></td></tr></table><div>完</div></body></html>"
    )
    told = [
        (block.line, getattr(block, "text", None) or getattr(block, "cells", None)) for block in of_page(page)
    ]
    assert told == [
        (1, "题"),
        (1, "一、甲"),
        (1, "（一）乙 丙"),
        (2, ("序号", "任务")),
        (3, ("1", "建设\n平台")),
        (3, "完"),
    ]


def test_the_foot_of_a_page_is_no_part_and_a_paragraph_that_begins_alike_is_one() -> None:
    own = read(
        "某市2025年工作要点\n2025年1月2日\n一、重点任务\n关闭小煤矿3家。\n1.训干部\n【打印】【关闭】\n主办：某市人民政府办公室"
    )
    assert [span.text for part in own.parts for span in part.body] == ["关闭小煤矿3家。"]
    assert [span.text for span, _ in own.left] == ["【打印】【关闭】", "主办：某市人民政府办公室"]


def test_a_list_of_what_is_attached_is_no_part() -> None:
    own = read(
        "某市2025年工作要点\n2025年1月2日\n一、重点任务\n1.训干部\n附件：1.任务清单\n2.联系人名单\n3.表样"
    )
    assert shape(own.parts) == "一[1]"
    assert [span.text for span, _ in own.left] == ["附件：1.任务清单", "2.联系人名单", "3.表样"]
