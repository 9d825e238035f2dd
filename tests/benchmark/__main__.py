"""Measure the processor time of commands, as multiples of one floor.

`python -m tests.benchmark` runs the whole table on a plan of 32 tasks and 500 entries (S) and on one of 1,000
and 10,000 (M), with --large also 10,000 and 100,000 (L); four commands at sizes between; the commands that
read a history against git's own log; and other programs on the same data, where they are installed. All take
turns, so that whatever else the machine does falls on all alike. With --write the table goes into the
manual and the picture of time against size beside the README's others; else they are printed.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from tests.benchmark.contest import Figure, exponent, figure, multiples
from tests.benchmark.peers import missing, peer_runs
from tests.benchmark.picture import Curves, svg
from tests.benchmark.plans import TASK, L, M, S, Size
from tests.benchmark.process import ROOT
from tests.benchmark.rows import MEMORY, STATUS, Ground, runs_on
from tests.benchmark.table import markdown, write_manual

PICTURE: Final = ".github/pictures/speed.svg"
_TURNS: Final = {S: 15, M: 9, L: 3}
_CURVE_TURNS: Final = 3
_CURVE: Final = tuple(Size(f"{tasks}", tasks, 10 * tasks) for tasks in (250, 500, 1_000, 3_000, 10_000))
_DRAWN: Final = {
    "status": STATUS,
    "validate": "`validate`, nothing wrong",
    "show": f"`show {TASK}`",
    "record": f"`record {TASK}`",
}


def measure_size(size: Size, turns: int, today: date) -> dict[str, Figure]:
    """Return the figure of each row at one size, the peers' among them."""
    with tempfile.TemporaryDirectory() as name:
        ground = Ground(Path(name) / size.name, size, today)
        ground.settle(ground.plan)
        runs = runs_on(ground) | peer_runs(ground.plan, Path(name) / "peers")
        found = multiples(runs, ground.floor, turns)
        ground.run("status")  # whose page may have been given up for others
        return found | {MEMORY: figure([ground.memory() for _ in range(turns)])}


def measure_curves(sizes: tuple[Size, ...], turns: int, today: date) -> Curves:
    """Return how long four commands take at each size, as multiples of the floor, and the exponents."""
    found: dict[str, dict[int, float]] = {name: {} for name in _DRAWN}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ground = Ground(Path(folder), size, today)
            ground.settle(ground.plan)
            runs = runs_on(ground)
            taken = multiples({row: runs[row] for row in _DRAWN.values()}, ground.floor, turns)
            for name, row in _DRAWN.items():
                found[name][size.tasks] = taken[row].median
    return {name: (times, exponent(times)) for name, times in found.items()}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--large", action="store_true", help="10,000 tasks and 100,000 entries as well")
    parser.add_argument(
        "--quick", action="store_true", help="one turn of each at the smallest sizes, as a trial"
    )
    parser.add_argument(
        "--write",
        nargs="?",
        type=Path,
        const=ROOT,
        metavar="FOLDER",
        help="write into this checkout, or another",
    )
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    """Print at once: what follows takes minutes."""
    sys.stdout.write(text)
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Measure and tell, and write where that is asked for."""
    options, today = _options(arguments), date.today()  # noqa: DTZ011 - the day of whoever measures
    for name in missing():
        _say(f"{name} is not installed here and left out\n")
    sizes = (S,) if options.quick else (S, M, L) if options.large else (S, M)
    turns = {size: 1 if options.quick else _TURNS[size] for size in sizes}
    results = {size: measure_size(size, turns[size], today) for size in sizes}
    _say(f"processor time as a multiple of the floor, median (quartiles)\n\n{markdown(results, 'en')}\n")
    curves = measure_curves(
        (Size("32", 32, 320), Size("64", 64, 640)) if options.quick else _CURVE,
        1 if options.quick else _CURVE_TURNS,
        today,
    )
    for name, (times, power) in curves.items():
        told = ", ".join(f"{value:.2f} at {tasks:,}" for tasks, value in times.items())
        _say(f"{name}: {told} tasks; exponent {power:.2f}\n")
    from tests.benchmark.history import compare_with_git  # noqa: PLC0415 - a child has its parent's peak memory

    _say(compare_with_git(20, 20, 1) if options.quick else compare_with_git(1_000, 300, 3))
    if options.write is None:
        _say(svg(curves))
    else:
        write_manual(options.write, results, list(turns.values()), today)
        (options.write / PICTURE).write_text(svg(curves), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
