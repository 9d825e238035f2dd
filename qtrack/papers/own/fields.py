"""What templates of a plan's own may use, read from the types that they are given.

The meanings of records and filters are the docstrings of the code, so they are in its language.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import reduce
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from jinja2 import Environment, nodes

from qtrack.locale.message import Message, Translator, msg
from qtrack.papers.engine.filters import PLAIN_FILTERS
from qtrack.papers.engine.office import FILTERS
from qtrack.papers.engine.paper import (
    BUILT_IN,
)
from qtrack.papers.registry import PAPERS
from qtrack.papers.word.shipped import part_names
from qtrack.ui.markdown import markdown_table

#: What every template may use beside its paper, with the meaning of each.
GLOBALS: Final = {
    "_": msg("a function: the text of a label in the language of the paper"),
    "msg": msg("a function: a sentence with values for the names in braces, in the language of the paper"),
    "nmsg": msg("a function: such a sentence, in one form for one and another for many"),
    "range": msg("a function: numbers in a row"),
    "namespace": msg("a function: a record whose fields a loop may set"),
    "language": msg("zh or en"),
    "light_words": msg("the word for each light"),
    "occurrence_words": msg("the word for each state of an occurrence"),
    "chase_words": msg("the word for each level of a reminder"),
    "nothing": msg("the sign for what is not there"),
}


def template_fields(name: str, translator: Translator) -> str:
    """Return the reference of one paper, by its name in PAPERS, as Markdown."""
    say, paper = translator.say, PAPERS[name]
    page = get_type_hints(paper.page)["return"]
    filters = {**FILTERS, **paper.filters}
    meaning = (msg("Name"), msg("Meaning"))
    of_paper = [
        ("page", _kind(page)),
        *((own, msg("sentences: {names}", names=set_by(template))) for own, template in paper.words.items()),
        ("parts", msg("in Word only, each in a paragraph of its own: {names}", names=part_names(paper))),
    ]
    parts = [
        f"# {say(msg('What the templates of “{paper}” may use', paper=name))}\n",
        f"## {say(msg('Of this paper'))}\n",
        _table((msg("Name"), msg("Kind of value")), of_paper, translator),
        f"## {say(msg('In every template'))}\n",
        _table(meaning, list(GLOBALS.items()), translator),
        f"## {say(msg('Filters'))}\n",
        _table(meaning, [(own, _doc(filters[own])) for own in sorted(filters)], translator),
        say(msg("From Jinja: {filters}.", filters=tuple(sorted({*PLAIN_FILTERS, "join"})))) + "\n",
    ]
    for kind in _records([page]):
        rows = [(field, _kind(own)) for field, own in _fields(kind).items()]
        parts += [f"## {kind.__name__}\n", f"{_doc(kind)}\n"]
        parts.append(_table((msg("Field"), msg("Kind of value")), rows, translator))
    return "\n".join(parts)


def set_by(template: str) -> tuple[str, ...]:
    """Return what a built-in template of sentences sets, in its order."""
    tree = Environment(autoescape=True).parse(BUILT_IN[template].read_text(encoding="utf-8"))
    named = [
        name
        for node in tree.find_all(nodes.Assign)
        for name in node.find_all(nodes.Name)
        if name.ctx == "store"
    ]
    return tuple(dict.fromkeys(name.name for name in named if not name.name.startswith("_")))


def _records(kinds: Sequence[Any]) -> list[type[msgspec.Struct]]:
    """Return every kind of record that can be reached, each once, in the order of meeting them."""
    found: dict[type[msgspec.Struct], None] = {}
    waiting = list(kinds)
    while waiting:
        for kind in _parts(waiting.pop(0)):
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in {Message, *found}:
                found[kind] = None
                waiting += _fields(kind).values()
    return list(found)


def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the fields of a record with their types, and what else it tells of itself."""
    told = {
        name: get_type_hints(own.fget)["return"]
        for name, own in vars(kind).items()
        if isinstance(own, property) and not name.startswith("_")
    }
    return {
        **{name: own for name, own in get_type_hints(kind).items() if name in kind.__struct_fields__},
        **told,
    }


def _parts(kind: Any) -> Iterator[Any]:  # noqa: ANN401 - types are no one type
    """Yield a type and every type that it is made of."""
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def _kind(kind: Any) -> Message:  # noqa: ANN401 - types are no one type
    """Return a type in words."""
    inner = [part for part in get_args(kind) if part not in {NoneType, Ellipsis}]
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        either = [_kind(part) for part in inner] + [msg("nothing")] * (NoneType in get_args(kind))
        return reduce(lambda one, other: msg("{one} or {other}", one=one, other=other), either)
    if origin is dict:
        return msg("by {key}: {value}", key=_kind(inner[0]), value=_kind(inner[1]))
    if origin is tuple and Ellipsis not in get_args(kind):
        return msg("a group of {kinds}", kinds=tuple(_kind(part) for part in inner))
    if origin is not None:
        return msg("a list of {kind}", kind=_kind(inner[0]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return msg("{kind} ({values})", kind=kind.__name__, values=tuple(str(value.value) for value in kind))
    return _PLAIN.get(kind) or msg("{text}", text=getattr(kind, "__name__", str(kind)))


_PLAIN: Final = {
    Message: msg("sentence"),
    bool: msg("yes or no"),
    date: msg("date"),
    Decimal: msg("number"),
    int: msg("number"),
    str: msg("text"),
}


def _doc(thing: object) -> str:
    """Return what a docstring says before it lists fields, in one line."""
    return " ".join(cleandoc(thing.__doc__ or "").partition("\n- ")[0].split())


def _table(
    heads: Sequence[Message], rows: Sequence[tuple[str, Message | str]], translator: Translator
) -> str:
    return markdown_table(
        [translator.say(cell) for cell in heads], [[translator.show(cell) for cell in row] for row in rows]
    )
