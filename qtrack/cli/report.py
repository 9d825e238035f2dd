"""`qtrack report KIND`: a paper of a period."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from qtrack.cli.here import Here
from qtrack.cli.options import AsOfOption, KnownAtOption, PlanOption, format_option, parse_choice, parse_date
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.locale.translator import Translator
from qtrack.model.period import Period, PeriodKind
from qtrack.render.paper import PaperForm, render_weekly, show_paper
from qtrack.store.disk import write_file
from qtrack.views.weekly import weekly


class PaperKind(StrEnum):
    """The papers."""

    WEEKLY = "weekly"


_ENDINGS = {PaperForm.MARKDOWN: "md", PaperForm.HTML: "html"}


def report(
    here: Here,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=mark("Which paper: weekly."))],
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="PERIOD", help=mark("The period, as 2018-W43; else this week.")),
    ] = None,
    form: Annotated[str, format_option("markdown", "html")] = "markdown",
    save: Annotated[
        bool, typer.Option("--save", help=mark("Write the paper under reports/ beside the plan."))
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help=mark("Write the paper to this file."))
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    plan: PlanOption = None,
) -> int:
    """Make a paper, such as the weekly summary, as Markdown or as one HTML page."""
    parse_choice("KIND", kind, PaperKind)
    shape = parse_choice("--format", form, PaperForm)
    if save and output:
        raise QtrackError(msg("--save and --output name two places."), msg("Give one of them."))
    folder = here.folder(plan)
    opened = here.open(plan)
    day = parse_date("--as-of", as_of) if as_of else here.today(opened)
    period = _period(of, day)
    if period.start > day:
        raise QtrackError(
            msg("The week {week} begins on {start} only.", week=str(period), start=period.start),
            msg("Name a week that has begun by {date}.", date=day),
        )
    known = parse_date("--known-at", known_at) if known_at else None
    page = weekly(opened, period, min(day, period.last_day), known)
    text = render_weekly(page, shape, Translator(here.language or opened.head.language))
    if save or output:
        ending = _ENDINGS[shape]
        path = (
            here.cwd / output
            if output
            else folder.parent / "reports" / f"{period}-{PaperKind.WEEKLY}.{ending}"
        )
        write_file(path, text)
        here.screen.line(here.shown(path))
    elif shape is PaperForm.MARKDOWN:
        show_paper(text, here.screen)
    else:
        here.screen.write(text)
    return ExitCode.FINE


def _period(text: str | None, day: date) -> Period:
    """Return the week that was asked for, else the one that `day` lies in."""
    if text is None:
        return Period.containing(PeriodKind.WEEK, day)
    period = Period.parse(text)
    if period is None or period.kind is not PeriodKind.WEEK:
        raise QtrackError(
            msg("--of is “{text}”, which is not a week.", text=text), msg("Write it as 2018-W43.")
        )
    return period
