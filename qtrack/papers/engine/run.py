"""Templates at work: a paper made with them, and those of a plan looked over without making one."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from qtrack.locale.message import Message, msg
from qtrack.locale.nearest import nearest
from qtrack.locale.translator import Translator
from qtrack.model.problem import Level, Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import WrongTemplateError, no_template, template_problem
from qtrack.papers.engine.output import LARGEST, too_long
from qtrack.papers.engine.paper import ENDINGS, PaperForm
from qtrack.papers.registry import PAPERS
from qtrack.store.own_templates import OwnTemplates, template_path


def run_template(
    names: Sequence[str],
    variables: Mapping[str, object],
    form: PaperForm,
    translator: Translator,
    own: OwnTemplates,
) -> str:
    """Return what the first of these templates that exists makes of the variables.

    Raises WrongTemplateError where one of the plan's own templates cannot be read or does not work.
    """
    for problem in own.problems:
        if problem.level is Level.ERROR:
            raise WrongTemplateError(problem)
    environment = PaperEnvironment(form, translator, own.texts)
    try:
        return environment.finished(_paper(environment.select_template(names).generate(variables)))
    except Exception as error:
        found = template_problem(error, environment, own.texts, (*environment.globals, *variables))
        if found is None:
            raise
        raise WrongTemplateError(found) from error


def _paper(stream: Iterator[str]) -> str:
    pieces, length = [], 0
    for piece in stream:
        pieces.append(piece)
        length += len(piece)
        if length > LARGEST:
            cast("Generator[str]", stream).throw(
                too_long()
            )  # where the template stands, so that it has a line
    return "".join(pieces)


def problems_of(own: OwnTemplates) -> tuple[Problem, ...]:
    """Return what is wrong with a plan's own templates, as far as it can be told without a paper."""
    environment = PaperEnvironment(PaperForm.HTML, Translator("en"), own.texts)
    trees = {}
    found = list(own.problems)
    for name, text in own.texts.items():
        path = template_path(name)
        try:
            environment.compile(text, name, path)
            trees[name] = environment.parse(text, name, path)
        except TemplateSyntaxError as error:
            problem = template_problem(error, environment, own.texts, ())
            if problem is None:
                raise
            found.append(problem)
    for name, tree in trees.items():
        found += _references(name, tree, environment.list_templates())
    if len(trees) == len(own.texts):
        found += _unused(own, trees)
    return tuple(found)


def _references(name: str, tree: nodes.Template, names: Sequence[str]) -> list[Problem]:
    """Return a problem for each template that is named and is not there, or is the one that names it."""
    found = []
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or getattr(node, "ignore_missing", False):
            continue
        place = Place(template_path(name), line=node.lineno, column=1)
        if named.value == name:
            message = msg(
                "a template cannot name itself; the built-in one is “{name}”", name=f"builtin/{name}"
            )
            found.append(Problem("template-error", message, place))
        elif named.value not in names:
            found.append(Problem("template-error", no_template(str(named.value), names), place))
    return found


def _unused(own: OwnTemplates, trees: Mapping[str, nodes.Template]) -> list[Problem]:
    """Return a warning for each template that nothing looks for; none where names are worked out."""
    known = {f"{name}.{ending}" for name in PAPERS for ending in ENDINGS.values()}
    known |= set(PaperEnvironment(PaperForm.HTML, Translator("en"), {}).list_templates())
    referred = {each for tree in trees.values() for each in find_referenced_templates(tree)}
    if None in referred:
        return []
    return [
        Problem(
            "template-unused",
            _no_use(name, sorted(each for each in known if not each.startswith("builtin/"))),
            Place(template_path(name), line=1, column=1),
            Level.WARNING,
        )
        for name in own.texts
        if name.startswith("builtin/") or name not in known | referred
    ]


def _no_use(name: str, known: Sequence[str]) -> Message:
    near = nearest(name, known)
    if near:
        return msg(
            "no paper and no template looks for “{name}”; perhaps “{nearest}”", name=name, nearest=near
        )
    return msg("no paper and no template looks for “{name}”", name=name)
