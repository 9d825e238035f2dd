"""Random edits of a plan that is made up: of deadlines, parts, figures, units, settings; numbers too."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tests.recompute.draft import Draft, Fields
from tests.recompute.random_parts import weigh
from tests.recompute.random_plan import leave_out, named, revision, rounds

#: Old and new number of what was renumbered.
Numbers = dict[str, str]


def edited(plan: Draft) -> tuple[Draft, list[str], Numbers]:
    """Return the plan after one to three edits, what they are called, and the numbers they gave."""
    new = copy.deepcopy(plan)
    new.dice = plan.dice
    names: list[str] = []
    while not names:
        chosen = plan.dice.choices(EDITS, k=plan.dice.choice([1, 1, 1, 2, 3]))
        names += [edit.__name__ for edit in chosen if edit(new)]
    numbers: Numbers = {}
    if len(new.tasks) > 1 and plan.chance(0.15):
        names.append("renumber")
        numbers = _renumber(new)
    return new, names, numbers


def _renumber(plan: Draft) -> Numbers:
    task = plan.dice.choice(plan.tasks)
    old, new = task["id"], f"T{plan.dice.randint(40, 60)}"
    _number(task, new)
    for _, entry in plan.entries:
        holder, dot, part = entry["about"].partition(".")
        entry["about"] = new + dot + part if holder == old else entry["about"]
    for notice in plan.head.get("revisions", []):
        for key in ("revises", "ends"):
            notice[key] = [
                new + name.removeprefix(old) if name.partition(".")[0] == old else name
                for name in notice[key]
            ]
    return {old: new}


def _number(task: Fields, number: str) -> None:
    for part in task.get("deliverables", []):
        part["id"] = number + part["id"][len(task["id"]) :]
    task["id"] = number


def _moved(plan: Draft, day: str) -> str:
    """Move a day, most often to a later one."""
    by = timedelta(days=plan.dice.choice([1, 10, 30, 90, 200, 400, -10, -60]))
    return (date.fromisoformat(day) + by).isoformat()


def _whole(plan: Draft) -> Fields:
    return plan.dice.choice([*plan.tasks, *plan.tasks, *plan.sections])


def _part(plan: Draft, shelf: str, key: str = "") -> tuple[Fields, Fields] | None:
    found = [
        (whole, part)
        for whole in [*plan.tasks, *plan.sections]
        for part in whole.get(shelf, [])
        if not key or key in part
    ]
    return plan.dice.choice(found) if found else None


def whole_due(plan: Draft) -> bool:
    """Move, set or drop the deadline of a task or section."""
    whole = _whole(plan)
    if "due" in whole and plan.chance(0.3):
        del whole["due"]
    else:
        whole["due"] = _moved(plan, whole.get("due") or plan.day().isoformat())
    return True


def part_due(plan: Draft) -> bool:
    """Move, set or drop the deadline of a deliverable that is due once."""
    found = _part(plan, "deliverables")
    if found is None or "every" in found[1]:
        return False
    part = found[1]
    if "due" in part and plan.chance(0.4):
        del part["due"]
    else:
        part["due"] = _moved(plan, part.get("due") or plan.day().isoformat())
    return True


def part_gone(plan: Draft) -> bool:
    """Take out a deliverable or an indicator."""
    shelf = plan.dice.choice(["deliverables", "indicators"])
    found = _part(plan, shelf)
    if found is None:
        return False
    found[0][shelf].remove(found[1])
    return True


def part_moved(plan: Draft) -> bool:
    """Move a deliverable or an indicator to another task."""
    shelf = plan.dice.choice(["deliverables", "indicators"])
    found = _part(plan, shelf)
    others = [task for task in plan.tasks if found and task is not found[0]]
    if found is None or not others:
        return False
    whole, part = found
    other = plan.dice.choice(others)
    whole[shelf].remove(part)
    part["id"] = f"{other['id']}.9" if shelf == "deliverables" else f"{part['id']}-m"
    other.setdefault(shelf, []).append(part)
    return True


def duty(plan: Draft) -> bool:
    """Let a duty return more rarely or often, begin later, be due on another day, or only once."""
    found = _part(plan, "deliverables", "every")
    if found is None:
        return False
    part = found[1]
    match plan.dice.choice(["every", "first", "by", "once"]):
        case "every":
            part |= {"every": plan.dice.choice(["year", "half-year", "quarter", "month"])}
            part.pop("by", None)
            part.pop("first", None)
        case "first":
            part["first"] = str(plan.day().year)
        case "by":
            part["by"] = "06-15" if part["every"] == "year" else "next 15"
        case "once":
            for key in ("every", "first", "by"):
                part.pop(key, None)
    return True


def figure(plan: Draft) -> bool:
    """Change what an indicator asks for."""
    found = _part(plan, "indicators")
    if found is None:
        return False
    part, dice = found[1], plan.dice
    match dice.choice(["target", "target", "most", "baseline", "unit", "due"]):
        case "target":
            part["target"] = max(1, int(part["target"] * dice.choice([0.3, 0.8, 0.95, 1.3])))
            if part.get("most", part["target"] + 1) <= part["target"]:
                part["most"] = part["target"] + 5
        case "most" if "most" in part and plan.chance(0.3):
            del part["most"]
        case "most":
            part["most"] = part["target"] + dice.choice([1, 10, 80])
        case "baseline" if "baseline" in part and plan.chance(0.5):
            del part["baseline"]
        case "baseline":
            part["baseline"] = dice.randint(0, max(0, part["target"] - 1))
        case "unit":
            part["unit"] = "m"
        case "due":
            part["due"] = _moved(plan, part["due"])
    return True


def share(plan: Draft) -> bool:
    """Ask another amount of a unit, or take its share away."""
    found = _part(plan, "indicators", "shares")
    if found is None:
        return False
    part = found[1]
    if plan.chance(0.3):
        part["shares"].pop()
    else:
        one = plan.dice.choice(part["shares"])
        one["target"] = max(0, one["target"] + plan.dice.choice([-40, -5, 5, 40]))
    if not part["shares"]:
        del part["shares"]
    return True


def manner(plan: Draft) -> bool:
    """Let a figure be held instead of reached, or asked for every year instead of once; and back."""
    found = _part(plan, "indicators")
    if found is None:
        return False
    part = found[1]
    yearly = part.pop("every", None)
    for key in ("milestones", "baseline"):
        part.pop(key, None)
    if plan.chance(0.5):
        part["kind"] = plan.dice.choice(
            [kind for kind in ("hold", "reach", "average") if kind != part["kind"]]
        )
    elif yearly is None:
        part |= {"every": "year", "kind": "reach"}
    return True


def milestone(plan: Draft) -> bool:
    """Lower, put off, drop or add a milestone."""
    found = _part(plan, "indicators")
    if found is None or found[1]["kind"] != "reach" or "every" in found[1]:
        return False
    part, dice = found[1], plan.dice
    row = part.get("milestones", [])
    if not row or plan.chance(0.3):
        row = [{"date": plan.day(last=date.fromisoformat(part["due"])).isoformat(), "target": 1}]
    elif plan.chance(0.4):
        row.remove(dice.choice(row))
    elif plan.chance(0.5):
        one = dice.choice(row)
        one["target"] = max(1, int(one["target"] * dice.choice([0.5, 0.9, 1.2])))
    else:
        one = dice.choice(row)
        one["date"] = _moved(plan, one["date"])
    part["milestones"] = row
    if not row:
        del part["milestones"]
    return True


def task_gone(plan: Draft) -> bool:
    """Take a task out; its entries stay."""
    if len(plan.tasks) == 1:
        return False
    plan.tasks.remove(plan.dice.choice(plan.tasks))
    return True


def part_added(plan: Draft) -> bool:
    """Add a deliverable, a far one often."""
    whole = _whole(plan)
    due = plan.dice.choice([plan.end, plan.day()]).isoformat()
    one = {"id": f"{whole['id']}.8", "title": "More", "due": due}
    if any(part["id"] == one["id"] for part in whole.get("deliverables", [])):
        return False
    whole.setdefault("deliverables", []).append(one)
    return True


def responsible(plan: Draft) -> bool:
    """Name others, in other roles, none of them in two; or ask each of them or not."""
    own = plan.dice.choice(plan.tasks)["responsible"]
    taken = named(own)
    names = [one["id"] for one in [*plan.units, *plan.groups] if one["id"] not in taken]
    roles = [key for key in ("lead", "co_leads", "shared", "by_duty", "support") if key in own]
    lists = (
        ["co_leads", "shared", "by_duty", "support"] if "lead" in own else ["shared", "by_duty", "support"]
    )
    match plan.dice.choice(["each", "lead", *lists, "drop", "swap", "leave out"]):
        case "each":
            own["each"] = not own.get("each", False)
        case "drop" if len(set(roles) - {"co_leads", "support"}) > 1:
            gone = plan.dice.choice(roles)
            del own[gone]
            if gone == "lead":
                own.pop("co_leads", None)
        case "swap" if {"shared", "by_duty"} <= set(roles):
            own["shared"], own["by_duty"] = own["by_duty"], own["shared"]
        case "lead" if names:
            own["lead"] = plan.dice.choice(names)
        case "leave out":
            if own.pop("excluding", None) is None:
                leave_out(plan, own)
        case "co_leads" | "shared" | "by_duty" | "support" as role if names:
            own[role] = plan.dice.sample(names, min(len(names), plan.dice.randint(1, 2)))
        case _:
            return False
    return True


def unit(plan: Draft) -> bool:
    """Put a unit outside the system or into it."""
    one = plan.dice.choice(plan.units)
    one["kind"] = "bureau" if one["kind"] == "external" else "external"
    return True


def group(plan: Draft) -> bool:
    """Give a group other members."""
    names = [one["id"] for one in plan.units]
    plan.dice.choice(plan.groups[:1])["members"] = plan.dice.sample(names, plan.dice.randint(1, 3))
    return True


def part_begins(plan: Draft) -> bool:
    """Let a deliverable that is due once begin on another day, or with its task."""
    found = _part(plan, "deliverables")
    if found is None or "every" in found[1]:
        return False
    whole, part = found
    due = part.get("due") or whole.get("due")
    if part.pop("start", None) is None:
        part["start"] = plan.day(last=date.fromisoformat(due) if due else plan.end).isoformat()
    return True


def part_led(plan: Draft) -> bool:
    """Take the lead of a deliverable away."""
    found = _part(plan, "deliverables", "lead")
    return found is not None and found[1].pop("lead") is not None


def weight(plan: Draft) -> bool:
    """Give the parts of something other points, or none any more."""
    whole = _whole(plan)
    parts = [*whole.get("deliverables", []), *whole.get("indicators", [])]
    if any([one.pop("weight", None) for one in parts]) and plan.chance(0.5):  # noqa: C419 - pop all
        return True
    weigh(plan, parts)
    return bool(parts)


def span(plan: Draft) -> bool:
    """Move the plan's first or last day."""
    key = plan.dice.choice(["start", "end", "end"])
    moved = _moved(plan, plan.head[key])
    if (moved >= plan.head["end"]) if key == "start" else (moved <= plan.head["start"]):
        return False
    plan.head[key] = moved
    return True


def settings(plan: Draft) -> bool:
    """Change reporting, pace, the office or the timezone."""
    dice = plan.dice
    match dice.choice(["reporting", "pace", "office", "timezone"]):
        case "reporting":
            if plan.head.pop("reporting", None) is None or plan.chance(0.6):
                plan.head["reporting"] = {"by_day": dice.randint(1, 28)}
        case "pace":
            plan.head["pace"] = dice.choice(["days", "months"])
        case "office":
            plan.head["office"] = dice.choice(plan.units)["id"]
        case "timezone":
            plan.head["timezone"] = dice.choice(["Asia/Shanghai", "America/New_York"])
    return True


def own_rounds(plan: Draft) -> bool:
    """Let a task be reported on by rounds of its own, or by those of the plan."""
    task = plan.dice.choice(plan.tasks)
    if task.pop("reporting", None) is None or plan.chance(0.6):
        task["reporting"] = rounds(plan.dice)
    return True


def notice(plan: Draft) -> bool:
    """Let another notice end or revise something, issue it on another day, or take it back."""
    if plan.head.pop("revisions", None) is None or plan.chance(0.6):
        plan.head["revisions"] = [revision(plan)]
    return True


def lights(plan: Draft) -> bool:
    """Follow another rule, or other thresholds."""
    own, dice = plan.head.setdefault("lights", {}), plan.dice
    match dice.choice(["rule", "yellow_gap", "red_gap", "due_soon_days", "stale_days"]):
        case "rule":
            own["rule"] = dice.choice(["yinchuan", "sanya", "ouhai", "suqian", "sanming"])
        case name:
            own[name] = dice.choice([0, 5, 15, 40, 90])
    return True


def words(plan: Draft) -> bool:
    """Reword a title, and move a task to another measure or into a section."""
    task = plan.dice.choice(plan.tasks)
    task["title"] += " anew"
    section = plan.dice.choice(plan.sections)
    for key in ("measure", "section"):
        task.pop(key, None)
    task |= {"section": section["id"]} if plan.chance(0.3) else {"measure": section["measures"][0]["id"]}
    return True


EDITS: Final[tuple[Callable[[Draft], bool], ...]] = (
    whole_due,
    part_due,
    part_gone,
    part_moved,
    duty,
    duty,
    figure,
    figure,
    share,
    manner,
    milestone,
    milestone,
    task_gone,
    part_added,
    responsible,
    responsible,
    unit,
    group,
    span,
    weight,
    part_begins,
    part_led,
    settings,
    own_rounds,
    notice,
    lights,
    words,
)
