"""A Word document as the lines and tables of a notice: paragraphs with the numbers that Word counts itself.

Nothing but text is read, and no package is needed: a document is an archive with a page of XML in it.
"""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.notice.phrases import layout
from qtrack.notice.reading.blocks import Block
from qtrack.notice.reading.page import MERGED, of_page

_MAIN, _LISTS, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_MOST: Final = 60_000_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_document(raw: bytes) -> bool:
    """Tell whether bytes are those of a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _MAIN in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def of_document(raw: bytes, name: str) -> list[Block]:
    """Return the paragraphs and rows of a document; raise QtrackError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            body, lists, styles = (_parsed(archive, part) for part in (_MAIN, _LISTS, _STYLES))
        return of_page("".join(_Document(lists, styles).page(next(iter(body), body))))
    except (zipfile.BadZipFile, ET.ParseError, ValueError, OSError, KeyError, RuntimeError) as error:
        raise QtrackError(
            msg("{file} is no Word document that can be read.", file=name),
            msg("Open it in Word and save it again as .docx."),
        ) from error


def _parsed(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """Return a part, an empty one where there is none; raise ValueError for what may not be read."""
    if name != _MAIN and name not in archive.namelist():
        return ET.Element("none")
    if archive.getinfo(name).file_size > _MOST:
        raise ValueError(name)
    raw = archive.read(name)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError(name)
    return ET.fromstring(raw)  # noqa: S314 - without entities, and no larger than is allowed


class _Document:
    """Makes a page of paragraphs in their order; its lines are their numbers."""

    def __init__(self, lists: ET.Element, styles: ET.Element) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {
            _value(style, "styleId", ""): held
            for style in styles.findall(f"{_W}style")
            if (held := style.find(f"{_W}pPr/{_W}numPr")) is not None
        }
        abstract = {_value(one, "abstractNumId", ""): one for one in lists.findall(f"{_W}abstractNum")}
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        for number in lists.findall(f"{_W}num"):
            held = abstract.get(_of(number, "abstractNumId"))
            for level in held.findall(f"{_W}lvl") if held is not None else ():
                key = (_value(number, "numId", ""), int(_value(level, "ilvl", "0")))
                self._levels[key] = _of(level, "numFmt"), _of(level, "lvlText"), int(_of(level, "start") or 1)

    def page(self, body: ET.Element) -> Iterator[str]:
        """Yield paragraphs, a line each, and tables as a page of the web has them."""
        for element in body:
            if element.tag == f"{_W}p":
                text = _text(element)
                number = self._number(element) if text.strip() else ""
                yield f"<p>{escape(number + text).replace(chr(10), '<br>')}</p>\n"
            elif element.tag == f"{_W}tc":
                own, span = element.find(f"{_W}tcPr/{_W}vMerge"), element.find(f"{_W}tcPr/{_W}gridSpan")
                going_on = own is not None and _value(own, "val", "continue") == "continue"
                columns = _value(span, "val", "1") if span is not None else "1"
                yield f'<td colspan="{columns}"{f" {MERGED}" if going_on else ""}>'
                yield from self.page(element)
                yield "</td>"
            else:
                tag = {f"{_W}tbl": "table", f"{_W}tr": "tr"}.get(element.tag)
                yield f"<{tag}>" if tag else ""
                yield from self.page(element)
                yield f"</{tag}>" if tag else ""

    def _number(self, element: ET.Element) -> str:
        """Return the number that Word prints before a paragraph of a list."""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        held = element.find(f"{_W}pPr/{_W}numPr")
        held = self._styles.get(_value(style, "val", "")) if held is None and style is not None else held
        if held is None:
            return ""
        key = (_of(held, "numId"), int(_of(held, "ilvl") or 0))
        if key not in self._levels:
            return ""
        self._counts[key] = self._counts.get(key, self._levels[key][2] - 1) + 1
        for other in [one for one in self._counts if one[0] == key[0] and one[1] > key[1]]:
            del self._counts[other]
        text = self._levels[key][1]
        for level in range(key[1] + 1):
            kind = self._levels.get((key[0], level), ("decimal", "", 1))[0]
            text = text.replace(f"%{level + 1}", _written(self._counts.get((key[0], level), 1), kind))
        return text


def _written(number: int, kind: str) -> str:
    if "chinese" in kind or "ideograph" in kind.casefold():
        tens, ones = divmod(number, 10)
        ten = "" if tens == 0 else layout.TEN if tens == 1 else f"{layout.WORDS[tens % 10]}{layout.TEN}"
        return ten + (layout.WORDS[ones] if ones or not tens else "")
    if kind == "decimalEnclosedCircle":
        return chr(ord("①") + number - 1) if number <= len(layout.CIRCLES) else str(number)
    return "" if kind in {"bullet", "none"} else str(number)


def _of(element: ET.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else _value(found, "val", "")


def _value(element: ET.Element, name: str, otherwise: str) -> str:
    return element.get(f"{_W}{name}", otherwise)


def _text(element: ET.Element) -> str:
    """Return the text of a paragraph, but for what was struck out in a revision."""
    signs = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n"}
    return "".join(
        (one.text or "") if one.tag == f"{_W}t" else signs.get(one.tag, "") for one in element.iter()
    )
