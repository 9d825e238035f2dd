"""Papers: the weekly summary has its chapters and figures in both forms; into none is anything smuggled."""

import re
from collections.abc import Callable, Sequence
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
from qtrack.records.since.light_changes import Then
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

#: The titles of the first pages of the told week, then of all annexes, which every issue has.
FRONT: Final = (
    "一、本周变化",
    "二、红灯任务及下一步措施",
    "三、需协调解决的事项",
    "四、未按时报送情况",
)
ANNEXES: Final = (
    "附件1：各项任务进展一览表",
    "附件2：序时进度对照表",
    "附件3：滞后、逾期和停滞事项",
    "附件4：亮灯调整情况",
    "附件5：量化指标进展",
    "附件6：定期事项办理情况",
    "附件7：各单位报送情况",
    "附件8：办结和取消事项",
    "附件9：存在问题和下一步措施",
    "附件10：近期到期事项",
    "附件11：未按时报送单位",
    "附件12：催办情况",
    "附件13：方案修改情况",
)

EMPTY: Final = {
    "附件2：序时进度对照表": "无。",
    "附件3：滞后、逾期和停滞事项": "没有滞后或逾期的事项。",
    "附件5：量化指标进展": "方案没有设量化指标。",
    "附件6：定期事项办理情况": "无。",
    "附件7：各单位报送情况": "本期没有报送进展。",
    "附件8：办结和取消事项": "本期没有办结的事项。",
    "附件9：存在问题和下一步措施": "没有报送存在的问题。",
    "附件10：近期到期事项": "至4月2日无到期事项。",
    "附件11：未按时报送单位": "还没有一次报送时限已过，暂不统计。",
    "附件12：催办情况": "无。",
    "附件13：方案修改情况": "方案未纳入 git 管理，无从得知其修改情况。",
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


@pytest.mark.parametrize(("made", "front"), [(told_page, FRONT), (empty_page, FRONT[:1])])
def test_chapters_that_tell_anything_come_first_then_every_annex(
    made: Callable[[], Summary], front: tuple[str, ...]
) -> None:
    page = made()
    markdown = paper(page, PaperForm.MARKDOWN)
    assert tuple(chapters(markdown)) == front + ANNEXES
    html = Page(paper(page, PaperForm.HTML)).text
    places = [html.index(title) for title in front + ANNEXES]
    assert places == sorted(places)


@pytest.mark.parametrize(("title", "sentence"), EMPTY.items())
def test_an_empty_annex_says_why(title: str, sentence: str) -> None:
    told = chapters(paper(empty_page(), PaperForm.MARKDOWN))[title]
    assert sentence in told
    assert "|" not in told
    html = Page(paper(empty_page(), PaperForm.HTML)).text
    assert " ".join(sentence.split()) in html


@pytest.mark.parametrize(("chosen", "kept"), [((), ()), ((1, 3), (0, 2)), (None, range(13))])
@each_form
def test_only_the_annexes_that_are_asked_for_stand_in_a_paper(
    chosen: tuple[int, ...] | None, kept: Sequence[int], form: PaperForm
) -> None:
    wanted = None if chosen is None else frozenset(chosen)
    period = Period.parse(WEEK)
    text = paper(summary(ReportContext(told_plan(), LAST_DAY, None, period, annexes=wanted)), form)
    assert [title in text for title in ANNEXES] == [at in kept for at in range(13)]
    assert ("附件：" in text) is bool(kept)
    assert ("详见附件" in text) is False  # all of this small plan finds room on the first pages


def test_the_first_pages_have_no_ids_no_zeros_and_no_words_of_the_software() -> None:
    front = paper(told_page(), PaperForm.MARKDOWN).partition("## 附件1")[0]
    assert not re.search(r"[TSM]\d\d|qtrack|git|\d{4}-\d\d|（0|[^\d.]0项", front)


def test_a_plan_without_tasks_has_no_table_of_lights() -> None:
    plan = msgspec.structs.replace(told_plan(), tasks=(), entries=())
    told = paper(page_of(plan), PaperForm.MARKDOWN).partition("\n## ")[0]
    assert told.endswith("方案中还没有任务。\n\n本周没有单位报送进展。\n")


def test_english_numbers_chapters_and_dates_its_own_way() -> None:
    markdown = paper(told_page(), PaperForm.MARKDOWN, "en")
    assert [each[:2] for each in chapters(markdown)][:4] == [f"{number}." for number in range(1, 5)]
    assert "25 February 2019 to 3 March" in markdown
    assert '<html lang="en">' in paper(told_page(), PaperForm.HTML, "en")


def test_late_reports_are_marked() -> None:
    assert paper(told_page(), PaperForm.MARKDOWN).count("**补报**") == 1
    entries = paper(told_page(), PaperForm.HTML).count('<span class="afterwards">补报</span>')
    assert entries == 1


@each_sheet
@each_form
def test_the_foot_tells_what_the_paper_was_made_from(sheet: Sheet, form: PaperForm) -> None:
    text = text_of(sheet, told_plan(), form, known_at=date(2019, 3, 4))
    basis = "依据《质量提升工作方案》（闽质监〔2018〕251号）"
    assert (basis in text) is (sheet.name != "brief")  # whose one page has no room for it
    assert "数据截至2019年3月3日，以2019年3月4日前（含当日）的记录为准。" in text


def test_figures_are_those_of_the_view() -> None:
    page = told_page()
    html = Page(paper(page, PaperForm.HTML))
    cells = html.words
    for count in filter(None, page.counts.values()):
        assert str(count) in cells
    bars = [
        attributes for tag, attributes in html.tags if tag == "rect" and "%" in (attributes.get("x") or "")
    ]
    lengths = [attributes["width"] for attributes in bars]
    assert lengths == ["40%", "20%", "40%"]
    for _, own in page.indicators:
        assert own.indicator.name in html.text
    assert {"99.5%", "未达标", "75.0%", "62.0%", "+13.0"} <= set(cells)
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


def beyond_front(tokens: list[Token]) -> list[str]:
    """Return what a paper is made of behind the first pages, on which longer texts leave room for fewer."""
    titles = [at for at, each in enumerate(tokens) if each.content.startswith("附件1：")]
    return [each.type for each in tokens[titles[0] if titles else 0 :]]


def tags_beyond_front(page: Page) -> list[str]:
    """Return the tags of a page behind its first sheets."""
    starts = [at for at, (_, given) in enumerate(page.tags) if given.get("id") == "annex-1"]
    return [tag for tag, _ in page.tags[starts[0] if starts else 0 :]]


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
    if sheet.name != "brief":  # all of it is front, on which longer texts leave room for fewer
        assert beyond_front(tokens) == beyond_front(honest)
    spoken = [each.content for each in inline(tokens) if each.type == "text"]
    assert sheet.name == "brief" or any(  # whose texts are cut short
        "<script>alert(1)</script>" in each and "\\| {{ 7 * 7 }} {% raw %} \\" in each for each in spoken
    )


@each_sheet
def test_html_lets_nothing_through(sheet: Sheet) -> None:
    hostile = Page(text_of(sheet, hostile_plan(), PaperForm.HTML))
    honest = Page(text_of(sheet, told_plan(), PaperForm.HTML))
    if sheet.name != "brief":
        assert tags_beyond_front(hostile) == tags_beyond_front(honest)
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in honest.tags} | {"h3"}
    assert sheet.name == "brief" or "alert(1)</script>" in hostile.text  # there it is cut before


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
        (None, "与上期（2月24日）相比，"),
        (
            Message("Why."),
            ("Why.因此2月24日的情况按现行方案计算，方案调整引起的变化无法区分。与上期（2月24日）相比，"),
        ),
    ],
)
def test_a_paper_says_by_which_plan_the_issue_before_was_computed(unknown: Message | None, told: str) -> None:
    period = Period.parse(WEEK)
    assert period is not None
    then = Then(date(2019, 2, 24), unknown=unknown)
    page = summary(ReportContext(told_plan(), LAST_DAY, None, period, then=then))
    assert f"\n{told}" in "\n" + chapters(paper(page, PaperForm.MARKDOWN))["一、本周变化"]
