"""The head of a draft: its title, number, issuer and days, as far as the notice says them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.head import FORMAT, Deadline, Document, PlanHead
from qtrack.model.period import day_within
from qtrack.notice import phrases
from qtrack.notice.notebook import Notebook
from qtrack.notice.phrases import fold
from qtrack.notice.reading.tables import year_columns
from qtrack.notice.reading.tree import Outline
from qtrack.notice.revisions import Made, by_itself, by_others, ended_by, revised, written
from qtrack.notice.text import Span, is_chinese, masked, number_meant
from qtrack.notice.times import deadlines

#: A deadline so many years after the notice is none.
_LONGEST_PLAN: Final = 20


class Frame(msgspec.Struct, frozen=True):
    """What the parts of a draft have in common: its title, its language, and its first and last day."""

    title: Span
    language: str
    days: tuple[date, date]

    @property
    def unknown(self) -> str:
        """What stands where the notice says nothing."""
        return phrases.UNKNOWN[self.language]


def frame(whole: Outline, issued: date | None, notebook: Notebook) -> Frame:
    """Return the frame; raise QtrackError where no day is given and none can be found."""
    sent = phrases.ISSUED_WITH.search(whole.cover.plain)
    title = whole.title or (whole.cover.cut(*sent.span(1)) if sent else whole.cover)
    language = "zh" if any(is_chinese(node.text.text) for node in whole.parts) else "en"
    years = [int(year[1]) for year in phrases.YEAR_IN_TITLE.finditer(title.plain)]
    day = issued or (whole.issued[0] if whole.issued else None)
    if day is None and (whole.published or years):
        day = whole.published or date(years[0], 1, 1)
        notebook.doubt("issued", title, msg("the notice does not say its day; {date} is taken", date=day))
    if day is None:
        raise QtrackError(
            msg("The notice does not say of which day it is."),
            msg("Name the day, such as --issued 2019-06-28."),
        )
    spans = [span for part in whole.parts for node in part.walk() for span in node.texts]
    days = [one.day for span in spans for one in deadlines(masked(span.plain), day)]
    columns = (name for part in whole.parts for header, _ in part.figures for name in year_columns(header))
    days += [date(int(found[1]), 12, 31) for name in columns if (found := phrases.YEAR_COLUMN.match(name))]
    said = [one for one in days if one.year < day.year + _LONGEST_PLAN]
    return Frame(title, language, (day, max([date(max([day.year, *years]), 12, 31), *said])))


def plan_head(whole: Outline, own: Frame, tasks: Sequence[Made], notebook: Notebook) -> PlanHead:
    """Return what plan.yaml says; `tasks` are those of the plan."""
    named = whole.cover or own.title
    cover = phrases.ISSUER_IN_TITLE.match(named.plain)
    issuer = whole.issuer.printed or (cover[1] if cover else "")
    number = written(whole.number.plain) if own.language == "zh" else whole.number.printed
    for about, found in (("title", own.title.text), ("number", number), ("issuer", issuer)):
        if not found:
            notebook.doubt(about, own.title, msg("not found in the notice"))
    title, unknown = own.title.printed or own.unknown, own.unknown
    document = Document(number or unknown, issuer or unknown, own.days[0], whole.published)
    if other := revised(whole, own.title):
        title, document, revisions = by_itself(other, document, named, tasks, notebook)
    else:
        revisions = by_others(whole, document, own.title, tasks, notebook)
    ended_by(notebook)
    notebook.tell("title", whole.title, whole.cover)
    notebook.tell("number", whole.number)
    notebook.tell("issuer", whole.issuer)
    notebook.tell("issued", *(whole.issued[1:] if whole.issued else ()))
    notebook.note("start", msg("the day of the notice, which says no first day"))
    notebook.note("end", msg("the latest deadline of the notice, at least the end of its year"))
    wordings = sorted(notebook.wordings.items(), key=lambda one: (one[1], one[0]))
    return PlanHead(
        FORMAT,
        title,
        document,
        *own.days,
        language="zh" if own.language == "zh" else "en",
        revisions=revisions,
        reporting=notebook.reporting,
        deadlines=tuple(_deadline(wording, document.issued, day) for wording, day in wordings),
    )


def _deadline(wording: str, issued: date, day: date) -> Deadline:
    """Return a wording with its day, and in how many months after the document it ends where it says that."""
    found = phrases.DEADLINES["after-issue"].search(fold(wording))
    text = phrases.WITHIN.format(months=number_meant(found[1])) if found else ""
    return Deadline(wording, day, text if text and day_within(issued, text) == day else "")
