"""Templates that a plan has of its own: built-in ones as files to start from, and what is wrong with them."""

from collections.abc import Mapping, Sequence

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from qtrack import __version__
from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.problem import Level, Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import no_template, perhaps, template_problem
from qtrack.papers.engine.paper import BUILT_IN, BUILT_IN_PREFIX, ENDINGS, PaperForm
from qtrack.papers.registry import PAPERS
from qtrack.store.own_templates import OwnTemplates, template_path


def ejectable() -> tuple[str, ...]:
    """Return what can be copied: every paper, and every built-in template by the stem of its name."""
    stems = sorted({name.partition(".")[0] for name in BUILT_IN} - set(PAPERS))
    return (*PAPERS, *stems)


def ejected(name: str, translator: Translator) -> dict[str, str]:
    """Return the files to start from, by their names below templates/; each says on top what it is.

    For a paper these are the templates that make it, under its own name; for the stem of built-in
    templates, these.
    """
    if name in PAPERS:
        own = {f"{name}.{ending}": f"{PAPERS[name].template}.{ending}" for ending in ENDINGS.values()}
    else:
        own = {template: template for template in BUILT_IN if template.startswith(f"{name}.")}
    return {goal: _copy(source, translator) for goal, source in own.items()}


def _copy(source: str, translator: Translator) -> str:
    text = BUILT_IN[source].read_text(encoding="utf-8")
    said = [
        msg(
            "A copy of the built-in template {source} of qtrack {version}; later versions do not change it.",
            source=source,
            version=__version__,
        ),
        msg("Delete this file, and the built-in one is back."),
        *_in_part(source, text),
        msg("“qtrack report --fields KIND” tells what a template may use."),
    ]
    comment = "\n   ".join(line if isinstance(line, str) else translator.say(line) for line in said)
    return f"{{# {comment} #}}\n{text}"


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
    filters = {name: made for paper in PAPERS.values() for name, made in paper.filters.items()}
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
