"""The head of a draft: title, number, issuer and days of its document, and the notices that revise that."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.head import FORMAT, Deadline, Document, PlanHead, Revision
from qtrack.model.period import day_within
from qtrack.notice.notebook import Notebook
from qtrack.notice.phrases import layout, when
from qtrack.notice.phrases.phrase import any_of, fold
from qtrack.notice.reading.header import year_columns
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.text import Span, is_chinese, masked, number_meant, sentences
from qtrack.notice.times import day_written, deadlines, in_cell

#: A deadline so many years after the notice is none.
_LONGEST_PLAN: Final = 20
#: A task of the plan and the part of the notice that it comes from.
Made = tuple[str, Node]


def notebook(whole: Outline, issued: date | None) -> Notebook:
    """Return what the parts of a draft have in common; raise QtrackError where no day is given or found."""
    sent = layout.ISSUED_WITH.search(whole.cover.plain)
    title = whole.title or (whole.cover.cut(*sent.span(1)) if sent else whole.cover)
    language = "zh" if any(is_chinese(node.text.text) for node in whole.parts) else "en"
    years = [int(year[1]) for year in layout.YEAR_IN_TITLE.finditer(title.plain)]
    day = issued or (whole.issued[0] if whole.issued else None)
    guessed = whole.published or (date(years[0], 1, 1) if years else None)
    first = day or guessed
    if first is None:
        raise QtrackError(
            msg("The notice does not say of which day it is."),
            msg("Name the day, such as --issued 2019-06-28."),
        )
    days = [one.day for span in _texts(whole) for one in deadlines(masked(span.plain), first)]
    cells = (span for part in whole.parts for node in part.walk() for span in node.due)
    days += [one.day for span in cells for one in in_cell(span.plain, first)]
    columns = (name for part in whole.parts for header, _ in part.figures for name in year_columns(header))
    days += [date(int(found[1]), 12, 31) for name in columns if (found := layout.YEAR_COLUMN.match(name))]
    said = [one for one in days if one.year < first.year + _LONGEST_PLAN]
    notes = Notebook(title, language, (first, max([date(max([first.year, *years]), 12, 31), *said])))
    if day is None:
        notes.doubt("issued", title, msg("the notice does not say its day; {date} is taken", date=first))
    return notes


def _texts(whole: Outline) -> Iterator[Span]:
    return (span for part in whole.parts for node in part.walk() for span in node.texts)


def plan_head(whole: Outline, tasks: Sequence[Made], notes: Notebook) -> PlanHead:
    """Return what plan.yaml says; `tasks` are those of the plan."""
    named, title, unknown = whole.cover or notes.title, notes.title.printed, notes.unknown
    cover = layout.ISSUER_IN_TITLE.match(named.plain)
    issuer = whole.issuer.printed or (cover[1] if cover else "")
    number = (
        _printed(" ".join(whole.number.plain.split())) if notes.language == "zh" else whole.number.printed
    )
    for about, found in (("title", title), ("number", number), ("issuer", issuer)):
        if not found:
            notes.doubt(about, notes.title, msg("not found in the notice"))
    document = Document(number or unknown, issuer or unknown, notes.days[0], whole.published)
    revisions: tuple[Revision, ...]
    if other := revised(whole, notes.title):
        revisions = (
            _changes(
                Revision(document.number, document.issued, named.printed, document.issuer), tasks, notes
            ),
        )
        title, document = _revised(other, document, named, notes)
    else:
        revisions = _revisions(whole, document, tasks, notes)
    _doubt_ended(title, notes)
    notes.tell("title", whole.title, whole.cover)
    notes.tell("number", whole.number)
    notes.tell("issuer", whole.issuer)
    notes.tell("issued", *(whole.issued[1:] if whole.issued else ()))
    notes.note("start", msg("the day of the notice, which says no first day"))
    notes.note("end", msg("the latest deadline of the notice, at least the end of its year"))
    wordings = sorted(notes.wordings.items(), key=lambda one: (one[1], one[0]))
    return PlanHead(
        FORMAT,
        title or unknown,
        document,
        *notes.days,
        language="zh" if notes.language == "zh" else "en",
        revisions=revisions,
        reporting=notes.reporting,
        deadlines=tuple(_deadline(wording, document.issued, day) for wording, day in wordings),
    )


def _doubt_ended(title: str, notes: Notebook) -> None:
    """Doubt what the notice ends, by the titles it names, that of the plan aside; else in its own words."""
    for left in notes.left:
        for said in sentences(Span(left.line, left.text)):
            if not layout.ENDS_OTHERS.search(said.plain):
                continue
            books = [one[1] for one in layout.BOOK.finditer(said.text)]
            names = [f"《{book}》" for book in books if fold(book) != fold(title)]
            names += [f"“{one[1]}”" for one in layout.REPLACED.finditer(said.text)]
            message = msg(
                "it ends {names}; write that under revisions in the plan of it",
                names=tuple(names) or (said.text,),
            )
            notes.doubt("number", said, message)


def _deadline(wording: str, issued: date, day: date) -> Deadline:
    """Return a wording with its day, and in how many months after the document it ends where it says that."""
    found = when.DEADLINES["after-issue"].search(fold(wording))
    text = layout.WITHIN.format(months=number_meant(found[1])) if found else ""
    return Deadline(wording, day, text if text and day_within(issued, text) == day else "")


# --- notices that revise others --------------------------------------------------------------------------


class Named(msgspec.Struct, frozen=True):
    """A document that a notice names: its title, and number and day where these stand beside."""

    title: str = ""
    number: str = ""
    issued: date | None = None


def revised(whole: Outline, title: Span) -> Named | None:
    """Return the document that a notice revises item by item, None for one that stands for itself."""
    named, spans = whole.cover or title, [span for span, _ in whole.left]
    letter = (layout.REVISES_AS.search(span.plain) for span in spans)
    found = layout.REVISES.search(named.plain) or next((one for one in letter if one), None)
    if found is None:
        return None
    name = found[1]
    beside = (_named(span, name) for span in (named, *spans, *_texts(whole)))
    return next((one for one in beside if one.number), Named(name))


def _named(span: Span, title: str = "") -> Named:
    """Return the document of a title, of any where none is given, with what is said of it."""
    plain, book = span.plain, layout.BOOK.search(span.plain)
    at = plain.find(f"《{title}》") if title else 0
    number = layout.DOCUMENT_NUMBER.search(masked(plain[at:], round_too=False)) if at >= 0 else None
    day = day_written(plain) if number else None
    return Named(title or (book[1] if book else ""), _printed(number[1]) if number else "", day and day[0])


def _printed(number: str) -> str:
    """Return the number of a document with its year in the brackets that are printed."""
    return layout.NUMBER_YEAR.sub(r"〔\1〕", number)


def _revised(other: Named, own: Document, where: Span, notes: Notebook) -> tuple[str, Document]:
    """Return title and document of the plan that a notice revises."""
    name, unknown = Span(0, other.title).printed, notes.unknown
    message = msg("it revises “{name}”; move what it says into that plan, under the ids there", name=name)
    notes.doubt("title", where, message)
    notes.doubt("issuer", where, msg("not found in the notice"))
    issued = other.issued if other.issued and other.issued <= own.issued else None
    if not (other.number and issued):
        message = msg("number and day of the document that is revised are not both said; look them up")
        notes.doubt("number", where, message)
    return name, Document(other.number or unknown, unknown, issued or own.issued)


def _changes(own: Revision, tasks: Sequence[Made], notes: Notebook) -> Revision:
    """Return what a notice that revises another ends and revises, item by item."""
    kinds = {
        about: any_of(layout.ITEM_CHANGED, " ".join(span.plain for span in node.texts))
        for about, node in tasks
    }
    for about, node in tasks:
        if kinds[about] is None:
            notes.doubt(about, node.text, msg("does the notice revise this, end it, or add it?"))
    changed = {key: tuple(one for one, kind in kinds.items() if kind == key) for key in layout.MARKED}
    return msgspec.structs.replace(own, **changed)


def _revisions(whole: Outline, own: Document, tasks: Sequence[Made], notes: Notebook) -> tuple[Revision, ...]:
    """Return the notices that revised the document as it says itself, each with the tasks marked for it."""
    found: dict[str, Revision] = {}
    beneath = (span for span, _ in whole.left if span.plain.startswith("("))
    for span in (notes.title, *beneath):
        for said in layout.REVISED_BY.finditer(span.plain):
            one = _named(Span(span.line, said[1]))
            if one.number and one.issued and one.issued >= own.issued:
                found[one.number] = Revision(one.number, one.issued, one.title)
                notes.find("revisions", span)
            else:
                message = msg(
                    "number and later day of the notice that revised it are not both said; look them up"
                )
                notes.doubt("title", span, message)
    for about, node in tasks:
        marks = ((span, any_of(layout.MARKED, span.plain)) for span in node.texts)
        span, key = next((one for one in marks if one[1]), (notes.title, None))
        meant = [one for one in found if one in _printed(span.plain)] or list(found)
        if key and len(meant) == 1:
            held = found[meant[0]]
            found[meant[0]] = msgspec.structs.replace(held, **{key: (*getattr(held, key), about)})
        elif key:
            message = msg("it is marked as ended or revised; write it under revisions, with the notice")
            notes.doubt(about, span, message)
    return tuple(found.values())
