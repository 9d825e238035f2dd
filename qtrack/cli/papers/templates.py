"""Templates of one's own at the command line: copied to start from, told about, tried, looked over."""

from pathlib import Path

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.parameters import parse_name
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale import words
from qtrack.locale.message import Translator, msg
from qtrack.papers.engine.paper import OFFICE, PaperForm, WrongTemplateError
from qtrack.store.disk import NameTakenError, write_new
from qtrack.store.own_templates import own_templates, template_path
from qtrack.ui.markdown import show_markdown


def laid_out(
    context: RunContext,
    folder: Path,
    name: str,
    page: msgspec.Struct,
    form: PaperForm,
    translator: Translator,
) -> str | bytes:
    """Return a paper, by the plan's own templates where it has some; raise QtrackError where one is wrong."""
    from qtrack.papers.registry import office_paper, render_paper

    if form in OFFICE:
        return office_paper(name, page, form, translator)
    try:
        return render_paper(name, page, form, translator, own_templates(folder))
    except WrongTemplateError as error:
        place = error.problem.place
        raise QtrackError(
            msg(
                "The template {path} is wrong in line {line}: {text}.",
                path=context.shown(folder / place.path),
                line=place.line,
                text=error.problem.message,
            ),
            msg("“qtrack report --fields {name}” tells what it may use.", name=name),
        ) from error


def about_templates(context: RunContext, kind: str, plan: str | None, *, eject: bool) -> int:
    """Copy the built-in templates of a kind, or tell what they may use."""
    if eject:
        return _eject(context, kind, context.folder(plan))
    from qtrack.papers.own_templates import template_fields
    from qtrack.papers.registry import PAPERS

    fields = template_fields(parse_name(msg("KIND"), kind, PAPERS, words.PAPERS), context.screen.translator)
    show_markdown(fields, context.screen)
    return ExitCode.OK


def _eject(context: RunContext, kind: str, folder: Path) -> int:
    """Write copies that are not there yet, all or none."""
    from qtrack.papers.own_templates import ejectable, ejected

    texts = ejected(parse_name(msg("KIND"), kind, ejectable(), words.PAPERS), context.screen.translator)
    for name in texts:
        if (folder / template_path(name)).exists():
            raise _taken(context, folder / template_path(name))
    for name, text in texts.items():
        try:
            write_new(folder, template_path(name), text)
        except NameTakenError as error:
            raise _taken(context, folder / template_path(name)) from error
        path = context.shown(folder / template_path(name))
        context.screen.confirm(f"{path}\n", msg("{path} is written.", path=path))
    return ExitCode.OK


def _taken(context: RunContext, path: Path) -> QtrackError:
    return QtrackError(
        msg("{path} is there already, and nothing was written over it.", path=context.shown(path)),
        msg("Move it away first."),
    )
