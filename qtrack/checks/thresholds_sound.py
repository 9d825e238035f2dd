"""thresholds-sound: the settings of plan.yaml can be worked with.

With a yellow threshold beyond the red one no light would be yellow, and not every month has a day 31.

Passes: `lights: {yellow_gap: 10, red_gap: 30}`
Fails: `lights: {yellow_gap: 30, red_gap: 10}`, `by_day: 31`, `timezone: Mars`
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Problem

NAME = "thresholds-sound"
_LAST_DAY_OF_EVERY_MONTH = 28


def check(ground: Ground) -> Iterator[Problem]:
    """Yield settings that contradict one another or the calendar."""
    head = ground.plan.head
    if not 0 <= head.lights.yellow_gap <= head.lights.red_gap:
        message = msg("yellow_gap must be at least 0 and not more than red_gap")
        yield problem(NAME, message, "plan.yaml", "lights", "yellow_gap")
    if head.reporting and not 1 <= head.reporting.by_day <= _LAST_DAY_OF_EVERY_MONTH:
        message = msg("by_day must be 1 to {last}, a day that every month has", last=_LAST_DAY_OF_EVERY_MONTH)
        yield problem(NAME, message, "plan.yaml", "reporting", "by_day")
    try:
        ZoneInfo(head.timezone)
    except (ValueError, OSError, LookupError):
        message = msg("“{name}” is not a timezone; write one such as Asia/Shanghai", name=head.timezone)
        yield problem(NAME, message, "plan.yaml", "timezone")
