"""`qtrack return ID`: what was reported done is sent back for completion (退回补充)."""

from typing import Annotated

import msgspec
import typer

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option, parse_choice, parse_date
from qtrack.cli.read.show import find_about
from qtrack.cli.write.answers import (
    ByOption,
    CommitOption,
    DryRunOption,
    answer,
    make_entry,
    refuse_closed,
    refuse_open,
)
from qtrack.cli.write.recording import PathForm, WriteOptions, holders_of, office_of, open_session
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.entry import Status
from qtrack.model.ids import parse_about
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.verified import last_word
from qtrack.store.form.cells import cell_period


def return_(
    context: RunContext,
    about: Annotated[
        str, typer.Argument(metavar="ID", help=mark("A task, deliverable or section: T05, 5, T05.2, S1."))
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("What is still missing."))],
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help=mark("Who sends it back; else the plan's office.")),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=mark("When it was sent back; else today."))
    ] = None,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
        ),
    ] = "",
    by: ByOption = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    form: Annotated[str, format_option("text", "json")] = "text",
    plan: PlanOption = None,
) -> int:
    """Send back for completion what was reported done; it is in progress again."""
    options = WriteOptions(dry_run, parse_choice("--format", form, PathForm), commit)
    session = open_session(context, plan, holders_of(parse_about(about)))
    entry = msgspec.structs.replace(
        make_entry(
            session, find_about(session.plan, about), office_of(session.plan, unit, "--unit"), reason, by
        ),
        date=parse_date("--date", date) if date is not None else session.now.date(),
        status=Status.IN_PROGRESS,
        period=cell_period(period),
    )
    entry = msgspec.structs.replace(entry, period=entry.period or occurrence_of(session.plan, entry))
    word = last_word(session.plan, entry.about, occurrence_of(session.plan, entry), entry.date)
    refuse_closed(
        session, entry, word, msg("“qtrack record {id} --status in-progress” opens it again.", id=entry.about)
    )
    refuse_open(session, entry, word)
    report = word.reports[0]
    if report.about != entry.about:
        raise QtrackError(
            msg("{id} is done by its parts; nobody reported it done as a whole.", id=entry.about),
            msg("Send back one of {parts}.", parts=tuple(each.about for each in word.reports)),
        )
    return answer(session, msgspec.structs.replace(entry, returns=report.id), options, (report,))
