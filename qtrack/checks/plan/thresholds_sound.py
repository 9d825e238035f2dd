"""thresholds-sound: the settings of plan.yaml can be worked with.

With a yellow threshold beyond the red one no light would be yellow, and not every month has a day 31. A
gap that is left out is that of the rule that is named, Yinchuan's unless told otherwise.

Passes: `lights: {yellow_gap: 10, red_gap: 30}`, `lights: {rule: sanya, red_gap: 40}`
Fails: `lights: {yellow_gap: 30, red_gap: 10}`, `lights: {stale_days: -1}`, `by_day: 31`, `timezone: Mars`
"""

from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.plan import LightRule
from qtrack.model.problem import Problem
from qtrack.standing.rules import rule_of

NAME = "thresholds-sound"
_LAST_DAY_OF_EVERY_MONTH = 28


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield settings that contradict one another or the calendar."""
    head = context.plan.head
    yield from _lights(head.lights)
    if head.reporting and not 1 <= head.reporting.by_day <= _LAST_DAY_OF_EVERY_MONTH:
        message = msg("by_day must be 1 to {last}, a day that every month has", last=_LAST_DAY_OF_EVERY_MONTH)
        yield problem(NAME, message, "plan.yaml", "reporting", "by_day")
    try:
        ZoneInfo(head.timezone)
    except (ValueError, OSError, LookupError):
        message = msg("“{name}” is not a timezone; write one such as Asia/Shanghai", name=head.timezone)
        yield problem(NAME, message, "plan.yaml", "timezone")


def _lights(own: LightRule) -> Iterator[Problem]:
    rule = rule_of(own)
    yellow = Decimal(0) if rule.yellow_gap is None else rule.yellow_gap
    if yellow < 0 or (rule.red_gap is not None and yellow > rule.red_gap):
        message = msg(
            "yellow_gap, here {yellow}, must be at least 0 and not more than red_gap, here {red}",
            yellow=yellow,
            red=msg("none") if rule.red_gap is None else rule.red_gap,
        )
        key = "red_gap" if own.yellow_gap is None else "yellow_gap"
        yield problem(NAME, message, "plan.yaml", "lights", key)
    for key, days in (("due_soon_days", own.due_soon_days), ("stale_days", own.stale_days)):
        if days is not None and days < 0:
            message = msg("{key} counts days and must be at least 0", key=key)
            yield problem(NAME, message, "plan.yaml", "lights", key)
