"""Reminders, and what became of them (rule 51)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.recompute.exercised import seen
from tests.recompute.pages import Pages, Shown
from tests.recompute.plan import Entry
from tests.recompute.words import standing_entries

LEVELS = ("remind", "warn", "supervise")


@dataclass(frozen=True)
class Reminder:
    """A reminder at a day: `answer` is the report that answers it."""

    entry: Entry
    answer: Entry | None

    def state(self, day: date) -> str:
        """Say what became of it."""
        if self.answer:
            return "answered"
        return "waiting" if day <= self.reply_by else "unanswered"

    @property
    def reply_by(self) -> date:
        """The last day to reply."""
        return date.fromisoformat((self.entry.chases or {})["reply_by"])

    @property
    def level(self) -> str:
        """How hard it presses."""
        return str((self.entry.chases or {})["level"])


def reminders(pages: Pages, whole: str, unit: str) -> list[Reminder]:
    """Give those to a unit or group about a task, oldest first."""
    plan, day = pages.plan, pages.day
    known = [
        entry
        for entry in standing_entries(plan, pages.known)
        if entry.recorded.astimezone(plan.zone).date() <= day and entry.date <= day and entry.whole == whole
    ]
    known.sort(key=lambda entry: entry.recorded)
    reports = [one for one in known if not (one.chases or one.returns or one.status == "closed")]
    asked = {unit, *plan.members_for(next(one for one in plan.wholes if one.id == whole), unit)}
    issued = [entry for entry in known if entry.chases and entry.chases["unit"] == unit]
    issued.sort(key=lambda entry: (entry.recorded, str((entry.chases or {})["number"])))
    return [Reminder(entry, _answer(entry, reports, asked)) for entry in issued]


def _answer(entry: Entry, reports: Sequence[Entry], asked: set[str]) -> Entry | None:
    return next((one for one in reports if one.recorded > entry.recorded and one.unit in asked), None)


def pressed(pages: Pages, whole: str, unit: str) -> Shown:
    """Give how often a unit was reminded of a task, what became of that, and the next level."""
    issued = reminders(pages, whole, unit)
    if not issued:
        seen("51 none yet")
        return {"times": 0, "last": None, "level": "remind"}
    last = issued[-1]
    state = last.state(pages.day)
    seen(f"51 {state}")
    above = LEVELS[min(LEVELS.index(last.level) + 1, len(LEVELS) - 1)]
    return {
        "times": len(issued),
        "last": {
            "number": (last.entry.chases or {})["number"],
            "level": last.level,
            "unit": unit,
            "issued": last.entry.date,
            "reply_by": last.reply_by,
            "times": len(issued),
            "state": state,
            "answered": last.answer.recorded.astimezone(pages.plan.zone).date() if last.answer else None,
            "days": (pages.day - last.reply_by).days if state == "unanswered" else 0,
        },
        "level": {"answered": "remind", "waiting": None, "unanswered": above}[state],
    }
