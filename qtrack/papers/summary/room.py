"""What finds room on the first two sheets, or on the one: each list its first, then the rest by weight."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from qtrack.locale.message import Message
from qtrack.papers.engine.office import OfficeTranslator
from qtrack.papers.summary.front import Front
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.phrases.front import chapters, compared, moved
from qtrack.papers.summary.phrases.matter import in_a_row
from qtrack.ui.line import width_of


class Sheets(NamedTuple):
    """What first pages hold: lines of chapters beside their head and foot, and columns in a line.

    No word may be parted, and no stop stand first in a line, so that a line holds fewer than it has.
    `heading` is how many lines one takes.
    """

    lines: float
    columns: int
    heading: float


#: By language, and whether it is the one page.
SHEETS: Final = {
    ("zh", False): Sheets(29, 54, 1),
    ("en", False): Sheets(50, 68, 1.5),
    ("zh", True): Sheets(15, 54, 1),
    ("en", True): Sheets(25, 68, 1.5),
}
#: The indent of a paragraph and the number of a matter take so many columns.
_INDENT: Final = 4
_NUMBER: Final = 3
#: So many columns are a line of the title, so many of who sends the one page, and of the basis at the foot.
_TITLE: Final = 36
_SENDER: Final = 30
_BASIS: Final = 45

#: How many of a list each turn tells: first something of every weighty one, all red tasks by name at least,
#: then one list after the other.
_ALL: Final = 1_000_000
TURNS: Final = (
    *(("red", 1), ("stuck", 1), ("gains", 1), ("red_named", 8), ("due", 1), ("gains", 2), ("worse", 1)),
    *(("units", 2), ("red", 1), ("waiting", 1), ("red", _ALL), ("red_named", _ALL), ("stuck", _ALL)),
    *(("due", _ALL), ("gains", _ALL), ("worse", _ALL), ("waiting", _ALL), ("units", _ALL)),
    *(("newly_late", _ALL), ("finished", _ALL), ("silent", _ALL), ("better", _ALL), ("other", _ALL)),
)
#: What the one page counts only.
_COUNTED: Final = frozenset({"waiting", "better", "other", "silent", "gains"})


def filled(issue: Issue, measure: "Measure") -> Front:
    """Choose what the sheets hold of all that is worth telling; the rest is counted.

    A matter too long for what is left ends its turn, and no other.
    """
    rows = {name: getattr(issue.matters, name) for name, _ in TURNS}
    kept = dict.fromkeys(rows, 0)
    for name, number in TURNS:
        if issue.brief and name in _COUNTED:
            continue
        told = max(kept[name], kept["red"] if name == "red_named" else 0)
        for count in range(told + 1, min(told + number, len(rows[name])) + 1):
            more = kept | {name: count}
            if measure.of(_front(rows, more)) > measure.room:
                break
            kept = more
    return _front(rows, kept)


def _front(rows: dict[str, tuple[object, ...]], kept: dict[str, int]) -> Front:
    """Return so many of each list; those that are only named count on from those that are told."""
    told = {name: found[: kept[name]] for name, found in rows.items()}
    told["red_named"] = told["red_named"][kept["red"] :]
    rest = {name: len(rows[name]) - len(told[name]) for name in rows if name != "red_named"}
    rest["red"] -= len(told["red_named"])
    return Front(**told, rest={name: left for name, left in rest.items() if left})  # type: ignore[arg-type]


class Measure:
    """Counts the lines of what an issue says, in the words and the language that are printed.

    `room` are those that there are beside its head.
    """

    def __init__(self, issue: Issue, language: str) -> None:
        head = issue.head
        self.issue, self.sheets = issue, SHEETS[language, issue.brief]
        self.translator = OfficeTranslator(language, head.as_of.year, head.titles, head.longest)
        taken = 1.2 * (width_of(head.plan) // _TITLE)
        if issue.brief:
            taken += width_of(head.issuer + head.office) // _SENDER
        elif not issue.annexes:  # so that the foot stands on the second page
            taken += width_of(head.title) // _BASIS
        limits = [limit for limit in (head.section, head.unit) if limit]
        self.room = self.sheets.lines - taken - self._lines(head.notes) - len(limits)

    def of(self, front: Front) -> float:
        """Return how many lines the chapters take with so much in them."""
        page = msgspec.structs.replace(self.issue, front=front)
        told = chapters(page, [compared(page)])
        first = [in_a_row([compared(page), *moved(page)])] if page.brief else []
        return self._lines(first) + sum(
            self.sheets.heading * self._lines([chapter.title])
            + self._lines([*chapter.opening, *chapter.closing])
            + self._lines(chapter.matters, _NUMBER)
            for chapter in told
        )

    def _lines(self, paragraphs: Iterable[Message], more: int = 0) -> int:
        """Return how many lines some paragraphs take that begin with so many columns `more`."""
        wide = (width_of(self.translator.say(told)) + _INDENT + more for told in paragraphs)
        return sum(-(-columns // self.sheets.columns) for columns in wide)
