"""`qtrack correct ENTRY`: a new entry that stands in for an earlier one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, WriteOptions
from qtrack.cli.parameters import parse_date
from qtrack.cli.write.answers import (
    EntryArgument,
    answer,
    find_entry,
    refuse_gone,
)
from qtrack.cli.write.entry_options import CorrectionOptions
from qtrack.cli.write.recording import RecordingSession, entry_of
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELD, Kind


def correct(
    context: RunContext,
    *,
    entry: EntryArgument,
    said: CorrectionOptions,
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
    return answer(session, _corrected(session, old, said.typed), options, (old,))


def _corrected(session: RecordingSession, old: Entry, typed: Mapping[str, Any]) -> Entry:
    """Return an entry that says what the old one said, but for what was typed."""
    if "date" in typed:
        parse_date("--date", typed["date"])  # here nothing is not today
    said = entry_of(session, {"about": old.about, "unit": old.unit} | _filled(typed))
    changed = {name: getattr(said, name) for name in typed if name != "by"}
    if "actuals" in typed:
        changed["actuals"] = _actuals(old, said, typed["actuals"])
    new = msgspec.structs.replace(old, **changed)
    ahead = old.recorded > said.recorded  # then it is at least the moment that is corrected
    if new == old and ("by" not in typed or said.by == old.by) and not ahead:
        raise QtrackError(
            msg("{id} says so already; nothing would change.", id=old.id),
            msg("Give what should be different, such as --percent 40."),
        )
    return msgspec.structs.replace(new, recorded=said.recorded, by=said.by, corrects=old.id, id="", path="")


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


def _actuals(old: Entry, said: Entry, typed: list[str]) -> dict[str, Decimal]:
    """Return the values with those that were typed; `ID=` takes one out, an empty text all of them."""
    kept = {} if any(not text.strip() for text in typed) else old.actuals
    emptied = {text.partition("=")[0].strip() for text in typed if _emptied(text)}
    return {name: value for name, value in (kept | said.actuals).items() if name not in emptied}


def _emptied(text: str) -> bool:
    name, sign, value = text.partition("=")
    return bool(name.strip() and sign) and not value.strip()
