"""What the ledger is to say."""

import csv
import io
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from tests.recompute.compare import Whole as Every
from tests.recompute.pages import Pages, Shown
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
                "progress": percent(one.progress),
                "pace": percent(one.at.pace),
                "gap": signed(one.gap),
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


def percent(figure: Figure) -> str:
    """Print a percentage as papers do."""
    return "" if figure is None else f"{_plain(figure)}%"


def signed(figure: Figure) -> str:
    """Print a gap as papers do."""
    if figure is None:
        return ""
    return f"+{_plain(figure)}" if figure > 0 else _plain(figure)


def _plain(figure: Fraction) -> str:
    return f"{float(figure):.1f}"
