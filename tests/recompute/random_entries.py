"""Random entries: reports, corrections, withdrawals, returns, closings, reminders."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.recompute.days import DAY, period_of
from tests.recompute.draft import Draft, Fields

STATUSES: Final = ("not-started", "in-progress", "in-progress", "blocked", "done", "done", "done", "dropped")


def entry_of(plan: Draft, whole: Fields) -> None:
    dice = plan.dice
    deliverables = whole.get("deliverables", [])
    part = dice.choice(deliverables) if deliverables and plan.chance(0.6) else None
    about = part["id"] if part else whole["id"]
    named = _named(whole)
    unit = dice.choice(plan.members(dice.choice(named))) if named and plan.chance(0.8) else _any(plan)
    day = _near_a_deadline(plan, whole) if plan.chance(0.5) else plan.day(last=plan.end + 20 * DAY)
    entry: Fields = {"about": about, "unit": unit, "date": day.isoformat()}
    entry["recorded"] = _recorded(plan, day).isoformat()
    before = [(name, one) for name, one in plan.entries if one["about"].partition(".")[0] == whole["id"]]
    _say(plan, entry, whole, part, before)
    entry["summary"] = "Said"
    taken = {name for name, _ in plan.entries}
    name = f"{day.isoformat()}-{dice.randrange(16**6):06x}"
    if name not in taken:
        plan.entries.append((name, entry))


def _say(
    plan: Draft, entry: Fields, whole: Fields, part: Fields | None, before: Sequence[tuple[str, Fields]]
) -> None:
    """Make up what an entry says: a report, a correction, a withdrawal, a return, a closing, a reminder."""
    dice = plan.dice
    if before and plan.chance(0.08):
        entry["withdraws"] = dice.choice(before)[0]
        return
    if plan.chance(0.05) and whole.get("responsible"):
        day = date.fromisoformat(entry["date"])
        entry["chases"] = {
            "number": f"{day.year}-{len(plan.entries):03}",
            "level": dice.choice(["remind", "warn", "supervise"]),
            "unit": dice.choice(_named(whole)),
            "reply_by": (day + 7 * DAY).isoformat(),
        }
        return
    done = [
        (name, one) for name, one in before if one.get("status") == "done" and one["date"] <= entry["date"]
    ]
    if done and plan.chance(0.25):
        name, one = dice.choice(done)
        entry["about"] = one["about"]
        if "period" in one:
            entry["period"] = one["period"]
        if plan.chance(0.5):
            entry |= {"status": "closed", "unit": "office" if plan.chance(0.7) else _any(plan)}
        else:
            entry |= {"status": "in-progress", "returns": name}
        return
    if before and plan.chance(0.15):
        name, one = dice.choice(before)
        entry |= {"corrects": name, "about": one["about"]}
        part = next((one for one in whole.get("deliverables", []) if one["id"] == entry["about"]), None)
    _report(plan, entry, whole, part)


def _report(plan: Draft, entry: Fields, whole: Fields, part: Fields | None) -> None:
    dice = plan.dice
    if plan.chance(0.6):
        entry["status"] = dice.choice(STATUSES)
        if entry["status"] == "dropped" and plan.chance(0.4) and "office" in plan.head:
            entry["unit"] = plan.head["office"]
    if plan.chance(0.4):
        entry["percent"] = 100 if entry.get("status") == "done" and plan.chance(0.5) else plan.number(0, 100)
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


def _near_a_deadline(plan: Draft, whole: Fields) -> date:
    """Give a day about which a light may change."""
    parts = [*whole.get("deliverables", []), *whole.get("indicators", [])]
    days = [date.fromisoformat(one["due"]) for one in [whole, *parts] if "due" in one] or [plan.end]
    day = plan.dice.choice(days) + plan.dice.choice([-30, -1, 0, 0, 1, 1, 20]) * DAY
    return max(day, plan.start)


def _recorded(plan: Draft, day: date) -> datetime:
    """Give when it was written down: never before the day, often in one second with others."""
    moment = plan.dice.choice([time(9), time(9), time(0, 30), time(23, 45), time(14, 5, 7)])
    local = datetime.combine(day, moment, plan.zone)
    return (local + timedelta(days=plan.dice.choice([0, 0, 0, 1, 3, 40]))).astimezone(
        plan.zone if plan.chance(0.7) else ZoneInfo("Asia/Shanghai")
    )
