"""Targets in figures: of which clause, how many of what, from where, and what a plan has no word for."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec

from qtrack.model.plan import IndicatorKind, Qualifier
from qtrack.notice import phrases
from qtrack.notice.text import MASK, Span, masked, number_meant

_WHOLE: Final = 100


class Target(msgspec.Struct, frozen=True):
    """A target, and where in its sentence the clause stands that says it."""

    start: int
    end: int
    name: str
    unit: str
    value: Decimal
    kind: IndicatorKind
    baseline: Decimal | None = None
    qualifiers: tuple[Qualifier, ...] = ()


class Figures(msgspec.Struct, frozen=True):
    """The figures of a sentence: targets, and where clauses begin that no plan can say or may be none."""

    targets: tuple[Target, ...] = ()
    unsayable: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


def figures(sentence: Span, beside: list[tuple[int, int]]) -> Figures:
    """Read the figures of a sentence, but for what stands at the places `beside`, such as deadlines."""
    plain, shown = masked(sentence.plain), sentence.text
    for start, end in beside:
        plain = plain[:start] + " " * (end - start) + plain[end:]
        shown = shown[:start] + " " * (end - start) + shown[end:]
    sentence = Span(sentence.line, shown)
    plain = phrases.NO_FIGURE.sub(lambda found: MASK * len(found[0]), plain)
    targets: list[Target] = []
    unsayable: list[int] = []
    unread: list[int] = []
    strives, said = False, ""
    for start, end in pairwise([0, *(found.end() for found in re.finditer("[,;:。]", plain)), len(plain)]):
        clause = plain[start:end].rstrip(",;:。 ")
        before, said = said, sentence.text[start : start + len(clause)]
        strives = strives or phrases.STRIVES.search(clause) is not None
        count = len(list(phrases.FIGURE.finditer(clause)))
        odd = phrases.ODD_FIGURE.search(phrases.FIGURE.sub(lambda found: MASK * len(found[0]), clause))
        if not count and not odd:
            continue
        read = list(_targets(sentence, start, clause, targets[-1].name if targets else ""))
        if len(read) == 1 and read[0].name in phrases.NAMELESS:
            read = [msgspec.structs.replace(read[0], name=Span(0, before).printed)] if before else []
        if phrases.UNSAYABLE_TARGET.search(_tails(clause)):
            unsayable.append(start)
        elif odd or len(read) + sum(one.baseline is not None for one in read) != count:
            unread.append(start)
        else:
            mark = (Qualifier.STRIVE,) if strives else ()
            targets += [msgspec.structs.replace(one, qualifiers=mark + one.qualifiers) for one in read]
    return Figures(tuple(targets), tuple(unsayable), tuple(unread))


def _tails(clause: str) -> str:
    """Return a clause without the words of what is counted from one value to another."""
    return phrases.TARGETS["from-to"].sub(" ", clause)


def _targets(sentence: Span, start: int, clause: str, before: str) -> Iterator[Target]:
    """Yield the targets of a clause, which begins at `start` of its sentence."""
    apart = phrases.APART.match(clause)
    if apart is not None:
        names = re.split(
            f"、|{phrases.AND.pattern}", sentence.text[start : start + apart.end("names")].strip()
        )
        told = apart["figures"].split("、")
        for name, figure in zip(names, told, strict=False) if len(names) == len(told) else ():
            yield from _target(sentence, start, f"{MASK * 2}{apart['verb'] or ''}{figure}", len(clause), name)
        return
    parts = [0, *(found.end() for found in re.finditer("、", clause)), len(clause)]
    segments = [(one, after) for one, after in pairwise(parts)]
    if not all(phrases.FIGURE.search(clause[one:after]) for one, after in segments):
        segments = [(0, len(clause))]
    for one, after in segments:
        segment = clause[one:after].rstrip("、")
        for found in _target(sentence, start + one, segment, len(segment)):
            part = phrases.PART.match(found.name)
            name = f"{before}（{found.name}）" if part and before else found.name
            yield msgspec.structs.replace(found, name=name)


def _target(sentence: Span, start: int, clause: str, length: int, named: str = "") -> Iterator[Target]:
    """Yield the target of one figure, where a pattern knows its clause."""
    for phrase in phrases.TARGETS.values():
        found = phrase.match(clause)
        if found is None:
            continue
        groups = found.groupdict()
        value, baseline = _value(groups["number"]), _value(groups.get("from") or "")
        verb = groups["verb"]
        more = groups.get("more") or {groups["qualifier"], verb} & phrases.AT_LEAST
        name = named or _name(sentence, start, found)
        beyond = groups["unit"] == "%" and value is not None and value > _WHOLE
        if value and name and not beyond and (baseline is None or baseline < value):
            holds = phrases.HOLDS.match(verb)
            yield Target(
                start,
                start + length,
                name,
                groups["unit"],
                value,
                IndicatorKind.HOLD if holds else IndicatorKind.REACH,
                baseline,
                (Qualifier.AT_LEAST,) if more else (),
            )
        return


def _name(sentence: Span, start: int, found: re.Match[str]) -> str:
    """Return what is counted, in the words of the notice."""
    groups = found.groupdict()
    shown = ["before", "name"] if "before" in groups else ["name"]
    if "before" in groups and groups["verb"] != phrases.FINISH:
        shown.insert(1, "verb")
    if groups["verb"] and groups["verb"].isascii():
        shown.insert(-1, "unit")
    words = ("" if groups["verb"] == "" or not groups["verb"].isascii() else " ").join(
        sentence.text[start + found.start(one) : start + found.end(one)] for one in shown
    )
    bared = phrases.BEFORE_NAME.sub("", Span(0, words).printed)
    return bared.strip(phrases.AROUND_NAME)


def _value(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    meant = number_meant(text)
    return None if meant is None else Decimal(meant)
