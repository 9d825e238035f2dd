"""`qtrack record ID`: progress as new files: from options, by asking, in an editor, or from a spreadsheet."""

from typing import Annotated, Final

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option, parse_choice
from qtrack.cli.write.recording import (
    EntryOptions,
    PathForm,
    WriteOptions,
    entry_of,
    finish,
    holders_of,
    open_session,
)
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.ids import parse_about

_ID: Final = "ID"


def record(
    context: RunContext,
    about: Annotated[
        str | None,
        typer.Argument(metavar="ID", help=mark("A task, deliverable or section: T05, 5, T05.2, S1.")),
    ] = None,
    summary: Annotated[
        str | None, typer.Option("--summary", metavar="TEXT", help=mark("What was done, in a sentence."))
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help=mark("Who says so, by id, full or short name.")),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=mark("not-started, in-progress, blocked, done, closed or dropped."),
        ),
    ] = None,
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar="0-100", help=mark("The share of the work that is done.")),
    ] = None,
    actual: Annotated[
        list[str] | None,
        typer.Option(
            "--actual", metavar="ID=VALUE", help=mark("The value of an indicator; may be repeated.")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
        ),
    ] = None,
    problems: Annotated[
        str | None, typer.Option("--problems", metavar="TEXT", help=mark("What stands in the way."))
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="TEXT", help=mark("What comes next."))
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="TEXT", help=mark("A document that shows it; may be repeated.")),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=mark("When it was so; else today."))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=mark("Who records it; else the user's name."))
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE", help=mark("Record every row of a filled form, a CSV file; - is stdin.")
        ),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help=mark("Write the entry in your editor, on a form with notes."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Show the file and write nothing."))
    ] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help=mark("Commit the new file to git, and nothing else."))
    ] = False,
    form: Annotated[str, format_option("text", "json")] = "text",
    plan: PlanOption = None,
) -> int:
    """Record progress on a task, deliverable or section, as one new file that is never changed again."""
    typed = EntryOptions(
        about, summary, unit, status, percent, _all(actual), period, problems, next_, _all(evidence), date, by
    )
    options = WriteOptions(dry_run, parse_choice("--format", form, PathForm), commit)
    if from_ is not None:
        from qtrack.cli.write.record_file import record_file

        return record_file(context, plan, from_, typed, options)
    if about is None:
        raise _missing(_ID)
    session = open_session(context, plan, holders_of(parse_about(about)))
    if edit:
        from qtrack.cli.write.edit import record_in_editor

        return record_in_editor(session, typed, options)
    if summary is None or unit is None:
        if not context.screen.can_ask:
            raise _missing("--summary" if summary is None else "--unit")
        from qtrack.cli.write.ask import record_by_asking

        return record_by_asking(session, typed, options)
    return finish(session, entry_of(session, typed), options)


def _all(given: list[str] | None) -> tuple[str, ...] | None:
    return tuple(given) if given else None


def _missing(name: str) -> QtrackError:
    return QtrackError(
        msg("{name} is missing.", name=name), msg("See “{command} --help”.", command="qtrack record")
    )
