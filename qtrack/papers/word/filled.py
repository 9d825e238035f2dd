"""A template in Word filled from the records of a paper, in the sandbox that all templates run in."""

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, Final

import docx
import msgspec
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree
from markupsafe import Markup

from qtrack.locale.message import Translator, msg
from qtrack.papers.engine.environment import PaperEnvironment, making
from qtrack.papers.engine.errors import RefusedError
from qtrack.papers.engine.paper import Paper, PaperForm, document_name
from qtrack.papers.word.archive import Node, packed, unpacked
from qtrack.papers.word.body import CELL, Body, Setting
from qtrack.papers.word.drawing import TWIP
from qtrack.papers.word.foreign import opened
from qtrack.papers.word.page import parts_of
from qtrack.papers.word.places import Marks, wrong_document
from qtrack.papers.word.shipped import PARTS, part_names, shipped_template
from qtrack.store.own_templates import OwnTemplates
from qtrack.ui.line import one_line

_NAMESPACE: Final = "urn:qtrack"
_MARKER: Final = "<q:part xmlns:q="
_PART: Final = f"{{{_NAMESPACE}}}part"
#: The width of a sheet that does not tell its own, and the least that is left of one, in units of Word's.
_A4: Final = 7560310
_NARROWEST: Final = 1800000
#: So many signs has a property of a document at most.
_LONGEST: Final = 255
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


#: The files of a document that have marks, by their types.
_FILLED: Final = re.compile(r"(?:document\.main|header|footer|footnotes)\+xml$")


def word_paper(
    paper: Paper, page: msgspec.Struct, translator: Translator, own: OwnTemplates, document: bytes | None
) -> bytes:
    """Return a paper as a Word document, by a template of one's own or by that which is shipped.

    Raises WrongTemplateError where a template of one's own is none, or does not work.
    """
    name = document_name(paper.name)
    shipped = shipped_template(paper, translator.language)
    with making(paper, page, PaperForm.DOCX, translator, own) as (environment, variables):
        names = part_names(paper)
        parts = msgspec.defstruct(PARTS, names, frozen=True)
        variables[PARTS] = parts(*map(_marker, names))
        filled = _Filled(shipped if document is None else _checked(document, name), environment, name)
        filled.render(variables, environment)
        if filled.marked:
            _put_parts(filled.docx, shipped, parts_of(paper, page, translator, own))
        _tell(filled.docx, variables, environment)
        target = io.BytesIO()
        filled.docx.save(target)
        return packed(unpacked(target.getvalue()))


def _marker(name: str) -> Markup:
    """Return what stands for a part until the document is made: no text of a plan can be it."""
    return Markup(f'{_MARKER}"{_NAMESPACE}" name="{name}"/>')  # noqa: S704 - names of blocks


class _Filled(DocxTemplate):  # type: ignore[misc] # it comes without types
    """A document whose marks run in the sandbox, or are only read; `marked` once it has a part of a paper."""

    def __init__(
        self, raw: bytes, environment: PaperEnvironment, name: str, *, only_read: bool = False
    ) -> None:
        super().__init__(io.BytesIO(raw))
        self.environment, self.name, self.only_read = environment, name, only_read
        self.marked = False

    def render_xml_part(
        self,
        src_xml: str,
        part: Node,
        context: Mapping[str, Any],
        jinja_env: Environment,  # noqa: ARG002
    ) -> str:
        """Return a file of the document with its marks replaced; of the sandbox it knows already."""
        marks = Marks(self.name, part)
        with marks.telling(self.environment, context):
            template = marks.template(self.environment, src_xml)
            found = src_xml if self.only_read else self.environment.made(template, context)
        if self.only_read:
            return found
        made = marks.checked(found.replace("\n", ""))
        if _MARKER in made:
            marks.refuse_parts()
            self.marked = True
        return made

    def render(self, context: Mapping[str, Any], jinja_env: Environment) -> None:
        """Fill the document; raise WrongTemplateError where that does not work."""
        self.init_docx()
        for part in self.docx.part.package.iter_parts():
            if _FILLED.search(part.content_type):
                Marks(self.name, part).refuse_unreadable()
        super().render(context, jinja_env)

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Environment) -> None:
        """Fill the notes, once: what texts of the plan have put there is no mark."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith("footnotes+xml"):
                made = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
                part._blob = made.encode()  # noqa: SLF001 - python-docx keeps notes as they are

    def render_properties(self, *_: object) -> None:
        """Leave the properties: what they are is told afterwards, the same for every template."""


def check_document(document: bytes, name: str, environment: PaperEnvironment) -> None:
    """Raise WrongTemplateError where a document of one's own is no template, or a mark cannot be read."""
    _Filled(_checked(document, name), environment, name, only_read=True).render({}, environment)


def _checked(document: bytes, name: str) -> bytes:
    """Return a document of one's own; raise WrongTemplateError where it is none."""
    try:
        raw = opened(document)
        docx.Document(io.BytesIO(raw)).styles  # noqa: B018 - it is read when it is asked for
    except RefusedError as error:
        raise wrong_document(name, error.said) from error
    except Exception as error:  # python-docx tells in many ways that files are missing
        raise wrong_document(name, msg("it is damaged, or no Word document (.docx)")) from error
    return raw


def _tell(document: Document, variables: Mapping[str, Any], environment: PaperEnvironment) -> None:
    """Say what the document is, and nothing of who made the template, or of today."""
    head, words = variables["page"].head, variables
    told = document.core_properties
    made = datetime.combine(head.as_of, datetime.min.time())

    def say(value: object) -> str:
        return one_line(environment.output.translator.show(value))[:_LONGEST]

    told.title, told.author = say(words["words"]["title"]), say(words["head"]["publisher"])
    told.last_modified_by, told.comments, told.revision = told.author, "", 1
    told.created = told.modified = made


def _put_parts(document: Document, shipped: bytes, parts: Mapping[str, Node]) -> None:
    """Put the parts in the place of their markers."""
    body = Body(_setting(document, shipped))
    for marker in list(document.element.iter(_PART)):
        part = parts.get(marker.get("name"))
        made = parse_xml(f"<w:body {_W} {_R}>{'' if part is None else body.blocks(part)}</w:body>")
        paragraph = next(marker.iterancestors(qn("w:p")), None)
        place = marker if paragraph is None else paragraph
        for block in made:
            place.addprevious(block)
        _take(marker)
        if paragraph is not None:
            _drop(paragraph)
    if body.sheeted:
        for section in document.sections:
            _restart(section._sectPr)  # noqa: SLF001 - python-docx has no word for the numbers of pages


def _take(marker: Node) -> None:
    """Take a marker out of a text, whose rest stays."""
    box, before = marker.getparent(), marker.getprevious()
    if marker.tail and before is None:
        box.text = (box.text or "") + marker.tail
    elif marker.tail:
        before.tail = (before.tail or "") + marker.tail
    box.remove(marker)


def _drop(paragraph: Node) -> None:
    """Take a paragraph away that says nothing, but for the last of its cell and one that ends a section."""
    kept = next(paragraph.iter(_PART, qn("w:sectPr")), None)
    if kept is None and not any(text.text for text in paragraph.iter(qn("w:t"))):
        box, alone = paragraph.getparent(), paragraph.getnext() is None
        if not (alone and box.tag == qn("w:tc")):
            box.remove(paragraph)


def _setting(document: Document, shipped: bytes) -> Setting:
    """Return what the document has for parts, with the shipped styles where it lacks them."""
    own = document.styles.element
    names = {_named(style): style.get(qn("w:styleId")) for style in own.iter(qn("w:style"))}
    theirs = etree.fromstring(unpacked(shipped)["word/styles.xml"])
    ids = {style.get(qn("w:styleId")): _named(style) for style in theirs.iter(qn("w:style"))}
    missing = [style for style in theirs.iter(qn("w:style")) if _named(style) not in names]
    for style in missing:
        found = f"qtrack{style.get(qn('w:styleId'))}"
        names[_named(style)] = found
        style.set(qn("w:styleId"), found)
    for style in missing:
        for reference in (*style.iterchildren(qn("w:basedOn"), qn("w:next")),):
            reference.set(qn("w:val"), names[ids[reference.get(qn("w:val"))]])
        own.append(parse_xml(etree.tostring(style)))
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    width = max((section.page_width or _A4) - margins, _NARROWEST)
    restarted = deepcopy(section._sectPr)  # noqa: SLF001
    _restart(restarted)
    size = own.xpath(f'w:style[w:name/@w:val="{CELL}"]/w:rPr/w:sz/@w:val')
    return Setting(
        names, width // TWIP, int(size[0]) if size else 21, etree.tostring(restarted, encoding="unicode")
    )


def _named(style: Node) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()


def _restart(section: Node) -> None:
    """Let the pages of a section count from 1."""
    numbers = section.find(qn("w:pgNumType"))
    if numbers is None:
        numbers = etree.SubElement(section, qn("w:pgNumType"))
        section.find(qn("w:pgMar")).addnext(numbers)
    numbers.set(qn("w:start"), "1")
