"""The outline of a notice: who issued it, when and under what title, then the tree of its parts."""

import re
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.notice.phrases import layout
from qtrack.notice.phrases.phrase import any_of
from qtrack.notice.reading.annex import joined_to
from qtrack.notice.reading.blocks import Block, Row
from qtrack.notice.reading.tables import Tables
from qtrack.notice.reading.tree import Node, Outline, Tree, is_day
from qtrack.notice.text import Span, kind_of, masked
from qtrack.notice.times import day_written

#: A title that is so short is the end of one that was broken.
_SHORT: Final = 10


def outline(blocks: list[Block]) -> Outline:
    """Return the outline of a notice."""
    whole = Outline()
    spans = [block for block in blocks if isinstance(block, Span)]
    tables = Tables(whole, (block for block in blocks if isinstance(block, Row)))
    for span in spans:
        whole.aliases += [(found[1], found[2]) for found in layout.ALIAS.finditer(span.plain)]
    begin, first = _body(spans)
    _read_head(whole, [*spans[:first], *tables.above], begin)
    Tree(whole).read(spans[first:])
    tables.check(spans)
    for part in joined_to(whole, tables.parts):
        line = part.line or part.parts[0].line
        above = [own for own in whole.parts if own.line <= line]
        if above and not part.title and not (above[-1].parts or above[-1].body):
            above[-1].parts = part.parts
            continue
        captions = [span for span in whole.captions if span.line <= line]
        part.title = part.title or (captions or [whole.title or whole.cover])[-1]
        whole.parts.append(part)
    if tables.figures and not whole.parts:
        whole.parts.append(Node("words", "1", 0, whole.title or whole.cover))
    for header, rows in tables.figures:
        above = [part for part in whole.parts if part.line <= header.line]
        (above or whole.parts)[-1 if above else 0].figures.append((header, rows))
    return whole


def _body(spans: list[Span]) -> tuple[int, int]:
    """Return where the plan itself begins, behind the letter that it came with, and its first numbered line.

    A letter ends with the day that it was written on; what comes behind it with a title is the plan.
    """
    begin = 0
    for at, span in enumerate(spans):
        title = next((one for one in spans[at + 1 : at + 4] if layout.TITLE.search(one.plain)), None)
        if is_day(span) and title is not None and not kind_of(title) and any(map(kind_of, spans[at + 1 :])):
            begin = at + 1
            break
    return begin, next((at for at in range(begin, len(spans)) if kind_of(spans[at])), len(spans))


def _read_head(whole: Outline, spans: list[Span], begin: int) -> None:
    """Read what stands before the first number: a letter up to `begin`, and the title of the plan."""
    titles = [at for at, span in enumerate(spans) if _is_title(span)]
    covers = sorted((at for at in titles if at < begin), key=lambda at: layout.ABOUT not in spans[at].text)
    titles = titles or [at for at, span in enumerate(spans) if _may_be_title(span)][:1]
    own = [at for at in titles if at >= begin or not covers][:1]
    used = {*covers[:1], *own}
    whole.cover = spans[covers[0]] if covers else whole.cover
    for at in own:
        whole.title, before = spans[at], spans[at - 1] if at > begin else None
        behind = spans[at + 1] if at + 1 < len(spans) else None
        if before and len(whole.title.text) < _SHORT and _may_be_title(before, least=1):
            used.add(at - 1)
            whole.title = Span(before.line, before.text + whole.title.text)
        if behind and layout.YEARS_IN_BRACKETS.match(behind.plain):
            used.add(at + 1)
            whole.title = Span(whole.title.line, whole.title.text + behind.text)
    days = [at for at, span in enumerate(spans) if is_day(span)]
    if days:
        used |= whole.sign(spans, begin - 1 if begin else days[-1])
    for at, span in enumerate(spans):
        if at not in used and not _said(whole, span):
            whole.left.append((span, msg("one of several titles") if at in titles else _reason(span)))


def _said(whole: Outline, span: Span) -> bool:
    """Take the number or the day of publication, and tell whether a line says it and nothing else."""
    plain = span.plain
    if found := layout.PUBLISHED.search(plain):
        day = day_written(found[1])
        whole.published = day[0] if day else whole.published
    number = layout.DOCUMENT_NUMBER.search(masked(plain, round_too=False))
    number = (number or layout.ENGLISH_NUMBER.match(plain)) if not whole.number else None
    if number:
        whole.number = span.cut(*number.span(1))
    if (found := layout.ADOPTED.search(plain)) and not whole.issued and (day := day_written(found[2])):
        whole.issued, whole.issuer = (day[0], span), whole.issuer or span.cut(*found.span(1))
        return True
    return number is not None and not plain.replace(number[0], "").strip("(). ")


def _is_title(span: Span) -> bool:
    return not re.search("[。>|]", span.plain) and layout.TITLE.search(span.plain) is not None


def _may_be_title(span: Span, least: int = _SHORT // 2) -> bool:
    return len(span.text) >= least and not re.search("[。:>|]", span.plain) and not is_day(span)


_REASONS: Final = {
    "addressees": msg("addressees"),
    "signs": msg("note on the document"),
    "validity": msg("note on the document"),
    "preamble": msg("preamble"),
}


def _reason(span: Span) -> Message:
    """Return why a line of the head is not in the plan."""
    name = any_of(layout.FRAME, span.plain)
    return _REASONS[name] if name else msg("stands before the first numbered part")
