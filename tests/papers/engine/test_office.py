"""How an office puts what the terminal says."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.locale.message import days, msg
from qtrack.papers.engine.office import OfficeTranslator, cut, document_number, shares, short_title


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=8))
def test_shares_have_one_decimal_and_sum_to_a_hundred(numbers: list[int]) -> None:
    found = shares(numbers)
    assert sum(found) == (100 if sum(numbers) else 0)
    for number, share in zip(numbers, found, strict=True):
        assert abs(float(share) - 100 * number / (sum(numbers) or 1)) < 0.1
        assert 10 * share % 1 == 0


def test_a_reason_is_said_with_titles_and_days_of_the_year() -> None:
    office = OfficeTranslator(
        "zh", 2019, {"T20.6": "定期组织能力验证，检验获证检验检测机构的技术能力和检测数据的可靠性"}
    )
    late = msg("{id} of {periods} missed, {days} overdue", id="T20.6", periods=("2018",), days=days(181))
    assert office.say(late) == "2018年度“定期组织能力验证”未完成，已逾期181天"
    assert office.say(msg("done {date}", date=date(2019, 6, 28))) == "6月28日办结"
    assert office.say(msg("done {date}", date=date(2018, 6, 28))) == "2018年6月28日办结"


def test_a_text_that_is_like_an_id_stays_as_somebody_wrote_it() -> None:
    office = OfficeTranslator("en", 2019, {"T04": "Lay down standards"})
    assert office.say(msg("{matter}: {text}", matter="T04", text="T04")) == "T04: T04"
    assert office.say(msg("{ids} blocked", ids=("T04", "T05"))) == "“Lay down standards”, T05 blocked"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("采取多种措施，举办首席质量官任职公益培训", "采取多种措施，举办首席质量官任职公益培训"),
        ("定期组织能力验证，检验获证检验检测机构的技术能力和检测数据", "定期组织能力验证"),
        (
            "发布《福建省技术性贸易措施，年度报告（2017）》并向社会公开征求意见",
            "发布《福建省技术性贸易措施，年度报告（2017）》并向社会公开征求意见",
        ),
    ],
)
def test_a_long_title_ends_at_its_first_pause_outside_brackets(title: str, short: str) -> None:
    assert short_title(title) == short


def test_numbers_and_long_texts_are_put_as_documents_have_them() -> None:
    office = OfficeTranslator("zh", 2019, {})
    assert office.show(document_number("2019-003")) == "〔2019〕3号"
    assert document_number("x") == "x"
    assert cut("一二三四五六七八，九十一二三", 12) == "一二三四五六七八…"
    assert cut("短\n句", 12) == "短 句"


def test_periods_in_a_sentence_are_words_and_shares_have_one_decimal() -> None:
    office = OfficeTranslator("zh", 2019, {"T04.1": "开展抽查"})
    values = {"id": "T04.1", "days": days(105)}
    missed = msg("{id} for {periods} missed, {days} overdue", **values, periods=("2019Q1", "2019Q2"))
    assert office.say(missed) == "2019年一季度、2019年二季度“开展抽查”未完成，已逾期105天"
    yearly = msg("{id} of {periods} missed, {days} overdue", **values, periods=("2018", "2019"))
    assert office.say(yearly) == "2018、2019年度“开展抽查”未完成，已逾期105天"
    behind = msg(
        "at {progress}%, should be at {pace}%, {gap} points behind", progress=2, pace=33, gap=Decimal(31)
    )
    assert office.say(behind) == "进度2.0%，落后序时进度31.0个百分点"
