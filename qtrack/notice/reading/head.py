"""The head of a notice: who issued it, when, under which number and title."""

import re
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.notice import phrases
from qtrack.notice.phrases import compiled
from qtrack.notice.reading.tree import Outline, is_day, kind_of
from qtrack.notice.text import Span, masked
from qtrack.notice.times import day_written

#: A title that is so short is the end of one that was broken.
_SHORT: Final = 10


class Head:
    """Reads what stands before the first number: a letter up to `begin`, and the title of the plan."""

    def __init__(self, whole: Outline) -> None:
        self._whole = whole

    def read(self, spans: list[Span], begin: int) -> None:
        """Read the head; what says nothing for a plan is left."""
        whole = self._whole
        titles = {at: span for at, span in enumerate(spans) if _is_title(span)}
        covers = sorted(
            (at for at in titles if at < begin), key=lambda at: phrases.ABOUT not in titles[at].text
        )
        own = [at for at in titles if at >= begin]
        if not titles:
            plainest = (at for at, span in enumerate(spans) if _may_be_title(span))
            own = [at for at in (next(plainest, None),) if at is not None]
            titles = {at: spans[at] for at in own}
        whole.cover = titles[covers[0]] if covers else whole.cover
        whole.title = titles[own[0]] if own else whole.title
        used = {*covers[:1], *own[:1]}
        if own and own[0] - 1 >= begin and _is_broken(spans[own[0] - 1], whole.title):
            used.add(own[0] - 1)
            whole.title = Span(spans[own[0] - 1].line, spans[own[0] - 1].text + whole.title.text)
        days = [at for at, span in enumerate(spans) if is_day(span)]
        if days:
            used |= sign(whole, spans, begin - 1 if begin else days[-1])
        for at, span in enumerate(spans):
            if at not in used and not self._said(span):
                whole.left.append((span, reason_left(span, repeated=at in titles)))

    def _said(self, span: Span) -> bool:
        """Take the number or the day of publication, and tell whether a line says it."""
        whole, plain = self._whole, span.plain
        if found := compiled(phrases.PUBLISHED.pattern).search(plain):
            day = day_written(found[1])
            whole.published = day[0] if day else whole.published
        number = compiled(phrases.DOCUMENT_NUMBER.pattern).search(masked(plain, round_too=False))
        number = number or compiled(phrases.ENGLISH_NUMBER.pattern).match(plain)
        if number and not whole.number:
            whole.number = span.cut(*number.span(1))
            return not plain.replace(number[0], "").strip("() ")
        return False


def sign(whole: Outline, spans: list[Span], at: int) -> set[int]:
    """Take the day in a line, and who signs above it; return which lines that were."""
    day = day_written(spans[at].plain)
    whole.issued = (day[0], spans[at]) if day else whole.issued
    above = spans[at - 1] if at else None
    if above and "。" not in above.plain and not kind_of(above) and _is_signer(above.plain):
        whole.issuer = above
        return {at - 1, at}
    return {at}


def _is_signer(plain: str) -> bool:
    return not plain.endswith(":") and compiled(phrases.UNIT_END.pattern).search(plain) is not None


def _is_title(span: Span) -> bool:
    plain = span.plain
    return not re.search("[。>|]", plain) and compiled(phrases.TITLE.pattern).search(plain) is not None


def _may_be_title(span: Span) -> bool:
    return len(span.text) >= _SHORT // 2 and not re.search("[。:>|]", span.plain) and not is_day(span)


def _is_broken(span: Span, title: Span) -> bool:
    """Tell whether a line is the beginning of a title that was broken."""
    return len(title.text) < _SHORT and not re.search("[。:>]$", span.plain) and not is_day(span)


def reason_left(span: Span, *, repeated: bool = False) -> Message:
    """Return why a line of the head is not in the plan."""
    if repeated:
        return msg("one of several titles")
    for name, phrase in phrases.FRAME.items():
        if compiled(phrase.pattern).search(span.plain):
            return _REASONS[name]
    return msg("stands before the first numbered part")


NOTE: Final = msg("note on the document")
_REASONS: Final = {
    "addressees": msg("addressees"),
    "signs": NOTE,
    "preamble": msg("preamble"),
}
