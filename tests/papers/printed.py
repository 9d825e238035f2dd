"""A paper as it comes out of the printer: its sheets, what stands on them, and what is wrong with them."""

import re
from itertools import pairwise
from typing import Any, Final, NamedTuple

from pypdfium2 import PdfDocument, PdfPage

from tests.papers.browser import Watched

#: What a reader takes in at once, in the order of the page: a heading, a row, an entry, a paragraph.
_PIECES: Final = """() => {
  const kind = each => each.closest('footer') ? 'foot' : each.localName != 'tr' ? each.localName
    : each.parentElement.localName == 'thead' ? 'heads' : each.className == 'group' ? 'group' : 'row';
  const read = each => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll('title, desc').forEach(unseen => unseen.remove());
    return copy.textContent;
  };
  return [...document.querySelectorAll('h1, h2, h3, caption, figcaption, tr, li, p')]
    .filter(each => each.checkVisibility() && !each.closest('.unseen'))
    .filter(each => !each.parentElement.closest('tr, li'))
    .map(each => [kind(each), read(each), each.nextElementSibling?.localName == 'table']);
}"""

#: The foot margin in points, below which only the number of the page stands, and the height of a line.
_FOOT, _NUMBER, _LINE = 99, 86, 28

#: What must not stand last on a sheet.
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "caption", "figcaption", "heads", "group"})


class Piece(NamedTuple):
    """A piece of a paper. It `leads` where a table comes next.

    `first` is the sheet, from 0, on which it begins, if at all, and `last` the one on which it ends; a
    piece that is torn ends nowhere.
    """

    kind: str
    text: str
    leads: bool
    first: int | None
    last: int | None


class Printed(NamedTuple):
    """A printed paper: the text of its sheets, without spaces, their size in points, and its pieces.

    `free` are the lines of text that would still fit at the foot of each sheet.
    """

    sheets: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    free: tuple[float, ...]
    pieces: tuple[Piece, ...]


def printed(opened: Watched, style: str = "") -> Printed:
    """Print the paper that is opened, after adding a style."""
    if style:
        opened.page.add_style_tag(content=style)
    opened.page.emulate_media(media="print")
    pieces = opened.page.evaluate(_PIECES)
    pdf = PdfDocument(opened.page.pdf(format="A4", prefer_css_page_size=True))
    sheets = tuple(_close(each.get_textpage().get_text_bounded()) for each in pdf)
    sizes = tuple((round(each.get_width()), round(each.get_height())) for each in pdf)
    return Printed(sheets, sizes, tuple(map(free_of, pdf)), tuple(_placed(pieces, sheets)))


def free_of(sheet: PdfPage) -> float:
    """Return how many lines of 28 points would still fit between the last of a sheet and its foot margin."""
    text = sheet.get_textpage()
    lowest = (text.get_rect(number)[1] for number in range(text.count_rects()))
    return (min((low for low in lowest if low > _NUMBER), default=_FOOT) - _FOOT) / _LINE


def unnumbered(paper: Printed) -> list[int]:
    """Return the sheets on which their own number does not stand just once."""
    return [
        number
        for number, sheet in enumerate(paper.sheets, 1)
        if [int(each) for each in re.findall(r"—(\d+)—", sheet)] != [number]
    ]


def bare(paper: Printed) -> list[int]:
    """Return the sheets on which no piece begins."""
    used = {each.first for each in paper.pieces}
    return [number for number in range(1, len(paper.sheets) + 1) if number - 1 not in used]


def absent(paper: Printed) -> list[str]:
    """Return the pieces that were not printed."""
    return [each.text for each in paper.pieces if each.first is None]


def broken(paper: Printed) -> list[str]:
    """Return the pieces that go over from one sheet to the next; a paragraph may, unless a table follows."""
    return [each.text for each in paper.pieces if each.last is None and (each.kind != "p" or each.leads)]


def headless(paper: Printed) -> list[str]:
    """Return the rows that stand on a sheet where the heads of their table do not stand above them."""
    found, heads = [], ""
    for each in paper.pieces:
        if each.kind == "heads":
            heads = each.text
        elif each.kind in {"caption", "h2", "h3"}:
            heads = ""
        elif each.kind == "row" and heads and each.first is not None:
            sheet = paper.sheets[each.first]
            if heads not in sheet[: sheet.find(each.text)]:
                found.append(each.text)
    return found


def orphans(paper: Printed) -> list[str]:
    """Return what must not stand last on its sheet: headings, heads, what a table or the foot follows."""
    return [
        each.text
        for each, after in pairwise(paper.pieces)
        if (each.kind in _HEADINGS or each.leads or after.kind == "foot") and each.last != after.first
    ]


def _close(text: str) -> str:
    # A hyphen at the end of a line comes back as a sign of its own; semicolons are set by a style.
    return re.sub(r"[\s;；]", "", text.replace("\ufffe", "-").replace("\x02", "-"))


def _placed(pieces: list[list[Any]], sheets: tuple[str, ...]) -> list[Piece]:
    found, place = [], (0, 0)
    for kind, said, leads in pieces:
        if not (text := _close(said)):
            continue
        whole = _next(text, sheets, place)
        start = whole or _next(text[:12], sheets, place)
        if start is not None:
            place = (start[0], start[1] + 1)
        found.append(Piece(kind, text, leads, start and start[0], whole and whole[0]))
    return found


def _next(text: str, sheets: tuple[str, ...], place: tuple[int, int]) -> tuple[int, int] | None:
    for number in range(place[0], len(sheets)):
        at = sheets[number].find(text, place[1] if number == place[0] else 0)
        if at >= 0:
            return number, at
    return None
