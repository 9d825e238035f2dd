"""What the summaries of a week, a month, a quarter or a year are to say (rules 47 and 48)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.recompute.burn_up import burn_up
from tests.recompute.changes import Change
from tests.recompute.compare import Whole as Every
from tests.recompute.days import DAY, Span, period_of, rounded, span_of
from tests.recompute.exercised import seen
from tests.recompute.late import LATE
from tests.recompute.lights import Lit, rank
from tests.recompute.pages import LIGHTS, Pages, Shown
from tests.recompute.parts import Part
from tests.recompute.plan import Plan
from tests.recompute.standing import Row
from tests.recompute.words import FINISHED

KINDS = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "annual": "year"}


@dataclass(frozen=True)
class Issue:
    """One issue of a summary: its kind, and the days of its period."""

    kind: str
    period: Span

    @classmethod
    def on(cls, kind: str, day: date) -> "Issue":
        """Give the issue whose period holds a day."""
        return cls(kind, _period(KINDS[kind], day))

    @property
    def of(self) -> str:
        """What `--of` calls it."""
        week = self.period.first.isocalendar()
        name = period_of(KINDS[self.kind], self.period.first) if self.kind != "weekly" else ""
        return name or f"{week.year}-W{week.week:02}"

    @property
    def before(self) -> "Issue":
        """The issue of the period before."""
        return Issue.on(self.kind, self.period.first - DAY)

    @property
    def after(self) -> "Issue":
        """The issue of the next period."""
        return Issue.on(self.kind, self.period.last + DAY)

    def number(self, plan: Plan) -> int | None:
        """Count periods from the one with the plan's start (rule 48)."""
        if self.period.first > plan.span.last or self.period.last < plan.span.first:
            return None
        number, issue = 1, Issue.on(self.kind, plan.span.first)
        while issue != self:
            number, issue = number + 1, issue.after
        return number


def _period(of: str, day: date) -> Span:
    if of == "week":
        first = day - DAY * day.weekday()
        return Span(first, first + 6 * DAY)
    return span_of(period_of(of, day))


def of_summary(issue: Issue, change: Change) -> Shown:
    """Give what an issue is to say."""
    pages = change.now
    plan = pages.plan
    lights = sorted(LIGHTS, key=lambda light: rank(plan, light))
    board = pages.status()
    first = issue.number(plan) == 1
    before = change.shown()["counts_before"]
    shares = _shares([board["counts"][light] for light in lights])
    told = [light for light in lights if board["counts"][light] or (not first and before[light])]
    if not pages.tasks:
        told = []
    return {
        "number": issue.number(plan),
        "lights": [[light, board["counts"][light], shares[lights.index(light)]] for light in told],
        "change": [None if first else board["counts"][light] - before[light] for light in told],
        "sections": [
            [
                board["sections"][name]["light"],
                *(board["sections"][name]["counts"][light] for light in lights),
            ]
            for name in plan.sections
        ],
        "paces": _paces(pages),
        "done": burn_up(pages),
        "turned": Every({row["id"]: [row["from"], row["to"]] for row in ([] if first else change.turned())}),
        "indicators": Every(
            {
                f"{name if name[0] == 'T' else ''} {part.about.fields['name']}".strip(): _indicator(part)
                for name, one in pages.lit.items()
                for part in one.at.indicators
            }
        ),
        "finished": _finished(change),
        "late": sorted(name for name, one in pages.lit.items() if _in_chapter_five(pages, name, one)),
        "due": _due(issue, pages),
        "missing": Every(_missing(pages)),
    }


def _shares(counts: list[int]) -> list[str]:
    """Part 100.0 by counts: each rounded down to tenths, the rest to the largest remainders (rule 48)."""
    total = sum(counts) or 1
    tenths = [Fraction(1000 * count, total) for count in counts]
    floors = [int(tenth) for tenth in tenths]
    order = sorted(range(len(counts)), key=lambda at: floors[at] - tenths[at])
    for at in order[: (1000 if sum(counts) else 0) - sum(floors)]:
        floors[at] += 1
    return [f"{floor // 10}.{floor % 10}%" for floor in floors]


def _paces(pages: Pages) -> Shown:
    """Sort tasks by how they stand to their pace (rule 47)."""
    found = dict.fromkeys(("ahead", "on pace", "behind", "finished", "unknown", "dropped", "replaced"), 0)
    for one in pages.tasks.values():
        how = _standing_to_pace(pages.plan, one)
        seen(f"47 {how}")
        found[how] += 1
    return found


def _standing_to_pace(plan: Plan, one: Lit) -> str:
    if one.at.status in FINISHED and not LATE & set(one.codes):
        return "finished"
    if one.at.status == "dropped":
        return "replaced" if one.codes == ["replaced"] else "dropped"
    if one.progress is None:
        return "unknown"
    if one.at.status in FINISHED:
        seen("47 done, but late")
    ahead = one.progress - one.at.pace
    if plan.rule.of_pace:
        if not one.at.pace and ahead:
            seen("47 pace of 0")
        ahead = 100 * ahead / (one.at.pace or ahead) if ahead else ahead
        ahead = rounded(ahead) if ahead >= 0 else -rounded(-ahead)
    yellow = plan.rule.yellow_gap or Fraction(0)
    if ahead and abs(ahead) >= yellow:
        return "ahead" if ahead > 0 else "behind"
    return "on pace"


def _finished(change: Change) -> Shown:
    """Give what is finished, a part that was told as its whole was with that one (rule 47)."""
    rows = change.ended("finished")
    whole = {(key.split()[0], row["late"]) for key, row in rows.items() if "." not in key}
    shown = {}
    for key, row in rows.items():
        name, *part = key.split()[0].split(".")
        if part and (name, row["late"]) in whole:
            seen("47 finished with its whole")
        else:
            shown[key] = row["ended"].isoformat()
    return Every(shown)


def _in_chapter_five(pages: Pages, name: str, one: Lit) -> bool:
    """Tell what is red or yellow, but for what is only near its deadline or was made up (rule 48)."""
    if one.light not in {"red", "yellow"} or not (one.at.whole.is_task or one.at.parts):
        return False
    codes = {reason.code for reason in one.reasons if reason.light in {"red", "yellow"}}
    if codes <= {"due-soon", "part-done-late", "done-late"}:
        seen("48 not in chapter five")
        return False
    seen("48 chapter five")
    return name in pages.lit


def _due(issue: Issue, pages: Pages) -> list[list[str]]:
    """Give what falls due through the last day of the next period, or D + `due_soon_days` (rule 48)."""
    until = max(issue.after.period.last, pages.day + DAY * (pages.plan.rule.due_soon or 0))
    rows = [
        (row, name) for name, found in pages.rows.items() for row in found if pages.day <= row.due <= until
    ]
    return sorted([_matter(row, name), row.period or "-", *_until(pages, row)] for row, name in rows)


def _matter(row: Row, holder: str) -> str:
    return "indicator" if row.kind in {"indicator", "milestone"} else holder if row.kind == "task" else row.id


def _until(pages: Pages, row: Row) -> list[str]:
    return [row.due.isoformat(), str((row.due - pages.day).days)]


def _missing(pages: Pages) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for task, units in pages.missing.items():
        for unit in units:
            names = pages.plan.name(unit)
            found.setdefault(names.get("short") or names["name"], []).append(task)
    return {name: " ".join(sorted(tasks)) for name, tasks in found.items()}


def _indicator(part: Part) -> list[Any]:
    share = None if part.share is None else rounded(part.share)
    pace = None if part.pace is None else rounded(part.pace)
    gap = None if share is None or pace is None else share - pace
    return [
        "-" if share is None else f"{float(share):.1f}%",
        "-" if pace is None else f"{float(pace):.1f}%",
        "-" if gap is None else f"{float(gap):+.1f}" if gap else "0.0",
    ]
