"""hold-sound: an indicator to hold starts from nothing.

A baseline says from where a target is reached; what is to be held is only compared with its target.

Level: hint
Passes: `{target: 91, kind: hold}`
Fails: `{target: 91, kind: hold, baseline: 88}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.plan import IndicatorKind
from qtrack.model.problem import Level, Problem

NAME = "hold-sound"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each baseline of an indicator to hold."""
    for holder, at, indicator in context.indicators():
        if indicator.kind is IndicatorKind.HOLD and indicator.baseline is not None:
            message = msg("{id} is to be held; its baseline is not used", id=indicator.id)
            yield problem(NAME, message, holder.path, "indicators", at, "baseline", level=Level.HINT)
