"""Templates of a plan's own: what they may use, built-in ones to start from, and what is wrong with them.

What they may use is read from the types that they are given; the meanings of records and filters are the
docstrings of the code, so they are in its language.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import reduce
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from qtrack import __version__
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, Translator, msg
from qtrack.model.problem import Level, Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import RefusedError, no_template, perhaps, template_problem
from qtrack.papers.engine.filters import PLAIN_FILTERS
from qtrack.papers.engine.office import FILTERS
from qtrack.papers.engine.paper import (
    BUILT_IN,
    BUILT_IN_PREFIX,
    ENDINGS,
    PaperForm,
    WrongTemplateError,
    document_name,
)
from qtrack.papers.registry import PAPERS
from qtrack.papers.word.shipped import part_names, shipped_template
from qtrack.store.own_templates import OwnTemplates, template_path
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


def ejectable() -> tuple[str, ...]:
    """Return what can be copied: every paper, and every built-in template by the stem of its name."""
    stems = sorted({name.partition(".")[0] for name in BUILT_IN} - set(PAPERS))
    return (*PAPERS, *stems)


def ejected_document(name: str, translator: Translator, language: str) -> bytes:
    """Return the template in Word of a paper of a language to start from, which says on top what it is."""
    part = msg("A part of the paper stands where its mark has a paragraph to itself; write between them.")
    return shipped_template(PAPERS[name], language, _about(document_name(name), [part], translator))


def ejected(name: str, translator: Translator, form: PaperForm | None = None) -> dict[str, str]:
    """Return the files to start from, by their names below templates/; each says on top what it is.

    For a paper these are the templates that make it, under its own name, for the stem of built-in
    templates, these; only that of a form if one is named. Raises QtrackError where there is none.
    """
    endings = [ending for kind, ending in ENDINGS.items() if form in {None, kind}]
    if name in PAPERS:
        stem = PAPERS[name].template
        own = {f"{name}.{ending}": f"{stem}.{ending}" for ending in endings if f"{stem}.{ending}" in BUILT_IN}
    else:
        own = {template: template for template in BUILT_IN if template.startswith(f"{name}.")}
        own = {template: template for template in own if form is None or template.endswith(tuple(endings))}
    if not own:
        raise QtrackError(
            msg("Of “{name}” there is no template in the form {form}.", name=name, form=str(form)),
            msg("Leave --format out, or give markdown, html or docx for a paper."),
        )
    return {goal: _copy(source, translator) for goal, source in own.items()}


def _copy(source: str, translator: Translator) -> str:
    text = BUILT_IN[source].read_text(encoding="utf-8")
    comment = "\n   ".join(_about(source, _in_part(source, text), translator))
    return f"{{# {comment} #}}\n{text}"


def _about(source: str, part: Sequence[Message | str], translator: Translator) -> list[str]:
    """Return what stands on top of a copy; `part` is how to change some of it."""
    said = [
        msg(
            "A copy of the built-in template {source} of qtrack {version}; later versions do not change it.",
            source=source,
            version=__version__,
        ),
        msg("Delete this file, and the built-in one is back."),
        *part,
        msg("“qtrack report --fields KIND” tells what a template may use."),
    ]
    return [line if isinstance(line, str) else translator.say(line) for line in said]


def _in_part(source: str, text: str) -> list[Message | str]:
    """Say how to keep a part of the built-in template only."""
    if source.endswith(".css.j2"):
        return [
            msg("To add rules only, put them below this line and delete the rest:"),
            f'  {{% include "{BUILT_IN_PREFIX}{source}" %}}',
        ]
    if "{% block" in text:
        return [
            msg("To change a block only, keep this line and the block, and delete the rest:"),
            f'  {{% extends "{BUILT_IN_PREFIX}{source}" %}}',
            msg("Within the block, {call} is what the built-in one says there.", call="{{ super() }}"),
        ]
    return []


def problems_of(own: OwnTemplates) -> tuple[Problem, ...]:
    """Return the problems of a plan's own templates, those with reading them first."""
    texts, unread = own
    environment = _environment(texts)
    names = environment.list_templates()
    trees: dict[str, nodes.Template] = {}
    found = list(unread)
    for name, text in texts.items():
        path = template_path(name)
        try:
            environment.compile(text, name, path)
            trees[name] = environment.parse(text, name, path)
        except (TemplateSyntaxError, RefusedError) as error:
            problem = template_problem(error, environment, texts, ())
            if problem is None:
                raise
            found.append(problem)
    for name, tree in trees.items():
        found += _references(name, tree, names)
    if len(trees) == len(texts):
        found += _unused(trees)
    return tuple(found)


def _environment(texts: Mapping[str, str]) -> PaperEnvironment:
    """Return a sandbox that has what any paper may use."""
    filters = {name: made for paper in PAPERS.values() for name, made in paper.filters.items()}
    return PaperEnvironment(PaperForm.HTML, Translator("en"), texts, filters)


def document_problems(documents: Mapping[str, bytes | Problem], own: OwnTemplates) -> tuple[Problem, ...]:
    """Return the problems of a plan's own templates in Word; of marks where what reads them is installed."""
    known = [document_name(paper) for paper in PAPERS]
    found = [
        Problem(
            "template-unused",
            perhaps(msg("no paper looks for “{name}”", name=name), name, known),
            Place.top(template_path(name)),
            Level.WARNING,
        )
        for name in documents
        if name not in known
    ]
    try:
        from qtrack.papers.word.filled import check_document
    except ModuleNotFoundError:
        return tuple(found)
    environment = _environment(own[0])
    for name, raw in documents.items():
        if isinstance(raw, Problem):
            found.append(raw)
            continue
        try:
            check_document(raw, name, environment)
        except WrongTemplateError as error:
            message = msg("{where}: {text}", where=error.where, text=error.problem.message)
            found.append(
                msgspec.structs.replace(error.problem, message=message, place=Place.top(template_path(name)))
            )
    return tuple(found)


def _references(name: str, tree: nodes.Template, names: Sequence[str]) -> list[Problem]:
    """Return a problem for each template that is named and is not there, or is the one that names it."""
    found = []
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or getattr(node, "ignore_missing", False):
            continue
        if named.value == name:
            message = msg(
                "a template cannot name itself; the built-in one is “{name}”", name=BUILT_IN_PREFIX + name
            )
        elif named.value not in names:
            message = no_template(str(named.value), names)
        else:
            continue
        place = Place(template_path(name), line=node.lineno, column=1)
        found.append(Problem("template-error", message, place))
    return found


def _unused(trees: Mapping[str, nodes.Template]) -> list[Problem]:
    """Return a warning for each template that nothing looks for; none where names are worked out."""
    known = {*BUILT_IN, *(f"{name}.{ending}" for name in PAPERS for ending in ENDINGS.values())}
    referred = {name for tree in trees.values() for name in find_referenced_templates(tree)}
    if None in referred:
        return []
    return [
        Problem(
            "template-unused",
            perhaps(msg("no paper and no template looks for “{name}”", name=name), name, sorted(known)),
            Place(template_path(name), line=1, column=1),
            Level.WARNING,
        )
        for name in trees
        if name.startswith(BUILT_IN_PREFIX) or name not in known | referred
    ]
