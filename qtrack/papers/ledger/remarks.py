"""What a ledger remarks (备注): why a light is as it is, and what became of the reports."""

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.reporting import late


def remarks(standing: Standing, plan: Plan) -> tuple[Message, ...]:
    """Return the remarks on one task or goal; a green light's reason is its gap, and is not told again."""
    found = [reason.brief or reason.message for reason in standing.reasons if reason.light is not Light.GREEN]
    if standing.status is Status.DONE:
        found.append(msg("done, waiting to be closed"))
    found += _returned(standing, plan)
    if standing.last and late(plan.head, standing.last):
        found.append(msg("reported late, recorded {date}", date=standing.last.recorded.date()))
    if standing.unreported:
        found.append(msg("not reported in time"))
    return tuple(found)


def _returned(standing: Standing, plan: Plan) -> list[Message]:
    """Tell what was sent back (退回补充) and has not been answered since."""
    if standing.status.ended:
        return []
    last: dict[tuple[str, str], Entry] = {}
    for entry in standing.entries:
        if entry.status is not None:
            last[entry.about, occurrence_of(plan, entry)] = entry
    return [
        msg("sent back {date}", date=entry.date)
        if about == standing.holder.id
        else msg("{id} sent back {date}", id=about, date=entry.date)
        for (about, _), entry in last.items()
        if entry.returns
    ]
