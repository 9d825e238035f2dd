"""Commands that take turns with a floor, so that whatever else the machine does falls on all alike."""

import math
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Run = Callable[[], float]


class Figure(NamedTuple):
    """A median and the quartiles around it."""

    median: float
    low: float
    high: float


def multiples(runs: Mapping[str, Run], floor: Run, turns: int) -> dict[str, Figure]:
    """Run all in so many turns, each in an order of its own, after one for warmth; compare each with a floor.

    The floor runs between any two, and each is a multiple of the two runs of it beside: a machine that others
    use as well has one speed for seconds only. Like each command it runs behind a floor, since what a large
    command leaves behind slows down whatever comes next.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    order = list(runs)
    for run in (*runs.values(), floor):
        run()

    def warm() -> float:
        floor()
        return floor()

    before = warm()
    for turn in range(turns):
        random.Random(turn).shuffle(order)  # noqa: S311 - no secret
        for name in order:
            seconds, after = runs[name](), warm()
            taken[name].append(2 * seconds / (before + after))
            before = after
    return {name: figure(each) for name, each in taken.items()}


def figure(values: Sequence[float]) -> Figure:
    """Sum up what was measured."""
    low, median, high = (
        statistics.quantiles(values, n=4, method="inclusive") if values[1:] else (values[0],) * 3
    )
    return Figure(median, low, high)


def exponent(times: Mapping[int, float]) -> float:
    """Return how time grows with size, 1 evenly, 2 by the square: the slope through the logarithms."""
    points = {math.log(size): math.log(seconds) for size, seconds in times.items()}
    return statistics.linear_regression(list(points), list(points.values())).slope
