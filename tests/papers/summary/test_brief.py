"""The one page in brief, and the same as a few lines: the weekly's figures and rows, fewer of them."""

import re
from typing import Final

import pytest

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import render_paper
from qtrack.papers.summary.view import Summary, brief, summary
from qtrack.records.selection.filters import Filters
from tests.papers.crowded import LAST, crowded_plan
from tests.papers.papers import LAST_DAY, WEEK, empty_plan, endless_plan, hostile_plan, told_plan

NONE: Final = Filters()

PLANS: Final = {
    "told": told_plan,
    "empty": empty_plan,
    "hostile": hostile_plan,
    "endless": endless_plan,
    "crowded": crowded_plan,
}


def page_of(plan: Plan, filters: Filters = NONE) -> Summary:
    return brief(ReportContext(plan, LAST_DAY, period=Period.parse(WEEK), filters=filters))


def said(page: Summary, form: PaperForm = PaperForm.TEXT, language: str = "zh") -> str:
    return render_paper("brief", page, form, Translator(language))


def test_its_figures_and_rows_are_those_of_the_weekly() -> None:
    context = ReportContext(crowded_plan(), LAST, period=Period.parse(WEEK))
    whole, short = summary(context), brief(context)
    assert (short.counts, short.changes, short.number) == (whole.counts, whole.changes, whole.number)
    for name in ("red", "stuck", "units"):
        few, many = (getattr(page.front, name) for page in (short, whole))
        assert len(few) > 0 or name == "units"
        same = min(len(few), len(many))
        assert few[:same] == many[:same]
        told = (len(few) + short.front.rest[name], len(many) + whole.front.rest[name])
        if name == "red":
            told = (told[0] + len(short.front.red_named), told[1] + len(whole.front.red_named))
        assert told[0] == told[1] == len(getattr(whole.matters, name))


def test_it_says_what_was_left_out_and_where_that_stands() -> None:
    text = said(page_of(crowded_plan()), PaperForm.MARKDOWN)
    assert re.search(r"## 一、红灯任务及原因（另有\d{3}项，详见周报附件3）", text)
    assert "另有100项催办逾期未反馈，详见周报附件12。" in text
    assert re.search(r"[等有]\d\d个单位，详见周报附件11。", text)
    assert "附件：" not in text
    monthly = brief(ReportContext(crowded_plan(), LAST_DAY, period=Period.parse("2019-02")))
    assert "详见月报附件3）" in said(monthly, PaperForm.MARKDOWN)


def test_red_stands_with_its_reason_in_a_clause_and_without_a_promise() -> None:
    text = said(page_of(told_plan()), PaperForm.MARKDOWN)
    assert re.search("## 一、红灯任务及原因(（另有\\d项，详见周报附件3）)?\n\n1\\. ", text)
    red = text.partition("## 一、")[2].partition("## 二、")[0]
    assert "下一步" not in red
    assert "## 二、需协调解决的事项" in text


def test_the_text_for_a_chat_is_these_lines() -> None:
    assert said(page_of(told_plan())).splitlines() == [
        "第9期简报：质量提升方案，截至2019年3月3日。",
        "方案任务5项：红灯2项（增2项）、黄灯1项（减2项）、绿灯0项（减1项）、蓝灯2项（增2项）、未评0项（减1项）。",
        "与上期（2月24日）相比，5项亮灯调整，其中转好1项、转差2项、新评或不再评2项。",
        "亮红灯的有：",
        "一是健全量传溯源体系（计量处），“编制溯源图”已逾期3天。",
        "二是健全量传溯源体系（计量处），尚未报送进度（按零计），落后序时进度78.5个百分点。",
        "三是夯实质量基础（总体目标），抽查合格率为90.5%，低于91%。",
        "需协调解决1项：",
        "一是健全量传溯源体系（福州局），用地未批。",
        "未按时报送的有计量处、省计量院。",
        "详见周报。省质监局办公室",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PLANS)
def test_the_text_has_at_most_twelve_short_lines_without_marks_or_ids(name: str, language: str) -> None:
    text = said(page_of(PLANS[name]()), PaperForm.TEXT, language)
    lines = text.splitlines()
    assert 3 <= len(lines) <= 12
    assert all(line == line.strip() and 0 < len(line) <= (100 if language == "zh" else 180) for line in lines)
    assert not re.search(r"[@<>\[\]*_`~|#\\]|://|\bT\d\d|www\.|\w\.[a-z]", text)


def test_each_line_begins_with_words_of_the_paper() -> None:
    first = [line[:2] for line in said(page_of(hostile_plan("/kick 全体"))).splitlines()]
    assert first == ["第9", "方案", "与上", "亮红", "一是", "二是", "三是", "需协", "一是", "未按", "详见"]


def test_a_part_of_the_plan_is_named_in_the_text() -> None:
    text = said(page_of(told_plan(), Filters(unit="metrology")))
    assert "计量处承担任务" in text.splitlines()[1]


def test_a_longer_paper_has_no_text_for_a_chat() -> None:
    page = summary(ReportContext(told_plan(), LAST_DAY, period=Period.parse(WEEK)))
    with pytest.raises(QtrackError) as refused:
        render_paper("weekly", page, PaperForm.TEXT, Translator("en"))
    assert str(refused.value.message.text).startswith("This paper is longer than a chat has room for")
    own = ({"weekly.txt.j2": "{{ page.number }}\n"}, ())
    assert render_paper("weekly", page, PaperForm.TEXT, Translator("en"), own) == "9\n"
