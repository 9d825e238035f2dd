"""Who answers for each task of a notice: by its own words, by those above it, or by those before it."""

from collections.abc import Iterable, Sequence

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Responsibility
from qtrack.notice.reading.tree import Node
from qtrack.notice.register import UnitBook
from qtrack.notice.text import Span
from qtrack.notice.units import Named, Responsible


class Answer(msgspec.Struct, frozen=True):
    """Who answers for a task, what is to be noted of it and what is in doubt."""

    responsible: Responsibility
    told: tuple[Span, ...]
    notes: tuple[Message, ...]
    doubts: tuple[tuple[Span, Message], ...]


#: A task to be: the part of the notice, and the parts above it from the top.
Place = tuple[Node, tuple[Node, ...]]


class Answers:
    """Gathers who is named, and tells it for the tasks."""

    def __init__(self, parts: Iterable[Node], aliases: Iterable[tuple[str, str]], unknown: str) -> None:
        self._unknown = unknown
        self._book = UnitBook(aliases)
        self.named = False
        for part in parts:
            for node in part.walk():
                for told in node.responsible:
                    self.named = True
                    for unit in told.units:
                        self._book.name(unit.name, told.span.line)

    def of(self, places: Sequence[Place]) -> list[Answer]:
        """Return who answers for each of the tasks, in their order."""
        found: list[tuple[Responsible, ...]] = []
        below: tuple[Responsible, ...] = ()
        for node, above in places:
            own = tuple(node.responsible)
            if any(one.same == "above" for one in own) and found:
                own = (*(one for one in own if one.units), *found[-1])
            inherited = next((tuple(one.responsible) for one in reversed(above) if one.responsible), ())
            found.append(own or inherited or below)
            below = own if any(one.same == "below" for one in own) else below
        for at, (node, _) in enumerate(places):
            for told in node.responsible:
                for before in range(max(0, at + 1 - told.above), at):
                    found[before] = found[before] or (told,)
        missing = [at for at, told in enumerate(found) if not any(one.units for one in told)]
        if missing:
            self._book.name(self._unknown, places[missing[0]][0].line)
        self.registered = self._book.register()
        return [self._answer(node, told) for (node, _), told in zip(places, found, strict=True)]

    def _answer(self, node: Node, told: Sequence[Responsible]) -> Answer:
        units = [unit for one in told for unit in one.units]
        doubts = [(one.span, doubt) for one in told for doubt in one.doubts]
        notes: list[Message] = []
        if not units:
            units = [Named(self._unknown, "shared")]
            span = node.text
            doubts.append(
                (span, msg("nobody is named; “{name}” stands for whoever it is", name=self._unknown))
            )
        elif not node.responsible:
            notes.append(msg("by what is said of the parts around it"))
        held = [{unit.role for unit in one.units} for one in told]
        if any(sum(role in roles for roles in held) > 1 for role in ("lead", "shared")):
            doubts.append((told[-1].span, msg("several parts of it name units of their own; all stand here")))
        roles: dict[str, str] = {}
        for unit in units:
            body = self.registered.id_of(unit.name)
            roles.setdefault(body, unit.role)
        if "partner" in roles.values():
            assisting = next(one.span for one in told if "partner" in {unit.role for unit in one.units})
            names = tuple(
                self.registered.register.name(body) for body, role in roles.items() if role == "partner"
            )
            doubts.append(
                (assisting, msg("{names} only assist; a plan asks them like the others", names=names))
            )
        leads = [body for body, role in roles.items() if role == "lead"]
        if len(leads) > 1:
            doubts.append((told[0].span, msg("several units lead; the first one stands as lead")))
        asked = [body for body, role in roles.items() if role in {"shared", "partner"}]
        if not leads and asked and roles[asked[0]] == "shared" and not self._is_collective(asked[0]):
            leads = asked[:1]
            if len(roles) > 1:
                notes.append(msg("nobody is said to lead; the first that is named does"))
        lead = leads[0] if leads else None
        shared = (*leads[1:], *(body for body in asked if body != lead))
        by_duty = tuple(body for body, role in roles.items() if role == "by_duty")
        return Answer(
            Responsibility(lead, shared, by_duty),
            tuple(one.span for one in (*told, *node.responsible)),
            tuple(notes),
            tuple(doubts),
        )

    def _is_collective(self, body: str) -> bool:
        return self.registered.stands_for_several(body)
