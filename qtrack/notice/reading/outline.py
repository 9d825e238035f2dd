"""The outline of a notice: its head, and the tree that its numbering makes, whatever signs it uses."""

import re
from typing import Final

from qtrack.locale.message import msg
from qtrack.notice import phrases
from qtrack.notice.phrases import compiled
from qtrack.notice.reading.blocks import Block, Row
from qtrack.notice.reading.head import NOTE, Head, sign
from qtrack.notice.reading.tables import checked, parts_of
from qtrack.notice.reading.tree import Node, Outline, is_day, kind_of
from qtrack.notice.text import Span, masked, number_meant
from qtrack.notice.units import find_responsible

#: Beyond so many signs the text behind a number is no heading.
_LONGEST_HEADING: Final = 60
_LONGEST_TITLE: Final = 30


def outline(blocks: list[Block]) -> Outline:
    """Return the outline of a notice."""
    whole = Outline(Span(0, ""), Span(0, ""), Span(0, ""), Span(0, ""), None, None, [], [], [], [])
    spans = [block for block in blocks if isinstance(block, Span)]
    of_tables, above, left = parts_of(block for block in blocks if isinstance(block, Row))
    whole.left += left
    for span in spans:
        whole.aliases += [
            (found[1], found[2]) for found in compiled(phrases.ALIAS.pattern).finditer(span.plain)
        ]
    begin, first = _body(spans)
    Head(whole).read([*spans[:first], *above], begin)
    _Tree(whole).read(spans[first:])
    whole.doubts += checked([*spans[:first], *above], of_tables)
    for part in of_tables:
        part.title = part.title or whole.title or whole.cover
    whole.parts += of_tables
    return whole


def _body(spans: list[Span]) -> tuple[int, int]:
    """Return where the plan itself begins, behind the letter that it came with, and its first numbered line.

    A letter ends with the day that it was written on; what comes behind it with a title is the plan.
    """
    begin = 0
    for at, span in enumerate(spans):
        title = next(
            (one for one in spans[at + 1 : at + 4] if compiled(phrases.TITLE.pattern).search(one.plain)), None
        )
        if is_day(span) and title is not None and not kind_of(title) and any(map(kind_of, spans[at + 1 :])):
            begin = at + 1
            break
    first = next((at for at in range(begin, len(spans)) if kind_of(spans[at])), len(spans))
    return begin, first


class _Tree:
    """Makes the tree of the numbered parts, in the order of numberings in which they are found."""

    def __init__(self, whole: Outline) -> None:
        self._whole = whole
        self._open: list[Node] = []
        self._last: dict[str, int] = {}

    def read(self, spans: list[Span]) -> None:
        """Read what stands from the first number on."""
        for at, span in enumerate(spans):
            if is_day(span):
                self._signature(spans, at)
            elif found := kind_of(span):
                self._begin(span, *found)
            elif compiled(phrases.FRAME["signs"].pattern).search(span.plain):
                self._whole.left.append((span, NOTE))
            else:
                self._go_on(span)

    def _signature(self, spans: list[Span], at: int) -> None:
        body = self._open[-1].body if self._open else []
        if self._whole.issued is None:
            signer = sign(self._whole, spans, at)
            if len(signer) > 1 and body and body[-1].line == spans[at - 1].line:
                body.pop()
        else:
            self._whole.left.append((spans[at], NOTE))

    def _begin(self, span: Span, kind: str, found: re.Match[str]) -> None:
        number = next((group for group in found.groups() if group), "")
        kinds = [node.kind for node in self._open]
        before = None
        if kind in kinds:
            before = self._open[kinds.index(kind)]
            del self._open[kinds.index(kind) :]
        node = Node(kind, number, span.line, Span(span.line, ""), [], [], [], [], [])
        own, last = number_meant(number), number_meant(before.number if before else "")
        if own is not None and own not in {1, (last or 0) + 1, self._last.get(kind, 0) + 1}:
            node.doubts.append((span, msg("is a part missing before number {number}?", number=number)))
        self._last[kind] = own or 0
        (self._open[-1].parts if self._open else self._whole.parts).append(node)
        self._open.append(node)
        rest = self._take(span.cut(found.end()), node)
        head, body = heading(rest)
        node.title = head
        node.body += [body] if body else []

    def _go_on(self, span: Span) -> None:
        node = self._open[-1]
        bare_line = compiled(phrases.DEADLINE_LABEL.pattern).match(span.plain)
        if bare_line:
            node.due.append(span)
            return
        before = len(node.responsible)
        rest = self._take(span, node)
        if len(node.responsible) > before and not rest:
            self._lift(node, before)
        if rest:
            node.body.append(rest)

    def _lift(self, node: Node, since: int) -> None:
        """Give a line of its own to the part above, where the parts before this one name nobody either."""
        above = self._open[-2] if len(self._open) > 1 else None
        if (
            above
            and len(above.parts) > 1
            and since == 0
            and not any(one.responsible for one in above.parts[:-1])
        ):
            above.responsible += node.responsible
            node.responsible.clear()

    def _take(self, span: Span, node: Node) -> Span:
        """Take from a passage who answers, and return the rest."""
        places, told = find_responsible(span)
        node.responsible += told
        text = span.text
        for start, end in reversed(places):
            text = text[:start].rstrip("( （〔【") + text[end:]
        return Span(span.line, re.sub("([。.;；])[。.;；]+$", r"\1", text.strip()))


def heading(span: Span) -> tuple[Span, Span]:
    """Part a numbered passage into its heading, which may be empty, and its text."""
    plain = masked(span.plain)
    end = re.search(r"[。:](?=.)|[a-z0-9)”]\.(?=\s+[A-Z])", plain)
    if end is None:
        whole = plain.rstrip("。:;.")
        short = len(whole) <= _LONGEST_HEADING and "," not in whole and ";" not in whole
        return (span.cut(0, len(whole)), Span(span.line, "")) if short else (Span(span.line, ""), span)
    first = plain[: end.start() if end[0] in "。:" else end.end() - 1]
    if (
        len(first) <= _LONGEST_TITLE
        and "," not in first
        and not compiled(phrases.FIGURE.pattern).search(first)
    ):
        return span.cut(0, len(first)), span.cut(end.end())
    return Span(span.line, ""), span
