"""`qtrack report KIND`: a paper of a period or of a day."""

from typing import Annotated

import typer

from qtrack.cli.here import Here
from qtrack.cli.options import (
    AsOfOption,
    KnownAtOption,
    PlanOption,
    SectionOption,
    UnitOption,
    dates,
    format_option,
    parse_choice,
    parse_name,
)
from qtrack.cli.paper_basis import paper_basis
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.locale.translator import Translator
from qtrack.model.plan import Plan
from qtrack.render.paper import PaperForm, render_paper, show_paper
from qtrack.render.papers import PAPERS
from qtrack.store.disk import write_file
from qtrack.views.basis import Basis

_ENDINGS = {PaperForm.MARKDOWN: "md", PaperForm.HTML: "html"}


def report(
    here: Here,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=mark("Which paper: weekly, monthly, quarterly, annual."))
    ],
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="PERIOD",
            help=mark("The period, as 2018-W43, 2018-10, 2018Q4 or 2018; else the one that runs."),
        ),
    ] = None,
    form: Annotated[str, format_option("markdown", "html")] = "markdown",
    save: Annotated[
        bool, typer.Option("--save", help=mark("Write the paper under reports/ beside the plan."))
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help=mark("Write the paper to this file."))
    ] = None,
    unit: UnitOption = None,
    section: SectionOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    plan: PlanOption = None,
) -> int:
    """Make a paper, such as the weekly summary, as Markdown or as one HTML page."""
    name = parse_name("KIND", kind, PAPERS)
    shape = parse_choice("--format", form, PaperForm)
    if save and output:
        raise QtrackError(msg("--save and --output name two places."), msg("Give one of them."))
    folder = here.folder(plan)
    opened = here.open(plan)
    days = dates(as_of, known_at, lambda: here.today(opened))
    basis = paper_basis(here, folder, opened, PAPERS[name].period, of, days, unit=unit, section=section)
    text = render_paper(name, PAPERS[name].page(basis), shape, _speaker(here, opened))
    if save or output:
        saved = folder.parent / "reports" / file_name(name, basis, _ENDINGS[shape])
        path = here.cwd / output if output else saved
        write_file(path, text)
        here.screen.line(here.shown(path))
    elif shape is PaperForm.MARKDOWN:
        show_paper(text, here.screen)
    else:
        here.screen.write(text)
    return ExitCode.FINE


def _speaker(here: Here, plan: Plan) -> Translator:
    """Papers come out in the plan's language, unless --lang says another."""
    return Translator(here.language or plan.head.language)


def file_name(name: str, basis: Basis, ending: str) -> str:
    """Return under which name a paper is kept: its period or day, its kind, and what it is limited to."""
    limits = (basis.filters.section, basis.filters.unit)
    return "-".join([str(basis.period or basis.as_of), name, *filter(None, limits)]) + f".{ending}"
