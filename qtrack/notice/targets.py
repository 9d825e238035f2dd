"""Targets in figures: of which clause, how many of what, from where, and what a plan has no word for."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec
from msgspec.structs import replace

from qtrack.model.indicator import Better, Indicator, IndicatorKind, Qualifier
from qtrack.notice.phrases import clauses, who
from qtrack.notice.phrases.phrase import fold
from qtrack.notice.text import MASK, Span, bare, masked, number_meant

_WHOLE: Final = 100
_MARKS: Final = {Qualifier.AT_LEAST: clauses.AT_LEAST, Qualifier.ABOUT: clauses.ABOUT_SO_MANY}


class Target(msgspec.Struct, frozen=True):
    """A target, and where in its sentence its clause stands; `counted` where something is done so often.

    Id and deadline are left to whoever takes it. `of` is whose part it is of the last target that is whole.
    """

    start: int
    end: int
    own: Indicator
    counted: bool = False
    of: str = ""


class Figures(msgspec.Struct, frozen=True):
    """The figures of a sentence: targets, and where clauses begin that no plan can say or may be none."""

    targets: tuple[Target, ...] = ()
    unsayable: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    named: str = ""


def figures(sentence: Span, beside: list[tuple[int, int]], named: str = "") -> Figures:
    """Read the figures of a sentence, but for what stands at the places `beside`, such as deadlines.

    `named` is what the last clause before it without a figure says; a figure that names nothing is of that.
    """
    plain, shown = masked(sentence.plain), sentence.text
    marker = clauses.MARKER.match(plain)
    for start, end in (*beside, *([marker.span()] if marker else [])):
        plain = plain[:start] + " " * (end - start) + plain[end:]
        shown = shown[:start] + " " * (end - start) + shown[end:]
    sentence = Span(sentence.line, shown)
    plain = clauses.NO_FIGURE.sub(lambda found: MASK * len(found[0]), plain)
    targets: list[Target] = []
    unsayable: list[int] = []
    unread: list[int] = []
    strives = split = False
    for start, end in pairwise([0, *(found.end() for found in re.finditer("[,;:。]", plain)), len(plain)]):
        start += len(plain[start:end]) - len(plain[start:end].lstrip())  # noqa: PLW2901 - where its words begin
        clause = plain[start:end].rstrip(",;:。. ")
        strives = strives or clauses.STRIVES.search(clause) is not None
        count = len(list(clauses.FIGURE.finditer(clause)))
        odd = clauses.ODD_FIGURE.search(clauses.FIGURE.sub(lambda found: MASK * len(found[0]), clause))
        if not count and not odd:
            split = clauses.SPLIT.search(clause) is not None
            named = bare(sentence.cut(start, start + len(clause))).printed or named
            continue
        read = [_named(one, named) for one in _targets(sentence, start, clause)]
        read = read if all(one.own.name for one in read) else []
        whole = next((one for one in reversed(targets) if not one.of), None)
        read = list(_parted(read, whole, split=split))
        split = bool(read and read[-1].of)
        if clauses.UNSAYABLE_TARGET.search(clause):
            unsayable.append(start)
        elif odd or len(read) + sum(one.own.baseline is not None for one in read) != count:
            unread.append(start)
        else:
            for one in read:
                marks = ((Qualifier.STRIVE,) if strives else ()) + one.own.qualifiers
                kind = IndicatorKind.AVERAGE if clauses.AVERAGE.search(clause) else one.own.kind
                stop = start + len(plain[start:end].rstrip(",;:。")) if one is read[-1] else one.end
                targets.append(replace(one, end=stop, own=replace(one.own, qualifiers=marks, kind=kind)))
    return Figures(tuple(targets), tuple(unsayable), tuple(unread), named)


def _named(target: Target, before: str) -> Target:
    """Return a target with a name; one that says nothing of its own has that of the clause before."""
    name = target.own.name
    if name in clauses.NAMELESS:
        name = before
    elif name in clauses.SHARES and before:
        name = Span(0, f"{before},{name}").printed
    return replace(target, own=replace(target.own, name=name))


def _parted(targets: Iterable[Target], whole: Target | None, *, split: bool) -> Iterator[Target]:
    """Yield the targets of a clause, those that are parts of one before with whose part each is.

    With `split` the clause before said that they are; words for it are said once, before the first.
    """
    for target in targets:
        name = target.own.name
        part = clauses.PART.match(name)
        further = split and whole and target.own.unit == whole.own.unit and not clauses.VERB.match(name)
        split = whole is not None and bool(part or further)
        if whole is None or not split:
            whole = target
            yield target
        else:
            of = clauses.PART_VERB.sub("", part[1] if part else name)
            yield replace(
                target, of=of, own=replace(target.own, name=clauses.OF_PART.format(whole.own.name, of))
            )


def _targets(sentence: Span, start: int, clause: str) -> Iterator[Target]:
    """Yield the targets of a clause, which begins at `start` of its sentence."""
    apart = clauses.APART.match(clause)
    if apart is not None:
        said = sentence.text[start : start + apart.end("names")].strip()
        names, told = re.split(f"、|{who.AND.pattern}", said), apart["figures"].split("、")
        for name, figure in zip(names, told, strict=False) if len(names) == len(told) else ():
            yield from _target(sentence, start, f"{MASK * 2}{apart['verb'] or ''}{figure}", len(clause), name)
        return
    parts = [0, *(found.end() for found in re.finditer("、", clause)), len(clause)]
    segments = list(pairwise(parts))
    if not all(clauses.FIGURE.search(clause[one:after]) for one, after in segments):
        segments = [(0, len(clause))]
    for one, after in segments:
        segment = clause[one:after].rstrip("、")
        yield from _target(sentence, start + one, segment, len(segment))


def _target(sentence: Span, start: int, clause: str, length: int, named: str = "") -> Iterator[Target]:
    """Yield the target of one figure, where a pattern knows its clause."""
    for kind, phrase in clauses.TARGETS.items():
        found = phrase.match(clause)
        if found is None or not clauses.BEHIND_FIGURE.match(clause[found.end() :]):
            continue
        groups = {name: (told or "").strip() for name, told in found.groupdict().items()}
        value, baseline, most = (_value(groups.get(name, "")) for name in ("number", "from", "most"))
        words = {groups["verb"].lower(), groups["qualifier"].lower(), groups["more"]}
        falls = clauses.FALLS.match(groups["verb"]) is not None
        lower = falls or bool(words & clauses.AT_MOST)
        name = named or _name(sentence, start, found)
        unit = "%" if groups["unit"] in clauses.PERCENT else groups["unit"]
        if value is None or not name or (unit == "%" and value > _WHOLE) or (value == 0 and not lower):
            return
        if (most is not None and most <= value) or (baseline is not None and lower is not (baseline > value)):
            return
        holds = (lower and not falls) or clauses.HOLDS.match(found["verb"])
        marks = [mark for mark, held in _MARKS.items() if words & held]
        plain = lower or most is not None or len(marks) > 1
        own = Indicator(
            "",
            name,
            unit,
            value,
            IndicatorKind.HOLD if holds else IndicatorKind.REACH,
            date.max,
            baseline,
            qualifiers=tuple(mark for mark in marks if mark is not Qualifier.AT_LEAST or not plain),
            better=Better.LOWER if lower else Better.HIGHER,
            most=most,
        )
        done = kind == clauses.BARE and clauses.DOES.match(fold(name)) is not None
        yield Target(start, start + length, own, counted=done or kind in clauses.COUNTED_UP)
        return


def _name(sentence: Span, start: int, found: re.Match[str]) -> str:
    """Return what is counted, in the words of the notice."""
    groups = found.groupdict()
    shown = ["before", "name"] if "before" in groups else ["name"]
    if "before" in groups and groups["verb"] != clauses.FINISH:
        shown.insert(1, "verb")
    english = groups["verb"].isascii() and groups["verb"] != ""
    if english and "before" in groups and groups["unit"] not in {"%", *clauses.PERCENT}:
        shown.insert(-1, "unit")
    words = (" " if english else "").join(
        sentence.text[start + found.start(one) : start + found.end(one)] for one in shown
    )
    bared = clauses.BEFORE_NAME.sub("", Span(0, words).printed)
    return bared.strip(clauses.AROUND_NAME)


def _value(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    meant = number_meant(text)
    return None if meant is None else Decimal(meant)
