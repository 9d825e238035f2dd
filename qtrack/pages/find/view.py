"""Where a text stands: in titles, names of indicators and entries."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.selection.filters import Filters, narrowed
from qtrack.standing.assess import PlanStanding, Standing


class FoundIn(StrEnum):
    """Where a text was found."""

    TITLE = "title"  # of a task or section
    DELIVERABLE = "deliverable"
    INDICATOR = "indicator"
    SUMMARY = "summary"
    PROBLEMS = "problems"
    NEXT = "next"


class Span(msgspec.Struct, frozen=True):
    """The signs of a line from `start` to before `end`."""

    start: int
    end: int


class Hit(msgspec.Struct, frozen=True):
    """A line with the text in it, and where; `date`, `unit_name` and `entry` where an entry says it."""

    about: str
    kind: FoundIn
    line: str
    spans: tuple[Span, ...]
    holder_title: str
    date: date | None
    unit_name: str
    entry: str


class Found(Page, frozen=True):
    """Every line with the text in it, in the order of the plan; entries newest first."""

    text: str
    hits: tuple[Hit, ...]
    notes: tuple[Message, ...]


def find(standing: PlanStanding, text: str, filters: Filters) -> Found:
    """Search what the filters keep, entries as far as they count; width, case and spaces do not matter."""
    left = narrowed(standing, filters).everything
    hits = tuple(hit for held in left for hit in _hits(standing.plan, held, text))
    nothing = None if hits else msg("“{text}” stands nowhere.", text=text)
    return Found(*dated(standing), text, hits, list_notes(standing, filters, nothing, tasks_only=False))


class _Signs(dict[int, str]):
    """What is compared of each sign, by its number; of `uneven` ones that is not one sign, as of a space."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, number: int) -> str:
        parts = "".join(unicodedata.normalize("NFKC", chr(number)).casefold().split())
        if len(parts) != 1:
            self.uneven.add(chr(number))
        return self.setdefault(number, parts)


_SIGNS: Final = _Signs()


def spans_of(text: str, line: str) -> tuple[Span, ...]:
    """Return where a text stands in a line; spaces within either are passed over."""
    wanted, within = text.translate(_SIGNS), line.translate(_SIGNS)
    at = within.find(wanted) if wanted else -1
    if at < 0:
        return ()
    places: Sequence[int] = range(len(line))
    if not _SIGNS.uneven.isdisjoint(line):
        places = [place for place, sign in enumerate(line) for _ in _SIGNS[ord(sign)]]
    found: list[Span] = []
    while at >= 0:
        span = Span(places[at], places[at + len(wanted) - 1] + 1)
        if span not in found[-1:]:  # one sign may stand for several, as those of units do
            found.append(span)
        at = within.find(wanted, at + len(wanted))
    return tuple(found)


def _hits(plan: Plan, standing: Standing, text: str) -> Iterator[Hit]:
    holder = standing.holder
    lines = [(holder.id, FoundIn.TITLE, holder.title)]
    lines += [(own.id, FoundIn.DELIVERABLE, own.title) for own in holder.deliverables]
    lines += [(holder.id, FoundIn.INDICATOR, own.name) for own in holder.indicators]
    for about, kind, line in lines:
        if spans := spans_of(text, line):
            yield Hit(about, kind, line, spans, holder.title, None, "", "")
    for entry in reversed(standing.entries):
        for kind, line in _said(entry):
            if spans := spans_of(text, line):
                unit = plan.register.short(entry.unit)
                yield Hit(entry.about, kind, line, spans, holder.title, entry.date, unit, entry.id)


def _said(entry: Entry) -> Iterator[tuple[FoundIn, str]]:
    texts = {FoundIn.SUMMARY: entry.summary, FoundIn.PROBLEMS: entry.problems, FoundIn.NEXT: entry.next}
    for kind, text in texts.items():
        for line in text.split("\n"):
            yield kind, line.strip()
