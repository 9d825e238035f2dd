"""The register of a draft: every unit that a notice names once, with its other names, and groups of them."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.units import Register, Unit, UnitGroup, UnitKind, plain_name
from qtrack.notice.phrases import who
from qtrack.notice.phrases.phrase import any_of, fold
from qtrack.notice.text import Span


class _Body(msgspec.Struct):
    """A unit that was named: where first, and how else it is called."""

    name: str
    line: int
    aliases: dict[str, None]

    @property
    def short(self) -> str:
        """The shortest of its names."""
        return min((self.name, *(one for one in self.aliases if "（" not in one)), key=len)

    @property
    def kind(self) -> UnitKind | None:
        """The kind that its name tells, if it does."""
        told = any_of(who.UNIT_KINDS, fold(self.name))
        return UnitKind(told) if told else None

    @property
    def stands_for_kind(self) -> bool:
        """Whether its name stands for all units of the kind that it tells."""
        plain = fold(self.name)
        whole = is_collective(self.name) and who.WHOLE_KIND.search(plain) and self.kind
        return bool(whole) and not who.SOME.search(plain)


class UnitBook:
    """Gathers units as they are named; `register` has them once it is closed, `doubts` what is unsure."""

    def __init__(self, aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._bodies: dict[str, _Body] = {}
        self._full = {plain_name(short): full for full, short in aliases}
        self.register = Register(())
        self.doubts: list[tuple[str, Span, Message]] = []

    def name(self, named: str, line: int) -> None:
        """Take down a unit that is named in a line."""
        whole = self._full.get(plain_name(_own(named)), _own(named))
        body = self._bodies.setdefault(plain_name(whole), _Body(whole, line, {}))
        body.aliases |= {other: None for other in (_own(named), named) if other != whole}

    def id_of(self, named: str) -> str:
        """Return the id of a unit as the notice names it."""
        body = self.register.find(_own(named))
        if body is None:
            raise LookupError(named)
        return body.id

    def close(self) -> None:
        """Make the register: groups of names that stand for all units of a kind, units of the others."""
        self._join_prefixed()
        bodies = list(self._bodies.values())
        known = {body.kind for body in bodies if not is_collective(body.name)}
        groups = [body for body in bodies if body.stands_for_kind and body.kind in known]
        units: list[tuple[_Body, Unit]] = []
        for body in (one for one in bodies if one not in groups):
            kind = body.kind or UnitKind.DIVISION
            unit = Unit(f"u{len(units) + 1:02d}", body.name, body.short, kind, tuple(body.aliases))
            units.append((body, unit))
            if is_collective(unit.name):
                message = msg(
                    "“{name}” stands for several units; register them, and this as a group", name=unit.name
                )
                self.doubts.append((unit.id, Span(body.line, unit.name), message))
        single = [(body, unit) for body, unit in units if not is_collective(unit.name)]
        made = []
        for at, body in enumerate(groups, 1):
            members = tuple(unit.id for one, unit in single if one.kind is body.kind)
            short = body.short if body.short != body.name else ""
            made.append(UnitGroup(f"g{at:02d}", body.name, members, short, tuple(body.aliases)))
            message = msg(
                "the notice does not list “{name}”; taken are those of its kind that it names", name=body.name
            )
            self.doubts.append((made[-1].id, Span(body.line, body.name), message))
        self.register = Register(tuple(unit for _, unit in units), tuple(made))
        for body, unit in single:
            for message in _alike(unit, [other for _, other in single]):
                self.doubts.append((unit.id, Span(body.line, unit.name), message))

    def _join_prefixed(self) -> None:
        """Take 计量院 for 省计量院 where both are named."""
        for key, body in list(self._bodies.items()):
            whole = next((one for one in self._bodies if one[1:] == key and one[0] in who.PLACES), None)
            if whole is not None:
                longer = self._bodies[whole]
                longer.aliases |= {body.name: None} | body.aliases
                longer.line = min(longer.line, body.line)
                del self._bodies[key]


def _own(named: str) -> str:
    """Return a name without what says that it is the office's own, and without a part of it in brackets."""
    prefix = who.OWN_OFFICE.match(fold(named))
    bared = named[prefix.end() :] if prefix else named
    inner = re.fullmatch(r"(.{3,})\(([^()]{2,})\)", fold(bared))
    return Span(0, bared[: inner.end(1)] if inner else bared).printed


def is_collective(name: str) -> bool:
    """Tell whether a name stands for several units."""
    return who.COLLECTIVE.search(fold(name)) is not None


def _alike(unit: Unit, units: list[Unit]) -> Iterator[Message]:
    """Yield where a name may be a shorter one of another unit."""
    for other in units:
        short, whole = fold(unit.name), fold(other.name)
        if len(short) < len(whole) and short[:1] == whole[:1] and short[-1:] == whole[-1:]:
            signs = iter(whole)
            if all(sign in signs for sign in short):
                yield msg(
                    "“{name}” may be “{other}”; if so, make it an alias", name=unit.name, other=other.name
                )
