"""What papers are to say: the ledger, and the tables of the weekly and monthly ones that rules determine."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from tests.recompute.compare import Whole as Every
from tests.recompute.days import rounded
from tests.recompute.lights import rank
from tests.recompute.pages import LIGHTS, Pages, Shown
from tests.recompute.parts import Part
from tests.recompute.standing import Figure

LIGHT_OF: Final = {
    "红": "red",
    "黄": "yellow",
    "绿": "green",
    "蓝": "blue",
    "未评": "none",
    "red": "red",
    "yellow": "yellow",
    "green": "green",
    "blue": "blue",
    "unrated": "none",
}
PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)%$")


def of_ledger(pages: Pages) -> Shown:
    """Give each row of the ledger."""
    return Every(
        {
            name: {
                "light": one.light,
                "progress": _percent(one.progress),
                "pace": _percent(one.at.pace),
                "gap": _signed(one.gap),
            }
            for name, one in pages.lit.items()
            if one.at.whole.is_task or one.at.parts
        }
    )


def read_ledger(text: str) -> dict[str, Any]:
    """Read the ledger's CSV."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    return {row[1]: _ledger_row(row) for row in rows}


def _ledger_row(row: Sequence[str]) -> dict[str, Any]:
    first = row[9].partition("\n")[0]
    return {
        "light": LIGHT_OF[row[12]],
        "progress": first if PERCENT.fullmatch(first) else "",
        "pace": row[10],
        "gap": row[11],
    }


def of_summary(pages: Pages, until: date | None) -> Shown:
    """Give the tables of a summary: lights, sections, indicators, what falls due, who is missing."""
    lights = sorted(LIGHTS, key=lambda light: rank(pages.plan, light))
    board = pages.status()
    total = len(pages.tasks)
    sections = board["sections"]
    rows = [row for found in pages.rows.values() for row in found]
    due = [row for row in rows if until and pages.day <= row.due <= until]
    return {
        "lights": [
            [light, board["counts"][light], _percent(_share(board["counts"][light], total))]
            for light in lights
        ],
        "sections": [
            [sections[name]["light"], *(sections[name]["counts"][light] for light in lights)]
            for name in pages.plan.sections
        ],
        "indicators": Every(
            {
                f"{name} {part.about.fields['name']}": _indicator(part)
                for name, one in pages.lit.items()
                for part in one.at.indicators
            }
        ),
        "due": sorted(
            [row.id, row.period or "-", row.due.isoformat(), str((row.due - pages.day).days)] for row in due
        ),
        "missing": Every(_missing(pages)),
    }


def _missing(pages: Pages) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for task, units in pages.missing.items():
        for unit in units:
            names = pages.plan.name(unit)
            found.setdefault(names.get("short") or names["name"], []).append(task)
    return {name: " ".join(sorted(tasks)) for name, tasks in found.items()}


def _indicator(part: Part) -> list[Any]:
    share = None if part.share is None else rounded(part.share)
    pace = None if part.pace is None else rounded(part.pace)
    gap = None if share is None or pace is None else share - pace
    return [_percent(share) or "-", _percent(pace) or "-", _signed(gap) or "-"]


def read_summary(text: str) -> dict[str, Any]:
    """Read the tables of a weekly or monthly paper in Markdown."""
    chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    tables = [list(_tables(chapter)) for chapter in chapters]
    overview, indicators, due, missing = tables[1], tables[2], tables[7], tables[8]
    return {
        "lights": [[LIGHT_OF[row[0]], Fraction(row[1]), row[2]] for row in overview[0]],
        "sections": [[LIGHT_OF[row[1]], *map(Fraction, row[2:])] for row in overview[1]],
        "indicators": {
            " ".join(re.findall(r"[ST]\d+|Indicator i-\d", row[0])): [row[4], row[5], _gap(row[6])]
            for row in (indicators[0] if indicators else [])
            if len(row) == 7
        },
        "due": sorted(
            [_id(row[0]), row[1], row[3], row[4]] for row in (due[0] if due else []) if len(row) == 5
        ),
        "missing": {
            row[0]: " ".join(sorted(re.findall(r"T\d+", row[1])))
            for table in missing
            for row in table
            if len(row) == 2
        },
    }


def day_of_due(text: str) -> date | None:
    """Read until when chapter seven lists what falls due."""
    chapter = re.split(r"^## ", text, flags=re.MULTILINE)[7]
    found = re.search(r"至(\d+)年(\d+)月(\d+)日", chapter)
    if found:
        return date(*map(int, found.groups()))
    found = re.search(r"\d+ [A-Z][a-z]+ \d{4}", chapter)
    return datetime.strptime(found[0], "%d %B %Y").date() if found else None  # noqa: DTZ007 - a day, no moment


def _tables(chapter: str) -> Iterator[list[list[str]]]:
    for block in re.findall(r"(?:^\|.*\n)+", chapter, flags=re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        yield rows[2:]


def _id(cell: str) -> str:
    found = re.match(r"\*\*(\S+)\*\*", cell)
    return found[1] if found else cell


def _gap(cell: str) -> str:
    return cell if re.fullmatch(r"[-+]?\d+(\.\d+)?", cell) else "-"


def _share(count: int, total: int) -> Figure:
    return rounded(Fraction(100 * count, total)) if total else Fraction(0)


def _percent(figure: Figure) -> str:
    return "" if figure is None else f"{_plain(figure)}%"


def _signed(figure: Figure) -> str:
    if figure is None:
        return ""
    return f"+{_plain(figure)}" if figure > 0 else _plain(figure)


def _plain(figure: Fraction) -> str:
    return f"{float(figure):.1f}".removesuffix(".0")
