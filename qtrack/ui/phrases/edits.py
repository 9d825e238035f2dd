"""The sentences about an edit of the plan, for every form it is printed in."""

from collections.abc import Sequence

from qtrack.locale.message import Message, msg, nmsg
from qtrack.records.edits import Edge, EditLine, Edits, SideProblem
from qtrack.records.effect import Effect


def summary(page: Edits) -> Message:
    """Say in one sentence what is compared and how much changed."""
    if not page.lines and page.problems:
        return msg(
            "From {old} to {new}: no change in meaning in what can be read.", old=page.old, new=page.new
        )
    if not page.lines:
        return msg("From {old} to {new}: no change in meaning.", old=page.old, new=page.new)
    changes = nmsg("{n} change", "{n} changes", len(page.lines))
    parts = []
    if page.tampering:
        parts.append(nmsg("{n} tampering", "{n} tampering", page.tampering))
    if page.loosening:
        parts.append(nmsg("{n} loosening", "{n} loosening", page.loosening))
    if parts:
        changes = msg("{changes}, of them {parts}", changes=changes, parts=tuple(parts))
    return msg("From {old} to {new}: {changes}.", old=page.old, new=page.new, changes=changes)


def unreadable(problems: Sequence[SideProblem]) -> Message:
    """Say that the side that has these problems is not whole."""
    return nmsg(
        "{n} problem keeps parts of {side} from being compared:",
        "{n} problems keep parts of {side} from being compared:",
        sum(problem.times for problem in problems),
        side=problems[0].side,
    )


def turning(effect: Effect) -> Message:
    """Say how many lights turn."""
    if effect.turns is None:
        return msg("The lights cannot be told: a side cannot be read whole.")
    if not effect.turns:
        return msg("As of {date}, no light turns.", date=effect.as_of)
    count = len(effect.turns)
    if all(turn.before and turn.after for turn in effect.turns):
        return nmsg(
            "As of {date}, {n} light turns:", "As of {date}, {n} lights turn:", count, date=effect.as_of
        )
    return nmsg(
        "As of {date}, {n} light turns, comes or goes:",
        "As of {date}, {n} lights turn, come or go:",
        count,
        date=effect.as_of,
    )


def line_style(line: EditLine) -> str:
    """Return the colour of a change."""
    return "red" if line.tampers else "yellow" if line.loosens else ""


def seen_back_to(edges: tuple[Edge, ...]) -> Message:
    """Say how far a shallow clone sees."""
    edge = max(edges, key=lambda known: known.date)
    return msg(
        "This is a shallow clone: it was seen back to {date} ({commit}), and not what came before. "
        "“git fetch --unshallow” brings the rest.",
        date=edge.date,
        commit=edge.commit,
    )
