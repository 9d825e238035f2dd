"""`qtrack return ID`: what was reported done is sent back for completion (退回补充)."""

from datetime import date
from typing import Annotated

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import AboutArgument, ByOption, PeriodOption, PlanOption, WriteOptions
from qtrack.cli.parameters import option, parse_date
from qtrack.cli.read.show import find_about
from qtrack.cli.write.answers import answer, judge, make_entry, refuse_closed, refuse_open
from qtrack.cli.write.recording import holders_of, office_of, open_session
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.entry import Status
from qtrack.model.ids import parse_about
from qtrack.store.form.cells import cell_period


def return_(
    context: RunContext,
    *,
    about: AboutArgument,
    reason: Annotated[str, option("--reason", "TEXT", mark("What is still missing."))],
    unit: Annotated[
        str | None,
        option("--unit", "UNIT", mark("Who sends it back; else the plan's office.")),
    ] = None,
    date: Annotated[
        date | None, option("--date", "DATE", mark("When it was sent back; else today."), parse_date)
    ] = None,
    period: PeriodOption = "",
    by: ByOption = None,
    options: WriteOptions,
    plan: PlanOption = None,
) -> int:
    """Send back for completion what was reported done; it is in progress again."""
    session = open_session(context, plan, holders_of(parse_about(about)))
    entry = make_entry(
        session,
        find_about(session.plan, about),
        office_of(session.plan, unit, "--unit"),
        reason,
        by,
        date=date or session.now.date(),
        status=Status.IN_PROGRESS,
        period=cell_period(period),
    )
    entry, word = judge(session, entry)
    refuse_closed(
        session, entry, word, msg("“qtrack record {id} --status in-progress” opens it again.", id=entry.about)
    )
    refuse_open(session, entry, word)
    report = word.reports[0]
    if report.about != entry.about:
        raise QtrackError(
            msg("{id} is done by its parts; nobody reported it done as a whole.", id=entry.about),
            msg("Send back one of {parts}.", parts=tuple(one.about for one in word.reports)),
        )
    return answer(session, msgspec.structs.replace(entry, returns=report.id), options, (report,))
