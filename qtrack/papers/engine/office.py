"""How an office puts what the terminal says: its words, its dates, titles for ids, shares that sum to 100."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, day_of_year, long_date, mark, msg
from qtrack.model.period import Period, PeriodKind
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, NOTHING
from qtrack.ui.values import FILTERS as VALUES

#: What papers say for sentences of the terminal, which has less room and no titles.
_WORDS: Final = {
    "No progress has been recorded yet; “qtrack record” makes the first entry.": mark(
        "No progress has been reported yet."
    ),
    "at {progress}%, on pace": mark("progress {progress}%, on pace"),
    "at {progress}%, should be at {pace}%, {gap} points behind": mark(
        "progress {progress}%, {gap} points behind pace"
    ),
    "at {progress}%, should be at {pace}%, {gap}% below pace": mark(
        "progress {progress}%, {gap}% below pace"
    ),
    "at {progress}%, should be at {pace}%, {gap} points ahead": mark(
        "progress {progress}%, {gap} points ahead of pace"
    ),
    "no share reported, which counts as 0% where {pace}% is due": mark(
        "no progress reported, {pace} points behind pace"
    ),
    "never reported, {days} since the start": mark("never reported since the plan was issued"),
    "nothing reported for {days}": mark("no report for {days}"),
    "reported, but without a share or a figure": mark("reported, without any progress filled in"),
    "now due": mark("due in it"),
    "{span} {state}": mark("{span} is {state}"),
    "done {date}": mark("finished on {date}"),
    "done {date}, {days} late": mark("finished on {date}, {days} late"),
    "closed, done {date}": mark("finished on {date} and closed"),
    "reported done {date}, but {reason}": mark("reported as finished on {date}, but {reason}"),
    "{days} overdue": mark("overdue for {days}"),
    "{id} is {days} overdue": mark("{id} overdue for {days}"),
    "{name} is {days} overdue": mark("{name} overdue for {days}"),
    "not done when the plan ended, {days} ago": mark("not finished when the plan ended, {days} ago"),
    "{id} of {periods} missed, {days} overdue": mark("{id} of {periods} not done, overdue for {days}"),
    "{id} for {periods} missed, {days} overdue": mark("{id} for {periods} not done, overdue for {days}"),
    "{name}: {target} by {date} not reached, {days} overdue": mark(
        "{name} should have reached {target} by {date}, overdue for {days}"
    ),
    "was due {day}, unanswered for {days}": mark("a reply was due on {day}, {days} ago"),
    "answered {day}": mark("replied on {day}"),
}

#: Blanks that set figures apart on a terminal, where an office writes none.
_APART: Final = re.compile(r"(?<=[\u3400-\u9fff，。；：、）”]) (?=[{\d])|(?<=[}\d%]) (?=[\u3400-\u9fff（“])")

#: Where a long title may end when a sentence names it, and what must be closed by then.
_ENDS: Final = frozenset("，；：,;:")
_OPEN, _CLOSE = frozenset("（《“‘([「"), frozenset("）》”’)]」")
_SHORT: Final = 6
#: How clauses begin in Chinese that only lead to what is to be done; in English no title needs it.
_LEADS: Final = mark("by|from|with|according to|through|based on|in line with|around|aimed at|taking")

#: A title of so many signs needs no end before its own.
_WHOLE: Final = 24

#: What messages call the ids of sections, tasks and their parts.
_IDS: Final = frozenset({"id", "ids", "parts", "about", "holder", "section", "old", "new"})
#: What they call a period that stands alone, and the ends of several in a row.
_PERIODS: Final = frozenset({"span", "first", "last"})
_OF_PERIODS: Final = "periods"
#: What they call shares and differences of shares, which have one decimal in a paper as in its columns.
_SHARES: Final = frozenset({"progress", "pace", "gap"})
_NAMED_ANEW: Final = _IDS | _PERIODS | _SHARES | {_OF_PERIODS}

#: So many signs of a title stand where a sentence has an id.
_NAMED: Final = 40


class OfficeTranslator(Translator):
    """Says messages as a paper of a year does: dates of that year without it, titles in the place of ids.

    Where it has one page no text in a sentence is longer than `longest` signs.
    """

    def __init__(
        self, language: str, year: int, titles: Mapping[str, str], longest: int | None = None
    ) -> None:
        super().__init__(language)
        self.year, self.titles, self.longest = year, titles, longest

    def pattern(self, message: Message) -> str:
        """Return the words of an office, in Chinese without blanks about figures."""
        own = _WORDS.get(message.text)
        words = super().pattern(Message(own) if own else message)
        return _APART.sub("", words) if self.language == "zh" else words

    def say(self, message: Message | str) -> str:
        """Return the text of a message, with titles where it has ids, periods in words, shares to a tenth."""
        if isinstance(message, Message) and any(name in _NAMED_ANEW for name, _ in message.values):
            values = tuple((name, self._named(name, value)) for name, value in message.values)
            message = msgspec.structs.replace(message, values=values)
        return super().say(message)

    def _named(self, name: str, value: object) -> object:
        if name in _IDS:
            return self._titled(value)
        if name in _SHARES and isinstance(value, (int, Decimal)):
            return f"{value:.1f}"
        if name == _OF_PERIODS and isinstance(value, tuple):  # years stand as they are: 2018、2019 年度
            return tuple(
                period_words(own) if isinstance(own, str) and not own.isdecimal() else own for own in value
            )
        return period_words(value) if name in _PERIODS and isinstance(value, str) else value

    def _titled(self, value: object) -> object:
        if isinstance(value, str) and value in self.titles:
            return f"“{cut(short_title(self.titles[value]), _NAMED)}”"
        return tuple(map(self._titled, value)) if isinstance(value, tuple) else value

    def show(self, value: object) -> str:
        """Write one value the way an office writes it."""
        if isinstance(value, date):
            return self.say(
                day_of_year(value.month, value.day) if value.year == self.year else long_date(value)
            )
        if self.longest and isinstance(value, str):
            return cut(value, self.longest)
        return super().show(value)


@cache
def _leads() -> tuple[str, ...]:
    return tuple(Translator("zh").say(_LEADS).split("|"))


def short_title(title: str) -> str:
    """Return a title up to its first pause, as a sentence names it; brackets are not parted.

    A first clause that only says by what, after what or with whom has the next one with it.
    """
    depth, least = 0, _SHORT
    if len(title) <= _WHOLE:
        return title
    for at, sign in enumerate(title):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if depth or sign not in _ENDS or at < least:
            continue
        if least > _SHORT or not title.startswith(_leads()):
            return title[:at]
        least = at + 1
    return title


def shares(numbers: Sequence[int]) -> list[Decimal]:
    """Return each number's share of their sum in percent, with one decimal, so that they sum to 100.0.

    Each is rounded down; the tenths that are left over go to the largest remainders, the first of equal ones.
    """
    whole = sum(numbers)
    if not whole:
        return [Decimal("0.0") for _ in numbers]
    tenths = [1000 * number // whole for number in numbers]
    most = sorted(range(len(numbers)), key=lambda at: -(1000 * numbers[at] % whole))
    for at in most[: 1000 - sum(tenths)]:
        tenths[at] += 1
    return [Decimal(number) / 10 for number in tenths]


def percent(value: Decimal | None) -> str:
    """Write a percentage with one decimal, as all of its column; `-` for none."""
    return NOTHING if value is None else f"{value:.1f}%"


def points(value: Decimal | None) -> str:
    """Write a difference in percentage points with its sign and one decimal; `-` for none."""
    return NOTHING if value is None else f"{value:+.1f}" if value else "0.0"


def light_count(light: Light, number: int) -> Message:
    """Count tasks of a light: 红灯7项, 未评1项."""
    if light is Light.NONE:
        return msg("{number} not rated", number=number)
    return msg("{number} {light}", number=number, light=LIGHTS[light])


def lights_told(counts: Mapping[Light, int]) -> tuple[Message, ...]:
    """Count tasks by light; those lights that no task has are left out."""
    return tuple(light_count(light, number) for light, number in counts.items() if number)


def document_number(number: str) -> Message | str:
    """Return the number of a reminder as documents have it: 2019-003 is 〔2019〕3号."""
    year, _, count = number.partition("-")
    if not (year.isdecimal() and count.isdecimal()):
        return number
    return msg("〔{year}〕 no. {count}", year=year, count=int(count))


def period_words(text: str) -> Message | str:
    """Write a period but a week as an office does: 2018年度、2019年上半年、2019年一季度、2019年3月."""
    period = Period.parse(text)
    if period is None or period.kind is PeriodKind.WEEK:
        return text or NOTHING
    if period.kind is PeriodKind.YEAR:
        return msg("the year {year}", year=period.start.year)
    if period.kind is PeriodKind.QUARTER:
        quarter = QUARTERS[(period.start.month - 1) // 3]
        return msg("{quarter} quarter of {year}", quarter=quarter, year=period.start.year)
    if period.kind is PeriodKind.HALF_YEAR:
        first = period.start.month == 1
        half = msg("the first half of {year}") if first else msg("the second half of {year}")
        return msg(half.text, year=period.start.year)
    return msg("{month}/{year}", month=period.start.month, year=period.start.year)


QUARTERS: Final = (msg("first"), msg("second"), msg("third"), msg("fourth"))


def cut(text: str, most: int) -> str:
    """Return a text in one line of at most so many signs, ended at a pause where one is near."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    pause = max(head.rfind(sign) for sign in "。；，;,")
    return f"{head[:pause] if pause > most // 2 else head}…"


#: What the templates of every paper may put after a bar.
FILTERS: Final = VALUES | {
    made.__name__: made
    for made in (cut, document_number, lights_told, percent, period_words, points, short_title)
}
