"""`qtrack close ID` and `qtrack return ID`: work reported done is closed (销号) or sent back (退回补充)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any, Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import AboutArgument, ByOption, PeriodOption, WriteOptions
from qtrack.cli.parameters import date_option, option
from qtrack.cli.settings import named_unit, unit_of
from qtrack.cli.write.recording import Session, office_of, open_session, user
from qtrack.cli.write.writing import put
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, Translator, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.records.selection.names import find_about
from qtrack.standing.last_word import Word, last_word
from qtrack.standing.recurrence import occurrence_of, runs
from qtrack.standing.reported.status import Reported

#: How far a clock may be ahead for an answer to follow it.
_FAST: Final = timedelta(days=1)


def close(
    context: RunContext,
    *,
    about: AboutArgument,
    evidence: Annotated[list[str], option("A document that shows it; may be repeated.", "TEXT")],
    verified_by: Annotated[
        str | None, option("Who has verified it, not who reported it done; else your own unit.", "UNIT")
    ] = None,
    summary: Annotated[str | None, option("What was found, in a sentence.", "TEXT", short="-m")] = None,
    date: Annotated[date | None, date_option("When it was verified; else today.", short="-d")] = None,
    period: PeriodOption = "",
    by: ByOption = None,
    options: WriteOptions,
) -> int:
    """Write the entry that closes work (销号); raise QtrackError where nobody else reported it done."""
    session = open_session(context, options, about)
    papers = tuple(text.strip() for text in evidence if text.strip())
    if not papers:
        raise QtrackError(
            msg("--evidence is empty."),
            msg("Name what shows that it is done, such as --evidence with the number of a paper."),
        )
    if summary is None:
        summary = Translator(session.plan.head.language).say(msg("verified and closed"))
    about = find_about(session.plan, about)
    unit = named_unit(context, session.plan, verified_by, "qtrack close", "--verified-by")
    entry = make_entry(session, about, unit, summary, by, status=Status.CLOSED, evidence=papers)
    entry, (reported, reports, periods) = _judge(session, entry, date, period)
    _refuse_closed(session, entry, reported, msg("“qtrack history {id}” tells more.", id=entry.about))
    said = (reported.word,) if reported.given_up and reported.word else reports
    _refuse_open(session, entry, said, periods)
    if entry.unit in {report.unit for report in said}:
        from qtrack.checks.answers import own_word

        raise QtrackError(
            msg("{text}.", text=own_word(session.plan, entry, reported.status)),
            msg("Name with --verified-by the unit that has verified it."),
        )
    return answer(session, entry, said)


def return_(
    context: RunContext,
    *,
    about: AboutArgument,
    reason: Annotated[str, option("What is still missing.", "TEXT")],
    unit: Annotated[
        str | None,
        option("Who sends it back; else your own unit, else the plan's office.", "UNIT", short="-u"),
    ] = None,
    date: Annotated[date | None, date_option("When it was sent back; else today.", short="-d")] = None,
    period: PeriodOption = "",
    by: ByOption = None,
    options: WriteOptions,
) -> int:
    """Write the entry that sends work back (退回补充); raise QtrackError where nobody reported it done."""
    session = open_session(context, options, about)
    about = find_about(session.plan, about)
    own = unit_of(context, session.plan) if unit is None else None
    unit = own or office_of(session, unit, "--unit")
    entry = make_entry(session, about, unit, reason, by, status=Status.IN_PROGRESS)
    entry, (reported, reports, periods) = _judge(session, entry, date, period)
    hint = msg("“qtrack record {id} --status in-progress” opens it again.", id=entry.about)
    _refuse_closed(session, entry, reported, hint)
    _refuse_open(session, entry, reports, periods)
    report = reports[0]
    if report.about != entry.about:
        raise QtrackError(
            msg("{id} is done by its parts; nobody reported it done as a whole.", id=entry.about),
            msg("Send back one of {parts}.", parts=tuple(one.about for one in reports)),
        )
    return answer(session, msgspec.structs.replace(entry, returns=report.id), (report,))


def _judge(session: Session, entry: Entry, day: date | None, period: str) -> tuple[Entry, Word]:
    """Give a judgement its day and the occurrence that it is about; return it with the word on that."""
    entry = msgspec.structs.replace(entry, date=day or entry.date, period=session.period(period))
    entry = msgspec.structs.replace(entry, period=entry.period or occurrence_of(session.plan, entry))
    return entry, last_word(session.plan, entry.about, occurrence_of(session.plan, entry), entry.date)


def _refuse_closed(session: Session, entry: Entry, reported: Reported, hint: Message) -> None:
    """Raise QtrackError where the matter of an entry is closed already."""
    last = reported.word
    if last is not None and last.status is Status.CLOSED:
        raise QtrackError(
            msg(
                "{id} was closed by {unit} on {date} ({entry}).",
                id=_matter(session.plan, entry),
                unit=session.plan.register.name(last.unit),
                date=last.date,
                entry=last.id,
            ),
            hint,
        )


def _refuse_open(session: Session, entry: Entry, said: tuple[Entry, ...], periods: tuple[str, ...]) -> None:
    """Raise QtrackError where nobody said of the matter of an entry that it is done."""
    if said:
        return
    hint = msg("“qtrack record {id} --status done” says so first.", id=entry.about)
    if periods:
        hint = msg("Name the year with --period: {years}.", years=runs(periods))
        if not _of_years(periods[0]):
            hint = msg("Name which one with --period: {periods}.", periods=runs(periods))
    raise QtrackError(
        msg("By {date} nobody had reported {id} done.", date=entry.date, id=_matter(session.plan, entry)),
        hint,
    )


def _matter(plan: Plan, entry: Entry) -> Message | str:
    """Return what an entry is about, with the period where it returns."""
    period = occurrence_of(plan, entry)
    if not period:
        return entry.about
    if _of_years(period):
        return msg("{id} of {year}", id=entry.about, year=period)
    return msg("{id} for {period}", id=entry.about, period=period)


def _of_years(period: str) -> bool:
    named = Period.parse(period)
    return named is not None and named.kind is PeriodKind.YEAR


def answer(session: Session, entry: Entry, to: Iterable[Entry] = (), *, agreed: bool = False) -> int:
    """Check an entry and what it does to others, write it and tell where it is.

    It must not come before the reports that it is an answer `to`, else it would not count. It is recorded
    after all that was recorded of the same matter, also where the clock that this was recorded by is fast,
    up to a day. Beyond that the clock is wrong, and none is to follow it. Where it is `agreed` to already,
    nothing is asked.
    """
    from qtrack.checks import check_others  # completion reads only what a command may be given

    entry = after_all(session, entry)
    _refuse_ahead(entry, to)
    for problem in check_others(session.check_context, entry):
        if problem.level is Level.ERROR:
            raise QtrackError(
                msg(
                    "{path} would be wrong then: {text}.",
                    path=session.shown(problem.place.path),
                    text=problem.message,
                ),
                msg("Nothing was written."),
            )
        session.context.screen.talk(msg("warning: {text}", text=problem.message))
    if not agreed:
        session.check(entry)
    return put(session, entry, answers=True)


def after_all(session: Session, entry: Entry) -> Entry:
    """Return an entry as recorded after all that the session knows, if no clock is wrong by over a day."""
    leads = [other.recorded - entry.recorded for other in session.plan.entries]
    lead = max((lead for lead in leads if timedelta() <= lead <= _FAST), default=None)
    if lead is None:
        return entry
    return msgspec.structs.replace(entry, recorded=entry.recorded + lead + timedelta(seconds=1))


def _refuse_ahead(entry: Entry, to: Iterable[Entry]) -> None:
    """Raise QtrackError where an answer would come before what it answers, and so not count."""
    ahead = next((report for report in to if report.recorded > entry.recorded), None)
    if ahead is not None:
        raise QtrackError(
            msg(
                "{id} was recorded on {recorded}, which is in the future: today is {today} by the clock of "
                "this computer.",
                id=ahead.id,
                recorded=ahead.recorded.date(),
                today=entry.recorded.date(),
            ),
            msg("If that is right, “qtrack correct {id}” first.", id=ahead.id),
        )


def make_entry(
    session: Session,
    about: str,
    unit: str,
    said: str,
    by: str | None,
    **more: Any,  # noqa: ANN401 - fields of an entry
) -> Entry:
    """Make an entry of today that says one sentence."""
    now = session.now
    return Entry(about, unit, now.date(), recorded=now, summary=said.strip(), by=user(session, by), **more)
