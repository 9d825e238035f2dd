"""The template in Word that comes with qtrack, set as GB/T 9704 has it: every part of the paper is a mark."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, nodes
from markupsafe import escape

from qtrack.papers.engine.paper import BUILT_IN, ENDINGS, Layout, Paper, PaperForm
from qtrack.papers.word.archive import packed

#: What templates call the parts of a paper.
PARTS: Final = "parts"

#: The files of the template as they lie in its archive, by their names there.
_FILES: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}


class _Sheet(NamedTuple):
    """A page: its measures in twips, and the type of its tables and its texts, sizes in halves of a point."""

    page: str
    margins: str
    footer: int
    width: int
    size: int
    line: int
    inset: int
    text: int = 32
    leading: int = 560


#: A4 upright with 22 lines of 28 signs, as GB/T 9704 has them for Chinese; what is English is set smaller.
_UPRIGHT: Final = _Sheet(
    'w:w="11906" w:h="16838"',
    'w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"',
    footer=1304,
    width=8844,
    size=21,
    line=300,
    inset=85,
)
_LATIN: Final = (24, 350)
_LYING: Final = _Sheet(
    'w:w="16838" w:h="11906" w:orient="landscape"',
    'w:top="1588" w:right="1134" w:bottom="1247" w:left="1134"',
    footer=680,
    width=14570,
    size=18,
    line=250,
    inset=50,
    text=24,
    leading=420,
)
_SHEETS: Final = {
    Layout.TEXT: _UPRIGHT,
    Layout.SHEETS: _UPRIGHT._replace(size=22, line=320, text=28, leading=440),
    Layout.BRIEF: _UPRIGHT._replace(
        margins='w:top="1588" w:right="1474" w:bottom="1418" w:left="1588"', footer=794
    ),
    Layout.TABLE: _LYING,
    Layout.LEDGER: _LYING._replace(size=16, line=220, inset=30),
}


def shipped_template(paper: Paper, language: str, about: Sequence[str] = ()) -> bytes:
    """Return the template of a paper as a Word document; `about` is said on top and is not printed."""
    sheet = _SHEETS[paper.layout]
    if language == "en":
        sheet = sheet._replace(text=min(sheet.text, _LATIN[0]), leading=min(sheet.leading, _LATIN[1]))
    values = {
        "body": "".join(_marks(paper, about)),
        "indent": str(sheet.text * 20),
        "aside": str(sheet.text * 40),
        **{name: str(value) for name, value in sheet._asdict().items()},
    }
    return packed({name: _file(file, values, language) for name, file in _FILES.items()})


def _file(name: str, values: Mapping[str, str], language: str) -> bytes:
    text = (Path(__file__).parent / "package" / name).read_text(encoding="utf-8")
    if language == "en":  # which does not indent by two signs, nor has a language of the east
        text = text.replace('<w:ind w:firstLineChars="200" w:firstLine="{indent}"/>', "")
        text = text.replace('<w:jc w:val="both"/>', '<w:jc w:val="left"/>')
        text = text.replace('<w:widowControl w:val="0"/>', "")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text.encode()


def _marks(paper: Paper, about: Sequence[str]) -> list[str]:
    """Return the paragraphs of the template."""
    lines = [("Remark", f"{{#p {line} #}}") for line in about]
    parts = content_parts(paper)
    if paper.layout is not Layout.SHEETS:
        lines += [
            ("Title", "{{ words.title }}"),
            *(("Subtitle", f"{{{{ {PARTS}.{part} }}}}") for part in ("issue", "scope")),
            ("Imprint", f"{{{{ {PARTS}.imprint }}}}"),
            ("Rule", ""),
            ("Notice", "{%p for note in page.head.notes %}"),
            ("Notice", "{{ note }}"),
            ("Notice", "{%p endfor %}"),
        ]
    lines += [("BodyText", f"{{{{ {PARTS}.{part} }}}}") for part in parts]
    if paper.layout is Layout.SHEETS:  # which are sent to others, one by one
        lines += [("Remark", mark) for mark in ("{%p if head.anchor %}", "{{ head.anchor }}", "{%p endif %}")]
    else:
        lines.append(("BodyText", f"{{{{ {PARTS}.footer }}}}"))
    return [
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for style, text in lines
    ]


def part_names(paper: Paper) -> tuple[str, ...]:
    """Return what a paper is made of, by the names of the blocks of its page, from the top to the foot."""
    within = content_parts(paper)
    return ("header", "issue", "scope", "imprint", *dict.fromkeys(("content", *within)), "footer")


def content_parts(paper: Paper) -> tuple[str, ...]:
    """Return the blocks that the content of a paper is made of; where other text stands beside them, it."""
    name = f"{paper.template}.{ENDINGS[PaperForm.HTML]}"
    content = None
    while content is None:
        tree = Environment(autoescape=True).parse(BUILT_IN[name].read_text(encoding="utf-8"))
        content = next((block for block in tree.find_all(nodes.Block) if block.name == "content"), None)
        name = next((own.template.as_const() for own in tree.find_all(nodes.Extends)), "")
    within: list[str] = []
    return tuple(within) if _only_blocks(content.body, within) else ("content",)


def _only_blocks(body: Sequence[nodes.Node], found: list[str]) -> bool:
    """Gather the blocks of a body; tell whether nothing else in it is shown but empty boxes around them."""
    for node in body:
        if isinstance(node, nodes.Block):
            found.append(node.name)
        elif isinstance(node, nodes.If):
            if not _only_blocks([*node.body, *node.elif_, *node.else_], found):
                return False
        elif not (isinstance(node, nodes.Output) and all(_box(part) for part in node.nodes)):
            return False
    return True


def _box(node: nodes.Node) -> bool:
    return isinstance(node, nodes.TemplateData) and all(
        line.startswith(("<div", "</div")) for line in node.data.split("\n") if line.strip()
    )
