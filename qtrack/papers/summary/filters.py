"""What the templates of a summary may put after a bar."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final

from qtrack.papers.summary.chapters import SummaryEntry
from qtrack.papers.summary.charts import bullet, burn_lines, grid, stacked_bars
from qtrack.papers.summary.pace_lists import PaceLists
from qtrack.ui.phrases.edits import seen_back_to
from qtrack.ui.phrases.light_changes import late_groups, named


def by_section(entries: Sequence[SummaryEntry]) -> list[tuple[str, list[SummaryEntry]]]:
    """Return entries in the order that they have, parted by the title of their section."""
    return [(title, list(found)) for title, found in groupby(entries, attrgetter("section"))]


def share(number: int, lists: PaceLists) -> Decimal:
    """Return how much of all tasks a number of them is, in percent."""
    return lists.proportion(number)


FILTERS: Final = {
    made.__name__: made
    for made in (
        bullet,
        burn_lines,
        by_section,
        grid,
        late_groups,
        named,
        seen_back_to,
        share,
        stacked_bars,
    )
}
