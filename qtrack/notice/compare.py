"""What of a notice a plan does not have: tasks, names, figures, units with their roles, days, targets."""

import re
from collections.abc import Hashable, Iterator, Mapping
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.units import Register, Unit, UnitGroup, plain_name
from qtrack.notice.draft import Draft
from qtrack.notice.phrases import clauses
from qtrack.notice.phrases.phrase import fold
from qtrack.notice.text import pairs, signs
from qtrack.notice.times import deadlines

#: So much of the pairs of signs of a task must stand in one of the plan for it to be the same.
_ALIKE: Final = 0.3
_HOLDER: Final = re.compile(r"[ST]\d+")
_QUOTED: Final = re.compile("《([^《》]+)》|“([^“”]+)”")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
#: What is told of in other words than those of the notice.
_SAID_ELSEWHERE: Final = (":responsible", ":start", ":due", ":reporting", ":weight")
#: What a file says of its own order.
_OWN: Final = re.compile(r"^\s*(?:- )?(?:id|measure|source):.*$|\b[STM]\d+(?:\.\d+)?\b", re.MULTILINE)

#: What is lacking.
Lack = StrEnum("Lack", "HEAD HEADING TASK NAME NUMBER UNIT ROLE DATE RHYTHM TARGET")


class Missing(msgspec.Struct, frozen=True):
    """Something of the notice that the plan does not have; `about` is where in the plan it was looked for."""

    line: int
    about: str
    lack: Lack
    text: str


LACKS: Final[dict[Lack, Message]] = {
    Lack.HEAD: msg("not in plan.yaml"),
    Lack.HEADING: msg("no such section or measure"),
    Lack.TASK: msg("no such task"),
    Lack.NAME: msg("the name is missing"),
    Lack.NUMBER: msg("the number is missing"),
    Lack.UNIT: msg("the unit is missing"),
    Lack.ROLE: msg("the unit has another role"),
    Lack.DATE: msg("the deadline is missing"),
    Lack.RHYTHM: msg("it does not return so often"),
    Lack.TARGET: msg("the target is missing"),
}


def compare(draft: Draft, plan: Plan, texts: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return what of a notice a plan lacks; `texts` are the plan's files by path, comments included."""
    comparison = _Comparison(draft, plan, texts)
    found = dict.fromkeys((*comparison.head(), *comparison.headings(), *comparison.holders()))
    return tuple(sorted(found, key=lambda one: one.line))


class _Comparison:
    """One notice beside one plan."""

    def __init__(self, draft: Draft, plan: Plan, texts: Mapping[str, str]) -> None:
        self._draft, self._plan, self._texts = draft, plan, texts
        self._lines: dict[str, int] = {}
        self._said: dict[str, list[tuple[int, str]]] = {}
        for told in draft.told:
            self._lines.setdefault(told.about, told.line)
            holder = _HOLDER.match(told.about)
            if holder and not told.about.endswith(_SAID_ELSEWHERE):
                self._said.setdefault(holder[0], []).append((told.line, told.text))

    def head(self) -> Iterator[Missing]:
        """Yield what plan.yaml says otherwise."""
        own, other = self._draft.head, self._plan.head
        unsure = {doubt.about for doubt in self._draft.doubts}
        pairs = {
            "title": (own.title, other.title),
            "number": (own.document.number, other.document.number),
            "issuer": (own.document.issuer, other.document.issuer),
            "issued": (str(own.document.issued), str(other.document.issued)),
        }
        for about, (said, held) in pairs.items():
            if about not in unsure and plain_name(said) != plain_name(held):
                yield Missing(self._lines.get(about, 0), about, Lack.HEAD, said)
        known = {plain_name(notice.number) for notice in other.revisions}
        for number in (notice.number for notice in own.revisions):
            if plain_name(number) not in known:
                yield Missing(self._lines.get("revisions", 0), "revisions", Lack.HEAD, number)

    def headings(self) -> Iterator[Missing]:
        """Yield sections and measures whose titles the plan does not have."""
        titles = [one.title for one in (*self._plan.holders.values(), *self._plan.measures.values())]
        held = signs(" ".join(titles))
        for section in self._draft.sections:
            own = {section.id: section.title} | {one.id: one.title for one in section.measures}
            for about, title in own.items():
                if about in self._lines and signs(title) not in held:
                    yield Missing(self._lines[about], about, Lack.HEADING, title)

    def holders(self) -> Iterator[Missing]:
        """Yield what sections and tasks of the plan lack, and tasks that it does not have."""
        kinds: tuple[tuple[tuple[Section | Task, ...], tuple[Section | Task, ...]], ...] = (
            (self._draft.sections, self._plan.sections),
            (self._draft.tasks, self._plan.tasks),
        )
        for own, others in kinds:
            known = {other.id: pairs(self._texts.get(other.path, "")) for other in others}
            for one in own:
                said = self._said.get(one.id, [])
                told = pairs(" ".join(text for _, text in said))
                best = max(others, key=lambda other: len(told & known[other.id]), default=None)
                if isinstance(one, Task) and (
                    best is None or len(told & known[best.id]) < _ALIKE * len(told)
                ):
                    yield Missing(said[0][0] if said else 0, "", Lack.TASK, one.title)
                elif best is not None and (isinstance(one, Task) or one.deliverables or one.indicators):
                    yield from self._words(said, best)
                    yield from self._parts(one, best)
                    if isinstance(one, Task) and isinstance(best, Task):
                        yield from self._units(one, best)

    def _words(self, said: list[tuple[int, str]], other: Section | Task) -> Iterator[Missing]:
        text = fold(_OWN.sub("", self._texts.get(other.path, "")))
        letters, numbers = signs(text), set(_NUMBER.findall(text))
        for line, told in said:
            for found in _QUOTED.finditer(told):
                if signs(found[1] or found[2]) not in letters:
                    yield Missing(line, other.id, Lack.NAME, found[0])
            for number in _NUMBER.findall(self._undated(clauses.MARKER.sub("", fold(told)))):
                if number not in numbers:
                    yield Missing(line, other.id, Lack.NUMBER, number)

    def _undated(self, plain: str) -> str:
        """Return a text without its deadlines, which a plan writes in another way."""
        for one in reversed(list(deadlines(plain, self._draft.head.document.issued))):
            plain = f"{plain[: one.start]} {plain[one.end :]}"
        return plain

    def _parts(self, own: Section | Task, other: Section | Task) -> Iterator[Missing]:
        held = {(lack, fact) for _, lack, fact, _ in self._facts(other, self._plan.register)}
        held |= {(Lack.DATE, one.due) for one in other.indicators}
        held |= {(Lack.RHYTHM, one.every) for one in other.indicators}
        for about, lack, fact, text in self._facts(own, self._draft.register):
            if fact is not None and (lack, fact) not in held:
                yield Missing(self._lines.get(about, 0), other.id, lack, text)

    def _facts(self, own: Section | Task, register: Register) -> Iterator[tuple[str, Lack, Hashable, str]]:
        """Yield what a section or a task and its parts say: about what, of what kind, the fact, its words."""
        yield own.id, Lack.DATE, own.due, str(own.due)
        for part in own.deliverables:
            yield part.id, Lack.DATE, part.due, str(part.due)
            yield part.id, Lack.RHYTHM, part.every and part.every.value, part.title
        for one in own.indicators:
            shares = frozenset(
                (self._known(register.by_id[share.unit]), share.target) for share in one.shares
            )
            fact = (one.target, one.unit, one.kind, one.due, shares)
            yield f"{own.id}:{one.id}", Lack.TARGET, fact, f"{one.name} {one.target}{one.unit} {one.due}"

    def _units(self, own: Task, other: Task) -> Iterator[Missing]:
        line = self._lines.get(f"{own.id}:responsible", 0)
        for role, units in own.responsible.by_role.items():
            for unit in units:
                body = self._draft.register.by_id[unit]
                known = self._known(body)
                if known is None or known not in other.responsible.named:
                    yield Missing(line, other.id, Lack.UNIT, body.name)
                elif known not in other.responsible.by_role[role]:
                    yield Missing(line, other.id, Lack.ROLE, body.name)

    def _known(self, body: Unit | UnitGroup) -> str | None:
        """Return the id of the plan's unit that has one of the names."""
        found = (self._plan.register.find(name) for name in (body.name, *body.aliases))
        return next((one.id for one in found if one is not None), None)
