"""The parts of a notice by their numbering, and what kinds of lines there are."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from qtrack.locale.message import Message
from qtrack.notice import phrases
from qtrack.notice.phrases import compiled
from qtrack.notice.text import Span
from qtrack.notice.times import day_written
from qtrack.notice.units import Responsible


class Node(msgspec.Struct):
    """A numbered part of a notice: its heading, the passages below it, and who is named there."""

    kind: str
    number: str
    line: int
    title: Span
    body: list[Span]
    responsible: list[Responsible]
    due: list[Span]
    parts: "list[Node]"
    doubts: list[tuple[Span, Message]]

    @property
    def texts(self) -> list[Span]:
        """All that it says itself."""
        return [span for span in (self.title, *self.body, *self.said_due) if span]

    @property
    def said_due(self) -> tuple[Span, ...]:
        """What it says of by when it is due, beside who answers or in a line of its own."""
        return (*(span for one in self.responsible for span in one.due), *self.due)

    @property
    def text(self) -> Span:
        """Its heading, else where its text begins."""
        return next(iter(self.texts), Span(self.line, self.number))

    def walk(self) -> "Iterator[Node]":
        """Yield it and all below it, from the top."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Outline(msgspec.Struct):
    """What a notice consists of; what is `left` has no place in a plan, each with the reason."""

    title: Span
    cover: Span
    number: Span
    issuer: Span
    issued: tuple[date, Span] | None
    published: date | None
    aliases: list[tuple[str, str]]
    parts: list[Node]
    left: list[tuple[Span, Message]]
    doubts: list[tuple[Span, Message]]


def is_day(span: Span) -> bool:
    """Tell whether a line is a date and nothing else."""
    day = day_written(span.plain)
    return day is not None and day[1] == span.plain.strip("() ")


def kind_of(span: Span) -> tuple[str, re.Match[str]] | None:
    """Return which kind of number a line begins with."""
    for kind, phrase in phrases.NUMBERINGS.items():
        if found := compiled(phrase.pattern).match(span.plain):
            return kind, found
    return None


def numbered(node: Node) -> str:
    """Return the number of a part as it is printed."""
    return f"（{node.number}）" if "brackets" in node.kind else node.number
