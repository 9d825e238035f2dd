"""`qtrack report KIND`: a paper of a period or of a day."""

from pathlib import Path
from typing import Annotated

from qtrack.cli.context import RunContext, keep_file
from qtrack.cli.options import DayOptions, OutputOption, PlanOption, SectionOption, UnitOption
from qtrack.cli.papers.context import paper_basis, read_annexes
from qtrack.cli.papers.templates import about_templates, laid_out
from qtrack.cli.parameters import argument, choice, flag, option, parse_name
from qtrack.cli.settings import ENDINGS
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale import words
from qtrack.locale.message import Translator, msg
from qtrack.papers.engine.paper import Paper, PaperForm, ReportContext
from qtrack.records.selection.filters import Filters
from qtrack.ui.markdown import show_markdown
from qtrack.ui.progress import Steps


def report(
    context: RunContext,
    *,
    kind: Annotated[str, argument("Which paper: {choices}.", "KIND", table=words.PAPERS)],
    of: Annotated[
        str | None,
        option("The period, as 2018-W43, 2018-10, 2018Q4 or 2018; else the one that runs.", "PERIOD"),
    ] = None,
    form: Annotated[
        PaperForm | None,
        option(
            "The form of the output; else markdown, with --open html.",
            "|".join(PaperForm),
            choice(PaperForm, words.FORMS),
            name="--format",
        ),
    ] = None,
    show: Annotated[bool, flag("Show the paper as a page in the browser.", name="--open")] = False,
    save: Annotated[bool, flag("Write the paper under reports/ beside the plan.")] = False,
    output: OutputOption = None,
    unit: UnitOption = None,
    section: SectionOption = None,
    days: DayOptions,
    anchor: Annotated[
        bool, flag("Print in the foot the line of “qtrack audit --anchor”, to be verified later.")
    ] = False,
    annex: Annotated[
        str | None,
        option(
            "Which annexes of a summary: {choices}, or numbers as 1,3; else all.",
            "NUMBERS",
            table=words.ANNEXES,
        ),
    ] = None,
    eject: Annotated[
        bool, flag("Copy the built-in templates of the paper below templates/ of the plan.")
    ] = False,
    fields: Annotated[bool, flag("Tell what templates of the paper may use.")] = False,
    plan: PlanOption = None,
) -> int:
    """Print a paper, write it to a file or show it; or tell of its templates.

    It speaks the plan's language unless --lang says another; its steps are told if it takes long.
    """
    if eject or fields:
        return about_templates(context, kind, plan, eject=eject, form=form, output=output)
    from qtrack.papers.registry import PAPERS

    paper = PAPERS[parse_name(msg("KIND"), kind, PAPERS, words.PAPERS)]
    annexes = read_annexes(annex, paper.period if paper.template == "summary" else None)
    shape = _shape(form, show=show, anchored=anchor)
    _refuse(paper, unit, output if save else None)
    folder = context.folder(plan)
    with Steps(context.screen, count=4) as steps:
        steps.begin(msg("reading the plan"))
        opened = context.open(plan)
        steps.begin(msg("reading its history"))
        basis = paper_basis(
            context,
            folder,
            opened,
            paper=paper,
            of=of,
            days=days,
            filters=Filters(section, unit),
            anchored=anchor,
            annexes=annexes,
        )
        steps.begin(msg("assessing where it stands"))
        page = paper.page(basis)
        steps.begin(msg("laying out the paper"))
        translator = Translator(context.language or opened.head.language)
        text = laid_out(context, folder, paper.name, page, shape, translator)
    name = file_name(paper.name, basis, shape)
    path = folder.parent / "reports" / name if save else context.cwd / output if output else None
    if path or show:
        _keep(context, path or _aside(name), text, folder, show=show)
    elif isinstance(text, str) and shape is PaperForm.MARKDOWN:
        show_markdown(text, context.screen)
    else:
        context.screen.write(text)
    return ExitCode.OK


def _aside(name: str) -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="qtrack-")) / name


def _keep(context: RunContext, path: Path, text: str | bytes, folder: Path, *, show: bool) -> None:
    """Write a paper to a file, and show that in the browser where it is asked for."""
    keep_file(context, path, text, folder)
    if show:
        import webbrowser

        if not webbrowser.open(path.resolve().as_uri()):
            context.screen.talk(msg("No browser could be started; open the file yourself."))


def _refuse(paper: Paper, unit: str | None, second: str | None) -> None:
    """Raise QtrackError where a paper of one unit has none, or is to be kept at a `second` place, too."""
    if paper.of_unit and unit is None:
        raise QtrackError(msg("This paper is of one unit, and none is named."), msg("Name it with --unit."))
    if second:
        raise QtrackError(
            msg("--save and --output name two places."), msg("Give --save alone, or --output FILE alone.")
        )


def _shape(form: PaperForm | None, *, show: bool, anchored: bool) -> PaperForm:
    """Return the form that was asked for: Markdown, unless a browser is to show it."""
    if form is None:
        return PaperForm.HTML if show else PaperForm.MARKDOWN
    if show and form not in {PaperForm.HTML, PaperForm.PDF}:
        raise QtrackError(
            msg("--open shows a page in the browser, and {form} is none.", form=form),
            msg("Give --format html, or leave --format out."),
        )
    if anchored and form in {PaperForm.TEXT, PaperForm.CSV, PaperForm.XLSX}:
        raise QtrackError(
            msg("--anchor prints a line in the foot of a paper, and {form} has none.", form=form),
            msg("Give --format markdown or html."),
        )
    return form


def file_name(name: str, report_context: ReportContext, shape: PaperForm) -> str:
    """Return under which name a paper is kept: its period or day, its kind, and what it is limited to."""
    limits = (report_context.filters.section, report_context.filters.unit)
    stem = "-".join([str(report_context.period or report_context.as_of), name, *filter(None, limits)])
    return f"{stem}.{ENDINGS.get(shape, shape)}"
