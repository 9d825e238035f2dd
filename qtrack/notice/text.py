"""Passages of a notice with their places, and how a passage falls into sentences, clauses and statements."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec

from qtrack.notice.phrases import clauses, layout, when
from qtrack.notice.phrases.phrase import Phrase, fold

#: What is filled in for what stands in brackets and quotes, where nothing is parted and nothing counted.
MASK: Final = "\u25a1"
_OPENING: Final = {"(": ")", "《": "》", "“": "”", "‘": "’"}
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
#: A clause that is shorter makes no title.
_SHORTEST: Final = 5
_KEPT: Final = "〔〕【】[]{}"
#: A blank beside Chinese says nothing.
_BLANK: Final = re.compile("(?<=[\u3400-\u9fff，。、；：]) | (?=[\u3400-\u9fff，。、；：])")
#: How the signs of a Chinese text are printed.
_PRINTED: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}


class Span(msgspec.Struct, frozen=True):
    """A stretch of a line of the notice, or of a paragraph that begins there: `text` as it is written."""

    line: int
    text: str

    @property
    def plain(self) -> str:
        """The text in half width, of the same length."""
        return fold(self.text)

    def cut(self, start: int, end: int | None = None) -> "Span":
        """Return a part of it, without the blanks around it."""
        return Span(self.line, self.text[start:end].strip())

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def printed(self) -> str:
        """The text as a plan has it: one line, the signs of a Chinese text in full width."""
        told = " ".join("".join(sign if sign.isprintable() else " " for sign in self.text).split())
        if not is_chinese(told):
            return told
        signs = [sign if sign in _KEPT else fold(sign) for sign in told]
        for at, sign in enumerate(signs):
            between = told[at - 1 : at].isdecimal() and told[at + 1 : at + 2].isdecimal()
            signs[at] = sign if between else _PRINTED.get(sign, sign)
        return _BLANK.sub("", "".join(signs))


def masked(plain: str, *, round_too: bool = True) -> str:
    """Return a folded text of the same length in which what stands in brackets and quotes is filled in."""
    plain = when.FIVE_YEARS.sub(lambda found: f" {found[1]} ", plain)
    signs, closing = list(plain), ""
    for at, sign in enumerate(plain):
        if closing:
            if sign == closing[-1]:
                closing = closing[:-1]
            elif sign in _OPENING:
                closing += _OPENING[sign]
            signs[at] = MASK
        elif sign in _OPENING and (round_too or sign != "(") and _OPENING[sign] in plain[at:]:
            closing = _OPENING[sign]
            signs[at] = MASK
    return plain if closing else "".join(signs)


def sentences(span: Span) -> Iterator[Span]:
    """Yield the sentences of a passage; nothing of it is lost but blanks."""
    plain = masked(span.plain)
    ends = [found.end() for found in re.finditer(rf"[。;!?]+|(?<=[a-z0-9{MASK}])\.(?=\s+[A-Z])", plain)]
    ends += [found.start() for found in clauses.ENUMERATION.finditer(plain)]
    for start, end in pairwise(sorted({0, *ends, len(plain)})):
        if part := span.cut(start, end):
            yield part


def statements(sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield where the statements of a sentence stand: each begins with what is done, or what frames it."""
    plain = masked(sentence.plain)
    starts, whole = [0], False
    marker = clauses.MARKER.match(plain)
    begin = marker.end() if marker else 0
    for found in re.finditer(r"(?:^|,)\s*([^,]+)", plain[begin:]):
        clause = found[1]
        under = clauses.SUBORDINATE.match(clause) is not None
        timed = 0 if under else opening(clause) or opening(clause, when.EVERY)
        rest = clause[timed:]
        if timed and whole and clauses.COMPLETES.match(rest[opening(rest) :]):
            continue
        acts = (
            len(rest) > 1
            if timed
            else not under and (clauses.VERB.search(clause) or clauses.FIGURE.search(clause))
        )
        if whole and (under or timed or acts):
            starts.append(begin + found.start(1))
            whole = False
        whole = whole or bool(acts)
    yield from pairwise([*starts, len(plain)])


def opening(clause: str, table: Mapping[str, Phrase] = when.DEADLINES) -> int:
    """Return where what a clause begins with ends, such as a deadline; 0 where it begins with none."""
    found = (one.match(clause) for one in table.values())
    return next((one.end() for one in found if one is not None), 0)


def bare(span: Span) -> Span:
    """Return a statement without the signs around it and the words before it that say nothing."""
    marker = clauses.MARKER.match(span.plain)
    text = span.text[marker.end() if marker else 0 :].strip(" \t,，;；。.、:：")
    padding = clauses.PADDING.match(fold(text))
    return Span(span.line, text[padding.end() if padding else 0 :].strip())


def beginning(span: Span) -> str:
    """Return a short title from the beginning of a text: its first clause that says what is done."""
    first = next(sentences(span), span)
    start, end = next(statements(first))
    found = list(re.finditer("[^,;:。]+", masked(first.plain)[start:end]))
    acts = (one for one in found if clauses.VERB.match(one[0]) and len(one[0]) >= _SHORTEST)
    chosen = next(acts, None) or next((one for one in found if len(one[0]) >= _SHORTEST), None)
    return bare(first.cut(start + chosen.start(), start + chosen.end()) if chosen else first).printed


def is_chinese(text: str) -> bool:
    """Tell whether a text has Chinese in it."""
    return _CHINESE.search(text) is not None


def number_meant(text: str) -> int | None:
    """Return what a number says, such as 12, 十二, 二〇一八, ③ or IV; None for anything else."""
    if text.isdecimal() and text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if len(text) == 1 and text.isascii() and text.isalpha() and text not in "IVX":
        return ord(text.lower()) - ord("a") + 1
    digits = layout.DIGITS
    if all(sign in digits for sign in text):
        return int("".join(str(digits[sign]) for sign in text)) if text else None
    total, held = 0, 0
    for sign in text:
        if sign in layout.TENS:
            total, held = total + (held or 1) * layout.TENS[sign], 0
        elif sign in digits:
            held = digits[sign]
        else:
            return _roman(text)
    return total + held


def _roman(text: str) -> int | None:
    values = {"I": 1, "V": 5, "X": 10}
    if not text or any(sign not in values for sign in text.upper()):
        return None
    numbers = [values[sign] for sign in text.upper()]
    return sum(-one if one < after else one for one, after in pairwise([*numbers, 0]))


def kind_of(span: Span) -> tuple[str, re.Match[str]] | None:
    """Return which kind of number a line begins with."""
    for kind, phrase in layout.NUMBERINGS.items():
        if found := phrase.match(span.plain):
            return kind, found
    return None


def figure(plain: str) -> Decimal | None:
    """Return the number of a text that has one, in digits."""
    found = re.findall(r"\d+(?:\.\d+)?", plain)
    return Decimal(found[0]) if len(found) == 1 else None


def signs(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(re.findall(r"[^\W_]", fold(text)))


def pairs(text: str) -> frozenset[str]:
    """Return all pairs of letters and digits that stand beside one another."""
    plain = signs(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
