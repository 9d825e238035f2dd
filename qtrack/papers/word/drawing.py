"""The charts of a page as drawings of Word: rectangles, lines and words that stay sharp and can be edited."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from qtrack.papers.word.archive import Node, classes
from qtrack.ui.labels import LIGHT_COLOURS
from qtrack.ui.line import clean

#: What office programs measure in, for a pixel of a page and for a twip.
_PIXEL: Final = 9525
TWIP: Final = 635
#: The room above and below a chart for words that stand outside of it, in pixels.
_ABOVE, _BELOW = 18, 26
#: A word of a chart: how high its line is, how far its letters reach above their foot, in pixels, and how
#: wide it may get, in percent.
_LINE, _ASCENT, _WIDE = 16, 12, 20

_BLACK, _QUIET, _FAINT, _DONE = "000000", "595959", "BFBFBF", "3D9970"
_COLOURS: Final = {light.value: colours for light, colours in LIGHT_COLOURS.items()}
#: How a line is drawn by its class: its colour, its width in EMU, whether it is dashed.
_STROKES: Final = {
    "axis": (_BLACK, _PIXEL, False),
    "pace": (_QUIET, _PIXEL, True),
    "scope": (_FAINT, _PIXEL, False),
    "tick": (_FAINT, _PIXEL, False),
    "done": (_DONE, 2 * _PIXEL, False),
}
_THIN: Final = (_BLACK, _PIXEL, False)

_NAMESPACES: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


class _Frame(NamedTuple):
    """A box that figures are relative to, in EMU; `scaled` where they are hundredths of its sides."""

    top: int
    width: int
    height: int
    scaled: bool = False

    def across(self, value: str) -> int:
        """Return how far from the left a value is."""
        return self._at(value, self.width)

    def down(self, value: str) -> int:
        """Return how far from the top of the drawing a value is."""
        return self.top + self._at(value, self.height)

    def _at(self, value: str, side: int) -> int:
        share = value.endswith("%") or self.scaled
        return int(float(value.rstrip("%")) * (side / 100 if share else _PIXEL))


def drawn(chart: Node, width: int, number: int) -> str:
    """Return a chart of so many EMU as what stands in a run of Word; `number` is its own in the document."""
    high = int(chart.get("height")) * _PIXEL
    downs = [float(text.get("y").rstrip("%")) for text in chart.iter("text")]
    top = _ABOVE * _PIXEL if min(downs, default=0) < 0 else 0
    foot = _BELOW * _PIXEL if max(downs, default=0) * _PIXEL > high else 0
    frame = _Frame(top, width, high, scaled=chart.get("viewbox") is not None)
    tall = top + high + foot
    said = clean(chart.findtext("desc") or chart.findtext("title") or "")
    shapes = "".join(_shapes(chart, frame))
    extent = f'cx="{width}" cy="{tall}"'
    return (
        f'<w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="chart {number}" descr={quoteattr(said)}/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _shapes(node: Node, frame: _Frame) -> Iterator[str]:
    for own in node:
        match own.tag:
            case "svg":
                yield from _shapes(own, frame._replace(scaled=own.get("viewbox") is not None))
            case "rect":
                left, top = frame.across(own.get("x", "0")), frame.down(own.get("y", "0"))
                wide = frame.across(own.get("width"))
                high = frame.down(own.get("height")) - frame.top
                ground, _ = _COLOURS[classes(own)[0]]
                yield _shape((left, top, wide, high), _preset("rect"), _filled(ground) + _stroke(own))
            case "line":
                yield _line(own, frame)
            case "polyline":
                yield _polyline(own, frame)
            case "text":
                yield _word(own, frame)


def _line(own: Node, frame: _Frame) -> str:
    lefts = sorted(frame.across(own.get(name, "0")) for name in ("x1", "x2"))
    first, last = (frame.down(own.get(name, "0")) for name in ("y1", "y2"))
    box = (lefts[0], min(first, last), lefts[1] - lefts[0], abs(last - first))
    return _shape(box, _preset("line"), _stroke(own), flipped=first > last)


def _polyline(own: Node, frame: _Frame) -> str:
    points = [point.split(",") for point in own.get("points").split()]
    places = [(frame.across(x), frame.down(y) - frame.top) for x, y in points]
    steps = "".join(
        f'<a:{step}><a:pt x="{x}" y="{y}"/></a:{step}>'
        for (x, y), step in zip(places, ["moveTo", *["lnTo"] * len(places)], strict=False)
    )
    path = f'<a:path w="{frame.width}" h="{frame.height}" fill="none">{steps}</a:path>'
    form = f"<a:custGeom><a:avLst/><a:pathLst>{path}</a:pathLst></a:custGeom>"
    return _shape((0, frame.top, frame.width, frame.height), form, _stroke(own))


def _word(own: Node, frame: _Frame) -> str:
    """Return a word in a box without a frame, about the place that it is set to."""
    anchor = own.get("text-anchor", "start")
    wide, at = frame.width * _WIDE // 100, frame.across(own.get("x", "0"))
    left = {"middle": at - wide // 2, "end": at - wide}.get(anchor, at)
    top = frame.down(own.get("y", "0")) + (int(own.get("dy", "0")) - _ASCENT) * _PIXEL
    side = {"middle": "center", "end": "right"}.get(anchor, "left")
    letters = next((_COLOURS[name][1] for name in classes(own) if name in _COLOURS), _QUIET)
    text = (
        '<wps:txbx><w:txbxContent><w:p><w:pPr><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="220" w:lineRule="exact"/><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>'
        f'<w:color w:val="{letters}"/><w:sz w:val="16"/></w:rPr><w:t>{escape(clean(own.text or ""))}</w:t>'
        "</w:r></w:p></w:txbxContent></wps:txbx>"
    )
    return _shape(
        (left, top, wide, _LINE * _PIXEL), _preset("rect"), "<a:noFill/><a:ln><a:noFill/></a:ln>", text
    )


def _shape(
    box: tuple[int, int, int, int], form: str, look: str, text: str = "", *, flipped: bool = False
) -> str:
    left, top, wide, high = box
    flip = ' flipV="1"' if flipped else ""
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm{flip}><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>{form}{look}</wps:spPr>{text}'
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _stroke(own: Node) -> str:
    colour, width, dashed = next((_STROKES[name] for name in classes(own) if name in _STROKES), _THIN)
    dashes = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{width}">{_filled(colour)}{dashes}</a:ln>'
