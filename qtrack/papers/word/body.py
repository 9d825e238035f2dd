"""The parts of a paper in Word, made from those of its page: paragraphs with styles, and tables."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from qtrack.papers.word.archive import Node, classes
from qtrack.papers.word.drawing import TWIP, drawn
from qtrack.papers.word.tables import Cell, Row, columns, rows_of, said_by
from qtrack.ui.labels import LIGHT_COLOURS
from qtrack.ui.line import BREAK, clean

#: What tells which part of the paper lies within a box of its page.
PART: Final = "data-part"

#: The style of a paragraph by the class of what it is made from, else by its tag: their names in Word.
_STYLES: Final = {
    "issue": "Subtitle",
    "scope": "Subtitle",
    "imprint": "版记",
    "reply-signed": "版记",
    "to": "版记",
    "signed": "落款",
    "note": "提示",
    "annexes": "表格文字",
    "more": "说明",
    "subject": "条目标题",
    "said": "条目",
    "h1": "Title",
    "h2": "heading 1",
    "h3": "heading 2",
    "li": "条目",
    "caption": "表题",
    "figcaption": "表题",
}
#: The styles of all else: texts, cells, heads of columns, what parts tables, and the table.
_TEXT, CELL, _HEAD, _GAP, _TABLE = "Body Text", "表格文字", "表头", "间隔", "文书表格"

#: What begins a paragraph of its own; all other tags stand within one.
_BLOCKS: Final = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "div",
        "section",
        "figure",
        "figcaption",
        "header",
        "main",
        "footer",
        "svg",
        "table",
    ]
)
#: Lines whose pieces stand at both edges.
_PARTED: Final = frozenset({"imprint", "reply-signed"})
#: What explains a chart, and is left out as charts are.
_KEY: Final = "key"
#: Where a break within a text of the plan is kept.
_KEEPING: Final = frozenset({"td", "said"})

#: Signs that no text of a plan has once it is clean: a new line, and a step to the right edge.
_LINE, _TAB = "\x0b", "\x0c"
_BLANKS: Final = re.compile("[ \t\n\r]+")

#: How a piece of a line is set, by its class.
_QUIET: Final = '<w:color w:val="595959"/>'
_FRAMED: Final = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_PIECES: Final = {"on": _QUIET, "tag": _FRAMED, "afterwards": _FRAMED} | {
    light.value: f'<w:color w:val="{letters}"/><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    for light, (ground, letters) in LIGHT_COLOURS.items()
}

#: The twips of a small chart within a cell, and the number before that of the first drawing.
_SPARK: Final = 1800
_FIRST_DRAWING: Final = 1000

#: A text and how it is set.
Piece = tuple[str, str]


class Setting(NamedTuple):
    """Where parts are put: the ids of styles by their names, the twips of a line, how large tables are set.

    `section` is what sets a page anew, with numbers from 1.
    """

    styles: Mapping[str, str]
    width: int
    size: int
    section: str


class Body:
    """Makes the blocks of one paper."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._annexed = self.sheeted = False
        self._drawn = _FIRST_DRAWING

    def blocks(self, part: Node) -> str:
        """Return all of a part."""
        return "".join(self._flow(part, _STYLES["more"] if part.get(PART) == "footer" else _TEXT))

    def _flow(self, node: Node, style: str, extra: str = "") -> Iterator[str]:
        """Yield the blocks of a box; what stands there without one is a paragraph."""
        waiting: list[Piece] = [(node.text or "", "")]
        keep = node.tag in _KEEPING or not _KEEPING.isdisjoint(classes(node))
        for child in node:
            if child.tag in _BLOCKS:
                yield self._paragraph(waiting, style, extra, keep=keep)
                waiting = []
                yield from self._block(child, style, extra)
            else:
                waiting += _pieces(child, "")
            waiting.append((child.tail or "", ""))
        yield self._paragraph(waiting, style, extra, keep=keep)

    def _block(self, node: Node, style: str, extra: str) -> Iterator[str]:
        own_classes = classes(node)
        if node.tag == "svg":
            yield from self._chart(node, style, extra)
            return
        if _KEY in own_classes:
            return
        if node.tag == "table":
            yield from self._table(node)
            return
        if "sheet" in own_classes:  # a page of its own, which the first begins as it is
            if self.sheeted:
                yield f"<w:p><w:pPr>{self._style(_GAP)}{self.setting.section}</w:pPr></w:p>"
            self.sheeted = True
        if node.tag == "h2" and node.get("id", "").startswith("annex-") and not self._annexed:
            self._annexed = True
            extra = "<w:pageBreakBefore/>"
        own = next((_STYLES[name] for name in (*own_classes, node.tag) if name in _STYLES), style)
        if node.tag == "h2" and "sheet" in classes(node.getparent()):
            own = _STYLES["h1"]
        if not _PARTED.isdisjoint(own_classes):
            spans = [piece for child in node for piece in ((_TAB, ""), *_pieces(child, ""))]
            yield self._paragraph(spans[1:], own, extra)
        else:
            yield from self._flow(node, style if style in {CELL, _HEAD} else own, extra)

    def _chart(self, node: Node, style: str, extra: str) -> Iterator[str]:
        """Yield a chart, where it is not told by its words alone, in a line as high as it, and its words."""
        figure = node.getparent().tag == "figure"
        style = _STYLES["li"] if figure else style
        if figure or "spark" in classes(node):
            self._drawn += 1
            drawing = drawn(node, (self.setting.width if figure else _SPARK) * TWIP, self._drawn)
            alone = '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
            own = f'{self._style(style)}<w:keepNext/><w:snapToGrid w:val="0"/>{alone}'
            yield f"<w:p><w:pPr>{own}</w:pPr><w:r>{drawing}</w:r></w:p>"
        yield self._paragraph([(said_by(node), "")], style, extra)

    def _paragraph(self, pieces: list[Piece], style: str, extra: str, *, keep: bool = False) -> str:
        runs = "".join(_runs(pieces, keep=keep))
        return f"<w:p><w:pPr>{self._style(style)}{extra}</w:pPr>{runs}</w:p>" if runs else ""

    def _style(self, name: str) -> str:
        found = self.setting.styles.get(name.lower())
        return f"<w:pStyle w:val={quoteattr(found)}/>" if found else ""

    def _table(self, node: Node) -> Iterator[str]:
        for caption in node.iterchildren("caption"):
            yield from self._flow(caption, _STYLES["caption"])
        rows = rows_of(node)
        widths = columns(node, rows, self.setting.width, self.setting.size)
        style = self.setting.styles.get(_TABLE)
        yield (
            "<w:tbl><w:tblPr>"
            + (f"<w:tblStyle w:val={quoteattr(style)}/>" if style else "")
            + f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            + f"<w:tblCaption w:val={quoteattr(clean(node.get('aria-label', '')))}/></w:tblPr><w:tblGrid>"
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + "</w:tblGrid>"
        )
        for row in rows:
            yield from self._row(row, widths)
        yield f"</w:tbl><w:p><w:pPr>{self._style(_GAP)}</w:pPr></w:p>"

    def _row(self, row: Row, widths: list[int]) -> Iterator[str]:
        own = "<w:cantSplit/>"
        if row.room:
            own += '<w:trHeight w:val="440" w:hRule="atLeast"/>'
        yield f"<w:tr><w:trPr>{own}{'<w:tblHeader/>' if row.head else ''}</w:trPr>"
        for cell in row.cells:
            width = sum(widths[cell.at : cell.at + cell.span])
            span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
            ground = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if row.head or row.group else ""
            yield (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{ground}<w:vAlign w:val="center"/>'
                f"</w:tcPr>{self._cell(cell, row)}</w:tc>"
            )
        yield "</w:tr>"

    def _cell(self, cell: Cell, row: Row) -> str:
        style = _HEAD if row.head or row.group else CELL
        extra = "<w:keepNext/>" if row.head or row.group else ""
        extra += f'<w:jc w:val="{cell.align}"/>' if cell.align else ""
        text = "".join(self._flow(cell.node, style, extra))
        return text or f"<w:p><w:pPr>{self._style(style)}{extra}</w:pPr></w:p>"


def _pieces(node: Node, outer: str) -> list[Piece]:
    """Return the texts of what stands within a line."""
    if node.tag == "br":
        return [(_LINE, "")]
    if not isinstance(node.tag, str):  # a comment
        return []
    own = next((_PIECES[name] for name in reversed(classes(node)) if name in _PIECES), outer)
    own = "<w:b/>" if node.tag in {"b", "strong"} else own
    found: list[Piece] = [(node.text or "", own)]
    for child in node:
        found += [*_pieces(child, own), (child.tail or "", own)]
    return found


def _runs(pieces: list[Piece], *, keep: bool) -> Iterator[str]:
    """Yield texts as runs, with blanks as a page shows them: one for many, none at the ends of a line."""
    found: list[Piece] = []
    fresh = True
    for raw, own in pieces:
        text = clean(raw) if raw not in {_LINE, _TAB} else raw
        text = _BLANKS.sub(" ", BREAK.sub(_LINE, text) if keep else text)
        text = re.sub(f" ?([{_LINE}{_TAB}]+) ?", r"\1", text)
        text = text.lstrip(" " if not keep else f" {_LINE}") if fresh else text
        if text:
            found.append((text, own))
            fresh = text[-1] in f" {_LINE}{_TAB}"
    while found and not found[-1][0].rstrip(f" {_LINE}"):
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(f" {_LINE}"), found[-1][1])
    for text, own in found:
        yield f"<w:r>{f'<w:rPr>{own}</w:rPr>' if own else ''}{_text(text)}</w:r>"


def _text(text: str) -> str:
    """Return a text as what stands within a run."""
    found = escape(text).replace(_LINE, "</w:t><w:br/><w:t>").replace(_TAB, "</w:t><w:tab/><w:t>")
    return f"<w:t>{found}</w:t>".replace("<w:t></w:t>", "").replace("<w:t>", '<w:t xml:space="preserve">')
