"""Sentences, statements, short titles and numbers of a notice."""

import pytest

from qtrack.notice.text import Span, bare, beginning, masked, number_meant, sentences, statements


def test_sentences_end_outside_of_quotes_and_brackets_only() -> None:
    span = Span(3, "落实“严管。厚爱”机制（含试点。）；开展评选。完。")
    assert [one.text for one in sentences(span)] == [
        "落实“严管。厚爱”机制（含试点。）；",
        "开展评选。",
        "完。",
    ]

    english = Span(3, "By 2028, 90% reach it (2024: 62%). Phosphorus falls by 3.5%.")
    assert [one.text for one in sentences(english)] == [
        "By 2028, 90% reach it (2024: 62%).",
        "Phosphorus falls by 3.5%.",
    ]


def test_what_is_counted_out_stands_apart() -> None:
    span = Span(1, "重点抓好：一是建平台；二是抓培训。")
    assert [bare(one).text for one in sentences(span)] == ["重点抓好", "建平台", "抓培训"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("完善标准体系，推进示范区创建，含园、场", ["完善标准体系", "推进示范区创建，含园、场"]),
        (
            "按照总局部署，继续开展创建工作，指导企业分享经验",
            ["按照总局部署，继续开展创建工作", "指导企业分享经验"],
        ),
        ("6月底前上线平台，12月底前实现全覆盖", ["6月底前上线平台", "12月底前实现全覆盖"]),
        ("中心能力覆盖各类产品，达到领先水平", ["中心能力覆盖各类产品，达到领先水平"]),
        ("进一步加强监管", ["加强监管"]),
        ("并网发电", ["并网发电"]),
    ],
)
def test_a_sentence_falls_into_statements(sentence: str, found: list[str]) -> None:
    span = Span(1, sentence)
    assert [bare(span.cut(*part)).text for part in statements(span)] == found


def test_a_title_is_the_first_clause_that_says_what_is_done() -> None:
    assert (
        beginning(Span(1, "围绕重点领域，加强社会公用计量标准建设，新建标准。再建。"))
        == "加强社会公用计量标准建设"
    )


def test_brackets_that_never_close_hide_nothing() -> None:
    assert masked("甲(乙,丙") == "甲(乙,丙"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("十二", 12),
        ("二十五", 25),
        ("一百零三", 103),
        ("二〇一八", 2018),
        ("③", 3),
        ("IV", 4),
        ("b", 2),
        ("甲", None),
    ],
)
def test_numbers_are_read_in_words(text: str, number: int | None) -> None:
    assert number_meant(text) == number


def test_a_chinese_text_is_printed_in_full_width() -> None:
    assert (
        Span(1, "完成20项(含1,000家),比例9:1 ; 见ISO 9001").printed
        == "完成20项（含1,000家），比例9:1；见ISO 9001"
    )
    assert Span(1, "Train 20, then (30)").printed == "Train 20, then (30)"
