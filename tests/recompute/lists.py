"""What the lists are to show: due, indicators, units (rules 40 and 41) and the filters of rule 42."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from tests.recompute.compare import Whole as Every
from tests.recompute.compare import keyed
from tests.recompute.exercised import seen
from tests.recompute.outlook import outlook
from tests.recompute.pages import Pages, Shown, counts, indicator_shown
from tests.recompute.parts import Part
from tests.recompute.plan import Entry, Indicator
from tests.recompute.standing import Row
from tests.recompute.words import values_of, year_of

ROW = ("kind", "id", "period", "holder", "due")


def due(pages: Pages, within: int) -> Shown:
    """Give what is overdue and what falls due."""
    until = pages.day + timedelta(days=within)
    listed = [(row, name) for name, found in pages.rows.items() for row in found]
    return {
        "until": until,
        "overdue": _rows(pages, [(row, name) for row, name in listed if row.due < pages.day]),
        "coming": _rows(pages, [(row, name) for row, name in listed if pages.day <= row.due <= until]),
    }


def _rows(pages: Pages, listed: Iterable[tuple[Row, str]]) -> Shown:
    return Every(keyed((_row(pages, row, name) for row, name in listed), *ROW))


def _row(pages: Pages, row: Row, name: str) -> Shown:
    return {
        "due": row.due.isoformat(),
        "days": (row.due - pages.day).days,
        "kind": row.kind,
        "id": row.id,
        "period": row.period,
        "holder": name,
        "light": pages.lit[name].light,
        "lead": pages.lit[name].at.whole.lead,
    }


def indicators(pages: Pages) -> Shown:
    """Give every indicator with its values."""
    return {
        "indicators": Every(
            {
                f"{name} {part.id}": {
                    "lead": one.at.whole.lead,
                    "indicator": indicator_shown(part),
                    "values": _values(one.at.entries, part),
                    "projection": outlook(part, _values(one.at.entries, part), pages.day),
                }
                for name, one in pages.lit.items()
                for part in one.at.indicators
            }
        )
    }


def _values(entries: Sequence[Entry], part: Part) -> list[Shown]:
    if not isinstance(part.about, Indicator):
        raise TypeError(part.about)
    values = {
        entry.date: value
        for entry, value in values_of(entries, part.about)
        if not part.year or year_of(entry) == part.year
    }
    return [{"date": day, "value": value} for day, value in values.items()]


def units(pages: Pages) -> Shown:
    """Give a line a unit."""
    return {"units": Every({unit: line for unit in pages.plan.units if (line := _unit(pages, unit))})}


def _unit(pages: Pages, unit: str) -> Shown:
    roles = {name: pages.role(one.at.whole, unit) for name, one in pages.tasks.items()}
    found = Counter(roles.values())
    if not any(roles.values()):
        return {}
    led = [name for name, role in roles.items() if role == "lead"]
    return {
        "lead": found["lead"],
        "shared": found["shared"],
        "by_duty": found["by-duty"],
        "support": found["support"],
        "lights": counts(pages.tasks[name].light for name in led),
        "overdue": sum(any(row.due < pages.day for row in pages.rows[name]) for name in led),
        "unreported": sum(unit in names for names in pages.missing.values()),
    }


def unit(pages: Pages, unit: str) -> Shown:
    """Give a unit's own list."""
    tasks = {
        name: {"role": role, "task": pages.task(name)}
        for name, one in pages.tasks.items()
        if (role := pages.role(one.at.whole, unit))
    }
    return {"unit": {"id": unit}, "tasks": Every(tasks)}


def kept(pages: Pages, codes: set[str], status: str = "") -> list[str]:
    """Give the tasks that a filter keeps (rule 42)."""
    found = [name for name, one in pages.tasks.items() if codes & set(one.codes) or one.at.status == status]
    if status and any(pages.tasks[name].at.status != status for name in found):
        seen("42 blocked")
    if not status and found:
        seen("42 stale")
    return sorted(found)
