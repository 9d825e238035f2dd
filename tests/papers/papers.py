"""A week of a small plan in which every chapter of the weekly summary has something to tell.

The same plan comes with hostile and with endless texts in every place where a person may write one, and
every paper can be made of any plan.
"""

from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import PAPERS, render_paper
from qtrack.papers.summary.view import Summary, summary
from qtrack.records.selection.filters import Filters, resolve
from tests.small import head, plan_of, said, section, task

#: The week from the 56th to the 62nd day of the small plan.
WEEK = "2019-W09"
LAST_DAY = date(2019, 3, 3)

_HEAD = """
short: 质量提升方案
office: office
reporting: {every: month, by_day: 25}
"""

_GOALS = """
due: 2019-04-10
indicators:
  - {id: pass-rate, name: 抽查合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}
  - {id: brands, name: 名牌产品, unit: 个, baseline: 0, target: 200, kind: reach, due: 2019-04-10}
"""

_BEHIND = """
due: 2019-04-10
deliverables:
  - {id: T01.1, title: 新建省级计量标准}
  - {id: T01.2, title: 编制溯源图, due: 2019-02-28}
"""

_RETURNING = """
deliverables:
  - {id: T04.1, title: 组织能力验证, every: year}
"""


#: What a text of the plan must not get through: markup, table signs, line ends, control codes.
HOSTILE: Final = (
    "</style></title><svg onload=window.__pwned=1><script>window.__pwned=1</script> "
    '" onmouseover="window.__pwned=1" x="<link rel=stylesheet href=https://example.org/x.css>'
    "<meta http-equiv=refresh content='0;url=https://example.org/'> "
    "<script>alert(1)</script> </td></table> <img src=x onerror=alert(1)> &lt;b&gt; | a | b |\n"
    "# 标题\n\n- [链接](https://example.org) ![图](x.png) **粗** _斜_ `码` ~~删~~ <https://example.org>\n"
    "\u202etxt.exe\u202c \x1b[31m红\x1b[0m \\| {{ 7 * 7 }} {% raw %} \\" + "长" * 60 + "x" * 200
)

#: What a text must not break: ten thousand characters with hardly a place to part them, and signs that
#: turn the direction of writing and never turn it back.
ENDLESS: Final = (
    "长" * 3000
    + ("x" * 999 + " ") * 5
    + "\u202e\u2067\u200f\N{HEBREW LETTER ALEF}\N{ARABIC LETTER BEH}" * 200
)[:10_000]


def told_plan() -> Plan:
    """Return the plan: one task behind, one done, one blocked, one due soon, one never told of."""
    return plan_of(
        head(_HEAD),
        section(_GOALS),
        task(_BEHIND),
        task("", "T02"),
        task("", "T03"),
        task(_RETURNING, "T04"),
        task("due: 2019-03-20\n", "T05"),
        said(
            57,
            "actuals: {pass-rate: 90.5, brands: 150}\nsummary: 合格率略降\nevidence: [闽质监〔2019〕12号]",
            about="S1",
        ),
        said(
            50,
            "percent: 10\nsummary: 标准选型",
            about="T01.1",
            unit="institute",
            recorded="2019-02-26T10:00:00+08:00",
        ),
        said(
            60,
            "percent: 20\nproblems: 经费未到位\nnext: 3月中旬前落实经费\nsummary: 完成选型论证",
            about="T01.1",
        ),
        said(40, "percent: 60\nsummary: 推进过半", about="T02"),
        said(58, "status: done\nsummary: 全部完成", about="T02"),
        said(30, "percent: 40\nsummary: 正常推进", about="T03", unit="fuzhou"),
        said(59, "status: blocked\nproblems: 用地未批\nsummary: 暂停", about="T03", unit="fuzhou"),
        said(61, "status: done\nsummary: 本年能力验证完成", about="T04.1"),
    )


def empty_plan() -> Plan:
    """Return the plan that nobody has reported on and that asks for nothing, not even for a word."""
    return plan_of(head("lights: {stale_days: 365}"))


def hostile_plan(text: str = HOSTILE) -> Plan:
    """Return the plan with a hostile text wherever a person may write one."""
    return _spoilt(text)


def long_titled_plan() -> Plan:
    """Return the plan under a title of nine hundred signs, without a shorter name."""
    plan = told_plan()
    title = "健全社会公用计量标准和量传溯源体系的工作方案" * 41
    return msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, title=title[:900], short=""))


def endless_plan() -> Plan:
    """Return the plan with an endless title, report and problem of one task."""
    plan, replace = told_plan(), msgspec.structs.replace
    return replace(
        plan,
        tasks=(replace(plan.tasks[0], title=ENDLESS), *plan.tasks[1:]),
        entries=tuple(
            replace(each, summary=ENDLESS, problems=ENDLESS)
            if each.problems and each.about == "T01.1"
            else each
            for each in plan.entries
        ),
    )


def _spoilt(text: str) -> Plan:
    plan = told_plan()
    entries = tuple(
        msgspec.structs.replace(
            each,
            summary=text,
            problems=text if each.problems else "",
            next=text if each.next else "",
            evidence=(text,) if each.evidence else (),
        )
        for each in plan.entries
    )
    replace = msgspec.structs.replace
    return replace(
        plan,
        head=replace(plan.head, short=text, title=text, document=replace(plan.head.document, issuer=text)),
        sections=tuple(
            replace(
                each,
                title=text,
                indicators=tuple(replace(own, name=text, unit=text) for own in each.indicators),
            )
            for each in plan.sections
        ),
        tasks=tuple(
            replace(
                each, title=text, deliverables=tuple(replace(own, title=text) for own in each.deliverables)
            )
            for each in plan.tasks
        ),
        register=replace(
            plan.register, units=tuple(replace(each, name=text, short=text) for each in plan.register.units)
        ),
        entries=entries,
    )


def page_of(plan: Plan, known_at: date | None = None) -> Summary:
    """Return the page of that week of a plan."""
    period = Period.parse(WEEK)
    assert period is not None
    return summary(ReportContext(plan, LAST_DAY, known_at, period))


def told_page() -> Summary:
    """Return the page of that week."""
    return page_of(told_plan())


def empty_page() -> Summary:
    """Return the same week of a plan that nobody has reported on and that asks for nothing."""
    return page_of(empty_plan())


def paper(page: Summary, form: PaperForm, language: str = "zh") -> str:
    """Render a page."""
    return render_paper("weekly", page, form, Translator(language))


class Sheet(NamedTuple):
    """A paper that a browser is to show; `unit` where it is of one unit."""

    name: str
    unit: str | None = None


#: Every paper, as tests make it.
SHEETS: Final = (
    Sheet("weekly"),
    Sheet("monthly"),
    Sheet("quarterly"),
    Sheet("half-year"),
    Sheet("annual"),
    Sheet("brief"),
    Sheet("ledger"),
    Sheet("assignments"),
    Sheet("unit", "metrology"),
    Sheet("scorecard"),
    Sheet("chase"),
)


def html_of(sheet: Sheet, plan: Plan, language: str) -> str:
    """Return a paper of a small plan as a page, of the period in which its told week ends."""
    return text_of(sheet, plan, PaperForm.HTML, language)


def text_of(
    sheet: Sheet, plan: Plan, form: PaperForm, language: str = "zh", known_at: date | None = None
) -> str:
    """Return a paper of a small plan as a text, of the period in which its told week ends."""
    return render_paper(sheet.name, made_page(sheet, plan, known_at), form, Translator(language))


def made_page(sheet: Sheet, plan: Plan, known_at: date | None = None) -> msgspec.Struct:
    """Return the page of a paper of a small plan, of the period in which its told week ends."""
    made = PAPERS[sheet.name]
    period = Period.containing(made.period, LAST_DAY) if made.period else None
    filters = resolve(Filters(unit=sheet.unit), plan)
    return made.page(ReportContext(plan, LAST_DAY, known_at, period, filters))


def demo_html(sheet: Sheet, folder: Path, language: str, file: Path) -> None:
    """Write a paper of the demonstration in this folder, as `qtrack report` makes it."""
    from qtrack.cli.main import main  # noqa: PLC0415 - only who asks for it pays for it

    of_unit = ["--unit", sheet.unit] if sheet.unit else []
    words = ["--lang", language, "report", sheet.name, *of_unit, "--as-of", "2019-06-28"]
    with redirect_stdout(StringIO()):
        assert main([*words, "--format", "html", "--output", str(file)], {}, folder) == 0
