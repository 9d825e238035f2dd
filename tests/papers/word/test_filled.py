"""Papers as Word documents: read back by python-docx, with the words of the page and nothing of the day."""

import io
from datetime import datetime
from typing import Any

import docx
import pytest

from qtrack.locale.message import Translator
from qtrack.papers.engine.paper import PaperForm, WrongTemplateError
from qtrack.papers.own.copies import ejected_document
from qtrack.papers.registry import PAPERS, office_paper
from qtrack.papers.word.archive import unpacked
from tests.papers.papers import (
    SHEETS,
    Sheet,
    endless_plan,
    hostile_plan,
    made_page,
    told_page,
    told_plan,
)
from tests.papers.word.documents import changed, lines_of, made, table_under, times_of, with_file

ZH = Translator("zh")


CUT = (
    "what it opens is closed in another paragraph; "
    "write “{%p … %}” in a paragraph or “{%tr … %}” in a row of its own"
)


def weekly(template: bytes | None = None, language: str = "zh") -> bytes:
    return office_paper("weekly", told_page(), PaperForm.DOCX, Translator(language), document=template)


def wrong(template: bytes) -> tuple[str, str]:
    """Return where a template is wrong, and how."""
    with pytest.raises(WrongTemplateError) as caught:
        weekly(template)
    english = Translator("en")
    return english.say(caught.value.where), english.say(caught.value.problem.message)


def test_the_weekly_has_its_title_its_headings_and_its_tables() -> None:
    lines = lines_of(weekly())
    assert lines[:6] == [
        "[Title] 质量提升方案周报",
        "[Subtitle] 第9期（2019年2月25日至3月3日）",
        "[版头线] ",
        "[Body Text] 截至3月3日，方案任务5项亮灯情况：",
        " | 红 | 黄 | 绿 | 蓝 | 未评",
        "项数 | 2 | 1 | 0 | 2 | 0",
    ]
    assert "[Heading 1] 一、本周变化" in lines
    assert any(line.startswith("[Body Text] 1. 健全量传溯源体系") for line in lines)
    assert "[Heading 1] 附件1：各项任务进展一览表" in lines
    assert lines[-1] == "[说明] 数据截至2019年3月3日，含其后补报。"


def test_a_page_is_set_as_the_standard_has_it() -> None:
    document = docx.Document(io.BytesIO(weekly()))
    section = document.sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert document.settings.odd_and_even_pages_header_footer
    styles: Any = document.styles
    assert (styles["Title"].font.size.pt, styles["Normal"].paragraph_format.line_spacing.pt) == (22, 28)
    footers: list[Any] = [section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]]
    assert [(footer.text, footer.alignment) for footer in footers] == [("— 1 —", 2), ("— 1 —", 0)]


def test_rows_are_not_parted_and_heads_repeat() -> None:
    document = docx.Document(io.BytesIO(weekly()))
    for table in document.tables:
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)  # noqa: SLF001
        heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]  # noqa: SLF001
        assert heads[0] or not any(heads)


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_is_a_document_and_is_the_same_each_time(sheet: Sheet, language: str) -> None:
    page = made_page(sheet, told_plan())
    first, second = (office_paper(sheet.name, page, PaperForm.DOCX, Translator(language)) for _ in range(2))
    assert first == second
    assert times_of(first) == {(2000, 1, 1, 0, 0, 0)}
    told = docx.Document(io.BytesIO(first)).core_properties
    assert told.created == told.modified
    assert told.created is not None
    assert told.created.replace(tzinfo=None) == datetime(2019, 3, 3)  # noqa: DTZ001
    assert len(lines_of(first)) > (0 if sheet.name == "chase" else 5)


@pytest.mark.parametrize("plan", [hostile_plan(), endless_plan()], ids=["hostile", "endless"])
def test_a_hostile_text_is_text(plan: Any) -> None:  # noqa: ANN401
    for sheet in SHEETS:
        made_of = office_paper(sheet.name, made_page(sheet, plan), PaperForm.DOCX, ZH)
        document = docx.Document(io.BytesIO(made_of))
        xml = document.element.xml
        assert not any(relation.is_external for relation in document.part.rels.values())
        assert "w:instrText" not in xml
        assert "w:hyperlink" not in xml
        assert "49" not in "\n".join(lines_of(made_of))


def test_a_mark_within_a_text_is_not_worked_out() -> None:
    text = "\n".join(
        lines_of(office_paper("weekly", made_page(SHEETS[0], hostile_plan()), PaperForm.DOCX, ZH))
    )
    assert "{{ 7 * 7 }} {% raw %}" in text
    own = made("{{ page.late[0][0].holder.title }}")
    page = made_page(SHEETS[0], hostile_plan("{_{ 7 }_} {{ 7 * 7 }} {%p if %} <w:br/>&amp;"))
    filled = office_paper("weekly", page, PaperForm.DOCX, ZH, document=own)
    assert lines_of(filled) == ["[Normal] {_{ 7 }_} {{ 7 * 7 }} {%p if %} <w:br/>&amp;"]


def test_line_breaks_of_a_text_are_kept() -> None:
    page = made_page(SHEETS[0], hostile_plan("一\n二"))
    filled = office_paper(
        "weekly", page, PaperForm.DOCX, ZH, document=made("{{ page.late[0][0].holder.title }}")
    )
    assert lines_of(filled) == ["[Normal] 一\n二"]


def test_the_template_to_start_from_makes_the_very_same_paper() -> None:
    for paper in ("weekly", "ledger", "chase"):
        page = made_page(next(sheet for sheet in SHEETS if sheet.name == paper), told_plan())
        own = ejected_document(paper, ZH, "zh")
        assert "{#p " in "\n".join(lines_of(own))
        assert office_paper(paper, page, PaperForm.DOCX, ZH, document=own) == office_paper(
            paper, page, PaperForm.DOCX, ZH
        )


def test_a_template_of_ones_own_is_filled_from_the_records_of_the_page() -> None:
    own = made(
        "质监局文件",
        "{{ words.title }} {% if page.total > 3 %}共{{ page.total }}项{% endif %}",
        "{{ parts.overview }}",
        "{%p for row, next in page.late %}",
        "{{ row.holder.title }}：{{ _(“Light”) }}{{ light_words[row.light] }}",
        "{%p endfor %}",
        table=[
            ["任务", "灯"],
            ["{%tr for row, next in page.late %}", ""],
            ["{{ row | subject(page) }}", "{{ light_words[row.light] }}"],
            ["{%tr endfor %}", ""],
        ],
        header="{{ head.publisher }}",
    )
    made_of = weekly(own)
    lines = lines_of(made_of)
    assert lines[:2] == ["[Normal] 质监局文件", "[Normal] 质量提升方案周报 共5项"]
    assert "项数 | 2 | 1 | 0 | 2 | 0" in lines
    assert "[Normal] 健全量传溯源体系：灯红" in lines
    assert ["健全量传溯源体系", "红"] in table_under(made_of, "健全量传溯源体系：")
    header = docx.Document(io.BytesIO(made_of)).sections[0].header
    assert header.paragraphs[0].text == "省质监局办公室"


@pytest.mark.parametrize(
    ("template", "where", "why"),
    [
        (made("一", "{{ page.nope }}"), "paragraph 2, at “{{ page.nope }}”", "Summary has no “nope”"),
        (
            made("{{ parts.frnt }}"),
            "paragraph 1, at “{{ parts.frnt }}”",
            "parts has no “frnt”; perhaps “front”",
        ),
        (made("{% for x %}"), "paragraph 1, at “{% for x %}”", "“in” belongs here, not “%}”"),
        (
            made("{{ page.total"),
            "paragraph 1, at “{{ page.total”",
            "this mark is not closed where its paragraph ends",
        ),
        (
            made("{{ page.__class__ }}"),
            "paragraph 1, at “{{ page.__class__ }}”",
            "“__class__” is closed to templates",
        ),
        (
            made("{% for i in range(99999999) %}x{% endfor %}"),
            "paragraph 1, at “{% for i in range(99999999) %}”",
            "a text or a list gets longer than 1000000 characters or entries",
        ),
        (
            made("{% include '/etc/passwd' %}"),
            "paragraph 1, at “{% include '/etc/passwd' %}”",
            "there is no template “/etc/passwd”",
        ),
        (
            made("{{ page.total }} {{ nope }}", table=[["{{ page.total }}", "{{ nope }}"]]),
            "paragraph 1, at “{{ nope }}”",
            "nothing is called “nope” here",
        ),
        (
            made("x", table=[["a", "b"], ["c", "{{ nope }}"]]),
            "table 1, row 2, cell 2, at “{{ nope }}”",
            "nothing is called “nope” here",
        ),
        (made("x", header="{{ nope }}"), "a header, at “{{ nope }}”", "nothing is called “nope” here"),
        (
            made("x", header="{{ parts.front }}"),
            "a header, at “{{ parts.front }}”",
            "the parts of a paper belong in its text",
        ),
        (
            made("x", "a {% if false %}", "b", "{%p endif %}"),
            "paragraph 2, at “{% if false %}”",
            CUT,
        ),
        (made("{% vm %}"), "paragraph 1, at “{% vm %}”", "there is no tag “vm”, or not here"),
    ],
    ids=range(13),
)
def test_a_mark_that_is_wrong_is_told_with_its_place(template: bytes, where: str, why: str) -> None:
    assert wrong(template) == (where, why)


OUTSIDE = (
    '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/>'
)
FIELD = (
    "it has the field “DDEAUTO c:\\\\cmd”; of fields a template may have HYPERLINK, NUMPAGES, PAGE, PAGEREF, "
    "REF, SECTION, SECTIONPAGES, SEQ, STYLEREF, TITLE, TOC"
)
_RELATIONS = "word/_rels/document.xml.rels"
_DAMAGED = "it is damaged, or no Word document (.docx)"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", _DAMAGED),
        (b"hello", _DAMAGED),
        (made("x")[:-400], _DAMAGED),
        (
            b"\xd0\xcf\x11\xe0" + b"0" * 600,
            "it has a password, or the form of an older Word; save it as .docx without a password",
        ),
        (
            with_file(made("x"), "word/media/a.bin", b"\0" * 33_000_000),
            "it unpacks to more than 32000000 bytes or 500 files",
        ),
        (
            changed(made("x"), {"word/document.xml": ("x</w:t>", "x" * 1_000_001 + "</w:t>")}),
            "its text has more than 1000000 bytes; no template has so many",
        ),
        (
            changed(
                made("x"),
                {
                    "[Content_Types].xml": (
                        "openxmlformats-officedocument.wordprocessingml.document.main",
                        "ms-word.document.macroEnabled.main",
                    )
                },
            ),
            "it holds macros or files of other programs; save it as .docx without them",
        ),
        (
            changed(
                made("x"),
                {
                    _RELATIONS: (
                        "</Relationships>",
                        OUTSIDE + "</Relationships>",
                    )
                },
            ),
            "it fetches “http://example.org/t.dotm” from outside; take that out of it",
        ),
        (
            changed(
                made("x"),
                {"word/document.xml": ("<w:t>x</w:t>", '<w:fldSimple w:instr=" DDEAUTO c:\\\\cmd"/>')},
            ),
            FIELD,
        ),
    ],
    ids=["empty", "text", "cut", "old", "bomb", "large", "macros", "outside", "field"],
)
def test_a_document_that_is_no_template_is_refused_in_a_sentence(template: bytes, why: str) -> None:
    assert wrong(template) == ("the document", why)


@pytest.mark.parametrize(
    "text",
    ["%}" * 200_000, "{{ 1 }}" * 5001, "{{ " + "1" * 2001 + " }}", "{" * 200_000],
    ids=["ends", "many", "long", "braces"],
)
def test_a_document_that_would_take_long_to_read_is_refused_at_once(text: str) -> None:
    with pytest.raises(WrongTemplateError):
        weekly(made(text))


def test_notes_are_filled_once_whatever_texts_they_show() -> None:
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>{{ page.late[0][0].holder.title }}</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
    relation = (
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'footnotes" Target="footnotes.xml"/>'
    )
    own = changed(
        with_file(made("x"), "word/footnotes.xml", note.encode()),
        {
            "[Content_Types].xml": ("</Types>", override + "</Types>"),
            _RELATIONS: ("</Relationships>", relation + "</Relationships>"),
            "word/document.xml": ("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:p>"),
        },
    )
    page = made_page(SHEETS[0], hostile_plan("{{ 7 * 7 }}"))
    filled = unpacked(office_paper("weekly", page, PaperForm.DOCX, ZH, document=own))
    assert ">{{ 7 * 7 }}</w:t>" in filled["word/footnotes.xml"].decode()


def test_parts_get_the_styles_of_the_document_by_their_names() -> None:
    own = changed(
        made("{{ parts.front }}", "{{ parts.signature }}"),
        {"word/styles.xml": ('w:styleId="Heading1"', 'w:styleId="1"')},
    )
    document = docx.Document(io.BytesIO(weekly(own)))
    ids = {block.style.style_id for block in document.paragraphs if block.style}
    assert "1" in ids
    assert "qtrackSignature1" in ids
    styles: Any = document.styles
    assert styles["落款"].base_style.name == "Normal"


def test_every_paper_has_a_template_with_its_marks() -> None:
    for name in PAPERS:
        assert "{{ parts." in "\n".join(lines_of(ejected_document(name, ZH, "zh")))
