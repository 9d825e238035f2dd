"""Where in a Word document a mark stands, for the sentences that tell what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from docx.oxml.ns import qn
from jinja2 import Template
from lxml import etree

from qtrack.locale.message import Message, msg
from qtrack.model.problem import Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import template_problem
from qtrack.papers.engine.paper import WrongTemplateError
from qtrack.papers.word.archive import Node
from qtrack.papers.word.shipped import PARTS
from qtrack.store.own_templates import template_path

_OPENS: Final = re.compile(r"(?={[{%#])")
_MARK: Final = re.compile(r"{[{%#].*?(?:[}%#]}|$)", re.DOTALL)
#: What a mark may begin with that says which piece of the document it is about.
_ABOUT: Final = re.compile(r"^({[{%#])-?(?:tr|tc|p|r) ")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
_BEGINS: Final = re.compile(r"{%-?\s*(for|if|call|block|macro|filter)\b")
_ENDS: Final = re.compile(r"{%-?\s*end(for|if|call|block|macro|filter)\b")
_LONGEST: Final = 60

#: So many marks and so long ones has no template; reading more would take time.
_MOST: Final = 5000
_LONGEST_MARK: Final = 2000
_TAG: Final = re.compile("<[^>]*>")
_WHOLE: Final = re.compile("{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_SIGN: Final = re.compile("{[{%#]|[}%#]}")
#: What docxtpl would read as marks of its own, at a cost without bounds.
_FOREIGN: Final = re.compile(r"{%\s*([vh]m)\s*%}")

#: A mark as it was typed, and its paragraph.
Placed = tuple[str, Node]


class Marks:
    """The marks of one file of a document."""

    def __init__(self, name: str, part: Any) -> None:  # noqa: ANN401 - python-docx has no type for all
        self.name, self.part = name, part
        self.root: Node = part.element if hasattr(part, "element") else etree.fromstring(part.blob)
        self.source = ""

    def refuse_unreadable(self) -> None:
        """Raise WrongTemplateError for what would be no template, or take long to be read as one."""
        for mark, paragraph in self._placed():
            if not mark.endswith(("}}", "%}", "#}")):
                raise self._wrong(msg("this mark is not closed where its paragraph ends"), mark, paragraph)
            if foreign := _FOREIGN.fullmatch(mark):
                raise self._wrong(
                    msg("there is no tag “{tag}”, or not here", tag=foreign[1]), mark, paragraph
                )
        xml = etree.tostring(self.root, encoding="unicode")
        text = _TAG.sub("", xml)
        marks = _WHOLE.findall(text)
        if len(marks) > _MOST or any(len(mark) > _LONGEST_MARK for mark in marks):
            message = msg(
                "it has more than {most} marks, or one of more than {signs} signs",
                most=_MOST,
                signs=_LONGEST_MARK,
            )
            raise wrong_document(self.name, message)
        if _SIGN.search(_WHOLE.sub("", text)) or _SIGN.search("".join(_TAG.findall(xml))):
            raise wrong_document(self.name, msg("it has a piece of a mark where none is read"))

    def template(self, environment: PaperEnvironment, xml: str) -> Template:
        """Return the file, as docxtpl makes it ready, as a template, with a line for each mark.

        Raises TemplateSyntaxError where it is none.
        """
        self.source = _OPENS.sub("\n", xml.replace("\n", " "))
        code = environment.compile(self.source, self.name, template_path(self.name))
        return environment.template_class.from_code(environment, code, environment.make_globals(None))

    @contextmanager
    def telling(self, environment: PaperEnvironment, variables: Mapping[str, object]) -> Iterator[None]:
        """Raise WrongTemplateError, with the place, for what goes wrong with a mark within."""
        try:
            yield
        except Exception as error:
            found = template_problem(error, environment, (self.name,), (*environment.globals, *variables))
            if found is None:
                raise
            raise WrongTemplateError(found, self._where(found.place.line)) from error

    def checked(self, xml: str) -> str:
        """Return the file that was made; raise WrongTemplateError where marks have cut it apart."""
        try:
            etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as error:
            message = msg(
                "what it opens is closed in another paragraph; write “{paragraph}” in a paragraph or “{row}” "
                "in a row of its own",
                paragraph="{%p … %}",
                row="{%tr … %}",
            )
            raise wrong_document(self.name, message, self._cut()) from error
        return xml

    def refuse_parts(self) -> None:
        """Raise WrongTemplateError where the file is not the text itself, where parts belong."""
        if str(self.part.partname) != "/word/document.xml":
            mark, paragraph = next(placed for placed in self._placed() if f"{PARTS}." in placed[0])
            raise self._wrong(msg("the parts of a paper belong in its text"), mark, paragraph)

    def _wrong(self, said: Message, mark: str, paragraph: Node) -> WrongTemplateError:
        return wrong_document(self.name, said, self._told(mark, paragraph))

    def _told(self, mark: str, paragraph: Node | None) -> Message:
        place = msg("the document") if paragraph is None else self._place(paragraph)
        return msg("{place}, at “{mark}”", place=place, mark=mark[:_LONGEST])

    def _where(self, line: int) -> Message:
        """Say where the mark of a line of the template stands."""
        lines = self.source.split("\n")
        mark = _plain(lines[line - 1])
        before = sum(_plain(own) == mark for own in lines[: line - 1])
        found = [own for own in self._placed() if _plain(own[0]) == mark]
        return self._told(*found[min(before, len(found) - 1)]) if found else self._told(mark, None)

    def _cut(self) -> Message:
        """Say where the first mark stands that does not open and close within one paragraph."""
        last: Node = None
        open_marks: list[Placed] = []
        for mark, paragraph in self._placed():
            if paragraph is not last and open_marks:
                break
            last = paragraph
            if _BEGINS.match(mark):
                open_marks.append((mark, paragraph))
            elif _ENDS.match(mark):
                if not open_marks:
                    return self._told(mark, paragraph)
                open_marks.pop()
        return self._told(*open_marks[0]) if open_marks else msg("the document")

    def _placed(self) -> Iterator[Placed]:
        """Yield the marks of the file as they were typed, each with its paragraph."""
        for paragraph in self.root.iter(qn("w:p")):
            text = "".join(own.text or "" for own in paragraph.iter(qn("w:t")))
            yield from ((mark, paragraph) for mark in _MARK.findall(text))

    def _place(self, paragraph: Node) -> Message:
        """Say where a paragraph stands: in which cell, else which one of the text it is."""
        root = self.root
        kind = root.tag.rpartition("}")[2]
        if kind != "document":
            return {"hdr": msg("a header"), "ftr": msg("a footer")}.get(kind, msg("a note"))
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        body = root.find(qn("w:body"))
        if cell is None:
            own = next(
                (one for one in (paragraph, *paragraph.iterancestors()) if one.getparent() is body), None
            )
            return msg("paragraph {number}", number=_number(own, body.findall(qn("w:p"))))
        row, table = cell.getparent(), next(cell.iterancestors(qn("w:tbl")))
        return msg(
            "table {table}, row {row}, cell {cell}",
            table=_number(table, list(root.iter(qn("w:tbl")))),
            row=_number(row, table.findall(qn("w:tr"))),
            cell=_number(cell, row.findall(qn("w:tc"))),
        )


def wrong_document(name: str, said: Message, where: Message | None = None) -> WrongTemplateError:
    """Return what to raise for a document that is no template."""
    return WrongTemplateError(
        Problem("template-error", said, Place.top(template_path(name))), where or msg("the document")
    )


def _number(own: object, among: list[Any]) -> int:
    return among.index(own) + 1 if own in among else 0


def _plain(mark: str) -> str:
    """Return a mark without what Word or docxtpl made of it, to be compared."""
    found = _MARK.match(mark.partition("</w:t>")[0])
    return (
        re.sub(
            r"\s+",
            "",
            _ABOUT.sub(r"\1", found[0])
            .translate(_QUOTES)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
        )
        if found
        else ""
    )
