"""What the pages of tasks are to show: `status` and `show` (rule 36)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tests.recompute.compare import Whole as Every
from tests.recompute.days import rounded
from tests.recompute.exercised import seen
from tests.recompute.late import Reason
from tests.recompute.lights import Lit, lit, rank
from tests.recompute.parts import Part, Time
from tests.recompute.plan import Entry, Indicator, Plan, Whole
from tests.recompute.rounds import missing
from tests.recompute.standing import Figure, Row, rows, standing
from tests.recompute.words import counting

LIGHTS = ("red", "yellow", "green", "blue", "none")
Shown = dict[str, Any]


def _one_decimal(figure: Figure) -> Figure:
    return None if figure is None else rounded(figure)


def counts(lights: Iterable[str]) -> Shown:
    """Count lights."""
    found = Counter(lights)
    return {light: found[light] for light in LIGHTS}


@dataclass
class Pages:
    """Every page of a plan at a day."""

    plan: Plan
    day: date
    known: date | None
    dated: date | None = None

    @cached_property
    def counting(self) -> list[Entry]:
        """The entries that count."""
        return counting(self.plan, self.dated or self.day, self.known)

    @cached_property
    def lit(self) -> dict[str, Lit]:
        """Every whole with its light."""
        return {
            whole.id: lit(self.plan, standing(self.plan, whole, self.counting, self.day), self.day)
            for whole in self.plan.wholes
        }

    @cached_property
    def tasks(self) -> dict[str, Lit]:
        """Every task with its light."""
        return {name: one for name, one in self.lit.items() if one.at.whole.is_task}

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        """Who is missing, by task."""
        return {name: missing(self.plan, one.at, self.day) for name, one in self.tasks.items()}

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """What is open, by task and section."""
        return {
            name: rows(one.at, self.day)
            for name, one in self.lit.items()
            if one.at.whole.is_task or one.at.parts
        }

    def status(self) -> Shown:
        """Give the board."""
        return {
            "as_of": self.day,
            "known_at": self.known,
            "counts": counts(one.light for one in self.tasks.values()),
            "sections": Every({name: self._section(name) for name in self.plan.sections}),
            "tasks": Every({name: self.task(name) for name in self.tasks}),
        }

    def _section(self, name: str) -> Shown:
        lights = [one.light for one in self.tasks.values() if one.at.whole.section == name]
        goals = self.lit[name]
        has_goals = bool(goals.at.parts)
        worst = [*lights, *([goals.light] if has_goals else [])]
        seen("36 section")
        if self.plan.warns and "blue" in worst and "green" in worst:
            seen("36 blue warns")
        return {
            "light": min(worst, key=lambda light: rank(self.plan, light), default="none"),
            "counts": counts(lights),
            "reasons": _reasons(goals) if has_goals else [],
        }

    def task(self, name: str) -> Shown:
        """Give a task as the board shows it."""
        one = self.tasks[name]
        whole = one.at.whole
        return {
            "section": whole.section,
            "measure": whole.fields.get("measure", ""),
            "lead": whole.lead,
            "co_leads": [self.plan.short(name) for name in whole.leads[1:]],
            "status": one.at.status,
            "light": one.light,
            "reasons": _reasons(one),
            "progress": one.progress,
            "pace": one.at.pace,
            "gap": one.gap,
            "due": whole.due,
            "last_entry": max((entry.date for entry in one.at.entries), default=None),
            "unreported": bool(self.missing[name]),
            "missing": Every({unit: {"id": unit} for unit in self.missing[name]}),
        }

    def show(self, name: str) -> Shown:
        """Give a task, or the goals of a section, whole."""
        one = self.lit[name]
        at = one.at
        return {
            "status": at.status,
            "light": one.light,
            "reasons": _reasons(one),
            "progress": one.progress,
            "said": at.said,
            "computed": at.computed,
            "pace": at.pace,
            "gap": one.gap,
            "due": at.whole.due,
            "unreported": bool(self.missing.get(name)),
            "missing": Every({unit: {"id": unit} for unit in self.missing.get(name, [])}),
            "deliverables": [_deliverable(part) for part in at.deliverables],
            "indicators": [indicator_shown(part) for part in at.indicators],
        }

    def role(self, whole: Whole, unit: str) -> str | None:
        """Give the weightiest role of a unit in a task, by itself or as a member of a group."""
        roles = (
            ("lead", whole.leads),
            ("shared", whole.shared),
            ("by-duty", whole.by_duty),
            ("support", whole.support),
        )
        for role, names in roles:
            if any(unit in self.plan.members_for(whole, name) for name in names):
                if unit not in names:
                    seen("41 member")
                return role
        return None


def _reasons(one: Lit) -> list[Shown]:
    return reasons_shown(one.reasons)


def reasons_shown(reasons: Iterable[Reason]) -> list[Shown]:
    return [{"code": reason.code, "light": reason.light} for reason in reasons]


def _deliverable(part: Part) -> Shown:
    return {
        "id": part.id,
        "status": part.status,
        "due": part.about.due,
        "progress": _one_decimal(part.share),
        "last_entry": part.last,
        "occurrences": [
            {"period": one.period, "due": one.due, "state": one.state, "done": one.since}
            for one in part.times
        ],
    }


def indicator_shown(part: Part) -> Shown:
    about = part.about
    if not isinstance(about, Indicator):
        raise TypeError(about)
    share, pace = _one_decimal(part.share), _one_decimal(part.pace)
    return {
        "id": part.id,
        "kind": about.kind,
        "better": "lower" if about.lower else "higher",
        "baseline": about.baseline,
        "target": about.target,
        "most": about.most,
        "actual": part.value,
        "actual_date": part.dated,
        "progress": share,
        "pace": pace,
        "gap": None if share is None or pace is None else share - pace,
        "holds": part.holds,
        "due": next((one.due for one in part.times if part.year and one.period == part.year), about.due),
        "year": part.year,
        "years": [_year(one) for one in (part.times if part.year else part.years)],
        "milestones": [] if part.year else [_milestone(one) for one in part.times],
        "shares": [_share(unit, own) for unit, own in part.shares.items()],
    }


def _share(unit: str, part: Part) -> Shown:
    shown = indicator_shown(part)
    keys = ("target", "actual", "actual_date", "progress", "pace", "gap", "holds")
    return {"unit": unit, "reached": part.since, **{key: shown[key] for key in keys}}


def _year(one: Time) -> Shown:
    return {
        "period": one.period,
        "start": one.begins,
        "due": one.due,
        "state": one.state,
        "actual": one.value,
        "actual_date": one.dated,
        "reached": one.since,
    }


def _milestone(one: Time) -> Shown:
    return {"due": one.due, "target": one.target, "state": one.state, "reached": one.since}
