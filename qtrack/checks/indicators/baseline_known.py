"""baseline-known: an indicator to reach says from which value it starts.

A stock such as 1290 of 1500 famous brands says little about the way since the plan's start; set against the
time that is gone it would look far ahead. Without a baseline the value and its share of the target are
shown, but no gap is told, and the figure does not count in the task's progress. What is counted from the
plan's start on begins with `baseline: 0`.

Level: hint
Passes: `{target: 20, kind: reach, baseline: 0}`, `{target: 40, kind: reach, every: year}`
Fails: `{target: 1500, kind: reach}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Level, Problem

NAME = "baseline-known"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each indicator to reach whose start is not known."""
    for holder, at, indicator in context.indicators():
        if indicator.baseless and indicator.target > 0:
            message = msg(
                "{id} has no baseline, so no gap is told; write the value at the plan's start, 0 for "
                "what is counted from there on",
                id=indicator.id,
            )
            yield problem(NAME, message, holder.path, "indicators", at, "target", level=Level.HINT)
