"""A sentence that has not chosen its language yet."""

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


def msg(text: str, /, **values: object) -> Message:
    """Make a message; `text` is the English sentence with `{name}` for each value."""
    return Message(text, tuple(values.items()))


def nmsg(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message whose words change with `count`, which is also the value `{n}`."""
    return Message(one, (("n", count), *values.items()), many, count)


def mark(text: str) -> str:
    """Mark a bare text for the catalogue; whoever shows it translates it."""
    return text


#: The language of the message keys, which needs no catalogue.
KEY_LANGUAGE: Final = "en"
LANGUAGES: Final = (KEY_LANGUAGE, "zh")
