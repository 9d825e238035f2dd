"""What git is told of entries that are committed as they are recorded."""

from typing import Final

from qtrack.locale.message import msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.ui.labels import STATUSES
from qtrack.ui.wrap import fold

#: The columns that a first line has for what was said; git's tools cut at about 72.
_ROOM: Final = 50


def commit_message(plan: Plan, entries: tuple[Entry, ...], translator: Translator) -> str:
    """Return the message for a commit of entries: one in a line and its text, several as a list."""
    if len(entries) == 1:
        line = _line(plan, entries[0], translator)
        whole = entries[0].summary
        return line if whole in line else f"{line}\n\n{whole}"
    units = tuple(dict.fromkeys(plan.register.short(entry.unit) for entry in entries))
    head = nmsg("Record {n} entry of {units}", "Record {n} entries of {units}", len(entries), units=units)
    return "\n".join((translator.say(head), "", *(_line(plan, entry, translator) for entry in entries)))


def _line(plan: Plan, entry: Entry, translator: Translator) -> str:
    first, *more = fold(" ".join(entry.summary.split()), _ROOM)
    said = f"{first}…" if more else first
    unit = plan.register.short(entry.unit)
    if entry.status:
        status = STATUSES[entry.status]
        return translator.say(
            msg("{id} {unit}, {status}: {text}", id=entry.about, unit=unit, status=status, text=said)
        )
    return translator.say(msg("{id} {unit}: {text}", id=entry.about, unit=unit, text=said))
