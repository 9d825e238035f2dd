"""When an indicator comes to its target, by the line through its values (rule 49)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from tests.recompute.days import DAY
from tests.recompute.exercised import seen
from tests.recompute.parts import Part
from tests.recompute.plan import Indicator

Shown = dict[str, Any]


def outlook(part: Part, values: Sequence[Shown], day: date) -> Shown:
    """Give the outlook of an indicator from its values, one a day."""
    found = _outlook(part, [(value["date"], value["value"]) for value in values], day)
    seen(f"49 {found['outlook']}")
    return found


def _outlook(part: Part, values: list[tuple[date, Fraction]], day: date) -> Shown:
    about = part.about
    if not isinstance(about, Indicator):
        raise TypeError(about)
    running = next((time for time in part.times if part.year and time.period == part.year), None)
    due = running.due if running else about.due
    if part.to_hold:
        return _said({True: "held", False: "not-held", None: "unknown"}[part.holds], None, due)
    since = running.since if running else part.since
    if since:
        return _said("reached", since, due)
    if running and running.begins and values:
        values = [(running.begins - DAY, Fraction(0)), values[-1]]
    if len(values) < 2 or values[0][0] >= values[-1][0]:
        return _said("unknown", None, due)
    reached = _comes_to(about, values)
    if running and (reached is None or max(reached, day) > due):
        return _said("short", None, due)
    if reached is None or reached < day:
        return _said("passed" if reached else "never", None, due)
    return _said("in-time" if reached <= due else "late", reached, due)


def _comes_to(about: Indicator, values: Sequence[tuple[date, Fraction]]) -> date | None:
    """Give the day on which the line through the first and the last value comes to a target, rounded up."""
    (first, begun), (last, value) = values[0], values[-1]
    goal, falls = about.goal, about.lower
    if about.beyond(value):
        seen("49 back into a range")
        goal, falls = (about.target, False) if about.lower else (about.most or goal, True)
    if value == begun or (value < begun) is not falls:
        return None
    return first + ceil((goal - begun) * (last - first).days / (value - begun)) * DAY


def _said(word: str, reached: date | None, due: date) -> Shown:
    late = (reached - due).days if reached and reached > due else 0
    return {"outlook": word, "reached": reached, "days_late": late}
