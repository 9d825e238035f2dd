"""The numbered parts of a notice as a tree, in the order of numberings in which they are found."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.notice.phrases import clauses, layout, who
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.units import Responsible, find_responsible
from qtrack.notice.text import Span, kind_of, masked, number_meant
from qtrack.notice.times import day_written

#: Beyond so many signs the text behind a number is no heading.
_LONGEST_HEADING, _LONGEST_TITLE = 60, 30


class Node(msgspec.Struct):
    """A numbered part of a notice: its heading, the passages below it, and who is named there.

    `mark` is its number with the signs around it. Of tables, `named` is what one calls it, `also` what it
    says of it once more, `said` what its columns say by their names; `figures` are tables of figures.
    """

    kind: str
    number: str
    line: int
    title: Span
    body: list[Span] = []
    responsible: list[Responsible] = []
    due: list[Span] = []
    parts: "list[Node]" = []
    doubts: list[tuple[Span, Message]] = []
    also: list[Span] = []
    said: dict[str, list[Span]] = {}
    figures: "list[tuple[Row, list[Row]]]" = []
    mark: str = ""
    named: Span = Span(0, "")

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

    @property
    def printed(self) -> str:
        """Its number as it is printed."""
        return f"（{self.number}）" if "brackets" in self.kind else self.number

    def walk(self) -> "Iterator[Node]":
        """Yield it and all below it, from the top."""
        yield self
        for part in self.parts:
            yield from part.walk()


_NONE = Span(0, "")


class Outline(msgspec.Struct):
    """What a notice consists of; what is `left` has no place in a plan, each with the reason."""

    title: Span = _NONE
    cover: Span = _NONE
    number: Span = _NONE
    issuer: Span = _NONE
    issued: tuple[date, Span] | None = None
    published: date | None = None
    aliases: list[tuple[str, str]] = []
    parts: list[Node] = []
    headers: list[Span] = []
    captions: list[Span] = []
    left: list[tuple[Span, Message]] = []
    doubts: list[tuple[Span, Message]] = []

    def sign(self, spans: list[Span], at: int) -> set[int]:
        """Take the day in a line, and who signs above it; return which lines that were."""
        day = day_written(spans[at].plain)
        self.issued = (day[0], spans[at]) if day else self.issued
        above = spans[at - 1] if at else _NONE
        signs = above and not re.search("。|:$", above.plain) and who.UNIT_END.search(above.plain)
        if not signs or kind_of(above):
            return {at}
        self.issuer = above
        return {at - 1, at}


def is_day(span: Span) -> bool:
    """Tell whether a line is a date and nothing else."""
    day = day_written(span.plain)
    return day is not None and day[1] == span.plain.strip("() ")


class Tree:
    """Makes the tree of the numbered parts of one notice."""

    def __init__(self, whole: Outline) -> None:
        self._whole = whole
        self._open: list[Node] = []
        self._last: dict[str, int] = {}

    def read(self, spans: list[Span]) -> None:
        """Read what stands from the first number on."""
        foot = next((at for at, span in enumerate(spans) if layout.FOOT.search(span.plain)), len(spans))
        self._whole.left += [(span, msg("note on the document")) for span in spans[foot:]]
        spans = [part for span in spans[:foot] for part in _apart(span)]
        attached = False
        for at, span in enumerate(spans):
            further = attached and layout.ATTACHED_TOO.search(span.plain)
            attached = bool(further or layout.ATTACHED.search(span.plain))
            counted = clauses.COUNTED.match(span.plain)
            if is_day(span):
                self._signature(spans, at)
            elif not further and (found := kind_of(span)):
                self._begin(span, *found)
            elif counted and find_responsible(span)[1]:
                self._begin(span, "counted", counted)
            elif further or layout.FRAME["signs"].search(span.plain):
                self._whole.left.append((span, msg("note on the document")))
            elif at and layout.CAPTION.fullmatch(spans[at - 1].plain) and layout.TITLE.search(span.plain):
                self._whole.captions.append(span)
                self._whole.headers.append(span)
            elif layout.CAPTION.match(span.plain):
                self._whole.left.append((span, msg("the heading of a table")))
            else:
                self._go_on(span)

    def _signature(self, spans: list[Span], at: int) -> None:
        body = self._open[-1].body if self._open else []
        if self._whole.issued is None:
            signer = self._whole.sign(spans, at)
            if len(signer) > 1 and body and body[-1].line == spans[at - 1].line:
                body.pop()
        else:
            self._whole.left.append((spans[at], msg("note on the document")))

    def _begin(self, span: Span, kind: str, found: re.Match[str]) -> None:
        number = next((group for group in found.groups() if group), "")
        kinds = [node.kind for node in self._open]
        before = None
        if kind in kinds:
            before = self._open[kinds.index(kind)]
            del self._open[kinds.index(kind) :]
        node = Node(kind, number, span.line, Span(span.line, ""), mark=Span(0, found[0]).printed)
        own, last = number_meant(number), number_meant(before.number if before else "")
        if own is not None and own not in {1, (last or 0) + 1, self._last.get(kind, 0) + 1}:
            node.doubts.append((span, msg("is a part missing before number {number}?", number=number)))
        self._last[kind] = own or 0
        (self._open[-1].parts if self._open else self._whole.parts).append(node)
        self._open.append(node)
        node.title, body = heading(_take(span.cut(found.end()), node))
        node.body += [body] if body else []

    def _go_on(self, span: Span) -> None:
        node = self._open[-1]
        if who.ROLE_LABELS["due"].match(span.plain):
            node.due.append(span)
            return
        named = bool(node.responsible)
        rest = _take(span, node)
        if rest:
            node.body.append(rest)
        elif node.responsible and not named:
            self._lift(node)

    def _lift(self, node: Node) -> None:
        """Give a line of its own to the part above, where the parts before this one name nobody either."""
        above = self._open[-2].parts if len(self._open) > 1 else []
        if len(above) > 1 and not any(one.responsible for one in above[:-1]):
            self._open[-2].responsible += node.responsible
            node.responsible.clear()


def _apart(span: Span) -> list[Span]:
    """Return the parts of a passage that are counted out, where each says who answers; else the passage."""
    places = [found.start() for found in clauses.ENUMERATION.finditer(masked(span.plain))]
    if clauses.COUNTED.match(span.plain):
        places = [0, *places]
    parts = [span.cut(*ends) for ends in pairwise([*places, len(span.text)])]
    if len(parts) < 2 or not all(find_responsible(part)[1] for part in parts):  # noqa: PLR2004 - several
        return [span]
    return [first for first in [span.cut(0, places[0])] if first] + parts


def _take(span: Span, node: Node) -> Span:
    """Take from a passage who answers, and return the rest."""
    places, told = find_responsible(span)
    node.responsible += told
    text = span.text
    for start, end in reversed(places):
        text = text[:start].rstrip("( （〔【") + text[end:]
    return Span(span.line, re.sub("([。.;；])[。.;；]+$", r"\1", text.strip()))


def heading(span: Span) -> tuple[Span, Span]:
    """Part a numbered passage into its heading, which may be empty, and its text."""
    plain, none = masked(span.plain), Span(span.line, "")
    end = re.search(r"[。:](?=.)|[a-z0-9)”]\.(?=\s+[A-Z])", plain)
    if end is None:
        whole = plain.rstrip("。:;.")
        short = len(whole) <= _LONGEST_HEADING and not re.search("[,;]", whole)
        return (span.cut(0, len(whole)), none) if short else (none, span)
    first = plain[: end.start() if end[0] in "。:" else end.end() - 1]
    if len(first) > _LONGEST_TITLE or "," in first or clauses.FIGURE.search(first):
        return none, span
    return span.cut(0, len(first)), span.cut(end.end())
