"""How much the templates of a plan's own may make and do, so that none wastes the machine.

Whatever such a template does is counted before or as it is done: each of its blocks of statements by the
nodes and the text in it, a loop by its turns, a call, a filter or a test by what it is told and what it
gives. So a paper that is refused is refused on every machine; the clock is for what no count foresees.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import wraps
from itertools import islice
from sys import getsizeof
from time import process_time
from typing import Any, Final

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Compare, Concat, Const, Dict, Getitem, List, Node, Slice, TemplateData, Tuple

from qtrack.locale.message import Message, msg
from qtrack.papers.engine.errors import RefusedError, RefusedSourceError
from qtrack.papers.engine.output import no_text
from qtrack.papers.engine.paper import BUILT_IN

#: No text has more characters, no list more entries.
LONGEST: Final = 1_000_000
#: What a value may hold in all, in characters; each entry of a list counts as so many.
_HELD: Final = 10 * LONGEST
_ENTRY: Final = 10
#: Of these none holds anything.
_FIGURES: Final = frozenset({bool, date, Decimal, float, int})
#: No figure has more digits.
_DIGITS: Final = 100
_GREATEST: Final = 10**_DIGITS

#: What all templates of a paper may do: a step is a node of a template, or so many bytes of a value.
MOST_STEPS: Final = 50_000_000
_BYTES: Final = 8
#: So many steps it costs to read a character of a mark.
_READING: Final = 100
#: So many steps a comparison, a call, a filter and a test cost at least.
_COSTLY: Final = 20
#: The seconds of the processor that a paper may take, looked at after so many steps.
MOST_SECONDS: Final = 10
_LOOK: Final = 500
#: A row that a page has to show adds so many steps; a second is added for so many rows.
_STEPS_OF_ROW: Final = 3_000
_ROWS_OF_SECOND: Final = 2_000

BUILT_IN_FILES: Final = frozenset(map(str, BUILT_IN.values()))
_NAME: Final = re.compile(r"{(\w+)}")
_OPENS, _CLOSES = re.compile("{[{%]"), re.compile("[}%]}")


class Bounds:
    """Counts the steps of the templates of one paper; of more rows it may make more."""

    def __init__(self, rows: int) -> None:
        self._left = self._look = MOST_STEPS + rows * _STEPS_OF_ROW
        self._seconds = MOST_SECONDS + rows // _ROWS_OF_SECOND
        self._until = process_time() + self._seconds

    def spend(self, steps: int) -> None:
        """Count steps; raises RefusedError once there are too many, or they take too long."""
        self._left -= steps
        if self._left > self._look:
            return
        self._look = self._left - _LOOK
        if self._left < 0:
            raise RefusedError(msg("the templates make or do more than any paper needs"))
        if process_time() > self._until:
            raise RefusedError(msg("the templates take longer than {seconds} seconds", seconds=self._seconds))

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or a test that is counted by what it is told and what it makes."""

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any value of a template
            self.told((*args, *kwargs.values()))
            return self.made(function(*args, **kwargs))

        return counted

    def told(self, values: Iterable[object]) -> None:
        """Count a call by what it is told."""
        long = sum(len(value) for value in values if isinstance(value, (str, list, tuple)))
        self.spend(_COSTLY + long // _BYTES)

    def made(self, value: Any) -> Any:  # noqa: ANN401 - any value of a template
        """Return a value that a template made, counted with all that it holds; an iterator as a list."""
        if isinstance(value, Iterator):
            value = list(islice(value, LONGEST + 1))
        if isinstance(value, (int, float)) and not abs(value) < _GREATEST:
            raise too_many_digits()
        if hasattr(value, "__html__"):
            self.put_out(value)
        elif isinstance(value, (str, list, tuple, Mapping, Message)):
            self.spend(max(_size(value), getsizeof(value)) // _BYTES)
        return value

    def put_out(self, text: object) -> None:
        """Count what stands in the paper, or may come to."""
        self.spend(1 + getsizeof(text) // _BYTES)


def reading(source: str) -> int:
    """Return how many steps it is to read a template: what stands in its marks costs most."""
    marks = (_CLOSES.split(rest, maxsplit=1)[0] for rest in _OPENS.split(source)[1:])
    return len(source) // _BYTES + _READING * sum(len(mark) + len("{{}}") for mark in marks)


def _size(value: object) -> int:
    """Return how many characters a value holds, each part as often as it would be shown."""
    if isinstance(value, str) and len(value) > LONGEST:
        raise too_large()
    total = 0
    rest: list[tuple[object, int, bool]] = [(value, 1, False)]
    while rest:
        part, times, shown = rest.pop()
        parts: Sequence[object] = ()
        if isinstance(part, str):
            total += times * len(part)
        elif isinstance(part, Message):
            words = part.text + part.plural
            total += times * len(words)
            names = _NAME.findall(words)
            total += times * _ENTRY * len(part.values)
            rest += [(own, times * max(names.count(name), 1), True) for name, own in part.values]
        elif isinstance(part, Mapping):
            parts = [own for pair in part.items() for own in pair]
        elif isinstance(part, (list, tuple)):
            parts = part
        elif shown and type(part).__str__ is object.__str__:
            no_text(part)
        total += times * _ENTRY * len(parts)
        if total > _HELD:
            raise too_large()
        rest += [(own, times, shown) for own in parts if type(own) not in _FIGURES]
    return total


def too_large() -> RefusedError:
    """Return the error for a value that has no place in a paper."""
    return RefusedError(msg("a text or a list gets longer than {most} characters or entries", most=LONGEST))


def too_many_digits() -> RefusedError:
    """Return the error for a figure that no paper has."""
    return RefusedError(msg("a figure gets longer than {most} digits", most=_DIGITS))


class PaperCode(CodeGenerator):
    """Has a plan's own templates count what they do; the built-in ones are known to come to an end."""

    @property
    def _counts(self) -> bool:
        return self.filename not in BUILT_IN_FILES

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Write statements; before them, how many steps they are."""
        found = list(nodes)
        if self._counts:
            self.writeline(f"environment.bounds.spend({1 + _steps(found)})", found[0] if found else None)
        super().blockvisit(found, frame)

    def visit_Compare(self, node: Compare, frame: Frame) -> None:  # noqa: N802 - Jinja's name, as below
        """Write a comparison, which may have much to compare."""
        if not self._counts:
            super().visit_Compare(node, frame)
            return
        self.write(f"(environment.bounds.spend({_COSTLY}) or (")
        for part in (node.expr, *node.ops):
            self.visit(part, frame)
        self.write("))")

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802
        """Write `~` so that what it joins is escaped for the form of the paper, not always for HTML."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Const(self, node: Const, frame: Frame) -> None:  # noqa: N802
        """Write a constant; Python has no word for a number that is without end, such as 1e999."""
        if isinstance(node.value, float) and not abs(node.value) < _GREATEST:
            raise RefusedSourceError(too_many_digits().said, node.lineno, self.name, self.filename)
        super().visit_Const(node, frame)

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802
        """Write a part of something; of a slice the size counts."""
        self._made(super().visit_Getitem, node, frame, counts=isinstance(node.arg, Slice))

    def visit_List(self, node: List, frame: Frame) -> None:  # noqa: N802
        """Write a list that counts."""
        self._made(super().visit_List, node, frame)

    def visit_Tuple(self, node: Tuple, frame: Frame) -> None:  # noqa: N802
        """Write a tuple that counts, unless it is of names to be set."""
        self._made(super().visit_Tuple, node, frame, counts=node.ctx == "load")

    def visit_Dict(self, node: Dict, frame: Frame) -> None:  # noqa: N802
        """Write a mapping that counts."""
        self._made(super().visit_Dict, node, frame)

    def _made(
        self, visit: Callable[[Any, Frame], None], node: Node, frame: Frame, *, counts: bool = True
    ) -> None:
        counts = counts and self._counts
        self.write("environment.bounds.made(" if counts else "")
        visit(node, frame)
        self.write(")" if counts else "")


def _steps(nodes: Iterable[Node]) -> int:
    """Return how many steps nodes are; blocks of statements within them count when they are run."""
    return sum(
        1
        + (len(node.data) // _BYTES if isinstance(node, TemplateData) else 0)
        + _steps(node.iter_child_nodes(exclude=("body", "else_")))
        for node in nodes
    )
