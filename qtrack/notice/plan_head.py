"""The head of a draft: its title, number, issuer and days, as far as the notice says them."""

from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.plan import FORMAT, Deadline, Document, PlanHead
from qtrack.notice import phrases
from qtrack.notice.notebook import Notebook
from qtrack.notice.phrases import compiled
from qtrack.notice.reading.tree import Outline
from qtrack.notice.text import Span, is_chinese, masked
from qtrack.notice.times import deadlines

#: A deadline so many years after the notice is none.
_LONGEST_PLAN: Final = 20


class Frame(msgspec.Struct, frozen=True):
    """What the parts of a draft have in common: its title, its language and its days."""

    title: Span
    language: str
    issued: date
    end: date

    @property
    def unknown(self) -> str:
        """What stands where the notice says nothing."""
        return phrases.UNKNOWN[self.language]


def frame(whole: Outline, issued: date | None, notebook: Notebook) -> Frame:
    """Return the frame; raise QtrackError where no day is given and none can be found."""
    title = whole.title or _issued_with(whole.cover) or whole.cover
    language = "zh" if any(is_chinese(node.text.text) for node in whole.parts) else "en"
    day = issued or _day(whole, title, notebook)
    return Frame(title, language, day, _last_day(whole, title, day))


def _issued_with(cover: Span) -> Span:
    """Return the title of what a letter sends around."""
    found = compiled(phrases.ISSUED_WITH.pattern).search(cover.plain)
    return cover.cut(*found.span(1)) if found else Span(0, "")


def _day(whole: Outline, title: Span, notebook: Notebook) -> date:
    year = compiled(phrases.YEAR_IN_TITLE.pattern).search(title.plain)
    if whole.issued:
        return whole.issued[0]
    if whole.published or year:
        day = whole.published or date(int(year[1]) if year else 1, 1, 1)
        notebook.doubt("issued", title, msg("the notice does not say its day; {date} is taken", date=day))
        return day
    raise QtrackError(
        msg("The notice does not say of which day it is."), msg("Name the day, such as --issued 2019-06-28.")
    )


def _last_day(whole: Outline, title: Span, issued: date) -> date:
    """Return the latest deadline, at least the last day of the year of the title or of the notice."""
    years = [int(year[1]) for year in compiled(phrases.YEAR_IN_TITLE.pattern).finditer(title.plain)]
    end = date(max([issued.year, *years]), 12, 31)
    spans = [span for part in whole.parts for node in part.walk() for span in node.texts]
    days = [one.day for span in spans for one in deadlines(masked(span.plain), issued)]
    return max([end, *(day for day in days if day.year < issued.year + _LONGEST_PLAN)])


def plan_head(whole: Outline, own: Frame, notebook: Notebook) -> PlanHead:
    """Return what plan.yaml says."""
    cover = compiled(phrases.ISSUER_IN_TITLE.pattern).match((whole.cover or own.title).plain)
    issuer = whole.issuer.printed or (cover[1] if cover else "")
    for about, found in (("title", own.title.text), ("number", whole.number.text), ("issuer", issuer)):
        if not found:
            notebook.doubt(about, own.title, msg("not found in the notice"))
    year = compiled(phrases.NUMBER_YEAR.pattern)
    number = year.sub(r"〔\1〕", whole.number.plain) if own.language == "zh" else whole.number.printed
    said = [
        ("title", whole.title),
        ("number", whole.number),
        ("issuer", whole.issuer),
        ("title", whole.cover),
    ]
    for about, span in (*said, ("issued", whole.issued[1] if whole.issued else Span(0, ""))):
        if span:
            notebook.tell(span, about)
    notebook.note("start", msg("the day of the notice, which says no first day"))
    notebook.note("end", msg("the latest deadline of the notice, at least the end of its year"))
    wordings = sorted(notebook.wordings.items(), key=lambda one: (one[1], one[0]))
    return PlanHead(
        FORMAT,
        own.title.printed or own.unknown,
        Document(number or own.unknown, issuer or own.unknown, own.issued, whole.published),
        own.issued,
        own.end,
        language="zh" if own.language == "zh" else "en",
        deadlines=tuple(Deadline(wording, day) for wording, day in wordings),
    )
