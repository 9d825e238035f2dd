"""Sentences as values, with dates and near names in them, and the catalogues that make text of them.

English has no catalogue: the keys of the others are its text.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One sentence or label: its English text is the key of the catalogue, its values fill the braces.

    `plural` and `count` are given together when the words change with a number.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    count: int = 1


class Word(Message, frozen=True):
    """A label with other words for the same behind it, parted by `|`; it is said by the first."""


class Clause(Message, frozen=True):
    """A whole sentence within another one, without the sign that ends it."""


def msg(text: str, /, **values: object) -> Message:
    """Make a message; `text` is the English sentence with `{name}` for each value."""
    return Message(text, tuple(values.items()))


def nmsg(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message whose words change with `count`, which is also the value `{n}`."""
    return Message(one, (("n", count), *values.items()), many, count)


def days(count: int) -> Message:
    """Return a number of days: 1 day, 3 days."""
    return nmsg("{n} day", "{n} days", count)


def mark(text: str) -> str:
    """Mark a bare text for the catalogue; whoever shows it translates it."""
    return text


#: The language of the message keys, which needs no catalogue.
KEY_LANGUAGE: Final = "en"
LANGUAGES: Final = (KEY_LANGUAGE, "zh")


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the name most like `name`, or None where none is alike enough; cutoff 0 takes any."""
    from difflib import get_close_matches  # noqa: PLC0415 - only those who mistype wait for it

    close = get_close_matches(name, list(names), n=1, cutoff=cutoff)
    return close[0] if close else None


#: Of the year in their order; the catalogue has each.
MONTHS: Final = "January February March April May June July August September October November December"


def long_date(day: date) -> Message:
    """Return a date: 28 June 2019, 2019年6月28日."""
    return msg(
        "{day} {month} {year}", day=day.day, month=Message(MONTHS.split()[day.month - 1]), year=day.year
    )


def day_of_year(month: int, day: int) -> Message:
    """Return a day that every year has: 15 March, 3月15日."""
    return msg("{day} {month}", day=day, month=Message(MONTHS.split()[month - 1]))


CATALOGUES: Final = Path(__file__).parent
#: A catalogue in the folder of its language, as the build compiles it.
CATALOGUE: Final = "LC_MESSAGES/qtrack.json"
#: The values by which sentences name an option, or an argument in words.
_PLACES: Final = {"option", "place"}
_BETWEEN: Final = {"zh": "、", "en": ", "}


def _bare(pattern: str, message: Message) -> str:
    match message:
        case Word():
            return pattern.partition("|")[0]
        case Clause():
            return pattern.rstrip(".。")
        case _:
            return pattern


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Return the texts of the keys, read when something is said; a language that has none speaks in keys."""
    try:
        compiled = (CATALOGUES / language / CATALOGUE).read_bytes()
    except FileNotFoundError:
        return {}
    return msgspec.json.decode(compiled, type=dict[str, str])


class Translator:
    """Says messages in one language, `zh` or `en`."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            language = KEY_LANGUAGE
        self.language = language

    def say(self, message: Message | str) -> str:
        """Return the text of `message`; a bare string is taken as a key without values."""
        if isinstance(message, str):
            return _catalogue(self.language).get(message, message)
        pattern = self.pattern(message)
        if not message.values:
            return _bare(pattern, message)
        said = {name: self.show(value) for name, value in message.values}
        for name in _PLACES & said.keys():
            if not said[name][:1].isascii():  # blanks part Latin names from Chinese
                pattern = pattern.replace(f" {{{name}}}", f"{{{name}}}")
            if not said[name][-1:].isascii():
                pattern = pattern.replace(f"{{{name}}} ", f"{{{name}}}")
        return nested(pattern.format_map(said))

    def pattern(self, message: Message) -> str:
        """Return the words of `message` before its values are filled in."""
        own = message.plural if message.plural and message.count != 1 else message.text
        return _catalogue(self.language).get(message.text, own)

    def show(self, value: object) -> str:
        """Write one value the way this language writes it."""
        match value:
            case Message():
                return self.say(value)
            case str():
                return value
            case Decimal():
                return number(value)
            case date():
                return value.isoformat()
            case Sequence():
                return _BETWEEN[self.language].join(self.show(member) for member in value)
            case _:
                return str(value)

    def together(self, messages: Sequence[Message], between: str | None = None) -> str:
        """Join several messages, by the list sign of the language unless told another."""
        sign = _BETWEEN[self.language] if between is None else between
        return sign.join(self.say(message) for message in messages)


def nested(text: str) -> str:
    """Put ‘’ for “” within “”, as both languages quote; where quotes are not in pairs, the text stays."""
    if text.count("“") < 2:  # noqa: PLR2004 - one is in none
        return text
    depth, signs = 0, list(text)
    for at, sign in enumerate(signs):
        if sign == "“":
            signs[at] = "‘" if depth % 2 else "“"
            depth += 1
        elif sign == "”":
            depth -= 1
            signs[at] = "’" if depth % 2 else "”"
        if depth < 0:
            return text
    return text if depth else "".join(signs)


def number(value: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing: 95, 0.5, 2000."""
    text = f"{value + 0:f}"  # -0 is 0
    return text.rstrip("0").rstrip(".") if "." in text else text
