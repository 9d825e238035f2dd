"""What of a notice a plan does not have."""

import pytest

from qtrack.model.plan import Plan
from qtrack.notice.compare import compare
from qtrack.notice.draft import Draft, draft
from qtrack.notice.reading.blocks import joined, of_text
from qtrack.notice.reading.outline import outline
from qtrack.notice.write import files
from qtrack.store.reading.load import load
from tests.conftest import NOTICES
from tests.small import TextTree


def drafted(name: str) -> Draft:
    return draft(outline(joined(of_text((NOTICES / name).read_text(encoding="utf-8")))))


OWN, REVISED = drafted("scheme.txt"), drafted("revised.txt")
FILES = files(OWN)


def plan_of(texts: dict[str, str]) -> Plan:
    plan = load(TextTree(texts)).plan
    assert plan is not None
    return plan


def missing(texts: dict[str, str], own: Draft = OWN) -> list[str]:
    return [f"{one.line} {one.about} {one.lack} {one.text}" for one in compare(own, plan_of(texts), texts)]


def test_of_its_own_notice_a_plan_lacks_nothing() -> None:
    assert missing(FILES) == []


EDITS = [
    ("tasks/T01.yaml", "“一件事”", "事项", ["25 T01 name “一件事”"]),
    ("tasks/T01.yaml", "等15个", "等", ["25 T01 number 15"]),
    ("tasks/T01.yaml", "due: 2024-06-30", "due: 2024-07-31", ["25 T01 date 2024-06-30"]),
    ("tasks/T01.yaml", "  shared: [u02]\n", "", ["25 T01 unit 市市场监管局"]),
    ("tasks/T01.yaml", "by_duty: [u03]", "by_duty: [u03, u04]", []),
    (
        "tasks/T01.yaml",
        "  lead: u01\n  shared: [u02]\n",
        "  lead: u02\n  shared: [u01]\n",
        ["25 T01 role 市数据局", "25 T01 role 市市场监管局"],
    ),
    ("tasks/T02.yaml", "    every: quarter\n", "", ["27 T02 rhythm 每季度通报一次办理情况"]),
    ("tasks/T03.yaml", "due: 2024-11-30\n#", "#", []),
    ("tasks/T03.yaml", "target: 1200", "target: 1201", ["31 T03 target 惠及企业 1200家 2024-11-30"]),
    ("sections/S1.yaml", "kind: hold", "kind: reach", ["19 S1 target 企业满意度 95% 2024-12-31"]),
    ("sections/S2.yaml", "降低企业成本", "帮助企业", ["29 M02 heading 降低企业成本"]),
    ("plan.yaml", "12号", "13号", ["3 number head 清政办〔2024〕12号"]),
]


@pytest.mark.parametrize(("path", "before", "after", "found"), EDITS, ids=[edit[1] for edit in EDITS])
def test_what_an_edit_takes_away_is_missed(path: str, before: str, after: str, found: list[str]) -> None:
    assert before in FILES[path]
    assert missing(FILES | {path: FILES[path].replace(before, after)}) == found


def test_a_task_that_is_not_there_is_missed() -> None:
    texts = {path: text for path, text in FILES.items() if path != "tasks/T04.yaml"}
    assert missing(texts) == ["33  task 清理拖欠企业账款"]


def test_tasks_are_known_in_other_words_and_another_order() -> None:
    texts = dict(FILES)
    texts["tasks/T03.yaml"] = (
        FILES["tasks/T04.yaml"].replace("T04", "T03").replace("清理拖欠企业账款", "拖欠企业的账款要清理")
    )
    texts["tasks/T04.yaml"] = FILES["tasks/T03.yaml"].replace("T03", "T04")
    assert missing(texts) == []


@pytest.mark.parametrize(
    ("path", "before", "after", "found"),
    [
        ("plan.yaml", "东政〔2019〕12号", "东政〔2019〕13号", ["2 revisions head 东政〔2019〕12号"]),
        ("tasks/T03.yaml", "target: 20", "target: 10", ["10 T03 target 培育标准化试点 60个 2020-12-31"]),
    ],
)
def test_shares_and_notices_that_revise_are_missed(
    path: str, before: str, after: str, found: list[str]
) -> None:
    texts = files(REVISED)
    assert before in texts[path]
    assert missing(texts, REVISED) == []
    assert missing(texts | {path: texts[path].replace(before, after)}, REVISED) == found
