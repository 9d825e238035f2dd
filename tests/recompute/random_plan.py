"""Random plans, seeded: each a folder as anybody could have written it, that passes `qtrack validate`."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from tests.recompute.days import DAY
from tests.recompute.draft import Draft, Fields
from tests.recompute.random_entries import entries_of
from tests.recompute.random_parts import parts_of

ZONES: Final = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "Europe/Berlin")
KINDS: Final = ("division", "affiliate", "bureau", "bureau", "external")


def draft(dice: random.Random) -> Draft:
    """Make a plan up."""
    start = dice.choice(
        [date(dice.randint(2018, 2020), dice.randint(1, 12), dice.randint(1, 28)), date(2020, 2, 29)]
    )
    if dice.random() < 0.3:
        start = start.replace(day=1)
    end = start + timedelta(days=dice.choice([24, 80, 200, 365, 500, 823, 1100]) + dice.randint(0, 40))
    if dice.random() < 0.4:
        end = date(end.year, 12, 31)
    plan = Draft(dice, start, end, ZoneInfo(dice.choice(ZONES)))
    plan.head = _head(plan)
    if start.day == 1 and plan.chance(0.4):  # a month in which nothing is due yet
        plan.head |= {"pace": "months", "lights": {"rule": "sanya"}}
    _units(plan)
    _sections(plan)
    if plan.chance(0.3):
        plan.head["revisions"] = [revision(plan)]
    for whole in [*plan.sections, *plan.tasks]:
        if whole.get("deliverables") or whole.get("indicators") or "responsible" in whole:
            entries_of(plan, whole)
    return plan


def write(plan: Draft, folder: Path) -> None:
    """Write its files."""
    _write(folder / "plan.yaml", plan.head)
    _write(folder / "units.yaml", {"units": plan.units, "groups": plan.groups})
    for section in plan.sections:
        _write(folder / "sections" / f"{section['id']}.yaml", section)
    for task in plan.tasks:
        _write(folder / "tasks" / f"{task['id']}.yaml", task)
    for name, entry in plan.entries:
        _write(folder / "progress" / entry["about"].partition(".")[0] / f"{name}.yaml", entry)


def _write(path: Path, fields: Fields) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), "utf-8")


def _head(plan: Draft) -> Fields:
    dice = plan.dice
    head: Fields = {
        "format": 2,
        "title": f"Plan of {plan.start}",
        "document": {"number": "1", "issuer": "Somebody", "issued": plan.start.isoformat()},
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "language": dice.choice(["zh", "zh", "en"]),
        "timezone": plan.zone.key,
    }
    if plan.chance(0.8):
        head["office"] = "office"
    if plan.chance(0.85):
        head["reporting"] = rounds(dice)
    if plan.chance(0.7):
        head["pace"] = dice.choice(["days", "months", "months"])
    lights: Fields = {}
    rule = dice.choice(["yinchuan", "sanya", "sanya", "ouhai", "suqian", "sanming", None])
    if rule:
        lights["rule"] = rule
    if plan.chance(0.25):
        lights["yellow_gap"] = dice.choice([0, 5, 7.5, 10])
    if plan.chance(0.25):
        lights["red_gap"] = dice.choice([10, 20, 40.5])
    if plan.chance(0.25):
        lights["due_soon_days"] = dice.choice([0, 7, 45])
    if plan.chance(0.4):
        lights["stale_days"] = dice.choice([0, 10, 45, 200])
    return {**head, "lights": lights} if lights else head


def revision(plan: Draft) -> Fields:
    """Make up a later notice that ends a task or two, or parts of them, and revises another."""
    names = [task["id"] for task in plan.tasks]
    names += [part["id"] for one in [*plan.tasks, *plan.sections] for part in one.get("deliverables") or ()]
    some = plan.dice.sample(names, min(len(names), plan.dice.randint(1, 4)))
    issued = plan.day().isoformat()
    return {"number": "2", "title": "Another", "issued": issued, "ends": some[:-1], "revises": some[-1:]}


def rounds(dice: random.Random) -> Fields:
    """Make up when units report."""
    return dice.choice(
        [
            {"every": "week", "by_day": dice.randint(1, 7)},
            {"every": "month"},
            *({"every": every, "by_day": dice.randint(1, 28)} for every in ("quarter", "half-year", "year")),
            *[{"by_day": dice.randint(1, 28)}] * 4,
        ]
    )


def _units(plan: Draft) -> None:
    dice = plan.dice
    names = ["office", *(f"unit-{number}" for number in range(1, dice.randint(4, 8)))]
    kinds = ["division", *(dice.choice(KINDS) for _ in names[1:])]
    plan.units = [
        {"id": name, "name": f"Unit {name}", "short": name, "kind": kind}
        for name, kind in zip(names, kinds, strict=True)
    ]
    plan.groups = [{"id": "group-1", "name": "Group 1", "members": dice.sample(names, dice.randint(1, 3))}]
    plan.groups.append({"id": "group-2", "name": "Group 2", "members": ["group-1", dice.choice(names)]})
    outside = [name for name, kind in zip(names, kinds, strict=True) if kind == "external"]
    if outside:
        plan.groups.append({"id": "group-3", "name": "Group 3", "members": outside})


def _sections(plan: Draft) -> None:
    dice = plan.dice
    measure = task = 0
    for number in range(1, dice.randint(1, 3) + 1):
        name = f"S{number}"
        measures = [{"id": f"M{measure + one:02}", "number": str(one), "title": "M"} for one in (1, 2)]
        measure += 2
        section: Fields = {
            "id": name,
            "number": str(number),
            "title": f"Section {number}",
            "measures": measures,
        }
        if plan.chance(0.5):
            if plan.chance(0.5):
                section["due"] = plan.day().isoformat()
            parts_of(plan, section)
        plan.sections.append(section)
        for _ in range(dice.randint(number == 1, 3)):
            task += 1
            place = {"section": name} if plan.chance(0.2) else {"measure": dice.choice(measures)["id"]}
            plan.tasks.append(_task(plan, f"T{task:02}", place))


def _task(plan: Draft, name: str, place: Fields) -> Fields:
    task: Fields = {
        "id": name,
        **place,
        "title": f"Task {name}",
        "source": f"item {name}",
        "responsible": _responsible(plan),
    }
    whole = plan.start
    if plan.chance(0.2):
        plan.start = plan.day(last=plan.end - DAY)
        task["start"] = plan.start.isoformat()
    if plan.chance(0.6):
        task["due"] = plan.day().isoformat()
    if plan.chance(0.2):
        task["reporting"] = rounds(plan.dice)
    parts_of(plan, task)
    plan.start = whole
    if plan.chance(0.2):
        _lead_a_part(plan, task)
    return task


def _lead_a_part(plan: Draft, task: Fields) -> None:
    """Let one of those who answer for a task, or a member of theirs, lead a part of it."""
    own = task["responsible"]
    names = [name for name in named(own) if name not in own.get("support", [])]
    units = {unit for name in names for unit in plan.members(name)} - set(own.get("excluding", []))
    if units and task.get("deliverables"):
        plan.dice.choice(task["deliverables"])["lead"] = plan.dice.choice(sorted(units))


def _responsible(plan: Draft) -> Fields:
    """Name units and groups, none of them in two roles; now and then a group beside a member."""
    names = [one["id"] for one in [*plan.units, *plan.groups]]
    plan.dice.shuffle(names)
    taken: list[str] = []
    for name in names:
        if not set(plan.members(name)) & {unit for other in taken for unit in plan.members(other)}:
            taken.append(name)
    if plan.chance(0.1):
        group = plan.dice.choice(plan.groups)
        return {"shared": [group["id"], plan.dice.choice(group["members"])]}
    lead, shared, by_duty = plan.dice.choice(
        [(1, 0, 0), (1, 1, 1), (1, 2, 0), (0, 2, 1), (0, 0, 2), (1, 0, 2)]
    )
    chosen: Fields = {}
    if lead:
        chosen["lead"] = taken.pop()
    more = ("co_leads", lead and plan.chance(0.2)), ("support", plan.chance(0.2))
    for key, count in (("shared", shared), ("by_duty", by_duty), *more):
        some = [taken.pop() for _ in range(min(count, len(taken)))]
        if some:
            chosen[key] = some
    if not chosen:
        chosen["lead"] = names[0]
    if plan.chance(0.2):
        chosen["each"] = True
    if plan.chance(0.3):
        leave_out(plan, chosen)
    return chosen


def leave_out(plan: Draft, chosen: Fields) -> None:
    """Leave a member out of the groups that are named, where each of them keeps one."""
    groups = [name for name in named(chosen) if name in {one["id"] for one in plan.groups}]
    members = [unit for name in groups for unit in plan.members(name)]
    if members:
        unit = plan.dice.choice(members)
        if all(set(plan.members(name)) - {unit} for name in groups):
            chosen["excluding"] = [unit]


def named(chosen: Fields) -> list[str]:
    """Give all that are named, in order of role."""
    keys = ("co_leads", "shared", "by_duty", "support")
    return [*filter(None, [chosen.get("lead")]), *(name for key in keys for name in chosen.get(key, []))]


def settle(plan: Draft, problems: Sequence[Mapping[str, Any]]) -> None:
    """Take out what `qtrack validate` finds wrong: entries, days that make nothing due, early ends."""
    wrong = {Path(problem["path"]).stem for problem in problems}
    plan.entries = [(name, entry) for name, entry in plan.entries if name not in wrong]
    if "plan" in wrong:
        plan.head.pop("revisions", None)
    for whole in [*plan.sections, *plan.tasks]:
        if whole["id"] in wrong:
            whole.pop("start", None)
            for one in whole.get("deliverables", []):
                one.pop("by", None)
                one.pop("first", None)
