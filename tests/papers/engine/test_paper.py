"""Papers: the weekly summary has its chapters and figures in both forms; into none is anything smuggled."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from typing import Final

import msgspec
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qtrack.locale.message import Message, Translator
from qtrack.model.period import Period
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.summary.view import Summary, summary
from qtrack.records.light_changes import Then
from qtrack.ui.markdown import escape_markdown, show_markdown
from qtrack.ui.screen import Screen
from tests.papers.papers import (
    LAST_DAY,
    SHEETS,
    WEEK,
    Sheet,
    empty_page,
    hostile_plan,
    page_of,
    paper,
    text_of,
    told_page,
    told_plan,
)

CHAPTERS: Final = (
    "一、总体情况",
    "二、量化指标进展",
    "三、本期进展",
    "四、本期办结",
    "五、滞后和逾期事项",
    "六、存在问题和需协调事项",
    "七、下期到期和下一步安排",
    "八、未按时报送单位",
    "九、方案调整",
    "附件1：超序时进度任务表",
    "附件2：按序时进度任务表",
    "附件3：慢于序时进度任务表",
)

EMPTY: Final = {
    "一、总体情况": "本期没有报送进展。",
    "二、量化指标进展": "方案没有设量化指标。",
    "三、本期进展": "本期没有进展条目。",
    "四、本期办结": "本期没有办结的事项。",
    "五、滞后和逾期事项": "没有滞后或逾期的事项。",
    "六、存在问题和需协调事项": "没有报送存在的问题。",
    "七、下期到期和下一步安排": "至2019年4月2日没有到期的事项。\n\n没有报送下一步措施。",
    "八、未按时报送单位": "还没有一次报送时限已过，暂不统计。",
    "九、方案调整": "方案未纳入 git 管理，无从得知其修改情况。",
    "附件1：超序时进度任务表": "无。",
    "附件2：按序时进度任务表": "无。",
    "附件3：慢于序时进度任务表": "无。",
}


class Page(HTMLParser):
    """What stands in an HTML page: its tags with their attributes, and its text by element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, which stays open unless it is void."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "rect", "line"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text that a reader sees."""
        if data.strip() and not {"style"} & set(self.open):
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        """All the text of the page in one line."""
        return " ".join(" ".join(self.words).split())


each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
each_form = pytest.mark.parametrize("form", [PaperForm.MARKDOWN, PaperForm.HTML])


def chapters(markdown: str) -> dict[str, str]:
    """Return the text of each chapter by its title."""
    parts = re.split(r"^## (.*)$", markdown.partition("\n---\n")[0], flags=re.MULTILINE)
    return dict(zip(parts[1::2], (each.strip() for each in parts[2::2]), strict=True))


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in (token.children or [])]


def parsed(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def test_markdown_is_exactly_this(golden: Callable[[str, str], None]) -> None:
    golden("papers/weekly-small.md", paper(told_page(), PaperForm.MARKDOWN))


@each_sheet
@each_form
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_plan_gives_the_same_paper(sheet: Sheet, form: PaperForm, language: str) -> None:
    assert text_of(sheet, told_plan(), form, language) == text_of(sheet, told_plan(), form, language)


@pytest.mark.parametrize("made", [told_page, empty_page])
def test_every_chapter_is_there_in_order(made: Callable[[], Summary]) -> None:
    page = made()
    markdown = paper(page, PaperForm.MARKDOWN)
    assert tuple(chapters(markdown)) == CHAPTERS
    html = Page(paper(page, PaperForm.HTML)).text
    places = [html.index(title) for title in CHAPTERS]
    assert places == sorted(places)


@pytest.mark.parametrize(("title", "sentence"), EMPTY.items())
def test_an_empty_chapter_says_why(title: str, sentence: str) -> None:
    told = chapters(paper(empty_page(), PaperForm.MARKDOWN))[title]
    assert sentence in told
    if title != "一、总体情况":
        assert told == sentence
        assert "|" not in told
    html = Page(paper(empty_page(), PaperForm.HTML)).text
    assert " ".join(sentence.split()) in html


def test_a_plan_without_tasks_has_no_table_of_lights() -> None:
    plan = msgspec.structs.replace(told_plan(), tasks=(), entries=())
    told = chapters(paper(page_of(plan), PaperForm.MARKDOWN))["一、总体情况"]
    assert told == "方案中还没有任务。\n\n本期没有报送进展。"


def test_english_numbers_chapters_and_dates_its_own_way() -> None:
    markdown = paper(told_page(), PaperForm.MARKDOWN, "en")
    assert [each[:2] for each in chapters(markdown)][:9] == [f"{number}." for number in range(1, 10)]
    assert "25 February 2019 to 3 March 2019" in markdown
    assert '<html lang="en">' in paper(told_page(), PaperForm.HTML, "en")


def test_late_reports_are_marked() -> None:
    assert paper(told_page(), PaperForm.MARKDOWN).count("**补报**") == 1
    entries = paper(told_page(), PaperForm.HTML).count('<span class="afterwards">补报</span>')
    assert entries == 1


@each_sheet
@each_form
def test_the_foot_tells_what_the_paper_was_made_from(sheet: Sheet, form: PaperForm) -> None:
    text = text_of(sheet, told_plan(), form, known_at=date(2019, 3, 4))
    assert "依据：质量提升工作方案（闽质监〔2018〕251号）" in text
    assert "情况截至 2019-03-03，以 2019-03-04 前（含当日）已记录的条目为准。" in text


def test_figures_are_those_of_the_view() -> None:
    page = told_page()
    html = Page(paper(page, PaperForm.HTML))
    cells = html.words
    for count in page.counts.values():
        assert str(count) in cells
    bars = [
        attributes for tag, attributes in html.tags if tag == "rect" and "%" in (attributes.get("x") or "")
    ]
    lengths = [attributes["width"] for attributes in bars]
    assert lengths == ["40%", "20%", "40%"]
    for _, own in page.indicators:
        assert own.indicator.name in html.text
    assert {"99.5%", "未达标", "75%", "62%", "+13"} <= set(cells)
    assert "红 2 黄 1 蓝 2" in html.text


@each_sheet
def test_html_is_one_page_that_asks_for_nothing(sheet: Sheet) -> None:
    text = text_of(sheet, told_plan(), PaperForm.HTML)
    page = Page(text)
    assert page.open == []
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object", "embed", "a", "base", "form"} & set(tags)
    for _, attributes in page.tags:
        assert not {"src", "href", "style", "srcset", "xlink:href", "action"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text
    policy = [attributes["content"] for _, attributes in page.tags if "http-equiv" in attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


@each_sheet
def test_html_can_be_read_by_ear(sheet: Sheet) -> None:
    page = Page(text_of(sheet, told_plan(), PaperForm.HTML))
    tags = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "zh-CN"})
    assert [tags.count(each) for each in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    names = {attributes["id"] for _, attributes in page.tags if attributes.get("id")}
    for tag, attributes in page.tags:
        if tag == "section" or attributes.get("role") == "img":
            assert set((attributes["aria-labelledby"] or "").split()) <= names
        if tag == "th":
            assert attributes["scope"] in {"row", "col", "rowgroup"}
    assert len(names) == len([1 for _, attributes in page.tags if attributes.get("id")])


@each_sheet
def test_markdown_lets_nothing_through(sheet: Sheet) -> None:
    tokens = parsed(text_of(sheet, hostile_plan(), PaperForm.MARKDOWN))
    kinds = {each.type for each in [*tokens, *inline(tokens)]}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "em_open",
        "s_open",
    }
    honest = parsed(text_of(sheet, told_plan(), PaperForm.MARKDOWN))
    assert [each.type for each in tokens] == [each.type for each in honest]
    spoken = [each.content for each in inline(tokens) if each.type == "text"]
    assert any(
        "<script>alert(1)</script>" in each and "\\| {{ 7 * 7 }} {% raw %} \\" in each for each in spoken
    )


@each_sheet
def test_html_lets_nothing_through(sheet: Sheet) -> None:
    hostile = Page(text_of(sheet, hostile_plan(), PaperForm.HTML))
    honest = Page(text_of(sheet, told_plan(), PaperForm.HTML))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in honest.tags]
    assert "alert(1)</script>" in hostile.text


@each_sheet
@each_form
def test_no_control_code_gets_through(sheet: Sheet, form: PaperForm) -> None:
    text = text_of(sheet, hostile_plan(), form)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", text)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("平常的话，2019年完成40%（样例）", "平常的话，2019年完成40%（样例）"),
        ("a|b", "a\\|b"),
        ("第一行\n  第二行", "第一行 第二行"),
        ("a\u2028b\r\n", "a b"),
        ("[x](y) `z` <b>", "\\[x\\](y) \\`z\\` \\<b\\>"),
        ("public_standards *", "public\\_standards \\*"),
        ("见 http://a.cn/b，www.a.cn，@zhang", "见 http:\\//a.cn/b，www\\.a.cn，\\@zhang"),
    ],
)
def test_markdown_escapes_as_little_as_it_can(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


class Terminal(StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Say that a person is looking."""
        return True


def test_a_pipe_gets_the_markdown_as_it_is() -> None:
    out = StringIO()
    show_markdown("# 周报\n\n| a | b |\n", Screen(Translator("zh"), {}, out, StringIO()))
    assert out.getvalue() == "# 周报\n\n| a | b |\n"


def test_a_terminal_gets_whole_texts_in_narrow_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    name = "全省参加首席质量官任职公益培训的企业数量"
    show_markdown(
        f"| 指标 | 完成值 |\n| :-- | --: |\n| {name} | 1085 |\n",
        Screen(Translator("zh"), {"NO_COLOR": "1"}, out, StringIO()),
    )
    shown = re.sub(r"\x1b\[[0-9;]*m|\s", "", out.getvalue())
    assert "…" not in shown
    assert set(name) <= set(shown)


def test_a_terminal_gets_a_table_with_too_many_columns_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "79")
    out = Terminal()
    heads = [f"栏{number}" for number in range(10)]
    cells = ["-" if number == 3 else f"第{number}格" for number in range(10)]
    table = [heads, [":--"] * 10, cells, cells]
    show_markdown(
        "\n".join(f"| {' | '.join(row)} |" for row in table),
        Screen(Translator("zh"), {"NO_COLOR": "1"}, out, StringIO()),
    )
    shown = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).split("\n")]
    rows = [f"栏{number}  第{number}格" for number in range(10) if number != 3]
    assert [line for line in shown if line] == rows * 2


@pytest.mark.parametrize(
    ("unknown", "told"),
    [
        (None, "与上期（截至2019年2月24日，按当日的方案和记录）相比，"),
        (
            Message("Why."),
            (
                "Why.因此2019-02-24的情况按现行方案计算，方案调整引起的变化无法区分。"
                "与上期（截至2019年2月24日，按现行方案和当日的记录）相比，"
            ),
        ),
    ],
)
def test_a_paper_says_by_which_plan_the_issue_before_was_computed(unknown: Message | None, told: str) -> None:
    period = Period.parse(WEEK)
    assert period is not None
    then = Then(date(2019, 2, 24), unknown=unknown)
    page = summary(ReportContext(told_plan(), LAST_DAY, None, period, then=then))
    assert f"\n{told}" in chapters(paper(page, PaperForm.MARKDOWN))["一、总体情况"]
