"""From messages to text in one language, by the gettext catalogues beside this file.

English has none: the keys of the others are its text.
"""

import gettext
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from qtrack.locale.message import KEY_LANGUAGE, LANGUAGES, Message

CATALOGUES: Final = Path(__file__).parent
DOMAIN: Final = "qtrack"
_BETWEEN: Final = {"zh": "、", "en": ", "}


class Translator:
    """Says messages in one language, `zh` or `en`."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            language = KEY_LANGUAGE
        self.language = language
        self._catalogue = (
            gettext.NullTranslations()
            if language == KEY_LANGUAGE
            else gettext.translation(DOMAIN, CATALOGUES, [language])
        )

    def say(self, message: Message | str) -> str:
        """Return the text of `message`; a bare string is taken as a key without values."""
        if isinstance(message, str):
            return self._catalogue.gettext(message) if message else ""
        if message.plural:
            pattern = self._catalogue.ngettext(message.text, message.plural, message.count)
        else:
            pattern = self._catalogue.gettext(message.text)
        if not message.values:
            return pattern
        return nested(pattern.format_map({name: self.show(value) for name, value in message.values}))

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
