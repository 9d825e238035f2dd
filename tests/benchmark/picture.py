"""Time against size as a small SVG with two logarithmic axes."""

import math
from collections.abc import Mapping
from html import escape
from typing import Final

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 470, 20, 310
_COLOURS: Final = ("#c0392b", "#2471a3", "#7d3c98", "#1e8449")
_TICKS: Final = (0.5, 1, 2, 5, 10, 20, 50, 100)

_OPENING: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
    'aria-labelledby="title desc" font-family="sans-serif" font-size="12">'
)
#: The ratio to the floor at each number of tasks, and the exponent, by the name of a command.
Curves = Mapping[str, tuple[Mapping[int, float], float]]


def svg(curves: Curves) -> str:
    """Draw a line for each command; the floor is 1."""
    sizes = sorted({size for times, _ in curves.values() for size in times})
    values = [value for times, _ in curves.values() for value in times.values()]
    ticks = [tick for tick in _TICKS if min(values) / 2.5 < tick < max(values) * 2.5]
    told = "; ".join(
        f"{name}: {_told(times)}, exponent {power:.2f}" for name, (times, power) in curves.items()
    )
    lines = [
        _OPENING,
        f'<title id="title">Processor time of commands from {sizes[0]:,} to {sizes[-1]:,} tasks</title>',
        f'<desc id="desc">Multiples of the floor. {escape(told)}.</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *(_tick_of_time(tick, _height(tick, ticks)) for tick in ticks),
        *(_tick_of_size(size, _across(size, sizes)) for size in sizes),
        _text((_LEFT + _RIGHT) / 2, _BOTTOM + 40, "tasks, with ten entries each", "middle"),
        _text(_LEFT - 45, _TOP - 16, "× floor"),
    ]
    labels = _apart([_height(list(times.values())[-1], ticks) for times, _ in curves.values()])
    for (name, (times, power)), colour, label in zip(curves.items(), _COLOURS, labels, strict=False):
        points = [(_across(size, sizes), _height(value, ticks)) for size, value in sorted(times.items())]
        lines += [
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
            + " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            + '"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points),
            _text(_RIGHT + 12, label + 4, f"{name}, exponent {power:.2f}", fill=colour),
        ]
    return "\n".join([*lines, "</svg>\n"])


def _told(times: Mapping[int, float]) -> str:
    return f"{times[min(times)]:.2f} at {min(times):,} tasks, {times[max(times)]:.2f} at {max(times):,}"


def _across(size: int, sizes: list[int]) -> float:
    return _LEFT + (_RIGHT - _LEFT) * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])


def _height(value: float, ticks: list[float]) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * math.log(value / ticks[0]) / math.log(ticks[-1] / ticks[0])


def _apart(heights: list[float], least: float = 16) -> list[float]:
    """Move labels down until none stands on another."""
    moved: dict[int, float] = {}
    below = -math.inf
    for at in sorted(range(len(heights)), key=heights.__getitem__):
        below = moved[at] = max(heights[at], below + least)
    return [moved[at] for at in range(len(heights))]


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'


def _tick_of_time(tick: float, y: float) -> str:
    dashed = ' stroke-dasharray="6 4" stroke-width="1.5"' if tick == 1 else ""
    line = f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="{"#888" if tick == 1 else "#ddd"}"{dashed}/>'
    return line + _text(_LEFT - 8, y + 4, f"{tick:g}", "end")


def _tick_of_size(size: int, x: float) -> str:
    line = f'<path d="M{x:.1f} {_TOP}V{_BOTTOM}" stroke="#eee"/>'
    return line + _text(x, _BOTTOM + 18, f"{size:,}", "middle")
