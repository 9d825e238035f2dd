"""What is noted while a draft is made: doubts, where each piece of the notice went, and what went nowhere."""

from collections.abc import Iterable
from datetime import date

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.head import Reporting
from qtrack.notice.phrases import layout
from qtrack.notice.text import Span


class Doubt(msgspec.Struct, frozen=True):
    """What a person has to look at: the line of the notice, its words, why, and the part of the plan."""

    line: int
    text: str
    message: Message
    about: str


class Left(msgspec.Struct, frozen=True):
    """What of the notice went nowhere, and why."""

    line: int
    text: str
    reason: Message


class Told(msgspec.Struct, frozen=True):
    """A piece of the notice, and which part of the plan it went to."""

    line: int
    text: str
    about: str


def to_check(message: Message) -> Message:
    """Return the comment that marks what a person has to look at."""
    return msg("to check: {text}", text=message)


class Notebook:
    """What the parts of a draft have in common, and what is noted of them by what they are about.

    `title`, `language` and `days`, the first and the last, are those of the plan, `wordings` its deadlines in
    words; `notes` are comments on its parts.
    """

    def __init__(self, title: Span, language: str, days: tuple[date, date]) -> None:
        self.title, self.language, self.days = title, language, days
        self.doubts: list[Doubt] = []
        self.told: list[Told] = []
        self.left: list[Left] = []
        self.notes: dict[str, list[Message]] = {}
        self.wordings: dict[str, date] = {}
        self.reporting: Reporting | None = None

    @property
    def unknown(self) -> str:
        """What stands where the notice says nothing."""
        return layout.UNKNOWN[self.language]

    def in_plan(self, day: date) -> bool:
        """Tell whether a day is one of the plan."""
        return self.days[0] <= day <= self.days[1]

    def doubt(self, about: str, span: Span, message: Message) -> None:
        """Note what a person has to look at."""
        self.doubts.append(Doubt(span.line, span.printed, message, about))
        self.note(about, message)

    def note(self, about: str, message: Message) -> None:
        """Note what is to be checked as a matter of course."""
        self.notes.setdefault(about, []).append(to_check(message))

    def quote(self, about: str, span: Span) -> None:
        """Put the words of the notice beside a part of the plan."""
        self.notes.setdefault(about, []).append(msg("in the notice: “{text}”", text=span.printed))

    def tell(self, about: str, *spans: Span) -> None:
        """Note where pieces of the notice went."""
        self.told += [Told(span.line, span.text, about) for span in spans if span]

    def leave(self, reason: Message, spans: Iterable[Span]) -> None:
        """Note pieces that went nowhere."""
        self.left += [Left(span.line, span.printed, reason) for span in spans]

    def find(self, about: str, span: Span) -> None:
        """Note that a piece that seemed to go nowhere has its place."""
        self.left = [one for one in self.left if (one.line, one.text) != (span.line, span.printed)]
        self.tell(about, span)

    def drop(self, about: str) -> None:
        """Forget a part of the plan of which nothing but the heading was left, and leave the heading."""
        gone = [one for one in self.told if one.about == about]
        self.leave(msg("a heading with nothing below it"), [Span(one.line, one.text) for one in gone])
        self.told = [one for one in self.told if one.about != about]
        self.doubts = [one for one in self.doubts if one.about != about]
        self.notes.pop(about, None)
