"""Every paper of the demonstration, exactly.

With --update-golden the files under golden/papers/ are written anew; look at the difference.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import PAPERS, render_paper
from qtrack.records.selection.filters import Filters, resolve
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import Demonstration

DAY: Final = date(2019, 6, 28)
UNIT: Final = "standardization"


@pytest.fixture(scope="module")
def plan(demonstration: Demonstration) -> Plan:
    found = load(FolderTree(demonstration.folder / "plan")).plan
    assert found is not None
    return found


def made(name: str, plan: Plan, language: str, form: PaperForm = PaperForm.MARKDOWN) -> str:
    paper = PAPERS[name]
    period = Period.containing(paper.period, DAY) if paper.period else None
    filters = resolve(Filters(unit=UNIT if paper.of_unit else None), plan)
    page = paper.page(ReportContext(plan, DAY, period=period, filters=filters, language=language))
    return render_paper(name, page, form, Translator(language))


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_exactly_these(name: str, plan: Plan, golden: Callable[[str, str], None]) -> None:
    golden(f"papers/{name}.md", made(name, plan, "zh"))


@pytest.mark.parametrize("name", ["weekly", "brief", "ledger"])
def test_papers_in_english_are_exactly_these(
    name: str, plan: Plan, golden: Callable[[str, str], None]
) -> None:
    golden(f"papers/{name}-en.md", made(name, plan, "en"))


@pytest.mark.parametrize(("language", "file"), [("zh", "brief.txt"), ("en", "brief-en.txt")])
def test_the_text_for_a_chat_is_exactly_this(
    language: str, file: str, plan: Plan, golden: Callable[[str, str], None]
) -> None:
    golden(f"papers/{file}", made("brief", plan, language, PaperForm.TEXT))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_says_ids_days_or_commands_as_the_terminal_does(
    name: str, language: str, plan: Plan
) -> None:
    text = made(name, plan, language)
    if name == "ledger":  # which has a column for ids
        text = re.sub(r"^(\| \d+ \| )[ST]\d+ \|", r"\1|", text, flags=re.MULTILINE)
    assert re.findall(r"\b[TM]\d\d(?:\.\d+)?\b|\bS[1-7]\b", text) == []
    assert re.findall(r"\b20\d\d-(?:\d\d|W\d\d|Q\d)\b(?!年)|qtrack", text) == []


@pytest.mark.parametrize("name", ["monthly", "quarterly", "annual"])
def test_a_longer_period_never_lists_entries(name: str, plan: Plan) -> None:
    text = made(name, plan, "zh")
    annex = text.partition("## 附件7：")[2].partition("## 附件8：")[0]
    assert "| 单位 | 报送条数 | 其中补报 |" in annex
    assert not [entry for entry in plan.entries if entry.summary and entry.summary in annex]
    assert "## 一、本" in text
