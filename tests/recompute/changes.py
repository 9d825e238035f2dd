"""What changed since an earlier day, and why (rules 43 to 46)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from tests.recompute.compare import Whole as Every
from tests.recompute.compare import keyed
from tests.recompute.exercised import seen
from tests.recompute.late import LATE as LATE_CODES
from tests.recompute.lights import Lit, rank
from tests.recompute.pages import Pages, Shown, counts
from tests.recompute.plan import Plan
from tests.recompute.words import ENDED, FINISHED

CAUSES: Final = ("records", "plan", "time", "reports")
STUCK: Final = frozenset({"blocked", "returned", "stale", "never-reported"})
LATE: Final = ("kind", "id", "holder", "period", "due")
BEHIND: Final = frozenset({"behind", "far-behind"})


class Late(NamedTuple):
    """Something late; a milestone is told from others by its date."""

    kind: str
    id: str
    holder: str
    period: str = ""
    due: date | None = None
    milestone: date | None = None

    @property
    def what(self) -> tuple[str | date | None, ...]:
        """What it is, whatever its deadline was moved to."""
        return self.kind, self.id, self.holder, self.period, self.milestone

    def shown(self) -> Shown:
        """Give it as pages show it."""
        return {
            name: str(value) if isinstance(value := getattr(self, name), date) else value for name in LATE
        }


@dataclass
class Change:
    """The way from an earlier day to now; `then` is the plan of that day."""

    then: Plan
    now: Pages
    since: date

    @cached_property
    def steps(self) -> list[Pages]:
        """The five steps of rule 44."""
        plan, day, known = self.now.plan, self.now.day, self.now.known
        then = replace(self.then, entries=plan.entries)
        recorded = min(self.since, known or self.since)
        return [
            Pages(then, self.since, recorded),
            Pages(then, self.since, known),
            Pages(plan, self.since, known),
            Pages(plan, day, known, dated=self.since),
            self.now,
        ]

    @property
    def before(self) -> Pages:
        """The earlier day as it was."""
        return self.steps[0]

    def shown(self) -> Shown:
        """Give what `status --since` is to show."""
        return {
            "since": self.since,
            "counts_before": counts(one.light for one in self.before.tasks.values()),
            "turned": Every({row["id"]: row for row in self.turned()}),
            "finished": self.ended("finished"),
            "dropped": self.ended("dropped"),
            "newly_late": Every(keyed((late.shown() for late in self.newly_late()), *LATE)),
        }

    def turned(self) -> Iterator[Shown]:
        """Give the tasks whose light is another, with the steps at which it turned (rules 44, 45)."""
        for name in dict.fromkeys([*self.now.lit, *self.before.lit]):
            lights = [self._light(step, name) for step in self.steps]
            if lights[0] == lights[-1]:
                if len(set(lights)) > 1:
                    seen("44 there and back")
                continue
            causes = [
                cause for cause, one, other in zip(CAUSES, lights, lights[1:], strict=False) if one != other
            ]
            for cause in causes:
                seen(f"44 {cause}")
            if len(causes) > 1:
                seen("44 several causes")
            if None in {lights[0], lights[-1]}:
                seen("45 into or out of the plan")
            yield {
                "id": name,
                "from": lights[0],
                "to": lights[-1],
                "causes": causes,
                "direction": self._direction(lights[0], lights[-1]),
            }

    @staticmethod
    def _light(pages: Pages, name: str) -> str | None:
        one = pages.lit.get(name)
        return one.light if one and (one.at.whole.is_task or one.at.parts) else None

    def _direction(self, before: str | None, now: str | None) -> str:
        if before is None or now is None or "none" in {before, now}:
            return "neither"
        return "worse" if rank(self.now.plan, now) < rank(self.now.plan, before) else "better"

    def ended(self, what: str) -> Shown:
        """Give what is finished or dropped now and was not then (rule 46)."""
        before = {key for key, _ in _ends(self.before, what)}
        rows = {}
        for (name, period), ended in _ends(self.now, what):
            if (name, period) not in before:
                late = ended <= self.since
                seen(f"46 {what} late" if late else f"46 {what}")
                rows[f"{name} {period}"] = {"ended": ended, "late": late}
        return Every(rows)

    def newly_late(self) -> Iterator[Late]:
        """Give what is overdue, behind, not held or stuck now and was not then (rule 46)."""
        before = {late.what for late in _lates(self.before)}
        for late in _lates(self.now):
            if late.what not in before:
                seen(f"46 newly {late.kind}")
                yield late


def _ends(pages: Pages, what: str) -> Iterator[tuple[tuple[str, str], date]]:
    statuses = FINISHED if what == "finished" else ENDED - FINISHED
    states = {"done", "late"} if what == "finished" else {"dropped"}
    for name, one in pages.lit.items():
        if one.at.status in statuses and one.at.since and not _done_but_late(one):
            yield (name, ""), one.at.since
        for part in one.at.deliverables:
            if part.returns and what == "dropped" and part.status == "dropped":
                words = (
                    word.date for word in one.at.entries if (word.about, word.status) == (part.id, "dropped")
                )
                yield (part.id, ""), part.since or max(words)
            elif part.returns:
                for time in part.times:
                    if time.state in states and time.ended:
                        yield (part.id, time.period), time.ended
            elif part.status in statuses and part.since:
                yield (part.id, ""), part.since


def _done_but_late(one: Lit) -> bool:
    if one.at.status != "done" or not LATE_CODES & set(one.codes):
        return False
    seen("46 done, but late")
    return True


def _lates(pages: Pages) -> Iterator[Late]:
    for name, one in pages.lit.items():
        for row in pages.rows.get(name, []):
            if row.due < pages.day:
                kind = "missed" if row.kind == "occurrence" else "overdue"
                milestone = row.due if row.kind == "milestone" else None
                yield Late(kind, row.id, name, row.period, row.due, milestone)
        if BEHIND & set(one.codes):
            yield Late("behind", name, name)
        for reason in one.reasons:
            if reason.code == "not-held":
                yield Late("not-held", reason.of, name)
        if STUCK & set(one.codes):
            yield Late("stuck", name, name)
