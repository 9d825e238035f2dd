"""How work grows: lines of Python that run, which are the same on every machine at any load."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python run while some work is done."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:  # noqa: ANN401 - as sys has it
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times as much work twice the size takes: 2 where it grows evenly, 4 for a square.

    `work` makes what is to be measured, which costs nothing.
    """
    work(1)()  # what is remembered for good
    return steps(work(2 * size)) / steps(work(size))
