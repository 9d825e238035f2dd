"""Every paper of the demonstration, exactly.

With QTRACK_UPDATE_GOLDEN=1 the files under golden/papers/ are written anew; look at the difference.
"""

import os
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from qtrack.locale.translator import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.context import ReportContext
from qtrack.papers.engine.paper import PaperForm, render_paper
from qtrack.papers.registry import PAPERS
from qtrack.records.filters import make_filters
from qtrack.store.disk import write_file
from qtrack.store.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import Demonstration

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "papers"
DAY: Final = date(2019, 6, 28)
UNIT: Final = "standardization"
ENGLISH: Final = ("weekly", "ledger", "chase")

SHEETS: Final = [*((name, "zh") for name in PAPERS), *((name, "en") for name in ENGLISH)]


@pytest.fixture(scope="module")
def plan(demonstration: Demonstration) -> Plan:
    found = load(FolderTree(demonstration.folder / "plan")).plan
    assert found is not None
    return found


def made(name: str, plan: Plan, language: str) -> str:
    paper = PAPERS[name]
    period = Period.containing(paper.period, DAY) if paper.period else None
    filters = make_filters(plan, None, UNIT if paper.of_unit else None, frozenset())
    page = paper.page(ReportContext(plan, DAY, period=period, filters=filters))
    return render_paper(name, page, PaperForm.MARKDOWN, Translator(language))


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_papers_are_exactly_these(name: str, language: str, plan: Plan) -> None:
    text = made(name, plan, language)
    path = GOLDEN / f"{name}-{language}.md"
    if os.environ.get("QTRACK_UPDATE_GOLDEN"):
        write_file(path, text)
    assert text == path.read_text(encoding="utf-8")
