"""What is said of entries: whose, what they say in a word, and of an alteration what differs alone."""

from datetime import date

import pytest

from qtrack.changes.compare import compare
from qtrack.changes.kinds import Change
from qtrack.locale.message import Translator
from tests.changes.ground import PROGRESS, ground, swap
from tests.small import Files

LATER = "progress/T01/2019-05-29-000002.yaml"
BARE = "about: T01.1\nunit: {unit}\ndate: 2019-05-29\nrecorded: 2019-05-29T09:00:00+08:00\nsummary: 已建5项\n"


def came(more: str, unit: str = "metrology") -> dict[str, str]:
    return {LATER: BARE.format(unit=unit) + more}


def said(change: Change, language: str = "zh") -> str:
    return Translator(language).say(change.sentence)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (came(""), "计量处报送 T01.1 截至 2019-05-29 的进展：已建5项"),
        (
            came("status: done\npercent: 90\nactuals: {standards: 1700}\n"),
            "计量处报告 T01.1 于 2019-05-29 已完成（90%、公用计量标准 1700 项）：已建5项",
        ),
        (
            came("percent: 40\nperiod: 2019-04\n"),
            "计量处报送 T01.1 截至 2019-05-29 的进展（40%、所属期 2019-04）：已建5项",
        ),
        (came("status: closed\n", "office"), "办公室于 2019-05-29 对 T01.1 销号：已建5项"),
        (
            came("status: blocked\npercent: 40\n"),
            "计量处报送 T01.1 截至 2019-05-29 的进展（受阻、40%）：已建5项",
        ),
        (
            came("corrects: 2019-03-29-7f3a9c\nstatus: done\nactuals: {standards: 1700}\n"),
            (
                "计量处更正计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c（日期：2019-03-29 → 2019-05-29、"
                "状态：进行中 → 已完成、进度：40% → -、公用计量标准：1650 → 1700、"
                "进展情况：已新建5项 → 已建5项、佐证材料：闽质监〔2019〕12号 → -）：已建5项"
            ),
        ),
        (
            came("withdraws: 2019-03-29-7f3a9c\n", "office"),
            (
                "办公室撤回计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c"
                "（原报：进行中、40%、公用计量标准 1650 项）：已建5项"
            ),
        ),
        (
            came("withdraws: 2019-01-01-abcdef\n"),
            "计量处撤回关于 T01.1 的进展条目 2019-01-01-abcdef：已建5项",
        ),
        (
            swap(PROGRESS, "percent: 40", "percent: 60"),
            "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被改动（进度：40% → 60%），属篡改记录",
        ),
        (
            swap(PROGRESS, "standards: 1650", "standards: 1650, others: 3"),
            "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被改动（others：- → 3），属篡改记录",
        ),
        (
            swap(PROGRESS, "standards: 1650", "standards: 1700"),
            "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被改动（公用计量标准：1650 → 1700），属篡改记录",
        ),
        (
            swap(PROGRESS, "status: in-progress", "status: done"),
            "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被改动（状态：进行中 → 已完成），属篡改记录",
        ),
        (
            {PROGRESS: None},
            (
                "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被删除"
                "（进行中、40%、公用计量标准 1650 项）：已新建5项，属篡改记录"
            ),
        ),
    ],
)
def test_an_entry_is_told_with_what_matters(edit: Files, sentence: str) -> None:
    (change,) = compare(ground(), ground(edit))
    assert said(change) == sentence


def test_an_entry_that_can_be_read_again_is_told_with_its_figures() -> None:
    unread = frozenset({"2019-03-29-7f3a9c"})
    (change,) = compare(ground({PROGRESS: None}), ground(), unread_old=unread)
    assert said(change) == (
        "计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 恢复可读"
        "（进行中、40%、公用计量标准 1650 项）：已新建5项"
    )


def test_an_entry_in_the_folder_of_another_task_was_moved_there() -> None:
    unread = frozenset({"2019-03-29-7f3a9c"})
    strayed = {"2019-03-29-7f3a9c": "T02"}
    (change,) = compare(ground(), ground({PROGRESS: None}), unread_new=unread, strayed=strayed)
    assert said(change) == ("计量处关于 T01.1 的进展条目 2019-03-29-7f3a9c 被移到 T02 的文件夹，属篡改记录")


def test_an_entry_recorded_long_before_a_day_without_it_says_so() -> None:
    (late,) = compare(ground(), ground(came("")), since=date(2019, 6, 28))
    assert said(late, "en") == (
        "计量处 reports on T01.1 as of 2019-05-29: 已建5项; "
        "recorded on 2019-05-29, 30 days before 2019-06-28, when it was not yet there"
    )
    (soon,) = compare(ground(), ground(came("")), since=date(2019, 6, 5))
    assert "recorded" not in said(soon, "en")
