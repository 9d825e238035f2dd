"""`qtrack correct ENTRY`: a new entry that stands in for an earlier one."""

from decimal import Decimal
from typing import Annotated

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import ByOption, PlanOption, WriteOptions, option
from qtrack.cli.parse import parse_date
from qtrack.cli.write.answers import (
    EntryArgument,
    answer,
    find_entry,
    refuse_gone,
)
from qtrack.cli.write.recording import EntryOptions, RecordingSession, entry_of
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.entry import Entry


def correct(
    context: RunContext,
    *,
    entry: EntryArgument,
    summary: Annotated[str | None, option("--summary", "TEXT", mark("What was done, in a sentence."))] = None,
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
        option("--actual", "ID=VALUE", mark("The value of an indicator, ID= for none; may be repeated.")),
    ] = None,
    problems: Annotated[str | None, option("--problems", "TEXT", mark("What stands in the way."))] = None,
    next_: Annotated[str | None, option("--next", "TEXT", mark("What comes next."))] = None,
    evidence: Annotated[
        list[str] | None,
        option(
            "--evidence", "TEXT", mark("A document that shows it, instead of those before; may be repeated.")
        ),
    ] = None,
    date: Annotated[str | None, option("--date", "DATE", mark("When it was so."))] = None,
    period: Annotated[
        str | None,
        option(
            "--period",
            "PERIOD",
            mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
        ),
    ] = None,
    about: Annotated[
        str | None,
        option("--about", "ID", mark("A task, deliverable or section: T05, 5, T05.2, S1.")),
    ] = None,
    unit: Annotated[
        str | None,
        option("--unit", "UNIT", mark("Who says so, by id, full or short name.")),
    ] = None,
    by: ByOption = None,
    options: WriteOptions,
    plan: PlanOption = None,
) -> int:
    """Correct an entry with a new one that stands in for it; what is not given is taken over.

    An empty value empties a field, as --problems "" does. The corrected entry stays in the history.
    """
    session, old = find_entry(context, plan, entry)
    if old.withdraws:
        raise QtrackError(
            msg("{id} is a withdrawal; it says nothing that could be corrected.", id=old.id),
            msg("Withdraw it, and {other} counts again.", other=old.withdraws),
        )
    refuse_gone(session.plan, old)
    values = tuple(actual) if actual is not None else None
    papers = tuple(each for each in evidence if each.strip()) if evidence is not None else None
    typed = EntryOptions(
        about, summary, unit, status, percent, values, period, problems, next_, papers, date, by
    )
    return answer(session, _corrected(session, old, typed), options, (old,))


def _corrected(session: RecordingSession, old: Entry, typed: EntryOptions) -> Entry:
    """Return an entry that says what the old one said, but for what was typed."""
    if typed.date is not None:
        parse_date("--date", typed.date)
    filled = msgspec.structs.replace(
        typed,
        about=old.about if typed.about is None else typed.about,
        unit=old.unit if typed.unit is None else typed.unit,
        status=(typed.status or "").strip() or None,
        percent=(typed.percent or "").strip() or None,
        actual=tuple(each for each in typed.actual or () if each.strip() and not _emptied(each)),
    )
    said = entry_of(session, filled)
    given = {name for name in typed.__struct_fields__ if getattr(typed, name) is not None}
    changed = {name: getattr(said, name) for name in given - {"actual", "by"}}
    if typed.actual is not None:
        changed["actuals"] = _actuals(old, said, typed.actual)
    new = msgspec.structs.replace(old, **changed)
    ahead = old.recorded > said.recorded  # then it is at least the moment that is corrected
    if new == old and (typed.by is None or typed.by.strip() == old.by) and not ahead:
        raise QtrackError(
            msg("{id} says so already; nothing would change.", id=old.id),
            msg("Give what should be different, such as --percent 40."),
        )
    return msgspec.structs.replace(new, recorded=said.recorded, by=said.by, corrects=old.id, id="", path="")


def _actuals(old: Entry, said: Entry, typed: tuple[str, ...]) -> dict[str, Decimal]:
    """Return the values with those that were typed; `ID=` takes one out, an empty text all of them."""
    kept = {} if any(not each.strip() for each in typed) else old.actuals
    emptied = {each.partition("=")[0].strip() for each in typed if _emptied(each)}
    return {name: value for name, value in (kept | said.actuals).items() if name not in emptied}


def _emptied(text: str) -> bool:
    name, sign, value = text.partition("=")
    return bool(name.strip() and sign) and not value.strip()
