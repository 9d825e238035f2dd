"""Reading the summaries of a week, a month, a quarter or a year, as they are printed."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from tests.recompute.ledger import LIGHT_OF
from tests.recompute.plan import Plan

#: The sentence on what is done against what should be, and what its numbers are.
DONE: Final = {
    r"(\d+) of (\d+) deliverables were done; (\d+) were due by then, and at an even pace .* be (\d+)\.": (
        *("done", "total", "due", "even"),
    ),
    r"共 (\d+) 项成果，已完成 (\d+) 项；按完成时限应完成 (\d+) 项，按序时进度应完成 (\d+) 项。": (
        *("total", "done", "due", "even"),
    ),
}


def read_summary(text: str, plan: Plan) -> dict[str, Any]:
    """Read a summary in Markdown."""
    chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    tables = [list(_tables(chapter)) for chapter in chapters]
    overview = tables[1]
    return {
        "number": _number(chapters[0]),
        "lights": [[LIGHT_OF[row[0]], Fraction(row[1]), row[2]] for row in overview[0]],
        "change": [Fraction(row[3]) if len(row) > 3 else None for row in overview[0]],
        "sections": [[LIGHT_OF[row[1]], *map(Fraction, row[2:])] for row in overview[1]],
        "paces": _read_paces(chapters[1]),
        "done": _read_done(chapters[1]),
        "turned": {_id(row[0]): [LIGHT_OF.get(row[1]), LIGHT_OF.get(row[2])] for row in _first(overview[2:])},
        "indicators": {
            " ".join(re.findall(r"[ST]\d+|Indicator i-\d", row[0])): [row[4], row[5], _gap(row[6])]
            for row in _first(tables[2])
            if len(row) == 7
        },
        "finished": {f"{_id(row[0])} {row[1].strip('-')}": row[3].split()[0] for row in _first(tables[4])},
        "late": sorted(_id(row[0]) for row in _first(tables[5])),
        "due": sorted([_id(row[0]), row[2], row[4], row[5]] for row in _first(tables[7]) if len(row) == 6),
        "missing": {
            re.sub(r" *[(（].*[)）]", "", row[0]): " ".join(sorted(_tasks(row[1], plan)))
            for table in tables[8]
            for row in table
            if len(row) == 2
        },
    }


def day_of(text: str) -> date:
    """Read by which day a paper was made."""
    found = re.search(r"截至 (\d+)年(\d+)月(\d+)日", text)
    if found:
        return date(*map(int, found.groups()))
    found = re.search(r"as of (\d+ [A-Z][a-z]+ \d{4})", text)
    if not found:
        raise ValueError(text)
    return datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007 - a day, no moment


def _first(tables: list[list[list[str]]]) -> list[list[str]]:
    return tables[0] if tables else []


def _tasks(cell: str, plan: Plan) -> list[str]:
    every = "全部" in cell or "all" in cell
    return [task.id for task in plan.tasks] if every else re.findall(r"T\d+", cell)


def _number(head: str) -> Fraction | None:
    found = re.search(r"第 (\d+) 期|No\. (\d+)", head)
    return Fraction(found[1] or found[2]) if found else None


def _read_paces(chapter: str) -> dict[str, Fraction]:
    line = next(line for line in chapter.splitlines() if line.startswith(("按序时进度", "By their pace")))
    line = re.split(r"[:：]", line, maxsplit=1)[1]
    numbers = re.findall(r"(\d+) [^（(,，、]*[（(][\d.]+%", line)
    names = ("ahead", "on pace", "behind", "finished", "unknown", "dropped")
    return dict.fromkeys(names, Fraction(0)) | dict(zip(names, map(Fraction, numbers), strict=False))


def _read_done(chapter: str) -> dict[str, Fraction]:
    """Read the sentence on what is done against what should be; without anything to be done there is none."""
    for pattern, names in DONE.items():
        if found := re.search(pattern, chapter):
            return dict(zip(names, map(Fraction, found.groups()), strict=True))
    return dict.fromkeys(("total", "done", "due", "even"), Fraction(0))


def _tables(chapter: str) -> Iterator[list[list[str]]]:
    for block in re.findall(r"(?:^\|.*\n)+", chapter, flags=re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        yield rows[2:]


def _id(cell: str) -> str:
    found = re.match(r"\*\*(\S+)\*\*", cell)
    return found[1] if found else cell


def _gap(cell: str) -> str:
    return cell if re.fullmatch(r"[-+]?\d+(\.\d+)?", cell) else "-"
