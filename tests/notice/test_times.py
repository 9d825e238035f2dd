"""Deadlines and rhythms in the words of notices."""

from datetime import date

import pytest

from qtrack.model.plan import Every
from qtrack.notice.times import day_written, deadlines, rhythm, rhythms

ISSUED = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("到2025年,完成任务", "2025-12-31"),
        ("2024年底前完成", "2024-12-31"),
        ("2024年6月底前完成", "2024-06-30"),
        ("6月底前完成", "2024-06-30"),
        ("2月底前完成", "2025-02-28"),
        ("11月15日前报送", "2024-11-15"),
        ("年底前完成", "2024-12-31"),
        ("第三季度末完成", "2024-09-30"),
        ("2025年上半年完成", "2025-06-30"),
        ("印发之日起3个月内", "2024-06-05"),
        ("到“十四五”末", "2025-12-31"),
        ("by the end of June 2025", "2025-06-30"),
        ("by 15 May 2024", "2024-05-15"),
    ],
)
def test_a_deadline_is_its_last_day(text: str, day: str) -> None:
    assert [str(one.day) for one in deadlines(text, ISSUED)] == [day]


@pytest.mark.parametrize("text", ["半年内合格的产品", "2017年的报告", "2月30日前", "落实(2016-2020年)规划"])
def test_what_is_no_deadline_is_none(text: str) -> None:
    assert list(deadlines(text, ISSUED)) == []


def test_a_month_is_of_the_year_that_was_named_before_it() -> None:
    found = list(deadlines("2025年3月底前上线,6月底前验收", ISSUED))
    assert [(str(one.day), one.said) for one in found] == [("2025-03-31", True), ("2025-06-30", False)]


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("每年开展培训", Every.YEAR),
        ("每季度通报", Every.QUARTER),
        ("按月调度", Every.MONTH),
        ("survey opinion twice a year", Every.HALF_YEAR),
        ("inspect farms once a year", Every.YEAR),
        ("开展培训", None),
        ("按每床每月200元补贴", None),
    ],
)
def test_a_rhythm_is_said_by_a_word(text: str, every: Every | None) -> None:
    assert rhythm(text) == every
    assert len(rhythms(text)) <= 1


@pytest.mark.parametrize("text", ["2018年9月30日", "二〇一八年九月三十日", "2018-9-30", "30 September 2018"])
def test_a_day_is_written_in_many_ways(text: str) -> None:
    read = day_written(text)
    assert read is not None
    assert read[0] == date(2018, 9, 30)
