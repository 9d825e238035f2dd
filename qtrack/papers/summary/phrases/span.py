"""What a month or a longer period achieved, in sentences."""

from collections.abc import Sequence
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.period import PeriodKind
from qtrack.papers.engine.office import points
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.phrases.chapter import Chapter, chapter, rest_of, see_there
from qtrack.papers.summary.phrases.matter import THIS, Text, amount, gain_matter
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.projection import Point
from qtrack.ui.values import gap

#: What the period before is called.
BEFORE: Final = {
    PeriodKind.WEEK: msg("the week before"),
    PeriodKind.MONTH: msg("the month before"),
    PeriodKind.QUARTER: msg("the quarter before"),
    PeriodKind.HALF_YEAR: msg("the half-year before"),
    PeriodKind.YEAR: msg("the year before"),
}


def values_told(values: Sequence[Point], unit: str) -> Message:
    """Tell from what to what the values of an indicator went."""
    first, last = values[0], values[-1]
    return msg(
        "reported {n} times: from {first} ({start}) to {last} ({end})",
        n=len(values),
        first=amount(first.value, unit),
        start=first.date,
        last=amount(last.value, unit),
        end=last.date,
    )


def achieved(page: Issue) -> Chapter | None:
    """Tell what a month, a quarter or a year achieved against the plan."""
    span = page.span
    if span is None:
        return None
    this = THIS[page.kind]
    count = nmsg("{n} deliverable", "{n} deliverables", span.done)
    values = {"this": this, "done": count, "due": span.due}
    if not span.done:
        done = msg("No deliverable was finished {this}; {due} fell due.", **values)
    elif span.done_before is None:
        done = msg("{done} were finished {this}; {due} fell due.", **values)
    else:
        before = {"before": BEFORE[page.kind], "number": span.done_before}
        done = msg("{done} were finished {this} ({before}: {number}); {due} fell due.", **values, **before)
    moved = [gain_matter(gain, page) for gain in page.front.gains]
    rest = rest_of("gains", "indicators", page)
    same = [
        nmsg(
            "{n} indicator did not change{see}.",
            "{n} indicators did not change{see}.",
            span.same,
            see=see_there("indicators", page),
        )
    ]
    return chapter(
        "achieved",
        msg("Achieved {this}", this=this),
        moved,
        opening=[done],
        closing=[*([msg("{rest}.", rest=rest)] if rest else ()), *(same if span.same else ())],
    )


def target_gap(own: IndicatorStanding) -> Text:
    """Say how far an indicator is ahead or behind in points, or what stands in the place of that."""
    return points(own.gap) if own.gap is not None else gap(own)
