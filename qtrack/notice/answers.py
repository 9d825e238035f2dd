"""Who answers for each task of a notice: by its own words, by those above it, or by those before it."""

from collections.abc import Iterable, Iterator, Sequence

from qtrack.locale.message import Message, msg
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Unit
from qtrack.notice.notebook import Notebook
from qtrack.notice.reading.tree import Node
from qtrack.notice.reading.units import Named, Responsible
from qtrack.notice.register import UnitBook, is_collective
from qtrack.notice.text import Span

#: A task to be: the part of the notice, and the parts above it from the top.
Place = tuple[Node, tuple[Node, ...]]


class Answers:
    """Gathers who is named, and tells it for the tasks."""

    def __init__(self, parts: Iterable[Node], aliases: Iterable[tuple[str, str]], unknown: str) -> None:
        self._unknown = unknown
        self._book = UnitBook(aliases)
        self.named = False
        for told in (told for part in parts for node in part.walk() for told in node.responsible):
            self.named = True
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
        partners = [{unit.role for one in told for unit in one.units} <= {"partner"} for told in found]
        missing = [at for at, nobody in enumerate(partners) if nobody]
        if missing:
            self._book.name(self._unknown, places[missing[0]][0].line)
        self.registered = self._book.register()
        return found

    def task(self, about: str, node: Node, told: Sequence[Responsible], notes: Notebook) -> Responsibility:
        """Return who answers for a task, and note what is in doubt."""
        about = f"{about}:responsible"
        units = [unit for one in told for unit in one.units]
        doubts: list[tuple[Span, Message]] = []
        if all(unit.role == "partner" for unit in units):
            units.insert(0, Named(self._unknown, "shared"))
            message = msg("nobody is named; “{name}” stands for whoever it is", name=self._unknown)
            doubts.append((node.text, message))
        elif not node.responsible:
            notes.note(about, msg("by what is said of the parts around it"))
        held = [{unit.role for unit in one.units} for one in told]
        if any(sum(role in roles for roles in held) > 1 for role in ("lead", "shared")):
            doubts.append((told[-1].span, msg("several parts of it name units of their own; all stand here")))
        ids: dict[str, str] = {}
        for unit in units:
            ids.setdefault(self.registered.id_of(unit.name), unit.role)
        leads, shared, by_duty, support = (
            tuple(body for body, own in ids.items() if own == role)
            for role in ("lead", "shared", "by_duty", "partner")
        )
        if not leads and shared and not self._is_collective(shared[0]):
            leads, shared = shared[:1], shared[1:]
            if len(ids) > 1:
                notes.note(about, msg("nobody is said to lead; the first that is named does"))
        excluding = tuple(self._left_out(told, ids, doubts))
        for span, message in doubts:
            notes.doubt(about, span, message)
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
        register = self.registered.register
        ids = {one for body in (among.named if among else register.by_id) for one in register.members(body)}
        units = [unit for unit in register.units if unit.id in ids and not is_collective(unit.name)]
        found = [unit for unit in units if unit.name.startswith(name)]
        whole = register.find(name)
        return whole if whole in units else found[0] if len(found) == 1 and len(name) > 1 else None

    def _left_out(
        self, told: Sequence[Responsible], ids: Iterable[str], doubts: list[tuple[Span, Message]]
    ) -> Iterator[str]:
        """Yield who is left out of the groups named; a doubt where no group has it for a member."""
        register = self.registered.register
        members = {member for body in ids for member in register.members(body) if member != body}
        for one in told:
            for name in one.excluding:
                body = register.find(name)
                if body is not None and body.id in members:
                    yield body.id
                else:
                    message = msg(
                        "“{name}” is left out; write it under excluding when its group has members", name=name
                    )
                    doubts.append((one.span, message))

    def _is_collective(self, body: str) -> bool:
        return is_collective(self.registered.register.name(body))

    def doubts(self, notes: Notebook) -> None:
        """Note what of the register is in doubt."""
        for about, line, message in self.registered.doubts:
            notes.doubt(about, Span(line, self.registered.register.name(about)), message)
