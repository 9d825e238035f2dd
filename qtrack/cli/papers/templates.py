"""Templates of one's own at the command line: copied to start from, told about, tried, looked over."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from qtrack.cli.context import RunContext, keep_file
from qtrack.cli.parameters import parse_name
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale import words
from qtrack.locale.message import Translator, msg
from qtrack.model.problem import Problem
from qtrack.papers.engine.paper import OFFICE, PaperForm, PaperHead, WrongTemplateError, document_name
from qtrack.store.disk import NameTakenError, write_new
from qtrack.store.own_templates import OwnTemplates, own_document, own_templates, template_path
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

    if form is PaperForm.PDF:
        return _printed(context, folder, name, page, translator)
    try:
        if form in OFFICE:
            own, document = _own(folder, name, form)
            return office_paper(name, page, form, translator, own=own, document=document)
        return render_paper(name, page, form, translator, own_templates(folder))
    except WrongTemplateError as error:
        raise QtrackError(
            msg(
                "The template {path} is wrong in {where}: {text}.",
                path=context.shown(folder / error.problem.place.path),
                where=error.where,
                text=error.problem.message,
            ),
            msg("“qtrack report --fields {name}” tells what it may use.", name=name),
        ) from error


def _printed(
    context: RunContext, folder: Path, name: str, page: msgspec.Struct, translator: Translator
) -> bytes:
    """Return the HTML page of a paper as the browser of this machine prints it, and tell which that is."""
    from qtrack.store.programs.browser import find_browser, print_page

    browser = find_browser(context.environ)
    if browser is None:
        raise QtrackError(
            msg("PDF is printed by Chromium, Chrome or Edge, and none is found here."),
            msg("Install one, or name it in QTRACK_BROWSER; or give --format html and print from there."),
        )
    html = laid_out(context, folder, name, page, PaperForm.HTML, translator)
    head: PaperHead | None = getattr(page, "head", None)
    printed = print_page(str(html), browser, context.environ, head.as_of if head else context.now.date())
    context.screen.talk(msg("Printed by {browser}.", browser=browser))
    return printed


def _own(folder: Path, name: str, form: PaperForm) -> tuple[OwnTemplates, bytes | None]:
    """Return the templates of one's own that an office's file is made by."""
    if form is not PaperForm.DOCX:
        return ({}, ()), None
    document = own_document(folder, document_name(name))
    if isinstance(document, Problem):
        raise WrongTemplateError(document, msg("the document"))
    return own_templates(folder), document


def about_templates(
    context: RunContext,
    kind: str,
    plan: str | None,
    *,
    eject: bool,
    form: PaperForm | None = None,
    output: str | None = None,
) -> int:
    """Copy the built-in templates of a kind, of one form if one is named, or tell what they may use."""
    if eject:
        return _eject(context, kind, plan, form, output)
    from qtrack.papers.own.fields import template_fields
    from qtrack.papers.registry import PAPERS

    fields = template_fields(parse_name(msg("KIND"), kind, PAPERS, words.PAPERS), context.screen.translator)
    show_markdown(fields, context.screen)
    return ExitCode.OK


def _eject(
    context: RunContext, kind: str, plan: str | None, form: PaperForm | None, output: str | None
) -> int:
    """Write copies that are not there yet, all or none."""
    from qtrack.papers.own.copies import ejectable, ejected, ejected_document
    from qtrack.papers.registry import PAPERS

    folder = context.folder(plan)
    name = parse_name(msg("KIND"), kind, ejectable(), words.PAPERS)
    translator = context.screen.translator
    texts: Mapping[str, str | bytes]
    if form is PaperForm.DOCX and name in PAPERS:
        texts = {document_name(name): ejected_document(name, translator, context.open(plan).head.language)}
    else:
        texts = ejected(name, translator, form)
    if output is not None:
        return _put(context, folder, texts, output)
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


def _put(context: RunContext, folder: Path, texts: Mapping[str, str | bytes], output: str) -> int:
    """Write the one copy to a file that a person named, where none is yet."""
    if len(texts) > 1:
        raise QtrackError(
            msg("--output names one file, and there are {number} templates.", number=len(texts)),
            msg("Name the form with --format, or leave --output out."),
        )
    path = context.cwd / output
    if path.is_file() and not context.screen.goes_to(path):
        raise _taken(context, path)
    keep_file(context, path, next(iter(texts.values())), folder)
    return ExitCode.OK


def _taken(context: RunContext, path: Path) -> QtrackError:
    return QtrackError(
        msg("{path} is there already, and nothing was written over it.", path=context.shown(path)),
        msg("Move it away first."),
    )
