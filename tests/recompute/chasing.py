"""What `chase` and `matrix` are to show (rule 41)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.recompute.compare import Whole as Every
from tests.recompute.compare import keyed
from tests.recompute.exercised import seen
from tests.recompute.late import Reason
from tests.recompute.lights import Lit
from tests.recompute.pages import Pages, Shown, reasons_shown
from tests.recompute.plan import Plan, Whole
from tests.recompute.reminders import pressed
from tests.recompute.rounds import asked, last_round, latest_round
from tests.recompute.words import ENDED


def chase(pages: Pages, *, behind: bool) -> Shown:
    """Give who is to be reminded of what."""
    span = latest_round(pages.plan, pages.day)
    lines = {
        f"{name} {unit}": _chased(pages, name, unit, reasons)
        for name in pages.tasks
        for unit, reasons in _to_chase(pages, name, behind=behind).items()
    }
    return {"deadline": span.last if span else None, "lines": Every(lines)}


def _to_chase(pages: Pages, name: str, *, behind: bool) -> dict[str, list[Reason]]:
    one = pages.tasks[name]
    whole = one.at.whole
    codes = {"behind", "blocked", "returned"} if behind else set()
    reasons = [reason for reason in one.reasons if reason.light == "red" or reason.code in codes]
    if reasons:
        seen("41 chase red" if any(reason.light == "red" for reason in reasons) else "41 chase behind")
        if not whole.lead:
            seen("41 nobody leads")
    leading = (
        [] if not reasons else list(whole.leads) if whole.leads else list(asked(pages.plan, whole).names)
    )
    if pages.missing[name]:
        seen("41 chase missing")
    names = list(dict.fromkeys((*leading, *pages.missing[name])))
    if not whole.lead:
        names = _each_once(pages.plan, whole, names)
    return {unit: reasons if unit in leading else [] for unit in names}


def _each_once(plan: Plan, whole: Whole, names: list[str]) -> list[str]:
    """Leave out, the last one first, a name all of whose units stand under the others."""
    for name in names[::-1]:
        others = {unit for other in names if other != name for unit in plan.members_for(whole, other)}
        if others >= set(plan.members_for(whole, name)):
            seen("41 left out")
            names = [other for other in names if other != name]
    return names


def _chased(pages: Pages, name: str, unit: str, reasons: Sequence[Reason]) -> Shown:
    one = pages.tasks[name]
    return {
        "light": one.light,
        "reasons": reasons_shown(reasons),
        "unreported": unit in pages.missing[name],
        "due": one.at.whole.due,
        "progress": one.progress,
        "pace": one.at.pace,
        "gap": one.gap,
        "last_entry": max((entry.date for entry in one.at.entries), default=None),
        **pressed(pages, name, unit),
    }


def matrix(pages: Pages, group: str) -> Shown:
    """Give tasks by the members of a group."""
    members = pages.plan.members(group)
    span = latest_round(pages.plan, pages.day)
    tasks = {
        name: {"light": one.light, "cells": Every(keyed(cells, "unit")), **_totals(cells)}
        for name, one in pages.tasks.items()
        if any(pages.role(one.at.whole, unit) for unit in members)
        for cells in [[_cell(pages, one, unit) for unit in members]]
    }
    by_unit = {unit: _totals([task["cells"][unit] for task in tasks.values()]) for unit in members}
    return {
        "deadline": span.last if span else None,
        "tasks": Every(tasks),
        "units": Every(by_unit),
        **_totals([cell for task in tasks.values() for cell in task["cells"].values()]),
    }


def _cell(pages: Pages, one: Lit, unit: str) -> Shown:
    dates = [entry.date for entry in one.at.reports if entry.unit == unit]
    cell = {"unit": unit, "state": None, "last": max(dates, default=None), "missing": False}
    if pages.role(one.at.whole, unit) is None:
        return cell
    state = _state(pages, one, unit, dates)
    seen(f"41 {state}")
    return {
        **cell,
        "state": state,
        "missing": unit in pages.missing[one.at.whole.id],
    }


def _state(pages: Pages, one: Lit, unit: str, dates: Sequence[date]) -> str:
    span = last_round(pages.plan.seen_by(one.at.whole), pages.day)
    if one.at.status in ENDED:
        return "ended"
    if not dates:
        begun = pages.day >= pages.plan.seen_by(one.at.whole).span.first
        return "never" if begun and unit in asked(pages.plan, one.at.whole).names else "not-asked"
    return "earlier" if span and max(dates) < span.first else "reported"


def _totals(cells: Sequence[Mapping[str, Any]]) -> Shown:
    return {
        "reported": sum(cell["state"] == "reported" for cell in cells),
        "missing": sum(cell["missing"] for cell in cells),
    }
