"""The register of a draft: every unit that a notice names once, with its other names, and groups of them."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.units import Register, Unit, UnitGroup, UnitKind, plain_name
from qtrack.notice import phrases
from qtrack.notice.phrases import fold
from qtrack.notice.text import Span


class _Body(msgspec.Struct):
    """A unit that was named: where first, and how else it is called."""

    name: str
    line: int
    aliases: dict[str, None]

    @property
    def short(self) -> str:
        """The shortest of its names."""
        return min((self.name, *(alias for alias in self.aliases if "（" not in alias)), key=len)


class UnitBook:
    """Gathers units as they are named."""

    def __init__(self, aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._bodies: dict[str, _Body] = {}
        self._full = {plain_name(short): full for full, short in aliases}

    def name(self, named: str, line: int) -> None:
        """Take down a unit that is named in a line."""
        whole = self._full.get(plain_name(_own(named)), _own(named))
        body = self._bodies.setdefault(plain_name(whole), _Body(whole, line, {}))
        for other in {_own(named), named} - {whole}:
            body.aliases[other] = None

    def register(self) -> "Registered":
        """Return the register, ids in the order of the names, and what of it is in doubt."""
        self._join_prefixed()
        return Registered(*_grouped(list(self._bodies.values())))

    def _join_prefixed(self) -> None:
        """Take 计量院 for 省计量院 where both are named."""
        for key, body in list(self._bodies.items()):
            whole = next((one for one in self._bodies if one[1:] == key and one[0] in phrases.PLACES), None)
            if whole is not None:
                longer = self._bodies[whole]
                longer.aliases |= {body.name: None} | body.aliases
                longer.line = min(longer.line, body.line)
                del self._bodies[key]


class Registered(msgspec.Struct, frozen=True):
    """A register, with doubts by the id of what they are about; each with the line that names it first."""

    register: Register
    doubts: tuple[tuple[str, int, Message], ...]

    def id_of(self, named: str) -> str:
        """Return the id of a unit as the notice names it."""
        body = self.register.find(_own(named))
        if body is None:
            raise LookupError(named)
        return body.id


def _own(named: str) -> str:
    """Return a name without what says that it is the office's own, and without a part of it in brackets."""
    plain = fold(named)
    prefix = phrases.OWN_OFFICE.match(plain)
    bared = named[prefix.end() :] if prefix else named
    inner = re.fullmatch(r"(.{3,})\(([^()]{2,})\)", fold(bared))
    return Span(0, bared[: inner.end(1)] if inner else bared).printed


def _told_kind(name: str) -> UnitKind | None:
    """Return the kind that a name tells, if it does."""
    told = phrases.any_of(phrases.UNIT_KINDS, fold(name))
    return UnitKind(told) if told else None


def is_collective(name: str) -> bool:
    """Tell whether a name stands for several units."""
    return phrases.COLLECTIVE.search(fold(name)) is not None


def _is_whole(name: str) -> bool:
    """Tell whether a name stands for all units of the kind that it tells."""
    plain = fold(name)
    whole = is_collective(name) and phrases.WHOLE_KIND.search(plain) and _told_kind(name)
    return bool(whole) and not phrases.SOME.search(plain)


def _grouped(bodies: list[_Body]) -> tuple[Register, tuple[tuple[str, int, Message], ...]]:
    """Make groups of the names that stand for all units of a kind, and units of the others."""
    kinds = {_told_kind(body.name) for body in bodies if not is_collective(body.name)}
    units: list[Unit] = []
    groups: list[tuple[_Body, UnitKind | None]] = []
    doubts: list[tuple[str, int, Message]] = []
    for body in bodies:
        kind = _told_kind(body.name)
        if _is_whole(body.name) and kind in kinds:
            groups.append((body, kind))
            continue
        own = kind or UnitKind.DIVISION
        units.append(Unit(f"u{len(units) + 1:02d}", body.name, body.short, own, tuple(body.aliases)))
        if is_collective(body.name):
            message = msg(
                "“{name}” stands for several units; register them, and this as a group", name=body.name
            )
            doubts.append((units[-1].id, body.line, message))
    single = [unit for unit in units if not is_collective(unit.name)]
    made = []
    for at, (body, kind) in enumerate(groups, 1):
        members = tuple(unit.id for unit in single if _told_kind(unit.name) is kind)
        short = body.short if body.short != body.name else ""
        made.append(UnitGroup(f"g{at:02d}", body.name, members, short, tuple(body.aliases)))
        message = msg(
            "the notice does not list “{name}”; taken are those of its kind that it names", name=body.name
        )
        doubts.append((made[-1].id, body.line, message))
    lines = {body.name: body.line for body in bodies}
    doubts += [(unit.id, lines[unit.name], doubt) for unit in single for doubt in _alike(unit, single)]
    return Register(tuple(units), tuple(made)), tuple(doubts)


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
