"""What is wrong with templates of a plan's own, as far as it can be told without making a paper."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from qtrack.locale.message import Translator, msg
from qtrack.model.problem import Level, Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import RefusedError, no_template, perhaps, template_problem
from qtrack.papers.engine.paper import (
    BUILT_IN,
    BUILT_IN_PREFIX,
    ENDINGS,
    PaperForm,
    WrongTemplateError,
    document_name,
)
from qtrack.papers.registry import PAPERS
from qtrack.store.own_templates import OwnTemplates, template_path


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


def _references(name: str, tree: nodes.Template, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each template that is named and is not there, or is the one that names it."""
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
        yield Problem("template-error", message, Place(template_path(name), line=node.lineno, column=1))


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
