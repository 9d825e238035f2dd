"""The reasons of a light, in their order (rules 27, 29 to 36)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.recompute.days import Span, rounded
from tests.recompute.exercised import seen
from tests.recompute.late import LATE, Reason, late
from tests.recompute.parts import FULL, Part
from tests.recompute.plan import Plan
from tests.recompute.standing import Figure, Row, Standing, rows
from tests.recompute.words import ENDED, FINISHED


@dataclass(frozen=True)
class Lit:
    """A whole at a day with its light and figures."""

    at: Standing
    reasons: tuple[Reason, ...]
    light: str
    progress: Figure
    gap: Figure

    @property
    def codes(self) -> list[str]:
        """The codes of its reasons."""
        return [reason.code for reason in self.reasons]


def rank(plan: Plan, light: str) -> int:
    """Give how bad a light is, 0 the worst (rule 36)."""
    order = (
        ("red", "yellow", "blue", "green", "none")
        if plan.warns
        else ("red", "yellow", "green", "blue", "none")
    )
    return order.index(light)


def lit(plan: Plan, at: Standing, day: date) -> Lit:
    """Judge a whole by the plan's rule."""
    plan = plan.seen_by(at.whole)
    found = sorted(_reasons(plan, at, day), key=lambda reason: rank(plan, reason.light))
    late_ = any(reason.code in LATE for reason in found)
    progress = _progress(at, late=late_)
    notice = plan.ended_by(at.whole.id, day)
    finished = at.status == "closed" or (at.status == "done" and not late_)
    if notice and finished and at.since and at.since < notice.issued:
        seen("52 done before")
    elif notice:
        seen("52 task")
        found = [Reason("replaced", "none")]
        told = replace(at.told, verified=True)
        at = replace(at, status="dropped", since=notice.issued, told=told)
    return Lit(
        at=at,
        reasons=tuple(found),
        light=found[0].light,
        progress=progress,
        gap=None if progress is None else progress - at.pace,
    )


def _progress(at: Standing, *, late: bool) -> Figure:
    """Give the progress (rule 27)."""
    if at.status in FINISHED and not late:
        seen("27 done")
        return FULL
    if at.status in FINISHED:
        seen("27 done but late")
    if at.said is not None:
        seen("27 said")
        return at.said
    seen("27 unknown" if at.computed is None else "27 computed")
    return at.computed


def _reasons(plan: Plan, at: Standing, day: date) -> list[Reason]:
    if at.status == "dropped":
        return [*_late_when_dropped(at, day), Reason("dropped", "none")]
    if at.status in FINISHED:
        return _of_finished(plan, at, day)
    found = [*late(at, day), *_others(plan, at, day)]
    return found or [_unrated(plan, at, day)]


def _late_when_dropped(at: Standing, day: date) -> list[Reason]:
    """Give what stays red of dropped work (rule 34)."""
    seen("34 dropped")
    found = [] if at.told.verified else list(late(at, day, at.since))
    if found:
        seen("34 dropped but late")
    return found


def _of_finished(plan: Plan, at: Standing, day: date) -> list[Reason]:
    """Give the reasons of what is done or closed (rule 33)."""
    ended_late = at.since is not None and at.since > at.due
    if ended_late:
        seen("33 done-late")
    own = Reason("done-late", plan.rule.done_late) if ended_late else Reason(at.status, plan.rule.done)
    if at.status == "closed":
        seen("33 closed")
        return [*_parts_done_late(plan, at), own]
    red = list(late(at, day))
    seen("33 done but late" if red else "33 done")
    return [*red, *_parts_done_late(plan, at), *_no_value(at), *([] if red else [own])]


def _others(plan: Plan, at: Standing, day: date) -> Iterator[Reason]:
    """Give the reasons of rule 30 that are not late ones, but for the last row."""
    yield from _paces(plan, at, day)
    for part in at.indicators:
        if part.holds:
            seen("30 held")
            yield Reason("held", "green")
    yield from _words(at)
    yield from _parts_done_late(plan, at)
    yield from _silence(plan, at, day)
    near = due_soon(plan, at, day)
    if near is not None:
        seen("30 due-soon")
        seen("35 year" if near.kind == "indicator" and near.period else f"35 {near.kind}")
        yield Reason("due-soon", plan.rule.near)
    yield from _no_value(at)


def _paces(plan: Plan, at: Standing, day: date) -> Iterator[Reason]:
    progress = at.computed if at.said is None else at.said
    judged = progress
    silent = at.whole.id.startswith("T") and (day - plan.span.first).days > plan.rule.stale
    if progress is None and silent:
        if at.indicators and not any(part.counts for part in at.parts):
            seen("32 no part")
        else:
            seen("32 silence")
            judged = Fraction(0)
    if judged is not None:
        code = _judged(plan, judged, at.pace)
        told = any(entry.share is not None or entry.actuals for entry in at.entries)
        if code != "on-pace" or progress or (progress is not None and told):
            seen(f"30 {code}")
            yield Reason(code, {"far-behind": "red", "behind": "yellow", "on-pace": "green"}[code])
    for part in at.indicators:
        if part.share is not None and part.pace is not None:
            code = _judged(plan, rounded(part.share), rounded(part.pace))
            if code != "on-pace":
                seen(f"30 {code}, indicator")
                yield Reason(code, "red" if code == "far-behind" else "yellow")


def _judged(plan: Plan, progress: Fraction, pace: Fraction) -> str:
    """Judge progress against pace (rules 29, 31)."""
    behind = pace - progress
    if plan.rule.of_pace:
        seen("31 in percent of the pace")
        behind = rounded(100 * behind / pace) if pace and behind > 0 else Fraction(0)
    if plan.rule.red_gap is not None and behind > plan.rule.red_gap:
        return "far-behind"
    if plan.rule.yellow_gap is not None and behind > 0 and behind >= plan.rule.yellow_gap:
        return "behind"
    return "on-pace"


def _words(at: Standing) -> Iterator[Reason]:
    parts = [part for part in at.deliverables if not part.dropped]
    if at.status == "blocked":
        seen("30 blocked")
        yield Reason("blocked", "yellow")
    elif any(part.status == "blocked" for part in parts):
        seen("30 blocked, part")
        yield Reason("blocked", "yellow")
    if at.told.sent_back or any(part.sent_back for part in parts):
        seen("30 returned")
        yield Reason("returned", "yellow")


def _parts_done_late(plan: Plan, at: Standing) -> Iterator[Reason]:
    if plan.rule.done_late == plan.rule.done:
        return
    for part in at.parts:
        if part.dropped:
            continue
        if part.returns or (part.is_indicator and part.times):
            late = any(time.state == "late" for time in part.times)
        else:
            late = False
        if not part.returns and not part.year and not part.to_hold and part.fulfilled and at.own(part):
            late = late or (part.since is not None and part.since > part.due)
        if late:
            seen("30 part-done-late")
            yield Reason("part-done-late", plan.rule.done_late)


def _silence(plan: Plan, at: Standing, day: date) -> Iterator[Reason]:
    last = max((entry.date for entry in at.reports), default=None)
    if at.whole.id.startswith("T") and (day - (last or plan.span.first)).days > plan.rule.stale:
        code = "stale" if last else "never-reported"
        seen(f"30 {code}")
        yield Reason(code, "yellow")


def due_soon(plan: Plan, at: Standing, day: date) -> Row | None:
    """Give what falls due soon, the nearest (rule 35)."""
    plan = plan.seen_by(at.whole)
    if plan.rule.due_soon is None or day < plan.span.first or at.status in ENDED:
        return None
    near = [row for row in rows(at, day) if day <= row.due and (row.due - day).days <= _ahead(plan, row, day)]
    return min(near, key=lambda row: row.due, default=None)


def _ahead(plan: Plan, row: Row, day: date) -> int:
    soon = plan.rule.due_soon or 0
    if row.begins is None:
        return soon
    third = Span(max(row.begins, plan.span.first), row.due).days // 3
    if third < (row.due - day).days <= soon:
        seen("35 last third")
    return min(soon, third)


def _no_value(at: Standing) -> Iterator[Reason]:
    for part in at.indicators:
        if part.to_hold and part.holds is None:
            seen("30 no-value")
            yield Reason("no-value", "none")


def _unrated(plan: Plan, at: Standing, day: date) -> Reason:
    if day < plan.span.first:
        code = "not-begun"
    elif not at.entries:
        code = "no-entries"
    else:
        code = "no-baseline" if any(_without_baseline(part) for part in at.indicators) else "no-share"
    seen(f"30 {code}")
    return Reason(code, "none")


def _without_baseline(part: Part) -> bool:
    return part.value is not None and part.pace is None and not part.to_hold
