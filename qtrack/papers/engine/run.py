"""A paper made with its templates."""

from collections.abc import Generator, Iterator
from typing import cast

from qtrack.locale.translator import Translator
from qtrack.model.problem import Level
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import WrongTemplateError, template_problem
from qtrack.papers.engine.output import LARGEST, too_long
from qtrack.papers.engine.paper import ENDINGS, Paper, PaperForm, PaperPage, words_of
from qtrack.store.own_templates import OwnTemplates


def run_paper(
    paper: Paper, page: PaperPage, form: PaperForm, translator: Translator, own: OwnTemplates
) -> str:
    """Return what the templates of a paper make of its page; those under its own name go first.

    Raises WrongTemplateError where one of the plan's own templates cannot be read or does not work.
    """
    for problem in own.problems:
        if problem.level is Level.ERROR:
            raise WrongTemplateError(problem)
    environment = PaperEnvironment(form, translator, own.texts, paper.parts().filters)
    names = [f"{name}.{ENDINGS[form]}" for name in (paper.name, paper.template)]
    variables: dict[str, object] = {"page": page}
    try:
        for name, template in words_of(paper).items():
            variables[name] = environment.words(template, variables)
        return environment.output.finished(_whole(environment.select_template(names).generate(variables)))
    except Exception as error:
        found = template_problem(error, environment, own.texts, (*environment.globals, *variables))
        if found is None:
            raise
        raise WrongTemplateError(found) from error


def _whole(stream: Iterator[str]) -> str:
    pieces, length = [], 0
    for piece in stream:
        pieces.append(piece)
        length += len(piece)
        if length > LARGEST:
            # thrown where the template stands, so that it has a line
            cast("Generator[str]", stream).throw(too_long())
    return "".join(pieces)
