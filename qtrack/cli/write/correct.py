"""`qtrack correct ENTRY` and `qtrack withdraw ENTRY`: entries that take the place of earlier ones."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import ByOption, WriteOptions
from qtrack.cli.parameters import option
from qtrack.cli.settings import unit_of
from qtrack.cli.write.entry_meant import EntryArgument, find_entry, refuse_gone
from qtrack.cli.write.judge import answer, make_entry
from qtrack.cli.write.record import CorrectionOptions, WordsArgument, with_words
from qtrack.cli.write.recording import Session, entry_of, office_of, user
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELD, Kind
from qtrack.model.plan import Plan
from qtrack.records.selection.names import find_indicator
from qtrack.standing.reported.facts import lifted, rivals


def correct(
    context: RunContext,
    *,
    entry: EntryArgument,
    words: WordsArgument = None,
    said: CorrectionOptions,
    options: WriteOptions,
) -> int:
    """Write an entry that stands in for another; raise QtrackError where nothing would change."""
    session, old = find_entry(context, options, entry, said.typed.get("by"))
    if old.withdraws:
        raise QtrackError(
            msg("{id} is a withdrawal; it says nothing that could be corrected.", id=old.id),
            msg("Withdraw it, and {other} counts again.", other=old.withdraws),
        )
    refuse_gone(session.plan, old)
    typed = with_words(said.typed, words or ())
    if typed or not context.screen.can_ask or old.recorded > session.now:
        return answer(session, _corrected(session, old, typed))
    from qtrack.cli.write.ask import correct_by_asking

    new = correct_by_asking(session, _correcting(old, session.now, user(session)))
    return answer(session, new, agreed=True)


def _correcting(old: Entry, recorded: datetime, by: str) -> Entry:
    return msgspec.structs.replace(old, recorded=recorded, by=by, corrects=old.id, id="", path="")


def _corrected(session: Session, old: Entry, typed: Mapping[str, Any]) -> Entry:
    """Return an entry that says what the old one said, but for what was typed."""
    if typed.get("date") == "":
        session.date("")  # here nothing is not today
    said = entry_of(session, {"about": old.about, "unit": old.unit} | _filled(typed))
    changed = {name: getattr(said, name) for name in typed if name != "by"}
    if "actuals" in typed:
        changed["actuals"] = _actuals(session, old, said, typed["actuals"])
    new = msgspec.structs.replace(old, **changed)
    ahead = old.recorded > said.recorded  # then it is at least the moment that is corrected
    if new == old and ("by" not in typed or said.by == old.by) and not ahead:
        raise QtrackError(
            msg("{id} says so already; nothing would change.", id=old.id),
            msg("Give what should be different, such as --percent 40."),
        )
    return msgspec.structs.replace(_correcting(old, said.recorded, said.by), **changed)


def _filled(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed without what empties a field."""
    found = {}
    for name, given in typed.items():
        kind = FIELD[name].kind
        if kind.many:
            found[name] = [
                text for text in given if text.strip() and not (kind is Kind.FIGURES and _emptied(text))
            ]
        elif given.strip() or kind not in {Kind.STATUS, Kind.PERCENT}:
            found[name] = given.strip() if kind in {Kind.STATUS, Kind.PERCENT} else given
    return found


def _actuals(session: Session, old: Entry, said: Entry, typed: list[str]) -> dict[str, Decimal]:
    """Return the values with those that were typed; `ID=` takes one out, an empty text all of them."""
    kept = {} if any(not text.strip() for text in typed) else old.actuals
    named = (text.partition("=")[0] for text in typed if _emptied(text))
    talk = session.context.screen.talk
    emptied = {find_indicator(session.plan, old.about, name, talk) for name in named}
    return {name: value for name, value in (kept | said.actuals).items() if name not in emptied}


def _emptied(text: str) -> bool:
    name, sign, value = text.partition("=")
    return bool(name.strip() and sign) and not value.strip()


def withdraw(
    context: RunContext,
    *,
    entry: EntryArgument,
    reason: Annotated[str, option("Why it is withdrawn.", "TEXT")],
    unit: Annotated[
        str | None,
        option("Who withdraws it; else your own unit, else the one that said it.", "UNIT", short="-u"),
    ] = None,
    by: ByOption = None,
    options: WriteOptions,
) -> int:
    """Write an entry by which another no longer counts."""
    session, old = find_entry(context, options, entry, by)
    if not _idle(session.plan, old):
        refuse_gone(session.plan, old)
    known = old.unit in session.plan.register.by_id
    own = unit_of(context, session.plan) if unit is None else None
    who = own or (old.unit if unit is None and known else office_of(session, unit, "--unit"))
    new = make_entry(session, old.about, who, reason, by, withdraws=old.id)
    return answer(session, new)


def _idle(plan: Plan, entry: Entry) -> bool:
    """Tell whether an entry counts for nothing as it is: it lost to another, or corrects a withdrawal."""
    if entry in rivals(plan.entries).get(entry.replaces, ()):
        return True
    named = next((other for other in plan.entries if other.id == entry.corrects), None)
    return named is not None and bool(named.withdraws) and entry.id not in lifted(plan.entries)
