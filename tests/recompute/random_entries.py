"""Random entries: reports, corrections, withdrawals, returns, closings, reminders."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.recompute.days import DAY, period_of, span_of
from tests.recompute.draft import Draft, Fields

STATUSES: Final = ("not-started", "in-progress", "in-progress", "blocked", "done", "done", "done", "dropped")


def entries_of(plan: Draft, whole: Fields) -> None:
    """Make up what was said of a task, by units that end everything, have no words, or are as they are."""
    mood = plan.dice.choice(["", "", "done", "done", "dropped", "speechless"])
    if mood in {"done", "dropped"}:
        _everything_ended(plan, whole, mood)
    for _ in range(plan.dice.choice([0, 1, 3] if mood else [0, 1, 3, 6, 10, 16])):
        entry = _begun(plan, whole, _some_day(plan, whole))
        _say(plan, entry, whole, with_words=mood != "speechless")
        _keep(plan, entry)


def _begun(plan: Draft, whole: Fields, day: date) -> Fields:
    dice = plan.dice
    deliverables = whole.get("deliverables", [])
    about = dice.choice(deliverables)["id"] if deliverables and plan.chance(0.6) else whole["id"]
    named = _named(whole)
    unit = dice.choice(plan.members(dice.choice(named))) if named and plan.chance(0.8) else _any(plan)
    recorded = _recorded(plan, day).isoformat()
    return {"about": about, "unit": unit, "date": day.isoformat(), "recorded": recorded}


def _keep(plan: Draft, entry: Fields) -> None:
    name = f"{entry['date']}-{plan.dice.randrange(16**6):06x}"
    if name not in {taken for taken, _ in plan.entries}:
        plan.entries.append((name, {**entry, "summary": "Said"}))


def _some_day(plan: Draft, whole: Fields) -> date:
    """Give some day, often one about which a light may change."""
    if plan.chance(0.5):
        return plan.day(last=plan.end + 20 * DAY)
    parts = [*whole.get("deliverables", []), *whole.get("indicators", [])]
    days = [date.fromisoformat(one["due"]) for one in [whole, *parts] if "due" in one] or [plan.end]
    day = plan.dice.choice(days) + plan.dice.choice([-30, -1, 0, 0, 1, 1, 20]) * DAY
    return max(day, plan.start)


def _everything_ended(plan: Draft, whole: Fields, status: str) -> None:
    """Say of every part, and of each time that it returns, that it is done or dropped."""
    for part in whole.get("deliverables", []):
        for period in _periods(plan, part["every"], part.get("by", "")) if "every" in part else [""]:
            last = span_of(period).last if period else _due(plan, part)
            entry = _begun(plan, whole, _about(plan, last)) | {"about": part["id"], "status": status}
            _keep(plan, entry | {"period": period} if period else entry)
    for one in whole.get("indicators", []):
        for period in _periods(plan, "year", "") if "every" in one else [""]:
            last = min(span_of(period).last, _due(plan, one)) if period else _due(plan, one)
            entry = _begun(plan, whole, _about(plan, last)) | {"about": whole["id"]}
            entry["actuals"] = {one["id"]: str(one["target"] + plan.dice.choice([0, 0, 0, -1, 1]))}
            _keep(plan, entry | {"period": period} if period else entry)


def _periods(plan: Draft, every: str, by: str) -> list[str]:
    """Name the years, quarters or months of the plan, of a few days more than may have an occurrence."""
    first = plan.start - (366 * DAY if by.startswith("next") else 0 * DAY)
    days = (first + DAY * number for number in range(0, (plan.end - first).days + 1, 20))
    return list(dict.fromkeys(period_of(every, day) for day in days))[:14]


def _due(plan: Draft, part: Fields) -> date:
    return date.fromisoformat(part["due"]) if "due" in part else plan.end


def _about(plan: Draft, day: date) -> date:
    """Give a day before a deadline, on it or, now and then, after it."""
    day = min(day, plan.end) - plan.dice.choice([0, 0, 1, 5, 20, -1, -10]) * DAY
    return max(day, plan.start)


def _say(plan: Draft, entry: Fields, whole: Fields, *, with_words: bool) -> None:
    """Make up what an entry says: a report, a correction, a withdrawal, a return, a closing, a reminder."""
    before = [(name, one) for name, one in plan.entries if one["about"].partition(".")[0] == whole["id"]]
    ended = [
        one
        for one in before
        if one[1].get("status") in {"done", "dropped"} and one[1]["date"] <= entry["date"]
    ]
    if before and plan.chance(0.25):
        _of_another(plan, entry, before)
    elif plan.chance(0.05) and whole.get("responsible"):
        _remind(plan, entry, whole)
        return
    elif ended and plan.chance(0.35):
        _verify(plan, entry, *plan.dice.choice(ended))
        return
    if "withdraws" not in entry:
        part = next((one for one in whole.get("deliverables", []) if one["id"] == entry["about"]), None)
        _report(plan, entry, whole, part, with_words=with_words)


def _of_another(plan: Draft, entry: Fields, before: Sequence[tuple[str, Fields]]) -> None:
    """Correct an entry or take it out, often one that was corrected before, or by which another was."""
    chained = [one for one in before if "corrects" in one[1] or "withdraws" in one[1]]
    name, one = plan.dice.choice(chained if chained and plan.chance(0.5) else before)
    if "corrects" in one and plan.chance(0.5):
        entry |= {"recorded": one["recorded"], "date": one["date"]}
        name = one["corrects"]
    else:
        _not_before(entry, one)
    if plan.chance(0.4) or "withdraws" in one:
        entry["withdraws"] = name
    else:
        entry |= {"corrects": name, "about": one["about"]}


def _not_before(entry: Fields, one: Fields) -> None:
    """Let an entry be recorded after the one that it names."""
    entry["recorded"] = max(entry["recorded"], one["recorded"], key=datetime.fromisoformat)


def _remind(plan: Draft, entry: Fields, whole: Fields) -> None:
    day = date.fromisoformat(entry["date"])
    entry["chases"] = {
        "number": f"{day.year}-{len(plan.entries):03}",
        "level": plan.dice.choice(["remind", "warn", "supervise"]),
        "unit": plan.dice.choice(_named(whole)),
        "reply_by": (day + 7 * DAY).isoformat(),
    }


def _verify(plan: Draft, entry: Fields, name: str, one: Fields) -> None:
    """Close what was said to be done or dropped, or send it back."""
    _not_before(entry, one)
    entry["about"] = one["about"]
    if "period" in one:
        entry["period"] = one["period"]
    if plan.chance(0.5) or one["status"] == "dropped":
        entry |= {"status": "closed", "unit": "office" if plan.chance(0.7) else _any(plan)}
    else:
        entry |= {"status": "in-progress", "returns": name}


def _report(plan: Draft, entry: Fields, whole: Fields, part: Fields | None, *, with_words: bool) -> None:
    dice = plan.dice
    if with_words and plan.chance(0.6):
        entry["status"] = dice.choice(STATUSES)
        if entry["status"] == "dropped" and plan.chance(0.4) and "office" in plan.head:
            entry["unit"] = plan.head["office"]
    if with_words and plan.chance(0.4):
        full = plan.chance(0.5 if entry.get("status") == "done" else 0.2)
        entry["percent"] = 100 if full else plan.number(0, 100)
    indicators = [one for one in whole.get("indicators", []) if plan.chance(0.5)]
    if indicators:
        entry["actuals"] = {
            one["id"]: plan.number(0, one["target"])
            if plan.chance(0.5)
            else str(one["target"] + dice.randint(0, 3))
            for one in indicators
        }
    day = date.fromisoformat(entry["date"])
    meant = day - timedelta(days=dice.choice([0, 30, 90, 365]))
    if part and "every" in part and plan.chance(0.5):
        entry["period"] = period_of(part["every"], meant)
    elif any("every" in one for one in indicators) and plan.chance(0.4):
        entry["period"] = period_of("year", meant)


def _named(whole: Fields) -> list[str]:
    chosen = whole.get("responsible", {})
    return [name for key in ("lead", "shared", "by_duty") if key in chosen for name in _several(chosen[key])]


def _several(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _any(plan: Draft) -> str:
    return str(plan.dice.choice(plan.units)["id"])


def _recorded(plan: Draft, day: date) -> datetime:
    """Give when it was written down: never before the day, often in one second with others."""
    moment = plan.dice.choice([time(9), time(9), time(0, 30), time(23, 45), time(14, 5, 7)])
    local = datetime.combine(day, moment, plan.zone)
    return (local + timedelta(days=plan.dice.choice([0, 0, 0, 1, 3, 40]))).astimezone(
        plan.zone if plan.chance(0.7) else ZoneInfo("Asia/Shanghai")
    )
