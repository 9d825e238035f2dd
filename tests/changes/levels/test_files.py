"""Comments that keep checks quiet, and templates, are changes of their own."""

import pytest

from qtrack.changes.levels.files import silence_changes, template_changes
from qtrack.locale.message import Translator
from qtrack.model.problem import Suppression
from qtrack.store.reading.load import load
from tests.small import Files, said, task, tree_of

QUIET = "  # qtrack: allow closed-apart"
PARTS = "deliverables:\n  - {id: T01.1, title: 建标准}\n  - id: T01.2\n    title: 建装置\n"
ENTRY = said(3)
(PATH,) = ENTRY


def silences(*files: Files) -> tuple[Suppression, ...]:
    return load(tree_of(*files)).suppressions


def told(old: tuple[Files, ...], new: tuple[Files, ...], **numbers: str) -> list[str]:
    say = Translator("zh").say
    return [
        f"{change.place.line} {say(change.sentence)}"
        for change in silence_changes(silences(*old), silences(*new), numbers)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            task(PARTS),
            task(PARTS.replace("建标准}", f"建标准}}{QUIET}")),
            "6 对 T01 deliverables/T01.1 停用检查 closed-apart，属放宽",
        ),
        (
            task(PARTS.replace("建装置", f"建装置{QUIET}")),
            task(PARTS),
            "0 对 T01 deliverables/T01.2/title 恢复检查 closed-apart",
        ),
        (
            ENTRY,
            {PATH: f"{ENTRY[PATH]}# qtrack: allow closed-apart\n"},
            "6 对 T01 的进展条目 2019-01-03-000001 停用检查 closed-apart，属放宽",
        ),
    ],
)
def test_a_check_that_a_comment_keeps_quiet_is_told(old: Files, new: Files, expected: str) -> None:
    assert told((old,), (new,)) == [expected]


def test_a_comment_that_moves_with_what_it_stands_beside_says_nothing() -> None:
    quiet = PARTS.replace("建装置", f"建装置{QUIET}")
    assert told((task(quiet),), (task(f"due: 2019-03-01\n# 注\n{quiet}"),)) == []
    other = {"tasks/T01.yaml": None} | task(quiet.replace("T01", "T40"), "T40")
    assert told((task(quiet),), (other,), T01="T40") == []


def test_a_comment_that_moves_to_something_else_is_told() -> None:
    before, after = (task(PARTS.replace(name, f"{name}{QUIET}")) for name in ("建装置", "建标准}"))
    assert [line.partition(" ")[2] for line in told((before,), (after,))] == [
        "对 T01 deliverables/T01.1 停用检查 closed-apart，属放宽",
        "对 T01 deliverables/T01.2/title 恢复检查 closed-apart",
    ]


def test_templates_are_told_by_name() -> None:
    say = Translator("zh").say
    old = {"templates/a.md.j2": b"a", "templates/b.md.j2": b"b", "templates/c.md.j2": b"c"}
    new = {"templates/a.md.j2": b"a", "templates/b.md.j2": b"B", "templates/d.md.j2": b"d"}
    assert [say(change.sentence) for change in template_changes(old, new)] == [
        "修改模板 b.md.j2，文书的内容可能因此不同",
        "删除模板 c.md.j2，文书改按 qtrack 自带的模板生成",
        "新增模板 d.md.j2，文书改按它生成",
    ]
