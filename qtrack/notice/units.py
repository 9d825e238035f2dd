"""Who answers for a task: the words for units and their roles."""

import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.units import plain_name
from qtrack.notice import phrases
from qtrack.notice.phrases import compiled
from qtrack.notice.text import Span, masked, number_meant

Role = Literal["lead", "shared", "by_duty", "partner", "due", "person"]
#: The roles by the names of phrases.
_ROLES: Final[dict[str, Role]] = {
    "lead": "lead",
    "shared": "shared",
    "by_duty": "by_duty",
    "partner": "partner",
    "due": "due",
    "person": "person",
}
#: So many signs beside a deadline say nothing of their own.
_FEW: Final = 3
_LABELS: Final = phrases.ROLE_LABELS | {"due": phrases.DEADLINE_LABEL}


class Named(msgspec.Struct, frozen=True):
    """A unit as a notice names it, and the role that the notice gives it."""

    name: str
    role: Role


class Responsible(msgspec.Struct, frozen=True):
    """What a bracket, a line or a cell says of who answers and by when, and what of it is in doubt.

    With `same` it is said by what is above it, or also for what is below; `above` says of how many tasks
    before it this is told.
    """

    span: Span
    units: tuple[Named, ...]
    doubts: tuple[Message, ...] = ()
    same: Literal["", "above", "below"] = ""
    above: int = 0
    due: tuple[Span, ...] = ()


def find_responsible(span: Span) -> tuple[list[tuple[int, int]], list[Responsible]]:
    """Return where in a passage brackets or lines say who answers, and what they say."""
    plain = span.plain
    places, told = [], []
    if any(label.start() == 0 for label in _labels(masked(plain))):
        return [(0, len(plain))], [read_responsible(span)]
    for start, end in _brackets(plain):
        inner = span.cut(start + 1, end - 1)
        if _names_units(inner.plain, at_end=_is_end(plain, start, end)):
            places.append((start, end))
            told.append(read_responsible(inner))
    line = next(
        (one for one in _labels(masked(plain)) if re.search(r"(?:^|[。;.!(])\s*$", plain[: one.start()])),
        None,
    )
    if line is not None and not told:
        places.append((line.start(), len(plain)))
        told.append(read_responsible(span.cut(line.start())))
    elif not told and compiled(phrases.SAME_ABOVE.pattern).match(plain) and _names_units(plain, at_end=True):
        places.append((0, len(plain)))
        told.append(read_responsible(span))
    return places, told


def _is_end(plain: str, start: int, end: int) -> bool:
    """Tell whether a bracket ends a passage, or the heading before it."""
    return not re.sub(r"[。;,.\s]", "", plain[end:]) or (plain[end] == "。" and "。" not in plain[:start])


def _brackets(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where outermost round brackets stand."""
    depth, start = 0, 0
    for at, sign in enumerate(plain):
        if sign == "(":
            start = at if depth == 0 else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def _labels(plain: str) -> list[re.Match[str]]:
    """Return where words stand that give a role to the units after them, in their order."""
    found = [match for phrase in _LABELS.values() for match in compiled(phrase.pattern).finditer(plain)]
    return sorted(found, key=lambda match: match.start())


def _names_units(plain: str, *, at_end: bool) -> bool:
    """Tell whether a bracket says who answers: by a label, by a role, or at the end by units alone."""
    if compiled(phrases.SAME.pattern).match(plain) or _labels(masked(plain)):
        return True
    parts = [part.strip() for part in re.split("[,;。]", masked(plain)) if part.strip()]
    if at_end and parts and all(_is_due(part) and _is_short(part) for part in parts):
        return True
    parts = [
        part for part in parts if not _is_due(part) and not compiled(phrases.SAME_BELOW.pattern).match(part)
    ]
    names = [name for part in parts for name in part.split("、")]
    tails = [_tail(name) for name in names]
    if any(tail is not None for tail in tails):
        return all(tail is not None or _is_unit(name) for name, tail in zip(names, tails, strict=True))
    return at_end and bool(names) and all(_is_unit(name) for name in names)


def _is_unit(name: str) -> bool:
    return compiled(phrases.UNIT_END.pattern).search(name.strip()) is not None


def _is_short(plain: str) -> bool:
    """Tell whether words say by when and nothing else."""
    found = (compiled(one.pattern).search(plain) for one in (*phrases.DEADLINES.values(), phrases.ONGOING))
    return any(one is not None and len(plain) - len(one[0]) <= _FEW for one in found)


def _is_due(plain: str) -> bool:
    """Tell whether words among the units say by when."""
    looks = [phrase.pattern for phrase in (*phrases.DEADLINES.values(), phrases.ONGOING)]
    return not _is_unit(plain) and _tail(plain) is None and any(compiled(one).search(plain) for one in looks)


def _tail(text: str) -> re.Match[str] | None:
    """Return the words at the end that give a role to the units before them."""
    found = (compiled(phrase.pattern).search(text) for phrase in phrases.ROLE_TAILS.values())
    return next((match for match in found if match is not None), None)


def _role(match: re.Match[str], table: dict[str, phrases.Phrase]) -> Role:
    name = next(name for name, phrase in table.items() if compiled(phrase.pattern) is match.re)
    return _ROLES[name.removeprefix("english-")]


def read_responsible(span: Span, role: Role = "shared") -> Responsible:
    """Read who answers, from a bracket, a line, or a cell whose column says the role."""
    plain = span.plain.rstrip("。;. ")
    if compiled(phrases.SAME.pattern).match(plain):
        return Responsible(span, (), same="above")
    above = compiled(phrases.SAME_ABOVE.pattern).match(plain)
    below = compiled(phrases.SAME_BELOW.pattern).search(plain)
    begin, end = above.end() if above else 0, below.start() if below else len(plain)
    hidden = masked(plain)
    units: dict[str, Named] = {}
    doubts: list[Message] = []
    due: list[Span] = []
    labels = _labels(hidden[:end])
    starts = [begin, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), end]
    for label, start, stop in zip([None, *labels], starts, ends, strict=True):
        given = _role(label, _LABELS) if label else role
        for part in re.finditer("[^,;。]+", hidden[start:stop]):
            whole = span.cut(start + part.start(), start + part.end())
            if given == "due" or _is_due(whole.plain):
                due.append(whole)
                continue
            if given == "person":
                doubts.append(msg("a plan has no place for persons: “{text}”", text=whole.printed))
                continue
            for name, own in _of_part(whole, given, doubts):
                units.setdefault(plain_name(name), Named(name, own))
    count = (number_meant(above[1] or "") or 1) if above else 0
    return Responsible(
        span, tuple(units.values()), tuple(doubts), "below" if below else "", count, tuple(due)
    )


def _of_part(part: Span, given: Role, doubts: list[Message]) -> Iterator[tuple[str, Role]]:
    """Yield the units between two commas, with their roles; words behind several units are said of all."""
    waiting: list[str] = []
    hidden = masked(part.plain)
    for piece in re.finditer(r"(?:[^、\s]|(?<=[!-~])\s(?=[!-~]))+", hidden):
        name = part.text[slice(*piece.span())]
        tail = _tail(piece[0])
        if tail is not None:
            name = name[: tail.start()]
        if found := compiled(phrases.OPEN_LIST.pattern).search(fold_hidden(name)):
            doubts.append(msg("the list of units is open: “{text}”", text=part.printed))
            name = name[: found.start()]
        waiting += _joined(name)
        if tail is not None:
            yield from ((one, _role(tail, phrases.ROLE_TAILS)) for one in waiting)
            waiting = []
    yield from ((one, given) for one in waiting)


def fold_hidden(text: str) -> str:
    """Return a text folded, and filled in where brackets are."""
    return masked(phrases.fold(text))


def _joined(name: str) -> Iterator[str]:
    """Yield the names that 和 and the like join; what stands before such a word must be a unit."""
    start = 0
    for found in compiled(phrases.AND.pattern).finditer(fold_hidden(name)):
        before = name[start : found.start()].strip()
        if _is_unit(phrases.fold(before)):
            yield Span(0, before).printed
            start = found.end()
    rest = Span(0, name[start:]).printed.strip("，：。；.")
    if bared := compiled(phrases.BEFORE_UNIT.pattern).sub("", rest).strip():
        yield bared
