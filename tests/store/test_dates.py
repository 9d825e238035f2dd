"""Days and periods as people say them, each with what it means on a Wednesday in June."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.locale.message import Translator
from qtrack.store.dates import read_days, read_spoken, understood
from tests.small import english, wide

TODAY = date(2019, 6, 26)

#: What is said, the same in Chinese and in English where both say it, and what it means.
SAID = """
2019-06-26       今天 今日 today Today
2019-06-25       昨天 yesterday 一天前 3日前=2019-06-23
2019-06-24       前天 大前天=2019-06-23 本周一 这周一 周一 星期一 monday Mon 2日前
2019-06-27       明天 tomorrow 后天=2019-06-28 三天后=2019-06-29
2019-06-21       上周五 上星期五 周五 friday last_friday 上上周五=2019-06-14
2019-06-30       本周日 本周天 this_sunday 下周一=2019-07-01 next_monday=2019-07-01
2018-06-27       6月27日 6月27号 6月27 六月二十七日 06/27 27/6 6.27 june_27 27_June Jun_27th 去年6月27日
2019-06-20       6月20日 20_june 20日 20号 本月20日 今年6月20日
2019-05-27       27日 上月27日 上个月27号 30天 30d 30天前 30_days_ago
2016-02-29       2月29日
2019-06-27       2019/6/27 2019.6.27 2019-6-27 20190627 2019年6月27日 2019_年_6_月_27_日 43643 43643.0
2019-06-27       2019年6月27号 2019年六月二十七日 6/27/2019 27.6.2019 June_27,_2019 27_june_2019
2019-06-27       2019/6/27_0:00 20190627
2019-06-12       两周 2w 2周前 2_weeks_ago 两星期前 2个星期前
2019-W25         上周 上星期 上一周 last_week 第25周 week_25 w25 2019年第25周 2019年25周 2019-W25
2019-W25         week_25_of_2019 2019w25
2019-W26         本周 这周 this_week 下周=2019-W27 next_week=2019-W27 第40周=2018-W40
2019-05          上月 上个月 last_month 5月 5月份 五月 may 2019年5月 2019/5 2019.5 2019-05 may_2019 今年5月
2019-06          本月 这个月 this_month 十二月=2018-12 下月=2019-07
2019Q1           上季度 上个季度 last_quarter 一季度 第一季度 1季度 Q1 2019年第1季度 2019年一季度
2019Q1           2019Q1 2019-q1
2019Q2           本季度 this_quarter 第三季度=2018Q3 去年四季度=2018Q4
2019H1           2019H1 上半年 2019年上半年 今年上半年 first_half_of_2019 h1 本半年 this_half-year
2018H2           下半年 2018h2 去年下半年 上个半年 last_half_year second_half_of_2018
2018             去年 last_year 2018年 2018 2018年度 前年=2017 今年=2019 明年=2020
"""
TABLE = [
    (text.replace("_", " "), other or meant)
    for meant, *words in map(str.split, SAID.strip().splitlines())
    for text, _, other in (word.partition("=") for word in words)
]


@pytest.mark.parametrize(("text", "meant"), TABLE)
def test_a_day_or_a_period_is_what_people_mean_by_it(text: str, meant: str) -> None:
    for typed in (text, wide(text), f" {text} ", text.upper()):
        reading = read_spoken(typed, TODAY)
        assert reading is not None, typed
        assert [str(one) for one in reading.choices] == [meant], typed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6月27日", "2019-06-27"),
        ("6月20日", "2020-06-20"),
        ("27日", "2019-06-27"),
        ("周五", "2019-06-28"),
        ("monday", "2019-07-01"),
        ("2月29日", "2020-02-29"),
        ("两周", "2019-07-10"),
        ("6月底", "2019-06-30"),
        ("5月底前", "2020-05-31"),
        ("年底", "2019-12-31"),
        ("2020年底", "2020-12-31"),
        ("2020年末", "2020-12-31"),
        ("2020年6月底之前", "2020-06-30"),
        ("2020年3月15日前", "2020-03-15"),
        ("本季度末", "2019-06-30"),
        ("上半年底前", "2019-06-30"),
        ("end of 2020", "2020-12-31"),
        ("by the end of June", "2019-06-30"),
        ("end of the year", "2019-12-31"),
        ("第25周", "2020-W25"),
    ],
)
def test_of_a_deadline_it_is_the_next_one(text: str, meant: str) -> None:
    reading = read_spoken(text, TODAY, ahead=True)
    assert reading is not None
    assert [str(one) for one in reading.choices] == [meant]


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("03/04", ["2019-03-04", "2019-04-03"]),
        ("3/4/2018", ["2018-03-04", "2018-04-03"]),
        ("last tuesday", ["2019-06-18", "2019-06-25"]),
        ("next friday", ["2019-06-28", "2019-07-05"]),
        ("3/3", ["2019-03-03"]),
        ("2月30日", []),
        ("2019-02-29", []),
        ("2019年13月1日", []),
        ("31/31", []),
        ("第60周", []),
    ],
)
def test_several_meanings_are_all_returned_and_none_where_there_is_no_such_day(
    text: str, choices: list[str]
) -> None:
    reading = read_spoken(text, TODAY)
    assert reading is not None
    assert [str(one) for one in reading.choices] == choices


@pytest.mark.parametrize(
    "text",
    ["", "foo", "gestern", "每月", "上", "一", "123456", "月", "周", "13", "5季度", "二三日", "二三天"],
)
def test_what_says_nothing_of_days_is_not_understood(text: str) -> None:
    assert read_spoken(text, TODAY) is None


@given(st.dates(), st.dates())
def test_every_date_is_read_back(day: date, today: date) -> None:
    year, month, number = f"{day:%Y}".zfill(4), day.month, day.day
    for text in (day.isoformat(), f"{year}年{month}月{number}日", f"{year}/{month}/{number}", wide(str(day))):
        reading = read_spoken(text, today)
        assert reading is not None
        assert (reading.choices, reading.whole) == ((day,), True)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 364))
def test_a_day_of_the_last_year_is_read_back_without_its_year(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    reading = read_spoken(f"{day.month}月{day.day}日", today)
    assert reading is not None
    assert reading.choices == (day,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30天", 30),
        ("两周", 14),
        ("2w", 14),
        ("30d", 30),
        ("１４天", 14),
        ("2 weeks", 14),
        ("十天", 10),
        (wide("60"), 60),
    ],
)
def test_a_length_of_time_is_read_in_days(text: str, days: int) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["", "天", "上周", "3个月", "-3d", "1.5w"])
def test_what_is_no_length_of_time_is_not_read(text: str) -> None:
    assert read_days(text) is None


@pytest.mark.parametrize(
    ("text", "ahead", "said", "in_chinese"),
    [
        ("昨天", False, "昨天 = 2019-06-25", "昨天 = 2019-06-25"),
        (
            "6月27日",
            False,
            "6月27日 = 2018-06-27, the latest one",
            "6月27日 = 2018-06-27（最近已到的一个）",
        ),
        (
            "6月27日",
            True,
            "6月27日 = 2019-06-27, the next one",
            "6月27日 = 2019-06-27（今后最近的一个）",
        ),
        (
            "上周",
            False,
            "上周 = 2019-W25, 2019-06-17 to 2019-06-23",
            "上周 = 2019-W25（2019-06-17 至 2019-06-23）",
        ),
    ],
)
def test_what_was_understood_is_said_back(text: str, ahead: bool, said: str, in_chinese: str) -> None:
    reading = read_spoken(text, TODAY, ahead=ahead)
    assert reading is not None
    message = understood(text, reading.choices[0], reading, ahead=ahead)
    assert (english(message), Translator("zh").say(message)) == (said, in_chinese)


WORDS = [
    *"一二三十两上下本去年月日周天第前号/-. wdq",
    "季度",
    "last ",
    "next ",
    "friday",
    "june",
    "6",
    "27",
    "2019",
    " of ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join), st.dates(), st.booleans())
def test_whatever_is_typed_comes_to_an_end(text: str, today: date, ahead: bool) -> None:
    read_spoken(text, today, ahead=ahead)
    read_days(text)
