"""How much is done against what should be (rule 50)."""

from collections.abc import Iterator
from datetime import date

from tests.recompute.days import pace
from tests.recompute.exercised import seen
from tests.recompute.lights import Lit
from tests.recompute.pages import Pages, Shown


def burn_up(pages: Pages) -> Shown:
    """Count what there is to be done, what of it is done, what is due by now, and what would be on pace."""
    things = [thing for name, one in pages.lit.items() for thing in _things(pages, name, one)]
    plan = pages.plan
    return {
        "total": len(things),
        "done": sum(done for _, done in things),
        "due": sum(due <= pages.day for due, _ in things),
        "even": int(pace(plan.span, pages.day, months=plan.months) * len(things) / 100),
    }


def _things(pages: Pages, name: str, one: Lit) -> Iterator[tuple[date, bool]]:
    """Give each with its deadline, and whether it is done."""
    at = one.at
    if at.status == "dropped":
        return
    ended = at.since is not None
    late = {(row.id, row.period) for row in pages.rows.get(name, [])}
    for part in at.deliverables:
        if part.returns and not part.dropped:
            for time in part.times:
                if time.state != "dropped":
                    seen("50 occurrence")
                    yield time.due, not time.is_open or (ended and (part.id, time.period) not in late)
        elif not part.dropped:
            if ended and not part.fulfilled:
                seen("50 with its whole" if (part.id, "") not in late else "50 late")
            yield part.due, part.fulfilled or (ended and (part.id, "") not in late)
    if at.whole.is_task and not at.parts:
        seen("50 task")
        yield at.due, ended
