"""Reading the summaries of a week, a month, a quarter or a year, as they are printed."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from tests.recompute.ledger import LIGHT_OF

#: The sentence on what is done against what should be, and what its numbers are.
DONE: Final = {
    r"(\d+) of (\d+) deliverables were done; (\d+) were due by then, and at an even pace .* be (\d+)\.": (
        *("done", "total", "due", "even"),
    ),
    r"(\d+)个事项已完成(\d+)个，按时限应完成(\d+)个，按序时进度应完成(\d+)个。": (
        *("total", "done", "due", "even"),
    ),
}


#: The words of each quarter, in both languages.
QUARTERS: Final = (("一季", "first"), ("二季", "second"), ("三季", "third"), ("四季", "fourth"))


def read_summary(text: str) -> dict[str, Any]:
    """Read a summary in Markdown."""
    front, *parts = re.split(r"^## (?:附件|Annex )(\d+)[：:]", text, flags=re.MULTILINE)
    annexes = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
    tables = {number: list(_tables(body)) for number, body in annexes.items()}
    counts = _first([table for table in _tables(front) if table and table[0][0] in LIGHT_OF])
    year = day_of(text).year
    return {
        "number": _number(front),
        "lights": [[LIGHT_OF[row[0]], Fraction(row[1]), row[2]] for row in counts],
        "change": [Fraction(row[3]) if len(row) > 3 else None for row in counts],
        "sections": [[LIGHT_OF[row[1]], *map(Fraction, row[2:])] for row in tables[1][0]],
        "paces": _read_paces(front),
        "done": _read_done(annexes[1]),
        "turned": {_id(row[0]): [LIGHT_OF.get(row[1]), LIGHT_OF.get(row[2])] for row in _first(tables[4])},
        "indicators": {
            " ".join(re.findall(r"T\d+|Indicator i-\d", f"{row[1]} {row[0]}")): [row[5], row[6], _gap(row[7])]
            for row in _first(tables[5])
        },
        "finished": {f"{_id(row[0])} {_period(row[1])}": _date(row[3], year) for row in _first(tables[8])},
        "late": sorted(_id(row[0]) for row in _first(tables[3])),
        "due": sorted(
            [_id(row[0]), _period(row[2]) or "-", _date(row[4], year), row[5]] for row in _first(tables[10])
        ),
        "missing": {
            re.sub(r" *[(（].*[)）]", "", row[0]): " ".join(sorted(set(re.findall(r"T\d+", row[1]))))
            for row in _first(tables[11])
        },
    }


def day_of(text: str) -> date:
    """Read by which day a paper was made."""
    found = re.search(r"^数据截至(\d+)年(\d+)月(\d+)日", text, re.MULTILINE)
    if found:
        return date(*map(int, found.groups()))
    found = re.search(r"^Facts up to (\d+ [A-Z][a-z]+ \d{4})", text, re.MULTILINE)
    if not found:
        raise ValueError(text)
    return datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007 - a day, no moment


def _date(text: str, year: int) -> str:
    """Read a day, which has no year where that is the paper's."""
    found = re.match(r"(?:(\d+)年)?(\d+)月(\d+)日", text)
    if found:
        return date(int(found[1] or year), int(found[2]), int(found[3])).isoformat()
    found = re.match(r"(\d+ [A-Z][a-z]+)(?: (\d{4}))?", text)
    if not found:
        raise ValueError(text)
    return datetime.strptime(f"{found[1]} {found[2] or year}", "%d %B %Y").date().isoformat()  # noqa: DTZ007


def _period(text: str) -> str:
    """Read a year, a quarter or a month as a paper names it."""
    year = re.search(r"\d{4}", text)
    if year is None:
        return ""
    for number, names in enumerate((("上半年", "first half"), ("下半年", "second half")), 1):
        if any(name in text for name in names):
            return f"{year[0]}H{number}"
    for number, names in enumerate(
        (("一季", "first"), ("二季", "second"), ("三季", "third"), ("四季", "fourth")), 1
    ):
        if any(name in text for name in names):
            return f"{year[0]}Q{number}"
    month = re.search(r"(\d+)月|^(\d+)/", text)
    return f"{year[0]}-{int(month[1] or month[2]):02}" if month else year[0]


def _first(tables: list[list[list[str]]]) -> list[list[str]]:
    return tables[0] if tables else []


def _number(head: str) -> Fraction | None:
    found = re.search(r"第(\d+)期|No\. (\d+)", head)
    return Fraction(found[1] or found[2]) if found else None


#: The words for each way of standing to the pace, with their numbers; what is none is left out.
PACES: Final = {
    "ahead": r"超前(\d+)项|(\d+) ahead of pace",
    "on pace": r"基本持平(\d+)项|(\d+) on pace",
    "behind": r"滞后(\d+)项|(\d+) behind pace",
    "finished": r"已完成(\d+)项|(\d+) finished",
    "unknown": r"尚未报送进度(\d+)项|(\d+) without reported",
}


def _read_paces(front: str) -> dict[str, Fraction]:
    lines = front.splitlines()
    line = next((line for line in lines if line.startswith(("按序时进度", "By their pace"))), "")
    dropped = re.search(r"含已取消(\d+)项|(\d+) of them dropped", front)
    replaced = re.search(r"含被新文件替代(\d+)项|(\d+) of them replaced", front)
    found = {name: re.search(pattern, line) for name, pattern in PACES.items()}
    found |= {"dropped": dropped, "replaced": replaced}
    return {name: Fraction((told[1] or told[2]) if told else 0) for name, told in found.items()}


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
    """Return the id that the titles of random plans hold; an indicator has none among tasks."""
    found = re.match(r"(?:Task|Deliverable) ([ST]\d+(?:\.\d+)?)|Section (\d+)", cell)
    if found is None:
        return "indicator" if cell.startswith("Indicator") else cell
    return found[1] or f"S{found[2]}"


def _gap(cell: str) -> str:
    return cell if re.fullmatch(r"[-+]?\d+(\.\d+)?", cell) else "-"
