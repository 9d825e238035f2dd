"""Who answers for a task: the words for units and their roles."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

import msgspec

from qtrack.model.units import plain_name
from qtrack.notice.phrases import when, who
from qtrack.notice.phrases.phrase import Phrase, any_of, fold
from qtrack.notice.text import Span, masked, number_meant

_PERSONS: Final = frozenset({"supervisor", "person", "contact"})
#: So many signs beside a deadline say nothing of their own.
_FEW: Final = 3


class Named(msgspec.Struct, frozen=True):
    """A unit as a notice names it, and the role that the notice gives it: a name of the phrases for roles."""

    name: str
    role: str


class Responsible(msgspec.Struct, frozen=True):
    """What a bracket, a line or a cell says of who answers and by when.

    With `same` it is said by what is above it, or also for what is below; `above` says of how many tasks
    before it this is told. `excluding` names who is left out of those named, `open` a list that goes on,
    `persons` who answers by name, by the role.
    """

    span: Span
    units: tuple[Named, ...]
    same: Literal["", "above", "below"] = ""
    above: int = 0
    due: tuple[Span, ...] = ()
    excluding: tuple[str, ...] = ()
    open: bool = False
    persons: tuple[tuple[str, str], ...] = ()


def find_responsible(span: Span) -> tuple[list[tuple[int, int]], list[Responsible]]:
    """Return where in a passage brackets or lines say who answers, and what they say."""
    plain = span.plain
    labels = _labels(masked(plain))
    if any(label.start() == 0 for label, _ in labels):
        return [(0, len(plain))], [read_responsible(span)]
    places = [
        (start, end)
        for start, end in _brackets(plain)
        if _names_units(plain[start + 1 : end - 1].strip(), at_end=_is_end(plain, start, end))
    ]
    if places:
        return places, [read_responsible(span.cut(start + 1, end - 1)) for start, end in places]
    starts = (label.start() for label, _ in labels if re.search(r"[。;.!(]\s*$", plain[: label.start()]))
    line = next(starts, None)
    if line is None and who.SAME_ABOVE.match(plain) and _names_units(plain, at_end=True):
        line = 0
    return ([], []) if line is None else ([(line, len(plain))], [read_responsible(span.cut(line))])


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


def _labels(plain: str) -> list[tuple[re.Match[str], str]]:
    """Return where words stand that give a role to what follows, in their order, and the roles."""
    table = who.ROLE_LABELS.items()
    found = [(match, role) for role, phrase in table for match in phrase.finditer(plain)]
    return sorted(found, key=lambda one: one[0].start())


def _names_units(plain: str, *, at_end: bool) -> bool:
    """Tell whether a bracket says who answers: by a label, by a role, or at the end by units alone."""
    plain = who.EXCLUDING.sub("", plain)
    if who.SAME.match(plain) or _labels(masked(plain)):
        return True
    parts = [part.strip() for part in re.split("[,;。]", masked(plain)) if part.strip()]
    if at_end and parts and all(_is_due(part) and _is_short(part) for part in parts):
        return True
    parts = [part for part in parts if not _is_due(part) and not who.SAME_BELOW.match(part)]
    names = [name for part in parts for name in part.split("、")]
    tails = [_tail(name) for name in names]
    if any(tails) or (at_end and names):
        return all(tail or _is_unit(name) for name, tail in zip(names, tails, strict=True))
    return False


def _is_unit(name: str) -> bool:
    return who.UNIT_END.search(name.strip()) is not None


_TIMES: Final[Mapping[str, Phrase]] = when.DEADLINES | {"ongoing": when.ONGOING}


def _is_short(plain: str) -> bool:
    """Tell whether words say by when and nothing else."""
    found = (phrase.search(plain) for phrase in _TIMES.values())
    return any(one is not None and len(plain) - len(one[0]) <= _FEW for one in found)


def _is_due(plain: str) -> bool:
    """Tell whether words among the units say by when."""
    return not _is_unit(plain) and _tail(plain) is None and any_of(_TIMES, plain) is not None


def _tail(text: str) -> tuple[int, str] | None:
    """Return where at the end words give a role to the units before them, and the role."""
    table = who.ROLE_TAILS.items()
    found = ((match.start(), role) for role, phrase in table if (match := phrase.search(text)))
    return next(found, None)


def read_responsible(span: Span, role: str = "shared") -> Responsible:
    """Read who answers, from a bracket, a line, or a cell whose column says the role."""
    left_out = "、".join(found["names"] or found["before"] for found in who.EXCLUDING.finditer(span.plain))
    said, span = span, _replaced(span, who.EXCLUDING, lambda _: "")
    span = _replaced(span, who.ROLE_BEHIND, lambda found: found[1])
    plain = span.plain.rstrip("。;. ")
    if who.SAME.match(plain):
        return Responsible(said, (), same="above")
    above, below = who.SAME_ABOVE.match(plain), who.SAME_BELOW.search(plain)
    begin, end = above.end() if above else 0, below.start() if below else len(plain)
    hidden = masked(plain)
    units: dict[str, Named] = {}
    due: list[Span] = []
    others: list[str] = []
    persons: list[tuple[str, str]] = []
    labels = _labels(hidden[:end])
    starts = [begin, *(label.end() for label, _ in labels)]
    ends = [*(label.start() for label, _ in labels), end]
    for given, start, stop in zip([role, *(own for _, own in labels)], starts, ends, strict=True):
        for part in re.finditer("[^,;。]+", hidden[start:stop]):
            whole = span.cut(start + part.start(), start + part.end())
            if given == "due" or _is_due(whole.plain):
                due.append(whole)
            elif given in _PERSONS:
                persons.append((given, whole.printed))
            else:
                for name, own in _of_part(whole, given, others):
                    units.setdefault(plain_name(name), Named(name, own))
    same: Literal["", "below"] = "below" if below else ""
    return Responsible(
        said,
        tuple(units.values()),
        same,
        number_meant(above[1] or "") or 1 if above else 0,
        tuple(due),
        tuple(name for names in re.split("[、,]", left_out) for name in _joined(names)),
        open=bool(others),
        persons=tuple(persons),
    )


def _replaced(span: Span, phrase: Phrase, told: Callable[[re.Match[str]], str]) -> Span:
    """Return a passage with something else in the place of what a phrase finds in it."""
    text = span.text
    for found in reversed(list(phrase.finditer(span.plain))):
        text = text[: found.start()] + told(found) + text[found.end() :]
    return Span(span.line, text)


def _of_part(part: Span, given: str, others: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the units between two commas, with their roles; words behind several units are said of all.

    Words that leave a list open are put into `others`.
    """
    waiting: list[str] = []
    for piece in re.finditer(r"(?:[^、\s]|(?<=[!-~])\s(?=[!-~]))+", masked(part.plain)):
        name, tail = part.text[slice(*piece.span())], _tail(piece[0])
        if tail is not None:
            name = name[: tail[0]]
        if found := who.OPEN_LIST.search(masked(fold(name))):
            others.append(found[0])
            name = name[: found.start()]
        waiting += _joined(name)
        if tail is not None:
            yield from ((one, tail[1]) for one in waiting)
            waiting = []
    yield from ((one, given) for one in waiting)


def _joined(name: str) -> Iterator[str]:
    """Yield the names that 和 and the like join; what stands before such a word must be a unit."""
    start = 0
    for found in who.AND.finditer(masked(fold(name))):
        before = name[start : found.start()].strip()
        if _is_unit(fold(before)):
            yield Span(0, before).printed
            start = found.end()
    rest = Span(0, name[start:]).printed.strip("，：。；.")
    if bared := who.BEFORE_UNIT.sub("", rest).strip():
        yield bared
