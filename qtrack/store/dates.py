"""Days and periods as people say them in both languages: 昨天, last friday, 6月27日, 上周, 第26周, 2w."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, partial
from typing import Final, TypeVar

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.period import Period, PeriodKind

# --- the words, those of both languages beside one another ----------------------------------------

_DAYS: Final = {
    -3: "大前天",
    -2: "前天|(?:the )?day before yesterday",
    -1: "昨[天日]|yesterday",
    0: "今[天日]|today",
    1: "明[天日]|tomorrow",
    2: "后天|(?:the )?day after tomorrow",
    3: "大后天",
}
_WEEKDAYS: Final = {
    0: "(?:周|星期|礼拜)一|mon(?:day)?",
    1: "(?:周|星期|礼拜)二|tue(?:sday)?",
    2: "(?:周|星期|礼拜)三|wed(?:nesday)?",
    3: "(?:周|星期|礼拜)四|thu(?:rsday)?",
    4: "(?:周|星期|礼拜)五|fri(?:day)?",
    5: "(?:周|星期|礼拜)六|sat(?:urday)?",
    6: "(?:周|星期|礼拜)[日天]|sun(?:day)?",
}
_NAMES: Final = "january february march april may june july august september october november december"
_MONTHS: Final = {number: f"{name[:3]}(?:{name[3:]})?" for number, name in enumerate(_NAMES.split(), 1)}
_TURNS: Final = {
    -2: "上上一?个?",
    -1: "上一?个?|last ",
    0: "[本这]一?个?|this ",
    1: "下一?个?|next ",
    2: "下下一?个?",
}
_YEARS: Final = {-2: "前年", -1: "[去上]年|last year", 0: "[今本]年|this year", 1: "[明下]年|next year"}
_KINDS: Final = {
    PeriodKind.WEEK: "周|星期|礼拜|week",
    PeriodKind.MONTH: "月|month",
    PeriodKind.QUARTER: "季度?|quarter",
    PeriodKind.HALF_YEAR: "半年|half[- ]year",
}
_HALVES: Final = {1: "上半年|first half(?: of)?", 2: "下半年|second half(?: of)?"}
_UNITS: Final = {1: "天|日|days?|d", 7: "个?(?:周|星期|礼拜)|weeks?|w"}
_DIGITS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "": 0}
#: What stands in the table for a word or a number, each a group of that name.
_GROUPS: Final = {
    "day": "|".join(_DAYS.values()),
    "weekday": "|".join(_WEEKDAYS.values()),
    "month": "|".join(_MONTHS.values()),
    "turn": "|".join(_TURNS.values()),
    "year": "|".join(_YEARS.values()),
    "kind": "|".join(_KINDS.values()),
    "unit": "|".join(_UNITS.values()),
    "half": "|".join(_HALVES.values()),
    "y": r"\d{4}",
    "m": r"\d{1,2}|十[一二]?|[一二三四五六七八九]",
    "d": r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]",
    "q": "[1-4一二三四]",
    "n": r"\d{1,6}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]",
}
_CLOCK: Final = r"(?:[ t]\d\d?:\d\d(?::\d\d)?)?"  # a spreadsheet's midnight
_ON_PAPER: Final = r"<y> ?[-/.年] ?<m> ?[-/.月] ?<d> ?[日号]?"

#: Day 0 of the serial numbers that spreadsheets keep dates as.
_DAY_ZERO: Final = date(1899, 12, 30)
#: Within so many years to either side some year has a 29 February.
_NEAR: Final = 8

#: A day, or the period that was said.
Meaning = date | Period


class Reading(msgspec.Struct, frozen=True):
    """What a text may mean: several things where it is not clear, none where the calendar has no such day.

    `whole` says that it means the same on every day; `nearest`, that of several such days one was taken.
    """

    choices: tuple[Meaning, ...]
    whole: bool = False
    nearest: bool = False


class _Clock(msgspec.Struct, frozen=True):
    """Today, and whether what is said without a year lies ahead or behind."""

    today: date
    ahead: bool

    def nearest(self, series: Iterable[Meaning]) -> Reading:
        """Return of a series the last that has begun, or the first that is not over."""
        fitting = tuple(one for one in series if self._fits(one))
        return Reading(fitting[:1] if self.ahead else fitting[-1:], nearest=True)

    def _fits(self, meant: Meaning) -> bool:
        return last_day(meant) >= self.today if self.ahead else first_day(meant) <= self.today

    def each_year(self, make: Callable[[int], Meaning]) -> Iterable[Meaning]:
        """Return what `make` makes of the years around, but for those that do not have it."""
        for year in range(self.today.year - _NEAR, self.today.year + _NEAR + 1):
            with suppress(ValueError):
                yield make(year)


_Groups = dict[str, str]
_Reader = Callable[[_Groups, _Clock], Reading]


def first_day(meant: Meaning) -> date:
    """Return a day itself, or the first of a period."""
    return meant.start if isinstance(meant, Period) else meant


def last_day(meant: Meaning) -> date:
    """Return a day itself, or the last of a period."""
    return meant.last_day if isinstance(meant, Period) else meant


def read_spoken(text: str, today: date, *, ahead: bool = False) -> Reading | None:
    """Return what a text says of a day or a period, None where it says nothing of them.

    What names no year is the latest such day that has come by `today`, or with `ahead` the next one.
    """
    said = _plain(text)
    for pattern, read in _TABLE.items():
        if found := _compiled(pattern).fullmatch(said):
            groups = {name: part for name, part in found.groupdict().items() if part}
            try:
                return read(groups, _Clock(today, ahead))
            except (ValueError, OverflowError):
                return Reading(())
    return _end_of(said, today, ahead=ahead)


def _end_of(said: str, today: date, *, ahead: bool) -> Reading | None:
    """Read 2020年底, 6月底前, 年底, end of june: the last day of the period; 6月30日前 is that day."""
    found = re.fullmatch("(.+?)(?:[底末][之以]?前?|[之以]?前)|(?:by )?(?:the )?end of (?:the )?(.+)", said)
    if found is None:
        return None
    period = found[1] or found[2]
    reading = read_spoken(_RUNNING.get(period, period), today, ahead=ahead)
    return reading and msgspec.structs.replace(reading, choices=tuple(map(last_day, reading.choices)))


#: What is left out before 底.
_RUNNING: Final = {
    "年": "今年",
    "月": "本月",
    "季": "本季度",
    "季度": "本季度",
    "周": "本周",
    "year": "this year",
    "month": "this month",
    "quarter": "this quarter",
    "week": "this week",
}


def read_days(text: str) -> int | None:
    """Return a length of time such as 30天, 两周, 2w, 30d or 30 in days; None for anything else."""
    found = _compiled("<n> ?<unit>|(?P<days>\\d{1,6})").fullmatch(_plain(text))
    if found is None:
        return None
    return int(found["days"]) if found["days"] else _length(found.groupdict())


def paper_date(text: str) -> date | None:
    """Read a whole date as on paper, or None; raise ValueError for a day that does not exist."""
    found = _compiled(_ON_PAPER).fullmatch(_plain(text))
    return date(*(_number(found[part]) for part in ("y", "m", "d"))) if found else None


def understood(text: str, meant: Meaning, reading: Reading, *, ahead: bool = False) -> Message:
    """Return what is said back of a text that was not written as files hold it."""
    said = {"text": text.strip(), "meant": meant if isinstance(meant, date) else str(meant)}
    if reading.nearest:
        return (
            msg("{text} = {meant}, the next one", **said)
            if ahead
            else msg("{text} = {meant}, the latest one", **said)
        )
    if isinstance(meant, Period):
        return msg("{text} = {meant}, {first} to {last}", **said, first=meant.start, last=meant.last_day)
    return msg("{text} = {meant}", **said)


def _plain(text: str) -> str:
    """Return a text in half width and small letters, with blanks between Latin words only."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub("(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", plain)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(
        re.sub(r"(?<!P)<(\w+)>", lambda name: f"(?P<{name[1]}>{_GROUPS[name[1]]})", f"(?a){pattern}")
    )


def _number(said: str) -> int:
    """Read 26, 六, 十二 or 二十六."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return (_DIGITS[tens] or 1) * 10 + _DIGITS[ones] if ten else _DIGITS[said]


KeyT = TypeVar("KeyT")


def _meant(words: Mapping[KeyT, str], said: str) -> KeyT:
    return next(value for value, pattern in words.items() if re.fullmatch(pattern, said))


def _length(groups: Mapping[str, str]) -> int:
    return _number(groups["n"]) * _meant(_UNITS, groups["unit"])


def _later(days: int, clock: _Clock) -> Reading:
    return Reading((clock.today + timedelta(days=days),))


def _of_year(groups: _Groups, clock: _Clock, make: Callable[[int], Meaning]) -> Reading:
    """Return what `make` makes of the year that was said, else of the one that fits."""
    if "y" in groups:
        return Reading((make(int(groups["y"])),), whole=True)
    if "year" in groups:
        return Reading((make(clock.today.year + _meant(_YEARS, groups["year"])),))
    return clock.nearest(clock.each_year(make))


def _day_of_year(groups: _Groups, clock: _Clock) -> Reading:
    month = _meant(_MONTHS, groups["month"]) if "month" in groups else _number(groups["m"])
    return _of_year(groups, clock, lambda year: date(year, month, _number(groups["d"])))


def _period_of_year(groups: _Groups, clock: _Clock, form: str) -> Reading:
    number = next((_number(groups[name]) for name in ("m", "q", "n") if name in groups), 0)
    if "month" in groups:
        number = _meant(_MONTHS, groups["month"])
    if "half" in groups:
        number = _meant(_HALVES, groups["half"])

    def make(year: int) -> Period:
        period = Period.parse(form.format(year, number))
        if period is None:
            raise ValueError
        return period

    return _of_year(groups, clock, make)


_year: Final = partial(_period_of_year, form="{:04}")
_half: Final = partial(_period_of_year, form="{:04}H{}")
_quarter: Final = partial(_period_of_year, form="{:04}Q{}")
_month: Final = partial(_period_of_year, form="{:04}-{:02}")
_week: Final = partial(_period_of_year, form="{:04}-W{:02}")


def _turned(groups: _Groups, clock: _Clock) -> Reading:
    """Read 上周, this month: so many of the kind before or after the one that runs."""
    period = Period.containing(_meant(_KINDS, groups["kind"]), clock.today)
    turns = _meant(_TURNS, groups["turn"])
    for _ in range(abs(turns)):
        period = period.next if turns > 0 else period.previous
    return Reading((period,))


def _weekday(groups: _Groups, clock: _Clock) -> Reading:
    """Read 上周五, friday, or last friday: to some that of the last week, to others the latest one."""
    weekday = _meant(_WEEKDAYS, groups["weekday"])
    monday = clock.today - timedelta(days=clock.today.weekday())
    days = [monday + timedelta(days=7 * weeks + weekday) for weeks in range(-2, 3)]
    if "turn" not in groups:
        return clock.nearest(days)
    turns = _meant(_TURNS, groups["turn"])
    choices = {days[turns + 2]}
    if groups["turn"] == "last ":
        choices.add(max(day for day in days if day < clock.today))
    if groups["turn"] == "next ":
        choices.add(min(day for day in days if day > clock.today))
    return Reading(tuple(sorted(choices)))


def _day_of_month(groups: _Groups, clock: _Clock) -> Reading:
    """Read 27日 and 上月27日."""
    number = _number(groups["d"])
    if "turn" in groups:
        (month,) = _turned(groups | {"kind": "month"}, clock).choices
        return Reading((first_day(month).replace(day=number),))
    months = range(1, 13)
    days = (day for month in months for day in clock.each_year(partial(date, month=month, day=number)))
    return clock.nearest(sorted(days, key=str))


def _slashed(groups: _Groups, clock: _Clock) -> Reading:
    """Read 6/27 and 27/6; of 3/4 nobody knows which is the month."""
    found: list[Reading] = []
    for month, day in {(groups["a"], groups["b"]), (groups["b"], groups["a"])}:
        with suppress(ValueError):
            found.append(_day_of_year(groups | {"m": month, "d": day}, clock))
    choices = sorted({meant for reading in found for meant in reading.choices}, key=str)
    return Reading(tuple(choices), whole="y" in groups, nearest="y" not in groups)


_ORDINAL: Final = "(?:st|nd|rd|th)?"
_OF_YEAR: Final = "(?:<y>年|<year>)?"
#: How days and periods are said, and what reads it; the first that fits is taken.
_TABLE: Final[dict[str, _Reader]] = {
    # 昨天, yesterday; 周五, 上周五, last friday
    "<day>": lambda groups, clock: _later(_meant(_DAYS, groups["day"]), clock),
    "<turn>?<weekday>": _weekday,
    # 2019/6/27, 2019年6月27日, 20190627, the number of a spreadsheet
    _ON_PAPER + _CLOCK: _day_of_year,
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)": _day_of_year,
    r"(?P<n>[2-5]\d{4})(?:\.0+)?": lambda groups, _: Reading(
        (_DAY_ZERO + timedelta(days=int(groups["n"])),), whole=True
    ),
    # 6月27日, 去年6月27日, 27日, 上月27日, june 27, 27 june 2019; 6/27, 27/6/2019
    "<year>?<m>月<d>[日号]?": _day_of_year,
    f"<month> <d>{_ORDINAL}(?:,? <y>)?": _day_of_year,
    f"<d>{_ORDINAL} (?:of )?<month>(?:,? <y>)?": _day_of_year,
    "(?:<turn>月)?<d>[日号]": _day_of_month,
    r"(?P<a>\d\d?)[-/.](?P<b>\d\d?)(?:[-/.]<y>)?": _slashed,
    # 30天前, 2 weeks ago; 三天后, in 3 days; 30天, 2w
    "<n> ?<unit>(?:[以之]?前| ago)": lambda groups, clock: _later(-_length(groups), clock),
    "<n> ?<unit>[以之]?后": lambda groups, clock: _later(_length(groups), clock),
    "in <n> ?<unit>": lambda groups, clock: _later(_length(groups), clock),
    "<n> ?<unit>": lambda groups, clock: _later(_length(groups) * (1 if clock.ahead else -1), clock),
    # 上半年, 2019年下半年, first half of 2019, 2019h1
    f"{_OF_YEAR}<half>": _half,
    "<half> <y>": _half,
    r"(?:<y>[- ]?)?h(?P<n>[12])": _half,
    # 上周, last week; 去年, 2019年
    "<turn><kind>": _turned,
    "<year>|<y>(?:年度?)?": _year,
    # 第26周, 2019年26周, week 26, 2019-w26
    f"{_OF_YEAR}第<n>(?:周|星期)": _week,
    "<y>年<n>周": _week,
    "(?:<y>[- ]?)?(?:w|week ?)<n>": _week,
    "week <n>(?: of|,)? <y>": _week,
    # 6月, 2019年6月, 2019-06, june 2019; 第二季度, 2019年2季度, 2019q2
    "<year>?<m>月份?": _month,
    "<y>[-/.年]<m>(?:月份?)?": _month,
    "<month>(?: <y>)?": _month,
    f"{_OF_YEAR}第?<q>季度?": _quarter,
    "(?:<y>[- ]?)?q<q>": _quarter,
}
