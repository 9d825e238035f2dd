"""indicator-sound: an indicator can be measured.

A share cannot go beyond 100 %, and there must be a way from the baseline to the target.

Passes: `{target: 95, unit: '%', kind: reach}`
Fails: `{target: 950, unit: '%', kind: reach}`
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.ids import INDICATOR_ID
from qtrack.model.plan import IndicatorKind
from qtrack.model.problem import Problem

NAME = "indicator-sound"
_WHOLE = 100


def check(ground: Ground) -> Iterator[Problem]:
    """Yield indicators with an impossible target, baseline or id."""
    for holder in ground.holders:
        for at, each in enumerate(holder.indicators):
            keys = ("indicators", at)
            if not INDICATOR_ID.fullmatch(each.id):
                message = msg(
                    "“{id}” is not an id of an indicator; write small letters, digits and -", id=each.id
                )
                yield problem(NAME, message, holder.path, *keys, "id")
            if each.unit in {"%", "％"} and each.target > _WHOLE:
                yield problem(
                    NAME,
                    msg("the target {target}% is beyond 100%", target=each.target),
                    holder.path,
                    *keys,
                    "target",
                )
            if each.target <= 0:
                message = msg("the target must be more than 0, it is {target}", target=each.target)
                yield problem(NAME, message, holder.path, *keys, "target")
            if (
                each.kind is IndicatorKind.REACH
                and each.baseline is not None
                and each.baseline >= each.target
            ):
                message = msg(
                    "the baseline {baseline} is not below the target {target}",
                    baseline=each.baseline,
                    target=each.target,
                )
                yield problem(NAME, message, holder.path, *keys, "baseline")
