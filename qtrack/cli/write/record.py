"""`qtrack record ID`: progress as new files: from options, by asking, in an editor, or from a spreadsheet."""

from typing import Annotated, Final

from qtrack.cli.context import RunContext
from qtrack.cli.options import ByOption, PlanOption, WriteOptions, argument, flag, option
from qtrack.cli.write.recording import (
    EntryOptions,
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
    *,
    about: Annotated[
        str | None,
        argument("ID", mark("A task, deliverable or section: T05, 5, T05.2, S1.")),
    ] = None,
    summary: Annotated[str | None, option("--summary", "TEXT", mark("What was done, in a sentence."))] = None,
    unit: Annotated[
        str | None,
        option("--unit", "UNIT", mark("Who says so, by id, full or short name.")),
    ] = None,
    status: Annotated[
        str | None,
        option("--status", "STATUS", mark("not-started, in-progress, blocked, done, closed or dropped.")),
    ] = None,
    percent: Annotated[
        str | None,
        option("--percent", "0-100", mark("The share of the work that is done.")),
    ] = None,
    actual: Annotated[
        list[str] | None,
        option("--actual", "ID=VALUE", mark("The value of an indicator; may be repeated.")),
    ] = None,
    period: Annotated[
        str | None,
        option(
            "--period",
            "PERIOD",
            mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
        ),
    ] = None,
    problems: Annotated[str | None, option("--problems", "TEXT", mark("What stands in the way."))] = None,
    next_: Annotated[str | None, option("--next", "TEXT", mark("What comes next."))] = None,
    evidence: Annotated[
        list[str] | None,
        option("--evidence", "TEXT", mark("A document that shows it; may be repeated.")),
    ] = None,
    date: Annotated[str | None, option("--date", "DATE", mark("When it was so; else today."))] = None,
    by: ByOption = None,
    from_: Annotated[
        str | None,
        option("--from", "FILE", mark("Record every row of a filled form, a CSV file; - is stdin.")),
    ] = None,
    edit: Annotated[
        bool, flag("--edit", mark("Write the entry in your editor, on a form with notes."))
    ] = False,
    options: WriteOptions,
    plan: PlanOption = None,
) -> int:
    """Record progress on a task, deliverable or section, as one new file that is never changed again."""
    typed = EntryOptions(
        about, summary, unit, status, percent, _all(actual), period, problems, next_, _all(evidence), date, by
    )
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
