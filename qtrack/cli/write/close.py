"""`qtrack close ID`: the verifying unit closes (销号) what another reported done."""

from datetime import date
from typing import Annotated

from qtrack.checks.closing import own_word
from qtrack.cli.context import RunContext
from qtrack.cli.options import AboutArgument, ByOption, PeriodOption, PlanOption, WriteOptions
from qtrack.cli.parameters import option, parse_date
from qtrack.cli.read.show import find_about
from qtrack.cli.write.answers import answer, judge, make_entry, refuse_closed, refuse_open
from qtrack.cli.write.recording import holders_of, open_session
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Status
from qtrack.model.ids import parse_about
from qtrack.records.filters import find_unit
from qtrack.store.form.cells import cell_period


def close(
    context: RunContext,
    *,
    about: AboutArgument,
    verified_by: Annotated[
        str,
        option("--verified-by", "UNIT", mark("Who has verified it; not who reported it done.")),
    ],
    evidence: Annotated[
        list[str],
        option("--evidence", "TEXT", mark("A document that shows it; may be repeated.")),
    ],
    summary: Annotated[
        str | None, option("--summary", "TEXT", mark("What was found, in a sentence."))
    ] = None,
    date: Annotated[
        date | None, option("--date", "DATE", mark("When it was verified; else today."), parse_date)
    ] = None,
    period: PeriodOption = "",
    by: ByOption = None,
    options: WriteOptions,
    plan: PlanOption = None,
) -> int:
    """Close what was reported done, or dropped, once another unit has verified it."""
    session = open_session(context, plan, holders_of(parse_about(about)))
    papers = tuple(text.strip() for text in evidence if text.strip())
    if not papers:
        raise QtrackError(
            msg("--evidence is empty."),
            msg("Name what shows that it is done, such as the number of a paper."),
        )
    said = (
        summary
        if summary is not None
        else Translator(session.plan.head.language).say(msg("verified and closed"))
    )
    entry = make_entry(
        session,
        find_about(session.plan, about),
        find_unit(session.plan, verified_by),
        said,
        by,
        date=date or session.now.date(),
        status=Status.CLOSED,
        period=cell_period(period),
        evidence=papers,
    )
    entry, word = judge(session, entry)
    refuse_closed(session, entry, word, msg("“qtrack history {id}” tells more.", id=entry.about))
    if not word.to_verify:
        refuse_open(session, entry, word)
    if entry.unit in {report.unit for report in word.to_verify}:
        raise QtrackError(
            msg("{text}.", text=own_word(session.plan, entry, word.reported.status)),
            msg("Name with --verified-by the unit that has verified it."),
        )
    return answer(session, entry, options, word.to_verify)
