"""Notices that revise others: which document the plan is of, and what of it which notice revises or ends."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from qtrack.locale.message import msg
from qtrack.model.head import Document, Revision
from qtrack.notice import phrases
from qtrack.notice.notebook import Notebook
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.text import Span, masked
from qtrack.notice.times import day_written

#: A task of the plan and the part of the notice that it comes from.
Made = tuple[str, Node]


class Named(msgspec.Struct, frozen=True):
    """A document that a notice names: its title, and number and day where these stand beside."""

    title: str = ""
    number: str = ""
    issued: date | None = None


def revised(whole: Outline, title: Span) -> Named | None:
    """Return the document that a notice revises item by item, None for one that stands for itself."""
    spans = [whole.cover or title, *(span for span, _ in whole.left)]
    for span in spans:
        if found := phrases.REVISES.search(span.plain):
            name = found[1] or found[2]
            beside = (_named(one, name) for one in (*spans, *_texts(whole.parts)))
            return next((one for one in beside if one.number), Named(name))
    return None


def _texts(parts: Iterable[Node]) -> Iterator[Span]:
    return (span for part in parts for node in part.walk() for span in node.texts)


def _named(span: Span, title: str = "") -> Named:
    """Return the document of a title, of any where none is given, with what is said of it."""
    plain = span.plain
    at = plain.find(f"《{title}》") + len(title) if title else 0
    number = phrases.DOCUMENT_NUMBER.search(masked(plain[at:], round_too=False)) if at >= len(title) else None
    book = phrases.BOOK.search(plain)
    day = day_written(plain) if number else None
    return Named(title or (book[1] if book else ""), written(number[1]) if number else "", day and day[0])


def written(number: str) -> str:
    """Return the number of a document with its year in the brackets that are printed."""
    return phrases.NUMBER_YEAR.sub(r"〔\1〕", number)


def by_itself(
    other: Named, own: Document, title: Span, tasks: Iterable[Made], notes: Notebook
) -> tuple[str, Document, tuple[Revision, ...]]:
    """Return title and document of another plan, and what a notice changes of it item by item."""
    found: dict[str, list[str]] = {"ends": [], "adds": [], "revises": []}
    for about, node in tasks:
        key = phrases.any_of(phrases.ITEM_CHANGED, " ".join(span.plain for span in node.texts))
        if key is None:
            notes.doubt(about, node.text, msg("does the notice revise this, end it, or add it?"))
        else:
            found[key].append(about)
    name, unknown = Span(0, other.title).printed, phrases.UNKNOWN["zh"]
    message = msg("it revises “{name}”; move what it says into that plan, under the ids there", name=name)
    notes.doubt("title", title, message)
    notes.doubt("issuer", title, msg("not found in the notice"))
    issued = other.issued if other.issued and other.issued <= own.issued else None
    if not (other.number and issued):
        message = msg("number and day of the document that is revised are not both said; look them up")
        notes.doubt("number", title, message)
    changes = Revision(
        own.number, own.issued, title.printed, own.issuer, tuple(found["revises"]), tuple(found["ends"])
    )
    return name, Document(other.number or unknown, unknown, issued or own.issued), (changes,)


def by_others(
    whole: Outline, own: Document, title: Span, tasks: Iterable[Made], notes: Notebook
) -> tuple[Revision, ...]:
    """Return the notices that revised the document as it says itself, each with the tasks marked for it."""
    found: dict[str, Revision] = {}
    for span in (title, *(span for span, _ in whole.left)):
        for said in phrases.REVISED_BY.finditer(span.plain):
            one = _named(Span(span.line, said[1]))
            if one.number and one.issued and one.issued >= own.issued:
                found[one.number] = Revision(one.number, one.issued, one.title)
                notes.find("revisions", span)
            else:
                message = msg(
                    "number and later day of the notice that revised it are not both said; look them up"
                )
                notes.doubt("title", span, message)
    marks: tuple[Literal["ends", "revises"], ...] = ("ends", "revises")
    for about, node in tasks:
        for key in marks:
            spans = [span for span in node.texts if phrases.MARKED[key].search(span.plain)]
            if not spans:
                continue
            meant = [one for one in found if one in written(spans[0].plain)] or list(found)
            if len(meant) == 1:
                ids = (*getattr(found[meant[0]], key), about)
                found[meant[0]] = msgspec.structs.replace(found[meant[0]], **{key: ids})
            else:
                message = msg("it is marked as ended or revised; write it under revisions, with the notice")
                notes.doubt(about, spans[0], message)
            break
    return tuple(found.values())


def ended_by(notes: Notebook) -> None:
    """Note which documents the notice ends as a whole, which only their own plans can say."""
    for left in notes.left:
        if phrases.ENDS_OTHERS.search(Span(0, left.text).plain):
            names = tuple(f"《{one[1]}》" for one in phrases.BOOK.finditer(left.text))
            message = msg("it ends {names}; write that under revisions in the plan of it", names=names)
            notes.doubt("number", Span(left.line, left.text), message)
