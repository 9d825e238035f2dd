"""Who answers for each task of a notice: by its own words, by those above it, or by those before it."""

from collections.abc import Iterable, Iterator, Sequence

from qtrack.locale.message import msg
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Unit
from qtrack.notice.notebook import Notebook
from qtrack.notice.reading.tree import Node
from qtrack.notice.reading.units import Named, Responsible
from qtrack.notice.register import UnitBook, is_collective

#: A task to be: the part of the notice, and the parts above it from the top.
Place = tuple[Node, tuple[Node, ...]]


class Answers:
    """Gathers who is named, and tells it for the tasks."""

    def __init__(self, parts: Iterable[Node], aliases: Iterable[tuple[str, str]], notes: Notebook) -> None:
        self._notes = notes
        self._book = UnitBook(aliases)
        said = [told for part in parts for node in part.walk() for told in node.responsible]
        self.named = bool(said)
        for told in said:
            for unit in told.units:
                self._book.name(unit.name, told.span.line)

    def gather(self, places: Sequence[Place]) -> list[tuple[Responsible, ...]]:
        """Return what is said of who answers for each of the tasks, in their order, and make the register."""
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
        for (node, _), own in zip(places, found, strict=True):
            if {unit.role for one in own for unit in one.units} <= {"partner"}:
                self._book.name(self._notes.unknown, node.line)
        self._book.close()
        self.register, self.doubts = self._book.register, self._book.doubts
        return found

    def task(self, about: str, node: Node, told: Sequence[Responsible]) -> Responsibility:
        """Return who answers for a task, and note what is in doubt."""
        about, notes, unknown = f"{about}:responsible", self._notes, self._notes.unknown
        units = [unit for one in told for unit in one.units]
        if all(unit.role == "partner" for unit in units):
            units.insert(0, Named(unknown, "shared"))
            message = msg("nobody is named; “{name}” stands for whoever it is", name=unknown)
            notes.doubt(about, node.text, message)
        elif not node.responsible:
            notes.note(about, msg("by what is said of the parts around it"))
        held = [{unit.role for unit in one.units} for one in told]
        if any(sum(role in roles for roles in held) > 1 for role in ("lead", "shared")):
            notes.doubt(
                about, told[-1].span, msg("several parts of it name units of their own; all stand here")
            )
        ids: dict[str, str] = {}
        for unit in units:
            ids.setdefault(self._book.id_of(unit.name), unit.role)
        leads, shared, by_duty, support = (
            tuple(body for body, own in ids.items() if own == role)
            for role in ("lead", "shared", "by_duty", "partner")
        )
        if not leads and shared and not is_collective(self.register.name(shared[0])):
            leads, shared = shared[:1], shared[1:]
            if len(ids) > 1:
                notes.note(about, msg("nobody is said to lead; the first that is named does"))
        excluding = tuple(self._left_out(about, told, ids))
        notes.tell(about, *(one.span for one in (*told, *node.responsible)))
        return Responsibility(
            next(iter(leads), None),
            shared,
            by_duty,
            co_leads=leads[1:],
            support=support,
            excluding=excluding,
            open=any(one.open for one in told),
        )

    def unit_of(self, name: str, among: Responsibility | None = None) -> Unit | None:
        """Return the unit that has a name, or is the only one whose name begins so; None if unsure."""
        ids = {
            one
            for body in (among.named if among else self.register.by_id)
            for one in self.register.members(body)
        }
        units = [unit for unit in self.register.units if unit.id in ids and not is_collective(unit.name)]
        found = [unit for unit in units if unit.name.startswith(name)]
        whole = self.register.find(name)
        return whole if whole in units else found[0] if len(found) == 1 and len(name) > 1 else None

    def _left_out(self, about: str, told: Sequence[Responsible], ids: Iterable[str]) -> Iterator[str]:
        """Yield who is left out of the groups named; a doubt where no group has it for a member."""
        members = {member for body in ids for member in self.register.members(body) if member != body}
        for one in told:
            for name in one.excluding:
                body = self.register.find(name)
                if body is not None and body.id in members:
                    yield body.id
                else:
                    message = msg(
                        "“{name}” is left out; write it under excluding when its group has members", name=name
                    )
                    self._notes.doubt(about, one.span, message)
