"""The table as Markdown, in English and Chinese, and its place in the manual."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tests.benchmark.contest import Figure
from tests.benchmark.peers import CHINESE, PEERS
from tests.benchmark.plans import Size
from tests.benchmark.rows import ROWS, Row

COMMAND: Final = "python -m tests.benchmark --write"
#: The last section of the manual's page, which the benchmark writes whole.
HEADINGS: Final = {"en": "\n## The figures\n", "zh": "\n## 实测数据\n"}
_HEAD: Final = {"en": ("command", "goal"), "zh": ("命令", "目标")}
_SAID: Final = {
    "en": (
        "Measured on {day} with {python}, Typer {typer} and Rich {rich} on {machine}, by\n"
        "`{command}`: medians, with the quartiles in brackets, of {turns} turns.\n"
    ),
    "zh": (
        "{day} 在 {machine} 上用 {python}、Typer {typer} 和 Rich {rich} 测得，命令是 `{command}`；\n"
        "数字是 {turns} 轮的中位数，括号里是四分位数。\n"
    ),
}
Results = Mapping[Size, Mapping[str, Figure]]


def markdown(results: Results, language: str) -> str:
    """Return a line for each row, with figure and goal at each size."""
    word, goal = _HEAD[language]
    heads = [word, *(text for size in results for text in (size.name, goal))]
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)]]
    for row in _rows():
        found = [results[size].get(row.name) for size in results]
        if any(found):
            cells = [_cells(each, row, size) for each, size in zip(found, results, strict=True)]
            lines.append(
                [row.chinese if language == "zh" else row.name, *(text for pair in cells for text in pair)]
            )
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_manual(root: Path, results: Results, turns: Sequence[int], today: date) -> None:
    """Write the figures into the manual's page on speed in both languages."""
    for language, heading in HEADINGS.items():
        page = root / "qtrack/manual" / language / "speed.md"
        before, found, _ = page.read_text(encoding="utf-8").partition(heading)
        assert found, f"{page} has no place for the figures"
        said = _SAID[language].format(
            day=today,
            python=f"Python {platform.python_version()}",
            typer=version("typer"),
            rich=version("rich"),
            machine=_machine(language),
            command=COMMAND,
            turns="–".join(str(each) for each in sorted({min(turns), max(turns)})),
        )
        page.write_text(f"{before}{heading}\n{said}\n{markdown(results, language)}", encoding="utf-8")


def _rows() -> tuple[Row, ...]:
    return (*ROWS, *(Row(name, CHINESE[peer], (None, None, None)) for peer, name in PEERS.items()))


def _cells(found: Figure | None, row: Row, size: Size) -> tuple[str, str]:
    if found is None:
        return "", ""
    goal = row.goals["SML".index(size.name)]
    return f"{_shown(found.median)} ({_shown(found.low)}–{_shown(found.high)})", f"≤ {goal:g}" if goal else ""


def _shown(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"


def _machine(language: str) -> str:
    """Return the machine in plain words."""
    cores, system = os.cpu_count() or 1, platform.system()
    information = Path("/proc/cpuinfo")
    named = (
        information.read_text(encoding="utf-8").partition("model name\t: ")[2] if information.exists() else ""
    )
    processor = named.partition("\n")[0].strip() or platform.machine()
    if language == "zh":
        return f"{system} 虚拟机或电脑（{processor}，{cores} 核）"
    return f"a machine with {cores} cores of {processor} and {system}"
