"""Who answers for each task of a notice: by its own words, by those above it, or by those before it."""

from collections.abc import Iterable, Sequence

from qtrack.locale.message import msg
from qtrack.model.plan import Responsibility
from qtrack.notice.notebook import Notebook
from qtrack.notice.reading.tree import Node
from qtrack.notice.register import UnitBook, is_collective
from qtrack.notice.text import Span
from qtrack.notice.units import Named, Responsible

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
        missing = [at for at, told in enumerate(found) if not any(one.units for one in told)]
        if missing:
            self._book.name(self._unknown, places[missing[0]][0].line)
        self.registered = self._book.register()
        return found

    def task(self, about: str, node: Node, told: Sequence[Responsible], notes: Notebook) -> Responsibility:
        """Return who answers for a task, and note what is in doubt."""
        about = f"{about}:responsible"
        units = [unit for one in told for unit in one.units]
        doubts = [(one.span, doubt) for one in told for doubt in one.doubts]
        if not units:
            units = [Named(self._unknown, "shared")]
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
        roles = {role: [body for body, own in ids.items() if own == role] for role in ids.values()}
        leads, partners = roles.get("lead", []), roles.get("partner", [])
        if partners:
            assisting = next(one.span for one in told if "partner" in {unit.role for unit in one.units})
            names = tuple(map(self.registered.register.name, partners))
            message = msg("{names} only assist; a plan asks them like the others", names=names)
            doubts.append((assisting, message))
        if len(leads) > 1:
            doubts.append((told[0].span, msg("several units lead; the first one stands as lead")))
        asked = [body for body, role in ids.items() if role in {"shared", "partner"}]
        if not leads and asked and ids[asked[0]] == "shared" and not self._is_collective(asked[0]):
            leads = asked[:1]
            if len(ids) > 1:
                notes.note(about, msg("nobody is said to lead; the first that is named does"))
        for span, message in doubts:
            notes.doubt(about, span, message)
        notes.tell(about, *(one.span for one in (*told, *node.responsible)))
        shared = (*leads[1:], *(body for body in asked if body not in leads))
        return Responsibility(next(iter(leads), None), shared, tuple(roles.get("by_duty", ())))

    def _is_collective(self, body: str) -> bool:
        return is_collective(self.registered.register.name(body))

    def doubts(self, notes: Notebook) -> None:
        """Note what of the register is in doubt."""
        for about, line, message in self.registered.doubts:
            notes.doubt(about, Span(line, self.registered.register.name(about)), message)
