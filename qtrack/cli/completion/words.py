"""Offers that need no plan: words of choices, dates, periods, papers, topics, checks."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from qtrack.cli.completion.question import Offer, Question
from qtrack.cli.names import COMMANDS, NAMES
from qtrack.locale import words
from qtrack.locale.message import Message, msg
from qtrack.locale.words import Words
from qtrack.model.period import Period, PeriodKind

#: So many periods of a kind are offered, and such numbers of days.
_PERIODS: Final = 6
_DAYS: Final = (7, 14, 30, 60, 90)
_FRIDAY: Final = 4


def choices(question: Question) -> Iterator[Offer]:
    """Offer the words of a choice as the terminal speaks; as files have them, where these are typed."""
    parameter = question.spot.parameter
    if parameter is not None:
        yield from worded(question, parameter.choices, parameter.choices)


def worded(question: Question, values: Iterable[str], table: Words) -> Iterator[Offer]:
    """Offer values in the first word for each that begins as is typed."""
    for value in values:
        spoken = question.say(table[value]).partition("|")[0] if value in table else value
        for offer in first(question, spoken, value, *words.ways(value, table)):
            yield offer._replace(text=spoken if offer.value == value else value)


def first(question: Question, *names: str, text: str = "") -> Iterator[Offer]:
    """Offer the first of several names that begins as is typed, and say this text, else the first of all."""
    offered = next((name for name in names if begins(name, question.spot.typed)), None)
    if offered:
        yield Offer(offered, text or names[0])


def begins(value: str, typed: str) -> bool:
    """Tell whether a value begins as is typed; width and case do not matter."""
    return plain(value).startswith(plain(typed))


def plain(text: str) -> str:
    """Reduce a text to what matters when it is typed."""
    return unicodedata.normalize("NFKC", text).casefold()


def dates(question: Question) -> Iterator[Offer]:
    """Offer the days that are meant most often: those to come, where one is asked that lies ahead."""
    today, parameter = question.today, question.spot.parameter
    ahead = parameter is not None and parameter.name in {"reply_by", "due_before"}
    found: dict[date, Message] = {}
    for day, text in _ahead(today) if ahead else _past(today):
        found.setdefault(day, text)
    yield from (Offer(day.isoformat(), question.say(text)) for day, text in found.items())


def _past(today: date) -> Iterator[tuple[date, Message]]:
    yield today, msg("today")
    yield today - timedelta(days=1), msg("yesterday")
    yield today - timedelta(days=(today.weekday() - _FRIDAY - 1) % 7 + 1), msg("last Friday")
    yield today - timedelta(days=today.day), msg("end of last month")


def _ahead(today: date) -> Iterator[tuple[date, Message]]:
    yield today + timedelta(days=7), msg("a week from now")
    for kind, text in (
        (PeriodKind.MONTH, msg("end of the month")),
        (PeriodKind.QUARTER, msg("end of the quarter")),
        (PeriodKind.YEAR, msg("end of the year")),
    ):
        yield Period.containing(kind, today).last_day, text


def days(question: Question) -> Iterator[Offer]:  # noqa: ARG001 - offered whatever is asked
    """Offer numbers of days."""
    yield from (Offer(f"{number}d") for number in _DAYS)


def periods(kinds: Iterable[PeriodKind], today: date) -> Iterator[Offer]:
    """Offer the periods that run now, then those before."""
    running = [Period.containing(kind, today) for kind in kinds]
    for _ in range(_PERIODS):
        yield from (Offer(str(period), f"{period.start} – {period.last_day}") for period in running)
        running = [period.previous for period in running]


def periods_of_paper(question: Question) -> Iterator[Offer]:
    """Offer the periods of the paper that is typed, of any where it is none yet."""
    from qtrack.papers.registry import PAPERS

    paper = PAPERS.get(question.spot.value("kind") or "")
    kinds = [paper.period] if paper and paper.period and not paper.of_any else PeriodKind
    yield from periods(kinds, question.today)


def topics(question: Question) -> Iterator[Offer]:
    """Offer the topics of the manual, then the commands."""
    from qtrack.pages.manual import topic_titles

    for topic, title in topic_titles(question.context.screen.translator.language).items():
        yield from first(question, topic, *words.ways(topic, words.TOPICS), text=title)
    yield from commands(question)


def commands(question: Question) -> Iterator[Offer]:
    """Offer the commands, each with its sentence."""
    for name, text in COMMANDS.items():
        said = question.say(text).partition("\n\n")[0]
        yield from first(question, name, *words.ways(name, NAMES), text=said)


def checks(question: Question) -> Iterator[Offer]:
    """Offer the checks, each with what it holds."""
    from qtrack.pages.manual import manual

    for page in manual():
        ways = words.ways(page.name, words.words(page.name))
        yield from first(question, page.name, *ways, text=question.say(page.holds))
