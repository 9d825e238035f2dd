"""The next free id of each kind: none that is in use, was given up, has entries, or was ever in git."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Measure, Plan, Section, Task
from qtrack.records.parts import Value

_DIGITS: Final = "零一二三四五六七八九"
#: How the first of each is numbered where no other shows how.
FIRST_SECTION: Final = "一"
FIRST_MEASURE: Final = "（一）"
_NUMBER: Final = re.compile(rf"\d+|[{_DIGITS}十]+")


class KnownIds:
    """Every id that a plan has or had; `before` is what git tells of earlier ones."""

    def __init__(self, plan: Plan, before: Iterable[str] = ()) -> None:
        register = plan.register
        self._ids = {*plan.holders, *plan.deliverables, *plan.measures, *plan.head.retired, *before}
        self._ids |= {entry.about for entry in plan.entries} | {entry.holder for entry in plan.entries}
        self._units = {body.id for body in register}
        self._indicators = {own.id for holder in plan.holders.values() for own in holder.indicators}
        self._indicators |= {name.partition("/")[2] for name in plan.head.retired if "/" in name}

    def has(self, kind: Value, identifier: str) -> bool:
        """Tell whether an id of a kind is taken, or was."""
        if isinstance(kind, Section | Measure | Task | Deliverable):
            return identifier in self._ids
        return identifier in (self._indicators if isinstance(kind, Indicator) else self._units)

    def next(self, kind: Value, holder: Value | None) -> str:
        """Return the id behind all of its kind."""
        match kind:
            case Section():
                return f"S{self._free('S')}"
            case Measure():
                return f"M{self._free('M'):02d}"
            case Task():
                return f"T{self._free('T'):02d}"
            case Deliverable() if isinstance(holder, Section | Task):
                return f"{holder.id}.{self._free(f'{holder.id}.')}"
            case Indicator():
                return _unused("indicator", self._indicators)
            case _:
                return _unused("unit", self._units)

    def _free(self, before: str) -> int:
        """Return the number behind all that stand behind a letter, or behind an id and a dot."""
        behind = (name.removeprefix(before) for name in self._ids if name.startswith(before))
        numbers = (name.partition(".")[0] for name in behind)
        return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _unused(word: str, taken: set[str]) -> str:
    number = 1
    while f"{word}-{number}" in taken:
        number += 1
    return f"{word}-{number}"


def number_behind(numbers: Sequence[str], first: str) -> str:
    """Return the number of a heading that follows the last one, in its form: （五） behind （四）."""
    found = _NUMBER.search(numbers[-1]) if numbers else None
    if found is None:
        return first
    before = found[0]
    after = str(int(before) + 1) if before.isdecimal() else _chinese(_value(before) + 1)
    return numbers[-1][: found.start()] + after + numbers[-1][found.end() :]


def _value(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    found = _DIGITS.find(ones) if ones else 0
    return found + 10 * ((_DIGITS.find(tens) if tens else 1) if ten else 0)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
