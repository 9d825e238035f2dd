"""What is wrong with the templates that a plan has of its own, as far as it can be told without a paper."""

from collections.abc import Mapping, Sequence

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.model.problem import Level, Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import no_template, perhaps, template_problem
from qtrack.papers.engine.paper import BUILT_IN, BUILT_IN_PREFIX, ENDINGS, PaperForm
from qtrack.papers.registry import PAPERS
from qtrack.store.own_templates import OwnTemplates, template_path


def problems_of(own: OwnTemplates) -> tuple[Problem, ...]:
    """Return the problems of a plan's own templates, those with reading them first."""
    filters = {name: made for paper in PAPERS.values() for name, made in paper.parts().filters.items()}
    environment = PaperEnvironment(PaperForm.HTML, Translator("en"), own.texts, filters)
    names = environment.list_templates()
    trees: dict[str, nodes.Template] = {}
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
        found += _references(name, tree, names)
    if len(trees) == len(own.texts):
        found += _unused(trees)
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
