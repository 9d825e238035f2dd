"""What an edit makes better, by the second program that computes lights from the manual's sentences alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from tests.recompute.lights import Lit, rank
from tests.recompute.pages import Pages
from tests.recompute.plan import Plan
from tests.recompute.rounds import asked
from tests.recompute.standing import rows
from tests.recompute.words import ENDED, FINISHED

_LATE = {"far-behind", "behind", "not-held", "blocked", "returned", "stale", "never-reported"}


def better(old: Plan, new: Plan, day: date, numbers: Mapping[str, str]) -> Iterator[str]:
    """Say what is better in the new plan at a day; both have the same entries."""
    before, after = Pages(old, day, None), Pages(new, day, None)
    for name, was in before.lit.items():
        if not (was.at.whole.is_task or was.at.parts):
            continue
        now = after.lit.get(numbers.get(name, name))
        if now is None or not (now.at.whole.is_task or now.at.parts):
            if was.light == "red":
                yield f"{name}, red, is gone"
            continue
        if _is_better(before, was, after, now):
            yield f"{name} {was.light} → {now.light}"
        yield from (f"{name} {what}" for what in _late_no_more(was, now, day))
        yield from (f"{name} asks no more {unit}" for unit in _asked_no_more(old, was, new, now))


def _is_better(before: Pages, was: Lit, after: Pages, now: Lit) -> bool:
    bad = {"red", "yellow"}
    if was.light == now.light or (now.light == "none" and was.light not in bad):
        return False
    if was.light == "none":
        return now.at.status in FINISHED and now.light != "red"
    return rank(after.plan, now.light) > rank(before.plan, was.light)


def _late_no_more(was: Lit, now: Lit, day: date) -> Iterator[str]:
    """Say of what there is less: so many reasons of a kind, so many things past their deadline."""
    codes, left = (Counter(code for code in one.codes if code in _LATE) for one in (was, now))
    for code in ("far-behind", "not-held", "blocked", "returned"):
        if left[code] < codes[code]:
            yield f"{codes[code] - left[code]} {code}"
    for several in (("far-behind", "behind"), ("stale", "never-reported")):
        if sum(left[code] for code in several) < sum(codes[code] for code in several):
            yield " or ".join(several)
    late, rest = (Counter(row.kind for row in rows(one.at, day) if row.due < day) for one in (was, now))
    for kind in late:
        if rest[kind] < late[kind] and not (rest["task"] and kind in {"deliverable", "indicator"}):
            yield f"{late[kind] - rest[kind]} {kind} past its day"


def _asked_no_more(old: Plan, was: Lit, new: Plan, now: Lit) -> Iterator[str]:
    if was.at.status in ENDED:
        return
    before, after = asked(old, was.at.whole), asked(new, now.at.whole)
    names = () if now.at.status in ENDED else after.names
    for name in before.names:
        by = before.answered_by[name]
        if not any(other == name or after.answered_by[other] <= by for other in names):
            yield name
