"""Where a text stands: in titles, names of indicators and entries."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.records.filters import Filters, narrowed
from qtrack.records.page import Page, dated, list_notes
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
    hits = tuple(
        msgspec.structs.replace(hit, spans=spans)
        for held in narrowed(standing, filters).everything
        for hit in _lines(standing, held)
        if (spans := spans_of(text, hit.line))
    )
    nothing = None if hits else msg("“{text}” stands nowhere.", text=text)
    return Found(*dated(standing), text, hits, list_notes(standing, filters, nothing, tasks_only=False))


def spans_of(text: str, line: str) -> tuple[Span, ...]:
    """Return where a text stands in a line; spaces within either are passed over."""
    wanted = "".join(sign for sign, _ in _signs(text))
    signs = list(_signs(line))
    within = "".join(sign for sign, _ in signs)
    found: list[Span] = []
    at = within.find(wanted) if wanted else -1
    while at >= 0:
        span = Span(signs[at][1], signs[at + len(wanted) - 1][1] + 1)
        if span not in found[-1:]:  # one sign may stand for several, as those of units do
            found.append(span)
        at = within.find(wanted, at + len(wanted))
    return tuple(found)


def _signs(text: str) -> Iterator[tuple[str, int]]:
    """Yield the signs that are compared, with the place of each in the text."""
    for at, sign in enumerate(text):
        for part in unicodedata.normalize("NFKC", sign).casefold():
            if not part.isspace():
                yield part, at


def _lines(page: PlanStanding, standing: Standing) -> Iterator[Hit]:
    holder = standing.holder
    yield Hit(holder.id, FoundIn.TITLE, holder.title, (), holder.title, None, "", "")
    for deliverable in holder.deliverables:
        yield Hit(deliverable.id, FoundIn.DELIVERABLE, deliverable.title, (), holder.title, None, "", "")
    for indicator in holder.indicators:
        yield Hit(holder.id, FoundIn.INDICATOR, indicator.name, (), holder.title, None, "", "")
    for entry in reversed(standing.entries):
        unit = page.plan.register.short(entry.unit)
        for kind, line in _said(entry):
            yield Hit(entry.about, kind, line, (), holder.title, entry.date, unit, entry.id)


def _said(entry: Entry) -> Iterator[tuple[FoundIn, str]]:
    texts = {FoundIn.SUMMARY: entry.summary, FoundIn.PROBLEMS: entry.problems, FoundIn.NEXT: entry.next}
    for kind, text in texts.items():
        for line in text.split("\n"):
            yield kind, line.strip()
