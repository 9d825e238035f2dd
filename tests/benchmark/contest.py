"""Commands that take turns, so that whatever else the machine does falls on all alike."""

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


def take_turns(runs: Mapping[str, Run], turns: int) -> dict[str, list[float]]:
    """Run all in so many turns, each in an order of its own, after one for warmth; return the seconds."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    order = list(runs)
    for run in runs.values():
        run()
    for turn in range(turns):
        random.Random(turn).shuffle(order)  # noqa: S311 - no secret
        for name in order:
            taken[name].append(runs[name]())
    return taken


def figure(values: Sequence[float]) -> Figure:
    """Sum up what was measured."""
    low, median, high = (
        statistics.quantiles(values, n=4, method="inclusive") if values[1:] else (values[0],) * 3
    )
    return Figure(median, low, high)


def ratios(taken: Mapping[str, Sequence[float]], floor: str) -> dict[str, Figure]:
    """Return the processor time of each as a multiple of the median of one of them."""
    measure = statistics.median(taken[floor])
    return {name: figure([seconds / measure for seconds in each]) for name, each in taken.items()}


def exponent(times: Mapping[int, float]) -> float:
    """Return how time grows with size, 1 evenly, 2 by the square: the slope through the logarithms."""
    points = {math.log(size): math.log(seconds) for size, seconds in times.items()}
    return statistics.linear_regression(list(points), list(points.values())).slope
