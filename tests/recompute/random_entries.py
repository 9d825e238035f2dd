"""Random entries: reports, corrections, withdrawals, returns, closings, reminders."""

from collections import Counter
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
    if not whole.get("deliverables") and whole.get("indicators") and plan.chance(0.6):
        mood = "speechless"
    if mood in {"done", "dropped"}:
        _everything_ended(plan, whole, mood)
    for _ in range(plan.dice.choice([0, 1, 3, 5] if mood else [0, 2, 5, 9, 14, 22])):
        entry = _begun(plan, whole, _some_day(plan, whole))
        _say(plan, entry, whole, with_words=mood != "speechless")
        _keep(plan, entry)


def _begun(plan: Draft, whole: Fields, day: date) -> Fields:
    dice = plan.dice
    deliverables = whole.get("deliverables", [])
    about = dice.choice(deliverables)["id"] if deliverables and plan.chance(0.6) else whole["id"]
    named = _named(whole)
    unit = _any(plan)
    if named and plan.chance(0.8):
        name = dice.choice(named)
        unit = name if plan.chance(0.15) else dice.choice(plan.members(name))
    recorded = _recorded(plan, day).isoformat()
    return {"about": about, "unit": unit, "date": day.isoformat(), "recorded": recorded}


def _keep(plan: Draft, entry: Fields) -> None:
    name = f"{entry['date']}-{plan.dice.randrange(16**6):06x}"
    if name not in {taken for taken, _ in plan.entries}:
        plan.entries.append((name, {**entry, "summary": "Said"}))


def _some_day(plan: Draft, whole: Fields) -> date:
    """Give some day, often one about which a light may change."""
    if plan.chance(0.4):
        last = plan.start + plan.dice.choice([5, 30]) * DAY if plan.chance(0.5) else plan.end + 20 * DAY
        return plan.day(last=last)
    parts = [*whole.get("deliverables", []), *whole.get("indicators", [])]
    days = [date.fromisoformat(one["due"]) for one in [whole, *parts] if "due" in one] or [plan.end]
    days += [plan.dice.choice(plan.returning[one["id"]]).due for one in parts if one["id"] in plan.returning]
    day = plan.dice.choice(days) + plan.dice.choice([-30, -1, 0, 0, 1, 1, 20]) * DAY
    return max(day, plan.start)


def _everything_ended(plan: Draft, whole: Fields, status: str) -> None:
    """Say of every part, and of each time that it returns, that it is done or dropped."""
    for part in whole.get("deliverables", []):
        for period in [one.period for one in plan.returning[part["id"]]][:14] if "every" in part else [""]:
            last = span_of(period).last if period else _due(plan, part)
            entry = _begun(plan, whole, _about(plan, last)) | {"about": part["id"], "status": status}
            _keep(plan, entry | {"period": period} if period else entry)
        if "every" in part and plan.chance(0.25):
            entry = _begun(plan, whole, _about(plan, plan.end))
            _keep(plan, entry | {"about": part["id"], "status": "dropped"})
    for one in whole.get("indicators", []):
        for period in _years(plan) if _by_year(one) else [""]:
            last = min(span_of(period).last, _due(plan, one)) if period else _due(plan, one)
            entry = _begun(plan, whole, _about(plan, last)) | {"about": whole["id"]}
            entry["actuals"] = {one["id"]: str(_goal(one) + plan.dice.choice([0, 0, 0, -1, 1]))}
            for share in one.get("shares", []):
                entry["actuals"] = {one["id"]: str(share["target"] + plan.dice.choice([0, 0, 0, -1, 1, 9]))}
                entry["unit"] = share["unit"]
                _keep(plan, entry | {"period": period} if period else entry)
            _keep(plan, entry | {"period": period} if period else entry)
    if plan.chance(0.3):
        _keep(
            plan,
            _begun(plan, whole, _about(plan, _due(plan, whole))) | {"about": whole["id"], "status": status},
        )


def _years(plan: Draft) -> list[str]:
    return [str(year) for year in range(plan.start.year, plan.end.year + 1)]


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
        if one[1].get("status") in {"done", "dropped", "closed"} and one[1]["date"] <= entry["date"]
    ]
    if before and plan.chance(0.25):
        _of_another(plan, entry, before)
    elif plan.chance(0.1) and whole.get("responsible"):
        _remind(plan, entry, whole)
        return
    elif ended and plan.chance(0.35):
        _answer(plan, entry, plan.dice.choice(ended)[1], before)
        return
    if "withdraws" not in entry:
        part = next((one for one in whole.get("deliverables", []) if one["id"] == entry["about"]), None)
        _report(plan, entry, whole, part, with_words=with_words)


def _of_another(plan: Draft, entry: Fields, before: Sequence[tuple[str, Fields]]) -> None:
    """Correct an entry or take it out, often one that was corrected before, or by which another was."""
    chained = [one for one in before if "corrects" in one[1] or "withdraws" in one[1]]
    named = Counter(one["corrects"] for _, one in before if "corrects" in one)
    rivals = [one for one in chained if named[one[1].get("corrects", "")] > 1]
    name, one = plan.dice.choice(chained if chained and plan.chance(0.5) else before)
    rival = bool(rivals) and plan.chance(0.5)
    if rival:
        name, one = plan.dice.choice(rivals)
    if "corrects" in one and not rival and plan.chance(0.5):
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
        "reply_by": (day + plan.dice.choice([3, 7, 30]) * DAY).isoformat(),
    }


def _answer(plan: Draft, entry: Fields, one: Fields, before: Sequence[tuple[str, Fields]]) -> None:
    """Close what was said to be done or dropped, send it back, take it up again, or say it once more."""
    _not_before(entry, one)
    matter: Fields = {name: one[name] for name in ("about", "period") if name in one}
    entry |= matter
    done = [
        name
        for name, other in before
        if other.get("status") == "done"
        and {key: other.get(key) for key in matter} == matter
        and datetime.fromisoformat(other["recorded"]) <= datetime.fromisoformat(entry["recorded"])
    ]
    how = plan.dice.choice(["close", "close", "send back", "send back", "take up", "once more"])
    if how == "take up":
        entry["percent"] = plan.number(1, 99)
    elif how == "once more" and one["status"] != "closed":
        entry["status"] = one["status"]
    elif how == "send back" and done:
        entry |= {"status": "in-progress", "returns": done[-1]}
    else:
        entry |= {"status": "closed", "unit": "office" if plan.chance(0.7) else _any(plan)}


def _report(plan: Draft, entry: Fields, whole: Fields, part: Fields | None, *, with_words: bool) -> None:
    dice = plan.dice
    if part and "every" in part and plan.chance(0.15):
        entry["status"] = "dropped"
    elif with_words and plan.chance(0.6):
        entry["status"] = dice.choice(STATUSES)
        if entry["status"] == "dropped" and plan.chance(0.4) and "office" in plan.head:
            entry["unit"] = plan.head["office"]
    if with_words and plan.chance(0.4):
        full = plan.chance(0.5 if entry.get("status") == "done" else 0.2)
        entry["percent"] = 100 if full else plan.number(0, 100)
    indicators = [one for one in whole.get("indicators", []) if plan.chance(0.5)]
    if indicators:
        entry["actuals"] = {
            one["id"]: plan.number(*_range(one))
            if plan.chance(0.5)
            else str(_goal(one) + dice.choice([0, 1, 2, 3, 3, 30]) * (-1 if "better" in one else 1))
            for one in indicators
        }
    split = [share["unit"] for one in indicators for share in one.get("shares", [])]
    if split and plan.chance(0.8):
        entry["unit"] = dice.choice(split)
    day = date.fromisoformat(entry["date"])
    if part and "every" in part and plan.chance(0.2 if entry.get("status") == "dropped" else 0.5):
        times = plan.returning[part["id"]]
        begun = [one for one in times if one.begins <= day][-3:]
        entry["period"] = dice.choice(begun or times).period
    elif any(map(_by_year, indicators)) and plan.chance(0.4):
        entry["period"] = period_of("year", day - timedelta(days=dice.choice([0, 30, 90, 365])))


def _named(whole: Fields) -> list[str]:
    chosen = whole.get("responsible", {})
    keys = ("lead", "co_leads", "shared", "by_duty", "support")
    return [name for key in keys if key in chosen for name in _several(chosen[key])]


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


def _range(one: Fields) -> tuple[int, int]:
    """Give between what a value of an indicator lies that is not at its target yet."""
    return (_goal(one), _goal(one) + 100) if "better" in one else (0, _goal(one))


def _by_year(one: Fields) -> bool:
    """Tell whether a value of an indicator is that of a year."""
    return "every" in one or one["kind"] == "average"


def _goal(one: Fields) -> int:
    """Give the end of a range, or the target, that is come to first."""
    return int(one["most"] if "better" in one and "most" in one else one["target"])
